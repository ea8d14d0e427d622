"""Recency, frequency, money (D9): scores by quintile where ties score alike, and the eleven classes.

Only who bought in the window has scores; the others are "no purchase", a bin of its own. `grid_125` and `by_tile`
are two readings common elsewhere, given beside for comparison; the product acts on `segment` alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from desktop.reports.figures.book import Book, Scope
from desktop.reports.figures.exact import Figure, Ints, counts_by, cut_points, share, sums_by
from desktop.reports.figures.grid125 import GRID_125
from desktop.reports.figures.periods import number
from loyalty.segments import CHAMPIONS, GRID, LOYAL, SEGMENTS

Scores = Ints


@dataclass(frozen=True, slots=True, eq=False)
class Ranks:
    """A set of scores with the class of each, as a place in `SEGMENTS`."""

    r: Scores
    f: Scores
    m: Scores
    segment: Scores


@dataclass(frozen=True, slots=True, eq=False)
class Rfm:
    """A row a member who bought in the window, by shown id; `member` is the entry, `last_day` a number of a day."""

    member: Ints
    last_day: Ints
    recency: Ints
    frequency: Ints
    money: Ints
    ranks: Ranks

    @property
    def fm(self) -> Scores:
        """Return the mean of F and M with halves rounded up."""
        return combined(self.ranks.f, self.ranks.m)

    def members_of(self, segment: str) -> Ints:
        """Return the entries of a class."""
        found: Ints = self.member[self.ranks.segment == SEGMENTS.index(segment)]
        return found


_PLACE = {segment: place for place, segment in enumerate(SEGMENTS)}
_GRID = np.full((6, 6), -1)
for (_r, _fm), _segment in GRID.items():
    _GRID[_r, _fm] = _PLACE[_segment]
_CUBE = np.full(556, -1)
for _code, _segment in GRID_125.items():
    _CUBE[_code] = _PLACE[_segment]


def rfm(book: Book) -> Rfm:
    """Return the scores and classes of the window before the day, over the purchases of the scope's branches.

    Members of a group keep the class they have among everybody: quintiles drawn anew inside it would call the least bad of
    those who stay away champions.
    """
    return book.remember(rfm, lambda: _rfm(book) if book.scope.members is None else _of_group(book))


def _of_group(book: Book) -> Rfm:
    whole = rfm(book.cut(Scope(book.scope.branches)))
    inside = book.members[whole.member]
    ranks = whole.ranks
    kept = Ranks(ranks.r[inside], ranks.f[inside], ranks.m[inside], ranks.segment[inside])
    return Rfm(
        whole.member[inside],
        whole.last_day[inside],
        whole.recency[inside],
        whole.frequency[inside],
        whole.money[inside],
        kept,
    )


def _rfm(book: Book) -> Rfm:
    times, sums, last = book.of_members(book.settings.last(book.settings.windows.rfm_window_days))
    there = _by_shown(book, np.flatnonzero(times))
    last_day = last[there].astype(np.int64)
    recency = number(book.as_of) - 1 - last_day
    ranks = _ranks(scores(recency, reverse=True), scores(times[there]), scores(sums[there]))
    return Rfm(there, last_day, recency, times[there], sums[there], ranks)


def _by_shown(book: Book, places: Ints) -> Ints:
    ordered: Ints = places[np.argsort(book.columns.members.rank[places], kind="stable")]
    return ordered


def scores(values: Ints, *, reverse: bool = False) -> Scores:
    """Return 1 to 5 for each value, by how many are strictly smaller; `reverse` where fewer is better.

    The same whole-number rule as `loyalty.segments.scores`, for columns.
    """
    count = len(values)
    if not count:
        return np.zeros(0, dtype=np.int64)
    edges = [(count - 1) * cut // 5 for cut in (1, 2, 3, 4)]
    # More than k values are strictly smaller than one exactly where it lies above the value at place k.
    cuts = np.partition(values, edges)[edges]
    above = np.zeros(count, dtype=np.int64)
    for cut in cuts:
        above += (values > cut).astype(np.int64)
    return 5 - above if reverse else 1 + above


def combined(f: Scores, m: Scores) -> Scores:
    """Return FM."""
    mean: Scores = (f + m + 1) // 2
    return mean


def _ranks(r: Scores, f: Scores, m: Scores) -> Ranks:
    return Ranks(r, f, m, _GRID[r, combined(f, m)] if len(r) else r)


def loyal_share(found: Rfm) -> Figure:
    """Return champions and loyal among the members with a purchase in the window (D16)."""
    loyal = np.isin(found.ranks.segment, [_PLACE[CHAMPIONS], _PLACE[LOYAL]])
    return share("loyal_share", loyal.sum(), len(found.member))


def grid_125(found: Rfm) -> Ints:
    """Return the class of each row by the partition of three-digit codes."""
    codes = 100 * found.ranks.r + 10 * found.ranks.f + found.ranks.m
    classes: Ints = _CUBE[codes] if len(codes) else codes
    return classes


def by_tile(found: Rfm) -> Ranks:
    """Return scores by NTILE(5) in the order of value, then shown id: ties may be split, which is why it is no rule."""
    # Rows stand by shown id already, so that a stable order of values is the order asked for.
    return _ranks(_tiles(-found.recency), _tiles(found.frequency), _tiles(found.money))


def _tiles(values: Ints) -> Scores:
    order = np.argsort(values, kind="stable")
    size, more = divmod(len(values), 5)
    lengths = [size + (place < more) for place in range(5)]
    tiles = np.empty(len(values), dtype=np.int64)
    tiles[order] = np.repeat(np.arange(1, 6), lengths)
    return tiles


def named(counts: Ints) -> dict[str, Any]:
    """Return numbers under the names of the classes."""
    return {segment: int(counts[place]) for place, segment in enumerate(SEGMENTS)}


def document(found: Rfm) -> dict[str, Any]:
    """Return the figures under the names of the definitions."""
    places = len(SEGMENTS)
    columns = {"recency_days": found.recency, "f": found.frequency, "m": found.money}
    return {
        "scored_members": len(found.member),
        "cuts": {name: list(cut_points(values.tolist())) for name, values in columns.items()},
        "segments": named(counts_by(found.ranks.segment, places)),
        "segments_125": named(counts_by(grid_125(found), places)),
        "segments_ntile": named(counts_by(by_tile(found).segment, places)),
        "segment_amount": named(sums_by(found.ranks.segment, found.money, places)),
    }
