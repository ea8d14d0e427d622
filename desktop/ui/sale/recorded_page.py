"""The calm after a sale, and the page that asks for counted cash before the first one. Passive."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui import language, theme
from desktop.ui.sale.shown import ShownRecorded
from desktop.ui.sale.words import tender_words
from desktop.ui.widgets import Button, Figure, Hairline, Icon, Label, Pair, WarnBox, column, row, scrolling

_WIDE = 480
"""Room for the warning in its longest words."""


class RecordedPage(QWidget):
    """Number, change (large), what the member has now; the next customer begins by typing."""

    def __init__(self) -> None:
        super().__init__()
        self._recorded = ShownRecorded("sale", "", 0)
        self._holds = False
        self._icon = Icon("check", 32, "accent")
        self._title = Label("", 20, theme.SEMIBOLD, align="center")
        self._number = Label("", 14, tone="text2", align="center")
        self._word, self._change = Label("", 15, tone="text2", align="center"), Figure(64, unit_size=18)
        self._short = WarnBox(icon="cash", size=14)
        self._short.setFixedWidth(_WIDE)
        self._pairs: list[Pair] = []
        self._told = QVBoxLayout()
        self._told.setSpacing(6)
        self._next = Label("", 13, tone="text2", align="center")
        self._lay_out()
        language.on_change(self, self._retranslate)

    def show_recorded(self, recorded: ShownRecorded) -> None:
        """Show what was recorded."""
        self._recorded = recorded
        self._retranslate()

    def show_printer(self, *, holds: bool) -> None:
        """Say whether slips wait because the printer cannot print now."""
        if holds != self._holds:
            self._holds = holds
            self._retranslate()

    def recorded(self) -> ShownRecorded:
        """What is shown."""
        return self._recorded

    def _retranslate(self) -> None:
        told, written = self._recorded, language.formats()
        titles = {
            "sale": self.tr("Recorded"),
            "refund": self.tr("Given back"),
            "void": self.tr("Sale voided"),
        }
        training = self.tr("Training: nothing was recorded")
        self._title.setText(titles.get(told.kind, training))
        paper = self.tr("waits for the printer") if self._holds else self.tr("sent to the printer")
        printing = paper if told.printing else ""
        self._number.setText("  ·  ".join(part for part in (written.code(told.number), printing) if part))
        self._number.setVisible(bool(told.number))
        self._write_amount(told)
        self._write_pairs(told)
        self._next.setText(
            self.tr("Enter goes back to the open basket")
            if told.basket_waits
            else self.tr("Type the next phone, or scan")
        )
        lacks = self._short.accessibleName() if told.drawer_short else ""
        self.setAccessibleName(
            f"{self._title.text()} {told.number} {self._change.accessibleName()} {lacks}".strip()
        )

    def _write_amount(self, told: ShownRecorded) -> None:
        written = language.formats()
        back = told.kind.startswith(("refund", "void"))
        word = self.tr("Money back") if back else self.tr("Change") if told.change else self.tr("Paid")
        amount = told.money_back if back else told.change or told.net - told.credit_spent
        self._word.setText(word)
        self._change.set_name(word)
        self._change.show_figure(written.amount(amount), written.unit())
        self._short.setVisible(bool(told.drawer_short))
        lacks = self.tr("The drawer lacks {amount}; take it from elsewhere")
        self._short.show_text(lacks.format(amount=written.money(told.drawer_short)))

    def _write_pairs(self, told: ShownRecorded) -> None:
        written = language.formats()
        shown = self._earned(told)
        back = told.kind.startswith(("refund", "void"))
        shown += self._returned(told) if back else []
        if told.credit_spent:
            shown.insert(0, (self.tr("Paid from credit"), written.amount(told.credit_spent), "text"))
        if not back:
            shown = self._by_tender(told) + shown
        shown += [
            (name.of(written.lang), written.signed(number), "accent") for name, number in told.earned_points
        ]
        if told.credit_after is not None:
            word = (
                self.tr("{name} may spend now").format(name=written.name(told.member))
                if told.member
                else self.tr("May be spent now")
            )
            shown.append((word, written.money(told.credit_after), "text"))
        self._make_pairs(len(shown))
        for place, pair in enumerate(self._pairs):
            pair.setVisible(place < len(shown))
            if place < len(shown):
                pair.show_pair(*shown[place])

    def _make_pairs(self, number: int) -> None:
        while len(self._pairs) < number:
            pair = Pair(size=14, weight=theme.SEMIBOLD)
            self._pairs.append(pair)
            self._told.addWidget(pair)

    def _returned(self, told: ShownRecorded) -> list[tuple[str, str, str]]:
        """What came back and how it was given, so that the sum can be followed; and what was taken back."""
        written = language.formats()
        shown = self._by_tender(told)
        if told.credit_back or told.withheld:
            shown.insert(0, (self.tr("Net of what came back"), written.amount(told.net), "text"))
        for word, amount, tone in (
            (self.tr("Credit back"), told.credit_back, "accent"),
            (self.tr("Withheld for spent credit"), -told.withheld, "warn"),
            (self.tr("Earned credit, taken back"), -told.credit_taken, "text"),
        ):
            if amount:
                shown.append((word, written.signed_amount(amount), tone))
        taken_back = self.tr("{points}, taken back")
        shown += [
            (taken_back.format(points=name.of(written.lang)), written.signed(-number), "text")
            for name, number in told.points_taken
        ]
        if told.owed:
            shown.append((self.tr("Owed by the member"), written.amount(told.owed), "warn"))
        return shown

    def _by_tender(self, told: ShownRecorded) -> list[tuple[str, str, str]]:
        """The money of each kind: what was handed over, beside the change of it, or what goes back."""
        amount = language.formats().amount
        return [(tender_words(kind), amount(sum_), "text") for kind, sum_ in told.money_kinds]

    def _earned(self, told: ShownRecorded) -> list[tuple[str, str, str]]:
        """What the sale brought; credit that sleeps for a while says until when, so that nobody misses it."""
        if not told.earned_credit:
            return []
        written = language.formats()
        earned = written.signed_amount(told.earned_credit)
        if told.active_on is None:
            return [(self.tr("Credit earned"), earned, "accent")]
        day = written.day(told.active_on, year=False)
        if told.earned_later >= told.earned_credit:
            return [(self.tr("Credit earned, to spend from {day}").format(day=day), earned, "accent")]
        part = self.tr("of it to spend from {day}").format(day=day)
        return [
            (self.tr("Credit earned"), earned, "accent"),
            (part, written.amount(told.earned_later), "text2"),
        ]

    def _lay_out(self) -> None:
        figure = row(None, self._change, None)
        body = QWidget()
        body.setFixedWidth(360)
        body.setLayout(column(Hairline(), 12, self._told, gap=6))
        inside = column(
            None,
            self._icon,
            self._title,
            self._number,
            20,
            self._word,
            figure,
            8,
            self._short,
            8,
            body,
            20,
            self._next,
            None,
            gap=4,
        )
        inside.setAlignment(self._icon, Qt.AlignmentFlag.AlignHCenter)
        inside.setAlignment(self._short, Qt.AlignmentFlag.AlignHCenter)
        inside.setAlignment(body, Qt.AlignmentFlag.AlignHCenter)
        page = QWidget()
        page.setLayout(inside)
        self.setLayout(column(scrolling(page), gap=0))


class ShiftPage(QWidget):
    """No shift is open: the field takes the counted cash. `left` looks around without one."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._icon = Icon("cash", 32, "accent")
        self._title = Label("", 20, theme.SEMIBOLD, align="center")
        self._hint = Label("", 14, tone="text2", align="center", wrap=True)
        self._leave = Button("", "quiet", cap="Esc")
        self._leave.clicked.connect(self.left)
        inside = column(None, self._icon, self._title, self._hint, 12, self._leave, None, gap=8)
        inside.setAlignment(self._icon, Qt.AlignmentFlag.AlignHCenter)
        inside.setAlignment(self._leave, Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(inside)
        language.on_change(self, self._retranslate)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Count the cash in the drawer"))
        self._hint.setText(
            self.tr(
                "Type the amount in the field above and press Enter: the shift opens. 0 for an empty drawer."
            )
        )
        self._leave.setText(self.tr("Not now"))
        self.setAccessibleName(f"{self._title.text()} {self._hint.text()}")
