"""Goods that come back: what the member gets, what is taken back, and what is refused and why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loyalty.basket import Tender
from loyalty.clock import parse_instant
from loyalty.errors import LoyaltyError
from loyalty.kinds import (
    BASE_CAUSE,
    CREDIT,
    DebtPart,
    EntryAdjusted,
    Grant,
    LotAmount,
    Owed,
    SaleRecorded,
    branch_scope,
)
from loyalty.ledger import fold, grace_origin, postings
from loyalty.refund_rules import OWE, WITHHOLD, RefundRules, parse_refunds
from loyalty.reversal import lots_needed, plan_refund, plan_void
from loyalty.sale_parts import dues, line_shares
from loyalty.soundness import is_sound
from tests.loyalty.club import BRANCH, MEMBER, POINTS, START, ZONE, Club, Plan, line


def refused(code: str) -> pytest.RaisesExc[LoyaltyError]:
    return pytest.raises(LoyaltyError, check=lambda error: error.code == code)


# -- parts ------------------------------------------------------------------------------------------------


def test_three_pieces_for_a_hundred_come_back_as_33_33_34() -> None:
    club = Club(plan=Plan(rate=0, points_each=1_000))
    sale = club.sell(line(1, 100, units=3))
    assert [club.refund(sale, (1, 1)).money_back for _ in range(3)] == [33, 33, 34]
    assert club.money == 0


def test_a_line_paid_half_with_credit_gives_back_both_halves() -> None:
    club = Club(plan=Plan(rate=0, points_each=1_000))
    lot = club.open_lot(50)
    sale = club.sell(line(1, 100, units=2), credit=50)
    plan = club.refund(sale, (1, 1))
    assert (plan.net, plan.credit_back, plan.money_due, plan.money_back) == (50, 25, 25, 25)
    assert (plan.returned, plan.settled) == ((LotAmount(lot, 25),), ())


def test_a_line_named_twice_counts_together() -> None:
    club = Club()
    sale = club.sell(line(1, 100, units=4))
    plan = club.plan_refund(sale, (1, 1), (1, 2))
    assert [(one.line_no, one.quantity, one.net) for one in plan.lines] == [(1, 3_000, 75)]


def test_credit_that_cuts_badly_never_makes_money_negative() -> None:
    club = Club(plan=Plan(rate=0, points_each=1_000))
    club.open_lot(2)
    sale = club.sell(line(1, 3, units=6), credit=2)
    plans = [club.refund(sale, (1, 1)) for _ in range(6)]
    assert all(plan.money_back >= 0 for plan in plans)
    assert (sum(plan.money_back for plan in plans), sum(plan.credit_back for plan in plans)) == (1, 2)


def test_a_gift_comes_back_for_nothing() -> None:
    club = Club()
    sale = club.sell(line(1, 0, discount=500), line(2, 100))
    assert club.refund(sale, (1, 1)).money_back == 0


def test_a_walk_in_gets_money_and_nothing_else() -> None:
    club = Club()
    sale = replace(club.sales[club.sell(line(1, 90, units=3))], member_id=None)
    plan = plan_refund(sale, "x", START, (), [(1, 1_000)], {}, RefundRules(), {}, START, BRANCH, ZONE)
    assert (plan.money_back, plan.taken, plan.owed) == (30, (), ())
    assert plan_void(sale, "x", (), {}, shift_id=sale.shift_id).money_back == 90
    assert lots_needed(sale, "x", ()) == frozenset()


def test_spent_credit_comes_back_last_spent_first() -> None:
    club = Club(plan=Plan(rate=0, points_each=1_000))
    soon, late = club.open_lot(40, days=3), club.open_lot(60, days=90)
    sale = club.sell(line(1, 100, units=2), credit=100)
    assert club.refund(sale, (1, 1)).returned == (LotAmount(late, 50),)
    assert club.refund(sale, (1, 1)).returned == (LotAmount(late, 10), LotAmount(soon, 40))


def test_an_earlier_refund_of_a_line_the_sale_never_had_hinders_nothing() -> None:
    club = Club()
    sale = club.sell(line(1, 100))
    odd = club.plan_refund(sale).tell(1, "s", (Tender("cash", 100),), "")
    club.back[sale].append(replace(odd, lines=(replace(odd.lines[0], line_no=9),), taken=()))
    assert club.left(sale) == ((1, 1_000),)


# -- refusals ---------------------------------------------------------------------------------------------


def test_more_than_was_sold_is_refused_with_what_was_sold() -> None:
    club = Club()
    sale = club.sell(line(1, 100, units=2))
    with refused("refund_more_than_sold") as caught:
        club.refund(sale, (1, 3))
    assert caught.value.values == {"line": 1, "left": "2"}


def test_more_than_is_left_is_refused_with_what_is_left() -> None:
    club = Club()
    sale = club.sell(line(1, 100, units=3))
    club.refund(sale, (1, 2))
    with refused("refund_more_than_left") as caught:
        club.refund(sale, (1, 2))
    assert caught.value.values["left"] == "1"


def test_a_line_does_not_come_back_twice_nor_does_a_sale() -> None:
    club = Club()
    sale = club.sell(line(1, 100), line(2, 50))
    club.refund(sale, (1, 1))
    with refused("refund_line_returned"):
        club.refund(sale, (1, 1))
    club.refund(sale)
    with refused("sale_fully_returned"):
        club.refund(sale, (2, 1))


def test_unknown_line_nothing_chosen_and_no_quantity_are_refused() -> None:
    club = Club()
    sale = club.sell(line(1, 100))
    with refused("refund_line_unknown"):
        club.refund(sale, (7, 1))
    with refused("quantity_invalid"):
        club.refund(sale, (1, 0))
    with refused("refund_empty"):
        plan_refund(
            club.sales[sale], sale, START, (), [], club.held(), RefundRules(), {}, START, BRANCH, ZONE
        )


def half(club: Club, sale: str, quantity: int) -> None:
    held = club.held()
    plan_refund(
        club.sales[sale], sale, START, (), [(1, quantity)], held, RefundRules(), {}, START, BRANCH, ZONE
    )


def test_a_piece_is_not_halved_and_a_weighed_thing_comes_back_whole() -> None:
    club = Club()
    counted, weighed = club.sell(line(1, 100, units=2)), club.sell(line(1, 100, divisible=True))
    with refused("quantity_not_whole"):
        half(club, counted, 1_500)
    with refused("refund_line_whole_only"):
        half(club, weighed, 500)
    with refused("refund_more_than_sold") as caught:
        half(club, weighed, 2_000)
    assert caught.value.values["left"] == "1.5"
    assert club.refund(weighed).money_back == 100


def test_a_voided_sale_neither_comes_back_nor_is_voided_again() -> None:
    club = Club()
    sale = club.sell(line(1, 100))
    club.void(sale)
    with refused("sale_voided"):
        club.refund(sale, (1, 1))
    with refused("sale_voided"):
        club.void(sale)


def test_a_plan_needs_its_lots() -> None:
    club = Club()
    club.open_lot(10)
    sale = club.sell(line(1, 100), credit=10)
    assert lots_needed(club.sales[sale], sale, ()) == {"f000.0", f"{sale}.0", f"{sale}.1"}
    with refused("lot_unknown"):
        plan_refund(
            club.sales[sale], sale, START, (), [(1, 1_000)], {}, RefundRules(), {}, START, BRANCH, ZONE
        )
    with refused("lot_unknown"):
        plan_void(club.sales[sale], sale, (), {}, shift_id=club.shift())


@pytest.mark.parametrize("paid", [-1, 5, 101])
def test_a_sale_whose_credit_does_not_add_up_is_left_alone(paid: int) -> None:
    club = Club()
    sale = club.sell(line(1, 100))
    club.sales[sale] = replace(club.sales[sale], lines=(line(1, 100, credit=paid),))
    with refused("sale_unbalanced"):
        club.refund(sale)


def test_the_money_told_must_be_the_money_due() -> None:
    club = Club()
    plan = club.plan_refund(club.sell(line(1, 100)))
    with refused("money_back_mismatch"):
        plan.tell(1, "s", (Tender("cash", 99),), "")


# -- earned credit ----------------------------------------------------------------------------------------


def test_buying_and_giving_back_leaves_no_credit_and_no_points() -> None:
    club = Club()
    sale = club.sell(line(1, 1_000))
    assert (club.sum_of(), club.sum_of(POINTS)) == (100, 100)
    plan = club.refund(sale)
    assert (plan.money_back, plan.credit_taken, plan.points_taken) == (1_000, 100, ((POINTS, 100),))
    assert (club.sum_of(), club.sum_of(POINTS), club.money) == (0, 0, 0)


def test_earned_credit_comes_from_the_sale_before_the_members_other_lots() -> None:
    club = Club()
    other = club.open_lot(500, days=1)
    sale = club.sell(line(1, 1_000))
    assert LotAmount(f"{sale}.0", 100) in club.refund(sale).taken
    assert club.held()[other].remaining == 500


def test_even_credit_that_waits_or_belongs_elsewhere_is_the_sales_own() -> None:
    club = Club(plan=Plan(vests=10))
    sale = club.sell(line(1, 1_000))
    assert club.spendable() == 0
    assert club.refund(sale).credit_taken == 100


def test_once_it_is_spent_the_members_other_lots_give_nearest_expiry_first() -> None:
    club = Club()
    sale = club.sell(line(1, 1_000))
    club.sell(line(1, 100), credit=100, bonus=0)
    late, soon, foreign = (
        club.open_lot(70, 90),
        club.open_lot(60, 30),
        club.open_lot(60, 5, branch_scope("b2")),
    )
    plan = club.refund(sale)
    taken = {part.lot_id: part.amount for part in plan.taken if not part.lot_id.startswith(sale)}
    assert taken == {soon: 60, late: 40}
    assert (plan.withheld, club.held()[foreign].remaining) == (0, 60)


def test_what_cannot_be_taken_is_withheld_from_the_money() -> None:
    club = Club()
    sale = club.sell(line(1, 1_000))
    club.sell(line(1, 100), credit=100)
    plan = club.refund(sale)
    assert (plan.money_due, plan.withheld, plan.money_back, plan.owed) == (1_000, 100, 900, ())


def test_or_written_to_the_owed_account_and_paid_from_later_credit() -> None:
    club = Club(rules=RefundRules(shortfall=OWE))
    sale = club.sell(line(1, 1_000))
    club.sell(line(1, 100), credit=100)
    plan = club.refund(sale)
    assert (plan.withheld, plan.money_back, plan.owed) == (0, 1_000, (Owed(CREDIT, 100),))
    club.sell(line(1, 600))
    assert (club.owed()[CREDIT], club.sum_of()) == (40, 0)
    club.sell(line(1, 600))
    assert (club.owed()[CREDIT], club.sum_of()) == (0, 20)


def test_owed_credit_is_paid_from_credit_that_comes_back() -> None:
    club = Club(rules=RefundRules(shortfall=OWE))
    sale = club.sell(line(1, 1_000))
    later = club.sell(line(1, 100), credit=100)
    club.refund(sale)
    plan = club.refund(later)
    assert plan.settled == (LotAmount(f"{sale}.0", 100),)
    assert (club.owed()[CREDIT], club.sum_of(), club.money) == (0, 0, 0)


def test_owed_credit_is_paid_from_a_grace_lot_too() -> None:
    club = Club(rules=RefundRules(shortfall=OWE), plan=Plan(lives=1))
    sale = club.sell(line(1, 1_000))
    later = club.sell(line(1, 100), credit=100)
    club.refund(sale)
    club.wait(2)
    plan = club.refund(later)
    assert plan.settled == (LotAmount(".0", 100),)
    assert (club.owed()[CREDIT], club.sum_of()) == (0, 0)


def test_only_what_the_money_does_not_cover_is_owed() -> None:
    club = Club(plan=Plan(rate=900_000))
    sale = club.sell(line(1, 100), line(2, 0, discount=10))
    club.sell(line(1, 90), credit=90)
    big = replace(club.sales[sale].grants[0], amount=250, by_line=(250, 0))
    club.sales[sale] = replace(club.sales[sale], grants=(big, *club.sales[sale].grants[1:]))
    plan = club.plan_refund(sale)
    assert (plan.withheld, plan.money_back) == (100, 0)
    assert Owed(CREDIT, 150) in plan.owed


def test_the_second_part_does_not_ask_again_for_what_the_first_withheld() -> None:
    club = Club()
    sale = club.sell(line(1, 1_000, units=2))
    club.sell(line(1, 100), credit=100)
    assert [club.refund(sale, (1, 1)).withheld for _ in range(2)] == [50, 50]


def test_nor_for_what_the_first_wrote_down_as_owed() -> None:
    club = Club(rules=RefundRules(shortfall=OWE))
    sale = club.sell(line(1, 1_000, units=2))
    club.sell(line(1, 100), credit=100)
    assert [club.refund(sale, (1, 1)).owed for _ in range(2)] == [(Owed(CREDIT, 50),)] * 2


def test_credit_that_expired_unspent_is_not_asked_for_again() -> None:
    club = Club(plan=Plan(lives=1))
    sale = club.sell(line(1, 1_000, units=2))
    club.wait(2)
    club.expire()
    plans = [club.refund(sale, (1, 1)) for _ in range(2)]
    assert [plan.money_back for plan in plans] == [500, 500]
    assert sum(plan.credit_taken + plan.withheld for plan in plans) == 0


def test_of_credit_half_spent_and_half_expired_only_the_spent_half_is_asked_for() -> None:
    club = Club(plan=Plan(lives=1))
    sale = club.sell(line(1, 1_000, units=2))
    club.sell(line(1, 60), credit=60)
    club.wait(2)
    club.expire()
    assert [club.refund(sale, (1, 1)).withheld for _ in range(2)] == [10, 50]


def test_the_bonus_of_one_line_goes_with_that_line() -> None:
    club = Club()
    sale = club.sell(line(1, 500), line(2, 500))
    grants = (Grant(CREDIT, "business", 80, START, None, "offer", (0, 80)), *club.sales[sale].grants[1:])
    assert dues(replace(club.sales[sale], grants=grants), (1_000, 0), {})[0] == 0
    assert dues(replace(club.sales[sale], grants=grants), (0, 1_000), {})[0] == 80


@pytest.mark.parametrize(
    ("by_line", "nets", "shares"),
    [
        ((30, 70), (1, 1), [30, 70]),
        ((), (300, 100), [75, 25]),
        ((0, 0), (300, 100), [75, 25]),
        ((1,), (0, 0), [50, 50]),
    ],
)
def test_a_grant_without_line_shares_is_divided_by_net(
    by_line: tuple[int, ...], nets: tuple[int, int], shares: list[int]
) -> None:
    grant = Grant(CREDIT, "business", 100, START, None, "offer", by_line)
    assert line_shares(grant, [line(1, nets[0]), line(2, nets[1])]) == shares


# -- points -----------------------------------------------------------------------------------------------


def test_points_kept_are_those_the_remaining_net_would_have_brought() -> None:
    club = Club(plan=Plan(rate=0, points_each=10))
    sale = club.sell(line(1, 99, units=3))
    assert club.sum_of(POINTS) == 9
    left = []
    for _ in range(3):
        club.refund(sale, (1, 1))
        left.append(club.sum_of(POINTS))
    assert left == [66 // 10, 33 // 10, 0]


def test_points_issued_on_the_whole_net_are_kept_on_the_whole_net() -> None:
    club = Club(plan=Plan(rate=0, points_each=10))
    club.open_lot(50)
    sale = club.sell(line(1, 100, units=2), credit=50)
    points = Grant(POINTS, "business", 10, START, None, BASE_CAUSE, (10,))
    assert dues(replace(club.sales[sale], grants=(points,)), (1_000,), {POINTS: 10}) == (5,)


def test_points_of_a_rule_that_has_changed_go_by_line_share() -> None:
    club = Club()
    sale = club.sell(line(1, 100, units=4))
    points = Grant(POINTS, "business", 10, START, None, BASE_CAUSE, (10,))
    assert dues(replace(club.sales[sale], grants=(points,)), (1_000,), {POINTS: 3}) == (2,)


def test_two_base_lots_of_points_are_emptied_one_after_the_other() -> None:
    club = Club()
    sale = club.sell(line(1, 100, units=4))
    points = tuple(Grant(POINTS, "business", 5, START, None, BASE_CAUSE, (5,)) for _ in range(2))
    assert dues(replace(club.sales[sale], grants=points), (3_000,), {POINTS: 10}) == (5, 3)


def test_points_already_used_become_owed_points_and_never_cost_money() -> None:
    club = Club(plan=Plan(rate=0))
    sale = club.sell(line(1, 100))
    used = tuple(LotAmount(name, one.remaining) for name, one in club.held().items())
    club.tell(EntryAdjusted(MEMBER, (), used, "prize"))
    plan = club.refund(sale)
    assert (plan.money_back, plan.owed, plan.points_taken) == (100, (Owed(POINTS, 10),), ())
    club.sell(line(1, 250))
    assert (club.owed()[POINTS], club.sum_of(POINTS)) == (0, 15)


# -- grace ------------------------------------------------------------------------------------------------


def test_spent_credit_whose_lot_has_expired_gets_thirty_days_of_grace() -> None:
    club = Club(plan=Plan(rate=0, points_each=1_000))
    lot = club.open_lot(50, days=1, scope=branch_scope(BRANCH))
    sale = club.sell(line(1, 50), credit=50)
    club.wait(2)
    plan = club.refund(sale)
    assert [(one.origin_lot_id, one.amount, one.scope) for one in plan.graced] == [
        (lot, 50, branch_scope(BRANCH))
    ]
    assert (plan.credit_back, plan.returned, club.spendable()) == (50, (), 50)
    assert plan.graced[0].expires_at == parse_instant("2023-12-18T00:00:00+03:30")
    club.wait(30)
    assert club.spendable() == 50
    club.wait(1)
    assert club.spendable() == 0


def test_a_grace_lot_is_not_graced_again() -> None:
    club = Club(plan=Plan(rate=0, points_each=1_000))
    club.open_lot(50, days=1)
    first = club.sell(line(1, 50), credit=50)
    club.wait(2)
    club.refund(first)
    second = club.sell(line(1, 50), credit=50)
    club.wait(31)
    plan = club.refund(second)
    (back,) = plan.returned
    assert grace_origin(club.held()[back.lot_id].lot) is not None
    assert (plan.graced, plan.lapsed, club.spendable()) == ((), 50, 0)
    club.expire()
    assert club.sum_of() == 0


def test_without_days_of_grace_expired_credit_is_gone() -> None:
    club = Club(rules=RefundRules(grace_days=0), plan=Plan(rate=0, points_each=1_000))
    club.open_lot(50, days=1)
    sale = club.sell(line(1, 50), credit=50)
    club.wait(2)
    plan = club.refund(sale)
    assert (plan.lapsed, plan.graced, club.spendable()) == (50, (), 0)


def test_a_grace_lot_of_the_sales_own_credit_is_the_sales_own() -> None:
    club = Club(plan=Plan(lives=1))
    sale = club.sell(line(1, 1_000))
    later = club.sell(line(1, 100), credit=100)
    club.wait(2)
    club.refund(later)
    other = club.open_lot(100, days=1)
    plan = club.refund(sale)
    assert (plan.withheld, club.held()[other].remaining, club.money) == (0, 100, 0)


# -- void -------------------------------------------------------------------------------------------------


def test_a_void_restores_exactly() -> None:
    club = Club(plan=Plan(bonus=200_000, bonus_points=7))
    club.open_lot(80, days=1)
    before, money = club.held(), club.money
    sale = club.sell(line(1, 333, units=3), line(2, 10, divisible=True), credit=80)
    plan = club.void(sale)
    after = {name: one for name, one in club.held().items() if one.remaining}
    assert (after, club.money, plan.money_back) == (before, money, 263)
    assert plan.points_taken == ((POINTS, 26 + 7),)


def test_a_void_restores_what_was_owed() -> None:
    club = Club(rules=RefundRules(shortfall=OWE))
    first = club.sell(line(1, 1_000))
    club.sell(line(1, 100), credit=100)
    club.refund(first)
    again = club.sell(line(1, 700))
    assert club.owed()[CREDIT] == 30
    assert club.void(again).owed == (Owed(CREDIT, 70),)
    assert (club.owed()[CREDIT], club.sum_of()) == (100, 0)


def test_a_void_belongs_to_its_shift_and_to_a_whole_sale() -> None:
    club = Club()
    sale, other = club.sell(line(1, 100)), club.sell(line(1, 100, units=2))
    club.refund(other, (1, 1))
    with refused("void_after_refund"):
        club.void(other)
    club.refund(other, (1, 1))
    with refused("sale_fully_returned"):
        club.void(other)
    club.wait(1)
    with refused("void_out_of_shift"):
        club.void(sale)


def test_a_sale_whose_credit_was_spent_is_voided_after_the_later_one() -> None:
    club = Club()
    sale = club.sell(line(1, 1_000))
    later = club.sell(line(1, 60), credit=60)
    with refused("void_earned_spent") as caught:
        club.void(sale)
    assert (caught.value.values["missing"], caught.value.values["unit"]) == (60, CREDIT)
    club.void(later)
    club.void(sale)
    assert (club.sum_of(), club.sum_of(POINTS), club.money) == (0, 0, 0)


def test_credit_that_expired_within_the_shift_does_not_hinder_a_void() -> None:
    club = Club(plan=Plan(lives=0))
    sale = club.sell(line(1, 1_000))
    club.expire()
    plan = club.void(sale)
    assert (plan.credit_taken, plan.taken) == (0, (LotAmount(f"{sale}.1", 100),))


# -- the rules --------------------------------------------------------------------------------------------


def test_a_refund_after_the_days_of_return_is_late() -> None:
    club = Club()
    sale = club.sell(line(1, 100))
    club.wait(7)
    assert not club.plan_refund(sale).late
    club.wait(1)
    assert club.plan_refund(sale).late
    club.rules = RefundRules(return_days=0)
    assert not club.plan_refund(sale).late


def test_the_refunds_document() -> None:
    assert parse_refunds({}) == RefundRules()
    assert parse_refunds({"shortfall": "owe", "grace_days": 5, "return_days": 0}) == RefundRules("owe", 5, 0)


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ({"grace": 3}, "document_key_unknown"),
        ({"shortfall": "forgive"}, "document_not_among"),
        ({"grace_days": "3"}, "document_not_whole"),
        ({"return_days": -1}, "document_not_whole"),
        ([], "document_not_object"),
    ],
)
def test_what_is_wrong_in_the_document_is_refused_by_name(document: object, code: str) -> None:
    with refused(code):
        parse_refunds(document)


# -- people who were split --------------------------------------------------------------------------------


def test_a_lot_of_somebody_split_off_gets_its_credit_back_and_pays_no_debt() -> None:
    club = Club(plan=Plan(rate=0, points_each=1_000))
    lot = club.open_lot(50)
    sale = club.sell(line(1, 100), credit=50)
    plan = plan_refund(
        club.sales[sale],
        sale,
        club.sold_at[sale],
        (),
        [(1, 1_000)],
        club.held(),
        club.rules,
        {},
        club.now,
        BRANCH,
        ZONE,
        debts={(MEMBER, CREDIT): 30},
        ids=("somebody else",),
    )
    assert (plan.returned, plan.settled) == ((LotAmount(lot, 50),), ())


# -- entries by hand --------------------------------------------------------------------------------------


def test_credit_ended_by_hand_is_not_withheld_from_the_money() -> None:
    club = Club(plan=Plan(rate=100_000, points_each=1_000))
    sale = club.sell(line(1, 1_000, 2))
    club.take_by_hand(60)
    first = club.refund(sale, (1, 1))
    assert (first.credit_taken, first.withheld, first.money_back) == (40, 0, 500)
    second = club.refund(sale)
    assert (second.credit_taken, second.withheld, second.money_back) == (0, 0, 500)
    assert club.worth() == 0


def test_a_sale_whose_credit_was_ended_by_hand_can_still_be_voided() -> None:
    club = Club(plan=Plan(rate=100_000, points_each=1_000))
    sale = club.sell(line(1, 1_000))
    club.take_by_hand(100)
    assert club.void(sale).credit_taken == 0
    assert club.worth() == 0


# -- whoever has left -------------------------------------------------------------------------------------


def left_after_spending(shortfall: str) -> tuple[Club, str, str]:
    club = Club(rules=RefundRules(shortfall=shortfall), plan=Plan(rate=100_000, points_each=1_000))
    first = club.sell(line(1, 1_000))
    second = club.sell(line(1, 150), credit=100)
    club.take_by_hand(club.spendable())
    club.gone = (MEMBER,)
    return club, first, second


def test_credit_that_comes_back_to_who_has_left_ends_at_once() -> None:
    club, first, second = left_after_spending(WITHHOLD)
    plan = club.refund(second)
    assert (plan.credit_back, plan.ended, plan.money_back) == (100, plan.returned, 50)
    assert club.sum_of() == 0
    again = club.refund(first)
    assert (again.withheld, again.money_back, club.sum_of()) == (0, 1_000, 0)


@pytest.mark.parametrize("shortfall", [WITHHOLD, OWE])
def test_who_has_left_owes_nothing_while_there_is_money_to_withhold(shortfall: str) -> None:
    club, first, _ = left_after_spending(shortfall)
    plan = club.refund(first)
    assert (plan.withheld, plan.owed, plan.money_back) == (100, (), 900)


def test_a_void_for_who_has_left_ends_what_comes_back() -> None:
    club, _, second = left_after_spending(WITHHOLD)
    plan = club.void(second)
    assert (plan.returned, plan.ended) == (plan.ended, plan.returned)
    assert plan.ended
    assert club.sum_of() == 0


def test_grace_is_given_to_nobody_who_has_left() -> None:
    club = Club(plan=Plan(rate=0, points_each=1_000))
    club.open_lot(50, days=1)
    sale = club.sell(line(1, 50), credit=50)
    club.wait(2)
    club.gone = (MEMBER,)
    plan = club.refund(sale)
    assert (plan.graced, plan.lapsed, sum(part.amount for part in plan.ended)) == ((), 0, 50)
    assert club.sum_of() == 0


# -- debts of people who joined ---------------------------------------------------------------------------


def test_a_void_puts_the_debts_back_where_they_stood() -> None:
    debts = (DebtPart("other", CREDIT, -30), DebtPart(MEMBER, CREDIT, -10))
    grant = Grant(CREDIT, "business", 40, START, None, BASE_CAUSE, (40,))
    sale = SaleRecorded(
        1,
        "s",
        MEMBER,
        (line(1, 400),),
        (Tender("cash", 400),),
        0,
        (),
        (grant,),
        (),
        (LotAmount(".0", 40),),
        debts,
    )
    told = [("x", postings("x", START, BRANCH, sale))]
    held = {one.lot.lot_id: one for one in fold(told).held(MEMBER)}
    plan = plan_void(sale, "x", (), held, shift_id="s")
    body = plan.tell(2, "s", (Tender("cash", 400),), "mistake")
    told.append(("y", postings("y", START, BRANCH, body)))
    assert set(fold(told).owed.values()) == {0}
    assert is_sound(sale)
    assert is_sound(body)


def test_what_a_refund_leaves_owed_is_the_members_own() -> None:
    club = Club(rules=RefundRules(shortfall=OWE), plan=Plan(rate=100_000, points_each=1_000))
    first = club.sell(line(1, 1_000))
    second = club.sell(line(1, 200), credit=100)
    club.take_by_hand(10)
    plan = plan_refund(
        club.sales[second],
        second,
        START,
        (),
        [(1, 1_000)],
        club.held(),
        club.rules,
        {},
        club.now,
        BRANCH,
        ZONE,
        debts={("other", CREDIT): 70, (MEMBER, CREDIT): 20},
    )
    assert plan.debts == (DebtPart(MEMBER, CREDIT, -20), DebtPart("other", CREDIT, -70))
    assert plan.owed == ()
    assert first
