"""What stands beside each person found is read for all at once: it must be what reading one alone gives."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest

from desktop.models.counter import purse
from desktop.models.queries.lots import held
from desktop.models.queries.members import ids_json, set_of, sets_of
from desktop.models.search import find_members
from desktop.models.sources import Source
from desktop.usecases.members.cards import block_card
from desktop.usecases.members.erasing import erase
from desktop.usecases.members.find import find
from desktop.usecases.members.leaving import leave
from desktop.usecases.members.merging import merge, split
from desktop.usecases.members.naming import words_of
from desktop.usecases.policies import rules_now
from desktop.usecases.selling.looking_up import look_up
from desktop.usecases.selling.reversing import refund
from desktop.usecases.selling.smart_field import Situation, read_typed
from loyalty.clock import DAY, business_day
from loyalty.kinds import (
    BUSINESS_SCOPE,
    CREDIT,
    Grant,
    LotsOpened,
    Product,
    ProductsSet,
    branch_scope,
    points_unit,
)
from loyalty.ledger import balances

PEOPLE = 14


def _opened(club, session, member_id: str, dice: random.Random) -> None:
    """Give a member lots that work here or elsewhere, now or later, for a while, for ever or no more."""
    now = club.now()
    grants = tuple(
        Grant(CREDIT, scope, dice.randrange(1, 900_000), vests, expires, "opening")
        for scope in (BUSINESS_SCOPE, branch_scope(club.shop.branch_id), branch_scope("elsewhere"))
        for vests, expires in (
            (now, None),
            (now + 5 * DAY, None),
            (now, now + DAY),
            (now - 9 * DAY, now - DAY),
        )
    )
    with club.transaction(session.staff_id) as tx:
        body = LotsOpened(member_id, now, club.shop.branch_id, tuple(dice.sample(grants, 5)), member_id)
        tx.record("lots.opened", body)


@pytest.fixture(params=range(3))
def everyone(request, club, join, buy, session, fixed_clock) -> tuple[str, ...]:
    """Return a club of every kind of member: merged, parted, with a blocked card, left, erased, rich and poor."""
    dice = random.Random(request.param)
    ids = [join(phone=f"0912{place:03d}4567", name="سارا").member_id for place in range(PEOPLE)]
    dice.shuffle(ids)
    with club.transaction(session.staff_id) as tx:
        named = {one: words_of(tx, one) for one in ids[::2]}
        tx.set_people({one: replace(told, external_id=f"M-{one}") for one, told in named.items()})
    for member_id in ids[:10]:
        sold = buy(member_id, dice.randrange(200_000, 90_000_000))
        if dice.random() < 0.5:
            refund(club, session, sold.code, None if dice.random() < 0.3 else [(1, 1_000)])
        if dice.random() < 0.7:
            _opened(club, session, member_id, dice)
    merge(club, session, ids[0], ids[1])
    merge(club, session, ids[1], ids[12])
    merge(club, session, ids[2], ids[3])
    split(club, session, ids[2], ids[3])
    merge(club, session, ids[4], ids[5])
    leave(club, session, ids[6], end_credit=True)
    erase(club, session, ids[7], confirmed=True)
    block_card(club, session, ids[8])
    fixed_clock.go(dice.choice((0, 2 * DAY, 7 * DAY, 400 * DAY)))
    return tuple(ids)


def _points_alone(db: Source, member_id: str, unit: str, money_each: int, since: dt.date) -> int:
    """Return a person's points for tiers, told purchase by purchase."""
    ids, day = ids_json(db, member_id), since.isoformat()
    sales = db.rows(
        "SELECT sale_id, origin, net_now FROM sale WHERE member_id IN (SELECT value FROM json_each(?))"
        " AND on_day >= ? AND net_now > 0",
        (ids, day),
    )
    points = 0
    for sale_id, origin, net in sales:
        if origin == "import":
            points += net // money_each
            continue
        points += db.value(
            "SELECT coalesce(sum(amount), 0) FROM lot WHERE lot_id GLOB ? AND unit = ?",
            (f"{sale_id}.*", unit),
        )
        for (reversal_id,) in db.rows("SELECT reversal_id FROM reversal WHERE sale_id = ?", (sale_id,)):
            points += db.value(
                "SELECT coalesce(sum(e.delta), 0) FROM entry e JOIN lot l USING (lot_id)"
                " WHERE e.entry_id GLOB ? AND e.kind = 'take' AND l.unit = ?",
                (f"{reversal_id}.*", unit),
            )
            points -= db.value(
                "SELECT coalesce(sum(delta), 0) FROM owed_entry WHERE entry_id GLOB ? AND delta > 0 AND unit = ?",
                (f"{reversal_id}.*", unit),
            )
    return points


def test_reading_all_at_once_is_reading_each_alone(club, everyone, session) -> None:
    found = find(club, session, "سارا")
    now = club.now()
    with club.read() as db:
        rules = rules_now(db)
        kind = next(kind for kind in rules.points.kinds if kind.kind == rules.tiers.by)
        since = rules.tiers.window_start(business_day(now, club.shop.zone) + dt.timedelta(days=1))
        for one in found:
            words = words_of(db, one.member_id)
            assert (one.name, one.phone) == (words.name, words.phone)
            assert one.shown_id == (words.external_id or one.member_id)
            lots = held(db, one.member_id)
            assert one.credit_here == balances(lots, now, club.shop.branch_id).spendable_here
            alone = balances(purse(db, one.member_id, now), now, club.shop.branch_id)
            assert alone == balances(lots, now, club.shop.branch_id)
            points = _points_alone(db, one.member_id, points_unit(kind.kind), kind.money_each, since)
            assert one.tier == rules.tiers.standing(points)
    # Who was merged stands once, and who left or was erased not at all.
    assert len(found) == PEOPLE - 3 - 2
    assert {one.credit_here > 0 for one in found} == {True, False}


def test_the_ids_of_all_at_once_are_those_of_each(club, everyone) -> None:
    with club.read() as db:
        people = [one.survivor_id for one in find_members(db, "سارا")]
        sets = sets_of(db, people)
        assert dict(sets) == {one: set_of(db, one) for one in people}
        assert sorted(len(ids) for ids in sets.values())[-2:] == [2, 3]
        assert sets_of(db, ()) == {}


@pytest.mark.parametrize("everyone", [0], indirect=True)
def test_a_key_brings_goods_and_people_out_of_one_moment(club, everyone, session) -> None:
    dress = Product("D-1", "", "سارافون", "", 1, 0, divisible=False)
    with club.transaction(session.staff_id) as tx:
        tx.record("product.set", ProductsSet((dress,)))
    asked = list[str]()
    connection = club.store.pools.first
    readings = read_typed("سارا", Situation())
    for _ in range(2):
        asked.clear()
        connection.set_trace_callback(asked.append)
        brought = look_up(club, session, readings, 8)
        connection.set_trace_callback(None)
    assert [one.product_id for one in brought.products["name"]] == ["D-1"]
    assert brought.people == find(club, session, "سارا", 8)
    assert len(brought.people) == 8
    assert asked.count("BEGIN") == 1
    # Of several merged the words are read as well; what an index asks of itself is told with two hyphens.
    assert len([one for one in asked if not one.startswith("--")]) <= 14
