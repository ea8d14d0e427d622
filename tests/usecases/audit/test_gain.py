"""Nobody gains by the order in which things are done: tiers, splits, refunds told twice, odd receipts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop.models.queries.lots import held, liability, owed
from desktop.usecases.members.erasing import erase
from desktop.usecases.members.leaving import leave
from desktop.usecases.members.merging import merge, split
from desktop.usecases.policies import publish_policy, rules_now
from desktop.usecases.products import set_products
from desktop.usecases.selling import reversing
from desktop.usecases.selling.adjusting import adjust
from desktop.usecases.selling.checkout import Sold
from desktop.usecases.selling.counter_member import TierPlace, load_member
from desktop.usecases.selling.lines import basket_of, group_line, product_line
from desktop.usecases.selling.parking import park, recall
from desktop.usecases.selling.reversing import refund, reversible, void
from desktop.usecases.sign_in import Session
from desktop.usecases.slips import slip_named
from desktop.usecases.till import Till
from desktop.usecases.verify_till import verify_till
from loyalty.clock import DAY, day_end
from loyalty.errors import LoyaltyError
from loyalty.kinds import CREDIT, Product
from tests.conftest import FixedClock

Sell = Callable[..., Sold]


def place(till: Till, member: str) -> TierPlace:
    with till.read() as db:
        return load_member(db, member, rules_now(db), till.now(), till.shop.zone).place


def credit(till: Till, member: str) -> int:
    with till.read() as db:
        return sum(one.remaining for one in held(db, member) if one.lot.unit == CREDIT)


def test_a_tier_goes_with_the_purchase_whatever_became_of_its_points(
    selling: Till, session: Session, sara: str, sell: Sell
) -> None:
    sold = sell(sara, 20_000_000)
    assert place(selling, sara).tier.tier == "silver"
    adjust(selling, session, sara, "points:main", -2_000, reason="correction")
    assert place(selling, sara).tier.tier == "silver"
    refund(selling, session, sold.code, None)
    assert place(selling, sara).points == 0


def test_a_tier_goes_though_the_points_are_owed_in_parts(
    selling: Till, session: Session, sara: str, sell: Sell
) -> None:
    sold = sell(sara, 20_000_000, pieces=4)
    other = sell(sara, 5_000_000)
    adjust(selling, session, sara, "points:main", -2_400, reason="correction")
    refund(selling, session, sold.code, [(1, 1_000)])
    assert place(selling, sara).points == 2_000
    refund(selling, session, sold.code, None)
    assert place(selling, sara).points == 500
    void(selling, session, sell(sara, 7_000_000).code)
    assert place(selling, sara).points == 500
    refund(selling, session, other.code, None)
    assert place(selling, sara).points == 0


def test_a_tier_goes_though_the_points_had_expired(
    selling: Till, session: Session, fixed_clock: FixedClock, sara: str, sell: Sell
) -> None:
    kind = {"id": "main", "name": {"fa": "امتیاز", "en": "Points"}, "money_each": 10_000, "expires_days": 10}
    publish_policy(selling, session, "points", {"kinds": [kind]})
    sold = sell(sara, 20_000_000)
    fixed_clock.go(20 * DAY)
    assert place(selling, sara).points == 2_000
    refund(selling, session, sold.code, None)
    assert place(selling, sara).points == 0


def test_what_one_owes_after_a_split_is_not_taken_from_the_other(
    selling: Till, session: Session, sara: str, reza: str, sell: Sell
) -> None:
    sell(reza, 1_000_000)
    merge(selling, session, sara, reza)
    together = sell(sara, 500_000, credit=60_000)
    split(selling, session, reza)
    assert (credit(selling, reza), credit(selling, sara)) == (40_000, 44_000)
    sell(sara, 44_000, credit=44_000)
    back = refund(selling, session, together.code, None)
    assert credit(selling, reza) == 100_000
    assert back.plan.withheld == 44_000
    assert verify_till(selling).ok


def test_credit_of_the_other_pays_no_debt_after_a_split(
    selling: Till, session: Session, sara: str, reza: str, sell: Sell
) -> None:
    publish_policy(selling, session, "refunds", {"shortfall": "owe"})
    sell(reza, 1_000_000)
    merge(selling, session, sara, reza)
    together = sell(sara, 60_000, credit=60_000)
    split(selling, session, reza)
    spent = sell(sara, 300_000)
    sell(sara, 30_000, credit=30_000)
    refund(selling, session, spent.code, None)
    with selling.read() as db:
        assert owed(db, sara) == {CREDIT: 30_000}
    refund(selling, session, together.code, None)
    assert credit(selling, reza) == 100_000
    with selling.read() as db:
        assert owed(db, sara) == {CREDIT: 30_000}


def test_expired_credit_of_the_other_gives_no_grace_after_a_split(
    selling: Till, session: Session, fixed_clock: FixedClock, sara: str, reza: str, sell: Sell
) -> None:
    sell(reza, 1_000_000)
    merge(selling, session, sara, reza)
    together = sell(sara, 60_000, credit=60_000)
    split(selling, session, reza)
    fixed_clock.go(200 * DAY)
    back = refund(selling, session, together.code, None)
    assert (credit(selling, sara), back.plan.lapsed) == (0, 60_000)


@pytest.mark.parametrize(
    "said",
    ["A1-99999999999999999999999", "A1-²", "A1-１１١", "A1--1", "-1", "B1:", "B1:x", "", "\x00", "A1-0"],
)
def test_an_odd_receipt_names_no_sale(selling: Till, sell: Sell, said: str) -> None:
    sell(None, 1_000)
    with pytest.raises(LoyaltyError, match="sale_unknown"):
        reversible(selling, said)
    with selling.read() as db, pytest.raises(LoyaltyError, match="sale_unknown"):
        slip_named(db, said)


def test_goods_put_aside_cost_what_they_cost_when_they_are_taken_up(selling: Till, session: Session) -> None:
    bag = Product("62607730", "", "کیف", "BAGS", 860_000, 0, False)
    set_products(selling, session, (bag, replace(bag, product_id="62607731")))
    lines = [
        product_line(selling, "62607730", 2_000),
        product_line(selling, "62607731"),
        group_line(selling, "X", 5),
    ]
    name = park(selling, session, basket_of(lines), None)
    set_products(selling, session, (replace(bag, price=990_000, group="NEW", vat_rate=100_000),))
    set_products(selling, session, (replace(bag, product_id="62607731", active=False),))
    taken = recall(selling, session, name).basket.lines
    assert [(line.gross, line.group, line.vat_rate) for line in taken] == [
        (1_980_000, "NEW", 100_000), (860_000, "BAGS", 0), (5, "X", 0),
    ]  # fmt: skip
    assert [line.line_no for line in taken] == [1, 2, 3]


def test_a_refund_that_became_late_while_it_was_asked_is_signed(
    selling: Till, session: Session, make_staff: Callable[..., Session], fixed_clock: FixedClock, sell: Sell,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    cashier, sold = make_staff("cashier"), sell(None, 100_000)
    fixed_clock.go(7 * DAY)
    asked = reversing.authorise

    def slowly(*words: object) -> object:
        fixed_clock.go(1)
        return asked(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(reversing, "authorise", slowly)
    with pytest.raises(LoyaltyError, match="not_allowed"):
        refund(selling, cashier, sold.code, None)
    refund(selling, session, sold.code, None)
    assert verify_till(selling).ok


def test_points_kept_follow_the_whole_net_where_credit_paid_a_little(
    selling: Till, session: Session, sara: str, sell: Sell
) -> None:
    sell(sara, 100_000)
    sold = sell(sara, 109_000, credit=9_000, pieces=3)
    assert sold.priced.quote.totals.points_earned == 10
    back = refund(selling, session, sold.code, [(1, 1_000)])
    assert back.plan.points_taken == (("points:main", 10 - 72_667 // 10_000),)


def debts_of(till: Till, *members: str) -> list[int]:
    with till.read() as db:
        return [
            db.value("SELECT coalesce(sum(amount), 0) FROM owed WHERE member_id = ?", (m,)) for m in members
        ]


def test_a_debt_paid_while_two_were_one_stays_paid_after_the_split(
    selling: Till, session: Session, sara: str, reza: str, sell: Sell
) -> None:
    publish_policy(selling, session, "refunds", {"shortfall": "owe"})
    first = sell(reza, 300_000)
    sell(reza, 30_000, credit=30_000)
    refund(selling, session, first.code, None)
    assert debts_of(selling, sara, reza) == [0, 30_000]
    merge(selling, session, sara, reza)
    paying = sell(sara, 500_000)
    assert debts_of(selling, sara, reza) == [0, 0]
    split(selling, session, reza)
    assert debts_of(selling, sara, reza) == [0, 0]
    assert (credit(selling, reza), credit(selling, sara)) == (0, 20_000)
    assert sell(reza, 100_000).sale.settled == ()
    void(selling, session, paying.code)
    assert debts_of(selling, sara, reza) == [0, 30_000]
    assert verify_till(selling).ok


def test_a_debt_paid_by_a_refund_while_two_were_one_stays_paid(
    selling: Till, session: Session, sara: str, reza: str, sell: Sell
) -> None:
    publish_policy(selling, session, "refunds", {"shortfall": "owe"})
    sell(sara, 400_000)
    spending = sell(sara, 40_000, credit=40_000)
    first = sell(reza, 300_000)
    sell(reza, 30_000, credit=30_000)
    refund(selling, session, first.code, None)
    merge(selling, session, sara, reza)
    refund(selling, session, spending.code, None)
    split(selling, session, reza)
    assert debts_of(selling, sara, reza) == [0, 0]
    assert credit(selling, sara) == 10_000
    assert verify_till(selling).ok


def test_credit_ended_by_hand_is_not_withheld_when_its_sale_comes_back(
    selling: Till, session: Session, sara: str, sell: Sell
) -> None:
    sold = sell(sara, 500_000)
    adjust(selling, session, sara, CREDIT, -50_000, reason="correction")
    assert refund(selling, session, sold.code, None).plan.money_back == 500_000
    prize = sell(sara, 500_000)
    adjust(selling, session, sara, CREDIT, -50_000, reason="prize")
    assert refund(selling, session, prize.code, None).plan.withheld == 50_000
    assert verify_till(selling).ok


@pytest.mark.parametrize("ending", ["left", "erased"])
def test_credit_that_comes_back_to_nobody_is_no_liability(
    selling: Till, session: Session, sara: str, sell: Sell, ending: str
) -> None:
    earning = sell(sara, 500_000)
    spending = sell(sara, 80_000, credit=50_000)
    if ending == "left":
        leave(selling, session, sara, end_credit=True)
    else:
        erase(selling, session, sara, confirmed=True)
    shown = reversing.preview_refund(selling, spending.code, reversible(selling, spending.code).left)
    back = refund(selling, session, spending.code, None)
    assert sum(part.amount for part in back.plan.ended) == sum(part.amount for part in shown.ended) == 50_000
    assert (back.plan.money_back, credit(selling, sara)) == (30_000, 0)
    with selling.read() as db:
        assert liability(db).get(CREDIT, 0) == 0
    assert refund(selling, session, earning.code, None).plan.money_back == 500_000
    assert verify_till(selling).ok


def test_grace_lasts_to_the_end_of_its_day(
    selling: Till, session: Session, fixed_clock: FixedClock, sara: str, sell: Sell
) -> None:
    sell(sara, 500_000)
    spending = sell(sara, 50_000, credit=50_000)
    fixed_clock.go(200 * DAY)
    refund(selling, session, spending.code, None)
    with selling.read() as db:
        (lot,) = [
            one.lot for one in held(db, sara) if one.lot.unit == CREDIT and one.lot.cause.startswith("grace")
        ]
    assert lot.expires_at == day_end(selling.today() + dt.timedelta(days=30), selling.shop.zone)
