"""Folds plain facts into rows in processes beside this one, for a fold of very many facts from zero.

Nearly all facts are sales and enrolments, and what they write asks nothing of the tables. Other processes read, check and
fold these; they are given the bytes of the facts, neither a key nor a file. Every other fact, and whatever does not
look as it was guessed, is left to the caller, who takes everything in in the order of the facts: the tables are the
same to the byte with one process or many, and also when one of them is killed.
"""

from __future__ import annotations

import gc
import marshal
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Timer
from typing import Any

from desktop.models.columns import Columns, rows_of, unpack
from desktop.models.projections.apply import apply
from desktop.models.projections.fold import Fold
from desktop.models.projections.straight import fold_straight
from desktop.models.sinks import Batch, BatchSink
from loyalty.errors import LoyaltyError
from loyalty.exchange.reading import check_body
from loyalty.facts import parse_fact
from loyalty.kinds import read_body
from loyalty.soundness import is_sound

PLAIN = frozenset({"sale.recorded", "member.enrolled"})
"""Kinds whose projections only add rows and sums and ask for nothing but the zone of their branch."""
_NUMBERED = "sale.recorded"
_BRANCH = "branch.set"

WORTHWHILE = 20_000
"""Fewer facts are folded sooner than other processes have started."""
MOST = 4
"""More processes than these would only wait for the one that writes."""
PATIENCE = 30.0
"""Seconds a process may take over a chunk (it needs hundredths) before it is given up."""

Told = tuple[bytes, str, int, str, str]
"""A fact's bytes, and what stands beside them in the file: kind, instant, till, id."""
Part = tuple[int, int, int, int, list[Batch]]
"""A run of plain facts in a chunk: first, end, sales numbered before and after it, and what it writes."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A chunk of facts, and the parts of it that were folded elsewhere with these zones of branches."""

    chunk: list[Told]
    zones: Mapping[str, str]
    parts: list[Part]

    def fits(self, part: Part, fold: Fold) -> bool:
        """Say whether a part was folded from what is so now; nothing may wait for a fact that comes here."""
        same = fold.sale_no == part[2] and all(fold.zone(name) == zone for name, zone in self.zones.items())
        return same and not fold.early()


@dataclass(frozen=True, slots=True)
class Ground:
    """What a chunk is folded upon: how many sales were numbered before, zones of branches, this till, the centre."""

    number: int
    zones: dict[str, str]
    own: str
    centre: str


class Beside:
    """One process that folds a chunk at a time: `ask`, then `answer`. One that dies or stands still answers nothing."""

    def __init__(self) -> None:
        # Forking a program with threads and a window is not safe: the process starts anew.
        spawning = get_context("spawn")
        self._line, theirs = spawning.Pipe()
        self._process = spawning.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        # Theirs alone from now on, so that the line ends with the process.
        theirs.close()
        self._lives = True

    def ask(self, chunk: list[Told], ground: Ground) -> None:
        """Give it a chunk, and what it stands on."""
        if not self._lives:
            return
        # A line takes less than a chunk: one who does not read would be waited for without an end.
        limit = Timer(PATIENCE, self._process.kill)
        limit.start()
        try:
            self._line.send((chunk, ground))
        except OSError:
            self._lives = False
        finally:
            limit.cancel()

    def answer(self) -> list[Part]:
        """Return what it made of the chunk; nothing where it cannot say."""
        try:
            if self._lives and self._line.poll(PATIENCE):
                return read_parts(self._line.recv_bytes())
        except (OSError, EOFError):
            pass
        self._lives = False
        return []

    def close(self) -> None:
        """End it."""
        self._line.close()
        self._process.join(0 if not self._lives else PATIENCE)
        self._process.kill()
        self._process.join()
        self._process.close()


def _serve(line: Connection) -> None:
    # Ctrl+C reaches every process of a terminal; the one that asked tells of it, and the line ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What is folded has no cycles: looking for them again and again takes an eighth of the time.
    gc.disable()
    with suppress(OSError, EOFError):
        while True:
            line.send_bytes(fold_plain(*line.recv()))


@contextmanager
def processes(facts: int) -> Iterator[list[Beside]]:
    """Lend processes for so many facts; none where facts or processors are too few, or none can be started."""
    count = min(os.cpu_count() or 1, MOST)
    with ExitStack() as ending:
        lent: list[Beside] = []
        with suppress(OSError):
            while facts >= WORTHWHILE and 1 < count > len(lent):
                lent.append(Beside())
                ending.callback(lent[-1].close)
        yield lent


