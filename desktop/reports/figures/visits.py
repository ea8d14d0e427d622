"""What the prediction of visits is made from: how often each member came back, when last, and since when they are known.

All purchases of one local day are one visit, also one that cost nothing; one whose money was all given back is none.
Days are counted to the last day before `as_of`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop.reports.figures.book import Book
from desktop.reports.figures.exact import Flags, Ints, edges_in
from desktop.reports.figures.periods import number
from desktop.reports.figures.seen import Seen
from desktop.reports.figures.visited import LongAgo, by_day, long_ago


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
    sold = book.rows_sold
    if book.seen is None or not isinstance(sold, slice):
        return _visits(book, *_dense(book, sold))
    others = _not_steady(book, book.seen, sold)
    told = long_ago(book.seen, others)
    if told is None:
        return _visits(book, *_dense(book, sold))
    since = int(edges_in(book.columns.sales.day, told.end))
    theirs = _rows_of(book, others, slice(sold.start, since))
    return _visits(book, *_joined(told, *_dense(book, np.concatenate((theirs, np.arange(since, sold.stop))))))


def _not_steady(book: Book, seen: Seen, sold: slice) -> Flags:
    """Say who may have visits that are no steady purchases: what is judged anew for every day, and what cost nothing."""
    others, owner = np.zeros(book.size, dtype=bool), seen.judged_before.owner
    others[owner[owner >= 0]] = True
    free = book.owners_of(np.flatnonzero(book.columns.sales.net[sold] == 0) + sold.start)
    others[free[free >= 0]] = True
    return others


def _rows_of(book: Book, others: Flags, rows: slice) -> Ints:
    """Return the places of the sales of some persons."""
    if not others.any():
        return np.zeros(0, dtype=np.int64)
    member = book.columns.sales.member[rows]
    found: Ints = np.flatnonzero(others[book.who.person][member] & (member >= 0))
    found += rows.start
    return found


_Dense = tuple[Ints, Ints, Ints, Ints, Ints]
"""Of every entry: days with a visit, the first and the last of these, the money of all, and of the first."""


def _dense(book: Book, rows: Ints | slice) -> _Dense:
    member, day, net = _days(book, rows)
    found = np.zeros((3, book.size), dtype=np.int64)
    money, opening = np.zeros((2, book.size), dtype=net.dtype)
    if len(member):
        starts = np.flatnonzero(np.r_[True, member[1:] != member[:-1]])
        ends = np.r_[starts[1:], len(member)] - 1
        found[:, member[starts]] = ends - starts + 1, day[starts], day[ends]
        money[member[starts]], opening[member[starts]] = np.add.reduceat(net, starts), net[starts]
    return found[0], found[1], found[2], money, opening


def _joined(told: LongAgo, days: Ints, first: Ints, last: Ints, money: Ints, opening: Ints) -> _Dense:
    """Return visits of long ago with those since."""
    there = told.there
    return (
        days + np.where(there, told.days, 0),
        np.where(there, told.first, first),
        np.where(days > 0, last, told.last),
        money + np.where(there, told.money, 0),
        np.where(there, told.opening, opening),
    )


def _visits(book: Book, days: Ints, first: Ints, last: Ints, money: Ints, opening: Ints) -> Visits:
    """Return the rows of those who ever came."""
    who = np.flatnonzero(days)
    days, first, last = days[who], first[who], last[who]
    known, repeated = number(book.as_of) - 1 - first, money[who] - opening[who]
    return Visits(who, days - 1, last - first, known, repeated, last)


def _days(book: Book, rows: Ints | slice) -> tuple[Ints, Ints, Ints]:
    """Return member, day and money of each visit, by member and day."""
    sales = book.columns.sales
    left, owner, day = book.left_of(rows), book.owners_of(rows), sales.day[rows]
    came = (owner >= 0) & ((left > 0) | ((left == 0) & (sales.net[rows] == 0)))
    if not came.all():
        owner, day, left = owner[came], day[came], left[came]
    return by_day(owner, day, left, book.size)
