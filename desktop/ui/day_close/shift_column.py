"""The shift at this till: who opened it, counting the drawer, what should be there, closing. Passive."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui import language, theme
from desktop.ui.day_close.shown import ShownShift, ShownShiftDone
from desktop.ui.day_close.words import difference_words, tender_words
from desktop.ui.widgets import (
    AmountEdit,
    Button,
    Chip,
    Field,
    Hairline,
    Label,
    Pair,
    Row,
    align_figures,
    column,
    empty_layout,
    row,
    scrolling,
)


class ShiftColumn(QWidget):
    """`counted(amount or None)`, `counted_again`, `ended`."""

    counted = Signal(object)
    counted_again = Signal()
    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shift = ShownShift(is_open=False)
        self._done: tuple[ShownShiftDone, ...] = ()
        self._title, self._chip = Label("", 16, theme.SEMIBOLD), Chip()
        self._lead = Label("", 13, tone="text2", wrap=True)
        self._pairs = QVBoxLayout()
        self._pairs.setSpacing(8)
        self.count = Field("", AmountEdit(money=True))
        self.send = Button("", "plain", cap="Enter")
        self._verdict = Label("", 20, theme.SEMIBOLD)
        self._hint = Label("", 13, tone="text2", wrap=True)
        self.end, self.again = Button("", "plain", icon="lock"), Button("", "quiet")
        self._before = Label("", 13, tone="text2")
        self._shifts = QVBoxLayout()
        self._shifts.setSpacing(0)
        self._together = Pair(size=13)
        self.send.clicked.connect(self._send)
        self.end.clicked.connect(self.ended)
        self.again.clicked.connect(self.counted_again)
        self._edit.returnPressed.connect(self._send)
        self._lay_out()
        language.on_change(self, self._retranslate)

    @property
    def _edit(self) -> AmountEdit:
        assert isinstance(self.count.editor, AmountEdit)
        return self.count.editor

    def show_shift(self, shift: ShownShift) -> None:
        """Show the shift; what should be in the drawer only once it was counted."""
        if shift.is_open != self._shift.is_open:
            self._edit.set_amount(None)
        self._shift = shift
        self.count.show_problem("")
        told = shift.counted is not None
        focused = self.window().focusWidget()
        self._title.setText(self.tr("The shift"))
        self._chip.show_text(
            self.tr("Open") if shift.is_open else self.tr("Not open"), "soft" if shift.is_open else "plain"
        )
        self._lead.setText(self._lead_words(shift))
        self._write_pairs(shift)
        for widget in (self.count, self.send):
            widget.setVisible(not told)
        for part in (self._verdict, self._hint, self.end, self.again):
            part.setVisible(told)
        self.count.set_label(
            self.tr("Counted cash") if shift.is_open else self.tr("Counted cash to begin with")
        )
        self.send.setText(self.tr("Counted") if shift.is_open else self.tr("Open the shift"))
        self._move_on(focused)
        self._write_hint()
        if told:
            self._verdict.setText(difference_words(shift.difference))
            self._verdict.set_tone(
                "red" if shift.difference < 0 else "warn" if shift.difference else "accent"
            )

    def _move_on(self, before: QWidget | None) -> None:
        """The focus goes from what is done to what comes next: counted, then close; count again, then the amount.

        A count far from what should be there is looked at once more before Enter closes with it.
        """
        if before in (self._edit, self.send) and not self._edit.isVisibleTo(self):
            (self.again if self._shift.far else self.end).setFocus()
        elif before in (self.end, self.again) and not self.end.isVisibleTo(self):
            self._edit.setFocus()
            self._edit.selectAll()

    def _write_hint(self) -> None:
        far = self.tr(
            "That is far from what should be there. Count once more (Enter or Esc), or close with it if it is right."
        )
        usual = self.tr("Closing prints the slip; a difference is kept with the shift, nobody changes it.")
        self._hint.setText(far if self._shift.far else usual)
        self._hint.set_tone("red" if self._shift.far else "text2")

    def take_focus(self) -> None:
        """Be ready for what comes next: the counted cash, or the closing."""
        (self._edit if self._edit.isVisibleTo(self) else self.end).setFocus()

    def leave_count(self) -> None:
        """Go back to the amount, which stays as it was typed."""
        if self._shift.counted is not None:
            self.counted_again.emit()

    def show_done(self, done: tuple[ShownShiftDone, ...]) -> None:
        """Show the shifts of the day."""
        self._done = done
        written = language.formats()
        empty_layout(self._shifts)
        for one in done:
            line = Row(whole=True)
            span = self.tr("{start}, still open").format(start=written.hour(one.opened_at))
            if one.closed_at is not None:
                span = self.tr("{start} to {end}").format(
                    start=written.hour(one.opened_at), end=written.hour(one.closed_at)
                )
            counted = "" if one.counted is None else written.amount(one.counted)
            apart = "" if one.difference is None else difference_words(one.difference)
            line.show_row(one.closed_by or one.staff, self._span_words(one, span), counted, apart)
            wrong = one.difference is not None and one.difference < 0
            line.figure_note.set_tone("red" if wrong else "text2")
            self._shifts.addWidget(line)
        apart_by = [one.difference for one in done if one.difference is not None]
        total = sum(apart_by)
        self._together.show_pair(
            self.tr("All shifts together"), difference_words(total), "red" if total < 0 else "text2"
        )
        self._together.setVisible(len(apart_by) > 1)
        self._before.setVisible(bool(done))
        self._line.setVisible(bool(done))

    def _span_words(self, one: ShownShiftDone, span: str) -> str:
        """Its hours; and who opened it, where somebody else counted the drawer at its end."""
        if not one.closed_by or one.closed_by == one.staff:
            return span
        opened = self.tr("opened by {name}").format(name=language.formats().name(one.staff))
        return f"{span}  ·  {opened}"

    def forget_count(self) -> None:
        """Nothing is counted: what somebody half typed is theirs."""
        self._edit.set_amount(None)
        self.count.show_problem("")

    def show_problem(self, text: str) -> None:
        """Say what is wrong with the amount."""
        self.count.show_problem(text)
        self._edit.setFocus()

    def _lead_words(self, shift: ShownShift) -> str:
        written = language.formats()
        if not shift.is_open or shift.opened_at is None:
            return self.tr("Count the drawer and open the shift; selling needs one.")
        name, at = written.name(shift.staff), written.moment(shift.opened_at, year=False)
        return self.tr("Opened by {name}, {time}.").format(name=name, time=at)

    def _write_pairs(self, shift: ShownShift) -> None:
        written = language.formats()
        empty_layout(self._pairs)
        if not shift.is_open:
            return
        told = [
            (self.tr("Sales of this shift"), written.count(shift.sales)),
            (self.tr("Refunds and voids of it"), written.count(shift.reversals)),
        ]
        told += [
            (tender_words(kind), written.amount(amount)) for kind, amount in shift.tenders if kind != "cash"
        ]
        if shift.start_apart:
            told.append(
                (self.tr("Start, to what was last counted"), written.signed_amount(shift.start_apart))
            )
        if shift.counted is not None:
            cash = dict(shift.tenders).get("cash", 0)
            told += [
                (self.tr("Cash at the start"), written.amount(shift.opened_with)),
                (self.tr("Cash taken"), written.amount(cash)),
                *(
                    [(self.tr("Brought from elsewhere"), written.amount(shift.brought_in))]
                    if shift.brought_in
                    else []
                ),
                (self.tr("Should be there"), written.money(shift.expected)),
                (self.tr("Counted"), written.money(shift.counted)),
            ]
        made = [Pair(label, value, figure=True) for label, value in told]
        align_figures(made)
        for pair in made:
            self._pairs.addWidget(pair)
            pair.show()

    def _send(self) -> None:
        self.counted.emit(self._edit.amount())

    def _lay_out(self) -> None:
        head = row(self._title, None, self._chip)
        inside = QWidget()
        self._line = Hairline()
        inside.setLayout(
            column(
                head,
                self._lead,
                4,
                self._pairs,
                4,
                self.count,
                self.send,
                self._verdict,
                self._hint,
                self.end,
                row(self.again, None),
                12,
                self._line,
                self._before,
                self._shifts,
                self._together,
                None,
                gap=10,
                margins=(20, 20, 20, 16),
            )
        )
        self.setLayout(column(scrolling(inside), gap=0))

    def _retranslate(self) -> None:
        self.end.setText(self.tr("Close the shift"))
        self.again.setText(self.tr("Count again"))
        self._before.setText(self.tr("Shifts of the day"))
        self.show_shift(self._shift)
        self.show_done(self._done)
