"""Own rights, lending on trust, and the refusal that says what is missing."""

from __future__ import annotations

import pytest

from loyalty.errors import LoyaltyError
from loyalty.kinds import LotAmount
from loyalty.lots import Held, Lot, balances, borrow, draw, expired, lent_of, redeem
from loyalty.trust import Trust, parse_trust

AT = 1_000


def lot(name: str, remaining: int, right: int | None, expires_at: int | None = None) -> Held:
    return Held(
        Lot(name, "m", "credit", "business", 500, 0, 0, expires_at, "b", "base", "f"), remaining, 0, right
    )


def test_a_balance_says_what_is_safe_and_what_would_be_lent() -> None:
    held = (lot("a", 100, 30), lot("b", 50, None), lot("c", 40, -10))
    told = balances(held, AT, "b", trust=25)
    assert (told.spendable_here, told.safe, told.trusted) == (190, 80, 25)
    assert (told.at_once, told.held_by_others) == (105, 110)
    assert balances(held, AT, "b", trust=1_000).trusted == 110


def test_own_rights_are_spent_first_and_the_rest_is_lent_up_to_the_limit() -> None:
    held = (lot("a", 100, 30), lot("b", 50, None))
    assert redeem(held, 80, AT, "b") == (LotAmount("a", 30), LotAmount("b", 50))
    spends = redeem(held, 100, AT, "b", trust=20)
    assert spends == (LotAmount("a", 50), LotAmount("b", 50))
    assert lent_of(held, spends) == (LotAmount("a", 20),)
    with pytest.raises(LoyaltyError) as refused:
        redeem(held, 101, AT, "b", trust=20)
    assert refused.value.code == "rights_short"
    assert refused.value.values == {
        "amount": 101,
        "safe": 80,
        "missing": 21,
        "at_once": 100,
        "unit": "credit",
    }


def test_more_than_there_is_names_what_would_go_now_and_what_others_hold() -> None:
    with pytest.raises(LoyaltyError) as refused:
        redeem((lot("a", 100, 30), lot("b", 50, None)), 200, AT, "b", trust=20)
    assert refused.value.code == "credit_short_here"
    told = {"amount": 200, "at_once": 100, "held": 50, "available": 150, "missing": 50, "branch": "b"}
    assert refused.value.values == told


def test_drawing_and_expiring_touch_own_rights_alone() -> None:
    held = (lot("a", 100, 30, 900), lot("b", 50, -5, 900), lot("c", 10, None))
    assert draw(held, 200) == (LotAmount("a", 30), LotAmount("c", 10))
    assert expired(held, AT) == (LotAmount("a", 30),)
    assert borrow(held, 60) == (LotAmount("a", 60),)
    assert borrow(held, 100) == (LotAmount("a", 70), LotAmount("b", 30))


def test_a_lot_moves_with_its_right() -> None:
    assert (lot("a", 100, 30).after(-10).remaining, lot("a", 100, 30).after(-10).right) == (90, 20)
    assert lot("a", 100, None).after(5).here == 105


def test_trust_is_bounded_on_every_side() -> None:
    trust = Trust(per_member=50, pool=80)
    assert trust.may_lend(200, 0, 0, False) == 50
    assert trust.may_lend(30, 0, 0, False) == 30
    assert trust.may_lend(200, 20, 20, False) == 30
    assert trust.may_lend(200, 0, 70, False) == 10
    assert trust.may_lend(200, 0, 0, True) == 0
    assert (trust.worst_loss(3), Trust().worst_loss(3)) == (240, 0)


def test_a_trust_document_is_read_or_refused() -> None:
    assert parse_trust({}) == Trust(0, 0)
    assert parse_trust({"per_member": 5, "pool": 9}) == Trust(5, 9)
    with pytest.raises(LoyaltyError, match="trust_pool_small"):
        parse_trust({"per_member": 5, "pool": 4})


def test_what_lending_costs_is_told_before_it_happens() -> None:
    assert Trust(0, 0).expected_loss(10_000_000, 5) == 0
    assert Trust(50_000, 200_000).expected_loss(10_000_001, 5) == 130_001
    assert Trust(10, 10).expected_loss(10_000_000, 1) == 300, "never more than every limit, every day"


def test_above_the_amount_of_a_day_the_members_pin_is_asked() -> None:
    assert not Trust().asks_pin(1_000_000, 1_000_000), "never, unless set"
    told = parse_trust({"pin_above": 50})
    assert [told.asks_pin(*one) for one in ((50, 0), (51, 0), (30, 20), (30, 21), (0, 90))] == [
        False, True, False, True, False,
    ]  # fmt: skip
    assert parse_trust({"pin_above": 0}).asks_pin(1, 0)
    with pytest.raises(LoyaltyError, match="document_not_whole"):
        parse_trust({"pin_above": -1})
