"""Whose turn it is: few exchanges are worked on at once, some wait in line, and the rest are asked to come again.

More at once only take the interpreter from each other: three at once on SQLite cost two thirds more CPU a fact than
one. Whoever waits for longer than a till is patient would be served for nothing, so the line has an end, sooner where
turns take long; behind it stands an answer that says when to come again: one after the other, as turns go of late. Of late
says little where a single turn stood still, or where who asks is not heard in the end: so nobody is sent away for much longer
than half a minute, at the price that some of a very great crowd are sent away twice, and who finds the line empty begins anew.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from loyalty.errors import LoyaltyError

MOST_WAITING = 100
MOST_SECONDS = 12.0
"""Nobody is let into a line that takes longer as turns go of late: a till is patient for half a minute."""
CROWD = 8
"""So many waiting are a crowd: what they tell is heard first, and they read later."""
_SHARE = 0.2
"""How much the last turn counts in how long turns take of late."""
MOST_AWAY = 30.0
"""Seconds after which whoever is sent away asks again at the latest, but for the spread."""
SPREAD = 5
"""Those asked to come again do not all come in the same second."""


@dataclass(slots=True)
class Turns:
    """The line of one worker."""

    at_once: int
    most_waiting: int = MOST_WAITING
    patience: float = MOST_SECONDS
    steady: Callable[[], float] = time.monotonic
    _waiting: int = 0
    _takes: float = 0.0
    _sent_away: int = 0
    _next_comes: float = 0.0
    """When the last of those sent away is to come again, by the steady clock."""
    _places: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        """Lay out the places."""
        self._places = asyncio.Semaphore(self.at_once)

    @property
    def crowded(self) -> bool:
        """Say whether many wait."""
        return self._waiting >= CROWD

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for a turn, and have it. Raises `centre_crowded` with `seconds` to wait where the line is full or slow."""
        ahead = self._waiting * self._takes / self.at_once
        if self._waiting >= self.most_waiting or ahead > self.patience:
            # Half of those before them are through by then: the line neither ends nor is asked in vain.
            raise self._sent(ahead / 2)
        if not self._waiting:
            # Whoever is still to come finds room: nobody sent away from now on needs to come behind them.
            self._next_comes = 0.0
        self._waiting += 1
        try:
            async with asyncio.timeout(self.patience):
                await self._places.acquire()
        except TimeoutError as problem:
            # Many came at the same moment to a line nobody had measured yet.
            raise self._sent(0) from problem
        finally:
            self._waiting -= 1
        began = self.steady()
        try:
            yield
        finally:
            self._takes += _SHARE * (self.steady() - began - self._takes)
            self._places.release()

    def _sent(self, seconds: float) -> LoyaltyError:
        now = self.steady()
        self._sent_away += 1
        latest = now + MOST_AWAY
        self._next_comes = min(latest, max(self._next_comes + self._takes / self.at_once, now + seconds))
        # Where turns say nothing of when, not measured yet or too far ahead, their number spreads them.
        spread = self._sent_away % SPREAD if not self._takes or self._next_comes == latest else 0
        return LoyaltyError("centre_crowded", seconds=1 + int(self._next_comes - now) + spread)
