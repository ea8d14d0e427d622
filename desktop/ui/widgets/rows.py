"""Rows: two lines with figures at the end and a hairline below; a label with its value; a heading."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayoutItem, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.widgets import painting
from desktop.ui.widgets.text import Align, Label


class Row(QWidget):
    """A row of a list that is not a table: lead (icon, initial), name and note, figure and note at the end.

    `lead` may be any widget; `whole` lets the note take several lines rather than be cut. `clicked` comes from the mouse, Enter and Space when `touch` is set.
    """

    clicked = Signal()

    def __init__(
        self,
        *,
        lead: QWidget | None = None,
        touch: bool = False,
        rounded: bool = False,
        hairline: bool = True,
        whole: bool = False,
    ) -> None:
        super().__init__()
        self._chosen, self._rounded, self._hairline, self._touch = (
            False,
            rounded,
            hairline and not rounded,
            touch,
        )
        self.title = Label("", 15, theme.SEMIBOLD, elide=True)
        self.note = Label("", 12, tone="text2", elide=not whole, wrap=whole)
        self.figure = Label("", 15, theme.SEMIBOLD, tnum=True, align="right")
        self.figure_note = Label("", 12, tone="text2", align="right")
        self._end: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 8, 16, 8)
        self._row.setSpacing(14)
        if lead is not None:
            self._row.addWidget(lead)
        self._row.addLayout(_two(self.title, self.note), 1)
        self._row.addLayout(_two(self.figure, self.figure_note))
        self.setMinimumHeight(48 if lead is None else max(48, lead.minimumHeight() + 16))
        if touch:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_row(self, title: str, note: str = "", figure: str = "", figure_note: str = "") -> None:
        for label, text in (
            (self.title, title),
            (self.note, note),
            (self.figure, figure),
            (self.figure_note, figure_note),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        self.setAccessibleName("، ".join(t for t in (title, note, figure, figure_note) if t))

    def add_end(self, widget: QWidget) -> None:
        """Put a widget (a button, a check) at the end."""
        self._row.addWidget(widget)

    def set_chosen(self, chosen: bool) -> None:
        self._chosen = chosen
        self.title.set_tone("text")
        self.update()

    def is_chosen(self) -> bool:
        return self._chosen

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._touch and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._touch and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        rect = QRectF(self.rect())
        edge = theme.tokens().edge
        if self._chosen:
            painting.box(painter, rect, 8 if self._rounded else 0, theme.color("soft"), edge or None)
        if self._hairline:
            painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.color("line"))
        if self.hasFocus():
            painting.box(
                painter, rect, 8 if self._rounded else 2, None, theme.color("accent"), painting.ring()
            )
        painter.end()


class Pair(QWidget):
    """A label at the start, its value at the end of one line; `figure`: in tabular figures, by its right edge."""

    def __init__(
        self,
        label: str = "",
        value: str = "",
        *,
        size: int = 13,
        weight: int = theme.MEDIUM,
        tone: str = "text",
        figure: bool = False,
    ) -> None:
        super().__init__()
        self._label = Label(label, size, tone="text2", elide=True)
        side: Align = "right" if figure else "end"
        self._value = Label(value, size, weight, tone, tnum=figure, align=side, elide=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._label, 1)
        row.addWidget(self._value)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_pair(self, label: str, value: str, tone: str | None = None) -> None:
        self._label.setText(label)
        self._value.setText(value)
        if tone:
            self._value.set_tone(tone)

    def value(self) -> str:
        return self._value.text()

    def value_label(self) -> Label:
        return self._value


def align_figures(pairs: Sequence[Pair]) -> None:
    """Make the values of pairs below one another a column of figures: one right edge in both languages."""
    width = max((pair.value_label().sizeHint().width() for pair in pairs), default=0)
    for pair in pairs:
        pair.value_label().setMinimumWidth(width)


class Spacer(QWidget):
    """A fixed empty height (or width), for rhythm where a layout's spacing is not enough."""

    def __init__(self, height: int = 0, width: int = 0) -> None:
        super().__init__()
        self._hint = QSize(width, height)
        policy = QSizePolicy.Policy
        self.setSizePolicy(
            policy.Fixed if width else policy.Preferred, policy.Fixed if height else policy.Preferred
        )

    def sizeHint(self) -> QSize:
        return self._hint


def _two(first: QWidget, second: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addStretch(1)
    column.addWidget(first)
    column.addWidget(second)
    column.addStretch(1)
    return column


def empty_layout(item: QLayoutItem | None) -> None:
    """Take everything out of a layout and let it go: for lists that are written anew."""
    layout = item.layout() if item is not None else None
    while layout is not None and layout.count():
        taken = layout.takeAt(0)
        widget = taken.widget() if taken is not None else None
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        else:
            empty_layout(taken)
