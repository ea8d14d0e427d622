"""Taking back: a receipt is scanned, lines and quantities are picked, what goes back is shown, then confirmed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from desktop.ui.sale.counter import Counter, LineSold, SaleFound, TakenBack
from desktop.ui.sale.flow import Flow
from desktop.ui.sale.shown import ShownRecorded, ShownRefund, ShownRefundLine, ShownReturn
from desktop.ui.sale.state import RECORDED, REFUNDING, SELLING, SaleState
from desktop.usecases.selling.reversing import REASONS, Foreseen
from desktop.usecases.sign_in import Session
from loyalty.basket import UNIT_QUANTITY
from loyalty.documents import Text
from loyalty.errors import LoyaltyError
from loyalty.kinds import CREDIT
from loyalty.reversal import ReversalPlan
from loyalty.sale_parts import quantity_shown
from loyalty.words import Lang

MISTAKE = "mistake"
"""Why a sale is voided, unless somebody says otherwise."""


class RefundView(Protocol):
    """The part of the view that taking back needs."""

    def show_refund(self, refund: ShownRefund | None) -> None: ...

    def show_recorded(self, recorded: ShownRecorded | None) -> None: ...


class RefundPort(RefundView, Protocol):
    """The view, and what hears of a copy."""

    def show_copied(self) -> None: ...


class RefundDesk:
    """A refund or void under way. `ask_approval(act, then)` asks for another person's PIN in place."""

    def __init__(
        self,
        state: SaleState,
        counter: Counter,
        flow: Flow,
        view: RefundPort,
        refresh: Callable[[], None],
        fail: Callable[[LoyaltyError], None],
        ask_approval: Callable[[str, Callable[[Session], None]], None],
        lang: Callable[[], Lang],
    ) -> None:
        self._state, self._counter, self._flow, self._view = state, counter, flow, view
        self._refresh, self._fail, self._ask, self._lang = refresh, fail, ask_approval, lang
        self._sale: SaleFound | None = None
        self._picked: dict[int, int] = {}
        self._at = 0
        self._reason, self._why_void = REASONS[0], MISTAKE
        self._plan: Foreseen | None = None
        self._whole = False
        self._fresh = False
        """The chosen line was not decided on yet: Enter means the line, not the whole return."""

    def start(self) -> None:
        """Ask for a receipt."""
        self._sale, self._plan, self._picked, self._whole = None, None, {}, False
        self._reason, self._why_void = REASONS[0], MISTAKE
        self._state.mode = REFUNDING
        self._state.sale_found = self._state.voiding = False
        self.show()
        self._refresh()

    def leave(self) -> None:
        """Go back to selling; the basket is as it was."""
        self._state.mode = SELLING
        self._view.show_refund(None)
        self._refresh()

    def open(self, reference: str) -> None:
        """Find the sale of a receipt."""
        if self._state.mode != REFUNDING:
            self.start()
        self._flow.run(partial(self._counter.find_sale, reference), self._found)

    def say_anew(self) -> None:
        """Show the page in the language that is read now: names of the open sale are asked for again."""
        if self._sale is not None and self._state.mode == REFUNDING:
            self._flow.run(partial(self._counter.find_sale, self._sale.sale_id), self._renamed)
        self.show()

    def _renamed(self, sale: SaleFound) -> None:
        if self._sale is not None and self._sale.sale_id == sale.sale_id:
            self._sale = sale
            self.show()

    def move(self, step: int) -> None:
        """Go to the line above or below."""
        lines = self._sale.lines if self._sale else ()
        if lines:
            self._at = max(0, min(self._at + step, len(lines) - 1))
            self._fresh = True
            self.show()

    def enter(self) -> None:
        """Enter: take the chosen line back where that is still open, else confirm what was picked."""
        line = self._line(None)
        if line is not None and self._enter_picks(line):
            self._pick(line, line.left)
        else:
            self.confirm()

    def _enter_picks(self, line: LineSold) -> bool:
        undecided = self._fresh or not self._picked
        return undecided and not self._whole and bool(line.left) and not self._picked.get(line.line_no)

    def toggle(self, line_no: int | None = None) -> None:
        """Take the whole of a line back, or nothing of it."""
        line = self._line(line_no)
        if line is not None:
            self._pick(line, 0 if self._picked.get(line.line_no) else line.left)

    def pick_quantity(self, quantity: int) -> None:
        """Take this much of the chosen line back (thousandths), as typed: what cannot come back is refused, not guessed."""
        line = self._line(None)
        if line is None:
            return
        wrong = why_not(line, quantity)
        # What was picked before goes too: the next Enter must not take that back instead.
        self._pick(line, quantity if wrong is None else 0)
        if wrong is not None:
            self._fail(wrong)

    def step(self, pieces: int, line_no: int | None = None) -> None:
        """One piece more or fewer of a line, at most what is left; all of what is weighed or nothing."""
        line = self._line(line_no)
        if line is None:
            return
        wanted = max(0, self._picked.get(line.line_no, 0) + pieces * UNIT_QUANTITY)
        whole = line.divisible and pieces > 0
        self._pick(line, line.left if whole else 0 if line.divisible else min(wanted, line.left))

    def pick_all(self) -> None:
        """Take everything that is left back, or nothing."""
        if self._sale is None:
            return
        everything = {line.line_no: line.left for line in self._sale.lines if line.left}
        self._picked = {} if self._picked == everything else everything
        self._whole = False
        self._preview()

    def void(self) -> None:
        """Undo the whole sale exactly, as if it had not been."""
        if self._sale and self._sale.may_void:
            self._whole = not self._whole
            self._picked = {}
            self._preview()

    def print_again(self) -> None:
        """Print the receipt that stands open once more, as a copy; nothing is taken back by it."""
        if self._sale is not None and self._state.mode == REFUNDING:
            work = partial(self._counter.print_again, self._sale.sale_id)
            self._flow.run(work, lambda _: self._view.show_copied())

    def choose_reason(self, reason: str) -> None:
        """Say why; a void has a reason of its own."""
        if self._whole:
            self._why_void = reason
        else:
            self._reason = reason
        self.show()

    def _why(self) -> str:
        return self._why_void if self._whole else self._reason

    def confirm(self, approval: Session | None = None) -> None:
        """Take back what was picked; who may not do it alone brings another person's PIN.

        Once: a key pressed twice never gives money back twice. What was shown counts again only when it is refused.
        """
        plan, sale = self._plan, self._sale
        if sale is None or plan is None or self._state.mode != REFUNDING:
            return
        self._plan = None
        parts = None if self._whole else self._parts()
        work = partial(self._counter.take_back, sale.sale_id, parts, self._why(), approval)
        self._flow.run(work, self._done, partial(self._refused, plan))

    def show(self) -> None:
        """Show the page as it stands."""
        sale = self._sale
        if self._state.mode != REFUNDING:
            return
        if self._state.voiding != self._whole:
            self._state.voiding = self._whole
            self._refresh()
        if sale is None:
            self._view.show_refund(ShownRefund())
            return
        self._view.show_refund(
            ShownRefund(
                stage="lines",
                number=sale.number,
                sold_on=sale.on,
                sold_at=sale.at,
                member=sale.member,
                phone=sale.phone,
                of_member=sale.of_member,
                lines=tuple(self._line_shown(line, place) for place, line in enumerate(sale.lines)),
                preview=self._plan_shown(),
                reasons=REASONS,
                reason=self._why(),
                may_void=sale.may_void,
                may_copy="print_copy" in self._state.stand.acts,
                voiding=self._whole,
                can_confirm=self._plan is not None,
                printer=self._state.stand.printer,
                enter_confirms=self._plan is not None and not self._enter_picks(sale.lines[self._at]),
            )
        )

    def _line(self, line_no: int | None) -> LineSold | None:
        lines = self._sale.lines if self._sale else ()
        if line_no is not None:
            self._at = next((n for n, line in enumerate(lines) if line.line_no == line_no), self._at)
        return lines[self._at] if 0 <= self._at < len(lines) else None

    def _pick(self, line: LineSold, quantity: int) -> None:
        self._whole = self._fresh = False
        self._picked = {**self._picked, line.line_no: quantity}
        self._picked = {number: much for number, much in self._picked.items() if much}
        self._preview()

    def _parts(self) -> tuple[tuple[int, int], ...]:
        return tuple(sorted(self._picked.items()))

    def _preview(self) -> None:
        self._plan = None
        self.show()
        if self._sale is None or not (self._picked or self._whole):
            return
        parts = None if self._whole else self._parts()
        self._flow.run(
            partial(self._counter.preview, self._sale.sale_id, parts), partial(self._planned, parts)
        )

    def _planned(self, parts: tuple[tuple[int, int], ...] | None, plan: Foreseen) -> None:
        if parts == (None if self._whole else self._parts()):
            self._plan = plan
            self.show()

    def _found(self, sale: SaleFound) -> None:
        self._sale, self._plan, self._whole, self._fresh = sale, None, False, False
        self._state.sale_found = True
        left = [line for line in sale.lines if line.left]
        self._at = sale.lines.index(left[0]) if left else 0
        # Nothing is picked unasked, not even an only line: Enter pressed once too often gives no money away.
        self._picked = {}
        self._preview()
        self._refresh()

    def _done(self, back: TakenBack) -> None:
        training, kind = self._state.stand.training, "void" if self._whole else "refund"
        member = back.member or (self._sale.member if self._sale else "")
        self._sale, self._picked, self._whole = None, {}, False
        self._view.show_refund(None)
        self._state.mode = RECORDED
        self._view.show_recorded(
            ShownRecorded(
                kind=f"{kind}_training" if training else kind,
                number=back.number,
                net=back.plan.net,
                money_back=sum(tender.amount for tender in back.money_back),
                money_kinds=tuple((tender.kind, tender.amount) for tender in back.money_back),
                drawer_short=back.drawer_short,
                credit_back=back.plan.credit_back,
                credit_taken=back.plan.credit_taken,
                points_taken=tuple((self._points_text(unit), much) for unit, much in back.plan.points_taken),
                withheld=back.plan.withheld,
                owed=self._owed(back.plan),
                credit_after=back.credit_after,
                member=member,
                printing=self._state.stand.printer and not training,
                basket_waits=bool(self._state.lines),
            )
        )
        self._refresh()

    def _refused(self, plan: Foreseen, error: LoyaltyError) -> None:
        if self._state.mode != REFUNDING:  # left meanwhile: nothing was recorded, and nothing is to be asked
            return
        self._plan = plan
        if error.code == "not_allowed":
            self._ask(str(error.values["act"]), self.confirm)
        else:
            self._flow.drop()
            self._fail(error)

    def _line_shown(self, line: LineSold, place: int) -> ShownRefundLine:
        picked = line.left if self._whole else self._picked.get(line.line_no, 0)
        chosen = place == self._at
        return ShownRefundLine(
            line.line_no,
            line.name,
            line.code,
            line.quantity,
            line.left,
            picked,
            line.net,
            line.unit,
            chosen,
            enter_picks=chosen and self._enter_picks(line),
        )

    def _points_text(self, unit: str) -> Text:
        kind = unit.partition(":")[2] or unit
        return next((name for known, name in self._state.stand.points if known == kind), Text(kind, kind))

    def _owed(self, plan: ReversalPlan) -> int:
        return sum(owed.amount for owed in plan.owed if owed.unit == CREDIT)

    def _plan_shown(self) -> ShownReturn | None:
        if self._plan is None:
            return None
        plan = self._plan.plan
        return ShownReturn(
            net=plan.net,
            money=plan.money_back,
            money_kinds=tuple((tender.kind, tender.amount) for tender in self._plan.money_back),
            credit=plan.credit_back,
            credit_taken=plan.credit_taken,
            points_taken=tuple(
                (self._points_text(unit).of(self._lang()), number) for unit, number in plan.points_taken
            ),
            withheld=plan.withheld,
            owed=self._owed(plan),
            grace=sum(lot.amount for lot in plan.graced),
            lapsed=plan.lapsed,
            late=plan.late,
            ended=sum(part.amount for part in plan.ended),
            drawer_short=self._plan.drawer_short,
        )


def why_not(line: LineSold, quantity: int) -> LoyaltyError | None:
    """Return why a quantity (thousandths) of a line cannot come back, None where it can."""
    if not line.divisible and quantity % UNIT_QUANTITY:
        return LoyaltyError("quantity_not_whole", line=line.line_no, quantity=quantity)
    if quantity <= line.left:
        part = line.divisible and 0 < quantity < line.left
        return LoyaltyError("refund_line_whole_only", line=line.line_no) if part else None
    if not line.left:
        return LoyaltyError("refund_line_returned", line=line.line_no)
    code = "refund_more_than_sold" if line.left == line.quantity else "refund_more_than_left"
    return LoyaltyError(code, line=line.line_no, left=quantity_shown(line.left))
