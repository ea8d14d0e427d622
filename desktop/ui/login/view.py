"""The sign-in screen: the place and the day on one side, names and the PIN pad on the other. Passive.

The screen itself holds the focus, so that a keyboard, a card reader and the pad all reach the same PIN.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from desktop.ui import language, theme
from desktop.ui.login.entrance import Entrance
from desktop.ui.login.values import Doorway, Opening, StaffChoice
from desktop.ui.widgets import (
    Avatar,
    Button,
    EmptyState,
    Hairline,
    Icon,
    Label,
    PinDots,
    PinPad,
    Row,
    VerdictBar,
    WarnBox,
    column,
    on_ground,
    row,
    scrolling,
)

_PAD_WIDTH = 312
_NAMES_WIDTH = 392


class LoginScreen(QWidget):
    """Signals are past tense and carry what a person did; the presenter answers with the `show_` methods."""

    chosen = Signal(str)
    moved = Signal(int)
    typed = Signal(str)
    erased = Signal()
    cleared = Signal()
    submitted = Signal()
    training_pressed = Signal()
    recovery_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[StaffChoice, ...] = ()
        self._who, self._wait_left, self._busy, self._training = "", 0, False, False
        self._doorway: Doorway | None = None
        self._opening = Opening()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._entrance = Entrance()
        self._title, self._lead = Label("", 20, theme.SEMIBOLD), Label("", 13, tone="text2", wrap=True)
        self._names = QVBoxLayout()
        self._names.setSpacing(6)
        self._names.setContentsMargins(0, 0, 0, 0)
        self._nobody = EmptyState("people")
        self._whose = Label("", 14, tone="text2", align="center")
        self._dots, self._pad = PinDots(), PinPad()
        self._enter = Button("", "primary", cap="Enter")
        self._waiting = WarnBox(icon="clock")
        self._verdict = VerdictBar()
        self._training_button = Button("", "quiet", cap="F11", height=32, size=13, weight=theme.REGULAR)
        self._left_open = Label("", 13, theme.MEDIUM, "warn", wrap=True)
        self._recovery_words = Label("", 13, tone="text2")
        self._recovery = Button("", "quiet", height=32, size=13)
        self._clock = QTimer(self)
        self._clock.setInterval(1_000)
        self._lay_out()
        self._connect()
        self.show_wait(0)
        self.show_training(False)
        language.on_change(self, self._retranslate)

    def show_doorway(self, doorway: Doorway) -> None:
        self._doorway = doorway
        self._entrance.show_doorway(doorway)
        self.show_typed(self._dots.typed())

    def show_people(self, people: Sequence[StaffChoice], chosen: str) -> None:
        """Write the names anew; `chosen` is the staff_id that is marked."""
        self._people, self._who = tuple(people), chosen
        while self._names.count():
            item = self._names.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        for person in self._people:
            self._names.addWidget(self._person(person))
        self._nobody.setVisible(not self._people)
        self._show_whose()

    def show_opening(self, opening: Opening) -> None:
        self._opening = opening
        self._entrance.show_opening(opening)
        self._write_enter()

    def show_typed(self, typed: int) -> None:
        self._dots.show_typed(typed)
        self._enter.set_cap("Enter", filled=False)

    def show_training(self, training: bool) -> None:
        self._training = training
        self._training_button.set_words_tone("warn" if training else "text2")
        self._write_enter()

    def show_busy(self, busy: bool) -> None:
        self._busy = busy
        self._write_enter()

    def show_problem(self, said: Callable[[], str] | None) -> None:
        """Say why the till stays closed, in whatever language is read; None takes it back."""
        if said:
            self._verdict.problem(said)
        else:
            self._verdict.clear()

    def show_card_unknown(self) -> None:
        self._verdict.problem(self._card_unknown)

    def _card_unknown(self) -> str:
        unknown = self.tr("No staff card has this code.")
        return f"{unknown}\n{self.tr('Choose your name instead, or ask a manager for a new card.')}"

    def show_wait(self, seconds: int) -> None:
        """Hold the pad for so many seconds, counting down."""
        self._wait_left = max(seconds, 0)
        self._waiting.setVisible(self._wait_left > 0)
        if self._wait_left:
            span = language.formats().duration(self._wait_left)
            self._waiting.show_text(self.tr("Wait before the next try"), span)
            self._clock.start()
        else:
            self._clock.stop()
        self._write_enter()

    def language(self) -> str:
        return language.formats().lang

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose, figures type, Enter submits; a card reader's letters come the same way."""
        key = event.key()
        acts = {
            Qt.Key.Key_Up: lambda: self.moved.emit(-1),
            Qt.Key.Key_Down: lambda: self.moved.emit(1),
            Qt.Key.Key_Backspace: self.erased.emit,
            Qt.Key.Key_Escape: self.cleared.emit,
            Qt.Key.Key_Return: self._submit,
            Qt.Key.Key_Enter: self._submit,
            Qt.Key.Key_F11: self.training_pressed.emit,
        }
        act = acts.get(Qt.Key(key))
        if act is not None:
            act()
        elif event.text().strip() and not self._held():
            self.typed.emit(event.text().strip())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _person(self, person: StaffChoice) -> Row:
        chosen = person.staff_id == self._who
        line = Row(lead=Avatar(person.name, 44, "accent" if chosen else "plain"), touch=True, rounded=True)
        role = person.role.of(self.language())
        note = language.formats().listed([role, self.tr("PIN stopped")]) if person.locked else role
        line.show_row(person.name, note)
        line.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if person.locked:
            line.note.set_tone("warn")
        if chosen:
            line.add_end(Icon("check", 20, "accent"))
        line.set_chosen(chosen)
        line.clicked.connect(lambda: self._choose(person.staff_id))
        return line

    def _choose(self, staff_id: str) -> None:
        self.show_people(self._people, staff_id)
        self.chosen.emit(staff_id)

    def _submit(self) -> None:
        if not self._held():
            self.submitted.emit()

    def _held(self) -> bool:
        return self._busy or self._wait_left > 0

    def _tick(self) -> None:
        self.show_wait(self._wait_left - 1)

    def _pad_digit(self, digit: str) -> None:
        if not self._held():
            self.typed.emit(digit)

    def _show_whose(self) -> None:
        name = next((p.name for p in self._people if p.staff_id == self._who), "")
        words = self.tr("PIN of {name}").format(name=language.formats().name(name)) if name else ""
        self._whose.setText(words)
        self._whose.setVisible(bool(words))
        asked = self.tr("Type your PIN") if words else self.tr("Choose your name first")
        self._dots.show_words(asked)
        self._dots.setAccessibleDescription(words or asked)

    def _write_enter(self) -> None:
        opens = not self._opening.is_open and not self._training
        on, off = (
            self.tr("Training is on: nothing is recorded"),
            self.tr("Training mode, nothing is recorded"),
        )
        self._training_button.setText(on if self._training else off)
        words = self.tr("Sign in and open the shift") if opens else self.tr("Sign in")
        if self._training:
            words = self.tr("Sign in for training")
        self._enter.setText(self.tr("Checking the PIN…") if self._busy else words)
        self._enter.setEnabled(not self._held())
        self._pad.setEnabled(not self._held())

        self._write_left_open()

    def _write_left_open(self) -> None:
        """Before training begins: a basket that was left open is neither covered by it nor lost."""
        self._left_open.setText(
            self.tr("The basket left open on the counter waits meanwhile, and comes back when training ends.")
        )
        self._left_open.setVisible(self._training and self._opening.left_open)

    def _lay_out(self) -> None:
        people = QWidget()
        people.setLayout(column(self._names, self._nobody, None, gap=0))
        names = column(self._title, 4, self._lead, 16, scrolling(people), gap=0)
        names.setStretch(4, 1)
        keys = column(self._whose, self._dots, self._pad, self._waiting, self._enter, None, gap=12)
        keys.setStretch(5, 1)
        both = row(None, _wide(names, _NAMES_WIDTH), 56, _wide(keys, _PAD_WIDTH), None, gap=0)
        foot = column(
            row(self._training_button, None),
            self._left_open,
            row(self._recovery_words, self._recovery, None, gap=10),
            gap=0,
        )
        lower = row(None, _wide(foot, _NAMES_WIDTH + 56 + _PAD_WIDTH), None, gap=0)
        self._top = QSpacerItem(0, 24, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        work = column(row(both, margins=(16, 0, 16, 0)), lower, 20, self._verdict, gap=8)
        work.insertItem(0, self._top)
        work.setStretch(1, 1)
        self._work = work
        self._side = on_ground(column(self._entrance, margins=(48, 64, 48, 36)), "sunken")
        work_ground = on_ground(work, "surface")
        whole = row(self._side, Hairline(vertical=True), work_ground, gap=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _fit(self) -> None:
        """A wide window gives the side more room and lets the work begin lower."""
        self._side.setFixedWidth(520 if self.width() >= 1_400 else 400)
        self._top.changeSize(0, 150 if self.height() >= 820 else 56 if self.height() >= 700 else 24)
        self._work.invalidate()  # a spacer that changed tells nobody

    def _connect(self) -> None:
        self._pad.digit_pressed.connect(self._pad_digit)
        self._pad.erased.connect(self.erased)
        self._pad.cleared.connect(self.cleared)
        self._enter.clicked.connect(self._submit)
        self._training_button.clicked.connect(self.training_pressed)
        self._recovery.clicked.connect(self.recovery_wanted)
        self._clock.timeout.connect(self._tick)
        for button in (self._enter, self._training_button):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Who is at the till?"))
        self._lead.setText(
            self.tr(
                "Press your name, or use the up and down keys; then type your PIN. A staff card works too."
            )
        )
        self._recovery_words.setText(self.tr("A new till, or a lost one?"))
        self._recovery.setText(self.tr("Recovery"))
        self._nobody.show_empty(
            self.tr("Nobody can sign in yet"),
            self.tr("Add the people of this branch from another till, or start with recovery."),
        )
        self._pad.setAccessibleName(self.tr("PIN pad"))
        self.setAccessibleName(self.tr("Sign-in"))
        self.show_people(self._people, self._who)
        self.show_wait(self._wait_left)
        self._write_enter()


def _wide(layout: QVBoxLayout, width: int) -> QWidget:
    """A column of a fixed width."""
    holder = QWidget()
    holder.setLayout(layout)
    holder.setFixedWidth(width)
    return holder
