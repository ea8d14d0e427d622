"""Who meets a condition, out of everyone in the club: how many, and who. Nothing is recorded.

Every member is judged by the very rules of the counter, on a picture read page by page: a count means what the till
would decide if each of them stood there now. Erased and departed members are nobody's audience.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from desktop.models.queries.members import count_members
from desktop.models.sources import Source
from desktop.usecases.classes import refresh_classes
from desktop.usecases.pictures import Brief, brief_of, everyone
from desktop.usecases.policies import rules_now
from desktop.usecases.segments import segments_now
from desktop.usecases.till import Till
from loyalty.conditions.atoms import Condition
from loyalty.conditions.evaluate import judge, topics
from loyalty.conditions.needs import Needs, needs_of
from loyalty.conditions.segments import check_segments
from loyalty.conditions.situation import without_basket
from loyalty.conditions.verdict import BASKET, MET
from loyalty.errors import require
from loyalty.member import MemberSnapshot, Moment, moment_at

Progress = Callable[[int, int], None]
"""Called with (members judged, members in all) now and then; may raise to stop."""


def quiet(_done: int, _whole: int) -> None:
    """Show nothing."""


def count_audience(till: Till, condition: Condition, progress: Progress = quiet) -> int:
    """Return how many members meet a condition now, at this till.

    Raises `audience_about_basket`, `segment_unknown`, `segment_in_a_circle`.
    """
    return sum(1 for _ in _meeting(till, condition, progress))


def audience(till: Till, condition: Condition, progress: Progress = quiet) -> tuple[str, ...]:
    """Return the members who meet a condition, by the id they go by, in order; raises as `count_audience`."""
    return tuple(member.member_id for member in _meeting(till, condition, progress))


def drawn_audiences(till: Till, progress: Progress = quiet) -> dict[str, tuple[str, ...]]:
    """Return who is in each of the shop's own segments now, by the id they go by, all of them in one reading."""
    refresh_classes(till)
    shop = till.shop
    moment = moment_at(till.now(), shop.zone, shop.branch_id, shop.till_id)
    with till.read() as db:
        drawn = segments_now(db)
        found: dict[str, list[str]] = {name: [] for name in drawn}
        if drawn:
            needs = Needs(segments=frozenset(drawn))
            whole, done = count_members(db), 0
            for page in everyone(db, brief_of(needs, drawn, rules_now(db), moment)):
                for member in page:
                    for name in member.segments & drawn.keys():
                        found[name].append(member.member_id)
                done += len(page)
                progress(done, whole)
    return {name: tuple(ids) for name, ids in found.items()}


def _meeting(till: Till, condition: Condition, progress: Progress) -> Iterator[MemberSnapshot]:
    require(BASKET not in topics(condition), "audience_about_basket")
    if needs_of((condition,)).segments:
        refresh_classes(till)
    shop = till.shop
    moment = moment_at(till.now(), shop.zone, shop.branch_id, shop.till_id)
    with till.read() as db:
        whole, done = count_members(db), 0
        for page in everyone(db, brief_for(db, condition, moment)):
            yield from (member for member in page if meets(member, condition, moment))
            done += len(page)
            progress(done, whole)


def brief_for(db: Source, condition: Condition, moment: Moment) -> Brief:
    """Return what pictures must hold to judge a condition; raises `segment_unknown`, `segment_in_a_circle`."""
    needs, segments = needs_of((condition,)), segments_now(db)
    check_segments(segments, needs.segments)
    return brief_of(needs, segments, rules_now(db), moment)


def meets(member: MemberSnapshot, condition: Condition, moment: Moment) -> bool:
    """Say whether a member meets a condition that does not ask about a basket."""
    return judge(condition, without_basket(member, moment)) is MET
