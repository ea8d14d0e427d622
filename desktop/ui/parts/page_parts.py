"""What the pages of first start and recovery are made of: a title with its sentence, a large row to press, the mark of the program."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.widgets import Icon, Label, Row, column, painting

WIDTH = 600
"""A page's column; lines longer than this are hard to read."""


class Mark(QWidget):
    """The icon of a shop on the accent."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(52, 52)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        painting.box(painter, QRectF(self.rect()), 10, theme.color("accent"))
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painting.draw_icon(painter, "shop", 13, 13, 26, theme.color("on_accent"), rtl)
        painter.end()


class Heading(QWidget):
    """A page's title and what it is for."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._lead = Label("", 26, theme.SEMIBOLD), Label("", 14, tone="text2", wrap=True)
        self.setLayout(column(self._title, self._lead, gap=8, margins=(0, 0, 0, 16)))

    def show_heading(self, title: str, lead: str) -> None:
        """Write both."""
        self._title.setText(title)
        self._lead.setText(lead)


def big_row(icon: str) -> Row:
    """Return a large row that is pressed: one of a few ways to go on."""
    line = Row(lead=Icon(icon, 28, "accent"), touch=True, rounded=True)
    line.setMinimumHeight(76)
    line.add_end(Icon("chevron-forward", 20, "text3"))
    return line


def page(*items: QWidget | QBoxLayout | int | None) -> QVBoxLayout:
    """Return a page's column."""
    return column(*items, gap=12)
