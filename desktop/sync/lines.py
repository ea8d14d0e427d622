"""Opens the line of a till to its centre, and says how long to wait after something went wrong."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.usecases.exchange.authorities import authority_of
from desktop.usecases.exchange.exchanging import centre_of
from desktop.usecases.till import Till
from loyalty.errors import LoyaltyError

if TYPE_CHECKING:
    from desktop.sync.client import HttpWire

FIRST, LONGEST = 2.0, 120.0
"""Seconds before the second try, and the most between two."""
MOST_ASKED = 900.0
"""Seconds a till waits at most because it was asked to: a proxy that names a day must not keep it silent for a day."""


def open_line(till: Till) -> HttpWire:
    """Return the line of a till that has joined; raises `not_joined`."""
    with till.read() as db:
        authority = authority_of(db)
    return open_line_at(till, centre_of(till).url, authority)


def open_line_at(till: Till, url: str, authority: str) -> HttpWire:
    """Return the line of a till that has joined, to its own centre at an address; raises `not_joined`."""
    # A till without a centre never needs HTTP, and no window waits for it.
    from desktop.sync.client import HttpWire, Identity

    return HttpWire(url, Identity(till.shop.till_id, till.store.signer, centre_of(till).key), authority)


@dataclass(slots=True)
class BackOff:
    """How long to wait: longer after each failure, never all tills at once, never sooner than the centre asks."""

    chance: Callable[[], float] = field(default=random.random)
    _failures: int = 0

    def succeed(self) -> None:
        """Note that an exchange went well."""
        self._failures = 0

    def fail(self, problem: LoyaltyError) -> float:
        """Note a failure and return the seconds to wait."""
        self._failures += 1
        longest = min(LONGEST, FIRST * float(1 << min(self._failures - 1, 16)))
        wait = longest * (0.5 + self.chance() / 2)
        asked = problem.values.get("seconds", 0)
        return max(wait, min(float(asked), MOST_ASKED) if isinstance(asked, int) else 0.0)
