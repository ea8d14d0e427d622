"""What slides in beside the basket: every offer's verdict («چرا؟»), parked baskets, a PIN asked in place. Passive."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui import language, theme
from desktop.ui.sale.shown import ShownBase, ShownParked, ShownVerdict, ShownWhy
from desktop.ui.sale.shown_people import ShownPerson, ShownPin
from desktop.ui.sale.words import earned_words
from desktop.ui.widgets import (
    Bar,
    Button,
    Chip,
    EmptyState,
    Hairline,
    Label,
    MenuButton,
    PinDots,
    PinPad,
    Row,
    column,
    empty_layout,
    row,
    scrolling,
)
from loyalty.words import fold_digits

_PAD, _LOW_PAD, _LOW = 264, 200, 560
"""Four rows of keys a finger can hit; lower ones where the sheet is lower than `_LOW`, so that all of it fits the
smallest window with more than one name to choose from."""
_PERSON, _BETWEEN = 44, 2
"""Height of a person's row, and what lies between two: whole rows are shown, the rest is scrolled to."""
_AROUND = 46
"""What lies above, below and between the parts of the panel that asks for a PIN."""
_TINTS = {"applied": "accent", "nearly": "soft", "centre": "soft"}


class WhySheet(QWidget):
    """What the basket earns by itself, then every offer: its verdict in a word, the reason as a sentence, what it did or what is missing.

    `overridden(reason)`: what the margin floor holds back is let through; '' takes that back.
    """

    overridden = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._why = ShownWhy()
        self._rows = QVBoxLayout()
        self._empty = EmptyState("tag")
        whole = column(self._rows, self._empty, None, gap=0, margins=(0, 0, 0, 16))
        self.setLayout(whole)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        language.on_change(self, self._retranslate)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("What is earned, every offer and its verdict"))
        self.show_why(self._why)

    def show_why(self, why: ShownWhy) -> None:
        """Show what is earned and the verdicts, in the order given."""
        self._why, verdicts = why, why.verdicts
        empty_layout(self._rows)
        for told in self._told(why):
            self._rows.addWidget(told)
            self._rows.addWidget(Hairline())
        if verdicts and verdicts[0].override:
            self._rows.addWidget(self._let_through(verdicts[0].override))
            self._rows.addWidget(Hairline())
        for one in verdicts:
            self._rows.addWidget(self._row(one))
            self._rows.addWidget(Hairline())
        self._empty.show_empty(*self._no_verdict(why))
        self._empty.setVisible(not verdicts)

    def _no_verdict(self, why: ShownWhy) -> tuple[str, str]:
        if why.nothing_yet:
            return self.tr("The basket is empty"), self.tr(
                "With the first line every offer stands here with its reason."
            )
        return self.tr("No offer runs"), self.tr("Each offer that is published stands here with its reason.")

    def _told(self, why: ShownWhy) -> list[QWidget]:
        """What the purchase brings by itself, or why it brings nobody anything."""
        if why.nobody:
            line = QWidget()
            line.setLayout(column(Label(why.nobody, 13, tone="text2", wrap=True), margins=(24, 14, 24, 14)))
            return [line]
        return [self._base_row(one) for one in why.base]

    def _base_row(self, one: ShownBase) -> QWidget:
        written = language.formats()
        figure = written.signed_amount(one.amount) if one.money else written.signed(one.amount)
        head = row(
            Label(one.name, 15, theme.SEMIBOLD, wrap=True),
            Label(figure, 15, theme.SEMIBOLD, "accent" if one.amount else "text2", tnum=True),
            gap=12,
        )
        head.setStretch(0, 1)
        line = QWidget()
        reason = Label(one.reason, 13, tone="text2", wrap=True)
        line.setLayout(column(head, reason, gap=6, margins=(24, 14, 24, 14)))
        line.setAccessibleName(f"{one.name} {figure} {one.reason}")
        return line

    def _row(self, one: ShownVerdict) -> QWidget:
        words = {
            "applied": self.tr("Applied"),
            "nearly": self.tr("Nearly"),
            "beaten": self.tr("Another is better"),
            "margin": self.tr("Margin floor"),
            "capped": self.tr("Used up"),
            "centre": self.tr("Needs the centre"),
            "not_member": self.tr("Not for this member"),
            "not_basket": self.tr("Not for this basket"),
            "not_now": self.tr("Not now"),
        }
        name = Label(one.name, 15, theme.SEMIBOLD, wrap=True)
        chip = Chip(words[one.verdict], _TINTS.get(one.verdict, "plain"))  # type: ignore[arg-type]
        head = row(name, chip, gap=12)
        head.setStretch(0, 1)
        head.setAlignment(chip, Qt.AlignmentFlag.AlignTop)
        reason = Label(one.reason, 13, tone="text2", wrap=True)
        earned = earned_words(one.effect) if one.verdict == "applied" else ""
        effect = Label(earned, 14, theme.SEMIBOLD, "accent")
        bar = Bar(5)
        lack = one.missing[0] if one.verdict == "nearly" and one.missing else None
        if lack is not None:
            bar.show_share(lack.have, lack.need, name=one.reason)
        line = QWidget()
        let = (row(self._let_button(one), None),) if one.verdict == "margin" else ()
        line.setLayout(column(head, reason, effect, bar, *let, gap=6, margins=(24, 14, 24, 14)))
        # After they have a parent: shown before, each would be a window of its own and take the keys.
        effect.setVisible(bool(earned))
        bar.setVisible(lack is not None)
        line.setAccessibleName(f"{one.name} {words[one.verdict]} {one.reason}")
        return line

    def _let_button(self, one: ShownVerdict) -> MenuButton:
        """The way past the floor: a reason first, somebody's PIN when the sale is recorded."""
        button = MenuButton(self.tr("Let it through…"), height=36)
        button.setAccessibleName(self.tr("Let it through: {offer}").format(offer=one.name))
        reasons = (
            self.tr("Promised to the customer"),
            self.tr("To keep the customer"),
            self.tr("Goods that have to go"),
            self.tr("A mistake of ours"),
        )
        button.set_items([(reason, reason) for reason in reasons])
        button.picked.connect(self.overridden)
        return button

    def _let_through(self, reason: str) -> QWidget:
        words = self.tr("This basket goes below the margin floor: {reason}").format(reason=reason)
        back = Button(self.tr("Take it back"), "plain", height=36)
        back.clicked.connect(lambda: self.overridden.emit(""))
        hint = self.tr("Somebody who may do this gives their PIN when the sale is recorded.")
        line = QWidget()
        line.setLayout(
            column(
                Label(words, 14, theme.SEMIBOLD, "warn", wrap=True),
                Label(hint, 12, tone="text2", wrap=True),
                row(back, None),
                gap=6,
                margins=(24, 14, 24, 14),
            )
        )
        line.setAccessibleName(words)
        return line


