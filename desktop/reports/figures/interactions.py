"""Interactions (D15): what members did with the club beside buying; a code or a reward used, and what comes later.

A day a member did something counts as active in the second figure alone; the first stays purchases only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from desktop.reports.figures.book import Book
from desktop.reports.figures.campaigns import Reach
from desktop.reports.figures.exact import Figure, Flags, Ints, share
from desktop.reports.figures.members import ever_bought
from desktop.reports.figures.periods import Period, number


@dataclass(frozen=True, slots=True, eq=False)
class Interactions:
    """A row something a member did: the entry and the number of the day."""

    member: Ints
    day: Ints

    def doers(self, size: int, period: Period) -> Flags:
        """Say of every entry whether the person did anything in a period."""
        found = np.zeros(size, dtype=bool)
        found[self.member[(self.day >= number(period.since)) & (self.day < number(period.until))]] = True
        return found


def interactions(book: Book, reached: Iterable[Reach]) -> Interactions:
    """Return what members did before the day: every use of a campaign by a member."""
    places = {member_id: place for place, member_id in enumerate(book.columns.members.ids)}
    rows = [
        (int(book.who.person[places[member]]), number(on))
        for one in reached
        for member, on in one.campaign.uses
        if member in places and on < book.as_of
    ]
    whole = np.array(rows, dtype=np.int64).reshape(-1, 2)
    return Interactions(whole[:, 0], whole[:, 1])


def active_with_interactions(book: Book, found: Interactions, days: int) -> Figure:
    """Return who bought or did anything in the last days among all members (D15)."""
    period = book.settings.last(days)
    base = ever_bought(book) if book.scope.branches else book.members
    busy = (book.buyers(period) | found.doers(book.size, period)) & base
    return share("active_with_interactions", busy.sum(), base.sum())
