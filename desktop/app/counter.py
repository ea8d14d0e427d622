"""The sale screen's `Counter` over the real till: use cases called with who sits there.

In training the same prices, members and previews are shown, and nothing is written: a sale "recorded" in training is
made of its quote and has no number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from desktop.app.finding import look_up
from desktop.app.seat import Seat
from desktop.app.worth import reached_name, worth_of
from desktop.models.counter import product_names
from desktop.models.people import person
from desktop.models.queries.members import survivor
from desktop.models.queries.shop import open_shift
from desktop.models.sources import Source
from desktop.ui.sale.counter import (
    LineSold,
    Looked,
    NewPerson,
    ParkedBasket,
    PersonHere,
    Purchase,
    Recorded,
    SaleFound,
    Served,
    Stand,
    TakenBack,
)
from desktop.usecases.authority import acts_of
from desktop.usecases.members.enrol import NewMember, enrol
from desktop.usecases.policies import rules_now
from desktop.usecases.selling import parking, reversing, shifts
from desktop.usecases.selling.checkout import checkout
from desktop.usecases.selling.counter_member import load_member
from desktop.usecases.selling.parking import Parked
from desktop.usecases.selling.pricing import PricedBasket, price_basket
from desktop.usecases.selling.smart_field import Typed
from desktop.usecases.selling.stories import group_name, here
from desktop.usecases.sign_in import Session, approve, people, sign_in
from loyalty.access import Access, may
from loyalty.basket import Basket, check_tenders
from loyalty.clock import business_day
from loyalty.documents import Text
from loyalty.kinds import SoldLine
from loyalty.policy import Rules
from loyalty.reversal import ReversalPlan

TRAINING_NUMBER = "—"


@dataclass(frozen=True, slots=True)
class TillCounter:
    """`Counter` of the sale screen."""

    seat: Seat

    def stand(self) -> Stand:
        """Return who stands where now."""
        seat, till = self.seat, self.seat.till
        place, acts = here(till), acts_of(till, seat.session)
        with till.read() as db:
            shift = open_shift(db, till.shop.till_id)
            groups = tuple((group.group, group.name) for group in rules_now(db).groups.by_id.values())
            waiting = int(db.value("SELECT count(*) FROM parked_basket"))
        return Stand(
            staff_id=seat.session.staff_id,
            staff=seat.session.name,
            acts=acts,
            branch=place.branch,
            branch_id=till.shop.branch_id,
            till=place.till,
            zone=place.zone,
            shop=place.shop,
            currency=place.currency,
            groups=groups,
            shift_at=shift.opened_at if shift else (0 if seat.training else None),
            parked=waiting,
            training=seat.training,
        )

    def look_up(self, readings: tuple[Typed, ...]) -> Looked:
        """Return the members and products the readings may mean."""
        return look_up(self.seat, readings)

    def reaches(self, basket: Basket, member_id: str | None, applied: frozenset[str]) -> Text | None:
        """Return the name of an offer the basket would newly reach."""
        return reached_name(price_basket(self.seat.till, basket, member_id).quote, applied)

    def serve(self, basket: Basket, member_id: str | None, credit: int) -> Served:
        """Return the member and the priced basket."""
        till = self.seat.till
        if basket.lines:
            priced = price_basket(till, basket, member_id, credit=credit)
            return self._served(priced)
        at = till.now()
        with till.read() as db:
            rules = rules_now(db)
            member = load_member(db, member_id, rules, at, till.shop.zone) if member_id else None
        balance = member.balance(at, till.shop.branch_id) if member else None
        return Served(at, business_day(at, till.shop.zone), rules, basket, None, member, balance)

    def _served(self, priced: PricedBasket) -> Served:
        till = self.seat.till
        return Served(
            at=priced.at,
            on=business_day(priced.at, till.shop.zone),
            rules=priced.rules,
            basket=priced.basket,
            quote=priced.quote,
            member=priced.member,
            balance=priced.balance,
            credit_proposed=priced.credit_proposed,
            worth=worth_of(till, priced),
        )

    def new_id(self) -> str:
        """Return the id the next sale will have."""
        return self.seat.till.new_id()

    def record(self, purchase: Purchase) -> Recorded:
        """Record a sale, durably; in training only say what it would have been."""
        till = self.seat.till
        if self.seat.training:
            return self._pretend(purchase)
        sold = checkout(
            till,
            self.seat.session,
            purchase.basket,
            purchase.member_id,
            purchase.tenders,
            credit=purchase.credit,
            fact_id=purchase.fact_id,
            paper=purchase.paper,
        )
        after = sold.after.spendable_here if sold.after else None
        return _recorded(sold.code, sold.priced, sold.change, after)

    def _pretend(self, purchase: Purchase) -> Recorded:
        priced = price_basket(self.seat.till, purchase.basket, purchase.member_id, credit=purchase.credit)
        change = check_tenders(purchase.tenders, priced.to_pay)
        after = priced.balance.spendable_here - purchase.credit if priced.balance else None
        return _recorded(TRAINING_NUMBER, priced, change, after)

    def enrol(self, person: NewPerson) -> str:
        """Enrol a member and return their id."""
        self.seat.refuse_training()
        card: dict[str, Any] = {"card_no": person.card_no} if person.card_no else {}
        new = NewMember(
            phone=person.phone,
            name=person.name,
            birth=person.birth_on.isoformat() if person.birth_on else "",
            referrer=person.referrer,
            consents=person.consents,
            **card,
        )
        return enrol(self.seat.till, self.seat.session, new).member_id

    def find_sale(self, reference: str) -> SaleFound:
        """Return the sale a receipt names."""
        till = self.seat.till
        found = reversing.reversible(till, reference)
        stored = found.stored
        left = dict(found.left)
        with till.read() as db:
            rules = rules_now(db)
            names = product_names(db, [line.product_id for line in stored.sale.lines if line.product_id])
            member = _member_name(db, stored.sale.member_id)
        lines = tuple(_line_sold(line, left, names, rules, till.language) for line in stored.sale.lines)
        may_void = found.same_shift and not stored.reversals and not stored.voided
        on = business_day(stored.at, till.shop.zone)
        return SaleFound(stored.sale_id, stored.code, stored.at, on, member, lines, may_void)

    def preview(self, sale_id: str, parts: tuple[tuple[int, int], ...] | None) -> ReversalPlan:
        """Return what a refund of parts would do, or (None) a void."""
        till = self.seat.till
        if parts is None:
            return reversing.preview_void(till, sale_id)
        return reversing.preview_refund(till, sale_id, parts)

    def take_back(
        self,
        sale_id: str,
        parts: tuple[tuple[int, int], ...] | None,
        reason: str,
        approval: Session | None,
    ) -> TakenBack:
        """Record a refund of parts, or (None) a void."""
        self.seat.refuse_training()
        till, session = self.seat.till, self.seat.session
        if parts is None:
            done = reversing.void(till, session, sale_id, reason=reason or "mistake", approval=approval)
        else:
            done = reversing.refund(
                till, session, sale_id, parts, reason=reason or "changed_mind", approval=approval
            )
        with till.read() as db:
            member = _member_name(db, done.plan.member_id)
        after = done.after.spendable_here if done.after else None
        return TakenBack(done.code, done.plan, done.body.money_back, after, member)

    def begin_shift(self, counted: int) -> None:
        """Open a shift with counted cash."""
        if not self.seat.training:
            shifts.begin_shift(self.seat.till, self.seat.session, counted)

    def park(self, basket: Basket, member_id: str | None) -> None:
        """Put a basket aside."""
        self.seat.refuse_training()
        parking.park(self.seat.till, self.seat.session, basket, member_id)

    def parked(self) -> tuple[ParkedBasket, ...]:
        """Return the baskets put aside, the newest first."""
        found = parking.parked(self.seat.till)
        with self.seat.till.read() as db:
            return tuple(
                ParkedBasket(one, _member_name(db, one.member_id), _staff_name(db, one.staff_id))
                for one in found
            )

    def recall(self, park_id: str) -> Parked:
        """Take a basket up again."""
        self.seat.refuse_training()
        return parking.recall(self.seat.till, self.seat.session, park_id)

    def people(self, act: str) -> tuple[PersonHere, ...]:
        """Return who may give a PIN: for an act those who may do it, for '' everybody else."""
        till, me = self.seat.till, self.seat.session.staff_id
        with till.read() as db:
            access = rules_now(db).access
        others = [staff for staff in people(till) if staff.staff_id != me and staff.has_key]
        able = [staff for staff in others if not act or may(access, staff.level, act)]
        return tuple(
            PersonHere(staff.staff_id, staff.name, level_name(access, staff.level)) for staff in able
        )

    def switch(self, staff_id: str, pin: str) -> None:
        """Let another person stand at the till."""
        self.seat.take(sign_in(self.seat.till, staff_id, pin), training=self.seat.training)

    def approve(self, staff_id: str, pin: str) -> Session:
        """Return another person's session for one approval."""
        return approve(self.seat.till, staff_id, pin)

    def set_training(self, training: bool) -> None:
        """Write nothing from now on, or write again."""
        self.seat.training = training


