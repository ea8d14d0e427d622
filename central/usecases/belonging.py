"""Where what members hold belongs: what facts grant, who came where, and the home that follows from it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import replace

from central.store import visits
from central.store.db import Db
from central.usecases.fitness import fits_name
from loyalty.clock import DAY
from loyalty.exchange.centre import Kept
from loyalty.kinds import (
    Body,
    ImportedMembers,
    ImportedSales,
    MemberEnrolled,
    RightsOpened,
    SaleRecorded,
    lot_id,
)
from loyalty.ledger import Lot
from loyalty.uses import is_use, use_lots

_GIVE_NO_USES = (SaleRecorded, RightsOpened)
"""By far the most facts are sales, which draw uses and give none; what the centre opens is accounted for by itself."""


def lots_of(one: Kept) -> tuple[Lot, ...]:
    """Return what a fact grants: lots, and the uses of offers that are given and issued."""
    if one.body is None or type(one.body) in _GIVE_NO_USES:
        return one.told.lots
    fact = one.linked.fact
    return one.told.lots + use_lots(fact.fact_id, fact.at, fact.branch_id, one.body)


def told_by_lots(
    kept: Sequence[Kept], known: Callable[[Iterable[str]], Container[str]], pos: int
) -> dict[str, int]:
    """Return the lots that tell of facts which are to stand behind a position: lot → where its fact stands.

    Such a lot bears its fact's name and says itself that it is this fact's: none does that was `known` before, that another
    fact of these took the name of, or that is a use, for the centre opens those by names of its own.
    """
    places = {lot_id(one.linked.fact.fact_id, 0): pos + at for at, one in enumerate(kept, 1) if one.told.lots}
    last = {lot.lot_id: lot.fact_id for one in kept for lot in lots_of(one) if lot.lot_id in places}
    before = known(places)
    return {
        name: place
        for name, place in places.items()
        if name not in before
        and not is_use(name)
        and last.get(name) == kept[place - pos - 1].linked.fact.fact_id
    }


def counts_of(db: Db, bodies: Iterable[Body | None], at: int) -> list[tuple[Lot, str]]:
    """Return the counts that facts open, empty as the lots of caps begin, each with its member's home."""
    opened = [body for body in bodies if type(body) is RightsOpened]
    lots = [lot for body in opened for lot in use_lots("", at, "", body) if lot.member_id]
    homes = visits.homes_of(db, {lot.member_id for lot in lots}) if lots else {}
    return [(replace(lot, amount=0), home_of(lot, homes)) for lot in lots]


def home_of(lot: Lot, homes: dict[str, str]) -> str:
    """Return the branch where a lot is at home, empty where there is none."""
    kind, _, branch = lot.scope.partition(":")
    if kind == "branch":
        return branch
    # What belongs to no member is a code: it is at home where it was issued.
    return homes.get(lot.member_id, "") if lot.member_id else lot.branch_id


def note_members(db: Db, kept: Sequence[Kept], at: int) -> dict[str, str]:
    """Note who came where and joined where; return the homes of all these members."""
    met: dict[tuple[str, str, int], int] = {}
    joined: dict[str, str] = {}
    for one in kept:
        fact, body = one.linked.fact, one.body
        if type(body) is SaleRecorded:
            if body.member_id is not None:
                visit = (body.member_id, fact.branch_id, (fact.at if fact.at < at else at) // DAY)
                met[visit] = met.get(visit, 0) + 1
                if one.told.lots:
                    joined.setdefault(body.member_id, fact.branch_id)
            continue
        for lot in lots_of(one):
            if lot.member_id:
                joined.setdefault(lot.member_id, fact.branch_id)
        if isinstance(body, MemberEnrolled):
            joined[body.member_id] = fact.branch_id
        elif isinstance(body, ImportedMembers):
            joined.update((member.member_id, member.joined_branch) for member in body.members)
        elif isinstance(body, ImportedSales):
            for visit in _visits_before(body, at):
                met[visit] = met.get(visit, 0) + 1
    fitting = {name for name in {name for visit in met for name in visit[:2]} if fits_name(name)}
    return visits.note_visits(
        db,
        {visit: times for visit, times in met.items() if visit[0] in fitting and visit[1] in fitting},
        {member: branch for member, branch in joined.items() if fits_name(member) and fits_name(branch)},
        at,
    )


def _visits_before(body: ImportedSales, at: int) -> Iterator[tuple[str, str, int]]:
    for sale in body.sales:
        if sale.member_id is not None and at - visits.WINDOW < sale.at <= at and not sale.refund:
            yield sale.member_id, sale.branch_id, sale.at // DAY
