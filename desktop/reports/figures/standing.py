"""Points by what was bought and the tiers they reach (D13): of members, purchase by purchase."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from desktop.reports.figures.book import Book
from desktop.reports.figures.exact import Ints, share, sums_by
from desktop.reports.figures.members import joined_here


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """Points of every entry in all and within the ladder's window, and the place of its tier on the ladder."""

    points: Ints
    window: Ints
    tier: Ints


def standing(book: Book) -> Standing:
    """Return where members stand by everything they bought, at any branch."""
    anywhere = book.cut(type(book.scope)(members=book.scope.members)) if book.scope.branches else book
    bought, settings = anywhere.bought, book.settings
    window = anywhere.bought_in(settings.last(settings.ladder.window_days))
    each = settings.points.money_each
    points = sums_by(bought.member, bought.net // each, book.size)
    recent = sums_by(window.member, window.net // each, book.size)
    edges = np.array([tier.least for tier in settings.ladder.tiers])
    return Standing(points, recent, np.searchsorted(edges, recent.astype(np.int64), side="right") - 1)


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
