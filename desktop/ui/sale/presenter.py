"""The sale screen's presenter: every signal of the view arrives here and goes to the desk that knows. No Qt.

It holds the open sale and the last quote, nothing else. What a person enters while the till works waits its turn
(`flow`); a refusal becomes a sentence in the verdict line.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from desktop.ui.sale import judging
from desktop.ui.sale.calm import Calm
from desktop.ui.sale.candidates import COUNT_FIRST, COUNTED, NOT_CASH, Candidate
from desktop.ui.sale.counter import Counter
from desktop.ui.sale.enrolling import EnrolDesk
from desktop.ui.sale.finding import FindDesk
from desktop.ui.sale.flow import Flow
from desktop.ui.sale.ground import Ground
from desktop.ui.sale.half_typed import HalfTyped
from desktop.ui.sale.keeping import KeepDesk
from desktop.ui.sale.mirror import display_of, paid_display
from desktop.ui.sale.parking import ParkDesk
from desktop.ui.sale.paying import CREDIT, PayDesk
from desktop.ui.sale.refunding import RefundDesk
from desktop.ui.sale.screen_port import SaleScreen
from desktop.ui.sale.showing import MOST_NEAR, asked_of, basket_shown, member_shown, pay_shown
from desktop.ui.sale.shown import ShownRecorded
from desktop.ui.sale.shown_people import ShownStand
from desktop.ui.sale.staffing import StaffDesk
from desktop.ui.sale.standing import StandDesk
from desktop.ui.sale.state import ENROLLING, RECORDED, REFUNDING, SELLING, SHIFT, SaleState
from desktop.ui.sale.tender_keys import TenderKeys
from desktop.ui.sale.training import TrainingDesk
from desktop.ui.shell.values import CustomerDisplay
from desktop.ui.tasks import Tasks
from loyalty.basket import UNIT_QUANTITY
from loyalty.errors import LoyaltyError
from loyalty.problems import hint, say
from loyalty.quote import NEARLY
from loyalty.words import Lang


class SalePresenter:
    """`lang` gives the reader's language; `display` shows the customer's window; `stood` hears of a new cashier."""

    def __init__(
        self,
        view: SaleScreen,
        tasks: Tasks,
        counter: Counter,
        *,
        lang: Callable[[], Lang],
        usual_tender: str = "card",
        display: Callable[[CustomerDisplay], None] | None = None,
        recorded: Callable[[], None] | None = None,
    ) -> None:
        self._view, self._tasks, self._counter, self._lang = view, tasks, counter, lang
        self._display, self._told = display, recorded or (lambda: None)
        self.state = SaleState(usual_tender=usual_tender, rest=usual_tender)
        self.flow = Flow(tasks, self._fail)
        state, flow, refresh = self.state, self.flow, self.refresh
        self.find = FindDesk(state, counter, tasks, flow, view, self._act, lang)
        self.pay = PayDesk(state, counter, flow, self, refresh, self._fail, lang)
        self.pay.tell = self._tell
        self.calm = Calm(state, view, self.pay, refresh)
        self.staff = StaffDesk(state, counter, flow, view, refresh, self._said, lang)
        self.pay.ask_approval, self.pay.ask_member = self.staff.ask_approval, self.staff.ask_member
        self.back = RefundDesk(state, counter, flow, self, refresh, self._fail, self.staff.ask_approval, lang)
        self.enrol = EnrolDesk(state, counter, flow, view, self._serve, self._said, refresh)
        self.enrol.joined = self._told
        self.ground = Ground(state, self.staff, self.back, self.enrol, view)
        self.parks = ParkDesk(state, counter, flow, view, refresh, self.pay.price)
        self.keep = KeepDesk(state, counter, tasks, flow, self.pay.price)
        self.training = TrainingDesk(
            state, counter, flow, view, self.ground, self.keep, refresh=refresh, price=self.pay.price
        )
        self.keys = TenderKeys(state, self.find, self.pay, flow, view)
        self.half_typed = HalfTyped(state, self.find, self.pay, flow, view, lang)
        self.stand = StandDesk(
            state, counter, flow, self.staff, self.training, self.keep, self.ground, self.calm, refresh
        )
        flow.at_rest = self.keep.look

    def open(self) -> None:
        """Begin: show who stands here; ask for the counted cash when no shift is open."""
        self.stand.begin()

    def look_again(self) -> None:
        """The counter is shown again: what was done on other pages holds here too."""
        self.stand.look_again()

    def on_locked(self) -> None:
        """Nobody stands here any more: the basket stays; what was half done and an open PIN go with who did them."""
        self.ground.clear()
        self.staff.doubt.forget()
        self.staff.at_hand = False
        self.find.forget()
        self._view.clear_problem()

    # -- the field ----------------------------------------------------------------------------------------

    def on_text_changed(self, text: str) -> None:
        """Understand the field; the first key after a sale begins the next one."""
        if text:
            self.calm.leave()
            self._view.clear_problem()
        was_empty = not self.find.text
        self.find.type(text)
        if was_empty != (not text.strip()):
            self._show_pay()

    def on_submitted(self, text: str) -> None:
        """Enter: act on the text, or record when the field is empty."""
        self._view.clear_problem()
        if not (bare := text.strip()):
            self.flow.after(partial(self._enter, self.state.mode, self.state.sale_found))
        elif not self.flow.busy and self.find.is_ready(bare):
            self.find.take()
        else:
            # Out of the field at once: what is typed next is another entry.
            self.find.forget()
            self.flow.after(partial(self.find.take_late, bare))

    def _enter(self, seen: str, sale_seen: bool) -> None:
        if self.state.mode == REFUNDING:
            self.back.enter() if sale_seen else None  # else nothing stood there that it could mean
        elif self.state.mode == SELLING:
            self.pay.record(paper=True)
        elif seen == RECORDED:  # the page stood there when it was pressed
            self.calm.basket_again()

    def on_moved(self, step: int) -> None:
        """Arrow down or up: among readings while there is text, else among lines."""
        if self.find.text:
            self.find.move(step)
        elif self.state.mode == REFUNDING:
            self.back.move(step)
        elif self.state.lines and self.state.mode != RECORDED:
            at = self.state.chosen or (len(self.state.lines) + 1 if step < 0 else 0)
            self.state.chosen = max(1, min(at + step, len(self.state.lines)))
            self._show_basket()

    def on_choice_picked(self, place: int) -> None:
        """A reading was pointed at."""
        self.flow.after(partial(self.find.pick, place))

    def on_left(self) -> None:
        """Esc: one step back, from the nearest thing to the farthest."""
        self._view.clear_problem()
        state = self.state
        if self.staff.asking:
            self.staff.leave()
        elif self.find.text and state.active != CREDIT:
            self.find.forget()
        elif self.calm.leave():
            pass
        elif state.active:
            self.find.forget()
            self.pay.leave_active()
        elif state.mode == ENROLLING:
            self.enrol.leave()
        elif state.mode == REFUNDING:
            self.back.leave()
        elif state.mode == SHIFT:
            self.staff.leave_shift()
        elif state.chosen:
            state.chosen = 0
            self._show_basket()
        elif not state.lines and state.member_id:
            state.forget()
            self.refresh()

    def _act(self, chosen: Candidate) -> None:
        """Do what was understood."""
        kind, reading = chosen.kind, chosen.reading
        if chosen.error:
            self._fail(chosen.error)
        elif chosen.member:
            self._serve(chosen.member.member_id)
        elif chosen.line:
            self._change(partial(self.state.add, chosen.line))
        elif kind == "new_member":
            self.enrol.start(reading.text)
        elif kind == "code":
            self._change(lambda: self.state.add_code(reading.text))
        elif kind == "receipt":
            self.back.open(reading.text)
        elif kind == "quantity":
            self._set_quantity(reading.quantity)
        elif kind in (COUNTED, NOT_CASH):
            self.staff.count(chosen)
        elif kind == COUNT_FIRST:
            self.staff.need_shift()
            self._view.set_field(reading.text)
        else:
            self.pay.name_sent(kind, reading.amount, reading.text)

    def _set_quantity(self, quantity: int) -> None:
        if self.state.mode == REFUNDING:
            self.back.pick_quantity(quantity)
        else:
            self._change(lambda: self.state.set_quantity(self.state.chosen_line, quantity))

    def serve(self, member_id: str) -> None:
        """Serve a member chosen on another screen; the open basket is theirs."""
        self.flow.after(partial(self._serve, member_id))

    def _serve(self, member_id: str) -> None:
        state = self.state
        self.calm.basket_again()
        self.ground.clear()
        state.member_id, state.credit, state.active, state.revealed = member_id, 0, "", False
        state.fact_id = ""
        self.pay.price()

    def _change(self, change: Callable[[], None]) -> None:
        """Change the basket and price it anew."""
        self.calm.leave()
        try:
            change()
        except LoyaltyError as error:
            self._fail(error)
            return
        self._view.clear_problem()
        if not self.state.lines:
            self.state.credit, self.state.tenders, self.state.active = 0, {}, ""
        self.pay.price(self.state.credit)

    # -- the basket ---------------------------------------------------------------------------------------

    def on_undone(self) -> None:
        """Ctrl+Z: the last change of the basket is taken back."""
        self.flow.after(self._undo)

    def _undo(self) -> None:
        if self.state.mode == SELLING and self.state.undo():
            self._change(lambda: None)

    def on_line_chosen(self, line_no: int) -> None:
        """A line was pointed at."""
        self.state.chosen = line_no
        self._show_basket()

    def on_line_removed(self, line_no: int = 0) -> None:
        """Delete: the chosen line goes."""
        number = line_no or self.state.chosen
        if self.state.mode == SELLING and number:
            self._change(lambda: self.state.remove(number))

    def on_quantity_stepped(self, pieces: int) -> None:
        """Ctrl and an arrow: one piece more or fewer of the chosen line; none is left: the line goes."""
        state, number = self.state, self.state.chosen_line
        if state.mode == REFUNDING:
            self.back.step(pieces)
        elif state.mode == SELLING and number:
            quantity = state.lines[number - 1].quantity + pieces * UNIT_QUANTITY
            fewer = partial(state.remove, number)
            self._change(partial(state.set_quantity, number, quantity) if quantity > 0 else fewer)

    def on_parked(self) -> None:
        """F6."""
        self.calm.basket_again()
        self.flow.after(self.parks.park)

    def on_parked_wanted(self) -> None:
        """F7."""
        self.flow.after(self.parks.open)

    def on_recalled(self, park_id: str) -> None:
        """A parked basket was picked."""
        self.flow.after(partial(self.parks.recall, park_id))

    def on_why_wanted(self) -> None:
        """F8: what the basket earns by itself, and every offer's verdict in a sentence."""
        told = self.state.served, self.state.stand, self._lang(), self.state.override
        self._view.show_why(judging.why(*told))

    def on_overridden(self, reason: str) -> None:
        """Offers may go below the margin floor, for a reason; '' takes it back."""
        self._view.show_why(None)
        self.pay.override(reason)

    def on_revealed(self) -> None:
        """Show the whole phone, to whom it may be shown; again: hide it."""
        self.state.revealed = not self.state.revealed and "see_phone" in self.state.stand.acts
        self._view.show_member(member_shown(self.state, self._lang()))

    def on_member_left(self) -> None:
        """Serve nobody: the basket stays, as a walk-in's."""
        self.state.member_id, self.state.credit, self.state.revealed = None, 0, False
        self.pay.price()

    # -- paying -------------------------------------------------------------------------------------------

    def on_tender_pressed(self, kind: str) -> None:
        """F3, F4, or another kind."""
        self.keys.press(kind)

    def on_credit_pressed(self) -> None:
        """F2."""
        self.keys.press_credit()

    def on_recorded(self, *, paper: bool) -> None:
        """The button, or F10 without paper; what is still typed is taken in and shown first."""
        self._view.clear_problem()
        then = self.back.confirm if self.state.mode == REFUNDING else partial(self.pay.record, paper=paper)
        if not self.calm.basket_again():
            self.half_typed.before(then)

    # -- the rest -----------------------------------------------------------------------------------------

    def on_refund_pressed(self) -> None:
        """F9: into taking back, and out of it."""
        if self.state.mode == REFUNDING:
            self.back.leave()
        elif self.state.mode in (SELLING, RECORDED):
            self.calm.leave()
            self.back.start()

    def on_cashier_wanted(self) -> None:
        """F12."""
        self.staff.leave() if self.staff.switching else self.flow.after(self.staff.switch)

    def on_training_pressed(self) -> None:
        """F11: nothing is written until it is pressed again; it does not begin in the middle of a sale."""
        self.training.press()

    def show_asking(self, *, line: bool) -> None:
        """Say that somebody elsewhere is asked for credit; without a line, that it is tried once more."""
        self._view.show_asking(line=line)

    def show_recorded(self, recorded: ShownRecorded | None) -> None:
        """Show a recorded sale here and to the customer."""
        self._view.show_recorded(recorded)
        if recorded is not None:
            if self._display is not None:
                self._display(paid_display(recorded, self.state.stand.shop))
            self._told()

    def show_copied(self) -> None:
        """Say that a copy goes to paper, and let it be printed."""
        self._view.show_notice("copied")
        self._told()

    def propose_field(self, text: str) -> None:
        """Put an amount into the field, ready to be typed over."""
        self._view.propose_field(text)

    def show_refund(self, refund: object) -> None:
        """Show the page of taking back."""
        self._view.show_refund(refund)  # type: ignore[arg-type]

    def language_changed(self) -> None:
        """Write names and sentences anew; the verdicts were said in the other language and are put away."""
        self._view.show_why(None)
        self.find.show_again()
        for desk in (self.back, self.staff, self.enrol):
            desk.say_anew()
        self.refresh()

    def refresh(self) -> None:
        """Show everything as it stands."""
        state, stand, lang = self.state, self.state.stand, self._lang()
        self._view.show_stand(ShownStand(stand.staff, stand.branch, stand.till, None, stand.training))
        self._view.show_asked(asked_of(state), spent=state.credit)
        self._view.show_member(member_shown(state, lang))
        self._show_basket()
        self._show_pay()
        served = state.served
        near = judging.near(served, lang, NEARLY, MOST_NEAR) if served and state.lines else ()
        self._view.show_nearly(near, any_offer=bool(served and served.quote and served.quote.verdicts))
        if self._display is not None and state.mode != RECORDED:
            self._display(display_of(state, lang))
        if not self.flow.busy:
            self.keep.look()

    def _show_basket(self) -> None:
        self._view.show_basket(basket_shown(self.state, self._lang(), self.find.soft()))

    def _show_pay(self) -> None:
        self._view.show_pay(pay_shown(self.state, self._lang(), field_empty=not self.find.text))

    def _said(self, error: LoyaltyError) -> str:
        lang, currency = self._lang(), self.state.stand.currency
        return "\n".join(text for text in (say(error, lang, currency), hint(error, lang, currency)) if text)

    def _fail(self, error: LoyaltyError) -> None:
        self.flow.drop()
        if error.code == "shift_needed":
            self.ground.clear()
            self.staff.need_shift()
        self._tell(error)

    def _tell(self, error: LoyaltyError) -> None:
        self._view.show_problem(partial(self._said, error))