def _recorded(number: str, priced: PricedBasket, change: int, after: int | None) -> Recorded:
    totals = priced.quote.totals
    named = {kind.kind: kind.name.of("fa") for kind in priced.rules.points.kinds}
    points = tuple((named.get(kind, kind), amount) for kind, amount in totals.points_by_kind if amount)
    return Recorded(number, totals.net, change, after, totals.credit_earned, points)


def _line_sold(
    line: SoldLine, left: dict[int, int], names: dict[str, str], rules: Rules, lang: str
) -> LineSold:
    name = names.get(line.product_id or "") or group_name(rules, line.group).of(lang)
    return LineSold(
        line_no=line.line_no,
        name=name,
        code=line.product_id or "",
        quantity=line.quantity,
        left=left.get(line.line_no, 0),
        net=line.net,
        divisible=line.divisible,
    )


def _member_name(db: Source, member_id: str | None) -> str:
    told = person(db, survivor(db, member_id)) if member_id else None
    return told.name if told else ""


def _staff_name(db: Source, staff_id: str) -> str:
    return str(db.value("SELECT name FROM staff WHERE staff_id = ?", (staff_id,)) or "")


def level_name(access: Access, level: str) -> Text:
    """Return the words of an access level."""
    return next((known.name for known in access.levels if known.level == level), Text(level, level))
