"""Long work, and the steps of a way: how far, how long yet, and the button that stops it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import language, theme
from desktop.ui.widgets import painting
from desktop.ui.widgets.bars import Bar
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.layouts import column, row
from desktop.ui.widgets.text import Label, directed

_FIRST_GUESS_MS = 1_500


class Progress(QWidget):
    """What is being done, a bar, the time left, cancel. `start(text)`, `advance(done, total)`, `finish()`."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = QElapsedTimer()
        self._text = Label("", 14, theme.MEDIUM, elide=True)
        self._left = Label("", 12, tone="text2", align="end")
        self._count = Label("", 12, tone="text2")
        self._bar = Bar(8)
        self._cancel = Button("", "plain")
        self._cancel.clicked.connect(self.cancelled)
        head = row(self._text, gap=12)
        foot = row(self._count, None, self._left, gap=12)
        inside = column(head, self._bar, foot, gap=6)
        whole = row(inside, self._cancel, gap=20)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        language.on_change(self, self._retranslate)
        self.hide()

    def start(self, text: str) -> None:
        self._clock.start()
        self._text.setText(text)
        self._count.setText("")
        self._left.setText("")
        self._bar.show_share(0, 1, name=text)
        self.setAccessibleName(text)
        self._cancel.setEnabled(True)
        self.show()

    def advance(self, done: int, total: int) -> None:
        """`total` 0 means nobody knows; then only the count is shown."""
        written = language.formats()
        self._bar.show_share(done, max(total, 1) if total else 0, name=self._text.text())
        if not total:
            self._count.setText(written.count(done))
            return
        self._count.setText(
            self.tr("{done} of {total}").format(done=written.count(done), total=written.count(total))
        )
        self._left.setText(self._time_left(done, total))

    def finish(self) -> None:
        self.hide()

    def _time_left(self, done: int, total: int) -> str:
        spent = self._clock.elapsed() if self._clock.isValid() else 0
        if spent < _FIRST_GUESS_MS or not done:
            return ""
        seconds = spent * (total - done) // done // 1000
        return self.tr("about {time} left").format(time=language.formats().duration(max(seconds, 1)))

    def _retranslate(self) -> None:
        self._cancel.setText(self.tr("Cancel"))


class Steps(QWidget):
    """The steps of a way: done ones ticked, the present one filled. Passive."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._current = 0
        self.setFixedHeight(48)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_steps(self, names: Sequence[str], current: int) -> None:
        """`current` counts from 0."""
        self._names, self._current = tuple(names), current
        written = language.formats()
        here = names[current] if current < len(names) else ""
        self.setAccessibleName(f"{written.count(current + 1)}/{written.count(len(names))} {here}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120 * max(len(self._names), 1), 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if not self._names:
            return
        painter = painting.smooth(QPainter(self))
        wide = self.width() / len(self._names)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for place, name in enumerate(self._names):
            left = self.width() - (place + 1) * wide if rtl else place * wide
            self._paint_step(painter, place, name, QRectF(left, 0, wide, self.height()), rtl)
        painter.end()

    def _paint_step(self, painter: QPainter, place: int, name: str, rect: QRectF, rtl: bool) -> None:
        t = theme.tokens()
        done, here = place < self._current, place == self._current
        painter.fillRect(
            QRectF(rect.left() + 3, 0, rect.width() - 6, 4),
            theme.color("accent" if done or here else "track"),
        )
        if t.edge and not (done or here):
            painting.box(painter, QRectF(rect.left() + 3, 0, rect.width() - 6, 4), 0, None, t.edge)
        tone = "text" if here else "accent" if done else "text3"
        weight = theme.SEMIBOLD if here else theme.REGULAR
        words = f"{language.formats().count(place + 1)}  {name}"
        inside = rect.adjusted(3, 10, -3, 0)
        if done:
            x = inside.right() - 16 if rtl else inside.left()
            painting.draw_icon(painter, "check", x, 20, 16, theme.color(tone), rtl)
            inside = inside.adjusted(0, 0, -22, 0) if rtl else inside.adjusted(22, 0, 0, 0)
            words = name
        painter.setFont(theme.font(13, weight))
        painter.setPen(theme.color(tone))
        painter.setLayoutDirection(self.layoutDirection())
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter), directed(words))
