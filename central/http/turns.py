"""Whose turn it is: few exchanges are worked on at once, some wait in line, and the rest are asked to come again.

More at once only take the interpreter from each other: three at once on SQLite cost two thirds more CPU a fact than one. Whoever waits for longer than a till is patient would be served for
nothing, so the line has an end; behind it stands an answer that says when to come again.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from loyalty.errors import LoyaltyError

MOST_WAITING = 100
"""At the slowest they are through long before a till's patience of half a minute is over."""
SPREAD = 5
"""Those asked to come again do not all come in the same second."""


@dataclass(slots=True)
class Turns:
    """The line of one worker."""

    at_once: int
    most_waiting: int = MOST_WAITING
    _waiting: int = 0
    _sent_away: int = 0
    _places: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        """Lay out the places."""
        self._places = asyncio.Semaphore(self.at_once)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for a turn, and have it. Raises `centre_crowded` with `seconds` to wait where the line is full."""
        if self._waiting >= self.most_waiting:
            self._sent_away += 1
            raise LoyaltyError("centre_crowded", seconds=1 + self._sent_away % SPREAD)
        self._waiting += 1
        try:
            await self._places.acquire()
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._places.release()
