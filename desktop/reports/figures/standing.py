"""Points by what was bought and the tiers they reach (D13): of members, purchase by purchase."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from desktop.reports.figures.book import Book, Purchases, Scope
from desktop.reports.figures.exact import Ints, share, sums_by
from desktop.reports.figures.members import joined_here


@dataclass(frozen=True, eq=False)
class Standing:
    """Where the members of a book stand by everything they bought; what is not asked for is not counted."""

    book: Book

    @cached_property
    def points(self) -> Ints:
        """Return the points of every entry in all."""
        return self._points(self.book.bought)

    @cached_property
    def window(self) -> Ints:
        """Return the points of every entry within the ladder's window."""
        settings = self.book.settings
        return self._points(self.book.bought_in(settings.last(settings.ladder.window_days)))

    @cached_property
    def tier(self) -> Ints:
        """Return the place of every entry's tier on the ladder."""
        edges = np.array([tier.least for tier in self.book.settings.ladder.tiers])
        found: Ints = np.searchsorted(edges, self.window.astype(np.int64), side="right") - 1
        return found

    def _points(self, bought: Purchases) -> Ints:
        return sums_by(bought.member, bought.net // self.book.settings.points.money_each, self.book.size)


def standing(book: Book) -> Standing:
    """Return where members stand by everything they bought, at any branch."""
    return Standing(book.cut(Scope(members=book.scope.members)) if book.scope.branches else book)


def document(book: Book) -> dict[str, Any]:
    """Return members by tier and the points issued, of those who joined within the scope."""
    here, stand = joined_here(book), standing(book)
    names = [tier.tier for tier in book.settings.ladder.tiers]
    counts = np.bincount(stand.tier[here], minlength=len(names)).tolist()
    members = int(here.sum())
    return {
        "members": members,
        "points_issued": sum(int(points) for points in stand.points[here]),
        "tiers": dict(zip(names, counts, strict=True)),
        "share": {name: share("tier", n, members).value for name, n in zip(names, counts, strict=True)},
    }
