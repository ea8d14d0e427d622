"""A member is served: a sale, credit spent, part of it back, a void, the shift and the day."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.printing.telling import refund_of
from desktop.usecases.selling.adjusting import adjust
from desktop.usecases.selling.checkout import Sold, checkout
from desktop.usecases.selling.day_close import close_day, day_totals
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.selling.paper_queue import list_jobs
from desktop.usecases.selling.parking import park, parked, recall
from desktop.usecases.selling.pricing import price_basket
from desktop.usecases.selling.reversing import preview_refund, preview_void, refund, reversible, void
from desktop.usecases.selling.shifts import begin_shift, end_shift, shift_now
from desktop.usecases.selling.stories import reversal_story, sale_story
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.basket import Basket, Tender
from loyalty.errors import LoyaltyError
from loyalty.kinds import CREDIT


def basket(till: Till, *amounts: int, pieces: int = 1) -> Basket:
    return basket_of([group_line(till, "SHOES", amount, pieces * 1_000) for amount in amounts])


def sell(
    till: Till, session: Session, member: str | None, amount: int, credit: int = 0, pieces: int = 1
) -> Sold:
    pay = amount - credit
    tenders = (Tender("cash", pay),) if pay else ()
    return checkout(till, session, basket(till, amount, pieces=pieces), member, tenders, credit=credit)


def test_a_member_earns_on_what_is_paid_with_money(selling: Till, session: Session, sara: str) -> None:
    first = sell(selling, session, sara, 1_000_000)
    assert first.after is not None
    assert first.after.spendable_here == 100_000
    second = sell(selling, session, sara, 500_000, credit=60_000)
    assert second.after is not None
    assert second.after.spendable_here == 100_000 - 60_000 + 44_000
    assert second.after == price_basket(selling, basket(selling, 1_000), sara).balance


def test_receipt_numbers_have_no_gap(selling: Till, session: Session) -> None:
    numbers = [sell(selling, session, None, 1_000).sale.number for _ in range(3)]
    with pytest.raises(LoyaltyError, match="tender_short"):
        checkout(selling, session, basket(selling, 5_000), None, (Tender("cash", 4_000),))
    numbers.append(sell(selling, session, None, 1_000).sale.number)
    assert numbers == list(range(numbers[0], numbers[0] + 4))


def test_credit_beyond_the_balance_is_refused_and_nothing_is_recorded(
    selling: Till, session: Session, sara: str
) -> None:
    sell(selling, session, sara, 100_000)
    with pytest.raises(LoyaltyError, match="credit_short"):
        sell(selling, session, sara, 100_000, credit=10_001)
    shift = shift_now(selling)
    assert shift is not None
    assert shift.sales == 1


def test_max_credit_is_all_that_may_be_spent(selling: Till, session: Session, sara: str) -> None:
    sell(selling, session, sara, 1_000_000)
    priced = price_basket(selling, basket(selling, 30_000), sara, credit="max")
    assert priced.quote.totals.credit_paid == priced.credit_proposed == 30_000
    assert priced.to_pay == 0


def test_nothing_is_sold_without_a_shift(till: Till, session: Session) -> None:
    with pytest.raises(LoyaltyError, match="shift_needed"):
        sell(till, session, None, 1_000)


def test_the_same_sale_is_never_recorded_twice(selling: Till, session: Session) -> None:
    name = selling.new_id()
    first = checkout(selling, session, basket(selling, 7_000), None, (Tender("cash", 7_000),), fact_id=name)
    again = checkout(selling, session, basket(selling, 7_000), None, None, fact_id=name)
    assert (again.code, again.sale) == (first.code, first.sale)
    with pytest.raises(LoyaltyError, match="fact_exists"):
        checkout(selling, session, basket(selling, 7_001), None, None, fact_id=name)
    shift = shift_now(selling)
    assert shift is not None
    assert shift.sales == 1
    assert selling.store.did_happen(name)


def test_refund_in_parts_gives_back_what_each_piece_carried(
    selling: Till, session: Session, sara: str
) -> None:
    sell(selling, session, sara, 1_000_000)
    sold = sell(selling, session, sara, 100_001, credit=40_000, pieces=3)
    seen = reversible(selling, sold.code)
    assert seen.left == ((1, 3_000),)
    plan = preview_refund(selling, sold.code, [(1, 1_000)])
    first = refund(selling, session, sold.code, [(1, 1_000)])
    assert first.plan == plan
    second = refund(selling, session, sold.sale_id, None)
    assert (
        first.plan.money_back + second.plan.money_back + first.plan.withheld + second.plan.withheld == 60_001
    )
    assert first.plan.credit_back + second.plan.credit_back == 40_000
    assert second.after is not None
    assert second.after.spendable_here == 100_000
    with pytest.raises(LoyaltyError, match="sale_fully_returned"):
        refund(selling, session, sold.code, [(1, 1_000)])


def test_void_restores_exactly(selling: Till, session: Session, sara: str) -> None:
    sell(selling, session, sara, 1_000_000)
    sold = sell(selling, session, sara, 300_000, credit=50_000)
    assert preview_void(selling, sold.code).money_back == 250_000
    back = void(selling, session, sold.code)
    assert back.after is not None
    assert back.after == sold.before
    with pytest.raises(LoyaltyError, match="sale_voided"):
        void(selling, session, sold.code)


def test_shift_and_day_add_up(selling: Till, session: Session, sara: str) -> None:
    checkout(
        selling, session, basket(selling, 80_000), sara, (Tender("card", 50_000), Tender("cash", 50_000))
    )
    sold = sell(selling, session, None, 40_000)
    refund(selling, session, sold.code, None)
    closed = end_shift(selling, session, 130_000)
    assert {t.kind: t.amount for t in closed.tenders} == {"card": 50_000, "cash": 30_000}
    assert (closed.expected, closed.difference) == (130_000, 0)
    totals = close_day(selling, session)
    assert (totals.net, totals.sales, totals.refunds) == (80_000, 2, 1)
    assert day_totals(selling, totals.on).net == 80_000
    assert totals.average == 80_000
    assert replace(totals, purchase_net=200_001, purchases=2).average == 100_001


def test_a_day_is_not_closed_over_an_open_shift(selling: Till, session: Session) -> None:
    with pytest.raises(LoyaltyError, match="shift_still_open"):
        close_day(selling, session)


def test_a_second_shift_waits_for_the_first(selling: Till, session: Session) -> None:
    with pytest.raises(LoyaltyError, match="shift_open_already"):
        begin_shift(selling, session, 0)


def test_parked_baskets_come_back_once(selling: Till, session: Session, sara: str) -> None:
    name = park(selling, session, basket(selling, 5_000, 6_000), sara)
    assert [one.park_id for one in parked(selling)] == [name]
    back = recall(selling, session, name)
    assert back.basket.gross == 11_000
    assert back.member_id == sara
    with pytest.raises(LoyaltyError, match="parked_unknown"):
        recall(selling, session, name)


def test_a_manager_gives_and_takes_with_a_reason(selling: Till, session: Session, sara: str) -> None:
    assert adjust(selling, session, sara, CREDIT, 25_000, reason="goodwill").after.total == 25_000
    assert (
        adjust(selling, session, sara, CREDIT, -5_000, reason="correction", note="اشتباه").after.total
        == 20_000
    )
    assert adjust(selling, session, sara, "points:main", 7, reason="prize").after.total == 7
    with pytest.raises(LoyaltyError, match="adjust_beyond_balance"):
        adjust(selling, session, sara, CREDIT, -20_001, reason="correction")
    with pytest.raises(LoyaltyError, match="unit_unknown"):
        adjust(selling, session, sara, "points:stars", 1, reason="prize")


def test_every_act_leaves_its_slip(selling: Till, session: Session, sara: str) -> None:
    sold = sell(selling, session, sara, 90_000)
    refund(selling, session, sold.code, None)
    with selling.read() as db:
        assert sorted(job.kind for job in list_jobs(db)) == ["receipt", "refund"]


def test_a_story_tells_balances_as_of_its_own_time(selling: Till, session: Session, sara: str) -> None:
    first = sell(selling, session, sara, 1_000_000)
    sell(selling, session, sara, 200_000, credit=70_000)
    story = sale_story(selling, first.sale_id)
    assert story.member is not None
    assert (story.member.before.total, story.member.after.total) == (0, 100_000)
    assert story.member.person.name == "سارا رضایی‌نژاد"
    back = refund(selling, session, first.code, None)
    told = reversal_story(selling, back.reversal_id)
    assert told.member is not None
    assert told.body.sale_id == first.sale_id
    slip = refund_of(told, "fa")
    assert slip.withheld == back.plan.withheld > 0
    assert sum(line.amount for line in slip.lines) == slip.total + slip.withheld


def test_a_code_no_offer_asks_for_is_refused_not_ignored(selling: Till, session: Session) -> None:
    with pytest.raises(LoyaltyError, match="code_unknown"):
        price_basket(selling, basket_of(basket(selling, 5_000).lines, ("NOPE",)), None)
