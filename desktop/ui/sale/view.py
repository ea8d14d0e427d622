"""The sale screen: one field that takes anything, the member beside the basket beside the payment. Passive.

It builds and shows; every decision is the presenter's. The focus rests in the field; what opens in place gives it
back. Keys act wherever the focus is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui import language
from desktop.ui.sale import words
from desktop.ui.sale.basket_column import NARROW, WIDE, WIDEST, BasketColumn
from desktop.ui.sale.choice_list import ChoiceList
from desktop.ui.sale.keys import SCREEN_KEYS, basket_key, is_text, is_undo, write_into
from desktop.ui.sale.left_side import LeftSide
from desktop.ui.sale.nearly_band import NearlyBand
from desktop.ui.sale.parts import basket_acts, connect_parts, stack
from desktop.ui.sale.patience import Patience
from desktop.ui.sale.pay_column import PayColumn
from desktop.ui.sale.recorded_page import RecordedPage, ShiftPage
from desktop.ui.sale.refund_page import RefundPage, ReturnColumn
from desktop.ui.sale.sheets import ParkedSheet, PinSheet, WhySheet
from desktop.ui.sale.shown import (
    ShownBasket,
    ShownCandidate,
    ShownMember,
    ShownNear,
    ShownParked,
    ShownPay,
    ShownReading,
    ShownRecorded,
    ShownRefund,
    ShownWhy,
)
from desktop.ui.sale.shown_people import ShownFormer, ShownPin, ShownShift, ShownStand
from desktop.ui.widgets import (
    Hairline,
    Sheet,
    SmartField,
    Spacer,
    VerdictBar,
    WarnBox,
    column,
    on_ground,
    row,
)

CORNER = 196
"""What the shell's block (cashier, branch, hour) takes at the end of the top band."""

NARROW_PAGE, WIDE_PAGE = 1250, 2200
SIDES = {"narrow": (316, 300, NARROW), "usual": (368, 336, WIDE), "wide": (480, 440, WIDEST)}
"""Widths of the member and pay columns, and of the basket's figures, by how wide the page is."""


