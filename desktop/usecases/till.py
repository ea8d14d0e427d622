"""The till a use case works on: the open store, the time it stands in, and what it costs to try a PIN.

A `Till` is passed to every use case. Whatever writes does so in one `till.transaction(...)`: facts, entries and
summaries are kept together or not at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING

from desktop.models.keys import KeyStore
from desktop.models.shops import Shop
from desktop.models.sources import Reader
from desktop.models.store import Store
from desktop.usecases.staff_keys import HARDENED, KeyCost
from loyalty.clock import Clock, business_day
from loyalty.errors import LoyaltyError, require
from loyalty.words import Lang

if TYPE_CHECKING:
    from desktop.models.log import Tx
    from loyalty.member import Moment

LASTING_WARNINGS = frozenset({"key_in_file"})
"""What is true every time: said to who answers for the shop, by `new-shop`, `verify` and at their sign-in alone."""


@dataclass(frozen=True, slots=True)
class Till:
    """An open shop on this machine.

    `clock` is the machine's own (PIN delays and locks hold by it); `stands_at` is the instant a test shop was
    told to stand at, else None. In `training` nothing may be recorded but that a PIN was guessed at too often.
    """

    store: Store
    clock: Clock
    keys: KeyStore
    language: Lang = "fa"
    stands_at: int | None = None
    key_cost: KeyCost = HARDENED
    training: bool = False
    closed: Event = field(default_factory=Event, repr=False, compare=False)

    @property
    def shop(self) -> Shop:
        """Return who and where this till is: ids, code, currency, zone."""
        return self.store.shop

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return codes of what opening found worth saying."""
        return tuple(self.store.warnings)

    @property
    def notes(self) -> tuple[LoyaltyError, ...]:
        """Return the same as what can be said to a person."""
        return tuple(LoyaltyError(code, folder=self.store.other_folder) for code in self.warnings)

    @property
    def doubts_clock(self) -> bool:
        """Say whether the machine's wall clock cannot be believed now.

        Never in a test shop: it writes down any day it is told, so its log says nothing about the machine's clock.
        """
        return not self.shop.test and self.store.now().suspect

    def transaction(self, staff_id: str, *, last: bool = False) -> AbstractContextManager[Tx]:
        """Open the one transaction of an act done in someone's name; raises `training_writes_nothing` at its end.

        `last`: the day cannot be finished without it, on a full disk either.
        """
        act = self.store.transaction(staff_id, at=self.stands_at, last=last)
        return _unrecorded(act) if self.training else act

    def read(self) -> AbstractContextManager[Reader]:
        """Open a consistent snapshot to read from."""
        return self.store.read()

    def now(self) -> int:
        """Return the trusted instant, or the one a test shop stands at."""
        return self.store.now().at if self.stands_at is None else self.stands_at

    def today(self) -> dt.date:
        """Return the business day of this branch."""
        return business_day(self.now(), self.shop.zone)

    def new_id(self) -> str:
        """Return a new id."""
        return self.store.new_id()

    def close(self) -> None:
        """Close the shop; closing twice does no harm."""
        if not self.closed.is_set():
            self.closed.set()
            self.store.close()


@contextmanager
def _unrecorded(act: AbstractContextManager[Tx]) -> Iterator[Tx]:
    """Let an act be tried whole, so that it is refused for what it is refused for, and keep no fact of it."""
    with act as tx:
        yield tx
        require(not tx.recorded, "training_writes_nothing")


def moment_of(till: Till, at: int) -> Moment:
    """Return an instant as this till and its branch see it."""
    from loyalty.member import moment_at

    return moment_at(at, till.shop.zone, till.shop.branch_id, till.shop.till_id)
