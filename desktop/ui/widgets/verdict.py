"""The line that says what is wrong and offers the way out. It takes the place of message boxes.

It stands at the foot of a page, pushes nothing aside but its own height, and never takes the focus.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui import language, theme
from desktop.ui.widgets import painting
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.marks import Hairline
from desktop.ui.widgets.text import Label

Said = str | Callable[[], str]
"""What is to be said: a text, or what writes it anew when the language is changed under it."""


@dataclass(frozen=True, slots=True)
class WayOut:
    """A button of the verdict: its words, what it does, whether it is the one Enter means."""

    text: Said
    act: Callable[[], None]
    primary: bool = False
    cap: str = ""


class _Stroke(QWidget):
    """The upright stroke that gives the verdict its colour."""

    def __init__(self) -> None:
        super().__init__()
        self.tone = "accent"
        self.setFixedWidth(4)
        self.setMinimumHeight(36)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        painting.box(painter, QRectF(self.rect()), 2, theme.color(self.tone))
        painter.end()


class VerdictBar(QWidget):
    """`problem(text)`, `warning(text)`, `notice(text)`, `clear()`. A line break parts title and hint."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stroke = _Stroke()
        self._title = Label("", 15, theme.SEMIBOLD, wrap=True)
        self._hint = Label("", 13, tone="text2", wrap=True)
        self._ways = QHBoxLayout()
        self._ways.setSpacing(12)
        self._close = IconButton("cross", self.tr("Close this line"))
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.clicked.connect(self.clear)
        self._close.clicked.connect(self.closed)
        self._said: Said = ""
        self._outs: tuple[WayOut, ...] = ()
        self._lay_out()
        self.hide()
        language.on_change(self, self._write)

    def problem(self, text: Said, ways: Sequence[WayOut] = ()) -> None:
        """Something stands in the way and a person must act."""
        self._say(text, "red", ways)

    def warning(self, text: Said, ways: Sequence[WayOut] = ()) -> None:
        self._say(text, "warn", ways)

    def notice(self, text: Said, ways: Sequence[WayOut] = ()) -> None:
        """Something was done."""
        self._say(text, "accent", ways)

    def clear(self) -> None:
        self._said = ""
        self._title.setText("")
        self._hint.setText("")
        self._replace_ways(())
        self.hide()

    def text(self) -> str:
        """What is said now, title and hint."""
        return "\n".join(t for t in (self._title.text(), self._hint.text()) if t)

    def tone(self) -> str:
        return self._stroke.tone

    def ways(self) -> list[Button]:
        items = [self._ways.itemAt(i) for i in range(self._ways.count())]
        found = [item.widget() for item in items if item is not None]
        return [w for w in found if isinstance(w, Button)]

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface"))
        painter.end()

    def _say(self, text: Said, tone: str, ways: Sequence[WayOut]) -> None:
        self._stroke.tone = tone
        self._said = text
        self._replace_ways(ways)
        self._write()
        self.show()
        self.update()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _write(self) -> None:
        title, _, hint = _text_of(self._said).partition("\n")
        self._title.setText(title)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._close.set_name(self.tr("Close this line"))
        for button, way in zip(self.ways(), self._outs, strict=False):
            button.setText(_text_of(way.text))
        self.setAccessibleName(self.text())

    def _replace_ways(self, ways: Sequence[WayOut]) -> None:
        for old in self.ways():
            self._ways.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._outs = tuple(ways)
        for way in ways:
            button = Button(_text_of(way.text), "primary" if way.primary else "plain", cap=way.cap, height=44)
            button.clicked.connect(way.act)
            self._ways.addWidget(button)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._hint)
        row = QHBoxLayout()
        row.setContentsMargins(24, 13, 24, 13)
        row.setSpacing(16)
        row.addWidget(self._stroke)
        row.addLayout(words, 1)
        row.addLayout(self._ways)
        row.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline())
        column.addLayout(row)


def _text_of(said: Said) -> str:
    return said() if callable(said) else said
