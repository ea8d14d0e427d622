"""The roll: what is known of each member, class, purchases, worth, first, last and next visit; of screen, paper and sheet.

What must hold. A class is that of the book the classes are asked of; purchases, worth and visits are of the book
itself. Worth is what is expected of the member over the years of the settings where purchases can be predicted, and
the plain reckoning of the window where they cannot; the roll says which of the two it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from desktop.reports.figures.book import Book
from desktop.reports.figures.exact import Ints
from desktop.reports.figures.periods import date
from desktop.reports.figures.prediction import NO_DAY, Prediction, Unfit, predict
from desktop.reports.figures.rfm import Rfm, rfm
from desktop.reports.figures.settings import YEAR
from desktop.reports.figures.spans import BEFORE_ALL
from loyalty.segments import SEGMENTS

LIKELY = 0.5
"""Whoever is less likely still a customer than this has no next visit to be told of."""

Scores = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class RollRow:
    """One member; `segment` is '' without a purchase in the window, `worth` and `next_on` None where not known.

    `key` is the id the till knows them by, `shown` the one people know. `purchases` and `amount` are of the window.
    """

    key: str
    shown: str
    segment: str
    scores: Scores | None
    first_on: dt.date | None
    last_on: dt.date | None
    next_on: dt.date | None
    purchases: int
    amount: int
    worth: int | None


@dataclass(frozen=True, eq=False)
class Roll:
    """The members of a book; `ranks` are their classes, `told` what is to be expected of them."""

    book: Book
    window: Rfm
    ranks: Rfm
    told: Prediction | Unfit

    @property
    def years(self) -> int:
        """Return over how many years worth is told."""
        return self.book.settings.windows.clv_lifespan_years

    @property
    def predicted(self) -> bool:
        """Say whether worth is predicted."""
        return self._expected is not None

    def of_class(self, segment: str = "", most: int | None = None) -> Ints:
        """Return the entries with a class, or of one class, the best first; no more than `most`."""
        entries = self.ranks.members_of(segment) if segment else self.ranks.member
        if most is not None:
            # Only the classes that come among the first are put in order.
            behind = np.cumsum(np.bincount(self._place[entries], minlength=len(SEGMENTS)))
            entries = entries[self._place[entries] <= np.searchsorted(behind, most)]
        return self._ordered(entries)[:most]

    def count(self, segment: str = "") -> int:
        """Return how many have a class, or are of one class."""
        return len(self.ranks.members_of(segment) if segment else self.ranks.member)

    def everybody(self) -> Ints:
        """Return the entries of all members of the scope, those with a class first, the best before the others."""
        shown = self.book.who.shown
        entries = sorted(np.flatnonzero(self.book.members).tolist(), key=lambda entry: shown[entry])
        return self._ordered(np.array(entries, dtype=np.int64))

    def _ordered(self, entries: Ints) -> Ints:
        # Entries come by shown id; lexsort is stable, so that equals stay so.
        order = np.lexsort((-self._amount[entries].astype(np.float64), self._place[entries]))
        ordered: Ints = entries[order]
        return ordered

    def row(self, entry: int) -> RollRow:
        """Return what is known of a member."""
        ids, shown, place = self.book.columns.members.ids, self.book.who.shown, int(self._place[entry])
        last = self._last[entry]
        last = self.book.last_bought[entry] if last == BEFORE_ALL else last
        return RollRow(
            key=ids[entry],
            shown=shown[entry] or ids[entry],
            segment=SEGMENTS[place] if place < len(SEGMENTS) else "",
            scores=self._scores(entry),
            first_on=date(int(self.book.first_bought[entry])) if last > BEFORE_ALL else None,
            last_on=date(int(last)) if last > BEFORE_ALL else None,
            next_on=self._next(entry),
            purchases=int(self._times[entry]),
            amount=int(self._amount[entry]),
            worth=self._worth(entry),
        )

    def _by_entry(self, of: Rfm, values: Ints, fill: int) -> Ints:
        found = np.full(self.book.size, fill, dtype=values.dtype)
        found[of.member] = values
        return found

    @cached_property
    def _place(self) -> Ints:
        return self._by_entry(self.ranks, self.ranks.ranks.segment, len(SEGMENTS))

    @cached_property
    def _amount(self) -> Ints:
        return self._by_entry(self.window, self.window.money, 0)

    @cached_property
    def _times(self) -> Ints:
        return self._by_entry(self.window, self.window.frequency, 0)

    @cached_property
    def _last(self) -> Ints:
        """Return the day of the last purchase within the window."""
        return self._by_entry(self.window, self.window.last_day, BEFORE_ALL)

    @cached_property
    def _scored_at(self) -> Ints:
        """Return where each member stands among those with a class, -1 where they have none."""
        return _places(self.ranks.member, self.book.size)

    def _scores(self, entry: int) -> Scores | None:
        at, ranks = self._scored_at[entry], self.ranks.ranks
        return None if at < 0 else (int(ranks.r[at]), int(ranks.f[at]), int(ranks.m[at]))

    @cached_property
    def _expected(self) -> Ints | None:
        return None if isinstance(self.told, Unfit) else self.told.worth(YEAR * self.years)

    @cached_property
    def _told_at(self) -> Ints:
        """Return where each member stands among those something is expected of, -1 for the others."""
        came = np.zeros(0, np.int64) if isinstance(self.told, Unfit) else self.told.visits.member
        return _places(came, self.book.size)

    def _worth(self, entry: int) -> int | None:
        if self._expected is not None:
            at = self._told_at[entry]
            return None if at < 0 else int(np.rint(self._expected[at]))
        return int(self._amount[entry]) * self.years if self._times[entry] else None

    def _next(self, entry: int) -> dt.date | None:
        at = self._told_at[entry]
        day = int(self._next_days[at]) if at >= 0 else NO_DAY
        return None if day == NO_DAY else date(day)

    @cached_property
    def _next_days(self) -> Ints:
        return np.zeros(0, np.int64) if isinstance(self.told, Unfit) else likely_days(self.told)


def _places(members: Ints, size: int) -> Ints:
    found: Ints = np.full(size, -1, dtype=np.int64)
    found[members] = np.arange(len(members))
    return found


def roll(book: Book, classes: Book | None = None, *, predicted: bool = True) -> Roll:
    """Return the roll of a book; with `classes`, another day of the same columns, the classes of that day.

    Without `predicted` nothing is expected of anybody, for the reason `not_asked`.
    """
    told = predict(book) if predicted else Unfit("not_asked", 0, 0)
    return Roll(book, rfm(book), rfm(book if classes is None else classes), told)


def next_visits(told: Prediction | Unfit) -> dict[int, dt.date]:
    """Return by entry the day by which each likely customer is expected again; nobody where nothing can be told."""
    if isinstance(told, Unfit):
        return {}
    rows = zip(told.visits.member.tolist(), likely_days(told).tolist(), strict=True)
    return {entry: date(day) for entry, day in rows if day != NO_DAY}


def likely_days(told: Prediction) -> Ints:
    """Return the number of the day by which each is expected again; `NO_DAY` for who likely is no customer any more."""
    return np.where(told.alive >= LIKELY, told.next_days(), NO_DAY)


def by_entry(told: Prediction | Unfit, of: Callable[[Prediction], Ints]) -> dict[int, float]:
    """Return some expectation by entry; nothing where nothing can be told."""
    if isinstance(told, Unfit):
        return {}
    return dict(zip(told.visits.member.tolist(), of(told).tolist(), strict=True))
