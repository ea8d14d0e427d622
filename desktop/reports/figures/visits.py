"""What the prediction of visits is made from: how often each member came back, when last, and since when they are known.

All purchases of one local day are one visit, also one that cost nothing; one whose money was all given back is none.
Days are counted to the last day before `as_of`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop.reports.figures.book import Book
from desktop.reports.figures.exact import Ints
from desktop.reports.figures.periods import number


@dataclass(frozen=True, slots=True, eq=False)
class Visits:
    """A row a member who ever came: repeat visits, days from the first to the last one, days known, money of repeats.

    `money` is the sum over the repeat visits, in the shop's unit; `last_day` a number of a day.
    """

    member: Ints
    repeats: Ints
    last: Ints
    known: Ints
    money: Ints
    last_day: Ints

    def of(self, rows: Ints) -> Visits:
        """Return some of the rows."""
        columns = (self.member, self.repeats, self.last, self.known, self.money, self.last_day)
        return Visits(*(column[rows] for column in columns))

    def __len__(self) -> int:
        """Return how many members there are."""
        return len(self.member)


def visits(book: Book) -> Visits:
    """Return the visits of the members of the scope before the day."""
    member, day, net = _days(book)
    if not len(member):
        empty = np.zeros(0, dtype=np.int64)
        return Visits(empty, empty, empty, empty, empty, empty)
    starts = np.flatnonzero(np.r_[True, member[1:] != member[:-1]])
    ends = np.r_[starts[1:], len(member)] - 1
    first, last = day[starts], day[ends]
    money = np.add.reduceat(net, starts) - net[starts]
    return Visits(
        member=member[starts],
        repeats=ends - starts,
        last=last - first,
        known=number(book.as_of) - 1 - first,
        money=money,
        last_day=last,
    )


def _days(book: Book) -> tuple[Ints, Ints, Ints]:
    """Return member, day and money of each visit, by member and day."""
    sales, rows = book.columns.sales, book.rows_sold
    left, owner, day = book.left_of(rows), book.owners_of(rows), sales.day[rows]
    came = (owner >= 0) & ((left > 0) | ((left == 0) & (sales.net[rows] == 0)))
    if not came.all():
        owner, day, left = owner[came], day[came], left[came]
    return _by_member(owner, day, left, book.size)


def _by_member(owner: Ints, day: Ints, left: Ints, size: int) -> tuple[Ints, Ints, Ints]:
    """Return the purchases, which come by day, by member and day, those of one day as one."""
    if not len(owner) or left.dtype == object:
        return _sorted(owner, day, left)
    # Brings scipy, which whoever fits the models needs anyway: a table of members by days is put together by counting.
    from scipy.sparse import coo_matrix

    first = day[0]
    shape = size, int(day[-1] - first) + 1
    table = coo_matrix((left, (owner, day - first)), shape=shape).tocsr()
    member = np.repeat(np.arange(size), np.diff(table.indptr))
    return member, table.indices.astype(np.int64) + first, table.data


def _sorted(owner: Ints, day: Ints, left: Ints) -> tuple[Ints, Ints, Ints]:
    """Return the same of sums that 64 bits may not hold."""
    order = np.lexsort((day, owner))
    owner, day = owner[order].astype(np.int64), day[order].astype(np.int64)
    new = np.r_[True, (owner[1:] != owner[:-1]) | (day[1:] != day[:-1])] if len(order) else order
    starts = np.flatnonzero(new)
    net = np.add.reduceat(left[order], starts) if len(order) else left
    return owner[starts], day[starts], net
