"""`verify` misses every signature that a weighty act must carry, and names the act, in both languages."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from desktop.models.log import Approval
from desktop.models.opening import SYSTEM
from desktop.usecases.backups import back_up
from desktop.usecases.members.erasing import erase
from desktop.usecases.members.merging import merge, split
from desktop.usecases.products import set_products
from desktop.usecases.recovery import restore_shop
from desktop.usecases.selling.day_close import close_day
from desktop.usecases.verify_till import PRIVILEGED, verify_till
from loyalty.kinds import (
    ImportedMembers,
    LotsOpened,
    MemberGone,
    MemberPair,
    Product,
    ProductsSet,
)
from loyalty.problems import say

GOODS = Product("p1", "", "Bread", "GENERAL", 90_000, 0, divisible=False, active=True)


def found(till) -> list[tuple[str, object]]:
    """Return what verify finds: the code and the kind of fact."""
    return [(one.code, one.refusal.values.get("kind")) for one in verify_till(till).problems]


@pytest.fixture
def lived(till, session, plant):
    """Return a till in which every weighty act was done rightly, and two members who are still there."""
    people = [plant(number) for number in range(5)]
    set_products(till, session, [GOODS])
    merge(till, session, people[0].member_id, people[1].member_id)
    split(till, session, people[1].member_id, people[0].member_id)
    erase(till, session, people[2].member_id, confirmed=True)
    close_day(till, session)
    return till, people[3].member_id, people[4].member_id


def test_what_was_done_rightly_is_sound(lived) -> None:
    assert found(lived[0]) == []


Forged = Callable[[str, str], tuple[str, object]]
FORGED: list[Forged] = [
    lambda one, two: ("member.erased", MemberGone(one)),
    lambda one, two: ("member.merged", MemberPair(one, two)),
    lambda one, two: ("member.split", MemberPair(one, two)),
    lambda one, two: ("product.set", ProductsSet((GOODS,))),
    lambda one, two: ("member.imported", ImportedMembers(())),
    lambda one, two: ("lots.opened", LotsOpened(one, 0, "", ())),
]


@pytest.mark.parametrize("make", FORGED)
@pytest.mark.parametrize("name", ["owner", SYSTEM])
def test_an_act_nobody_signed_is_named(lived, make: Forged, name: str) -> None:
    till, one, two = lived
    kind, body = make(one, two)
    with till.transaction(name) as tx:
        tx.record(kind, body)
    assert found(till) == [("act_unsigned", kind)]
    refusal = verify_till(till).problems[0].refusal
    assert say(refusal, "fa") != say(refusal, "en") != ""


@pytest.mark.parametrize("make", FORGED)
def test_a_cashier_s_signature_is_not_enough(lived, make_staff, make: Forged) -> None:
    till, one, two = lived
    cashier = make_staff("cashier")
    kind, body = make(one, two)
    with till.transaction(cashier.staff_id) as tx:
        tx.record(kind, body, approvals=(Approval(cashier.staff_id, cashier.signer),))
    assert found(till) == [("act_not_entitled", kind)]


def test_every_signed_kind_is_missed_when_its_signature_is_gone(lived) -> None:
    """Not a list of kinds in a test: whatever this till holds of privileged kinds is missed, one by one."""
    till = lived[0]
    with till.read() as db:
        rows = db.rows("SELECT f.fact_id, f.kind FROM fact f JOIN act_signature a USING (fact_id)")
    weighty = [(fact_id, kind) for fact_id, kind in rows if kind in PRIVILEGED]
    assert {"till.closed", "member.erased", "member.merged", "member.split", "product.set"} <= {
        kind for _, kind in weighty
    }
    connection = till.store._writer.driver_connection
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for fact_id, kind in weighty:
        kept = connection.execute("SELECT * FROM act_signature WHERE fact_id = ?", (fact_id,)).fetchone()
        connection.execute("DELETE FROM act_signature WHERE fact_id = ?", (fact_id,))
        assert ("act_unsigned", kind) in found(till), kind
        connection.execute(f"INSERT INTO act_signature VALUES ({', '.join('?' * len(kept))})", kept)
    for _, sql in triggers:
        connection.execute(sql)
    assert found(till) == []


def test_erasing_again_behind_a_restored_file_is_nobody_s_act(
    till, session, plant, open_it, folder, keys, fixed_clock, tmp_path
) -> None:
    people = [plant(number) for number in range(3)]
    back_up(till, session, tmp_path / "old.backup")
    for one in people[:2]:
        erase(till, session, one.member_id, confirmed=True)
    till.close()
    restore_shop(tmp_path / "old.backup", folder, keys=keys, clock=fixed_clock)
    again = open_it()
    assert found(again) == []
    with again.read() as db:
        assert db.value("SELECT count(*) FROM member WHERE state = 'erased'") == 2
    # Later, nobody may hide behind that: the very next erasure without a signature is named.
    with again.transaction("owner") as tx:
        tx.record("consent.given", _consent(people[2].member_id))
    with again.transaction(SYSTEM) as tx:
        tx.record("member.erased", MemberGone(people[2].member_id))
    assert found(again) == [("act_unsigned", "member.erased")]


def _consent(member_id: str) -> object:
    from loyalty.kinds import Consent

    return Consent(member_id, "sms_service")


def test_a_folder_used_twice_is_a_fork_and_says_so(till, open_it, folder, tmp_path, fixed_clock) -> None:
    till.close()
    shutil.copytree(folder, tmp_path / "twin")
    first = open_it()
    with first.transaction("owner") as tx:
        tx.record("product.set", ProductsSet((GOODS,)))
    first.close()
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "twin", folder)
    again = open_it()
    assert "epoch_opened" in again.warnings
    with again.read() as db:
        assert db.value("SELECT count(*) FROM epoch") == 2
    again.close()
    assert "epoch_opened" not in open_it().warnings
