"""The customer's window: the basket, what is to pay, credit and points, in type to be read from two metres. Passive.

Four faces: nobody (the shop greets), an open basket, paid (change and what was earned), taken back (what goes back, and how). A game takes the place
of the basket through `show_extra`.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui import language, theme
from desktop.ui.sale.words import tender_words
from desktop.ui.shell.values import CustomerDisplay, DisplayLine, Phase
from desktop.ui.widgets import (
    Cell,
    Column,
    Figure,
    Hairline,
    Label,
    Pair,
    Table,
    TableRow,
    WarnBox,
    column,
    on_ground,
    row,
)
from loyalty.basket import MONEY_TENDERS

_SIDE = 440
_MOST_BACK = len(MONEY_TENDERS) + 1


class CustomerWindow(QWidget):
    """`show_display(CustomerDisplay)`; `show_extra(widget)` puts a game in the place of the basket, None takes it back."""

    def __init__(self) -> None:
        super().__init__()
        self._display = CustomerDisplay()
        self._extra: QWidget | None = None
        self._shop, self._member = (
            Label("", 20, theme.SEMIBOLD, elide=True),
            Label("", 20, align="end", elide=True),
        )
        self._lines = Table(row_height=76)
        self._lines.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lines.horizontalHeader().hide()
        self._greeting = Label("", 40, theme.BOLD, align="center")
        self._invitation = Label("", 20, tone="text2", align="center")
        self._faces = QStackedWidget()
        self._pay_word, self._pay = Label("", 20, tone="text2"), Figure(64, unit_size=20)
        self._under_pay = QWidget()
        self._saved, self._spent = Pair(size=20), Pair(size=20)
        self._back = [Pair(size=20) for _ in range(_MOST_BACK)]
        self._credit_word, self._credit = Label("", 16, tone="text2"), Figure(40, "accent", unit_size=16)
        self._points_word, self._points = Label("", 16, tone="text2"), Figure(26)
        self._expiring = WarnBox(size=16)
        self._earned_word, self._earned = (
            Label("", 16, tone="text2"),
            Label("", 20, theme.SEMIBOLD, "accent", wrap=True),
        )
        self._lay_out()
        language.on_change(self, self._retranslate)

    def show_display(self, display: CustomerDisplay) -> None:
        """Show the state of the sale to the customer."""
        self._display = display
        self._show_head(display)
        self._show_lines(display.lines)
        self._show_pay(display)
        self._show_member(display)
        self._show_face(display)

    def show_extra(self, extra: QWidget | None) -> None:
        """Put a widget (the wheel) in the place of the basket; None takes it away again."""
        if self._extra is not None:
            self._faces.removeWidget(self._extra)
        self._extra = extra
        if extra is not None:
            self._faces.addWidget(extra)
        self._show_face(self._display)

    def _show_head(self, display: CustomerDisplay) -> None:
        self._shop.setText(display.shop)
        self._member.setText(display.member)
        self._greeting.setText(display.greeting or self._greet(display))

    def _show_lines(self, lines: tuple[DisplayLine, ...]) -> None:
        written = language.formats()
        shown = []
        for place, line in enumerate(lines):
            before = "" if line.before is None else written.amount(line.before)
            pieces = "" if line.quantity == 1_000 else f"× {written.quantity(line.quantity)}"
            pieces = written.measure(line.quantity, line.unit) if line.unit else pieces
            name = Cell(line.name, line.note, weight=theme.MEDIUM, note_tone="accent", size=20)
            amount = Cell(
                written.amount(line.amount), before, weight=theme.SEMIBOLD, note_struck=True, size=20
            )
            shown.append(TableRow(str(place), (name, Cell(pieces, tone="text2", size=20), amount)))
        self._lines.show_rows(shown)
        self._lines.scrollToBottom()

    def _show_pay(self, display: CustomerDisplay) -> None:
        written = language.formats()
        over = display.phase in (Phase.PAID, Phase.BACK)
        paying = over or bool(display.lines)  # nothing is to be paid of an empty basket
        for widget in (self._pay_word, self._pay):
            widget.setVisible(paying)
        self._under_pay.setVisible(paying and display.credit is not None)
        words, amount = self._figure(display)
        self._pay_word.setText(words)
        self._pay.set_name(words)
        self._pay.show_figure(written.amount(amount), written.unit())
        self._show_back(display)
        self._saved.show_pair(self.tr("Saved in this sale"), written.amount(display.saved), "accent")
        self._saved.setVisible(display.saved > 0)
        self._spent.show_pair(self.tr("Paid from credit"), written.amount(display.credit_spent))
        self._spent.setVisible(display.credit_spent > 0)

    def _figure(self, display: CustomerDisplay) -> tuple[str, int]:
        """What the large figure is, and how much."""
        if display.phase is Phase.BACK:
            return self._back_figure(display)
        if display.phase is Phase.OPEN or not display.change:
            paid = display.phase is Phase.PAID
            return self.tr("Paid, thank you") if paid else self.tr("To pay"), display.to_pay
        return self.tr("Your change"), display.change

    def _back_figure(self, display: CustomerDisplay) -> tuple[str, int]:
        money = sum(amount for _, amount in display.money_back)
        kinds = [kind for kind, amount in display.money_back if amount]
        if not money and display.credit_back:
            return self.tr("Back to your credit"), display.credit_back
        return self.tr("Back to your card") if kinds == ["card"] else self.tr("Your money back"), money

    def _show_back(self, display: CustomerDisplay) -> None:
        """Which way the money goes back, where there are two, and the credit beside it."""
        written = language.formats()
        parts = [(kind, amount) for kind, amount in display.money_back if amount]
        each = parts if len(parts) > 1 else []
        shown = [(tender_words(kind), amount, "text") for kind, amount in each]
        if display.credit_back and parts:
            shown.append((self.tr("Back to your credit"), display.credit_back, "accent"))
        for place, pair in enumerate(self._back):
            pair.setVisible(place < len(shown))
            if place < len(shown):
                words, amount, tone = shown[place]
                pair.show_pair(words, written.amount(amount), tone)

    def _show_member(self, display: CustomerDisplay) -> None:
        written = language.formats()
        known = display.credit is not None
        for widget in (self._credit_word, self._credit):
            widget.setVisible(known)
        self._credit.set_name(self._credit_word.text())
        self._credit.show_figure(written.amount(display.credit or 0), written.unit())
        for widget in (self._points_word, self._points):
            widget.setVisible(display.points is not None)
        self._points.set_name(self._points_word.text())
        self._points.show_figure(written.count(display.points or 0))
        self._show_expiring(display)
        self._show_earned(display)

    def _show_expiring(self, display: CustomerDisplay) -> None:
        written = language.formats()
        soon = display.expiring > 0 and display.expires_on is not None
        self._expiring.setVisible(soon)
        if display.expires_on is not None:
            amount, day = written.money(display.expiring), written.day(display.expires_on, year=False)
            self._expiring.show_text(self.tr("{amount} until {day}").format(amount=amount, day=day))

    def _show_earned(self, display: CustomerDisplay) -> None:
        written = language.formats()
        parts = []
        if display.earned_credit:
            amount = written.money(display.earned_credit, signed=True)
            if display.earned_from is not None:
                day = written.day(display.earned_from, year=False)
                amount = self.tr("{amount} from {day}").format(amount=amount, day=day)
            parts.append(amount)
        if display.earned_points:
            parts.append(
                "\u200e+"
                + written.counted(self.tr("%n points", "", display.earned_points), display.earned_points)
            )
        self._earned.setText(written.listed(parts))
        for widget in (self._earned_word, self._earned):
            widget.setVisible(bool(parts))

    def _show_face(self, display: CustomerDisplay) -> None:
        if self._extra is not None:
            self._faces.setCurrentWidget(self._extra)
        else:
            self._faces.setCurrentIndex(1 if display.lines else 0)
        for widget in (self._pay_side, self._between):
            widget.setVisible(display.phase is not Phase.IDLE)
        self._invitation.setText(self._invite(display))

    def _greet(self, display: CustomerDisplay) -> str:
        return self.tr("Thank you") if display.phase in (Phase.PAID, Phase.BACK) else self.tr("Welcome")

    def _invite(self, display: CustomerDisplay) -> str:
        """What to say below the greeting; who is known already is not asked for a phone."""
        if display.phase in (Phase.PAID, Phase.BACK):
            return self.tr("Hoping to see you again")
        if display.credit is None:
            return self.tr("Tell us your phone number to use your credit")
        return self.tr("Your credit is ready to spend") if display.credit else ""

    def _lay_out(self) -> None:
        self._faces.addWidget(
            on_ground(column(None, self._greeting, self._invitation, None, gap=12), "surface")
        )
        self._faces.addWidget(on_ground(column(self._lines, margins=(28, 8, 28, 8)), "surface"))
        member = column(
            self._credit_word, self._credit, self._expiring, 6, self._points_word, self._points, gap=6
        )
        pay = column(self._pay_word, self._pay, self._saved, self._spent, *self._back, gap=8)
        earned = column(self._earned_word, self._earned, gap=4)
        self._under_pay.setLayout(column(16, Hairline(), 16, gap=0))
        self._pay_side = on_ground(
            column(pay, self._under_pay, member, None, earned, margins=(36, 32, 36, 32), gap=0),
            "sunken",
            width=_SIDE,
        )
        self._between = Hairline(vertical=True)
        body = row(self._faces, self._between, self._pay_side, gap=0)
        body.setStretch(0, 1)
        head = on_ground(row(self._shop, self._member, margins=(36, 16, 36, 16), gap=24), "bg")
        whole = column(head, Hairline(), body, gap=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.setMinimumSize(1024, 600)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Customer display"))
        self._lines.set_columns(
            (Column(self.tr("Basket")), Column("", "end", 110), Column(self.tr("To pay"), "figure", 190)),
            name=self.tr("Basket"),
        )
        self._credit_word.setText(self.tr("Your credit"))
        self._points_word.setText(self.tr("Points"))
        self._earned_word.setText(self.tr("You earned"))
        self.show_display(self._display)
