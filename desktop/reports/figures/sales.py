"""Sales (D5): money on its own day and branch, purchases on the day of the sale, and what they average.

Money of a refund comes off the day it was given back; the purchase it undoes comes off the day of the sale.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np

from desktop.reports.figures.book import Book
from desktop.reports.figures.exact import Figure, Ints, counts_by, mean, share, sums_by, total
from desktop.reports.figures.periods import Period, date, number, steps

_NEVER = number(dt.date.max)


@dataclass(frozen=True, slots=True)
class Sales:
    """Sales of a period: `net` is all rows, `counted` the net of the purchases; amounts of walk-ins beside."""

    net: int
    purchases: int
    counted: int
    sale_rows: int
    refund_rows: int
    walk_ins: int
    walk_in_amount: int
    buyers: int

    @property
    def aov(self) -> Figure:
        """Return the average order value."""
        return mean("aov", self.counted, self.purchases)

    @property
    def aov_of_members(self) -> Figure:
        """Return the average purchase of members (D16)."""
        return mean("aov_members", self.counted - self.walk_in_amount, self.purchases - self.walk_ins)

    @property
    def aov_all_rows(self) -> Figure:
        """Return the average where sales that are no purchase count too."""
        return mean("aov_all_rows", self.counted, self.sale_rows)

    @property
    def members_share(self) -> Figure:
        """Return the members' part of what was bought (D16)."""
        return share("members_share", self.counted - self.walk_in_amount, self.counted)

    def document(self) -> dict[str, Any]:
        """Return the figures under the names of the definitions."""
        return {
            "net_sales": self.net,
            "transactions": self.purchases,
            "counted_amount": self.counted,
            "aov": self.aov.value,
            "sale_rows": self.sale_rows,
            "not_counted_rows": self.sale_rows - self.purchases,
            "refund_rows": self.refund_rows,
            "aov_all_rows": self.aov_all_rows.value,
            "anonymous_transactions": self.walk_ins,
            "anonymous_amount": self.walk_in_amount,
            "buyers": self.buyers,
        }


@dataclass(frozen=True, slots=True)
class Point:
    """One step of a line over time."""

    period: Period
    net: int
    purchases: int
    counted: int
    member_amount: int

    @property
    def aov(self) -> Figure:
        """Return the average order value of the step."""
        return mean("aov", self.counted, self.purchases)


def sales(book: Book, period: Period) -> Sales:
    """Return the sales of a period; several figures of one page ask for the same."""
    return book.remember((sales, period), lambda: _sales(book, period))


def _sales(book: Book, period: Period) -> Sales:
    buyers = int(book.buyers(period).sum())
    if book.seen is not None:
        return _of_sums(book.seen.totals(number(period.since), number(period.until)), buyers)
    found = book.purchases_in(period)
    walked_in = found.member < 0
    rows, refunds = _rows(book, period)
    net = book.columns.sales.net[rows]
    stray = int((net < 0).sum())
    return Sales(
        net=total(net) - total(book.columns.backs.net[refunds]),
        purchases=len(found),
        counted=total(found.net),
        sale_rows=len(rows) - stray,
        refund_rows=len(refunds) + stray,
        walk_ins=int(walked_in.sum()),
        walk_in_amount=total(found.net[walked_in]),
        buyers=buyers,
    )


def _of_sums(sums: list[int], buyers: int) -> Sales:
    rows, sold, purchases, counted, walk_ins, walk_in_amount, stray, refund_rows, back = sums
    refunds = stray + refund_rows
    return Sales(sold - back, purchases, counted, rows, refunds, walk_ins, walk_in_amount, buyers)


def _rows(book: Book, period: Period) -> tuple[Ints, Ints]:
    days = book.columns.backs.day[book.returned]
    first, end = np.searchsorted(days, (number(period.since), number(period.until)))
    return book.sold_in(period), book.returned[first:end]


def points(book: Book, parts: tuple[Period, ...]) -> tuple[Point, ...]:
    """Return the sales of consecutive steps, those without a row too."""
    if not parts or book.seen is None:
        return tuple(_point(book, step) for step in parts)
    edges = np.array([number(step.since) for step in parts] + [number(parts[-1].until)])
    return _of_days(book.seen.by_day(int(edges[0]), int(edges[-1])), edges - edges[0], parts)


def _point(book: Book, step: Period) -> Point:
    found, (rows, refunds) = book.purchases_in(step), _rows(book, step)
    net = total(book.columns.sales.net[rows]) - total(book.columns.backs.net[refunds])
    left, theirs = found.net, found.member >= 0
    return Point(step, net, len(found), total(left), total(left[theirs]))


def _of_days(cells: Ints, edges: Ints, parts: tuple[Period, ...]) -> tuple[Point, ...]:
    told = []
    for step, first, end in zip(parts, edges.tolist(), edges[1:].tolist(), strict=False):
        _, sold, purchases, counted, _, walked_in, _, _, back = (
            int(one) for one in cells[first:end].sum(axis=0)
        )
        told.append(Point(step, sold - back, purchases, counted, counted - walked_in))
    return tuple(told)


def days(book: Book, period: Period) -> dict[str, list[int]]:
    """Return [net, purchases] of each day that has a row, by its date."""
    told: dict[str, list[int]] = {}
    since, until = max(period.since, _first_row(book)), min(period.until, book.as_of)
    for part in steps(since, until, "month", "gregorian"):
        told |= _days(book, Period(max(part.since, since), min(part.until, until)))
    return told


def _first_row(book: Book) -> dt.date:
    sold, back = book.columns.sales.day, book.columns.backs.day
    return date(int(min(sold[:1].min(initial=_NEVER), back.min(initial=_NEVER))))


def _days(book: Book, period: Period) -> dict[str, list[int]]:
    rows, refunds = _rows(book, period)
    sold, back = book.columns.sales, book.columns.backs
    whole = np.concatenate((sold.day[rows], back.day[refunds])).astype(np.int64)
    amounts = np.concatenate((sold.net[rows], -back.net[refunds]))
    there, place = np.unique(whole, return_inverse=True)
    net = sums_by(place, amounts, len(there))
    found = book.purchases_in(period)
    counts = counts_by(np.searchsorted(there, found.day), len(there))
    return {date(day).isoformat(): [int(n), int(c)] for day, n, c in zip(there, net, counts, strict=True)}
