"""Recording: facts, chain, tables and head together or not at all; trusted time; receipt numbers; did it happen."""

from __future__ import annotations

import pytest

from desktop.models.log import Approval
from desktop.models.queries import facts, lots, members, sales
from desktop.models.signing import PublicVerifier
from desktop.models.store import Store
from loyalty.clock import HOUR
from loyalty.errors import LoyaltyError
from loyalty.facts import GENESIS, act_message, chain_hash, head_message
from loyalty.kinds import LotAmount, MemberEnrolled, SaleRecorded
from tests.models.world import OWNER, START, World, enrol, refund, sell, table


def fail_halfway(store: Store) -> None:
    """Record a sale and more, then be pulled away."""
    with store.transaction(OWNER) as tx:
        tx.record("member.enrolled", MemberEnrolled(tx.new_id(), None))
        tx.record("sale.recorded", SaleRecorded(tx.next_number(), "s", None, (), (), 0, (), (), ()))
        tx.run("INSERT INTO setting (name, value) VALUES ('x', '1')")
        raise RuntimeError("pulled")


def test_facts_are_chained_and_the_head_is_signed_once_a_commit(shop: Store) -> None:
    sell(shop)
    with shop.read() as db:
        chain = db.rows("SELECT raw, hash, epoch, seq FROM fact ORDER BY pos")
        heads = db.rows("SELECT epoch, seq, hash, signature FROM signed_head ORDER BY seq")
    head = GENESIS
    for raw, told, _, _ in chain:
        head = chain_hash(head, raw)
        assert told == head
    assert [row[3] for row in chain] == list(range(1, len(chain) + 1))
    assert [row[1] for row in heads] == [4, 5]
    epoch, seq, signed, signature = heads[-1]
    assert signed == head
    assert PublicVerifier(shop.till_public_key).verify(head_message(epoch, seq, signed), signature)


def test_a_block_that_raises_leaves_nothing(shop: Store) -> None:
    before = {
        name: table(shop, name) for name in ("fact", "sale", "member", "day_branch", "signed_head", "setting")
    }
    past = shop.past
    with pytest.raises(RuntimeError):
        fail_halfway(shop)
    assert {name: table(shop, name) for name in before} == before
    assert shop.past == past
    assert sell(shop).seq == 5


def test_what_returned_is_there_for_another_reader_and_did_happen(shop: Store) -> None:
    sale = sell(shop)
    assert shop.did_happen(sale.fact_id)
    assert not shop.did_happen("0" * 26)


def test_the_same_fact_id_is_refused_the_second_time(shop: Store) -> None:
    fact_id = shop.new_id()
    sell(shop, fact_id=fact_id)
    with pytest.raises(LoyaltyError) as refused:
        sell(shop, fact_id=fact_id)
    assert refused.value.code == "fact_exists"
    assert len(table(shop, "sale")) == 1


def test_receipt_numbers_have_no_gap_after_a_failure(shop: Store) -> None:
    first = sell(shop)
    with pytest.raises(RuntimeError):
        fail_halfway(shop)
    refund(shop, first, None)
    sell(shop)
    with shop.read() as db:
        told = db.rows("SELECT number FROM sale UNION ALL SELECT number FROM reversal ORDER BY 1")
        assert [row[0] for row in told] == [1, 2, 3]
        found = sales.sale_by_receipt(db, "A1-۰۰۰۰۰۳")
        assert found is not None
        assert found.code == "A1-000003"
        undone = sales.sale_by_receipt(db, "A1-000002")
        assert undone is not None
        assert undone.sale_id == first.fact_id


def test_a_number_out_of_turn_is_refused(shop: Store) -> None:
    with pytest.raises(LoyaltyError) as refused, shop.transaction(OWNER) as tx:
        tx.record("sale.recorded", SaleRecorded(7, "s", None, (), (), 0, (), (), ()))
    assert refused.value.code == "number_out_of_turn"


