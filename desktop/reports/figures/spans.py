"""What quarters of a year of sales come to, member by member, kept from one reading to the next.

Of the steady purchases of whole weeks (see `weeks`): how often each member bought, for how much, when first and when
last. A year of purchases is then told from four such spans and the weeks at its ends, and not purchase by purchase.
A span is worked out again once any of its weeks was.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop.reports.figures.exact import Ints, counts_by, sums_by
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

    weeks: tuple[Week, ...]
    times: Ints
    money: Ints
    first: Ints
    last: Ints
    bought: tuple[Bits, Bits]


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


def _as_kept(kept: Kept, number: int, branches: Branches) -> Span:
    """Return a span from an earlier reading where it still holds."""
    weeks = tuple(kept.week(one) for one in _weeks(kept, number))
    found: Span | None = kept.columns.spans.get((number, branches))
    if found is None or not is_same(found.weeks, weeks):
        found = kept.columns.spans[number, branches] = _worked_out(kept, number, branches, weeks)
    return found


def is_same(old: tuple[Week, ...], new: tuple[Week, ...]) -> bool:
    """Say whether weeks are the very ones something was worked out of."""
    return len(old) == len(new) and all(one is other for one, other in zip(old, new, strict=True))


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
    return Span(weeks, times, sums_by(member, sales.net[rows][some], size), first, last, bought)