def fold_ahead(lent: Sequence[Beside], chunks: Iterable[list[Told]], fold: Fold) -> Iterator[Folded]:
    """Return chunks in their order with what other processes made of them; the caller folds each before the next.

    The first are given to the processes at once: what the caller does before it takes them goes on beside.
    """
    if not lent:
        return (Folded(chunk, {}, []) for chunk in chunks)
    crew, coming = _Crew(fold, deque(lent)), iter(chunks)
    for chunk in islice(coming, len(lent)):
        crew.ask(chunk)
    return crew.answers(coming)


@dataclass(frozen=True, slots=True)
class _Asked:
    mate: Beside
    chunk: list[Told]
    zones: dict[str, str]
    sales: int

    def take(self, free: deque[Beside]) -> Folded:
        """Wait for the answer; who gave it is free again."""
        parts = self.mate.answer()
        free.append(self.mate)
        return Folded(self.chunk, self.zones, parts)


@dataclass(slots=True)
class _Crew:
    fold: Fold
    free: deque[Beside]
    waiting: deque[_Asked] = field(default_factory=deque)
    guessed: dict[str, str] = field(default_factory=dict)

    def ask(self, chunk: list[Told], before: int = 0) -> None:
        """Give a chunk to one who is free; so many sales come `before` those that are waited for."""
        under_way = before + sum([asked.sales for asked in self.waiting])
        self.guessed |= _zones_told(chunk)
        asked = _Asked(self.free.popleft(), chunk, self.guessed | self.fold.zones, _sales(chunk))
        fold = self.fold
        asked.mate.ask(chunk, Ground(fold.sale_no + under_way, asked.zones, fold.own, fold.centre))
        self.waiting.append(asked)

    def answers(self, coming: Iterator[list[Told]]) -> Iterator[Folded]:
        """Yield what was made of each chunk; who is free again is given the next before that."""
        while self.waiting:
            asked = self.waiting.popleft()
            ready = asked.take(self.free)
            for chunk in islice(coming, 1):
                self.ask(chunk, asked.sales)
            yield ready


def _zones_told(chunk: list[Told]) -> dict[str, str]:
    """Return the zones of branches as a chunk tells them: guessed, for which word is the last is seen when it is folded."""
    told = {}
    for raw in [one[0] for one in chunk if one[1] == _BRANCH]:
        with suppress(LoyaltyError):
            fact = parse_fact(raw)
            body: Any = read_body(fact.kind, fact.version, fact.body)
            told[body.branch_id] = body.zone
    return told


def _sales(chunk: list[Told]) -> int:
    return [told[1] for told in chunk].count(_NUMBERED)


def fold_plain(chunk: list[Told], ground: Ground) -> bytes:
    """Fold the plain facts of a chunk; run in another process."""
    try:
        parts = list(_parts(chunk, ground))
    except (LoyaltyError, ValueError, ArithmeticError):
        # Found again, and told, where the chunk is folded then.
        parts = []
    columns = Columns()
    packed = [(*place, columns.pack(batches)) for *place, batches in parts]
    return marshal.dumps((columns.sent, packed), 2)


def read_parts(told: bytes) -> list[Part]:
    """Return what `fold_plain` folded; the rows of each part may be read once."""
    sent, packed = marshal.loads(told)
    columns = unpack(sent)
    return [(*place, list(rows_of(batches, columns))) for *place, batches in packed]


def _parts(chunk: list[Told], ground: Ground) -> Iterator[Part]:
    sink = BatchSink(None)
    fold = Fold(sink, ground.zones, ground.own, ground.centre, ground.number, nothing_early=True)
    first, number = 0, ground.number
    for place, told in enumerate(chunk):
        if _fold_one(fold, told):
            continue
        if place > first:
            yield first, place, number, fold.sale_no, sink.take()
        fold.sale_no += told[1] == _NUMBERED
        first, number = place + 1, fold.sale_no
    if len(chunk) > first:
        yield first, len(chunk), number, fold.sale_no, sink.take()


def _fold_one(fold: Fold, told: Told) -> bool:
    """Fold a plain fact; say whether it was one, with nothing about it to be told."""
    raw, *beside = told
    if beside[0] not in PLAIN:
        return False
    if fold_straight(fold, raw, told[1:]):
        return True
    try:
        fact = parse_fact(raw)
        body = read_body(fact.kind, fact.version, fact.body)
        check_body(body, fact, raw, by_centre=False)
    except LoyaltyError:
        return False
    plain = (
        beside == [fact.kind, fact.at, fact.till_id, fact.fact_id]
        and fact.branch_id in fold.zones
        and is_sound(body)
    )
    if plain:
        apply(fold, fact, body)
    return plain
