"""What every stage of an import works with: ids fixed by their source, one transaction a batch, progress.

A dry run does everything in one transaction and drops it at the end, so that it says exactly what the import
would say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from desktop.models.log import Tx
from desktop.usecases.authority import Authority
from desktop.usecases.importing.report import OnProgress, Progress, Tally
from desktop.usecases.till import Till
from loyalty.clock import Clock
from loyalty.ids import fixed_id, looks_like_id
from loyalty.kinds import Body

BATCH = 500

DEFAULT_SOURCE = "club"
"""The name of a source that gives itself none in `config.json`."""


class Cancelled(Exception):
    """The person watching has had enough; what is committed stays."""


class _Dropped(Exception):
    """Ends the one transaction of a dry run."""


Open = Callable[[], AbstractContextManager[Tx]]


@contextmanager
def batches(till: Till, staff_id: str, *, dry_run: bool) -> Iterator[Open]:
    """Give a function that opens the transaction of a batch."""
    if not dry_run:
        yield lambda: till.transaction(staff_id)
        return
    try:
        with till.transaction(staff_id) as tx:
            yield lambda: nullcontext(tx)
            raise _Dropped
    except _Dropped:
        pass


@dataclass(slots=True)
class Meter:
    """Counts rows done against rows there are, and asks after each batch whether to go on."""

    total: int
    clock: Clock
    watch: OnProgress | None
    done: int = 0
    began: int = field(default=0)

    def __post_init__(self) -> None:
        self.began = self.clock.steady()

    def reach(self, stage: str, done: int) -> None:
        """Tell that `done` rows of all are behind; raises `Cancelled`."""
        self.done = done
        if self.watch is None:
            return
        spent = max(1, self.clock.steady() - self.began)
        rate = done * 1_000 // spent
        left = (self.total - done) * spent // done if done else None
        if not self.watch(Progress(stage, done, self.total, rate, left)):
            raise Cancelled


@dataclass(slots=True)
class Job:
    """One import under way."""

    till: Till
    authority: Authority
    source: str
    zone: str
    open: Open
    meter: Meter
    tallies: dict[str, Tally]
    unmatched: int = 0
    repeats: int = 0
    clashes: int = 0

    def id_of(self, kind: str, source_id: str) -> str:
        """Return the id of a thing of the source: fixed by it, or its own where it is the product's already."""
        return id_from(self.till.shop.business_id, self.source, kind, source_id)

    def record(self, tx: Tx, kind: str, body: Body) -> None:
        """Record a fact of the import in the name, and with the signature, of who imports."""
        tx.record(kind, body, approvals=self.authority.approvals)

    def tell(self, stage: str) -> None:
        """Tell how far all files are."""
        self.meter.reach(stage, sum(tally.read for tally in self.tallies.values()))


def id_from(business_id: str, source: str, kind: str, source_id: str) -> str:
    """Return the id of a thing of a source, the same on every machine of the business."""
    return source_id if looks_like_id(source_id) else fixed_id(business_id, source, kind, source_id)


def in_batches(items: Iterator[Any], size: int = BATCH) -> Iterator[list[Any]]:
    """Yield lists of at most `size` items."""
    batch: list[Any] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
