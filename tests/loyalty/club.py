"""A club of one member in memory: sells, refunds, voids and lets time pass through the real rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from loyalty import ledger, reversal
from loyalty.basket import Tender
from loyalty.clock import DAY
from loyalty.kinds import (
    BASE_CAUSE,
    BUSINESS_SCOPE,
    CREDIT,
    EntryAdjusted,
    Grant,
    LotExpired,
    LotsOpened,
    Reversal,
    SaleRecorded,
    SoldLine,
    branch_scope,
)
from loyalty.ledger import Held, Holdings, Postings
from loyalty.lots import expired, spendable
from loyalty.money import allocate, share_of
from loyalty.refund_rules import RefundRules
from loyalty.reversal import ReversalPlan

MEMBER, BRANCH, OTHER_BRANCH = "member", "b1", "b2"
POINTS = "points:main"
START = 1_700_000_000_000
ZONE = "Asia/Tehran"


def line(
    line_no: int, net: int, units: int = 1, *, discount: int = 0, credit: int = 0, divisible: bool = False
) -> SoldLine:
    """Return a sold line of `units` pieces (or of 1.5 units of a divisible thing)."""
    quantity = 1_500 if divisible else units * 1_000
    return SoldLine(line_no, "G", None, quantity, net + discount, discount, credit, 0, divisible)


@dataclass(frozen=True)
class Plan:
    """What a sale gives: rates in parts per million; a bonus is an offer's, for this branch only."""

    rate: int = 100_000
    lives: int | None = 180
    vests: int = 0
    bonus: int = 0
    bonus_lives: int = 5
    bonus_points: int = 0
    points_each: int = 10


