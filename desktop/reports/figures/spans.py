"""What quarters of a year of sales come to, member by member, kept from one reading to the next.

Of the steady purchases of whole weeks (see `weeks`): how often each member bought, for how much, when first and when
last. A year of purchases is then told from four such spans and the weeks at its ends, and not purchase by purchase.
A span is worked out again once any of its weeks was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import is_

import numpy as np

from desktop.reports.figures.exact import Ints, added, counts_by, sums_by
from desktop.reports.figures.weeks import DAYS, Bits, Branches, Kept, Week

WEEKS = 13
LENGTH = WEEKS * DAYS
NOT_HERE = 255
"""Stands for no day of a span."""


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """A row an entry of a member: purchases, their money as sold, first and last day counted from the span's start.

    `bought` says who came once at least and who more often, a bit an entry.
    """

    number: int
    weeks: tuple[Week, ...]
    times: Ints
    money: Ints
    first: Ints
    last: Ints
    bought: tuple[Bits, Bits]


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """Spans from the shop's first one on, put together; days are numbers, `NEVER` and `BEFORE_ALL` where there is none."""

    spans: tuple[Span, ...]
    times: Ints
    money: Ints
    first: Ints
    last: Ints


NEVER, BEFORE_ALL = np.iinfo(np.int32).max, np.iinfo(np.int32).min
"""A day that never comes, and one before all others."""
_GO_ON = 2
"""Spans at the end that may still change from one reading to the next."""


def start_of(number: int) -> int:
    """Return the first day of a span."""
    return number * LENGTH


def span_of(week: int) -> int:
    """Return the span a week lies in."""
    return week // WEEKS


def days_of(number: int, places: Ints, nowhere: int) -> Ints:
    """Return the days of a span at some places counted from its start, and where there is none, what stands for it."""
    return np.where(places == NOT_HERE, np.int32(nowhere), places + np.int32(start_of(number)))


def whole_spans(kept: Kept, first: int, end: int) -> list[int]:
    """Return the spans with sales that lie wholly in the days `[first, end)`, in order."""
    found = dict.fromkeys(span_of(week) for week in kept.between(first, end))
    return [one for one in found if first <= start_of(one) and start_of(one + 1) <= end]


def span(kept: Kept, number: int, branches: Branches) -> Span:
    """Return a span with sales, of some branches."""
    key = "span", number, branches
    if key not in kept.told:
        kept.told[key] = _as_kept(kept, number, branches)
    found: Span = kept.told[key]
    return found


def put_together(kept: Kept, numbers: list[int], branches: Branches) -> Past:
    """Return some spans put together; what came long ago is so already."""
    size, old = len(kept.columns.members.ids), long_past(kept, branches)
    begun = len(old.spans)
    if not begun or [one.number for one in old.spans] != numbers[:begun]:
        return _together((), [span(kept, one, branches) for one in numbers], size)
    return _together((old,), [span(kept, one, branches) for one in numbers[begun:]], size)


def long_past(kept: Kept, branches: Branches) -> Past:
    """Return the shop's first spans put together, all but those that may yet change from one reading to the next."""
    key = "past", branches
    if key not in kept.told:
        numbers = list(dict.fromkeys(map(span_of, kept.numbers)))[:-_GO_ON]
        spans = tuple(span(kept, one, branches) for one in numbers)
        found: Past | None = kept.columns.spans.get(key)
        if found is None or len(found.spans) != len(spans) or not all(map(is_, found.spans, spans)):
            found = kept.columns.spans[key] = _together((), spans, len(kept.columns.members.ids))
        kept.told[key] = found
    told: Past = kept.told[key]
    return told


def _together(begin: tuple[Past, ...], spans: Sequence[Span], size: int) -> Past:
    times = np.zeros(size, np.int64)
    first, last = np.full(size, NEVER, np.int32), np.full(size, BEFORE_ALL, np.int32)
    for old in begin:
        known = slice(len(old.times))
        times[known], first[known], last[known] = old.times, old.first, old.last
    for one in spans:
        known = slice(len(one.times))
        times[known] += one.times
        np.minimum(first[known], days_of(one.number, one.first, NEVER), out=first[known])
        np.maximum(last[known], days_of(one.number, one.last, BEFORE_ALL), out=last[known])
    money = added([*(one.money for one in begin), *(one.money for one in spans)], size)
    return Past((*(one for old in begin for one in old.spans), *spans), times, money, first, last)


def _as_kept(kept: Kept, number: int, branches: Branches) -> Span:
    """Return a span from an earlier reading where it still holds."""
    weeks = tuple(kept.week(one) for one in _weeks(kept, number))
    found: Span | None = kept.columns.spans.get((number, branches))
    if found is None or not is_same(found.weeks, weeks):
        found = kept.columns.spans[number, branches] = _worked_out(kept, number, branches, weeks)
    return found


def is_same(old: tuple[Week, ...], new: tuple[Week, ...]) -> bool:
    """Say whether weeks are the very ones something was worked out of."""
    return len(old) == len(new) and all(map(is_, old, new))


def _weeks(kept: Kept, number: int) -> list[int]:
    return kept.between(start_of(number), start_of(number + 1))


def _worked_out(kept: Kept, number: int, branches: Branches, weeks: tuple[Week, ...]) -> Span:
    numbers, sales, size = _weeks(kept, number), kept.columns.sales, len(kept.columns.members.ids)
    rows = slice(kept.rows(numbers[0]).start, kept.rows(numbers[-1]).stop)
    some = np.concatenate([kept.of_members(one, branches) for one in numbers])
    member = sales.member[rows][some]
    day = (sales.day[rows][some] - start_of(number)).astype(np.uint8)
    first, last = np.full((2, size), NOT_HERE, dtype=np.uint8)
    # Sales stand by day: of the days of one member the one written last stays.
    last[member], first[member[::-1]] = day, day[::-1]
    times = counts_by(member, size).astype(np.int32)
    bought = np.packbits(times > 0), np.packbits(times > 1)
    return Span(number, weeks, times, sums_by(member, sales.net[rows][some], size), first, last, bought)
