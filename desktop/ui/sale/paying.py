"""Paying: tenders by key, credit that wastes least, and the sale recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Protocol

from desktop.ui.parts.cash import CashDoubt
from desktop.ui.sale.asking import waits_for_centre
from desktop.ui.sale.counter import Counter, Purchase, Recorded, Served
from desktop.ui.sale.flow import Flow
from desktop.ui.sale.no_credit import why_no_credit
from desktop.ui.sale.showing import named_points, quote_of
from desktop.ui.sale.shown import ShownRecorded
from desktop.ui.sale.staffing import Spender
from desktop.ui.sale.state import RECORDED, SELLING, SHOWN_TENDERS, SaleState
from desktop.usecases.members.member_pin import Proof
from desktop.usecases.selling.checkout import Promise
from desktop.usecases.selling.smart_field import read_amount
from desktop.usecases.sign_in import Session
from loyalty.errors import LoyaltyError
from loyalty.money import exponent_of
from loyalty.words import Lang, fold_digits, format_amount

CREDIT = "credit"


class PayView(Protocol):
    """The part of the view that paying needs."""

    def show_recorded(self, recorded: ShownRecorded | None) -> None: ...
    def show_asking(self, *, line: bool) -> None: ...

    def propose_field(self, text: str) -> None: ...


class PayDesk:
    """Tenders, credit, recording. `refresh` shows the state, `fail` says what is wrong."""

    def __init__(
        self,
        state: SaleState,
        counter: Counter,
        flow: Flow,
        view: PayView,
        refresh: Callable[[], None],
        fail: Callable[[LoyaltyError], None],
        lang: Callable[[], Lang],
    ) -> None:
        self._state, self._counter, self._flow, self._view = state, counter, flow, view
        self._refresh, self._fail, self._lang = refresh, fail, lang
        self._proposed = ""
        self._cash = CashDoubt()
        self.tell: Callable[[LoyaltyError], None] = fail
        """Says what is wrong while the sale goes on."""
        self.ask_approval: Callable[[str, Callable[[Session], None]], None] | None = None
        """Asks for the PIN of somebody who may do an act."""
        self.ask_member: Callable[[LoyaltyError, Spender, Callable[[Session], None]], None] | None = None
        """Asks for the PIN of the member who spends, or of somebody who vouches for them."""

    def press(self, kind: str, text: str) -> bool:
        """Take a tender's key: with an amount in the field it is that amount, else what is left is paid so.

        Credit that was proposed there and not typed over is no amount of a tender. Returns whether the text was taken.
        """
        state = self._state
        if not state.lines:
            self._say_empty(text)
            return False
        proposed = self.is_proposed(text)
        typed = "" if proposed else text
        amount = read_amount(typed, exponent_of(state.stand.currency)) if typed.strip() else None
        if amount is not None:
            return self._name_typed(kind, amount)
        if self._state.active == kind:
            self._state.active = ""
        else:
            self._state.tenders.pop(kind, None)
            self._state.active = kind
            if kind in SHOWN_TENDERS:
                self._state.rest, self._state.rest_meant = kind, True
        self._tendered()
        return proposed

    def _name_typed(self, kind: str, amount: int) -> bool:
        """Take an amount that stood in the field; False where it is asked about, and stays there as this tender's."""
        try:
            self.name(kind, amount)
        except LoyaltyError as error:
            # Enter, pressed out of habit at the question, must not ring what was meant as money for goods.
            self._state.active = kind
            self._refresh()
            self.tell(error)
            return False
        return True

    def _say_empty(self, text: str) -> None:
        """An amount cannot be paid for nothing: say so, and leave it where it stands."""
        if text.strip():
            self.tell(LoyaltyError("basket_empty"))

    def _say_why_none(self) -> None:
        """The key of credit has nothing to propose: say why, while the sale goes on."""
        why = why_no_credit(self._state, self._lang())
        if why is not None:
            self.tell(why)

    def is_proposed(self, text: str) -> bool:
        """Say whether a text is the amount of credit that was put into the field, not typed over."""
        # The field writes it in the digits of the reader, which need not be those of the language.
        same = fold_digits(text) == fold_digits(self._proposed)
        return self._state.active == CREDIT and bool(text) and same

    def name(self, kind: str, amount: int) -> None:
        """Take an amount for a tender, or for credit; raises `cash_large` the first time cash is hardly meant."""
        if kind == "cash":
            others = sum(paid for one, paid in self._state.tenders.items() if one != kind)
            self._cash.check(amount, max(self._state.to_pay - others, 0), self._state.stand.currency)
        self._state.active = ""
        if kind == CREDIT:
            self.spend(amount)
        else:
            self._state.tenders[kind] = amount
            self._tendered()

    def name_sent(self, kind: str, amount: int, text: str) -> None:
        """Take an amount that was sent after its tender's key; what is asked about goes back into the field."""
        try:
            self.name(kind, amount)
        except LoyaltyError as error:
            self._view.propose_field(text)
            self._fail(error)

    def press_credit(self, text: str) -> bool:
        """Take the key of credit: propose what wastes least; again: let the amount be changed in the field."""
        state = self._state
        proposed = (state.served.credit_proposed or state.served.credit_askable) if state.served else 0
        amount = read_amount(text, exponent_of(state.stand.currency)) if text.strip() else None
        if amount is None and not proposed and not text.strip():
            self._say_why_none()
        elif not state.lines:
            self._say_empty(text)
        if not state.lines or (not proposed and amount is None):
            return False
        if amount is not None:
            self.name(CREDIT, amount)
        elif not state.credit:
            state.active = CREDIT
            self.spend(proposed)
        else:
            state.active = CREDIT
            self._refresh()
            self._proposed = format_amount(state.credit, self._lang(), state.stand.currency)
            self._view.propose_field(self._proposed)
        return amount is not None

    def leave_active(self) -> None:
        """Digits go to no tender any more; credit whose amount was asked for is spent no more."""
        was_credit = self._state.active == CREDIT
        self._state.active = ""
        if was_credit:
            self.spend(0)
        else:
            self._refresh()

    def spend(self, amount: int) -> None:
        """Let credit pay a part."""
        before = self._state.credit
        self._state.credit = amount
        self._state.fact_id = ""
        self.price(before)

    def price(self, credit_before: int = 0) -> None:
        """Price the basket as it stands now, and show it when that is done."""
        state = self._state
        work = partial(
            self._counter.serve,
            state.basket,
            state.member_id,
            state.credit,
            state.payment,
            past_floor=bool(state.override),
        )
        self._flow.run(work, self._priced, partial(self._unpriced, credit_before))
        self._refresh()

    def _tendered(self) -> None:
        """Another way to pay, and another amount of it, may bring other offers: price the basket anew."""
        if self._state.lines:
            self.price(self._state.credit)
        else:
            self._refresh()

    def override(self, reason: str) -> None:
        """Let offers go below the margin floor for a reason ('': no more); who may signs when the sale is recorded."""
        self._state.override, self._state.fact_id = reason, ""
        self.price()

    def _priced(self, served: Served) -> None:
        self._state.served = served
        self._refresh()
        self._ask_uses(served)

    def _ask_uses(self, served: Served) -> None:
        """Ask the centre, while selling goes on, for what offers of this basket lack here; once."""
        state = self._state
        wanted = waits_for_centre(served.quote), state.member_id, state.codes
        if not wanted[0] or wanted == state.asked or not self._counter.can_ask():
            return
        state.asked = wanted
        work = partial(self._counter.ask_uses, state.basket, state.member_id)
        self._flow.aside(work, lambda _: self._uses_came(wanted), partial(self._no_uses, wanted))

    def _uses_came(self, wanted: object) -> None:
        if self._state.lines and self._state.asked == wanted:
            self.price()

    def _no_uses(self, wanted: object, error: LoyaltyError) -> None:
        if self._state.lines and self._state.asked == wanted:
            self.tell(error)

    def _unpriced(self, credit_before: int, error: LoyaltyError) -> None:
        """Credit others hold is asked for; what does not fit goes back to what it was, and what is wrong is said."""
        self._flow.drop()
        if error.code == "rights_short" and self._state.member_id and self._counter.can_ask():
            self._ask(credit_before)
        elif self._state.drop_code(error):
            # A code left in the basket would be tried again with every line, and stand in the way of the sale.
            self.price(credit_before)
            self._fail(error)
        else:
            self._take_back(credit_before, error)

    def _ask(self, credit_before: int) -> None:
        member_id, amount = self._state.member_id, self._state.credit
        assert member_id is not None
        self._view.show_asking(line=self._counter.has_line())
        self._flow.ask(
            partial(self._counter.ask_credit, member_id, amount),
            lambda _: self.price(credit_before),
            partial(self._take_back, credit_before),
        )

    def _take_back(self, credit_before: int, error: LoyaltyError) -> None:
        if self._state.credit:
            back = credit_before if self._state.credit != credit_before else 0
            self._state.credit = back
            self._state.active = ""
            self.price(0)
        self._fail(error)

    def record(self, *, paper: bool) -> None:
        """Record the sale if it is paid; a second try of the same basket is the same sale."""
        state = self._state
        if state.mode != SELLING or not state.lines:
            return
        if quote_of(state) is None:
            self.price()
            self._flow.after(partial(self._record_priced, paper))
        else:
            self._record_priced(paper)

    def _record_priced(self, paper: bool) -> None:
        state, quote = self._state, quote_of(self._state)
        if quote is None or not state.lines:
            return
        if state.missing:
            self._fail(LoyaltyError("rest_unnamed", missing=state.missing))
            return
        state.fact_id = state.fact_id or self._counter.new_id()
        assert state.served is not None
        purchase = Purchase(
            # What was shown is what is sold: priced for the kinds of tender it was shown for.
            replace(state.basket, tenders=state.served.basket.tenders),
            state.member_id,
            state.paying(),
            state.credit,
            state.fact_id,
            paper,
            state.override,
            promised=Promise(quote.totals.to_pay, quote.totals.credit_earned),
        )
        self._put_down(purchase, None)

    def _put_down(self, purchase: Purchase, approval: Session | None) -> None:
        self._flow.run(
            partial(self._counter.record, purchase, approval),
            partial(self._recorded, purchase),
            partial(self._not_recorded, purchase),
        )

    def _recorded(self, purchase: Purchase, recorded: Recorded) -> None:
        state = self._state
        name = state.served.member.person.name if state.served and state.served.member else ""
        points = named_points(recorded.earned_points, state.served)
        spent = state.credit
        state.forget()
        state.mode = RECORDED
        self._view.show_recorded(
            ShownRecorded(
                kind="training" if state.stand.training else "sale",
                number=recorded.number,
                net=recorded.net,
                credit_spent=spent,
                change=recorded.change,
                money_kinds=tuple((one.kind, one.amount) for one in purchase.tenders),
                credit_after=recorded.credit_after,
                earned_credit=recorded.earned_credit,
                earned_later=recorded.earned_later,
                active_on=recorded.active_on,
                earned_points=points,
                member=name,
                printing=purchase.paper and state.stand.printer and not state.stand.training,
            )
        )
        self._refresh()

    def _not_recorded(self, purchase: Purchase, error: LoyaltyError) -> None:
        """What was shown no longer holds (an hour has passed, credit is gone): show what holds now."""
        self._flow.drop()
        if purchase.override and error.code == "not_allowed" and self.ask_approval is not None:
            self.ask_approval("override_margin", partial(self._put_down, purchase))
            return
        if error.code in ("member_pin_needed", "member_pin_unset") and self.ask_member is not None:
            self._ask_member(purchase, error)
            return
        if error.code == "fact_exists":
            self._state.fact_id = ""
        self._fail(error)
        if error.code not in ("shift_needed", "disk_full"):
            self.price()

    def _ask_member(self, purchase: Purchase, needed: LoyaltyError) -> None:
        """Let the member who spends prove who they are, and record the same purchase with that."""
        assert self.ask_member is not None
        served = self._state.served
        name = served.member.person.name if served and served.member else ""
        spender = Spender(purchase.member_id or "", name, partial(self._put_proved, purchase))
        self.ask_member(needed, spender, partial(self._put_down, replace(purchase, vouched=True)))

    def _put_proved(self, purchase: Purchase, proof: Proof) -> None:
        self._put_down(replace(purchase, proof=proof), None)
