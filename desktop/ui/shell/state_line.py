"""The quiet line at the foot: network, facts waiting, printer, age of what is known, shift. It blocks nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import language, theme
from desktop.ui.shell.values import PrinterState, StateLine
from desktop.ui.widgets import Button, Hairline, Icon, Label, column, row

HEIGHT = 36


class _Sign(QWidget):
    """An icon with its words."""

    def __init__(self, tone: str = "text2", *, yields: bool = True) -> None:
        super().__init__()
        self._icon = Icon("clock", 16, tone)
        words = Label("", 12, tone=tone, elide=yields)
        self._words = _yielding(words) if yields else words
        self.setLayout(row(self._icon, self._words, gap=7))

    def show_sign(self, icon: str, words: str, tone: str = "text2") -> None:
        self._icon.set_icon(icon, tone)
        self._words.setText(words)
        self._words.set_tone(tone)
        self.setVisible(bool(words))

    def words(self) -> str:
        return self._words.text()


def _yielding(label: Label) -> Label:
    """As wide as its words while there is room, shorter when the line is full."""
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    return label


@dataclass(frozen=True, slots=True)
class Door:
    """A quiet button at the end of the line: its words and what it does."""

    words: Callable[[], str]
    act: Callable[[], None]


class StateLineView(QWidget):
    """`show_state(StateLine)`; `keys_wanted` when somebody asks for the keys; `set_doors` puts buttons at the end."""

    keys_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._state = StateLine()
        self._doors: tuple[Door, ...] = ()
        self._alarm, self._network, self._queue = _Sign("red", yields=False), _Sign(yields=False), _Sign()
        self._printer, self._age = _Sign(), _Sign()
        self._training = Label("", 12, theme.SEMIBOLD, "warn")
        self._shift = _yielding(Label("", 12, tone="text2", elide=True))
        self._staff = _yielding(Label("", 12, tone="text2", elide=True))
        self._keys = Button("", "quiet", height=32, size=12, weight=theme.REGULAR)
        self._keys.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._keys.set_words_tone("text2")
        self._keys.clicked.connect(self.keys_wanted)
        self._ends = row(gap=20)
        signs = (self._alarm, self._network, self._queue, self._printer, self._age)
        line = row(*signs, None, self._training, self._staff, self._shift, self._ends, self._keys, gap=24)
        line.setContentsMargins(20, 0, 20, 0)
        self.setLayout(column(Hairline(), line, gap=0))
        self.layout().setStretch(1, 1)  # type: ignore[union-attr]
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "bg")
        self.setFixedHeight(HEIGHT)
        language.on_change(self, self._retranslate)

    def show_state(self, state: StateLine) -> None:
        self._state = state
        self._alarm.show_sign("warning", state.alarm, "red")
        self._show_network(state)
        self._show_queue(state)
        self._show_printer(state)
        self._show_age(state)
        self._show_end(state)

    def set_doors(self, doors: tuple[Door, ...], *, keys: bool = True) -> None:
        """Other buttons at the end (language and theme at sign-in); `keys` keeps «keys: F1»."""
        self._doors = doors
        self._keys.setVisible(keys)
        while self._ends.count():
            item = self._ends.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        for door in doors:
            button = Button(door.words(), "quiet", height=32, size=12, weight=theme.REGULAR)
            button.set_words_tone("text2")
            button.clicked.connect(door.act)
            self._ends.addWidget(button)

    def words(self) -> list[str]:
        """What the line says, sign by sign, for tests and screen readers."""
        signs = (self._alarm, self._network, self._queue, self._printer, self._age)
        labels = (self._training, self._staff, self._shift)
        return [s.words() for s in signs if s.words()] + [t.text() for t in labels if t.text()]

    def _show_network(self, state: StateLine) -> None:
        if not state.shop:
            self._network.show_sign("shop", "")
        elif state.alone:
            self._network.show_sign("shop", self.tr("Single till"))
        elif state.offline_since is not None:
            hour = language.formats().hour(state.offline_since)
            text = self.tr("Offline since {time}").format(time=hour)
            self._network.show_sign("offline", text, "warn")
        elif state.busy:
            self._network.show_sign("clock", self.tr("Online; the centre is busy"))
        elif state.trouble:
            self._network.show_sign("warning", self.tr("Online; see the settings of the centre"), "warn")
        else:
            self._network.show_sign("check", self.tr("Online"), "accent")
        self._network.setToolTip(state.trouble)

    def _show_queue(self, state: StateLine) -> None:
        if state.alone:
            self._queue.show_sign("queue", "")
        elif state.facts_waiting:
            text = language.formats().numerals(self.tr("%n facts waiting", "", state.facts_waiting))
            if state.waiting_since is not None and state.offline_since is not None:
                hour = language.formats().hour(state.waiting_since)
                text = self.tr("{facts}, the first since {time}").format(facts=text, time=hour)
            self._queue.show_sign("queue", text)
        else:
            self._queue.show_sign("queue", self.tr("All sent"))

    def _show_printer(self, state: StateLine) -> None:
        text, tone = {
            PrinterState.READY: (self.tr("Printer ready"), "text2"),
            PrinterState.BUSY: (self.tr("Printing"), "text2"),
            PrinterState.NO_PAPER: (self.tr("Printer has no paper"), "warn"),
            PrinterState.COVER_OPEN: (self.tr("Printer cover is open"), "warn"),
            PrinterState.AWAY: (self.tr("Printer does not answer"), "warn"),
            PrinterState.UNKNOWN: (self.tr("Nothing heard from the printer yet"), "text2"),
            PrinterState.NONE: (self.tr("No printer"), "text2"),
        }[state.printer]
        if state.papers_waiting:
            waiting = self.tr("%n papers waiting", "", state.papers_waiting)
            text = language.formats().listed([text, language.formats().numerals(waiting)])
        self._printer.show_sign("printer", text if state.shop else "", tone)

    def _show_age(self, state: StateLine) -> None:
        if state.data_age is None or state.alone:
            self._age.show_sign("clock", "")
            return
        age = language.formats().duration(state.data_age, units=1)
        self._age.show_sign("clock", self.tr("Data {age} old").format(age=age))

    def _show_end(self, state: StateLine) -> None:
        written = language.formats()
        self._training.setText(self.tr("Training: nothing is recorded") if state.training else "")
        self._staff.setText(written.listed([t for t in (state.staff, state.role) if t]))
        shift = state.shift
        if state.shift_since is not None:
            hour = written.hour(state.shift_since)
            shift = self.tr("{shift}, since {time}").format(shift=state.shift, time=hour)
        self._shift.setText(shift)
        for label in (self._training, self._staff, self._shift):
            label.setVisible(bool(label.text()))

    def _retranslate(self) -> None:
        self._keys.setText(self.tr("Keys: F1"))
        self.show_state(self._state)
        self.set_doors(self._doors, keys=not self._keys.isHidden())
