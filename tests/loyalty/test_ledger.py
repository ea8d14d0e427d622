"""What members hold: granting, spending in order, expiry, scopes, and the fold of facts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loyalty.basket import Tender
from loyalty.clock import DAY
from loyalty.errors import LoyaltyError
from loyalty.kinds import (
    CREDIT,
    EntryAdjusted,
    Grant,
    LotAmount,
    LotExpired,
    LotsOpened,
    MemberGone,
    SaleRecorded,
    branch_scope,
)
from loyalty.ledger import (
    MOVE_KINDS,
    Held,
    Lot,
    Move,
    OwedMove,
    Postings,
    balances,
    draw,
    expired,
    fold,
    held_after,
    postings,
    redeem,
    scope_allows,
    settle_owed,
    spendable,
    standing,
)
from loyalty.lots import elsewhere
from tests.loyalty.club import BRANCH, MEMBER, OTHER_BRANCH, POINTS, START, Club, line

NOW = START


def held(name: str, left: int, ends: int | None = None, **more: object) -> Held:
    """Return a lot that ends `ends` days from now."""
    fields: dict[str, object] = {
        "lot_id": name,
        "member_id": MEMBER,
        "unit": CREDIT,
        "scope": "business",
        "amount": left,
        "granted_at": NOW - DAY,
        "vests_at": NOW - DAY,
        "expires_at": None if ends is None else NOW + ends * DAY,
        "branch_id": BRANCH,
        "cause": "base",
        "fact_id": "f",
    }
    gone = more.pop("expired", 0)
    assert isinstance(gone, int)
    return Held(Lot(**(fields | more)), left, gone)  # type: ignore[arg-type]


def names(lots: tuple[Held, ...]) -> list[str]:
    return [one.lot.lot_id for one in lots]


# -- spending ---------------------------------------------------------------------------------------------


def test_what_ends_first_is_spent_first_and_what_never_ends_last() -> None:
    purse = [held("never", 10), held("late", 10, 90), held("soon", 10, 3)]
    assert names(spendable(purse, NOW, BRANCH)) == ["soon", "late", "never"]
    assert redeem(purse, 25, NOW, BRANCH) == (
        LotAmount("soon", 10),
        LotAmount("late", 10),
        LotAmount("never", 5),
    )


def test_among_equal_ends_the_first_vested_then_granted_then_named_is_spent_first() -> None:
    purse = [
        held("d", 1, 9),
        held("c", 1, 9),
        held("b", 1, 9, granted_at=NOW - 2 * DAY),
        held("a", 1, 9, vests_at=NOW - 2 * DAY),
    ]
    assert names(spendable(purse, NOW, BRANCH)) == ["a", "b", "c", "d"]


def test_spending_nothing_draws_nothing_and_a_negative_amount_is_refused() -> None:
    assert redeem([], 0, NOW, BRANCH) == ()
    with pytest.raises(LoyaltyError, match="amount_too_small"):
        redeem([held("a", 5)], -1, NOW, BRANCH)


def test_empty_lots_pay_nothing_and_are_not_named() -> None:
    purse = [held("empty", 0, 1), held("full", 10, 2), held("rest", 10, 3)]
    assert names(spendable(purse, NOW, BRANCH)) == ["full", "rest"]
    assert draw(purse, 10) == (LotAmount("full", 10),)


def test_a_lot_is_spendable_until_the_instant_before_its_end() -> None:
    purse = [held("a", 5, 1)]
    assert names(spendable(purse, NOW + DAY - 1, BRANCH)) == ["a"]
    assert spendable(purse, NOW + DAY, BRANCH) == ()


def test_a_lot_is_spendable_from_the_instant_it_vests() -> None:
    purse = [held("a", 5, vests_at=NOW)]
    assert spendable(purse, NOW - 1, BRANCH) == ()
    assert names(spendable(purse, NOW, BRANCH)) == ["a"]


def test_credit_of_one_branch_is_not_spent_at_another() -> None:
    purse = [held("a", 5, scope=branch_scope(BRANCH))]
    assert names(spendable(purse, NOW, BRANCH)) == ["a"]
    assert spendable(purse, NOW, OTHER_BRANCH) == ()


def test_points_and_credit_do_not_mix() -> None:
    purse = [held("credit", 5), held("points", 7, unit=POINTS)]
    assert names(spendable(purse, NOW, BRANCH)) == ["credit"]
    assert names(spendable(purse, NOW, BRANCH, POINTS)) == ["points"]


@pytest.mark.parametrize(
    ("scope", "allowed"),
    [
        ("business", True),
        ("branch:b1", True),
        ("branch:b2", False),
        ("partners:mall", True),
        ("partners:other", False),
        ("planet", False),
    ],
)
def test_scopes(scope: str, allowed: bool) -> None:
    assert scope_allows(scope, "b1", frozenset({"mall"})) is allowed


def test_partners_credit_needs_the_agreement() -> None:
    purse = [held("a", 5, scope="partners:mall")]
    assert spendable(purse, NOW, BRANCH) == ()
    assert redeem(purse, 5, NOW, BRANCH, partners=frozenset({"mall"})) == (LotAmount("a", 5),)


def test_standing_names_the_hardest_reason_first() -> None:
    lot = held("a", 5, 1, scope=branch_scope(OTHER_BRANCH), vests_at=NOW + DAY).lot
    assert standing(lot, NOW + DAY, BRANCH) == "expired"
    assert standing(lot, NOW, BRANCH) == "elsewhere"
    assert standing(lot, NOW, OTHER_BRANCH) == "not_vested"


# -- true reasons -----------------------------------------------------------------------------------------


def refusal(purse: list[Held], amount: int, unit: str = CREDIT) -> LoyaltyError:
    with pytest.raises(LoyaltyError) as caught:
        redeem(purse, amount, NOW, BRANCH, unit)
    return caught.value


ELSEWHERE = held("elsewhere", 50, scope=branch_scope(OTHER_BRANCH))
WAITING = held("waiting", 50, vests_at=NOW + DAY)
OVER = held("over", 50, -1)


@pytest.mark.parametrize(
    ("lot", "code", "value"),
    [
        (ELSEWHERE, "credit_of_other_branch", ("scope", branch_scope(OTHER_BRANCH))),
        (WAITING, "credit_not_vested", ("vests_at", NOW + DAY)),
        (OVER, "credit_expired", ("expires_at", NOW - DAY)),
    ],
)
def test_the_reason_is_the_lot_that_would_have_been_enough(
    lot: Held, code: str, value: tuple[str, object]
) -> None:
    error = refusal([held("here", 20), lot], 60)
    assert error.code == code
    assert (error.values["amount"], error.values["available"], error.values["missing"]) == (60, 20, 40)
    assert error.values[value[0]] == value[1]
    assert error.values["branch"] == BRANCH


def test_what_another_branch_alone_may_spend_is_summed_by_where() -> None:
    third = branch_scope("third")
    purse = [
        held("here", 20),
        ELSEWHERE,
        held("more", 30, scope=third),
        held("again", 40, scope=third),
        WAITING,
    ]
    assert list(elsewhere(purse, NOW, BRANCH).items()) == [(third, 70), (branch_scope(OTHER_BRANCH), 50)]


def test_a_lot_that_holds_just_what_is_missing_is_the_reason() -> None:
    assert refusal([held("here", 20), ELSEWHERE], 70).code == "credit_of_other_branch"
    assert refusal([held("here", 20), ELSEWHERE], 71).code == "credit_short"


def test_more_than_the_member_ever_had_is_short_whatever_lies_elsewhere() -> None:
    assert refusal([held("here", 20), ELSEWHERE], 500).code == "credit_short"


def test_with_nothing_here_the_reason_is_where_the_credit_is() -> None:
    assert refusal([ELSEWHERE], 500).code == "credit_of_other_branch"
    assert refusal([WAITING], 500).code == "credit_not_vested"
    assert refusal([], 500).code == "credit_short"


def test_credit_expired_and_swept_is_still_named_for_a_while() -> None:
    assert refusal([held("swept", 0, -2, expired=80)], 60).code == "credit_expired"
    assert refusal([held("long ago", 0, -100, expired=80)], 60).code == "credit_short"


def test_points_are_simply_short() -> None:
    error = refusal([held("p", 3, unit=POINTS)], 5, POINTS)
    assert (error.code, error.values["missing"]) == ("points_short", 2)


# -- balances and expiry ----------------------------------------------------------------------------------


def test_a_balance_tells_here_elsewhere_waiting_and_ending_soon() -> None:
    purse = [held("a", 10, 3), held("b", 20, 3), held("c", 40, 60), held("n", 5), ELSEWHERE, WAITING, OVER]
    balance = balances([*purse, held("p", 7, unit=POINTS), held("empty", 0, 1)], NOW, BRANCH)
    assert balance.total == 175
    assert (balance.spendable_here, balance.not_vested, balance.elsewhere) == (75, 50, 50)
    assert (balance.safe, balance.trusted) == (75, 0)
    assert (balance.expiring_soon, balance.next_expiring, balance.next_expires_at) == (30, 30, NOW + 3 * DAY)


def test_an_empty_balance_ends_never() -> None:
    assert balances([], NOW, BRANCH).next_expires_at is None


def test_only_what_is_left_in_lots_whose_time_has_passed_expires() -> None:
    assert expired([OVER, held("empty", 0, -1), held("a", 5, 1), held("n", 5)], NOW) == (
        LotAmount("over", 50),
    )


def test_expiry_at_day_close_takes_what_is_left_and_nothing_twice() -> None:
    club = Club()
    lot = club.open_lot(100, days=1)
    club.sell(line(1, 30), credit=30)
    club.wait(2)
    assert club.spendable() == 0
    club.expire()
    club.expire()
    assert club.held()[lot] == Held(club.held()[lot].lot, 0, 70)


# -- the fold ---------------------------------------------------------------------------------------------


def test_a_sale_redeems_then_earns_then_pays_what_is_owed() -> None:
    grants = (
        Grant(CREDIT, "business", 50, NOW, None, "base"),
        Grant(POINTS, "business", 3, NOW, None, "base"),
    )
    spends, settled = (LotAmount("old.0", 20),), (LotAmount(".0", 15), LotAmount("sale.1", 1))
    sale = SaleRecorded(1, "s", MEMBER, (line(1, 100),), (), 0, spends, grants, (), settled)
    post = postings("sale", NOW, BRANCH, sale)
    assert [lot.lot_id for lot in post.lots] == ["sale.0", "sale.1"]
    assert post.moves == (
        Move("old.0", "redeem", -20),
        Move("sale.0", "earn", 50),
        Move("sale.1", "earn", 3),
        Move("sale.0", "settle", -15),
        Move("sale.1", "settle", -1),
    )
    assert post.owed == (OwedMove(MEMBER, CREDIT, -15), OwedMove(MEMBER, POINTS, -1))


def test_a_walk_in_and_facts_without_value_move_nothing() -> None:
    club = Club()
    sale = club.sales[club.sell(line(1, 100))]
    walk_in = SaleRecorded(1, "s", None, sale.lines, sale.tenders, 0, (), sale.grants, ())
    assert postings("x", NOW, BRANCH, walk_in) == Postings()
    brought_back = replace(club.plan_refund("f000"), member_id=None).tell(1, "s", (Tender("cash", 100),), "")
    assert postings("x", NOW, BRANCH, brought_back) == Postings()
    assert postings("x", NOW, BRANCH, MemberGone(MEMBER)) == Postings()


def test_an_opening_told_by_two_tills_counts_once() -> None:
    opening = LotsOpened(MEMBER, NOW, BRANCH, (Grant(CREDIT, "business", 70, NOW, None, "opening"),), "src1")
    told = [(name, postings(name, NOW, BRANCH, opening)) for name in ("f2", "f1")]
    holdings = fold(told)
    assert holdings == fold(reversed(told))
    assert holdings.remaining == {"src1.0": 70}
    assert holdings.lots["src1.0"].fact_id == "f1"


def test_a_manager_gives_and_takes() -> None:
    club = Club()
    lot = club.adjust(40)
    club.tell(EntryAdjusted(MEMBER, (), (LotAmount(lot, 15),), "correction"))
    assert club.held()[lot].remaining == 25


def test_a_ledger_that_went_below_zero_or_moved_an_unknown_lot_says_which() -> None:
    club = Club()
    lot = club.open_lot(10)
    assert club.holdings().overdrawn() == ()
    club.tell(LotExpired((LotAmount(lot, 11), LotAmount("ghost.0", 1))))
    assert club.holdings().overdrawn() == (lot, "ghost.0")


def test_each_member_sees_only_their_own_lots() -> None:
    club = Club()
    club.open_lot(10)
    club.tell(LotsOpened("somebody", NOW, BRANCH, (Grant(CREDIT, "business", 5, NOW, None, "opening"),)))
    assert [one.remaining for one in club.holdings().held(MEMBER)] == [10]
    assert [one.remaining for one in club.holdings().held("somebody")] == [5]


def test_every_move_has_a_known_kind() -> None:
    club = Club()
    club.open_lot(100, days=1)
    club.adjust(5)
    sale = club.sell(line(1, 100), credit=100)
    club.wait(2)
    club.refund(sale)
    club.expire()
    kinds = {move.kind for _, post in club.told for move in post.moves}
    assert kinds <= set(MOVE_KINDS)
    assert {"opening", "adjust", "redeem", "grace"} <= kinds


def test_a_fact_that_settles_from_a_lot_of_another_fact_is_folded_and_not_choked_on() -> None:
    odd = SaleRecorded(1, "s", MEMBER, (line(1, 9),), (), 0, (), (), (), (LotAmount("alien.0", 4),))
    post = postings("sale", NOW, BRANCH, odd)
    assert post.moves == (Move("alien.0", "settle", -4),)
    assert post.owed == (OwedMove(MEMBER, CREDIT, -4),)
    assert fold([("sale", post)]).overdrawn() == ("alien.0",)


def test_what_is_held_after_a_sale_is_what_was_held_with_its_moves() -> None:
    before = (held("spent", 50), held("kept", 20), replace(held("shared", 40), right=30))
    sale = SaleRecorded(
        1, "s", MEMBER, (line(1, 99),), (), 0,
        (LotAmount("spent", 50), LotAmount("shared", 10)),
        (Grant(CREDIT, "business", 9, NOW, None, "base"), Grant(POINTS, "business", 3, NOW, None, "base")),
        (), (LotAmount(".0", 4),),
    )  # fmt: skip
    after = held_after(before, postings("sale", NOW, BRANCH, sale))
    told = [(one.lot.lot_id, one.remaining, one.right) for one in after]
    assert told == [
        ("spent", 0, None),
        ("kept", 20, None),
        ("shared", 30, 20),
        ("sale.0", 5, None),
        ("sale.1", 3, None),
    ]


# -- what is owed -----------------------------------------------------------------------------------------


def test_new_grants_pay_what_is_owed_in_their_own_unit_and_no_more() -> None:
    grants = [
        Grant(CREDIT, "business", 30, NOW, None, "base"),
        Grant(CREDIT, "business", 30, NOW, None, "offer"),
        Grant(POINTS, "business", 9, NOW, None, "base"),
    ]
    assert settle_owed(grants, {CREDIT: 40}) == (LotAmount(".0", 30), LotAmount(".1", 10))
    assert settle_owed(grants, {POINTS: 4}) == (LotAmount(".2", 4),)
    assert settle_owed(grants, {CREDIT: 0}) == ()
