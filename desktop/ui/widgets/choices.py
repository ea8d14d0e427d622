"""Choosing: on or off, one of a few side by side, one of the tabs of a page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from desktop.ui import theme
from desktop.ui.widgets import painting
from desktop.ui.widgets.text import absolute, directed


class Toggle(QAbstractButton):
    """A switch with its words; `toggled(bool)` says when it turns."""

    def __init__(self, text: str = "", *, checked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setChecked(checked)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(round(painting.text_width(self.text(), theme.font(14))) + 62, 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        t = theme.tokens()
        painter = painting.smooth(QPainter(self))
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = self.width() - 44 - 2 if rtl else 2.0
        on = self.isChecked()
        rail = QRectF(x, self.height() / 2 - 12, 44, 24)
        # A gap between the ring and what is filled, or the two would be one shape.
        fill = rail.adjusted(2, 2, -2, -2) if on and self.hasFocus() else rail
        painting.box(painter, fill, 12, t.accent if on else t.track, None if on else t.edge or t.line2)
        if self.hasFocus():
            painting.box(painter, rail.adjusted(-2, -2, 2, 2), 14, None, t.accent, painting.ring())
        at_end = on != rtl
        knob = QRectF(rail.right() - 21 if at_end else rail.left() + 3, rail.top() + 3, 18, 18)
        painting.box(painter, knob, 9, t.on_accent if on else t.surface, None if on else t.text3)
        painter.setFont(theme.font(14))
        painter.setPen(theme.color("text" if self.isEnabled() else "text3"))
        words = QRectF(self.rect()).adjusted(0 if rtl else 58, 0, -58 if rtl else 0, -1)
        flags = int(absolute("start", rtl) | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(words, flags, directed(self.text()))
        painter.end()


class _Segment(QAbstractButton):
    """One field of a Segmented, or one tab when `tab`."""

    def __init__(self, key: str, text: str, tab: bool, size: int) -> None:
        super().__init__()
        self.key, self._tab, self._size = key, tab, size
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.say(text)

    def say(self, text: str) -> None:
        """Write other words on it."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def _font(self) -> QFont:
        return theme.font(self._size, theme.SEMIBOLD if self.isChecked() else theme.REGULAR)

    def sizeHint(self) -> QSize:
        words = painting.text_width(self.text(), theme.font(self._size, theme.SEMIBOLD))
        return QSize(round(words) + (14 if self._tab else 32), 44)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        for one in self.group().buttons():  # Qt takes Tab from all the others
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # What is chosen already leaves Enter to the page: it may go on with it.
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self._tab or not self.isChecked():
            self.click()
        else:
            event.ignore()  # a desktop that presses buttons with Enter would keep it

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        if self._tab:
            self._paint_tab(painter)
        else:
            self._paint_segment(painter)
        on = self.isChecked()
        painter.setFont(self._font())
        painter.setPen(theme.color("accent" if on else "text2"))
        rect = QRectF(self.rect()).adjusted(0, 0, 0, -1)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), directed(self.text()))
        painter.end()

    def _paint_tab(self, painter: QPainter) -> None:
        if self.isChecked():
            painter.fillRect(QRectF(0, self.height() - 3, self.width(), 3), theme.color("accent"))
        if self.hasFocus():
            rect = QRectF(self.rect()).adjusted(0, 4, 0, -6)
            painting.box(painter, rect, 6, None, theme.color("accent"), painting.ring())

    def _paint_segment(self, painter: QPainter) -> None:
        if not self.isChecked() and not self.hasFocus():
            return
        edge = theme.color("accent" if self.hasFocus() else "line2")
        ground = theme.color("surface") if self.isChecked() else None
        rect = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        painting.box(painter, rect, 7, ground, edge, painting.ring() if self.hasFocus() else 1)


class _Choice(QWidget):
    """What Segmented and Tabs have in common: keys, the chosen one, arrows."""

    picked = Signal(str)

    def __init__(
        self, options: Sequence[tuple[str, str]], *, tab: bool, size: int, gap: int, name: str
    ) -> None:
        super().__init__()
        self._tab, self._size = tab, size
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(gap)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self._group.buttonClicked.connect(self._say)
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Options as (key, words); the chosen key stays chosen if it is still there."""
        here = [one for one in self._group.buttons() if isinstance(one, _Segment)]
        if [one.key for one in here] == [key for key, _ in options]:
            # The same fields in other words stay the same: whose keyboard stands on one keeps its place.
            for one, (_, text) in zip(here, options, strict=True):
                one.say(text)
            return
        before = self.value()
        for old in self._group.buttons():
            self._group.removeButton(old)
            self._row.removeWidget(old)
            old.setParent(None)
            old.deleteLater()
        for key, text in options:
            button = _Segment(key, text, self._tab, self._size)
            self._group.addButton(button)
            self._row.addWidget(button)
        keys = [key for key, _ in options]
        if keys:
            self.choose(before if before in keys else keys[0])

    def value(self) -> str:
        button = self._group.checkedButton()
        return button.key if isinstance(button, _Segment) else ""

    def choose(self, key: str) -> None:
        """Choose without telling."""
        for button in self._group.buttons():
            if isinstance(button, _Segment) and button.key == key:
                button.setChecked(True)
                self._bring_keyboard(button)

    def take_focus(self) -> None:
        """Put the keyboard on the chosen one."""
        button = self._group.checkedButton()
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        buttons = self._group.buttons()
        here = next((i for i, button in enumerate(buttons) if button.isChecked()), 0)
        beside = buttons[max(0, min(here + step, len(buttons) - 1))]
        beside.setFocus()
        beside.click()

    def _say(self, button: QAbstractButton) -> None:
        if isinstance(button, _Segment):
            self._bring_keyboard(button)
            self.picked.emit(button.key)

    def _bring_keyboard(self, button: QAbstractButton) -> None:
        """Let the keyboard go with the choice: a ring on one and a line under another look like two."""
        if any(one.hasFocus() for one in self._group.buttons()):
            button.setFocus()


class Segmented(_Choice):
    """One of a few, side by side on one ground: a period, a theme. `picked(key)`."""

    def __init__(self, options: Sequence[tuple[str, str]] = (), *, name: str = "") -> None:
        super().__init__(options, tab=False, size=13, gap=0, name=name)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        painting.box(painter, QRectF(self.rect()), 9, theme.color("track"), theme.tokens().edge or None)
        painter.end()


class Tabs(_Choice):
    """The tabs of a page, the chosen one underlined. `picked(key)`."""

    def __init__(self, options: Sequence[tuple[str, str]] = (), *, name: str = "") -> None:
        super().__init__(options, tab=True, size=14, gap=20, name=name)
