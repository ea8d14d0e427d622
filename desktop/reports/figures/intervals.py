"""Time between purchases (D10): gaps of one member's consecutive purchases by instant, and by days of visits."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from desktop.reports.figures.book import Book
from desktop.reports.figures.exact import Ints, counts_by, median, ratio, sums_by
from loyalty.clock import DAY


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
    return _gaps(book.bought.member, book.bought.at, DAY)


def by_group(book: Book, group: Ints, size: int) -> tuple[Gaps, ...]:
    """Return the gaps of each of `size` groups of members; `group` says of every entry which is theirs."""
    bought, of_row = book.bought, group[book.bought.member]
    return tuple(_gaps(bought.member[of_row == one], bought.at[of_row == one], DAY) for one in range(size))


def by_visit(book: Book) -> Gaps:
    """Return the gaps where all purchases of one day are one visit."""
    days = book.bought.day.astype(np.int64)
    key = _keys(book.bought.member, days)
    kept = np.unique(key, return_index=True)[1]
    return _gaps(book.bought.member[kept], days[kept], 1)


def _keys(member: Ints, when: Ints) -> Ints:
    first = int(when.min()) if len(when) else 0
    width = int(when.max() - first + 1 if len(when) else 1).bit_length()
    keys: Ints = (member.astype(np.int64) << width) | (when - first)
    return keys


def _gaps(member: Ints, when: Ints, unit: int) -> Gaps:
    order = np.argsort(_keys(member, when))
    whose, moments = member[order], when[order]
    same = whose[1:] == whose[:-1]
    gaps, owner = (moments[1:] - moments[:-1])[same], whose[1:][same]
    size = int(owner.max()) + 1 if len(owner) else 0
    counts, sums = counts_by(owner, size), sums_by(owner, gaps, size)
    there = counts > 0
    return Gaps(
        unit=unit,
        count=len(gaps),
        total=int(gaps.sum()),
        members=int(there.sum()),
        middle=median(gaps),
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
