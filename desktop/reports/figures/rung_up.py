"""What people of the staff rang up, told from the columns: whole years are not asked of the file sale by sale.

Imported sales are nobody's work here; a refund or void leaves the sale with who rang it up.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from desktop.reports.figures.book import Book, Scope
from desktop.reports.figures.exact import Ints, counts_by, sums_by, total
from desktop.reports.figures.periods import Period


@dataclass(frozen=True, slots=True)
class RungUp:
    """One person's sales: how many, their net as sold, and how many named a member."""

    staff_id: str
    sales: int
    net: int
    member_sales: int


def rung_up(book: Book, period: Period) -> tuple[RungUp, ...]:
    """Return what each person rang up at the branches of a scope, whoever bought."""
    sold, names = book.columns.sales, book.columns.staff
    rows = _own_sales(book, period)
    who = sold.staff[rows]
    sales, net = counts_by(who, len(names)), sums_by(who, sold.net[rows], len(names))
    named = counts_by(who[sold.member[rows] >= 0], len(names))
    return tuple(
        RungUp(names[code], int(sales[code]), int(net[code]), int(named[code]))
        for code in np.flatnonzero(sales).tolist()
    )


def brought_in(book: Book, period: Period) -> RungUp:
    """Return the sales of the same branches and days that came from elsewhere, with nobody who rang them up."""
    sold = book.columns.sales
    rows = book.cut(Scope(book.scope.branches)).sold_in(period)
    rows = rows[sold.imported[rows]]
    return RungUp("", len(rows), total(sold.net[rows]), int((sold.member[rows] >= 0).sum()))


def busy_cards(book: Book, period: Period, least: int) -> tuple[tuple[str, str, int], ...]:
    """Return (person, member, sales) where one person rang up a member `least` times or more within a day."""
    sold, size = book.columns.sales, max(1, len(book.columns.members.ids))
    rows = _own_sales(book, period)
    rows = rows[sold.member[rows] >= 0]
    found: dict[tuple[int, int], int] = defaultdict(int)
    for day in np.split(rows, np.flatnonzero(np.diff(sold.day[rows])) + 1):
        keys, times = np.unique(
            sold.staff[day].astype(np.int64) * size + sold.member[day], return_counts=True
        )
        often = times >= least
        for key, count in zip(keys[often].tolist(), times[often].tolist(), strict=True):
            found[divmod(key, size)] += count
    names, ids = book.columns.staff, book.columns.members.ids
    told = [(names[person], ids[member], times) for (person, member), times in found.items()]
    return tuple(sorted(told, key=lambda one: (-one[2], one[0], one[1])))


def _own_sales(book: Book, period: Period) -> Ints:
    """Return the places of the sales of this product's own tills, by day."""
    rows = book.cut(Scope(book.scope.branches)).sold_in(period)
    own: Ints = rows[~book.columns.sales.imported[rows]]
    return own
