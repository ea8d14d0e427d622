"""Finding members as the sale field does: who may see what, what is found by what, and how fast is too fast."""

from __future__ import annotations

import pytest

from desktop.usecases.members.cards import block_card, replace_card
from desktop.usecases.members.find import find
from desktop.usecases.members.leaving import leave
from desktop.usecases.members.look_ups import MOST_A_MINUTE, bursts
from desktop.usecases.members.merging import merge
from desktop.usecases.members.naming import any_member, one_member
from desktop.usecases.selling.looking_up import look_up
from desktop.usecases.selling.smart_field import Situation, read_typed
from desktop.usecases.verify_till import verify_till
from loyalty.clock import MINUTE
from loyalty.errors import LoyaltyError
from loyalty.problems import hint, say


@pytest.mark.parametrize(
    ("typed", "by"),
    [
        ("09120004567", "phone"),
        ("۰۹۱۲۰۰۰۴۵۶۷", "phone"),
        ("4567", "phone_end"),
        ("04567", "phone_end"),
        ("0912000", "phone_start"),
        ("+98 912 000", "phone_start"),
        ("CLUB-77", "card"),
        ("رضایی", "name"),
        ("رضايي نژاد", "name"),
        ("سارا رضا", "name"),
        ("ضایی", "name"),
        ("\u202eسارا\u202c", "name"),
    ],
)
def test_a_member_is_found_by_what_people_say(club, join, session, typed: str, by: str) -> None:
    sara = join(name="سارا رضایی‌نژاد", card_no="club77")
    join("09351112233", name="John Smith")
    (found,) = find(club, session, typed)
    assert (found.member_id, found.matched_by) == (sara.member_id, by)


def test_a_phone_is_found_in_the_spellings_enrolment_knows(club, join, session) -> None:
    shop = join(phone="02188776655", name="فروشگاه همسایه")
    for typed in ("+98 21 8877 6655", "0098 21 8877 6655", "+982188776655"):
        assert [one.member_id for one in find(club, session, typed)] == [shop.member_id]
        brought = look_up(club, session, read_typed(typed, Situation()), 8)
        assert [one.member_id for one in brought.people] == [shop.member_id], typed


def test_a_mobile_of_iran_costs_no_look_up_more(club, session, monkeypatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("it has one spelling, which was looked up already")

    monkeypatch.setattr("desktop.usecases.members.find.with_phone", never)
    assert find(club, session, "09351112233") == find(club, session, "+98 935 111 2233") == ()


@pytest.mark.parametrize(
    "typed", ["", " ", "\u200f", "09351112233", "'; DROP TABLE person; --", "%", "*", '"', "NEAR(a b)"]
)
def test_what_names_nobody_finds_nobody(club, join, session, typed: str) -> None:
    join(name="سارا رضایی‌نژاد")
    assert find(club, session, typed) == ()


def test_a_phone_is_whole_only_for_who_may_see_it(club, join, session, make_staff) -> None:
    join(name="سارا")
    seen = {level: find(club, make_staff(level), "4567")[0] for level in ("cashier", "operator")}
    assert (seen["cashier"].phone, seen["cashier"].phone_masked) == (None, "0912 ••• 4567")
    assert seen["operator"].phone == "09120004567"
    assert find(club, None, "4567")[0].phone is None


def test_credit_and_tier_stand_beside_the_name(club, join, buy, session) -> None:
    sara = join(name="سارا")
    buy(sara.member_id, 30_000_000)
    (found,) = find(club, session, "سارا")
    assert (found.credit_here, found.tier.tier) == (3_000_000, "silver")


def test_a_family_stands_apart_and_a_merged_person_once(club, join, session) -> None:
    first, second = join(name="سارا"), join(name="علی", shares_phone=True)
    assert {one.member_id for one in find(club, session, "4567")} == {first.member_id, second.member_id}
    survivor = merge(club, session, first.member_id, second.member_id).member_id
    assert [one.member_id for one in find(club, session, "4567")] == [survivor]
    assert one_member(club, "09120004567") == survivor


def test_a_blocked_card_names_nobody_but_says_whose_it_was(club, join, session) -> None:
    sara = join(name="سارا رضایی")
    block_card(club, session, sara.member_id)
    with pytest.raises(LoyaltyError, match=r"^card_blocked") as refusal:
        one_member(club, sara.card_no)
    assert "سارا ر•" in say(refusal.value, "fa")
    assert sara.card_no not in say(refusal.value, "en")
    (found,) = find(club, session, sara.card_no)
    assert found.blocked
    new = replace_card(club, session, sara.member_id, sara.card_no)
    assert one_member(club, new.number) == sara.member_id


def test_who_left_is_not_found_and_may_join_again(club, join, session) -> None:
    sara = join(name="سارا")
    leave(club, session, sara.member_id)
    assert find(club, session, "4567") == ()
    with pytest.raises(LoyaltyError, match=r"^member_left"):
        one_member(club, "09120004567")
    assert any_member(club, "09120004567") == sara.member_id
    again = join(name="سارا")
    assert one_member(club, "09120004567") == again.member_id != sara.member_id


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("09351112233", "member_unknown"),
        ("0912", "member_unknown"),
        ("0912000", "phone_impossible"),
        ("+98 91200045678", "phone_impossible"),
        ("2912345678905", "member_unknown"),
        ("", "member_unknown"),
        ("x" * 1_000, "member_unknown"),
        ("\u202e\x00\ud800", "member_unknown"),
    ],
)
def test_whoever_is_not_known_is_said_in_both_languages(club, join, reference: str, code: str) -> None:
    join()
    with pytest.raises(LoyaltyError, match=rf"^{code}") as refusal:
        one_member(club, reference)
    for lang in ("fa", "en"):
        assert "{" not in say(refusal.value, lang) + hint(refusal.value, lang)
        assert (say(refusal.value, lang) + hint(refusal.value, lang)).encode()


def test_a_harvester_is_slowed_and_noted_and_a_cashier_is_not(club, join, make_staff, fixed_clock) -> None:
    cashier, other = make_staff("cashier"), make_staff("operator")
    for number in range(100):
        join(f"0912000{number:04d}", card_no=None)

    def look_up(place: int) -> int:
        return len(find(club, cashier, f"0912000{place:04d}"))

    # Typing one phone key by key is one look-up, and a look-up that finds nobody is none.
    for length in range(4, 12):
        find(club, cashier, "09120000000"[:length])
    for _ in range(3 * MOST_A_MINUTE):
        find(club, cashier, "0935")
    served = 1
    while served < MOST_A_MINUTE:
        assert look_up(served) == 1
        served += 1
        fixed_clock.go(500)
    with pytest.raises(LoyaltyError, match=r"^look_ups_too_many") as refusal:
        look_up(served)
    wait = refusal.value.values["seconds"]
    assert 0 < wait <= 60
    with pytest.raises(LoyaltyError, match=r"^look_ups_too_many"):
        look_up(99)
    with club.read() as db:
        assert [one.staff_id for one in bursts(db)] == ["cashier"]
    assert len(find(club, other, "09120000099")) == 1
    fixed_clock.go(wait * 1_000)
    assert look_up(99) == 1
    fixed_clock.go(MINUTE)
    assert look_up(98) == 1
    assert verify_till(club).ok
