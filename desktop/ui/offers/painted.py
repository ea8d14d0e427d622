"""What the offers screen paints itself: the live sentence with its figures marked, ticks of several, bars of profit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.ui import language, theme
from desktop.ui.formats import plain
from desktop.ui.offers.shown import ShownSentence, Slice
from desktop.ui.widgets import painting
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.text import absolute, directed, directed_right


class MarkedText(QWidget):
    """A paragraph whose marked stretches stand in the accent; it is as high as its lines."""

    def __init__(
        self, size: int = 18, *, tone: str = "text", marks: str = "accent", roomy: bool = True
    ) -> None:
        super().__init__()
        self._size, self._tone, self._marks, self._roomy = size, tone, marks, roomy
        self._said = ShownSentence("")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_sentence(self, said: ShownSentence) -> None:
        """Write it."""
        self._said = said
        self.setAccessibleName(plain(said.text))
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return what is written, without marks of direction."""
        return plain(self._said.text)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._laid_out(width)[1])

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(max(self.width(), 320)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._line_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setPen(theme.color(self._tone))
        self._laid_out(self.width())[0].draw(painter, QPointF(0, 0))
        painter.end()

    def _line_height(self) -> int:
        return round(self._size * (1.75 if self._roomy else 1.6))

    def _laid_out(self, width: int) -> tuple[QTextLayout, float]:
        text = directed(self._said.text)
        places = _carried(self._said.text, text)
        layout = QTextLayout(text, theme.font(self._size))
        rtl = directed_right(text)
        option = QTextOption(absolute("start", rtl))
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        layout.setTextOption(option)
        marked = [(places[start], places[start + length]) for start, length in self._said.marked]
        layout.setFormats([self._range(start, end - start) for start, end in marked])
        tall = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, tall + (self._line_height() - line.height()) / 2))
            tall += self._line_height()
        layout.endLayout()
        return layout, tall

    def _range(self, start: int, length: int) -> QTextLayout.FormatRange:
        look = QTextCharFormat()
        look.setForeground(theme.color(self._marks))
        look.setFont(theme.font(self._size, theme.SEMIBOLD))
        made = QTextLayout.FormatRange()
        made.start, made.length, made.format = start, length, look
        return made


def _carried(text: str, shown: str) -> list[int]:
    """Return where each letter of a text, and its end, stand once marks of direction were put into it."""
    places, at = [], 0
    for letter in text:
        at = shown.index(letter, at) + 1
        places.append(at - 1)
    return [*places, at]


class Tick(QAbstractButton):
    """One of several that may be chosen together."""

    def __init__(self, key: str, text: str, name: str) -> None:
        super().__init__()
        self.key = key
        self.setCheckable(True)
        self.setText(text)
        self.setAccessibleName(f"{name}: {text}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(36)

    def sizeHint(self) -> QSize:
        return QSize(round(painting.text_width(self.text(), theme.font(13, theme.SEMIBOLD))) + 24, 36)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        t, on = theme.tokens(), self.isChecked()
        rect = QRectF(self.rect()).adjusted(0, 2, 0, -2)
        edge = theme.color("accent") if on or self.hasFocus() else theme.color("line2")
        painting.box(
            painter,
            rect,
            8,
            theme.color("soft") if on else t.surface,
            edge,
            painting.ring() if self.hasFocus() else 1,
        )
        painter.setFont(theme.font(13, theme.SEMIBOLD if on else theme.REGULAR))
        painter.setPen(theme.color("accent" if on else "text2"))
        painter.drawText(rect.adjusted(0, 0, 0, -1), int(Qt.AlignmentFlag.AlignCenter), directed(self.text()))
        painter.end()


class Ticks(QWidget):
    """Several that may be chosen together. `changed(keys)`: parted by commas."""

    changed = Signal(str)

    def __init__(self, among: Sequence[tuple[str, str]], value: str, name: str) -> None:
        super().__init__()
        chosen = set(value.split(","))
        flow = Flow(gap=4, line_gap=4)
        self._ticks = [Tick(key, text, name) for key, text in among]
        for tick in self._ticks:
            tick.setChecked(tick.key in chosen)
            tick.toggled.connect(lambda _: self.changed.emit(self.value()))
            flow.addWidget(tick)
        self.setLayout(flow)
        self.setAccessibleName(name)
        if self._ticks:
            self.setFocusProxy(self._ticks[0])

    def value(self) -> str:
        """Return the chosen keys."""
        return ",".join(tick.key for tick in self._ticks if tick.isChecked())

    def ticks(self) -> list[Tick]:
        """Return the buttons, as they are read."""
        return list(self._ticks)


class ProfitBars(QWidget):
    """Who gains and who loses: a name, a bar from the middle line, its amount. Gain runs with the writing."""

    _ROW, _NAME, _FIGURE = 40, 132, 124

    def __init__(self) -> None:
        super().__init__()
        self._bars: tuple[Slice, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[Slice], name: str) -> None:
        """Paint them; what is painted is said as well."""
        self._bars = tuple(bars)
        written = language.formats()
        said = [f"{bar.name} {written.money(bar.amount, signed=True)} {bar.note}" for bar in bars]
        self.setAccessibleName(name)
        self.setAccessibleDescription(plain("; ".join(said)))
        self.setFixedHeight(max(self._ROW * len(self._bars), 1))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        most = max((abs(bar.amount) for bar in self._bars), default=0)
        losing = len({bar.amount < 0 for bar in self._bars if bar.amount}) > 1
        for place, bar in enumerate(self._bars):
            self._paint_bar(painter, place * self._ROW, bar, most or 1, losing)
        painter.end()

    def _paint_bar(self, painter: QPainter, top: int, bar: Slice, most: int, losing: bool) -> None:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        room = self.width() - self._NAME - self._FIGURE - 24
        zero = self._NAME + 12 + (room / 2 if losing else 0)
        long = (room / 2 if losing else room) * abs(bar.amount) / most
        left = zero - long if losing and bar.amount < 0 else zero
        box = self._mirrored(QRectF(left, top + 12, max(long, 2), 14), rtl)
        painting.box(painter, box, 3, theme.color("accent" if bar.amount >= 0 else "warn"))
        if losing:
            painter.fillRect(
                self._mirrored(QRectF(zero, top + 4, 1, self._ROW - 8), rtl), theme.color("line2")
            )
        self._write(painter, QRectF(0, top, self._NAME, self._ROW), bar.name, 13, "text", "start", rtl)
        figure = language.formats().signed_amount(bar.amount)
        end = QRectF(self.width() - self._FIGURE, top, self._FIGURE, self._ROW)
        self._write(painter, end, figure, 13, "text" if bar.amount >= 0 else "warn", "end", rtl)

    def _write(
        self, painter: QPainter, rect: QRectF, text: str, size: int, tone: str, side: str, rtl: bool
    ) -> None:
        font = theme.font(size, theme.MEDIUM, side == "end")
        painter.setFont(font)
        painter.setPen(theme.color(tone))
        words = QFontMetricsF(font).elidedText(directed(text), Qt.TextElideMode.ElideRight, rect.width())
        flags = absolute("start" if side == "start" else "right", rtl) | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self._mirrored(rect, rtl), int(flags | Qt.TextFlag.TextSingleLine), words)

    def _mirrored(self, rect: QRectF, rtl: bool) -> QRectF:
        return QRectF(self.width() - rect.right(), rect.top(), rect.width(), rect.height()) if rtl else rect
