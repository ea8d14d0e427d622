"""Gaps between purchases as they stand from one reading to the next, by length: a new sale sorts its own week alone.

Of the steady purchases of whole weeks (see `weeks`), a quarter of a year at a time: whose gap, and how long (see
`lengths`); a gap belongs to the quarter it ends in. Quarters hang together by each member's last instant, so that one is
worked out again once a week of it was, or what came before it ended otherwise. The last days are gone through each time.
Who has purchases that are judged anew for every day, or stand in other weeks than their instants do, or who stayed away
for very long, is left out of all that and counted by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

import numpy as np

from desktop.reports.figures.exact import Flags, Ints, counts_by, middle_places
from desktop.reports.figures.lengths import (
    LONGEST,
    NO_GAPS,
    NONE_KEPT,
    Lengths,
    Loose,
    among,
    chosen_by,
    counted,
)
from desktop.reports.figures.seen import BEGINNING, Seen
from desktop.reports.figures.spans import is_same, span_of, whole_spans
from desktop.reports.figures.weeks import DAYS, Kept, Week

NOT_YET = np.iinfo(np.int64).min
"""Stands for the last instant of who has not come yet."""
_NOBODY_CAME = np.zeros(0, dtype=np.int64)
_WIDEST = 63


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Some weeks: the gaps that end in them, and a row an entry of a member how often they came and when last by then.

    `before` is what `last` was before them, `came` who had not come before, at which instant; `apart` are those to be
    counted by hand: whose first purchase here was before their last one there, or whose gaps have no place in what is kept.
    """

    weeks: tuple[Week, ...]
    before: Ints
    gaps: Loose
    times: Ints
    last: Ints
    came: tuple[Ints, Ints]
    apart: Ints
    lengths: Lengths = NONE_KEPT


def by_member(member: Ints, at: Ints) -> tuple[Ints, Ints]:
    """Return purchases by member and, of one member, by instant."""
    first = int(at.min()) if len(at) else 0
    since = at.astype(np.int64) - first
    width = (int(since.max()) if len(at) else 0).bit_length()
    if int(member.max(initial=0)).bit_length() + width > _WIDEST:
        order = np.lexsort((at, member))
        return member[order], at[order]
    keys = (member.astype(np.int64) << width) | since
    keys.sort()
    return (keys >> width).astype(np.int32), (keys & ((1 << width) - 1)) + first


# -- what is kept -----------------------------------------------------------------------------------------


def parts(kept: Kept, until: int) -> tuple[list[Part], list[int]]:
    """Return the parts that were over a week before a day, and the weeks behind them that begin before it."""
    settled = until - DAYS
    spans = whole_spans(kept, BEGINNING, settled)
    inside = set(spans)
    rest = [week for week in kept.between(BEGINNING, until) if span_of(week) not in inside]
    over = [week for week in rest if (week + 1) * DAYS <= settled]
    pieces: list[tuple[int | None, list[int]]] = [(one, _weeks_of(kept, one)) for one in spans]
    found: list[Part] = []
    for key, weeks in [*pieces, (None, over)] if over else pieces:
        found.append(_kept(kept, ("gaps", key), weeks, found[-1].last if found else _NOBODY_CAME))
    return found, rest[len(over) :]


def _weeks_of(kept: Kept, span: int) -> list[int]:
    return [week for week in kept.numbers if span_of(week) == span]


def _kept(kept: Kept, key: tuple[str, int | None], numbers: list[int], before: Ints) -> Part:
    spans, weeks = kept.columns.spans, tuple(kept.week(one) for one in numbers)
    old: Part | None = spans.get(key)
    if old is not None and old.before is before and is_same(old.weeks, weeks):
        return old
    sales = kept.columns.sales
    rows = slice(kept.rows(numbers[0]).start, kept.rows(numbers[-1]).stop)
    some = np.concatenate([kept.of_members(one, None) for one in numbers])
    size = len(kept.columns.members.ids)
    new = _in_rungs(_part(sales.member[rows][some], sales.at[rows][some], before, size, weeks), size)
    if old is not None and np.array_equal(old.last, new.last):
        new = replace(new, last=old.last)  # what comes behind them still holds
    spans[key] = new
    return new


def _in_rungs(part: Part, size: int) -> Part:
    owner, lengths = part.gaps.owner, part.gaps.lengths
    long = lengths >= LONGEST
    apart, kept = np.concatenate((part.apart, owner[long])), Lengths.of(owner[~long], lengths[~long], size)
    return replace(part, gaps=NO_GAPS, lengths=kept, apart=apart)


def _part(member: Ints, at: Ints, before: Ints, size: int, weeks: tuple[Week, ...] = ()) -> Part:
    owner, when = by_member(member, at)
    new = np.flatnonzero(owner[1:] != owner[:-1]) + 1
    starts, ends = _ends(new, len(owner))
    who, last = owner[starts], np.full(size, NOT_YET, dtype=np.int64)
    last[: len(before)] = before
    earlier = last[who]
    knew = earlier != NOT_YET
    over = when[starts][knew] - earlier[knew]
    crossed = over < 0
    last[who] = np.maximum(earlier, when[ends])
    inside = np.delete(when[1:] - when[:-1], new - 1)
    owners = np.concatenate((np.delete(owner[1:], new - 1), who[knew][~crossed]))
    gaps = Loose(owners, np.concatenate((inside, over[~crossed])))
    times = counts_by(owner, size).astype(np.int32)
    return Part(weeks, before, gaps, times, last, (who[~knew], when[starts][~knew]), who[knew][crossed])


