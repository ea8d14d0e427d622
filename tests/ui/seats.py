"""What tests of screens over the real till share: somebody at it, and a view that remembers what it was shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.errors import LoyaltyError


@dataclass(slots=True)
class OneSeat:
    """A till and the person at it."""

    till: Till
    session: Session
    training: bool = False

    def refuse_training(self) -> None:
        if self.training:
            raise LoyaltyError("training_writes_nothing")


@dataclass(slots=True)
class Remembering:
    """A view without a screen: every `show_…` is kept, the last one by its name."""

    shown: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)

    def __getattr__(self, name: str) -> Callable[..., None]:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *told: self.shown.append((name, told))

    def last(self, name: str) -> Any:
        """What was shown last under a name (one value alone, several as a tuple); a sentence as it reads now."""
        told = next(told for known, told in reversed(self.shown) if known == name)
        one = told[0] if len(told) == 1 else told
        return one() if callable(one) else one

    def times(self, name: str) -> int:
        return sum(1 for known, _ in self.shown if known == name)
