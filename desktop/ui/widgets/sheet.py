"""A panel that slides over the end side of a page («چرا؟», parked baskets, the keys) and never blocks the till.

It has a title, one content widget, and goes with Esc or its cross; the focus returns to where it was.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.ui import language, theme
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.layouts import column, row, scrolling
from desktop.ui.widgets.marks import Hairline, KeyCap
from desktop.ui.widgets.text import Label


class Sheet(QWidget):
    """`open(content, title)` shows, `close_sheet()` hides; `closed()` is emitted when a person leaves it."""

    closed = Signal()

    def __init__(self, page: QWidget, *, width: int = 420) -> None:
        super().__init__(page)
        self._page, self._wide = page, width
        self._before: QWidget | None = None
        self._content: QWidget | None = None
        self._asks_title: Callable[[], str] = str
        self._title = Label("", 16, theme.SEMIBOLD, elide=True)
        self._cross = IconButton("cross", "")
        self._cross.clicked.connect(self.leave)
        self._body = QVBoxLayout()
        head = row(12, self._title, KeyCap("Esc"), self._cross, margins=(12, 12, 12, 8))
        head.setStretch(1, 1)
        whole = column(head, Hairline(), self._body, gap=0)
        whole.setStretch(2, 1)
        self.setLayout(row(Hairline(vertical=True), whole, gap=0))
        page.installEventFilter(self)
        language.on_change(self, self._retranslate)
        self.hide()

    def open(self, content: QWidget, title: Callable[[], str]) -> None:
        """Show `content`; what was shown before is hidden and kept. `title` is asked in each language anew."""
        self._asks_title = title
        self._entitle()
        self._replace(content)
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self._place()
        self.show()
        self.raise_()
        (_first_focus(content) or self._cross).setFocus(Qt.FocusReason.OtherFocusReason)

    def close_sheet(self) -> None:
        # Not `isVisible()`: the page itself may stand behind another, and would come back with the sheet open.
        if self.isHidden():
            return
        self.hide()
        before, self._before = self._before, None
        # Behind an open sheet a page may be built anew: what had the focus is gone then.
        if before is not None and isValid(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_width(self, width: int) -> None:
        """Be as wide as the column beside which it stands."""
        if width != self._wide:
            self._wide = width
            if self.isVisible():
                self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        moved = event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutDirectionChange)
        if watched is self._page and moved and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface"))
        painter.end()

    def leave(self) -> None:
        """A person leaves what stands open."""
        self.close_sheet()
        self.closed.emit()

    def _retranslate(self) -> None:
        self._cross.set_name(self.tr("Close"))
        self._entitle()

    def _entitle(self) -> None:
        title = self._asks_title()
        self._title.setText(title)
        self.setAccessibleName(title)

    def _place(self) -> None:
        wide = min(self._wide, self._page.width())
        x = 0 if self._page.layoutDirection() == Qt.LayoutDirection.RightToLeft else self._page.width() - wide
        self.setGeometry(x, 0, wide, self._page.height())

    def _replace(self, content: QWidget) -> None:
        if content is self._content:
            return
        while self._body.count():
            item = self._body.takeAt(0)
            area = item.widget() if item is not None else None
            if isinstance(area, QScrollArea):
                area.takeWidget()
                area.deleteLater()
        self._content = content
        self._body.addWidget(scrolling(content))


def _first_focus(content: QWidget) -> QWidget | None:
    inside = [content, *(w for w in content.findChildren(QWidget) if w.isVisibleTo(content))]
    return next((w for w in inside if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isEnabled()), None)
