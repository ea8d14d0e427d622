"""Random days at the counter of a real encrypted file: whatever is done in whatever order, nobody ends up richer.

A member's wealth is the money they hold plus the credit they hold less what they owe. Goods count for what they
cost as long as they are kept, so a sale moves wealth only by what it earned, and once everything has come back
nobody has more than before.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from desktop.models.queries.lots import held, owed
from desktop.usecases.members.merging import merge, split
from desktop.usecases.policies import publish_policy
from desktop.usecases.selling.checkout import Sold, checkout
from desktop.usecases.selling.day_close import close_day
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.selling.pricing import price_basket
from desktop.usecases.selling.reversing import refund, reversible, void
from desktop.usecases.selling.shifts import begin_shift, end_shift, shift_now
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from desktop.usecases.verify_till import verify_till
from loyalty.basket import Tender
from loyalty.clock import DAY
from loyalty.errors import LoyaltyError
from loyalty.kinds import CREDIT
from tests.conftest import FixedClock

REFUSED = {
    "void_out_of_shift",
    "void_after_refund",
    "void_earned_spent",
    "sale_voided",
    "sale_fully_returned",
    "members_not_merged",
    "member_not_merged",
    "member_same",
}


@dataclass(slots=True)
class Days:
    """A till at which dice decide; `cash` is what lies in the drawer, `out` the money members have paid."""

    till: Till
    session: Session
    clock: FixedClock
    members: tuple[str, ...]
    dice: random.Random
    cash: int = 100_000
    out: int = 0
    sales: list[Sold] = field(default_factory=list)

    def sell(self) -> None:
        member = (
            self.dice.choice((*self.members, None))
            if self.dice.random() < 0.3
            else self.dice.choice(self.members)
        )
        lines = [
            group_line(
                self.till,
                self.dice.choice(("SHOES", "BAGS", "FUEL")),
                self.dice.randint(1, 400_000),
                self.dice.choice((1_000, 2_000, 3_000, 7_000, 1_250)),
            )
            for _ in range(self.dice.randint(1, 3))
        ]
        basket = basket_of(lines)
        priced = price_basket(self.till, basket, member)
        credit = self.dice.choice((0, priced.credit_proposed, self.dice.randint(0, priced.credit_proposed)))
        to_pay = priced.quote.totals.net - credit
        coupon, card = self.dice.choice((0, to_pay // 3)), self.dice.choice((0, to_pay // 2))
        cash = to_pay - coupon - card + self.dice.choice((0, 5_000))
        tenders = tuple(
            Tender(kind, amount)
            for kind, amount in (("coupon", coupon), ("card", card), ("cash", cash))
            if amount
        )
        sold = checkout(self.till, self.session, basket, member, tenders, credit=credit)
        self.cash += cash - sold.change
        self.out += to_pay
        self.sales.append(sold)

    def take_back(self) -> None:
        if not self.sales:
            return
        sold = self.dice.choice(self.sales)
        if self.dice.random() < 0.4:
            back = void(self.till, self.session, sold.code)
        else:
            lines = {line.line_no: line for line in sold.sale.lines}
            left = list(reversible(self.till, sold.code).left)
            if not left:
                return
            number, most = self.dice.choice(left)
            whole = lines[number].divisible
            parts = [(number, most if whole else 1_000 * self.dice.randint(1, most // 1_000))]
            back = refund(self.till, self.session, sold.code, parts)
        self.paid_back(back.body.money_back)

    def paid_back(self, tenders: tuple[Tender, ...]) -> None:
        assert all(tender.amount > 0 for tender in tenders)
        self.cash -= sum(tender.amount for tender in tenders if tender.kind == "cash")
        self.out -= sum(tender.amount for tender in tenders)

    def pass_time(self) -> None:
        self.clock.go(self.dice.choice((DAY // 4, DAY, 9 * DAY, 25 * DAY)))

    def close(self) -> None:
        totals = end_shift(self.till, self.session, self.cash)
        assert totals.difference == 0
        if self.dice.random() < 0.5:
            close_day(self.till, self.session)
        begin_shift(self.till, self.session, self.cash)

    def join(self) -> None:
        one, other = self.dice.sample(self.members, 2)
        if self.dice.random() < 0.6:
            merge(self.till, self.session, one, other)
        else:
            split(self.till, self.session, one)

    def step(self) -> None:
        act = self.dice.choices(
            (self.sell, self.take_back, self.pass_time, self.close, self.join), (8, 7, 2, 1, 1)
        )[0]
        try:
            act()
        except LoyaltyError as refused:
            assert refused.code in REFUSED, refused  # noqa: PT017 - any other refusal is a failure
        shift = shift_now(self.till)
        assert shift is not None
        assert shift.expected == self.cash

    def wealth(self) -> int:
        with self.till.read() as db:
            credit = sum(
                sum(
                    one.remaining
                    for one in held(db, member)
                    if one.lot.unit == CREDIT and one.lot.member_id == member
                )
                for member in self.members
            )
            debts = db.value("SELECT coalesce(sum(amount), 0) FROM owed WHERE unit = 'credit'")
        return credit - int(debts) - self.out


@pytest.mark.parametrize("shortfall", ["withhold", "owe"])
@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_done_nobody_gains(
    selling: Till,
    session: Session,
    fixed_clock: FixedClock,
    join: Callable[[str, str], str],
    sara: str,
    reza: str,
    seed: int,
    shortfall: str,
) -> None:
    publish_policy(selling, session, "refunds", {"shortfall": shortfall, "grace_days": 20 * (seed % 2)})
    publish_policy(
        selling, session, "earning", {"credit": {"percent": 10, "expires_days": 30, "vests_days": seed % 3}}
    )
    members = (sara, reza, join("نرگس", "09140001122"))
    days = Days(selling, session, fixed_clock, members, random.Random(f"{seed}{shortfall}"))
    for _ in range(45):
        days.step()
    assert verify_till(selling).problems == ()
    for sold in days.sales:
        if reversible(selling, sold.code).left:
            days.paid_back(refund(selling, session, sold.code, None).body.money_back)
    assert days.wealth() <= 0
    assert days.out >= 0
    with selling.read() as db:
        assert [owed(db, member) for member in members if owed(db, member).get(CREDIT, 0) < 0] == []
        back = db.row("SELECT sum(net), sum(net_now) FROM sale")
        assert back is not None
        assert back[1] == 0
    assert verify_till(selling).problems == ()
