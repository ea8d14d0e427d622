"""The steps of the first start, one below the other: done ones ticked and open to a click, the present one marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui import language, theme
from desktop.ui.widgets import painting
from desktop.ui.widgets.text import absolute, directed

_HEIGHT, _DISC = 44, 28


class _Step(QAbstractButton):
    """One step: a disc with its number or a tick, and its name."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self.place, self._current = place, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)

    def show_current(self, current: int, *, closed: bool) -> None:
        """`current` counts from 0; a `closed` way lets nobody back."""
        self._current = current
        back = self.place < current and not closed
        self.setEnabled(back)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if back else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if back else Qt.CursorShape.ArrowCursor)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        done, here = self.place < self._current, self.place == self._current
        disc = QRectF(self.width() - _DISC - 2 if rtl else 2, (_HEIGHT - _DISC) / 2, _DISC, _DISC)
        edge = None if done or here else theme.color("line2")
        ground = theme.color("accent" if here else "soft" if done else "surface")
        painting.box(painter, disc, _DISC / 2, ground, edge)
        if self.hasFocus():
            painting.box(
                painter,
                disc.adjusted(-2, -2, 2, 2),
                _DISC / 2 + 2,
                None,
                theme.color("accent"),
                painting.ring(),
            )
        if done:
            painting.draw_icon(painter, "check", disc.x() + 6, disc.y() + 6, 16, theme.color("accent"), rtl)
        else:
            painter.setFont(theme.font(13, theme.SEMIBOLD))
            painter.setPen(theme.color("on_accent" if here else "text3"))
            painter.drawText(
                disc, int(Qt.AlignmentFlag.AlignCenter), language.formats().count(self.place + 1)
            )
        painter.setFont(theme.font(15 if here else 14, theme.SEMIBOLD if here else theme.REGULAR))
        painter.setPen(theme.color("text" if here else "text2" if done else "text3"))
        words = QRectF(0, 0, self.width() - _DISC - 14, _HEIGHT - 1)
        words.moveLeft(0 if rtl else _DISC + 14)
        flags = int(absolute("start", rtl) | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(words, flags, directed(self.text()))
        painter.end()


class StepList(QWidget):
    """`picked(place)` when somebody goes back to a step that is done."""

    picked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._steps: list[_Step] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._current = 0

    def show_names(self, names: Sequence[str]) -> None:
        """Write the names of all steps."""
        while len(self._steps) < len(names):
            step = _Step(len(self._steps))
            step.clicked.connect(lambda _=False, place=step.place: self.picked.emit(place))
            self._steps.append(step)
            self._column.addWidget(step)
        for step, name in zip(self._steps, names, strict=True):
            step.setText(name)
            step.setAccessibleName(name)
        self.show_current(self._current)

    def show_current(self, current: int) -> None:
        """Mark the present step; from the last there is no way back."""
        self._current = current
        closed = current == len(self._steps) - 1
        for step in self._steps:
            step.show_current(current, closed=closed)
