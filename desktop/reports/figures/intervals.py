"""Time between purchases (D10): gaps of one member's consecutive purchases by instant, and by days of visits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np

from desktop.reports.figures.book import Book
from desktop.reports.figures.exact import Ints, chunks, counts_by, median, ratio, sums_by
from desktop.reports.figures.gaps import KeptGaps
from loyalty.clock import DAY

Step = tuple[Ints, Ints, Ints]
"""The column the gaps are taken from (see `_steps`), whose gaps, and how long each is."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """Gaps pooled over members, in units of which `unit` make a day."""

    unit: int
    count: int
    total: int
    members: int
    middle: Fraction | None
    each: tuple[Ints, Ints] = field(repr=False, compare=False)
    """Of everybody who has any: how many, and their sum."""

    @property
    def mean_days(self) -> float | None:
        """Return the mean gap in days."""
        return ratio(Fraction(self.total, self.unit), self.count)

    @property
    def median_days(self) -> float | None:
        """Return the median gap in days."""
        return None if self.middle is None else ratio(self.middle, self.unit)

    @property
    def mean_of_means(self) -> float | None:
        """Return the mean of the members' own mean gaps, in days."""
        return ratio(_sum_of_means(*self.each) / self.unit, self.members)


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """All gaps: how long each is and, where groups were asked for, whose; of every entry how many and their sum."""

    gaps: Ints
    group: Ints | None
    counts: Ints
    sums: Ints


def by_instant(book: Book) -> Gaps:
    """Return the gaps between consecutive purchases."""
    return _gaps(_pooled(_steps(book.bought.member, book.bought.at), book.size), DAY)


def by_group(book: Book, group: Ints, size: int) -> tuple[Gaps, tuple[Gaps, ...]]:
    """Return the gaps of all members, and of each of `size` groups; `group` says of every entry which is theirs."""
    if book.seen is not None and book.seen.branches is None:
        return _kept_by_group(KeptGaps(book.seen), group, size)
    pool = _pooled(_steps(book.bought.member, book.bought.at), book.size, group.astype(np.int16))
    found = tuple(_gaps(_part(pool, group, place), DAY) for place in range(size))
    return _gaps(pool, DAY), found


def _part(pool: Pool, group: Ints, place: int) -> Pool:
    theirs = group == place
    return Pool(pool.gaps[pool.group == place], None, pool.counts[theirs], pool.sums[theirs])


def _kept_by_group(told: KeptGaps, group: Ints, size: int) -> tuple[Gaps, tuple[Gaps, ...]]:
    middle, middles = told.middles(group, size)
    # Who is of one group stands together: not every group goes through everybody.
    order = np.argsort(group.astype(np.int16), kind="stable")
    edges = np.searchsorted(group[order], np.arange(size + 1))
    parts = [order[first:end] for first, end in pairwise(edges.tolist())]
    found = tuple(
        _summed(DAY, one, told.counts[some], told.sums[some])
        for one, some in zip(middles, parts, strict=True)
    )
    return _summed(DAY, middle, told.counts, told.sums), found


def by_visit(book: Book) -> Gaps:
    """Return the gaps where all purchases of one day are one visit."""
    steps = _steps(book.bought.member, book.bought.day)
    return _gaps(
        _pooled(((keys, owner[gaps > 0], gaps[gaps > 0]) for keys, owner, gaps in steps), book.size), 1
    )


def _steps(member: Ints, when: Ints) -> Iterator[Step]:
    """Yield whose and how long the gaps between consecutive moments of each member are, some at a time.

    Member and moment are sorted as one number, in place: columns of millions are not copied more often than they must.
    What is yielded first is that column; as far as it was gone through it may be written over.
    """
    first = int(when.min()) if len(when) else 0
    width = (int(when.max()) - first + 1 if len(when) else 1).bit_length()
    keys = member.astype(np.int64)
    keys <<= width
    for some in chunks(len(keys)):
        keys[some] += when[some]
    keys -= first
    keys.sort()
    for some in chunks(len(keys) - 1):
        here = keys[some.start : some.stop + 1]
        owner, gaps = (here[1:] >> width).astype(np.int32), here[1:] - here[:-1]
        same = owner == here[:-1] >> width
        yield keys, owner[same], gaps[same]


def _pooled(steps: Iterable[Step], size: int, group: Ints | None = None) -> Pool:
    counts, sums = np.zeros((2, size), dtype=np.int64)
    pooled, known, codes = np.zeros(0, dtype=np.int64), 0, [np.zeros(0, dtype=np.int16)]
    for keys, owner, gaps in steps:
        counts += counts_by(owner, size)
        sums += sums_by(owner, gaps, size)
        pooled = keys
        pooled[known : known + len(gaps)] = gaps
        known += len(gaps)
        if group is not None:
            codes.append(group[owner])
    return Pool(pooled[:known], np.concatenate(codes) if group is not None else None, counts, sums)


def _gaps(pool: Pool, unit: int) -> Gaps:
    """Return the gaps of a pool; their order is lost."""
    return _summed(unit, median(pool.gaps, in_place=True), pool.counts, pool.sums)


def _summed(unit: int, middle: Fraction | None, counts: Ints, sums: Ints) -> Gaps:
    there = counts > 0
    each = counts[there], sums[there]
    return Gaps(unit, int(counts.sum()), int(sums.sum()), int(there.sum()), middle, each)


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
