"""The recovery sheet on the screen: its groups in reading order with their numbers, and the code to scan. Passive."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from desktop.ui import language, theme
from desktop.ui.parts.values import Modules, SheetShown
from desktop.ui.widgets import Label, painting, row

_COLUMNS = 3


class CodePicture(QWidget):
    """A QR code, black on white in every theme, for that is what scanners read."""

    def __init__(self, size: int = 176) -> None:
        super().__init__()
        self._modules: Modules = ()
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_modules(self, modules: Modules, name: str) -> None:
        """Show a code; `name` is what a screen reader says of it."""
        self._modules = modules
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        painting.box(painter, QRectF(self.rect()), 8, QColor(Qt.GlobalColor.white), theme.color("line2"))
        if self._modules:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            side = self._size // (len(self._modules) + 6)
            start = (self._size - side * len(self._modules)) // 2
            for y, line in enumerate(self._modules):
                for x, dark in enumerate(line):
                    if dark:
                        painter.fillRect(start + x * side, start + y * side, side, side, Qt.GlobalColor.black)
        painter.end()


class SheetView(QWidget):
    """`show_sheet(SheetShown)`; `hide_group(place)` covers the group that is being typed back from paper."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet, self._hidden = SheetShown(), -1
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(28)
        self._grid.setVerticalSpacing(6)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._code = CodePicture()
        whole = row(self._grid, 28, self._code, None, gap=0)
        whole.setAlignment(self._code, Qt.AlignmentFlag.AlignTop)
        self.setLayout(whole)
        # Codes are read left to right whoever reads them, and so are their numbers.
        language.on_change(self, self._retranslate)

    def show_sheet(self, sheet: SheetShown) -> None:
        """Show a sheet."""
        self._sheet = sheet
        self._retranslate()

    def hide_group(self, place: int) -> None:
        """Cover one group (from 0), and the code; -1 shows all again."""
        if place != self._hidden:
            self._hidden = place
            self._retranslate()

    def _retranslate(self) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        rows = -(-len(self._sheet.groups) // _COLUMNS)
        for place, letters in enumerate(self._sheet.groups):
            group = "••••-••" if place == self._hidden else letters
            self._grid.addWidget(_group(place, group), place % rows, place // rows)
        self._code.show_modules(self._sheet.code, self.tr("Recovery code to scan"))


def _group(place: int, group: str) -> QWidget:
    number = Label(language.formats().count(place + 1), 12, tone="text3", tnum=True, align="right")
    number.setFixedWidth(22)
    letters = Label(group, 18, theme.SEMIBOLD, tnum=True, align="left")
    letters.setMinimumWidth(104)
    holder = QWidget()
    holder.setLayout(row(number, letters, gap=10))
    holder.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return holder
