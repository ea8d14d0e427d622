"""Product groups over time, new products and their repeat, and what members hold (credit is what the shop owes)."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from desktop.models.queries import goods_figures as queries
from desktop.models.sources import Source
from desktop.reports.figures.book import Book
from desktop.reports.figures.exact import Figure, share
from desktop.reports.figures.members import joined_here
from desktop.reports.figures.periods import Period, number
from loyalty.clock import day_start


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A product group over consecutive steps; quantity in thousandths."""

    group: str
    net: tuple[int, ...]
    discount: tuple[int, ...]
    quantity: tuple[int, ...]

    @property
    def total(self) -> int:
        """Return the net of all steps."""
        return sum(self.net)


@dataclass(frozen=True, slots=True)
class NewProduct:
    """A product first sold in a period: what it brought, and how many members bought it on two days or more."""

    product_id: str
    name: str
    first_on: dt.date
    net: int
    purchases: int
    buyers: int
    repeated: int

    @property
    def repeat(self) -> Figure:
        """Return who bought it again among its members."""
        return share("product_repeat", self.repeated, self.buyers)


@dataclass(frozen=True, slots=True)
class Holding:
    """What members hold of a unit: outstanding, ending soon, ever granted, ended unspent."""

    unit: str
    outstanding: int
    ending_soon: int
    granted: int
    ended: int

    @property
    def breakage(self) -> Figure:
        """Return what ended unspent of all that was granted."""
        return share("breakage", self.ended, self.granted)


def groups_over(db: Source, book: Book, steps: tuple[Period, ...]) -> tuple[GroupLine, ...]:
    """Return every product group over consecutive steps, the largest first; refunds come off on their own day."""
    if not steps:
        return ()
    sums: dict[str, list[list[int]]] = {}
    for place, group, *values in _group_rows(db, book, steps):
        of_group = sums.setdefault(group, [[0] * len(steps) for _ in range(3)])
        for line, value in zip(of_group, values, strict=True):
            line[place] += value
    lines = [GroupLine(group, *map(tuple, told)) for group, told in sums.items()]
    return tuple(sorted(lines, key=lambda line: (-line.total, line.group)))


def _group_rows(db: Source, book: Book, steps: tuple[Period, ...]) -> Iterator[tuple[Any, ...]]:
    """Yield (place of the step, group, net, discount, quantity); one step alone needs no days."""
    first, until = steps[0].since, min(steps[-1].until, book.as_of)
    cut = first, until, tuple(sorted(book.scope.branches)), book.entries_of_scope
    if len(steps) == 1:
        yield from ((0, *row) for row in queries.group_totals(db, *cut))
        return
    edges = [number(step.since) for step in steps]
    for day, *row in queries.group_days(db, *cut):
        yield bisect_right(edges, day) - 1, *row


def new_products(db: Source, book: Book, period: Period) -> tuple[NewProduct, ...]:
    """Return the products first sold in a period, the best sold first."""
    until = min(period.until, book.as_of)
    branches = tuple(sorted(book.scope.branches))
    rows = queries.new_products(db, period.since, until, branches, book.entries_of_scope)
    return tuple(NewProduct(row[0], row[1], dt.date.fromisoformat(row[2]), *row[3:]) for row in rows)


def holdings(db: Source, book: Book, soon_days: int = 30) -> tuple[Holding, ...]:
    """Return what members held at the start of `as_of`, by unit; credit outstanding is what the shop owes.

    Of branches: what is held by members who joined there, wherever it was earned.
    """
    zone = book.settings.zone
    soon = book.as_of + dt.timedelta(days=soon_days)
    rows = queries.holdings(db, day_start(book.as_of, zone), day_start(soon, zone), _holders(book))
    return tuple(Holding(*row) for row in rows)


def _holders(book: Book) -> tuple[str, ...] | None:
    """Return the ids of all entries of those whose holdings are asked for, None for everybody."""
    if book.branch_codes is None:
        return book.entries_of_scope
    theirs = np.flatnonzero(joined_here(book)[book.who.person])
    return tuple(book.columns.members.ids[entry] for entry in theirs.tolist())
