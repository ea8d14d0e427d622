"""What all charts have in common: the readout under pointer or arrows, the words for a screen reader, and export.

What must hold. A chart draws exactly the series it was given and computes nothing. Left and right move the readout
as the eye sees it; Enter picks what it stands on. What is exported is the same picture, or the numbers themselves.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.reports.series import Series
from desktop.ui import language, theme
from desktop.ui.charts import words
from desktop.ui.charts.saving import Caption, as_csv, save_chart
from desktop.ui.formats import plain
from desktop.ui.widgets import painting

NOWHERE = -1
_TOLD = 60
"""So many stops of a chart are told to a screen reader in full."""


class _Readout(QWidget):
    """Paints what the pointer stands on, above the chart; the mouse goes through it."""

    def __init__(self, chart: Chart) -> None:
        super().__init__(chart)
        self._chart = chart
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = painting.smooth(QPainter(self))
        self._chart.paint_readout(painter)
        painter.end()


class Chart(QWidget):
    """`picked(key)`: a bar, class or cell was chosen, by its id."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.series: Series | None = None
        self.stop = NOWHERE
        self._dressed = ("", "")
        self._sized = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(220, 140))
        self._readout = _Readout(self)

    # -- what a chart is of ---------------------------------------------------------------------------------

    def show_series(self, series: Series) -> None:
        """Draw a series; the readout goes away."""
        self.series = series
        self.stop = NOWHERE
        self._dress()

    def draw(self) -> None:
        """Draw the series anew, in the colours and words in force."""
        self.update()

    def stops(self) -> int:
        """Return how many places the readout may stand on."""
        return 0

    def told(self, stop: int) -> tuple[str, str]:
        """Return what the readout says of a place: what it is, and its value."""
        del stop
        return "", ""

    def where(self, stop: int) -> QPointF:
        """Return the point of the widget a place lies at."""
        del stop
        return QPointF()

    def stop_at(self, point: QPointF) -> int:
        """Return the place under a point, `NOWHERE` for none."""
        del point
        return NOWHERE

    def key_of(self, stop: int) -> str:
        """Return the id of a place, '' where there is nothing behind it."""
        del stop
        return ""

    # -- the readout ----------------------------------------------------------------------------------------

    def stand_on(self, stop: int) -> None:
        """Show the readout of a place, or take it away."""
        stop = stop if 0 <= stop < self.stops() else NOWHERE
        if stop != self.stop:
            self.stop = stop
            self.setAccessibleDescription(
                plain(": ".join(self.told(stop))) if stop != NOWHERE else self._summary()
            )
            self._readout.update()

    def paint_readout(self, painter: QPainter) -> None:
        """Paint mark and bubble of the place the readout stands on, and the focus."""
        if self.hasFocus():
            painting.box(painter, QRectF(self.rect()), 8, None, theme.color("accent"), painting.ring())
        if self.series is None or self.series.empty:
            self._paint_nothing(painter)
        elif self.stop != NOWHERE:
            self.paint_mark(painter, self.where(self.stop))
            self._paint_bubble(painter, self.where(self.stop), *self.told(self.stop))

    def paint_mark(self, painter: QPainter, at: QPointF) -> None:
        """Paint what marks the place itself; nothing where the bubble is enough."""

    def _paint_bubble(self, painter: QPainter, at: QPointF, head: str, value: str) -> None:
        small, large = theme.font(12), theme.font(14, theme.SEMIBOLD)
        wide = max(painting.text_width(head, small), painting.text_width(value, large)) + 28
        box = QRectF(at.x() + 12, at.y() - 70, wide, 58)
        if box.right() > self.width() - 4:
            box.moveRight(max(at.x() - 12, wide + 4))
        box.moveTop(min(max(box.top(), 4), self.height() - 62))
        painting.box(painter, box, 8, theme.color("surface"), theme.color("line2"))
        side = Qt.AlignmentFlag.AlignRight if language.formats().rtl else Qt.AlignmentFlag.AlignLeft
        for text, font, tone, top in ((head, small, "text2", 7), (value, large, "text", 28)):
            painter.setFont(font)
            painter.setPen(theme.color(tone))
            painter.drawText(
                QRectF(box.x() + 14, box.y() + top, wide - 28, 24),
                int(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute),
                text,
            )

    def _paint_nothing(self, painter: QPainter) -> None:
        head, hint = words.nothing()
        middle = self.height() / 2
        rows = ((head, theme.font(15, theme.SEMIBOLD), "text"), (hint, theme.font(13), "text2"))
        for place, (text, font, tone) in enumerate(rows):
            painter.setFont(font)
            painter.setPen(theme.color(tone))
            space = QRectF(16, middle - 26 + 26 * place, self.width() - 32, 44 if place else 24)
            painter.drawText(space, int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap), text)

    # -- pointer and keys -----------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.stand_on(self.stop_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.stand_on(self.stop_at(event.position()))
        self._pick()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.stand_on(NOWHERE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self.across(),
            Qt.Key.Key_Down: self.across(),
        }
        if event.key() in moves and self.stops():
            forward = moves[Qt.Key(event.key())] * (-1 if self.runs_from_right() else 1)
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                forward = moves[Qt.Key(event.key())]
            self.stand_on(min(max(self.stop + forward, 0), self.stops() - 1))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._pick()
        else:
            super().keyPressEvent(event)

    def across(self) -> int:
        """Return how many places lie in one row: what up and down step over."""
        return 1

    def runs_from_right(self) -> bool:
        """Say whether places are drawn from right to left."""
        return False

    def _pick(self) -> None:
        key = self.key_of(self.stop) if self.stop != NOWHERE else ""
        if key:
            self.picked.emit(key)

    # -- look -----------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._readout.setGeometry(QRect(0, 0, self.width(), self.height()))
        self._readout.raise_()
        self._sized = True
        if self.series is not None:
            self.draw()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._readout.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.stand_on(NOWHERE)
        self._readout.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        kinds = (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange, QEvent.Type.StyleChange)
        if event.type() in kinds and self.series is not None and self._dressed != self._dress_now():
            self._dress()

    def _dress_now(self) -> tuple[str, str]:
        return theme.name(), repr(language.formats())

    def _dress(self) -> None:
        self._dressed = self._dress_now()
        if self.series is not None:
            self.setAccessibleName(words.title(self.series.title))
            self.setAccessibleDescription(self._summary())
            if self._sized:  # before its first size a picture would be drawn in vain
                self.draw()
        self._readout.update()

    def _summary(self) -> str:
        if self.series is None or self.series.empty:
            return words.nothing()[0]
        return plain("; ".join(": ".join(self.told(stop)) for stop in range(min(self.stops(), _TOLD))))

    # -- export ---------------------------------------------------------------------------------------------

    def save(self, path: Path, caption: Caption | None = None) -> None:
        """Write the picture as PNG or SVG, or the numbers as CSV, by the name's ending. Raises OSError."""
        title = words.title(self.series.title) if self.series is not None else ""
        save_chart(self, path, caption or Caption(title))

    def as_csv(self) -> str:
        """Return the numbers behind the chart."""
        return as_csv(self.series)


class Watcher(QObject):
    """Hands the pointer's moves over a child (the canvas of a plot) to the chart around it."""

    def __init__(self, chart: Chart, canvas: QWidget) -> None:
        super().__init__(chart)
        self._chart, self._canvas = chart, canvas
        canvas.setMouseTracking(True)
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            at = QPointF(self._canvas.mapTo(self._chart, event.position().toPoint()))
            self._chart.stand_on(self._chart.stop_at(at))
            if event.type() == QEvent.Type.MouseButtonRelease:
                self._chart._pick()
            return True
        return super().eventFilter(watched, event)
