"""The real counter: the sale screen's `Counter` over an open till and whoever stands at it. No Qt.

Runs in the database lane. In training everything is read and priced as ever, and nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from desktop.ui.sale.asking import Centre, ask_credit, ask_uses, lots_counted_on
from desktop.ui.sale.candidates import BY_READING
from desktop.ui.sale.counter import (
    FoundMember,
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
from desktop.ui.sale.serving import served_of
from desktop.ui.sale.till_people import parked_here, people_for
from desktop.usecases.authority import acts_of
from desktop.usecases.members.enrol import NewMember, enrol
from desktop.usecases.members.formers import Former, former_member
from desktop.usecases.members.member_pin import Proof, practise_pin, prove_member
from desktop.usecases.places import here
from desktop.usecases.policies import rules_now
from desktop.usecases.selling import parking, reversing, shifts, stories
from desktop.usecases.selling.checkout import Sold, checkout, require_promised
from desktop.usecases.selling.counter_member import load_member
from desktop.usecases.selling.looking_up import look_up
from desktop.usecases.selling.naming import branch_texts
from desktop.usecases.selling.pricing import price_basket, price_paid
from desktop.usecases.selling.proving import practise
from desktop.usecases.selling.smart_field import Typed
from desktop.usecases.selling.what_if import newly_reached
from desktop.usecases.settings import read_setting
from desktop.usecases.sign_in import Session, approve, lock, switch, used_once
from desktop.usecases.slips import copy_slip
from desktop.usecases.till import Till
from loyalty.basket import Basket, check_tenders
from loyalty.clock import business_day
from loyalty.documents import Text
from loyalty.errors import require
from loyalty.kinds import CREDIT, Grant
from loyalty.ledger import redeem
from loyalty.paying import Paying
from loyalty.words import Lang, mask_phone

_MOST_FOUND = 8
"""As many as stand open under the field; one more key narrows further than a longer list helps."""


class TillCounter:
    """`changed(session)` hears who took over."""

    def __init__(
        self,
        till: Till,
        session: Session,
        *,
        lang: Callable[[], Lang],
        training: bool = False,
        changed: Callable[[Session], None] | None = None,
        centre: Centre | None = None,
        counts_on: Callable[[frozenset[str]], None] = lambda _: None,
    ) -> None:
        self._till, self._session, self._lang = till, session, lang
        self._training, self._changed, self._centre, self._counts_on = training, changed, centre, counts_on
        self._stand: Stand | None = None

    @property
    def session(self) -> Session:
        """Return who stands here."""
        return self._session

    def stand(self) -> Stand:
        """Return who stands where, as last read."""
        return self._stand or self.read_stand()

    def read_stand(self) -> Stand:
        """Read anew who stands where, and whether a shift is open."""
        self._stand = self._made_stand()
        return self._stand

    def _made_stand(self) -> Stand:
        till, place = self._till, here(self._till)
        with till.read() as db:
            rules, branches = rules_now(db), branch_texts(db)
            printer = read_setting(db, "printer_kind") != "none"
        shift = shifts.shift_now(till)
        return Stand(
            staff_id=self._session.staff_id,
            staff=self._session.name,
            acts=acts_of(till, self._session),
            branch=place.branch,
            branch_id=till.shop.branch_id,
            till=place.till,
            zone=till.shop.zone,
            shop=place.shop,
            currency=till.shop.currency,
            groups=tuple((group.group, group.name) for group in rules.groups.by_id.values()),
            units={group.group: group.unit for group in rules.groups.by_id.values()},
            branches=tuple(branches.items()),
            points=tuple((kind.kind, kind.name) for kind in rules.points.kinds),
            shift_at=shift.opened_at if shift else None,
            left_in_drawer=None if shift else shifts.left_in_drawer(till),
            parked=len(parking.parked(till)),
            training=self._training,
            printer=printer,
        )

    # -- finding ------------------------------------------------------------------------------------------

    def look_up(self, readings: tuple[Typed, ...]) -> Looked:
        """Return members where the text may first of all mean one, and products."""
        # One more than is shown tells whether there are more.
        brought = look_up(self._till, self._session, readings, _MOST_FOUND + 1)
        members: dict[str, tuple[FoundMember, ...]] = {}
        kinds, lang = {one.kind for one in readings}, self._lang()
        people = [one for one in brought.people if not one.blocked]
        for one in people[:_MOST_FOUND]:
            kind = BY_READING.get(one.matched_by, brought.people_by)
            kind = kind if kind in kinds else brought.people_by
            masked = mask_phone(one.phone or one.phone_masked, lang)
            shown = FoundMember(one.member_id, one.name, masked, one.tier.name, one.credit_here)
            members[kind] = (*members.get(kind, ()), shown)
        products = {kind: goods[:_MOST_FOUND] for kind, goods in brought.products.items()}
        more = {"member"} if len(people) > _MOST_FOUND else set()
        more |= {"product" for goods in brought.products.values() if len(goods) > _MOST_FOUND}
        return Looked(members, products, frozenset(more), brought.blocked)

    def reaches(self, basket: Basket, member_id: str | None, applied: frozenset[str]) -> Text | None:
        """Return the name of an offer the basket would newly reach."""
        return newly_reached(self._till, basket, member_id, applied)

    # -- selling ------------------------------------------------------------------------------------------

    def serve(
        self, basket: Basket, member_id: str | None, credit: int, paying: Paying, *, past_floor: bool = False
    ) -> Served:
        """Return the member and the basket, priced for the kinds of tender it is paid by."""
        till, at = self._till, self._till.now()
        on = business_day(at, till.shop.zone)
        if basket.lines:
            priced = price_paid(till, basket, member_id, paying, credit=credit, at=at, past_floor=past_floor)
            if priced.member is not None and credit:
                redeem(priced.member.held, credit, at, till.shop.branch_id, trust=priced.member.lendable)
            self._counts_on(lots_counted_on(priced, credit))
            return served_of(till, priced, can_ask=self.can_ask())
        with till.read() as db:
            rules = rules_now(db)
            member = load_member(db, member_id, rules, at, till.shop.zone) if member_id else None
        balance = member.balance(at, till.shop.branch_id) if member else None
        return Served(at, on, rules, basket, None, member, balance)

    def can_ask(self) -> bool:
        """Say whether a centre could be asked for credit."""
        return self._centre is not None and not self._training and self._centre.can_ask()

    def has_line(self) -> bool:
        """Say whether the centre answered when it was last tried."""
        return self._centre is not None and self._centre.has_line()

    def ask_credit(self, member_id: str, amount: int) -> None:
        """Ask for credit others hold; called in the lane of the network."""
        ask_credit(self._centre, member_id, amount, self._lang())

    def ask_uses(self, basket: Basket, member_id: str | None) -> None:
        """Ask for uses of offers others hold; called in the lane of the network."""
        ask_uses(self._centre, basket, member_id, self._lang())

    def new_id(self) -> str:
        """Return the id the next sale will have."""
        return self._till.new_id()

    def record(self, purchase: Purchase, approval: Session | None = None) -> Recorded:
        """Record a sale; in training only price it, and ask and check what a sale would."""
        if self._training:
            return self._practise(purchase, approval)
        with used_once(approval):
            sold = self._sell(purchase, approval)
        totals = sold.priced.quote.totals
        after = sold.after.spendable_here if sold.after else None
        earned = totals.credit_earned if sold.after else 0
        points = totals.points_by_kind if sold.after else ()
        return self._vesting(
            Recorded(sold.code, totals.net, sold.change, after, earned, points), sold.sale.grants
        )

    def _practise(self, purchase: Purchase, approval: Session | None) -> Recorded:
        basket, member, free = purchase.basket, purchase.member_id, bool(purchase.override)
        priced = price_basket(self._till, basket, member, credit=purchase.credit, past_floor=free)
        require_promised(priced, purchase.promised)
        proof, vouched = purchase.proof, purchase.vouched
        with used_once(approval):
            practise(self._till, self._session, priced, proof, vouched=vouched, approval=approval)
        totals = priced.quote.totals
        change = check_tenders(purchase.tenders, priced.to_pay)
        return Recorded("", totals.net, change, None, totals.credit_earned, totals.points_by_kind)

    def _vesting(self, recorded: Recorded, grants: Iterable[Grant]) -> Recorded:
        """Say which part of what was earned can only be spent from a later day."""
        now = self._till.now()
        later = [grant for grant in grants if grant.unit == CREDIT and grant.vests_at > now]
        if not later:
            return recorded
        first = business_day(min(grant.vests_at for grant in later), self._till.shop.zone)
        return replace(recorded, earned_later=sum(grant.amount for grant in later), active_on=first)

    def _sell(self, purchase: Purchase, approval: Session | None) -> Sold:
        return checkout(
            self._till,
            self._session,
            purchase.basket,
            purchase.member_id,
            purchase.tenders,
            credit=purchase.credit,
            fact_id=purchase.fact_id,
            paper=purchase.paper and self.stand().printer,
            override=purchase.override,
            approval=approval,
            proof=purchase.proof,
            vouched=purchase.vouched,
            promised=purchase.promised,
        )

    def enrol(self, person: NewPerson) -> str:
        """Enrol a member."""
        require(not self._training, "training_writes_nothing")
        new = NewMember(
            phone=person.phone,
            name=person.name,
            birth=person.birth,
            card_no=person.card_no,
            referrer=person.referrer,
            consents=person.consents,
        )
        return enrol(self._till, self._session, new).member_id

    def former(self, phone: str) -> Former | None:
        """Return who left the club with a phone."""
        return former_member(self._till, phone)

    # -- taking back --------------------------------------------------------------------------------------

    def find_sale(self, reference: str) -> SaleFound:
        """Return the sale a receipt names, with the names of what was sold."""
        found = reversing.reversible(self._till, reference)
        stored, left = found.stored, dict(found.left)
        story = stories.sale_story(self._till, stored.sale_id)
        lang = self._lang()
        lines = tuple(
            LineSold(
                line_no=line.line_no,
                name=story.products.get(line.product_id or "", story.groups[line.group].of(lang)),
                code=line.product_id or "",
                quantity=line.quantity,
                left=left.get(line.line_no, 0),
                net=line.net,
                divisible=line.divisible,
                unit=story.line_unit(line),
            )
            for line in stored.sale.lines
        )
        untouched = not stored.reversals and not stored.voided
        on = business_day(stored.at, self._till.shop.zone)
        person = story.member.person if story.member else None
        return SaleFound(
            stored.sale_id,
            stored.code,
            stored.at,
            on,
            person.name if person else "",
            lines,
            found.same_shift and untouched,
            mask_phone(person.phone, lang) if person else "",
            of_member=person is not None,
        )

    def preview(self, sale_id: str, parts: tuple[tuple[int, int], ...] | None) -> reversing.Foreseen:
        """Return what would go back and what would be taken back."""
        return reversing.foresee(self._till, sale_id, parts, voiding=parts is None)

    def take_back(
        self, sale_id: str, parts: tuple[tuple[int, int], ...] | None, reason: str, approval: Session | None
    ) -> TakenBack:
        """Record a refund or void."""
        if self._training:
            seen = self.preview(sale_id, parts)
            return TakenBack("", seen.plan, seen.money_back, None, drawer_short=seen.drawer_short)
        with used_once(approval):
            done = self._reverse(sale_id, parts, reason, approval)
        after = done.after.spendable_here if done.after else None
        return TakenBack(done.code, done.plan, done.body.money_back, after, drawer_short=done.drawer_short)

    def _reverse(
        self, sale_id: str, parts: tuple[tuple[int, int], ...] | None, reason: str, approval: Session | None
    ) -> reversing.Reversed:
        if parts is None:
            return reversing.void(self._till, self._session, sale_id, reason=reason, approval=approval)
        return reversing.refund(self._till, self._session, sale_id, parts, reason=reason, approval=approval)

    def print_again(self, sale_id: str) -> None:
        """Queue the receipt of a sale as its next copy."""
        require(not self._training, "training_writes_nothing")
        require(self.stand().printer, "printer_unset")
        copy_slip(self._till, self._session, sale_id)

    # -- shift, parking, people ---------------------------------------------------------------------------

    def begin_shift(self, counted: int) -> None:
        """Open a shift."""
        require(not self._training, "training_writes_nothing")
        shifts.begin_shift(self._till, self._session, counted)
        self.read_stand()
        self._tell()

    def park(self, basket: Basket, member_id: str | None, named: parking.Named) -> None:
        """Put a basket aside with how it is to be paid."""
        require(not self._training, "training_writes_nothing")
        parking.park(self._till, self._session, basket, member_id, named=named)
        self.read_stand()

    def parked(self) -> tuple[ParkedBasket, ...]:
        """Return the baskets put aside, with names."""
        return parked_here(self._till, self._lang())

    def recall(self, park_id: str) -> parking.Parked:
        """Take a basket up again."""
        require(not self._training, "training_writes_nothing")
        found = parking.recall(self._till, self._session, park_id)
        self.read_stand()
        return found

    def keep_open(self, basket: Basket, member_id: str | None, named: parking.Named) -> None:
        """Keep the open basket; in training nothing is."""
        if not self._training:
            parking.keep_open(self._till, self._session, basket, member_id, named)

    def open_basket(self) -> parking.Parked | None:
        """Return the basket that was open when the till went down."""
        return None if self._training else parking.open_basket(self._till)

    def people(self, act: str) -> tuple[PersonHere, ...]:
        """Return who else may give a PIN; for an act those who may do it."""
        return people_for(self._till, self._session, act)

    def switch(self, staff_id: str, pin: str) -> None:
        """Let another person stand here; the one before is locked out."""
        self._session = switch(self._till, self._session, staff_id, pin)
        self.read_stand()
        self._tell()

    def _tell(self) -> None:
        """Who stands here, or their shift, is another."""
        if self._changed is not None:
            self._changed(self._session)

    def take_session(self, session: Session) -> None:
        """Stand here with a session that was opened elsewhere (the sign-in screen)."""
        self._session = session
        self._stand = None

    def approve(self, staff_id: str, pin: str) -> Session:
        """Return another person's session for one approval."""
        return approve(self._till, staff_id, pin)

    def release(self, approval: Session) -> None:
        """Forget the key of an approval nothing was done with."""
        lock(approval)

    def prove(self, member_id: str, pin: str) -> Proof:
        """Return the proof that a member gave their own PIN; in training any will do, and no try is counted."""
        if self._training:
            return practise_pin(member_id, pin)
        return prove_member(self._till, self._session, member_id, pin)

    def set_training(self, training: bool) -> None:
        """Write nothing from now on, or write again."""
        self._training = training
        self._stand = replace(self.stand(), training=training)