def _ends(new: Ints, size: int) -> tuple[Ints, Ints]:
    """Return where runs start and where they end; `new` are all starts but the first."""
    if not size:
        return new, new
    return np.concatenate(([0], new)), np.concatenate((new, [size])) - 1


# -- what is told of it -----------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class KeptGaps:
    """All gaps of a shop seen from a day; `counts` and `sums` by entry of a member, in milliseconds."""

    seen: Seen

    @cached_property
    def parts(self) -> list[Part]:
        found, weeks = parts(self.seen.kept, self.seen.until)
        rows = np.concatenate([np.zeros(0, np.int64), *map(self.seen.rows_bought, weeks)])
        sales, before = self.seen.kept.columns.sales, found[-1].last if found else _NOBODY_CAME
        return [*found, _part(sales.member[rows], sales.at[rows], before, self._size)]

    @property
    def _size(self) -> int:
        return len(self.seen.person)

    @cached_property
    def apart(self) -> Ints:
        """Return who is counted by hand, in order."""
        owner = self.seen.judged_before.owner
        return np.unique(np.concatenate((owner[owner >= 0], *(one.apart for one in self.parts))))

    @cached_property
    def by_hand(self) -> Part:
        """Return the gaps of those who are counted by hand: of all their purchases."""
        chosen, seen = np.zeros(self._size, dtype=bool), self.seen
        chosen[self.apart] = True
        judged, sales = seen.judged_before, seen.kept.columns.sales
        rows = [_of(chosen, seen.rows_bought(week), sales.member) for week in self._weeks_by_hand]
        places = np.concatenate([np.zeros(0, np.int64), *rows])
        theirs = judged.owner >= 0
        member = np.concatenate((sales.member[places], judged.owner[theirs]))
        at = np.concatenate((sales.at[places], judged.at[theirs]))
        return _part(member, at, _NOBODY_CAME, self._size)

    @property
    def _weeks_by_hand(self) -> list[int]:
        return self.seen.kept.between(BEGINNING, self.seen.until) if len(self.apart) else []

    @cached_property
    def _came(self) -> tuple[Ints, Ints, Ints]:
        """Return how often each came, and when first and last."""
        times, first, last = _together(self.parts, self._size)
        apart, by_hand = self.apart, _together([self.by_hand], self._size)
        for whole, own in zip((times, first, last), by_hand, strict=True):
            whole[apart] = own[apart]
        return times, first, last

    @cached_property
    def counts(self) -> Ints:
        """Return how many gaps each has."""
        counts: Ints = np.maximum(self._came[0] - 1, 0)
        return counts

    @cached_property
    def sums(self) -> Ints:
        """Return how long they are together."""
        times, first, last = self._came
        return np.where(times > 1, last - first, 0)

    def middles(self, group: Ints, size: int) -> tuple[Fraction | None, tuple[Fraction | None, ...]]:
        """Return the middle gap of all, and of each of `size` groups; `group` says of every entry which is theirs."""
        table = _Table(self, np.where(group < 0, size, group).astype(np.uint8), size + 1)
        return table.middle(None), tuple(table.middle(one) for one in range(size))


def _of(chosen: Flags, rows: Ints, member: Ints) -> Ints:
    return rows[chosen[member[rows]]]


def _together(found: Sequence[Part], size: int) -> tuple[Ints, Ints, Ints]:
    times, first, last = np.zeros(size, np.int64), np.zeros(size, np.int64), np.zeros(size, np.int64)
    for one in found:
        times[: len(one.times)] += one.times
        first[one.came[0]] = one.came[1]
        last[: len(one.last)] = one.last
    return times, first, last


class _Table:
    """Gaps counted by group and rung; a middle one is looked for on its rung alone."""

    def __init__(self, told: KeptGaps, codes: Ints, groups: int) -> None:
        others, nobodys = codes.copy(), groups
        others[told.apart] = nobodys
        *kept, last = told.parts
        spans, key = told.seen.kept.columns.spans, ("gaps counted", groups)
        found = spans[key] = counted([one.lengths for one in kept], others, groups + 1, spans.get(key))
        self._loose = (last.gaps, others), (told.by_hand.gaps, codes)
        loose = [one.counts(whose, groups + 1) for one, whose in self._loose]
        self._kept, self._counts = found, np.sum([*found.counts, *loose], axis=0)[:groups]

    def middle(self, group: int | None) -> Fraction | None:
        """Return the middle gap of a group, of all groups together without one."""
        counts = self._counts.sum(axis=0) if group is None else self._counts[group]
        count = int(counts.sum())
        if not count:
            return None
        behind = np.cumsum(counts)
        return Fraction(sum(self._at(place, behind, group) for place in middle_places(count)), 2)

    def _at(self, place: int, behind: Ints, group: int | None) -> int:
        """Return how long the gap at a place among those of a group is; `behind` says how many stand up to each rung."""
        rung, groups = int(np.searchsorted(behind, place, side="right")), len(self._counts) + 1
        found = [one.on(rung, chosen_by(whose, group, groups)) for one, whose in self._loose]
        before = int(behind[rung - 1]) if rung else 0
        return among(self._kept.on(rung, group), np.concatenate(found), place - before)