def test_a_lot_is_never_overdrawn_by_this_till(shop: Store) -> None:
    member_id = enrol(shop)
    lot = f"{sell(shop, member_id).fact_id}.0"
    for wrong in (LotAmount(lot, 30_001), LotAmount("0" * 26 + ".0", 1)):
        with pytest.raises(LoyaltyError) as refused:
            sell(shop, member_id, spends=(wrong,))
        assert refused.value.code == "lot_overdrawn"
    sell(shop, member_id, spends=(LotAmount(lot, 30_000),), credit=0)
    with shop.read() as db:
        assert lots.held(db, member_id) == ()
        assert [one.remaining for one in lots.held(db, member_id, empty=True)] == [0]


def test_an_approval_is_bound_to_the_fact_and_its_content(world: World, shop: Store) -> None:
    with shop.transaction(OWNER) as tx:
        done = tx.record(
            "member.enrolled", MemberEnrolled(tx.new_id(), None), approvals=(Approval(OWNER, world.boss),)
        )
    with shop.read() as db:
        signature, raw = db.rows(
            "SELECT a.signature, f.raw FROM act_signature AS a JOIN fact AS f USING (fact_id)"
        )[0]
    check = PublicVerifier(world.boss.public_key)
    assert check.verify(act_message(done.fact_id, raw), signature)
    assert not check.verify(act_message(done.fact_id, raw + b" "), signature)
    assert not check.verify(act_message("0" * 26, raw), signature)


def test_time_never_goes_back_and_is_marked_suspect(world: World, shop: Store) -> None:
    first = sell(shop)
    world.clock.lag = -3 * HOUR
    second = sell(shop)
    assert second.at >= first.at
    with shop.read() as db:
        row = facts.fact(db, second.fact_id)
    assert row is not None
    assert row.fact.suspect
    assert row.fact.wall_at < first.at


def test_time_stands_at_the_mark_after_a_boot_with_a_dead_clock(world: World, shop: Store) -> None:
    last = sell(shop)
    shop.close()
    world.clock.at, world.clock.boot = START - 40 * HOUR, "boot-2"
    store = world.open()
    try:
        assert store.now().at == last.at
        assert store.now().suspect
    finally:
        store.close()


def test_a_chosen_time_is_for_test_shops_only(shop: Store) -> None:
    with shop.transaction(OWNER, at=START - HOUR) as tx:
        assert tx.record("member.enrolled", MemberEnrolled(tx.new_id(), None)).at == START - HOUR
    shop.shop = type(shop.shop)(shop.shop.business_id, shop.shop.branch_id, shop.shop.till_id, test=False)
    with pytest.raises(LoyaltyError) as refused, shop.transaction(OWNER, at=START):
        pass
    assert refused.value.code == "at_only_in_test_shop"


def test_a_reader_sees_one_moment_while_the_till_goes_on(shop: Store) -> None:
    with shop.read() as db:
        before = db.value("SELECT count(*) FROM sale")
        sell(shop)
        assert db.value("SELECT count(*) FROM sale") == before
    with shop.read() as db:
        assert db.value("SELECT count(*) FROM sale") == before + 1


def test_a_transaction_within_a_transaction_is_a_mistake(shop: Store) -> None:
    with shop.transaction(OWNER), pytest.raises(AssertionError), shop.transaction(OWNER):
        pass


def test_error_texts_carry_no_words_of_people(shop: Store) -> None:
    pair = "VALUES ('c', 'm', '6037991234567890'), ('c', 'm', '6037991234567890')"
    with pytest.raises(LoyaltyError) as refused, shop.transaction(OWNER) as tx:
        tx.run(f"INSERT INTO card_number (card_id, member_id, number) {pair}")
    assert "6037" not in repr(refused.value)
    assert refused.value.values["rule"] == "card_number.card_id"
    with shop.read() as db:
        assert members.count_members(db) == 0
