"""The counter of the demo: each sale is priced and recorded by the product's rules, members kept in memory.

What a member holds here is folded by `loyalty.ledger.postings`, exactly as the store folds it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from desktop.models.counter import stored_sale
from desktop.models.log import Approval, Tx
from desktop.models.people import Person
from desktop.models.queries.lots import held, held_lots
from desktop.models.queries.members import history
from desktop.usecases.demo.baskets import make_basket, pay
from desktop.usecases.demo.crowd import Someone
from desktop.usecases.selling.money_back import tenders_back
from desktop.usecases.selling.reversing import points_each
from loyalty.basket import Basket
from loyalty.ids import fixed_id
from loyalty.kinds import (
    CardChange,
    Consent,
    LotAmount,
    MemberEnrolled,
    SaleRecorded,
    SoldLine,
    points_unit,
)
from loyalty.ledger import postings, redeem, spendable
from loyalty.member import MemberSnapshot, Visit, moment_at
from loyalty.offers.offer import Offer
from loyalty.points import MAIN
from loyalty.policy import Rules
from loyalty.pricing.price import price
from loyalty.quote import Quote
from loyalty.reversal import lots_needed, plan_refund, plan_void, remaining_parts

_LEAST_CREDIT = 40_000


@dataclass(slots=True)
class Counter:
    """One till through the months."""

    dice: Random
    rules: Rules
    zone: str
    branch_id: str
    till_id: str
    approvals: tuple[Approval, ...]
    offers: list[Offer] = field(default_factory=list)
    running: tuple[Offer, ...] = ()
    shift_id: str = ""
    people: dict[str, Person] = field(default_factory=dict)
    sales: int = 0
    reversals: int = 0

    def begin_day(self, on: dt.date) -> None:
        """Keep the offers that can apply today."""
        self.running = tuple(
            offer
            for offer in self.offers
            if (offer.since is None or offer.since <= on) and (offer.until is None or on <= offer.until)
        )

    def enrol(self, tx: Tx, one: Someone, staff_id: str) -> None:
        """Enrol somebody at the till, with a card and consents."""
        one.member_id = tx.new_id()
        tx.record("member.enrolled", MemberEnrolled(one.member_id, None), staff_id=staff_id)
        if one.card:
            tx.record("card.issued", CardChange(one.member_id, card_id(one)), staff_id=staff_id)
        for channel, share in (("sms_service", 0.74), ("sms_promo", 0.41), ("messenger", 0.12)):
            if self.dice.random() < share:
                tx.record("consent.given", Consent(one.member_id, channel), staff_id=staff_id)
        self.people[one.member_id] = person_of(one)

    def sell(self, tx: Tx, one: Someone | None, on: dt.date, staff_id: str) -> str:
        """Record a sale and return its id."""
        woman = one.woman if one else self.dice.random() < 0.6
        basket = make_basket(self.dice, on, woman)
        snapshot = self._snapshot(one, on) if one else None
        credit = self._credit(one, basket, tx.at) if one else 0
        moment = moment_at(tx.at, self.zone, self.branch_id, self.till_id)
        quote = price(basket, snapshot, self.running, self.rules, moment, credit=credit)
        body = self._body(tx, one, basket, quote)
        told = tx.record("sale.recorded", body, staff_id=staff_id)
        self.sales += 1
        if one:
            self._remember(one, told.fact_id, tx.at, on, body, quote)
        return told.fact_id

    def _snapshot(self, one: Someone, on: dt.date) -> MemberSnapshot:
        since = self.rules.tiers.window_start(on + dt.timedelta(days=1))
        tier = self.rules.tiers.standing(sum(number for day, number in one.points if day >= since)).tier
        return MemberSnapshot(
            member_id=one.member_id,
            joined_on=one.joined_on,
            birth_on=one.birth_on,
            tier=tier,
            tiers_reached=self.rules.tiers.reached(tier),
            history=tuple(one.visits),
            uses=tuple(one.uses.items()),
        )

    def _credit(self, one: Someone, basket: Basket, at: int) -> int:
        """Return what is spent: about half of those who can, all they can, never the larger part of a basket."""
        if not one.left or self.dice.random() > 0.5:
            return 0
        able = sum(lot.remaining for lot in spendable(one.held(), at, self.branch_id))
        amount = min(able, basket.gross * 45 // 100)
        return amount // 1_000 * 1_000 if amount >= _LEAST_CREDIT else 0

    def _body(self, tx: Tx, one: Someone | None, basket: Basket, quote: Quote) -> SaleRecorded:
        tenders, change = pay(self.dice, quote.totals.to_pay)
        paid = quote.totals.credit_paid
        spends: tuple[LotAmount, ...] = (
            redeem(one.held(), paid, tx.at, self.branch_id) if one and paid else ()
        )
        lines = tuple(
            SoldLine(
                line.line_no,
                line.group,
                line.product_id,
                line.quantity,
                line.gross,
                quoted.discount,
                quoted.credit_paid,
                line.vat_rate,
                line.divisible,
            )
            for line, quoted in zip(basket.lines, quote.lines, strict=True)
        )
        member_id = one.member_id if one else None
        grants = quote.grants if one else ()
        number, shift = tx.next_number(), self.shift_id
        return SaleRecorded(number, shift, member_id, lines, tenders, change, spends, grants, quote.uses)

    def _remember(
        self, one: Someone, sale_id: str, at: int, on: dt.date, body: SaleRecorded, quote: Quote
    ) -> None:
        fold_in(one, sale_id, at, self.branch_id, body)
        remember_visit(one, on, at, body.net, body.lines, dict(quote.totals.points_by_kind).get(MAIN, 0))
        for use in body.uses:
            one.uses[use.offer_id] = one.uses.get(use.offer_id, 0) + 1

    def take_back(self, tx: Tx, one: Someone | None, sale_id: str, staff_id: str) -> None:
        """Refund a sale, or one of its lines."""
        stored = stored_sale(tx, sale_id)
        if stored is None or stored.voided or stored.reversals:
            return
        left = remaining_parts(stored.sale, stored.reversals)
        parts = left if self.dice.random() < 0.6 else left[:1]
        needed = held_lots(tx, lots_needed(stored.sale, sale_id, ()))
        lots = {known.lot.lot_id: known for known in (one.held() if one else ())} | needed
        each = points_each(self.rules)
        plan = plan_refund(
            stored.sale,
            sale_id,
            stored.at,
            (),
            parts,
            lots,
            self.rules.refunds,
            each,
            tx.at,
            self.branch_id,
            tx.fold.zone(self.branch_id),
        )
        back = tenders_back(stored.sale, (), plan.money_back)
        reason = self.dice.choice(("changed_mind", "changed_mind", "wrong_item", "faulty"))
        body = plan.tell(tx.next_number(), self.shift_id, back, reason)
        tx.record("sale.refunded", body, staff_id=staff_id)
        self._after_reversal(tx, one, stored.at, dict(plan.points_taken))

    def undo(self, tx: Tx, one: Someone | None, sale_id: str, staff_id: str) -> None:
        """Void a sale just made."""
        stored = stored_sale(tx, sale_id)
        assert stored is not None
        lots = held_lots(tx, lots_needed(stored.sale, sale_id, ()))
        plan = plan_void(stored.sale, sale_id, (), lots, shift_id=self.shift_id)
        back = tenders_back(stored.sale, (), plan.money_back)
        body = plan.tell(tx.next_number(), self.shift_id, back, "mistake")
        tx.record("sale.voided", body, staff_id=staff_id, approvals=self.approvals)
        self._after_reversal(tx, one, stored.at, dict(plan.points_taken))

    def _after_reversal(self, tx: Tx, one: Someone | None, sold_at: int, points: dict[str, int]) -> None:
        self.reversals += 1
        if one is None:
            return
        # Reversals are few: what is left of the sale is simply read again.
        place = next(i for i, visit in enumerate(one.visits) if visit.at == sold_at)
        on, earned = one.points[place]
        one.visits = list(history(tx, one.member_id))
        if any(visit.at == sold_at for visit in one.visits):
            one.points[place] = (on, earned - points.get(points_unit(MAIN), 0))
        else:
            del one.points[place]
        lots = held(tx, one.member_id)
        one.lots = {known.lot.lot_id: known.lot for known in lots}
        one.left = {known.lot.lot_id: known.remaining for known in lots}

    def flush_people(self, tx: Tx) -> None:
        """Seal the words of those who joined since."""
        if self.people:
            tx.set_people(self.people)
            self.people.clear()


def fold_in(one: Someone, fact_id: str, at: int, branch_id: str, body: Any) -> None:
    """Fold a fact into what a member holds."""
    told = postings(fact_id, at, branch_id, body)
    for lot in told.lots:
        one.lots[lot.lot_id] = lot
    for move in told.moves:
        left = one.left.get(move.lot_id, 0) + move.delta
        one.left[move.lot_id] = left
        if left <= 0:
            del one.left[move.lot_id], one.lots[move.lot_id]


def remember_visit(
    one: Someone, on: dt.date, at: int, net: int, lines: tuple[SoldLine, ...], points: int
) -> None:
    """Add a purchase to a member's past."""
    groups: dict[str, int] = {}
    for line in lines:
        groups[line.group] = groups.get(line.group, 0) + line.net
    one.visits.append(Visit(on, at, net, tuple(groups.items())))
    one.points.append((on, points))


def card_id(one: Someone) -> str:
    """Return the id of somebody's card."""
    return fixed_id(one.member_id, "card", one.card)


def person_of(one: Someone) -> Person:
    """Return somebody's own words."""
    cards = ((card_id(one), one.card),) if one.card else ()
    gender = "female" if one.woman else "male"
    return replace(
        Person(), name=one.name, phone=one.phone, birth_on=one.birth_on, gender=gender, cards=cards
    )
