"""The ledger against a reference of single coins, over long random lives of a member."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from loyalty import reversal_book
from loyalty.clock import DAY
from loyalty.errors import LoyaltyError
from loyalty.kinds import BUSINESS_SCOPE, CREDIT
from loyalty.refund_rules import WITHHOLD, RefundRules
from tests.loyalty import bugs
from tests.loyalty.club import Club, Plan
from tests.loyalty.properties import GIVES, PLANS, RULES, SELLS, Give, Sell, goods_of, sell
from tests.loyalty.reference import Coins, Reference


class LifeOfAMember(RuleBasedStateMachine):
    """Every step is told to the ledger and to the reference; both must agree on every lot, debt and Toman."""

    @initialize(plan=PLANS, rules=RULES)
    def begin(self, plan: Plan, rules: RefundRules) -> None:
        self.club = Club(rules, plan)
        self.coins = Reference(rules.shortfall == WITHHOLD, rules.grace_days)

    @rule(act=GIVES)
    def give(self, act: Give) -> None:
        name = self.club.open_lot(act.amount, act.days, act.scope, act.vests)
        now = self.club.now
        ends = float("inf") if act.days is None else now + act.days * DAY
        here = act.scope in (BUSINESS_SCOPE, "branch:b1")
        self.coins.lots[name] = Coins(act.amount, ends, now + act.vests * DAY, now, here)

    @rule(act=SELLS)
    def buy(self, act: Sell) -> None:
        name = sell(self.club, act)
        self.coins.sell(name, self.club.sales[name], self.club.now)

    @rule(act=SELLS)
    def buy_for_credit(self, act: Sell) -> None:
        self.buy(Sell(act.lines, 100))

    @precondition(lambda self: self.club.sales)
    @rule(index=st.integers(0, 20), picks=st.lists(st.integers(0, 3), min_size=3, max_size=3))
    def give_back(self, index: int, picks: list[int]) -> None:
        name = list(self.club.sales)[index % len(self.club.sales)]
        queues = self.coins.slips[name].pieces
        counts = [min(pick, len(queue)) for pick, queue in zip(picks, queues, strict=False)]
        if not any(counts):
            return
        lines = zip(self.club.sales[name].lines, counts, strict=True)
        parts = [(one.line_no, one.quantity if one.divisible else n * 1_000) for one, n in lines if n]
        self.coins.refund(name, counts, f"f{len(self.club.told):03d}", self.club.now)
        self.club.refund_quantities(name, parts)

    @precondition(lambda self: self.club.sales)
    @rule(index=st.integers(0, 20))
    def undo(self, index: int) -> None:
        name = list(self.club.sales)[-1 - index % len(self.club.sales)]
        possible = self.coins.can_void(name, self.club.sales[name])
        try:
            self.club.void(name)
        except LoyaltyError as refusal:
            if refusal.code == "void_earned_spent":
                points = refusal.values["unit"] != CREDIT
                assert points or not possible
            return
        assert possible
        self.coins.void(name)

    @rule(percent=st.integers(1, 100))
    def take_by_hand(self, percent: int) -> None:
        amount = self.club.spendable() * percent // 100
        if amount:
            self.club.take_by_hand(amount)
            self.coins.take_by_hand(amount, self.club.now)

    @rule(days=st.integers(1, 5))
    def wait(self, days: int) -> None:
        self.club.wait(days)

    @rule()
    def close_the_day(self) -> None:
        self.club.expire()
        self.coins.sweep(self.club.now)

    @invariant()
    def agree(self) -> None:
        if not hasattr(self, "club"):
            return
        credit = {n: one.remaining for n, one in self.club.held().items() if one.lot.unit == CREDIT}
        assert credit == {name: lot.left for name, lot in self.coins.lots.items()}
        assert self.club.owed().get(CREDIT, 0) == self.coins.owed
        assert self.club.money == self.coins.money
        assert goods_of(self.club) >= 0


def live(examples: int, *, fixed: bool) -> None:
    """Run the machine over so many lives."""
    run_state_machine_as_test(
        LifeOfAMember,
        settings=settings(
            max_examples=examples,
            stateful_step_count=25,
            deadline=None,
            database=None,
            derandomize=fixed,
            report_multiple_bugs=False,
            phases=[Phase.generate] if fixed else [Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_ledger_agrees_with_single_coins() -> None:
    live(200, fixed=True)


@pytest.mark.soak
def test_the_ledger_agrees_with_single_coins_at_length() -> None:
    live(int(os.environ.get("BASHGAH_SOAK", "20000")) // 4, fixed=False)


def take_late_lots_first(patch: pytest.MonkeyPatch) -> None:
    """Other lots give in the order of their names."""
    patch.setattr(reversal_book, "TAKE_ORDER", ("name",))


def spend_in_any_order(patch: pytest.MonkeyPatch) -> None:
    """Credit is spent in the order of granting, so that what ends soon is lost."""
    patch.setattr("loyalty.lots.REDEEM_ORDER", ("granting", "name"))


@pytest.mark.parametrize(
    "plant",
    [
        bugs.charge_for_expired,
        bugs.charge_for_what_went_by_hand,
        bugs.reverse_by_snapshot,
        bugs.claw_back_twice,
        bugs.return_to_expired_lot,
        bugs.withhold_and_owe,
        take_late_lots_first,
        spend_in_any_order,
    ],
)
def test_a_planted_bug_parts_the_two(plant: object, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)  # type: ignore[operator]
    with pytest.raises(AssertionError):
        live(1_000, fixed=True)
