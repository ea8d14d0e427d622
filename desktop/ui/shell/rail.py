"""The rail: icons with words, only the screens a role may use, the present one on a soft ground."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from desktop.ui import language, theme
from desktop.ui.shell.places import PLACES, Place, place_words
from desktop.ui.widgets import painting, scrolling

WIDTH = 84


class _Entry(QAbstractButton):
    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFixedHeight(64)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(72, 64)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        on = self.isChecked()
        edge = theme.color("accent") if self.hasFocus() else (theme.tokens().edge or None if on else None)
        painting.box(
            painter,
            QRectF(self.rect()),
            10,
            theme.color("soft") if on else None,
            edge,
            painting.ring() if self.hasFocus() else 1,
        )
        color = theme.color("accent" if on else "text2")
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painting.draw_icon(painter, self.place.icon, (self.width() - 22) / 2, 11, 22, color, rtl)
        painter.setFont(theme.font(11, theme.SEMIBOLD if on else theme.MEDIUM))
        painter.setPen(color)
        painter.drawText(QRectF(0, 34, self.width(), 24), int(Qt.AlignmentFlag.AlignCenter), self.text())
        painter.end()


class Rail(QWidget):
    """`picked(key)`; `allow(keys)` shows what a role may use, `mark(key)` the present screen."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self._entries = {place.key: _Entry(place) for place in PLACES}
        inside = QWidget()
        inside.setProperty("ground", "bg")
        column = QVBoxLayout(inside)
        column.setContentsMargins(6, 12, 6, 12)
        column.setSpacing(4)
        for entry in self._entries.values():
            if not entry.place.foot:
                self._put(column, entry)
        column.addStretch(1)
        for entry in self._entries.values():
            if entry.place.foot:
                self._put(column, entry)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        area = scrolling(inside)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole.addWidget(area)
        self.allow(())
        language.on_change(self, self._retranslate)

    def allow(self, keys: Collection[str]) -> None:
        for key, entry in self._entries.items():
            entry.setVisible(key in keys)

    def allowed(self) -> list[str]:
        """The keys shown, from the top."""
        return [key for key, entry in self._entries.items() if not entry.isHidden()]

    def mark(self, key: str) -> None:
        if key in self._entries:
            self._entries[key].setChecked(True)

    def entry(self, key: str) -> QAbstractButton:
        return self._entries[key]

    def _put(self, column: QVBoxLayout, entry: _Entry) -> None:
        entry.clicked.connect(lambda _=False, key=entry.place.key: self.picked.emit(key))
        column.addWidget(entry)

    def _retranslate(self) -> None:
        for entry in self._entries.values():
            entry.setText(place_words(entry.place))
            entry.setAccessibleName(place_words(entry.place))
            entry.update()
