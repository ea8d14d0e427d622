"""Wakes tills that wait for news: one look a business and half second, however many wait.

What this worker itself wrote rings at once; what another worker or the command line wrote is seen by the look.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool

LOOK_SECONDS = 0.5


@dataclass(slots=True)
class Bell:
    """One business's bell."""

    waiting: int = 0
    rung: asyncio.Event = field(default_factory=asyncio.Event)
    looking: asyncio.Task[None] | None = None


@dataclass(slots=True)
class Bells:
    """The bells of all businesses somebody waits at; `news` returns what changes when there is news."""

    news: Callable[[str], object]
    _bells: dict[str, Bell] = field(default_factory=dict)

    def ring(self, business_id: str) -> None:
        """Wake everybody who waits at a business; from the event loop's own thread."""
        bell = self._bells.get(business_id)
        if bell is not None:
            bell.rung.set()
            bell.rung = asyncio.Event()

    async def wait(self, business_id: str, seconds: float) -> None:
        """Wait until the bell rings, at most so long."""
        bell = self._bells.setdefault(business_id, Bell())
        bell.waiting += 1
        if bell.looking is None:
            bell.looking = asyncio.create_task(self._look(business_id, bell))
        try:
            async with asyncio.timeout(seconds):
                await bell.rung.wait()
        except TimeoutError:
            pass
        finally:
            bell.waiting -= 1

    async def _look(self, business_id: str, bell: Bell) -> None:
        known = None
        while bell.waiting:
            found = await run_in_threadpool(self.news, business_id)
            if known is not None and found != known:
                self.ring(business_id)
            known = found
            await asyncio.sleep(LOOK_SECONDS)
        bell.looking = None
        self._bells.pop(business_id, None)
