"""Time between purchases (D10): gaps of one member's consecutive purchases by instant, and by days of visits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from desktop.reports.figures.book import Book
from desktop.reports.figures.exact import Ints, counts_by, median, ratio, sums_by
from loyalty.clock import DAY

Step = tuple[Ints, Ints]
"""Whose gaps, and how long each is."""

_AT_A_TIME = 1 << 20


@dataclass(frozen=True, slots=True)
class Gaps:
    """Gaps pooled over members, in units of which `unit` make a day."""

    unit: int
    count: int
    total: int
    members: int
    middle: Fraction | None
    mean_of_means: float | None

    @property
    def mean_days(self) -> float | None:
        """Return the mean gap in days."""
        return ratio(Fraction(self.total, self.unit), self.count)

    @property
    def median_days(self) -> float | None:
        """Return the median gap in days."""
        return None if self.middle is None else ratio(self.middle, self.unit)


def by_instant(book: Book) -> Gaps:
    """Return the gaps between consecutive purchases."""
    return _gaps(_steps(book.bought.member, book.bought.at), book.size, DAY)


def by_group(book: Book, group: Ints, size: int) -> tuple[Gaps, ...]:
    """Return the gaps of each of `size` groups of members; `group` says of every entry which is theirs."""
    found: list[list[Step]] = [[] for _ in range(size)]
    for owner, gaps in _steps(book.bought.member, book.bought.at):
        theirs = group[owner]
        for place, told in enumerate(found):
            told.append((owner[theirs == place], gaps[theirs == place]))
    return tuple(_gaps(told, book.size, DAY) for told in found)


def by_visit(book: Book) -> Gaps:
    """Return the gaps where all purchases of one day are one visit."""
    steps = _steps(book.bought.member, book.bought.day.astype(np.int64))
    return _gaps(((owner[gaps > 0], gaps[gaps > 0]) for owner, gaps in steps), book.size, 1)


def _steps(member: Ints, when: Ints) -> Iterator[Step]:
    """Yield whose and how long the gaps between consecutive moments of each member are, some at a time.

    Member and moment are sorted as one number, in place: columns of millions are not copied more often than they must.
    """
    first = int(when.min()) if len(when) else 0
    width = (int(when.max()) - first + 1 if len(when) else 1).bit_length()
    keys = member.astype(np.int64)
    keys <<= width
    keys += when - first
    keys.sort()
    for start in range(0, len(keys) - 1, _AT_A_TIME):
        here = keys[start : start + _AT_A_TIME + 1]
        owner, gaps = here[1:] >> width, here[1:] - here[:-1]
        same = owner == here[:-1] >> width
        yield owner[same], gaps[same]


def _gaps(steps: Iterable[Step], size: int, unit: int) -> Gaps:
    counts, sums = np.zeros((2, size), dtype=np.int64)
    parts = []
    for owner, gaps in steps:
        counts += counts_by(owner, size)
        sums += sums_by(owner, gaps, size)
        parts.append(gaps)
    pooled = np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)
    del parts
    there = counts > 0
    return Gaps(
        unit=unit,
        count=len(pooled),
        total=int(sums.sum()),
        members=int(there.sum()),
        middle=median(pooled),
        mean_of_means=ratio(_sum_of_means(counts[there], sums[there]) / unit, int(there.sum())),
    )


def _sum_of_means(counts: Ints, sums: Ints) -> Fraction:
    """Return the sum of each member's mean gap, exactly: members with as many gaps are added up first."""
    levels, level = np.unique(counts, return_inverse=True)
    together = sums_by(level, sums, len(levels))
    parts = zip(together.tolist(), levels.tolist(), strict=True)
    return sum((Fraction(total, count) for total, count in parts), Fraction(0))


def document(book: Book) -> dict[str, Any]:
    """Return the figures under the names of the definitions."""
    instants, visits = by_instant(book), by_visit(book)
    return {
        "gaps": instants.count,
        "members_with_2": instants.members,
        "mean_gap_days": instants.mean_days,
        "mean_of_member_means_days": instants.mean_of_means,
        "median_gap_days": instants.median_days,
        "day_gaps": visits.count,
        "day_gap_sum": visits.total,
        "members_with_2_days": visits.members,
        "mean_day_gap": visits.mean_days,
        "mean_of_member_mean_day_gaps": visits.mean_of_means,
        "median_day_gap": visits.median_days,
    }