@dataclass
class Club:
    """The ledger so far. `money` is what the member has paid less what came back."""

    rules: RefundRules = field(default_factory=RefundRules)
    plan: Plan = field(default_factory=Plan)
    now: int = START
    told: list[tuple[str, Postings]] = field(default_factory=list)
    sales: dict[str, SaleRecorded] = field(default_factory=dict)
    sold_at: dict[str, int] = field(default_factory=dict)
    back: dict[str, list[Reversal]] = field(default_factory=dict)
    voided: set[str] = field(default_factory=set)
    money: int = 0
    gone: tuple[str, ...] = ()

    def holdings(self) -> Holdings:
        return ledger.fold(self.told)

    def held(self) -> dict[str, Held]:
        return {one.lot.lot_id: one for one in self.holdings().held(MEMBER)}

    def owed(self) -> dict[str, int]:
        return {unit: amount for (_, unit), amount in self.holdings().owed.items()}

    def sum_of(self, unit: str = CREDIT) -> int:
        return sum(one.remaining for one in self.held().values() if one.lot.unit == unit)

    def worth(self) -> int:
        """Credit held, less what is owed, less the money paid: what all buying and giving back may not raise."""
        return self.sum_of() - self.owed().get(CREDIT, 0) - self.money

    def shift(self) -> str:
        return str((self.now - START) // DAY)

    def wait(self, days: int) -> None:
        self.now += days * DAY

    def tell(self, body: object) -> str:
        fact_id = f"f{len(self.told):03d}"
        self.told.append((fact_id, ledger.postings(fact_id, self.now, BRANCH, body)))
        return fact_id

    def open_lot(
        self, amount: int, days: int | None = None, scope: str = BUSINESS_SCOPE, vests: int = 0
    ) -> str:
        end = None if days is None else self.now + days * DAY
        grant = Grant(CREDIT, scope, amount, self.now + vests * DAY, end, "opening")
        return f"{self.tell(LotsOpened(MEMBER, self.now, BRANCH, (grant,)))}.0"

    def adjust(self, amount: int, unit: str = CREDIT) -> str:
        grant = Grant(unit, BUSINESS_SCOPE, amount, self.now, None, "manager")
        return f"{self.tell(EntryAdjusted(MEMBER, (grant,), (), 'goodwill'))}.0"

    def take_by_hand(self, amount: int, unit: str = CREDIT) -> None:
        taken = ledger.redeem(self.held().values(), amount, self.now, BRANCH, unit)
        self.tell(EntryAdjusted(MEMBER, (), taken, "correction"))

    def expire(self) -> None:
        over = expired(self.held().values(), self.now)
        if over:
            self.tell(LotExpired(over))

    def spendable(self) -> int:
        return sum(one.remaining for one in spendable(self.held().values(), self.now, BRANCH))

    def sell(self, *lines: SoldLine, credit: int = 0, bonus: int | None = None) -> str:
        """Sell lines, paying `credit` of them with credit; returns the sale's id."""
        net = sum(one.net for one in lines)
        spends = ledger.redeem(self.held().values(), credit, self.now, BRANCH)
        parts = allocate(credit, [one.net for one in lines])
        sold = tuple(replace(one, credit_paid=part) for one, part in zip(lines, parts, strict=True))
        grants = self._grants(sold, self.plan.bonus if bonus is None else bonus)
        tenders = (Tender("cash", net - credit),) if net > credit else ()
        settled = ledger.settle_owed(grants, self.owed())
        sale = SaleRecorded(
            len(self.sales) + 1, self.shift(), MEMBER, sold, tenders, 0, spends, grants, (), settled
        )
        return self.keep(sale)

    def keep(self, sale: SaleRecorded) -> str:
        """Record a sale; returns its id."""
        name = self.tell(sale)
        self.sales[name], self.sold_at[name], self.back[name] = sale, self.now, []
        self.money += sum(tender.amount for tender in sale.tenders)
        return name

    def _grants(self, sold: tuple[SoldLine, ...], bonus: int) -> tuple[Grant, ...]:
        paid = [one.net - one.credit_paid for one in sold]
        plan, total = self.plan, sum(paid)
        end = None if plan.lives is None else self.now + plan.lives * DAY
        points = total // plan.points_each
        wanted = (
            (CREDIT, BUSINESS_SCOPE, share_of(total, plan.rate), end, BASE_CAUSE, plan.vests),
            (
                CREDIT,
                branch_scope(BRANCH),
                share_of(total, bonus),
                self.now + plan.bonus_lives * DAY,
                "offer",
                0,
            ),
            (POINTS, BUSINESS_SCOPE, points, None, BASE_CAUSE, 0),
            (POINTS, BUSINESS_SCOPE, plan.bonus_points if total else 0, None, "offer", 0),
        )
        return tuple(
            Grant(unit, scope, amount, self.now + vests * DAY, ends, cause, tuple(allocate(amount, paid)))
            for unit, scope, amount, ends, cause, vests in wanted
            if amount > 0
        )

    def plan_refund(self, sale_id: str, *parts: tuple[int, int]) -> ReversalPlan:
        """Plan a refund of (line number, pieces); of everything left when none are named."""
        left = reversal.remaining_parts(self.sales[sale_id], self.back[sale_id])
        return self._plan(sale_id, [(no, pieces * 1_000) for no, pieces in parts] or left)

    def _plan(self, sale_id: str, parts: Sequence[tuple[int, int]]) -> ReversalPlan:
        return reversal.plan_refund(
            self.sales[sale_id],
            sale_id,
            self.sold_at[sale_id],
            self.back[sale_id],
            parts,
            self.held(),
            self.rules,
            {POINTS: self.plan.points_each},
            self.now,
            BRANCH,
            ZONE,
            debts=self.holdings().owed,
            gone=self.gone,
            voided=sale_id in self.voided,
        )

    def refund(self, sale_id: str, *parts: tuple[int, int]) -> ReversalPlan:
        plan = self.plan_refund(sale_id, *parts)
        self._record(sale_id, plan)
        return plan

    def refund_quantities(self, sale_id: str, parts: Sequence[tuple[int, int]]) -> None:
        self._record(sale_id, self._plan(sale_id, parts))

    def void(self, sale_id: str) -> ReversalPlan:
        plan = reversal.plan_void(
            self.sales[sale_id],
            sale_id,
            self.back[sale_id],
            self.held(),
            shift_id=self.shift(),
            gone=self.gone,
            voided=sale_id in self.voided,
        )
        self._record(sale_id, plan)
        self.voided.add(sale_id)
        return plan

    def _record(self, sale_id: str, plan: ReversalPlan) -> None:
        money = (Tender("cash", plan.money_back),) if plan.money_back else ()
        body = plan.tell(1, self.shift(), money, "test")
        self.tell(body)
        self.back[sale_id].append(body)
        self.money -= plan.money_back

    def left(self, sale_id: str) -> tuple[tuple[int, int], ...]:
        """Return what of a sale is left to refund; nothing of a voided one."""
        if sale_id in self.voided:
            return ()
        return reversal.remaining_parts(self.sales[sale_id], self.back[sale_id])
