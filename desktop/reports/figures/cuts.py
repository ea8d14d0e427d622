"""A period cut up: by branch, till, person, class, tier; its headline figures beside the period before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from desktop.models.queries import goods_figures as queries
from desktop.models.sources import Source
from desktop.reports.figures.book import EVERYTHING, Book, Scope
from desktop.reports.figures.churn import churn_rate
from desktop.reports.figures.clv import worth
from desktop.reports.figures.exact import Figure, Ints, counts_by, ratio, share, sums_by, total
from desktop.reports.figures.fair import unfair
from desktop.reports.figures.members import active, growth, return_rate
from desktop.reports.figures.periods import Period, number
from desktop.reports.figures.rfm import rfm
from desktop.reports.figures.sales import Sales, sales
from desktop.reports.figures.standing import standing
from desktop.reports.unfair import Unfair
from loyalty.clock import day_start
from loyalty.segments import SEGMENTS

NO_PURCHASE = "no_purchase"
"""The bin of members who bought nothing in the window; never one of the eleven."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a period's sales; `net` is all rows, money given back taken off where it was given."""

    name: str
    net: int
    purchases: int
    counted: int
    member_amount: int

    @property
    def members_share(self) -> Figure:
        """Return the members' part of what was bought."""
        return share("members_share", self.member_amount, self.counted)


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure of a period beside the same of the period before; `change` in percent of that, None where it is unfair."""

    name: str
    now: float | None
    before: float | None
    numerator: int
    denominator: int
    unfair: Unfair | None = None

    @property
    def change(self) -> float | None:
        """Return (now − before) ÷ before × 100."""
        if self.now is None or not self.before or self.unfair is not None:
            return None
        return round(100 * (self.now - self.before) / abs(self.before), 6)


@dataclass(frozen=True, slots=True, eq=False)
class Movement:
    """How many members went from each class to each: rows then, columns now, `NO_PURCHASE` last of both."""

    names: tuple[str, ...]
    counts: Ints


def by_branch(book: Book, period: Period) -> tuple[Part, ...]:
    """Return the parts of the branches of the scope that sold or gave back anything, the largest first."""
    sold, back = book.columns.sales, book.columns.backs
    if book.seen is None:
        return _parts(book, period, (book.columns.branches, sold.branch, back.branch))
    cells = book.seen.by_branch(number(period.since), number(period.until)).tolist()
    return _in_order(
        Part(name, taken - given, purchases, counted, counted - walked_in)
        for name, (rows, taken, purchases, counted, _, walked_in, stray, back_rows, given) in zip(
            book.columns.branches, cells, strict=True
        )
        if rows or stray or back_rows
    )


def by_person(book: Book, period: Period) -> tuple[Part, ...]:
    """Return the parts of the staff, the largest first; an imported row is of whoever brought it in."""
    sold, back = book.columns.sales, book.columns.backs
    return _parts(book, period, (book.columns.staff, sold.staff, back.staff))


def _parts(book: Book, period: Period, cut: tuple[tuple[str, ...], Ints, Ints]) -> tuple[Part, ...]:
    names, of_sale, of_back = cut
    since, until = number(period.since), number(period.until)
    sold, back = book.columns.sales, book.columns.backs
    rows, given = book.sold_in(period), book.returned
    given = given[_inside(back.day[given], since, until)]
    size = len(names)
    net = sums_by(of_sale[rows], sold.net[rows], size) - sums_by(of_back[given], back.net[given], size)
    left = book.left_of(rows)
    bought, left = rows[left > 0], left[left > 0]
    code = of_sale[bought]
    counted, theirs = (
        sums_by(code, left, size),
        sums_by(code, np.where(book.owners_of(bought) >= 0, left, 0), size),
    )
    counts = counts_by(code, size)
    seen = set(of_sale[rows].tolist()) | set(of_back[given].tolist())
    return _in_order(
        Part(names[c], int(net[c]), int(counts[c]), int(counted[c]), int(theirs[c])) for c in seen
    )


def _in_order(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(sorted(parts, key=lambda part: (-part.net, part.name)))


def _inside(days: Ints, since: int, until: int) -> Ints:
    inside: Ints = (days >= since) & (days < until)
    return inside


def by_till(book: Book, period: Period) -> tuple[Part, ...]:
    """Return the sales of each till; what came back is left with the till that sold."""
    names = book.columns.tills
    found = []
    rows = book.sold_in(period)
    for code in sorted(set(book.columns.sales.till[rows].tolist())):
        own = rows[book.columns.sales.till[rows] == code]
        left = book.left_of(own)
        bought = left > 0
        theirs = total(left[bought & (book.owners_of(own) >= 0)])
        found.append(Part(names[code], total(left), int(bought.sum()), total(left[bought]), theirs))
    return _in_order(found)


def of_class(book: Book, segment: str) -> Scope:
    """Return the scope of the members of a class, or of those with no purchase in the window."""
    found = rfm(book)
    if segment == NO_PURCHASE:
        entries = np.setdiff1d(np.flatnonzero(book.members), found.member)
    else:
        entries = found.members_of(segment)
    return _of_entries(book, entries)


def of_tier(book: Book, tier: str) -> Scope:
    """Return the scope of the members on a tier."""
    place = [one.tier for one in book.settings.ladder.tiers].index(tier)
    return _of_entries(book, np.flatnonzero(book.members & (standing(book).tier == place)))


def of_points(db: Source, book: Book, unit: str) -> Scope:
    """Return the scope of the members who held points of a kind, or credit, at the start of `as_of`."""
    held = queries.holders(db, unit, day_start(book.as_of, book.settings.zone))
    found = [entry for entry, one in enumerate(book.columns.members.ids) if one in held]
    theirs = np.zeros(book.size, dtype=bool)
    theirs[book.who.person[found]] = True
    return _of_entries(book, np.flatnonzero(book.members & theirs))


def _of_entries(book: Book, entries: Ints) -> Scope:
    ids = book.columns.members.ids
    return Scope(book.scope.branches, frozenset(ids[entry] for entry in entries.tolist()))


def movement(then: Book, now: Book) -> Movement:
    """Return how members moved between classes; who had not joined then is left out."""
    names = (*SEGMENTS, NO_PURCHASE)
    last = len(SEGMENTS)
    places = np.full((2, now.size), last)
    for row, book in enumerate((then, now)):
        found = rfm(book)
        places[row, found.member] = found.ranks.segment
    both = then.members & now.members
    cell = places[0, both] * len(names) + places[1, both]
    return Movement(names, counts_by(cell, len(names) ** 2).reshape(len(names), len(names)))


def headlines(
    book: Book, period: Period, before: Book, churn_days: int | None = None, today: dt.date | None = None
) -> tuple[Headline, ...]:
    """Return the figures of the first page: of a period that ends with `book`, beside the one before that ends `before`.

    Churn is told over the period, by the window of the business. `today` is the day that is not over, if any.
    """
    window = churn_days or book.settings.windows.churn_window_days
    sides = []
    for one, days in ((book, period), (before, period.before())):
        sides.append({name: of(one, days, window) for name, of in _HEADLINES.items()})
    earlier, looked = period.before(), today or dt.date.max
    return tuple(
        Headline(
            name, now.value, sides[1][name].value, now.numerator, now.denominator,
            unfair(book, name, period, earlier, looked) if now.value is not None else None,
        )
        for name, now in sides[0].items()
    )  # fmt: skip


def _plain(formula: str, value: int) -> Figure:
    return Figure(formula, value, 1, float(value))


def _of_sales(book: Book, period: Period, _: int) -> Sales:
    return sales(book, period)


_HEADLINES: dict[str, Callable[[Book, Period, int], Figure]] = {
    "net_sales": lambda b, p, w: _plain("net_sales", _of_sales(b, p, w).net),
    "purchases": lambda b, p, w: _plain("purchases", _of_sales(b, p, w).purchases),
    "aov": lambda b, p, w: _of_sales(b, p, w).aov,
    "members_share": lambda b, p, w: _of_sales(b, p, w).members_share,
    "buyers": lambda b, p, w: _plain("buyers", _of_sales(b, p, w).buyers),
    "joined": lambda b, p, _: _plain("joined", growth(b, p).joined),
    "active_rate": lambda b, _p, _w: active(b, b.settings.windows.active_window_days),
    "churn_rate": churn_rate,
    "return_rate": lambda b, p, _: return_rate(b, p),
    "clv": lambda b, _p, _w: worth(b).clv,
}


def figure_of(book: Book, name: str, period: Period) -> Figure:
    """Return one headline figure of a period, by its name in `loyalty.goals.FIGURES`."""
    window = book.settings.windows.churn_window_days
    end = max(period.until, book.as_of)
    return book.lasting(("headline", name, period), end, lambda: _HEADLINES[name](book, period, window))


def contest(book: Book, period: Period) -> tuple[Part, ...]:
    """Return the branches by their members' share of sales, the best first; those without a sale come last."""
    parts = by_branch(book.cut(EVERYTHING), period)
    return tuple(sorted(parts, key=lambda part: (-(part.members_share.value or -1.0), part.name)))


def share_of(part: Part, parts: tuple[Part, ...]) -> float | None:
    """Return a part of the whole in percent."""
    return ratio(100 * part.net, sum(one.net for one in parts))
