"""What stands where nothing is yet: it says what to do, and offers to do it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui import theme
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.layouts import column
from desktop.ui.widgets.marks import Icon
from desktop.ui.widgets.text import Label


class EmptyState(QWidget):
    """An icon, a title, one sentence, and a button when there is something to press: `wanted()`."""

    wanted = Signal()

    def __init__(self, icon: str = "info", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Icon(icon, 32, "text3")
        self._title = Label("", 15, theme.SEMIBOLD, align="center")
        self._hint = Label("", 13, tone="text2", align="center", wrap=True)
        self._button = Button("", "plain")
        self._button.clicked.connect(self.wanted)
        inside = column(
            None,
            self._icon,
            4,
            self._title,
            self._hint,
            8,
            self._button,
            None,
            gap=6,
            margins=(16, 20, 16, 20),
        )
        for widget in (self._icon, self._button):
            inside.setAlignment(widget, Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(inside)
        self.show_empty("", "")

    def show_empty(self, title: str, hint: str = "", button: str = "", icon: str = "") -> None:
        self._title.setText(title)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._button.setText(button)
        self._button.setVisible(bool(button))
        if icon:
            self._icon.set_icon(icon)
        self.setAccessibleName(f"{title} {hint}".strip())
