"""The table of members: what each bought in the window, how they score, their points and tier; a row a member.

Who bought nothing in the window has no scores, and empty cells where they would stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.reports.figures.book import Book
from desktop.reports.figures.periods import date
from desktop.reports.figures.rfm import Rfm, by_tile, grid_125, rfm
from desktop.reports.figures.standing import standing
from loyalty.segments import SEGMENTS

Cell = str | int | None
COLUMNS = (
    *("member_id", "last", "f", "m", "recency_days", "R", "F", "M", "FM", "segment", "segment_125"),
    *("R_ntile", "F_ntile", "M_ntile", "segment_ntile", "points", "points_window", "tier"),
)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member; `scored` holds the cells from `last` to `segment_ntile`, empty without a purchase in the window."""

    entry: int
    member_id: str
    scored: tuple[Cell, ...]
    points: int
    window: int
    tier: str

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Return the row in the order of `COLUMNS`."""
        return (self.member_id, *self.scored, self.points, self.window, self.tier)


_UNSCORED = (None,) * 14


def member_rows(book: Book) -> tuple[MemberRow, ...]:
    """Return every member of the scope by shown id."""
    scored = dict(_scored(rfm(book)))
    stand, shown = standing(book), book.who.shown
    tiers = [tier.tier for tier in book.settings.ladder.tiers]
    ids = book.columns.members.ids
    entries = book.members.nonzero()[0].tolist()
    rows = (
        MemberRow(
            entry,
            shown[entry] or ids[entry],
            scored.get(entry, _UNSCORED),
            int(stand.points[entry]),
            int(stand.window[entry]),
            tiers[stand.tier[entry]],
        )
        for entry in entries
    )
    return tuple(sorted(rows, key=lambda row: (row.member_id, row.entry)))


def _scored(found: Rfm) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    tiles, other = by_tile(found), grid_125(found)
    columns = (
        found.frequency, found.money, found.recency, found.ranks.r, found.ranks.f, found.ranks.m, found.fm,
        found.ranks.segment, other, tiles.r, tiles.f, tiles.m, tiles.segment,
    )  # fmt: skip
    whole = zip(*(column.tolist() for column in columns), strict=True)
    for entry, last, row in zip(found.member.tolist(), found.last_day.tolist(), whole, strict=True):
        words = [SEGMENTS[cell] if place in (7, 8, 12) else cell for place, cell in enumerate(row)]
        yield entry, (date(last).isoformat(), *words)
