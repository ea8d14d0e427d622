"""`verify` finds what was forged, moved, left out or signed by someone who might not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.models.log import Approval
from desktop.usecases.branches import add_branch
from desktop.usecases.policies import publish_policy
from desktop.usecases.sign_in import sign_in
from desktop.usecases.staff import NewStaff, add_staff, set_level, set_pin
from desktop.usecases.staff_keys import LIGHT, make_key
from desktop.usecases.verify_till import verify_till
from loyalty.kinds import BranchSet, PolicyPublished, StaffKeyed, StaffSet
from loyalty.problems import all_problems
from tests.conftest import OWNER_PIN, STAFF_PIN, SeededBytes


def found(till) -> list[str]:
    """Return the codes of what verify finds."""
    return [problem.code for problem in verify_till(till).problems]


def edit(till, *statements: str) -> None:
    """Edit the file as someone with its key could, past the append-only triggers."""
    connection = till.store._writer.driver_connection
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    for _, sql in triggers:
        connection.execute(sql)


@pytest.fixture
def busy(till, session, make_staff):
    """Return a till with people, branches, documents and levels changed."""
    manager = make_staff("manager_of_branches", staff_id="mina")
    cashier = make_staff("cashier", staff_id="sara")
    add_staff(till, manager, NewStaff("Ali", "operator", "ali", STAFF_PIN))
    set_level(till, cashier, "ali", "cashier", approval=manager)
    set_pin(till, cashier, "sara", "650173")
    add_branch(till, manager, "ونک")
    publish_policy(till, cashier, "costs", {"point_cost": 2}, approval=session)
    return till


def test_an_honest_till_is_sound(busy) -> None:
    checked = verify_till(busy)
    assert checked.ok, checked.problems
    with busy.read() as db:
        assert checked.facts == db.value("SELECT count(*) FROM fact")


def test_a_signature_left_out_is_missed(busy) -> None:
    edit(
        busy,
        "DELETE FROM act_signature WHERE fact_id IN (SELECT fact_id FROM fact WHERE kind = 'branch.set')",
    )
    assert found(busy) == ["act_unsigned"]


def test_a_signature_moved_to_another_fact_is_found(busy) -> None:
    edit(
        busy,
        "UPDATE act_signature SET signature = (SELECT signature FROM act_signature AS o JOIN fact AS f USING (fact_id)"
        " WHERE f.kind = 'branch.set' AND o.staff_id = 'mina')"
        " WHERE fact_id = (SELECT fact_id FROM fact WHERE kind = 'staff.set' ORDER BY pos DESC LIMIT 1)",
    )
    assert found(busy) == ["act_signature_wrong", "act_forged"]


def test_a_signature_credited_to_someone_else_is_found(busy) -> None:
    edit(
        busy,
        "UPDATE act_signature SET staff_id = 'mina' WHERE fact_id ="
        " (SELECT fact_id FROM fact WHERE kind = 'policy.published' ORDER BY pos DESC LIMIT 1)",
    )
    assert found(busy) == ["act_signature_wrong", "act_forged"]


def forge(kind: str, body: object) -> Callable[[object, tuple], None]:
    """Return what writes a fact through the till's own chain with given approvals."""

    def write(till, approvals: tuple) -> None:
        with till.transaction("sara") as tx:
            tx.record(kind, body, approvals=approvals)

    return write


FORGERIES = [
    forge("policy.published", PolicyPublished("costs", 2, '{"point_cost":9}', "0" * 64, "")),
    forge("staff.set", StaffSet("sara", "Sara", "owner", None, active=True)),
    forge("staff.keyed", StaffKeyed("mina", bytes(32))),
    forge("branch.set", BranchSet("0" * 26, "Ghost", "", "Asia/Tehran")),
]


@pytest.mark.parametrize("write", FORGERIES)
def test_an_unsigned_privileged_fact_is_found(busy, write) -> None:
    write(busy, ())
    assert "act_unsigned" in found(busy)


@pytest.mark.parametrize("write", FORGERIES)
def test_a_cashiers_signature_does_not_entitle(busy, write) -> None:
    cashier = sign_in(busy, "sara", "650173")
    write(busy, (Approval("sara", cashier.signer),))
    assert found(busy) == ["act_not_entitled"]


def test_a_key_nobody_gave_is_found(busy, entropy: SeededBytes) -> None:
    sealed, signer = make_key(
        "mina", busy.shop.till_id, OWNER_PIN, pepper=bytes(32), cost=LIGHT, entropy=entropy
    )
    forge("staff.keyed", StaffKeyed("mina", sealed.public_key))(busy, (Approval("mina", signer),))
    assert "act_forged" in found(busy)


def test_who_was_entitled_then_stays_so_when_lowered_later(busy, session) -> None:
    set_level(busy, session, "mina", "cashier")
    assert verify_till(busy).ok


def test_a_broken_chain_is_named(busy) -> None:
    edit(busy, "UPDATE fact SET raw = CAST(raw || ' ' AS BLOB) WHERE kind = 'branch.set'")
    assert "chain_broken" in found(busy)


def test_every_finding_has_its_sentence(busy) -> None:
    for code in ("act_unsigned", "act_forged", "act_not_entitled"):
        assert all_problems()[code].fa
        assert all_problems()[code].hint_en
