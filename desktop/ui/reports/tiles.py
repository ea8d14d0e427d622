"""A row of figures: name, the figure with its unit, the change in words and colour, a small line. A click tells why."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.reports.board import Tile
from desktop.reports.series import Unit, Value
from desktop.ui import language, theme
from desktop.ui.formats import plain
from desktop.ui.reports import words
from desktop.ui.widgets import Figure, Hairline, Icon, Label, Sparkline, column, painting, row
from desktop.ui.widgets.layouts import emptied

TONES = {"better": "accent", "worse": "warn", "same": "text2"}
HEIGHT = 170


def parts(value: Value, unit: Unit) -> tuple[str, str]:
    """Return a figure and its unit apart, short: «۴۸۲٫۶», «میلیون تومان»."""
    written = language.formats()
    if value is None:
        return "—", ""
    if unit == "money":
        figure, scale = written.short_parts(round(value))
        return figure, f"{scale} {written.unit()}".strip()
    if unit == "percent":
        return written.quantity(round(value * 10) * 100), QCoreApplication.translate("Charts", "percent")
    whole = float(value) == round(value)
    figure = written.count(round(value)) if whole else written.quantity(round(value * 10) * 100)
    return figure, QCoreApplication.translate("Charts", unit) if unit in ("days", "points") else ""


class TileView(QWidget):
    """One figure. `picked(name)`."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._tile: Tile | None = None
        self._compared = False
        self._name = Label("", 13, tone="text2", elide=True)
        self._figure = Figure(26, unit_size=13)
        self._arrow, self._change = Icon("arrow-up", 14, "text2"), Label("", 12, theme.SEMIBOLD)
        self._before = Label("", 12, tone="text2", elide=True)
        self._line = Sparkline(height=30)
        self._reason = Label("", 12, tone="text2", wrap=True)
        change = row(self._arrow, self._change, gap=6)
        change.addStretch(1)
        # The figure before stands below: beside a long change it would lose its digits.
        told = (self._name, self._figure, self._reason, change, self._before, self._line)
        whole = column(*told, gap=4, margins=(20, 14, 20, 12))
        self.setLayout(whole)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(180, HEIGHT)

    def show_tile(self, tile: Tile, *, compared: bool = False) -> None:
        """Show a figure; `compared`: the figure beside it is not of the days just before."""
        self._tile, self._compared = tile, compared
        name = words.figure(tile.name).name
        figure, unit = parts(tile.now, tile.unit)
        self._name.setText(" · ".join(part for part in (name, _in_days(tile)) if part))
        self._figure.show_figure(figure, unit, tone="text" if tile.now is not None else "text3")
        self._show_change(tile)
        values = [float(one) for one in tile.trend if one is not None]
        self._line.show_values(values, tone=TONES[_verdict(tile)])
        told = self._reason if self._reason.text() else self._before
        spoken = f"{name}: {figure} {unit}, {self._change.text()} {told.text()}"
        self.setAccessibleName(plain(spoken))

    def _show_change(self, tile: Tile) -> None:
        change = tile.change
        self._arrow.setVisible(False)
        self._change.setVisible(change is not None)
        self._before.setVisible(tile.now is not None and tile.unfair is None)
        self._line.setVisible(tile.now is not None)
        self._reason.setText(words.word(words.REASONS, tile.reason) if tile.now is None else "")
        if tile.now is not None and tile.unfair is not None:
            self._reason.setText(words.unfair(tile.unfair))
        self._reason.setVisible(bool(self._reason.text()))
        if tile.now is None:
            return
        if change is None:
            self._before.setText("")
            return
        self._write_size(change, tile)
        told = self._beside().format(value=_like(tile))
        self._before.setText(told if _shown_size(change, tile.unit) else "")

    def _beside(self) -> str:
        """Return the words before the figure of the period compared with: not always it is the one just before."""
        if self._compared:
            return QCoreApplication.translate("Reports", "compared period {value}")
        return QCoreApplication.translate("Reports", "before {value}")

    def _write_size(self, change: float, tile: Tile) -> None:
        """Write how much it changed; what rounds to nothing has no direction, and is neither good nor bad."""
        size = _shown_size(change, tile.unit)
        tone = TONES[_verdict(tile)]
        self._arrow.setVisible(bool(size))
        self._arrow.set_icon("arrow-up" if change > 0 else "arrow-down", tone)
        unchanged = QCoreApplication.translate("Reports", "as before")
        self._change.setText(_change_words(size, tile.unit) if size else unchanged)
        self._change.set_tone(tone)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._pick()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._pick()
        else:
            super().keyPressEvent(event)

    def _pick(self) -> None:
        if self._tile is not None:
            self.picked.emit(self._tile.name)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self.hasFocus():
            painter = painting.smooth(QPainter(self))
            painting.box(
                painter,
                self.rect().adjusted(4, 4, -4, -4).toRectF(),
                8,
                None,
                theme.color("accent"),
                painting.ring(),
            )
            painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()


def _in_days(tile: Tile) -> str:
    """Return the window of a figure in short."""
    text = QCoreApplication.translate("Reports", "{days} days")
    return text.format(days=language.formats().count(tile.days)) if tile.days else ""


def _like(tile: Tile) -> str:
    """Return the figure before, its unit too where that is another than the one written above."""
    figure, unit = parts(tile.before, tile.unit)
    return figure if unit == parts(tile.now, tile.unit)[1] else f"{figure} {unit}"


_ONE_POINT = 10
"""One point of a percentage, in the tenths that are written."""


def _shown_size(change: float, unit: Unit) -> int:
    """Return a change as it is written: tenths of a point of a percentage, whole percents of all else."""
    return round(abs(change) * 10) if unit == "percent" else round(abs(change))


def _verdict(tile: Tile) -> str:
    return tile.verdict if tile.change is None or _shown_size(tile.change, tile.unit) else "same"


def _change_words(size: int, unit: Unit) -> str:
    written = language.formats()
    if unit == "percent":
        one = QCoreApplication.translate("Reports", "{value} percentage point")
        more = QCoreApplication.translate("Reports", "{value} percentage points")
        return (one if size == _ONE_POINT else more).format(value=written.quantity(size * 100))
    return written.percent(size * 10_000, alone=True)


class TileRow(QWidget):
    """Figures beside one another, parted by hairlines. `picked(name)`."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.tiles: list[TileView] = []
        self._inside = QHBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(0)

    def show_tiles(self, shown: tuple[Tile, ...], *, compared: bool = False) -> None:
        """Show some figures; widgets are kept where their number is the same."""
        if len(shown) != len(self.tiles):
            self._build(len(shown))
        for view, tile in zip(self.tiles, shown, strict=True):
            view.show_tile(tile, compared=compared)
        self.setVisible(bool(shown))

    def _build(self, count: int) -> None:
        emptied(self._inside)
        self.tiles = [TileView() for _ in range(count)]
        for place, view in enumerate(self.tiles):
            if place:
                self._inside.addWidget(Hairline(vertical=True))
            view.picked.connect(self.picked)
            self._inside.addWidget(view, 1)