class SaleView(QWidget):
    """Everything a presenter's `SaleScreen` asks for; signals in the past tense carry what a person did."""

    text_changed = Signal(str)
    submitted = Signal(str)
    moved = Signal(int)
    choice_picked = Signal(int)
    left = Signal()
    key_pressed = Signal(str)
    undone = Signal()
    line_removed = Signal()
    line_chosen = Signal(int)
    quantity_stepped = Signal(int)
    tender_pressed = Signal(str)
    recalled = Signal(str)
    revealed = Signal()
    member_left = Signal()
    record_pressed = Signal(bool)
    enrolment_submitted = Signal(str, str, str, str, tuple)
    refund_line_toggled = Signal(int)
    refund_all = Signal()
    refund_void = Signal()
    reason_picked = Signal(str)
    pin_digit = Signal(str)
    pin_erased = Signal(bool)
    pin_submitted = Signal()
    pin_person = Signal(str)
    pin_moved = Signal(int)
    language_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = SmartField()
        self._left = LeftSide()
        self.member, self.enrolment = self._left.member, self._left.enrolment
        self.basket, self.nearly = BasketColumn(), NearlyBand()
        self.refund, self.recorded, self.shift = RefundPage(), RecordedPage(), ShiftPage()
        self.pay, self.back = PayColumn(), ReturnColumn()
        self.verdict = VerdictBar()
        self.why, self.parked, self.pin = WhySheet(), ParkedSheet(), PinSheet()
        self._training = WarnBox(icon="info")
        self._patience = Patience(self, self._paint_reading, self.basket.show_soft)
        self._asked = "", 0
        self._open_sheet: QWidget | None = None
        self._body = QWidget()
        self._middle, self._right = QStackedWidget(), QStackedWidget()
        self._refunding = False
        self._recorded_shown = False
        self._lay_out()
        self.choices = ChoiceList(self)
        self.sheet = Sheet(self._body, width=SIDES["usual"][1] + 1)
        connect_parts(self)
        self.field.edit.installEventFilter(self)
        language.on_change(self, self._retranslate)

    # -- what the presenter shows -------------------------------------------------------------------------

    def show_reading(self, reading: ShownReading) -> None:
        """Show what the field understood, the other readings, and those that stand open."""
        self._patience.show_reading(reading)

    def _paint_reading(self, reading: ShownReading) -> None:
        self.field.show_reading(words.understood(reading))
        others, beside = [words.other_words(other) for other in reading.others], words.beside_words(reading)
        self.field.show_others(others, beside)
        self._place_choices()
        foot = "  ·  ".join(text for text in (beside, *others) if text)
        self.choices.show_choices(reading.choices if reading.listed else (), reading.at, foot)

    def show_soft(self, soft: ShownCandidate | None) -> None:
        """Show the line Enter will add."""
        self._patience.show_soft(soft)

    def set_field(self, text: str) -> None:
        """Put a text into the field, or empty it."""
        if self.field.text() != text:
            self.field.set_text(text)

    def propose_field(self, text: str) -> None:
        """Put a text into the field that the next key types over."""
        self.field.set_text(text)
        self.take_focus()
        self.field.edit.selectAll()

    def take_focus(self) -> None:
        """Give the focus back to the field."""
        self.field.take_focus()

    def show_stand(self, stand: ShownStand) -> None:
        """Show the banner of training."""
        self._training.setVisible(stand.training)

    def show_asked(self, asked: str, *, spent: int = 0) -> None:
        """Say in the field itself what it asks for now, and of credit how much is spent already; '': it takes anything."""
        if (asked, spent) != self._asked:
            self._asked = asked, spent
            self._write_asked()

    def show_member(self, member: ShownMember | None) -> None:
        """Show who is served."""
        self._left.show_member(member)

    def show_basket(self, basket: ShownBasket) -> None:
        """Show the lines."""
        self.basket.show_basket(basket)
        if basket.lines and self._recorded_shown and not basket.behind:
            self.show_recorded(None)

    def show_pay(self, pay: ShownPay) -> None:
        """Show what is to pay and how."""
        self.pay.show_pay(pay)

    def show_nearly(self, nearly: tuple[ShownNear, ...], *, any_offer: bool) -> None:
        """Show the offers that lack least."""
        self.nearly.show_nearly(nearly, any_offer=any_offer)

    def show_recorded(self, recorded: ShownRecorded | None) -> None:
        """Show a recorded sale in the basket's place, or the basket again."""
        self._recorded_shown = recorded is not None
        if recorded is not None:
            self.recorded.show_recorded(recorded)
            self._middle.setCurrentWidget(self.recorded)
        else:
            self._middle.setCurrentWidget(self._basket_page)

    def show_refund(self, refund: ShownRefund | None) -> None:
        """Show the page of taking back, or the basket again."""
        self._refunding = refund is not None
        self._left.show_refund(refund)
        if refund is not None:
            self.refund.show_refund(refund)
            self.back.show_refund(refund)
        self._middle.setCurrentWidget(self.refund if refund is not None else self._basket_page)
        self._right.setCurrentWidget(self.back if refund is not None else self.pay)
        self.take_focus()

    def show_enrolment(self, phone: str | None) -> None:
        """Show the form of enrolment in the member's place, or take it away."""
        self._left.show_enrolment(phone)

    def show_former(self, former: ShownFormer) -> None:
        """Say who left the club with the phone of who joins."""
        self.enrolment.show_former(former)

    def show_enrolment_problem(self, field: str, text: str) -> None:
        """Say what is wrong with the form."""
        self.enrolment.show_problem(field, text)

    def show_shift(self, shift: ShownShift | None) -> None:
        """Ask for the counted cash in place, or no more."""
        self._middle.setCurrentWidget(self.shift if shift is not None else self._basket_page)
        self.take_focus()

    def show_pin(self, pin: ShownPin | None) -> None:
        """Ask for a PIN in place, or no more."""
        if pin is None:
            self._close(self.pin)
            return
        if not (self.sheet.isVisible() and self._open_sheet is self.pin):
            self.pin.set_purpose(pin.purpose)
            self._open(self.pin, self.pin.title)
        self.pin.show_pin(pin)

    def show_why(self, why: ShownWhy | None) -> None:
        """Show what the basket earns and every offer's verdict, or close it."""
        if why is None or (self.sheet.isVisible() and self._open_sheet is self.why):
            self._close(self.why)
            return
        self.why.show_why(why)
        self._open(self.why, lambda: self.tr("Why?"))

    def show_parked(self, parked: tuple[ShownParked, ...] | None) -> None:
        """Show the baskets put aside, or close the list."""
        if parked is None or (self.sheet.isVisible() and self._open_sheet is self.parked):
            self._close(self.parked)
            return
        self.parked.show_parked(parked)
        self._open(self.parked, lambda: self.tr("Parked baskets"))

    def show_problem(self, said: Callable[[], str]) -> None:
        """Say what stands in the way, in whatever language is read."""
        self.verdict.problem(said)

    def show_notice(self, notice: str) -> None:
        """Say what was done."""
        self.verdict.notice(partial(words.notice_words, notice))

    def show_half_typed(self, text: str, taken: ShownCandidate | None) -> None:
        """Say that what stood in the field was taken in before recording, or that it is not in the sale yet."""
        say = self.verdict.notice if taken is not None else self.verdict.warning
        say(partial(words.half_typed_words, text, taken, refunding=self._refunding))

    def show_asking(self, *, line: bool) -> None:
        """Say that somebody elsewhere is asked for credit; without a line, that it is tried once more."""
        if line:
            self.verdict.notice(lambda: self.tr("Asking for credit that is held elsewhere; a few seconds"))
        else:
            self.verdict.warning(
                lambda: self.tr("There is no line to the centre; trying once more, a few seconds")
            )

    def clear_problem(self) -> None:
        """Say nothing any more."""
        if self.verdict.isVisible():
            self.verdict.clear()

    # -- keys ---------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = SCREEN_KEYS.get(Qt.Key(event.key()))
        if name is not None and event.isAutoRepeat():
            event.accept()  # a key held down means what it meant when it went down, once
        elif name is not None:
            self.key_pressed.emit(name)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif is_text(event) and not self._elsewhere():
            write_into(self.field.edit, event)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field.edit and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and is_undo(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._took(event):
                return True
        return super().eventFilter(watched, event)

    def _took(self, event: QKeyEvent) -> bool:
        """Take keys of the basket before the field edits its text with them."""
        name = basket_key(event, empty=not self.field.text(), refunding=self._refunding)
        if name:
            basket_acts(self)[name]()
        return bool(name)

    # -- building -----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        top = row(self.field, Spacer(width=CORNER - 20), gap=0, margins=(20, 14, 20, 8))
        top.setStretch(0, 1)
        self._basket_page = QWidget()
        basket = column(self.basket, self.nearly, gap=0)
        basket.setStretch(0, 1)
        self._basket_page.setLayout(basket)
        stack(self._middle, "surface", self._basket_page, self.refund, self.recorded, self.shift)
        stack(self._right, "sunken", self.pay, self.back)
        self._left_panel = on_ground(column(self._left, gap=0), "sunken", width=SIDES["usual"][0])
        self._right_panel = on_ground(column(self._right, gap=0), "sunken", width=SIDES["usual"][1])
        middle = on_ground(column(self._middle, gap=0), "surface")
        across = row(
            self._left_panel,
            Hairline(vertical=True),
            middle,
            Hairline(vertical=True),
            self._right_panel,
            gap=0,
        )
        across.setStretch(2, 1)
        self._body.setLayout(across)
        banner = column(self._training, margins=(20, 0, 20, 8))
        whole = column(on_ground(top, "surface"), banner, Hairline(), self._body, self.verdict, gap=0)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self._training.hide()

    def go_back(self) -> None:
        """Esc in the field: what stands open goes first."""
        back = self.sheet.leave if self.sheet.isVisible() else self.left.emit
        back()

    def sheet_closed(self) -> None:
        """A person left what stood open: a PIN is asked no more, the field has the focus again."""
        if self._open_sheet is self.pin:
            self.left.emit()
        self.take_focus()

    def _open(self, content: QWidget, title: Callable[[], str]) -> None:
        self._open_sheet = content
        self.sheet.open(content, title)

    def _close(self, content: QWidget) -> None:
        if self.sheet.isVisible() and self._open_sheet is content:
            self.sheet.close_sheet()
            self.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width()
        member, pay, figures = SIDES[
            "narrow" if wide < NARROW_PAGE else "usual" if wide < WIDE_PAGE else "wide"
        ]
        self._left_panel.setFixedWidth(member)
        self._right_panel.setFixedWidth(pay)
        self.sheet.set_width(pay + 1)
        self.basket.set_widths(figures)
        self.refund.set_widths(figures)
        QTimer.singleShot(0, self, self._place_choices)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._focus_field)

    def _focus_field(self) -> None:
        if self.isVisible() and not self._elsewhere():
            self.take_focus()

    def _elsewhere(self) -> bool:
        """Say whether something other than the field waits for words."""
        return self.sheet.isVisible() or self._left.currentWidget() is self.enrolment

    def _place_choices(self) -> None:
        corner = self.field.mapTo(self, QPoint(0, 0))
        self.choices.setGeometry(corner.x(), corner.y() + 60, self.field.width(), self.choices.height())

    def _write_asked(self) -> None:
        asked = words.asked_words(*self._asked)
        self.field.set_words(
            name=asked.chip or self.tr("Anything"),
            placeholder=asked.placeholder,
            other=self.tr("or"),
            clear=asked.leave,
        )
        self.field.show_asked(asked.chip, asked.icon)

    def _retranslate(self) -> None:
        self._write_asked()
        self._training.show_text(self.tr("Training: nothing is written"), self.tr("F11 ends it"))
        self._patience.paint_again()
        self.language_changed.emit()