class ParkedSheet(QWidget):
    """Baskets put aside; Enter or a press takes one up. `picked(str)`."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._parked: tuple[ShownParked, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._empty = EmptyState("hold")
        self.setLayout(column(self._rows, self._empty, None, gap=0))
        language.on_change(self, lambda: self.show_parked(self._parked))

    def show_parked(self, parked: tuple[ShownParked, ...]) -> None:
        """Show the baskets, the newest first."""
        self._parked = parked
        empty_layout(self._rows)
        for one in parked:
            self._rows.addWidget(self._row(one))
        self._empty.show_empty(self.tr("Nothing is parked"), self.tr("F6 puts the open basket aside."))
        self._empty.setVisible(not parked)

    def rows(self) -> list[Row]:
        """The rows, in order."""
        items = [self._rows.itemAt(place) for place in range(self._rows.count())]
        found = [item.widget() for item in items if item is not None]
        return [widget for widget in found if isinstance(widget, Row)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        rows = self.rows()
        if not step or not rows:
            super().keyPressEvent(event)
            return
        at = next((place for place, line in enumerate(rows) if line.hasFocus()), -1)
        rows[max(0, min(at + step, len(rows) - 1))].setFocus(Qt.FocusReason.TabFocusReason)

    def _row(self, one: ShownParked) -> Row:
        written = language.formats()
        line = Row(touch=True)
        lines = written.numerals(self.tr("%n lines", "", one.lines))
        note = "  ·  ".join(part for part in (written.hour(one.at), lines, one.staff) if part)
        line.show_row(one.member or self.tr("Without a member"), note, written.money(one.gross))
        line.clicked.connect(lambda key=one.key: self.picked.emit(key))
        return line


class PinSheet(QWidget):
    """Whose PIN, its points, the pad. Signals: `digit_pressed`, `erased`, `cleared`, `submitted`, `person_picked`, `moved`."""

    digit_pressed = Signal(str)
    erased = Signal()
    cleared = Signal()
    submitted = Signal()
    person_picked = Signal(str)
    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._pin = ShownPin("switch", (), "")
        self._people = QVBoxLayout()
        self._people.setSpacing(_BETWEEN)
        self._listed = QWidget()
        self._listed.setLayout(self._people)
        self._people.setContentsMargins(0, 0, 0, 0)
        self._area = scrolling(self._listed)
        self._hint = Label("", 13, tone="text2", wrap=True)
        self._dots, self._pad = PinDots(), PinPad()
        self._problem = Label("", 13, theme.MEDIUM, "red", wrap=True, align="center")
        self._submit = Button("", "primary", cap="Enter")
        self._pad.setMaximumHeight(_PAD)
        self._submit.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pad.digit_pressed.connect(self.digit_pressed)
        self._pad.erased.connect(self.erased)
        self._pad.cleared.connect(self.cleared)
        self._submit.clicked.connect(self.submitted)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        language.on_change(self, self._retranslate)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = event.size().height() < _LOW
        self._pad.set_low(low)
        self._dots.set_low(low)
        self._pad.setMaximumHeight(_LOW_PAD if low else _PAD)
        self._fit_people()

    def _fit_people(self) -> None:
        """Give the names as many whole rows as fit beside words and pad, at least one."""
        wide, below = self.width() - 48, self.parentWidget()
        words = [label.heightForWidth(wide) for label in (self._hint, self._problem) if not label.isHidden()]
        taken = (
            sum(words) + self._dots.height() + self._pad.maximumHeight() + self._submit.sizeHint().height()
        )
        left = min(self.height(), below.height() if below else self.height()) - taken - _AROUND
        many, each = len(self._pin.people), _PERSON + _BETWEEN
        rows = min(many, max(1, (left + _BETWEEN) // each))
        self._area.setFixedHeight(max(rows * each - _BETWEEN, 0))
        QTimer.singleShot(0, self, self._show_chosen)

    def _lay_out(self) -> None:
        keys = (self._dots, self._problem, 8, self._pad, 8, self._submit)
        whole = column(self._hint, 4, self._area, 6, *keys, None, gap=0, margins=(24, 8, 24, 10))
        self.setLayout(whole)

    def show_pin(self, pin: ShownPin) -> None:
        """Show who is asked and how much was typed."""
        same = pin.people == self._pin.people and pin.chosen == self._pin.chosen and self._people.count()
        self._pin = pin
        if not same:
            self._write_people()
        self._write_hint()
        if not pin.people:
            self._hint.setText(self.tr("Nobody else may do this here."))
        self._dots.show_typed(pin.typed)
        self._write_whose()
        self._problem.setText(pin.problem)
        self._problem.setVisible(bool(pin.problem))
        self._hint.setVisible(not pin.problem)
        self._fit_people()
        self._submit.setEnabled(bool(pin.typed and pin.chosen))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        digit = fold_digits(event.text())
        if len(digit) == 1 and digit.isdecimal():
            self.digit_pressed.emit(digit)
        elif key == Qt.Key.Key_Backspace:
            self.erased.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _write_people(self) -> None:
        empty_layout(self._people)
        for person in self._pin.people:
            line = self._person(person)
            self._people.addWidget(line)
        many = len(self._pin.people)
        self._listed.setMinimumHeight(max(many * (_PERSON + _BETWEEN) - _BETWEEN, 0))
        self._fit_people()

    def _show_chosen(self) -> None:
        """Bring the chosen name into sight, as tall as the list has become by then."""
        for line in self._listed.findChildren(Row):
            if line.is_chosen():
                self._area.ensureWidgetVisible(line, 0, 0)

    def _person(self, person: ShownPerson) -> Row:
        line = Row(touch=True, rounded=True)
        line.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line.show_row(person.name, figure_note=person.level)
        line.setFixedHeight(_PERSON)
        line.set_chosen(person.staff_id == self._pin.chosen)
        line.clicked.connect(lambda key=person.staff_id: self.person_picked.emit(key))
        return line

    def _retranslate(self) -> None:
        self._write_hint()
        words = {"switch": self.tr("Take over"), "member": self.tr("Confirm")}
        self._submit.setText(words.get(self._pin.purpose) or self.tr("Approve"))
        self._write_whose()
        self.setAccessibleName(self._hint.text() or self.title())
        self._write_people()

    def _write_whose(self) -> None:
        chosen = next((one for one in self._pin.people if one.staff_id == self._pin.chosen), None)
        name = language.formats().name(chosen.name or chosen.level) if chosen is not None else ""
        self._dots.show_words(
            self.tr("Type the PIN"), whose=self.tr("PIN of {name}").format(name=name) if name else ""
        )

    def _write_hint(self) -> None:
        words = {"switch": self.tr("The basket stays as it is."), "member": self._pin.hint}
        approving = self.tr("Somebody who may do this gives their PIN; it is signed with their own key.")
        self._hint.setText(words.get(self._pin.purpose, approving))

    def title(self) -> str:
        """Return what the panel is called."""
        titles = {"switch": self.tr("Another cashier"), "member": self.tr("The member's PIN")}
        return titles.get(self._pin.purpose) or self.tr("Approval")

    def set_purpose(self, purpose: str) -> None:
        """Say what the PIN is for."""
        self._pin = ShownPin(purpose, (), "")
        self._retranslate()
