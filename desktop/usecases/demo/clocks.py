"""A clock that travels: the demo's past is told as if its machine had stood there all along."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.models.log import Tx


@dataclass(slots=True)
class TravellingClock:
    """Stands wherever the story is; wall and steady time move as one, so nothing looks suspect."""

    at: int

    def now(self) -> int:
        """Return the instant of the story."""
        return self.at

    def steady(self) -> int:
        """Return the same."""
        return self.at

    def boot_id(self) -> str:
        """Return the one boot of the story."""
        return "demo"

    def travel(self, at: int, tx: Tx | None = None) -> None:
        """Go on to an instant (never back), and take an open transaction along: days share a commit."""
        self.at = max(self.at, at)
        if tx is not None:
            tx.time = replace(tx.time, at=self.at, wall=self.at, steady=self.at)
