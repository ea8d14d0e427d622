"""The tables folded from facts say what happened: purchases as defined, sums by day, members, merges."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from desktop.models.projections.apply import FOLDED_TABLES, PROJECTIONS
from desktop.models.queries import goods, lots, members, policies, sales, shifts
from desktop.models.store import Store
from desktop.models.verify import verify
from loyalty.clock import DAY, business_day
from loyalty.kinds import (
    KINDS,
    CardChange,
    Consent,
    Grant,
    ImportedMembers,
    ImportedSales,
    LotAmount,
    LotExpired,
    LotsOpened,
    MemberGone,
    MemberImported,
    MemberPair,
    PolicyPublished,
    Product,
    ProductsSet,
    ShiftClosed,
)
from tests.models.world import OWNER, START, ZONE, enrol, imported, refund, sell, start_shift


def stat_of(
    visits: int, spent: int, discount: int, first_at: int | None, last_at: int | None
) -> members.MemberStat:
    """Return the figures of a member whose purchases were all made in one zone."""
    days = [None if at is None else business_day(at, ZONE) for at in (first_at, last_at)]
    return members.MemberStat(visits, spent, discount, first_at, last_at, *days)


def day_branch(store: Store) -> dict[str, int]:
    with store.read() as db:
        names = [row[0] for row in db.rows("SELECT name FROM pragma_table_info('day_branch')")]
        rows = db.rows("SELECT * FROM day_branch")
    assert len(rows) == 1
    return dict(zip(names, rows[0], strict=True))


def sound(store: Store) -> None:
    with store.read() as db:
        assert verify(db).problems == ()


def test_every_kind_folds() -> None:
    assert set(PROJECTIONS) == set(KINDS)


def test_a_sale_stands_in_every_sum(shop: Store) -> None:
    member_id, shift_id = enrol(shop), start_shift(shop)
    sale = sell(shop, member_id, shift_id=shift_id, points=30, offer="base")
    with shop.read() as db:
        row = sales.sale(db, sale.fact_id)
        assert row is not None
        assert (row.gross, row.net, row.net_now, row.credit_earned, row.points_now) == (
            300_000,
            300_000,
            300_000,
            30_000,
            30,
        )
        assert row.on == business_day(sale.at, ZONE)
        assert members.stat(db, member_id) == stat_of(1, 300_000, 0, sale.at, sale.at)
        assert shifts.shift_tenders(db, shift_id) == {"cash": 300_000}
        groups = db.rows("SELECT product_group, gross, net, purchases FROM day_sale ORDER BY 1")
        assert groups == [("BAGS", 100_000, 100_000, 1), ("SHOES", 200_000, 200_000, 1)]
        visit = members.history(db, member_id)[0]
        assert dict(visit.by_group) == {"SHOES": 200_000, "BAGS": 100_000}
        assert sales.uses_of_member(db, member_id) == (("base", 1),)
    day = day_branch(shop)
    assert (day["net"], day["sales"], day["purchases"], day["member_net"], day["joined"]) == (
        300_000,
        1,
        1,
        300_000,
        1,
    )
    sound(shop)


def test_a_walk_in_is_in_the_sums_and_in_no_member_figure(shop: Store) -> None:
    sell(shop)
    day = day_branch(shop)
    assert (day["purchases"], day["member_purchases"]) == (1, 0)
    with shop.read() as db:
        assert db.rows("SELECT * FROM member_stat") == []
    sound(shop)


def test_a_part_refund_leaves_a_purchase_of_less(shop: Store) -> None:
    member_id = enrol(shop)
    sale = sell(shop, member_id, points=30)
    taken = (LotAmount(f"{sale.fact_id}.0", 20_000), LotAmount(f"{sale.fact_id}.1", 20))
    back = refund(shop, sale, member_id, taken=taken)
    with shop.read() as db:
        row = sales.sale(db, sale.fact_id)
        assert row is not None
        assert (row.net_now, row.points_now, row.state) == (100_000, 10, "partly_refunded")
        assert members.stat(db, member_id) == stat_of(1, 100_000, 0, sale.at, sale.at)
        assert dict(members.history(db, member_id)[0].by_group) == {"SHOES": 0, "BAGS": 100_000}
        assert [line.back_quantity for line in sales.lines_of(db, sale.fact_id)] == [1_000, 0]
        assert [fact_id for fact_id, _, _ in sales.reversals_of(db, sale.fact_id)] == [back.fact_id]
        assert {one.lot.unit: one.remaining for one in lots.held(db, member_id)} == {
            "credit": 10_000,
            "points:main": 10,
        }
    day = day_branch(shop)
    assert (day["net"], day["refunds"], day["refund_net"]) == (100_000, 1, 200_000)
    assert (day["purchases"], day["purchase_net"]) == (1, 100_000)
    sound(shop)


def test_a_purchase_refunded_to_nothing_is_no_purchase(shop: Store) -> None:
    member_id = enrol(shop)
    first, second = sell(shop, member_id, offer="x"), sell(shop, member_id, offer="x")
    refund(shop, second, member_id, ((1, 200_000), (2, 100_000)))
    with shop.read() as db:
        assert members.stat(db, member_id) == stat_of(1, 300_000, 0, first.at, first.at)
        assert len(members.history(db, member_id)) == 1
        assert sales.offer_totals(db, "x").uses == 1
    day = day_branch(shop)
    assert (day["purchases"], day["purchase_net"], day["sales"]) == (1, 300_000, 2)
    sound(shop)


def test_a_void_takes_the_sale_out_of_every_sum(shop: Store) -> None:
    member_id = enrol(shop)
    sale = sell(shop, member_id)
    refund(
        shop,
        sale,
        member_id,
        ((1, 200_000), (2, 100_000)),
        (LotAmount(f"{sale.fact_id}.0", 30_000),),
        "sale.voided",
    )
    day = day_branch(shop)
    assert (day["gross"], day["net"], day["purchases"], day["member_net"]) == (0, 0, 0, 0)
    with shop.read() as db:
        assert members.stat(db, member_id) == stat_of(0, 0, 0, None, None)
        found = sales.sale(db, sale.fact_id)
        assert found is not None
        assert found.state == "voided"
        assert db.value("SELECT sum(amount) FROM day_tender") == 0
    sound(shop)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_imports_end_the_same_in_any_order_and_count_once(shop: Store, order: tuple[int, ...]) -> None:
    branch, at = shop.shop.branch_id, START - 100 * DAY
    told = [
        imported("s1", "m1", branch, at, 300_000, groups=(("A", 200_000), ("B", 100_000))),
        imported("s2", "m1", branch, at + DAY, 50_000),
        imported(
            "r1",
            "m1",
            branch,
            at + 2 * DAY,
            -300_000,
            refund_of="s1",
            groups=(("A", -200_000), ("B", -100_000)),
        ),
    ]
    for place in (*order, *order):
        with shop.transaction(OWNER) as tx:
            tx.record("sale.imported", ImportedSales((told[place],)))
    with shop.read() as db:
        assert db.rows("SELECT sale_id, net_now, state FROM sale ORDER BY 1") == [
            ("s1", 0, "refunded"),
            ("s2", 50_000, "sold"),
        ]
        assert members.stat(db, "m1") == stat_of(1, 50_000, 0, at + DAY, at + DAY)
        sums = db.rows("SELECT product_group, sum(net), sum(purchases) FROM day_sale GROUP BY 1 ORDER BY 1")
        assert sums == [("A", 0, 0), ("B", 0, 0), ("GENERAL", 50_000, 1)]
        assert db.value("SELECT count(*) FROM reversal") == 1
    sound(shop)


def test_a_purchase_of_nothing_and_an_over_refunded_one_are_no_purchases(shop: Store) -> None:
    branch = shop.shop.branch_id
    told = (
        imported("s0", "m1", branch, START, 0),
        imported("s1", "m1", branch, START, 100),
        imported("r1", "m1", branch, START + 1, -150, refund_of="s1"),
    )
    with shop.transaction(OWNER) as tx:
        tx.record("sale.imported", ImportedSales(told))
    with shop.read() as db:
        assert members.stat(db, "m1").visits == 0
        assert db.value("SELECT sum(net) FROM day_branch") == -50
        assert db.value("SELECT sum(purchases) FROM day_branch") == 0
    sound(shop)


def test_a_business_day_is_cut_at_local_midnight(shop: Store) -> None:
    # 20:29:59 and 20:30 UTC stand on either side of midnight in Tehran (+03:30).
    midnight = 1_795_293_000_000
    assert dt.datetime.fromtimestamp(midnight / 1000, dt.UTC).strftime("%H:%M") == "20:30"
    branch = shop.shop.branch_id
    with shop.transaction(OWNER) as tx:
        pair = (imported("a", None, branch, midnight - 1, 1), imported("b", None, branch, midnight, 1))
        tx.record("sale.imported", ImportedSales(pair))
    with shop.read() as db:
        first, second = (row[0] for row in db.rows("SELECT on_day FROM sale ORDER BY sale_id"))
    assert (dt.date.fromisoformat(second) - dt.date.fromisoformat(first)).days == 1


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_merging_is_a_union_whose_survivor_joined_first(shop: Store, order: tuple[int, ...]) -> None:
    joined = {"c": START - 3 * DAY, "a": START - 2 * DAY, "b": START - 2 * DAY, "d": START}
    with shop.transaction(OWNER) as tx:
        told = tuple(MemberImported(name, at, shop.shop.branch_id) for name, at in joined.items())
        tx.record("member.imported", ImportedMembers(told))
    pairs = (MemberPair("a", "b"), MemberPair("d", "b"), MemberPair("c", "d"))
    for place in order:
        with shop.transaction(OWNER) as tx:
            tx.record("member.merged", pairs[place])
    sell(shop, "b")
    sell(shop, "d")
    with shop.read() as db:
        assert {members.survivor(db, name) for name in joined} == {"c"}
        assert members.stat(db, "a").visits == 2
        assert members.set_of(db, "b")[0] == "c"
        assert sum(one.remaining for one in lots.held(db, "c")) == 60_000
    with shop.transaction(OWNER) as tx:
        tx.record("member.split", MemberPair("d", "c"))
    with shop.read() as db:
        assert members.survivor(db, "d") == "a"
        assert members.survivor(db, "c") == "c"
        assert members.stat(db, "c").visits == 0
    sound(shop)


def test_opening_lots_told_twice_count_once(shop: Store) -> None:
    member_id = enrol(shop)
    body = LotsOpened(
        member_id,
        START,
        shop.shop.branch_id,
        (Grant("credit", "business", 500, START, START + DAY, "opening"),),
        "src-1",
    )
    for _ in range(2):
        with shop.transaction(OWNER) as tx:
            tx.record("lots.opened", body)
    with shop.read() as db:
        assert [one.remaining for one in lots.held(db, member_id)] == [500]
        assert lots.expired_lots(db, START + DAY - 1) == ()
        due = lots.expired_lots(db, START + DAY)
    assert [part.amount for part in due] == [500]
    with shop.transaction(OWNER) as tx:
        tx.record("lot.expired", LotExpired(due))
    with shop.read() as db:
        assert lots.expired_lots(db, START + 9 * DAY) == ()
        assert [(one.remaining, one.expired) for one in lots.held(db, member_id, empty=True)] == [(0, 500)]
    sound(shop)


def test_shift_policy_product_card_consent_and_leaving(shop: Store) -> None:
    member_id, shift_id = enrol(shop), start_shift(shop, 70_000)
    with shop.transaction(OWNER) as tx:
        tx.record("policy.published", PolicyPublished("earning", 1, "{}", "h1", ""))
        tx.record("policy.published", PolicyPublished("earning", 2, '{"a":1}', "h2", "h1"))
        tx.record(
            "product.set", ProductsSet((Product("p1", "۶۲۶۱۰۰", "کفش چرم", "SHOES", 900, 100_000, False),))
        )
        tx.record("card.issued", CardChange(member_id, "card-1"))
        tx.record("card.blocked", CardChange(member_id, "card-1"))
        tx.record("consent.given", Consent(member_id, "sms_promo"))
        tx.record("consent.withdrawn", Consent(member_id, "sms_promo"))
        tx.record("member.left", MemberGone(member_id))
        tx.record("shift.closed", ShiftClosed(shift_id, 70_000, 69_000, ()))
    with shop.read() as db:
        standing = policies.latest_version(db, "earning")
        assert standing is not None
        assert (standing.number, standing.document) == (2, '{"a":1}')
        assert [one.number for one in policies.versions_of(db, "earning")] == [1, 2]
        product = goods.product_by_code(db, "626100")
        assert product is not None
        assert product.name == "کفش چرم"
        assert members.cards(db, member_id)[0].blocked_at is not None
        assert members.consents(db, member_id) == {"sms_promo": False}
        row = members.member(db, member_id)
        assert row is not None
        assert row.state == "left"
        assert shifts.open_shift(db, shop.shop.till_id) is None
        closed = shifts.shift(db, shift_id)
        assert closed is not None
        assert (closed.opened_with, closed.counted, closed.closed_by) == (70_000, 69_000, OWNER)
    # The policy that stood is named by every later fact.
    sale = sell(shop)
    with shop.read() as db:
        raw = db.value("SELECT raw FROM fact WHERE fact_id = ?", (sale.fact_id,))
        policy_hash = db.value(
            "SELECT f.hash FROM policy AS p JOIN fact AS f USING (fact_id) WHERE p.number = 2"
        )
    assert policy_hash.hex().encode() in raw
    sound(shop)


def test_every_folded_table_was_filled_by_these_tests_kinds(shop: Store) -> None:
    with shop.read() as db:
        known = {row[0] for row in db.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert set(FOLDED_TABLES) <= known
    local = {
        "fact",
        "signed_head",
        "act_signature",
        "member_key",
        "staff_key",
        "member_pin_try",
        "parked_basket",
        "print_job",
        "fact_note",
        "member_class",
        "setting",
        "secret",
        "column_part",
        "column_word",
        "column_change",
    }
    shadows = {name for name in known if name.startswith(("person_", "product_", "sqlite_"))} - {
        "person_waiting"
    }
    assert known - shadows - local == set(FOLDED_TABLES)
