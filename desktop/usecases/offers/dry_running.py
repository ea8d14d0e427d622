"""Try a draft on the shop's own past, on top of the live offers. Records nothing; may be cancelled at any time.

Purchases are read a person at a time and replayed in other processes where there are many: memory stays flat.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from typing import Any

from desktop.models.queries.replaying import Counter, Past, begin, count_part
from desktop.models.queries.replays import Packed, count_past, parts_of_past, zones_of
from desktop.models.sources import Reader
from desktop.usecases.classes import refresh_classes
from desktop.usecases.offers.shelf import offers_now
from desktop.usecases.pictures import Brief, brief_of, pictures_of
from desktop.usecases.policies import rules_now
from desktop.usecases.segments import segments_now
from desktop.usecases.till import Till, moment_of
from loyalty.clock import DAY
from loyalty.conditions.needs import NOTHING, together
from loyalty.errors import LoyaltyError, require
from loyalty.money import WHOLE
from loyalty.offers.parse import check_offer, parse_offer
from loyalty.offers.replay import Play, Sums, make_play

Progress = Callable[[int, int], None]
"""Called with (purchases done, purchases in all) now and then."""

PEOPLE, PURCHASES = 400, 4_000
"""People replayed at a time, or fewer where they bought so much."""
AT_HAND_KIB = 16 * 1024
"""Of the file while it is read through: of a past that is larger than that hardly a page is asked for twice."""
WORTHWHILE = 20_000
"""Fewer purchases are replayed sooner than another process has started."""
MOST_DAYS = 3_650


@dataclass(frozen=True, slots=True)
class GroupChange:
    """What the draft does to a product group: its sales that were touched, and the change of profit (None: unknown)."""

    group: str
    net: int
    profit_change: int | None


@dataclass(frozen=True, slots=True)
class TierChange:
    """What the members of a tier (empty: walk-ins) would have got: in how many purchases, and how much in all."""

    tier: str
    uses: int
    value: int


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a draft would have done in the past of the shop.

    `cost` is what it takes off and gives as credit. `profit_change` is by expected costs, None where no margin is
    known; `unknown_net` is the touched net without a known margin. `break_even_uplift` is the growth of the touched
    purchases, in parts per million, at which nothing is lost; None where no growth would do.
    """

    baskets: int
    uses: int
    members: int
    cost: int
    discount: int
    credit: int
    points: int
    profit_change: int | None
    unknown_net: int
    break_even_uplift: int | None
    by_group: tuple[GroupChange, ...]
    by_tier: tuple[TierChange, ...]

    @property
    def uplift_to_read(self) -> int | None:
        """Return `break_even_uplift` to one decimal of a per cent, rounded up: less would not make up for it."""
        exact = self.break_even_uplift
        return None if exact is None else -(-exact // 1_000) * 1_000


def dry_run(
    till: Till,
    document: Mapping[str, Any],
    days: int = 365,
    progress: Progress = lambda _done, _whole: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> DryRun:
    """Return what a draft would have done to the purchases of the last days.

    Raises what is wrong with the document, at its field, and `dry_run_cancelled`.
    """
    require(0 < days <= MOST_DAYS, "document_not_whole", where="days", value=days, least=1, most=MOST_DAYS)
    with till.read() as db:
        rules = rules_now(db)
    draft = parse_offer(document, terms=rules.earning.terms)
    check_offer(draft, rules)
    if draft.needs.segments:
        refresh_classes(till)
    with till.read() as db, db.sparing(AT_HAND_KIB):
        play = make_play(draft, offers_now(db), rules, till.now() - days * DAY)
        whole = count_past(db, play.since)
        sums = Sums()
        for part in _parts(_people(db, till, play), Past(play, zones_of(db)), whole):
            if cancelled():
                raise LoyaltyError("dry_run_cancelled")
            sums.add(part)
            progress(sums.baskets, whole)
    return _told(sums)


def _people(db: Reader, till: Till, play: Play) -> Iterator[list[Packed]]:
    """Yield people with their past, some at a time; what no purchase tells is read as it is today, where it is asked."""
    needs = replace(together(one.needs for one in (play.draft, *play.live)), sums=frozenset(), habits=False)
    brief = brief_of(replace(needs, tier=False), segments_now(db), play.rules, moment_of(till, till.now()))
    asked = replace(needs, tier=False) != NOTHING
    for part in parts_of_past(db, play.since, PEOPLE, PURCHASES):
        yield _as_today(db, part, brief) if asked else part


def _as_today(db: Reader, people: list[Packed], brief: Brief) -> list[Packed]:
    joined = {one.member_id: one.joined_on or brief.moment.on for one in people if one.member_id}
    today = {one.member_id: one for one in pictures_of(db, joined, brief)}
    return [one._replace(today=today.get(one.member_id)) for one in people]


def _parts(people: Iterator[list[Packed]], past: Past, whole: int) -> Iterator[Sums]:
    if whole < WORTHWHILE or (os.cpu_count() or 1) < 2:
        yield from map(Counter(past).count, people)
        return
    # Forking a program with threads and a window is not safe: the processes start anew.
    anew = get_context("spawn")
    with ProcessPoolExecutor(max_workers=2, mp_context=anew, initializer=begin, initargs=(past,)) as beside:
        yield from _in_turn(beside, people)


def _in_turn(beside: ProcessPoolExecutor, people: Iterator[list[Packed]]) -> Iterator[Sums]:
    waiting: deque[Future[Sums]] = deque()
    try:
        for part in people:
            waiting.append(beside.submit(count_part, part))
            if len(waiting) >= 6:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for one in waiting:
            one.cancel()


def _told(sums: Sums) -> DryRun:
    known = bool(sums.by_group) and any(row[2] for row in sums.by_group.values())
    change = sums.kept_after - sums.kept_before
    return DryRun(
        baskets=sums.baskets,
        uses=sums.uses,
        members=sums.members,
        cost=sums.discount + sums.credit,
        discount=sums.discount,
        credit=sums.credit,
        points=sums.points,
        profit_change=change // WHOLE if known else None,
        unknown_net=sums.unknown,
        break_even_uplift=_uplift(change, sums.kept_after) if known else None,
        by_group=tuple(
            GroupChange(group, row[0], row[1] // WHOLE if row[2] else None)
            for group, row in sorted(sums.by_group.items(), key=lambda found: found[1][1])
        ),
        by_tier=tuple(TierChange(tier, row[0], row[1]) for tier, row in sorted(sums.by_tier.items())),
    )


def _uplift(change: int, kept_after: int) -> int | None:
    """Return the growth that makes up for what is lost: each purchase more keeps what one of these keeps now."""
    if change >= 0:
        return 0
    return -(change * WHOLE // kept_after) if kept_after > 0 else None
