"""Visits of long ago, kept from one reading to the next: on how many days each member came, and for how much at first.

Of the steady purchases of a shop's first quarters (see `spans`). Who has visits there that are no steady purchases is
left out of it: all of theirs are gone through, as are everybody's since.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop.reports.figures.exact import Flags, Ints, counts_by, sums_by
from desktop.reports.figures.seen import BEGINNING, Seen
from desktop.reports.figures.spans import Past, long_past, start_of
from desktop.reports.figures.weeks import Branches, Kept


@dataclass(frozen=True, slots=True, eq=False)
class Visited:
    """A row an entry: days with purchases, and the money of the first of these as it was sold."""

    past: Past
    days: Ints
    opening: Ints


@dataclass(frozen=True, slots=True, eq=False)
class LongAgo:
    """What each entry's visits before the day `end` came to, seen from a day; nothing of those who are left out.

    `first` and `last` are days, `money` what is left of all and `opening` what is left of the first day's.
    """

    end: int
    there: Flags
    days: Ints
    first: Ints
    last: Ints
    money: Ints
    opening: Ints


def by_day(owner: Ints, day: Ints, net: Ints, size: int) -> tuple[Ints, Ints, Ints]:
    """Return the purchases, which come by day, by member and day, those of one day as one."""
    if not len(owner) or net.dtype == object:
        return _sorted(owner, day, net)
    # Brings scipy, which whoever fits the models needs anyway: a table of members by days is put together by counting.
    from scipy.sparse import coo_matrix

    first = day[0]
    shape = size, int(day[-1] - first) + 1
    table = coo_matrix((net, (owner, day - first)), shape=shape).tocsr()
    member = np.repeat(np.arange(size), np.diff(table.indptr))
    return member, table.indices.astype(np.int64) + first, table.data


def _sorted(owner: Ints, day: Ints, net: Ints) -> tuple[Ints, Ints, Ints]:
    """Return the same of sums that 64 bits may not hold."""
    order = np.lexsort((day, owner))
    owner, day = owner[order].astype(np.int64), day[order].astype(np.int64)
    new = np.r_[True, (owner[1:] != owner[:-1]) | (day[1:] != day[:-1])] if len(order) else order
    starts = np.flatnonzero(new)
    left = np.add.reduceat(net[order], starts) if len(order) else net
    return owner[starts], day[starts], left


def long_ago(seen: Seen, others: Flags) -> LongAgo | None:
    """Return what visits of long ago came to; `others` says whose are not all steady purchases. None where none is kept."""
    past = long_past(seen.kept, seen.branches)
    end = start_of(past.spans[-1].number + 1) if past.spans else BEGINNING
    if not past.spans or seen.until < end:
        return None
    told = _as_kept(seen.kept, past, seen.branches)
    size = len(seen.person)
    days, first = _padded(told.days, size), _padded(past.first, size)
    given = seen.kept.since(BEGINNING).given
    some = (given.member >= 0) & (given.day < end) & (given.on < seen.until) & seen.here(given.branch)
    member, net = given.member[some], given.net[some]
    at_first = given.day[some] == first[member]
    money = _padded(past.money, size) - sums_by(member, net, size)
    opening = _padded(told.opening, size) - sums_by(member[at_first], net[at_first], size)
    return LongAgo(end, (days > 0) & ~others, days, first, _padded(past.last, size), money, opening)


def _padded(column: Ints, size: int) -> Ints:
    found = np.zeros(size, dtype=column.dtype)
    found[: len(column)] = column
    return found


def _as_kept(kept: Kept, past: Past, branches: Branches) -> Visited:
    spans, key = kept.columns.spans, ("visited", branches)
    found: Visited | None = spans.get(key)
    if found is None or found.past is not past:
        found = spans[key] = _worked_out(kept, past, branches)
    return found


def _worked_out(kept: Kept, past: Past, branches: Branches) -> Visited:
    sales, size, end = kept.columns.sales, len(past.times), start_of(past.spans[-1].number + 1)
    weeks = kept.between(BEGINNING, end)
    rows = slice(kept.rows(weeks[0]).start, kept.rows(weeks[-1]).stop)
    some = np.concatenate([kept.of_members(week, branches) for week in weeks])
    member, _, net = by_day(sales.member[rows][some], sales.day[rows][some], sales.net[rows][some], size)
    starts = np.flatnonzero(np.r_[True, member[1:] != member[:-1]])[: len(member)]
    opening = np.zeros(size, dtype=net.dtype)
    opening[member[starts]] = net[starts]
    return Visited(past, counts_by(member, size), opening)
