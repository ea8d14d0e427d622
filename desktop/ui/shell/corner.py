"""Who stands at the till, where and when: three lines at the end of the sale screen's top."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QWidget

from desktop.ui import language, theme
from desktop.ui.shell.values import Corner
from desktop.ui.widgets import Button, Label, column, row

WIDTH = 184
_CAP = 48
"""What the key's cap and the gaps around it take of the width."""


class CornerView(QWidget):
    """`show_corner(Corner)`; `cashier_wanted` when somebody presses the name (F12)."""

    cashier_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._corner = Corner()
        self._name = Button("", "quiet", cap="F12", height=30, size=13, weight=theme.SEMIBOLD)
        self._name.set_words_tone("text")
        self._name.clicked.connect(self.cashier_wanted)
        self._place = Label("", 12, theme.REGULAR, "text2", elide=True, align="end")
        self._when = Label("", 12, theme.REGULAR, "text2", align="end")
        self.setLayout(column(row(None, self._name), self._place, self._when, gap=2))
        self.setFixedWidth(WIDTH)
        language.on_change(self, lambda: self.show_corner(self._corner))

    def show_corner(self, corner: Corner) -> None:
        self._corner = corner
        written = language.formats()
        fitting = QFontMetricsF(theme.font(13, theme.SEMIBOLD))
        self._name.setText(fitting.elidedText(corner.staff, Qt.TextElideMode.ElideRight, WIDTH - _CAP))
        self._name.setAccessibleName(corner.staff)
        self._name.setToolTip(corner.staff)
        self._name.setVisible(bool(corner.staff))
        self._place.setText(written.listed([written.name(t) for t in (corner.branch, corner.till) if t]))
        day = written.day(corner.on, weekday=True) if corner.on else ""
        hour = written.hour(corner.at) if corner.at is not None else ""
        self._when.setText(written.listed([t for t in (day, hour) if t]))
