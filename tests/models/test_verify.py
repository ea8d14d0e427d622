"""Whatever is done to a file behind the program's back, `verify` names it; and so does it a projection's slip."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from desktop.models.engine import connect
from desktop.models.log import Approval
from desktop.models.people import Person
from desktop.models.projections import apply as table
from desktop.models.queries.days import control_totals
from desktop.models.store import Store
from desktop.models.verify import Verification, verify, verify_chain
from loyalty import problems
from loyalty.kinds import LotAmount, MemberEnrolled
from tests.models.world import OWNER, World, enrol, refund, sell


def checked(store: Store) -> Verification:
    with store.read() as db:
        return verify(db)


def codes(store: Store) -> set[str]:
    found = checked(store)
    for problem in found.problems:
        for lang in ("fa", "en"):
            assert problems.say(problem.error(), lang) != problem.code
    return {problem.code for problem in found.problems}


def busy(world: World, store: Store) -> None:
    """Give the shop a little of everything."""
    member_id = enrol(store, Person("مریم کریمی", "09121112233", tags=("vip",)))
    sale = sell(store, member_id)
    refund(store, sale, member_id, taken=(LotAmount(f"{sale.fact_id}.0", 20_000),))
    sell(store)
    with store.transaction(OWNER) as tx:
        tx.record("till.closed", control_totals(tx, store.shop.till_id, tx.on))
        tx.record(
            "member.enrolled", MemberEnrolled(tx.new_id(), None), approvals=(Approval(OWNER, world.boss),)
        )
    sell(store, member_id)


def behind_the_back(store: Store, *statements: str) -> None:
    """Edit the file as someone with the key and no scruples would."""
    connection = connect(store.path, store.data_key)
    try:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            connection.execute(statement)
    finally:
        connection.close()


LAST = "(SELECT max(pos) FROM fact)"
TAMPERINGS: dict[str, tuple[tuple[str, ...], str]] = {
    "a row edited": (
        (
            "UPDATE fact SET raw = CAST(replace(CAST(raw AS TEXT), '200000', '900000') AS BLOB) WHERE kind = 'sale.recorded'",
        ),
        "chain_broken",
    ),
    "a row's hash redone too": (("UPDATE fact SET hash = zeroblob(32) WHERE pos = 6",), "chain_broken"),
    "a row deleted": (("DELETE FROM fact WHERE pos = 7",), "chain_gap"),
    "the last row cut off": ((f"DELETE FROM fact WHERE pos = {LAST}",), "head_mismatch"),
    "the last row and its head cut off, balances left": (
        (
            f"DELETE FROM fact WHERE pos = {LAST}",
            "DELETE FROM signed_head WHERE seq = (SELECT max(seq) FROM signed_head)",
        ),
        "table_differs",
    ),
    "two rows swapped": (
        (
            "UPDATE fact SET pos = -1 WHERE pos = 6",
            "UPDATE fact SET pos = 6 WHERE pos = 7",
            "UPDATE fact SET pos = 7 WHERE pos = -1",
        ),
        "chain_gap",
    ),
    "a row inserted": (
        (
            "INSERT INTO fact (fact_id, till_id, epoch, seq, kind, at, raw, hash) SELECT 'forged', till_id, epoch, "
            f"seq + 1, kind, at, raw, hash FROM fact WHERE pos = {LAST}",
        ),
        "chain_broken",
    ),
    "a kind's column edited": (("UPDATE fact SET fact_id = 'x' || fact_id WHERE pos = 6",), "chain_broken"),
    "a balance edited": (("UPDATE lot_balance SET remaining = remaining + 1000000",), "table_differs"),
    "an entry edited": (("UPDATE entry SET delta = delta + 5 WHERE kind = 'earn'",), "table_differs"),
    "a lot's date edited": (("UPDATE lot SET expires_at = NULL",), "table_differs"),
    "a sale's member edited": (
        ("UPDATE sale SET member_id = NULL WHERE member_id IS NOT NULL",),
        "table_differs",
    ),
    "a day's sum edited": (("UPDATE day_branch SET net = net + 1",), "table_differs"),
    "a product slipped in": (
        (
            "INSERT INTO product (product_id, barcode, name, product_group, price, vat_rate, divisible, active, folded) "
            "VALUES ('p', '', 'n', 'g', 1, 0, 0, 1, 'n')",
        ),
        "table_differs",
    ),
    "a person's phone edited": (("UPDATE person SET phone = '09120000000'",), "table_differs"),
    "a head's signature edited": (
        ("UPDATE signed_head SET signature = zeroblob(64)",),
        "head_signature_wrong",
    ),
    "all heads taken away": (("DELETE FROM signed_head",), "head_unsigned"),
    "another till's key put in": (("UPDATE till SET public_key = zeroblob(32)",), "head_signature_wrong"),
    "an approval forged": (("UPDATE act_signature SET signature = zeroblob(64)",), "act_signature_wrong"),
    "an approval moved to another fact": (
        ("UPDATE act_signature SET fact_id = (SELECT fact_id FROM fact WHERE pos = 6)",),
        "act_signature_wrong",
    ),
}


def test_a_sound_shop_verifies(world: World, shop: Store) -> None:
    busy(world, shop)
    found = checked(shop)
    assert found.ok, found.problems
    with shop.read() as db:
        assert found.facts == db.value("SELECT count(*) FROM fact")


@pytest.mark.parametrize("what", TAMPERINGS)
def test_tampering_is_named(world: World, shop: Store, what: str) -> None:
    busy(world, shop)
    statements, code = TAMPERINGS[what]
    behind_the_back(shop, *statements)
    assert code in codes(shop)


def test_the_chain_alone_tells_an_edit_and_is_silent_about_a_balance(world: World, shop: Store) -> None:
    busy(world, shop)
    behind_the_back(shop, *TAMPERINGS["a balance edited"][0])
    with shop.read() as db:
        assert verify_chain(db).ok
    behind_the_back(shop, *TAMPERINGS["a row edited"][0])
    with shop.read() as db:
        assert not verify_chain(db).ok


def forgetful(_fold: Any, _fact: Any, _body: Any) -> None:
    """A projection that forgot what it is for."""


def without_ledger(apply: Callable[..., None]) -> Callable[..., None]:
    def slip(fold: Any, fact: Any, body: Any) -> None:
        import dataclasses

        apply(fold, fact, dataclasses.replace(body, taken=()))

    return slip


@pytest.mark.parametrize("slip", [forgetful, without_ledger(table.PROJECTIONS["sale.refunded"])])
def test_a_projection_that_forgets_a_refund_is_found(
    world: World, shop: Store, monkeypatch: pytest.MonkeyPatch, slip: Callable[..., None]
) -> None:
    member_id = enrol(shop)
    sale = sell(shop, member_id)
    with monkeypatch.context() as planted:
        planted.setitem(table.PROJECTIONS, "sale.refunded", slip)
        refund(shop, sale, member_id, taken=(LotAmount(f"{sale.fact_id}.0", 20_000),))
    assert codes(shop) == {"table_differs"}


def test_wrong_control_totals_are_found(shop: Store) -> None:
    import dataclasses

    sell(shop)
    with shop.transaction(OWNER) as tx:
        right = control_totals(tx, shop.shop.till_id, tx.on)
        tx.record("till.closed", dataclasses.replace(right, net=right.net - 1))
    assert codes(shop) == {"control_totals_differ"}


def test_progress_is_told_and_may_stop_it(shop: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    import desktop.models.verify as module

    monkeypatch.setattr(module, "STEP", 2)
    steps: list[tuple[int, int]] = []
    with shop.read() as db:
        verify(db, lambda done, whole: steps.append((done, whole)))
    assert steps[:2] == [(2, 4), (4, 4)]

    def stop(_done: int, _whole: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), shop.read() as db:
        verify(db, stop)
    assert sell(shop).seq == 5
