"""More credit in a day than the owner set takes the member's own PIN: whose it is, what it costs to guess, who may vouch."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.models.queries import pins
from desktop.models.queries.pins import proof_of
from desktop.printing.receipt import receipt_rows
from desktop.printing.telling import receipt_of
from desktop.usecases.members import member_pin
from desktop.usecases.members.erasing import erase
from desktop.usecases.members.member_pin import forget_member_pin, prove_member, set_member_pin
from desktop.usecases.members.merging import merge
from desktop.usecases.policies import publish_policy
from desktop.usecases.selling import proving
from desktop.usecases.selling.adjusting import adjust
from desktop.usecases.selling.checkout import checkout
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.selling.reversing import void
from desktop.usecases.selling.stories import sale_story
from desktop.usecases.sign_in import approve, sign_in
from desktop.usecases.staff import NewStaff, add_staff
from desktop.usecases.verify_till import verify_till
from loyalty.errors import LoyaltyError
from loyalty.kinds import MemberEnrolled
from tests.conftest import STAFF_PIN

PIN, OTHER = "7305", "9168"


@pytest.fixture
def club(selling, session, sara):
    """A till that asks above 50,000 a day, a cashier, a manager, and Sara with 200,000 of credit and a PIN."""
    publish_policy(selling, session, "trust", {"per_member": 0, "pool": 0, "pin_above": 50_000})
    set_member_pin(selling, session, sara, PIN)
    adjust(selling, session, sara, "credit", 200_000, reason="goodwill")
    cashier = add_staff(selling, session, NewStaff("ثنا", "cashier", pin=STAFF_PIN))
    add_staff(selling, session, NewStaff("نگار", "branch_manager", "negar", STAFF_PIN))
    return selling, sign_in(selling, cashier.staff_id, STAFF_PIN), sara


def spend(club, credit, **how):
    till, cashier, sara = club
    return checkout(
        till, cashier, basket_of([group_line(till, "SHOES", 100_000)]), sara, None, credit=credit, **how
    )


def code_of(act):
    with pytest.raises(LoyaltyError) as refused:
        act()
    return refused.value.code


def test_up_to_the_amount_nobody_asks_and_small_sums_of_a_day_count_as_one(club) -> None:
    till, cashier, sara = club
    first = spend(club, 30_000)
    assert code_of(lambda: spend(club, 20_001)) == "member_pin_needed"
    assert spend(club, 20_000).sale.spends
    proof = prove_member(till, cashier, sara, "۷۳۰۵")
    sold = spend(club, 10_000, proof=proof)
    with till.read() as db:
        assert (proof_of(db, sold.sale_id), proof_of(db, first.sale_id)) == (("pin", ""), ("", ""))


def test_what_was_taken_back_counts_no_more(club) -> None:
    till, cashier, _ = club
    sold = spend(club, 50_000)
    manager = approve(till, "negar", STAFF_PIN)
    void(till, cashier, sold.sale_id, reason="mistake", approval=manager)
    assert spend(club, 50_000).sale.spends


def test_without_a_sum_of_the_day_the_limit_would_be_walked_around(club, monkeypatch) -> None:
    """The planted bug: were each purchase looked at alone, the whole purse would go in small sums."""
    monkeypatch.setattr(proving, "credit_spent_on", lambda *_: 0)
    assert [spend(club, 50_000).sale.spends != () for _ in range(3)] == [True] * 3


def test_a_wrong_pin_costs_a_try_and_the_last_one_the_pin(club, fixed_clock) -> None:
    till, cashier, sara = club
    codes = []
    for _ in range(5):
        codes.append(code_of(lambda: prove_member(till, cashier, sara, OTHER)))
        fixed_clock.go(10_000)
    assert codes == ["member_pin_wrong"] * 4 + ["member_pin_disabled"]
    assert code_of(lambda: prove_member(till, cashier, sara, PIN)) == "member_pin_disabled"
    # Somebody who may vouch gives a new one, and the count begins again.
    assert code_of(lambda: set_member_pin(till, cashier, sara, OTHER)) == "not_allowed"
    set_member_pin(till, cashier, sara, OTHER, approval=approve(till, "negar", STAFF_PIN))
    assert spend(club, 90_000, proof=prove_member(till, cashier, sara, OTHER)).sale.spends


def test_a_pin_whose_key_has_not_come_here_costs_no_try(club, fixed_clock, monkeypatch) -> None:
    till, cashier, sara = club
    real = member_pin.standing_pin
    monkeypatch.setattr(member_pin, "standing_pin", lambda db, one: replace(real(db, one), key=None))
    for _ in range(6):
        assert code_of(lambda: prove_member(till, cashier, sara, PIN)) == "member_pin_unreadable"
        fixed_clock.go(10_000)
    monkeypatch.setattr(member_pin, "standing_pin", real)
    assert prove_member(till, cashier, sara, PIN)


def test_a_merge_while_the_pin_is_made_leaves_it_readable(club, session, monkeypatch) -> None:
    till, cashier, sara = club
    forget_member_pin(till, session, sara)
    fresh = till.new_id()
    with till.transaction(session.staff_id) as tx:
        tx.record("member.enrolled", MemberEnrolled(fresh, None))
    real = member_pin.seal_pin

    def slowly(*words):
        merge(till, session, sara, fresh)
        return real(*words)

    monkeypatch.setattr(member_pin, "seal_pin", slowly)
    assert set_member_pin(till, session, fresh, OTHER) == sara
    assert prove_member(till, cashier, sara, OTHER).member_id == sara


def test_the_count_is_not_lost_with_the_file_nor_with_the_machines_own(club, fixed_clock) -> None:
    till, cashier, sara = club
    for _ in range(4):
        code_of(lambda: prove_member(till, cashier, sara, OTHER))
        fixed_clock.go(10_000)
    with till.transaction("owner") as tx:
        tx.run("DELETE FROM member_pin_try")
    assert code_of(lambda: prove_member(till, cashier, sara, OTHER)) == "member_pin_disabled"


def test_an_old_proof_is_none_and_neither_is_somebody_elses(club, session) -> None:
    till, cashier, sara = club
    proof = prove_member(till, cashier, sara, PIN)
    set_member_pin(till, cashier, sara, OTHER, old=PIN)
    assert code_of(lambda: spend(club, 90_000, proof=proof)) == "member_pin_needed"
    forget_member_pin(till, cashier, sara, old=OTHER)
    assert code_of(lambda: spend(club, 90_000, proof=proof)) == "member_pin_unset"
    assert code_of(lambda: forget_member_pin(till, cashier, sara)) == "member_pin_none"


def test_a_cashier_alone_sets_no_pin_for_who_holds_something(club, session) -> None:
    till, cashier, sara = club
    forget_member_pin(till, session, sara)
    assert code_of(lambda: set_member_pin(till, cashier, sara, OTHER)) == "not_allowed"
    fresh = till.new_id()
    with till.transaction(session.staff_id) as tx:
        tx.record("member.enrolled", MemberEnrolled(fresh, None))
    assert set_member_pin(till, cashier, fresh, OTHER) == fresh
    assert code_of(lambda: set_member_pin(till, cashier, fresh, "1234")) == "pin_usual"
    assert code_of(lambda: set_member_pin(till, cashier, fresh, "730")) == "pin_too_short"


def test_somebody_vouches_and_signs_for_it(club) -> None:
    till, _, _ = club
    assert code_of(lambda: spend(club, 90_000, vouched=True)) == "not_allowed"
    sold = spend(club, 90_000, vouched=True, approval=approve(till, "negar", STAFF_PIN))
    with till.read() as db:
        assert proof_of(db, sold.sale_id) == ("vouched", "نگار")
    paper = str(receipt_rows(receipt_of(sale_story(till, sold.sale_id), "fa"), "fa"))
    assert "نگار" in paper
    assert "تأیید کرد" in paper


def test_merged_members_go_by_the_pin_of_the_one_they_go_by(club, session) -> None:
    till, cashier, sara = club
    other = till.new_id()
    with till.transaction(session.staff_id) as tx:
        tx.record("member.enrolled", MemberEnrolled(other, None))
    set_member_pin(till, cashier, other, OTHER)
    assert merge(till, session, sara, other).member_id == sara
    assert code_of(lambda: prove_member(till, cashier, sara, OTHER)) == "member_pin_wrong"
    assert prove_member(till, cashier, other, PIN).member_id == sara
    forget_member_pin(till, session, sara)
    with till.read() as db:
        assert pins.standing_pins(db, sara) == ()


def test_the_pin_can_be_read_nowhere_and_goes_with_the_member(club, session, tmp_path: Path) -> None:
    till, _, sara = club
    with till.read() as db:
        facts = b"".join(row[0] for row in db.rows("SELECT raw FROM fact"))
        assert pins.standing_pin(db, sara) is not None
    assert PIN.encode() not in facts
    before = pins.standing_pin
    erase(till, session, sara, confirmed=True)
    with till.read() as db:
        told = before(db, sara)
        assert told is None or told.key is None
        assert db.value("SELECT count(*) FROM member_pin_try WHERE member_id = ?", (sara,)) == 0
    assert verify_till(till).problems == ()
