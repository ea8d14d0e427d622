"""The lines of the basket and of a sale to take back: two-line rows painted by one delegate, for one line or sixty.

Takes no focus: the field keeps it. Each row is spoken whole to a screen reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.ui import theme
from desktop.ui.formats import plain
from desktop.ui.widgets import painting
from desktop.ui.widgets.text import absolute, directed, directed_right

Index = QModelIndex | QPersistentModelIndex
ROW = 65
_EDGE = 24
_LEAD = 36
_ICON = 15


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a row's second line."""

    text: str
    tone: str = "text2"
    icon: str = ""
    weight: int = theme.REGULAR


@dataclass(frozen=True, slots=True)
class LineRow:
    """A row: number or icon, name with its notes, figures in columns, a struck figure under the last one."""

    key: int
    lead: str
    name: str
    notes: tuple[Span, ...] = ()
    figures: tuple[str, ...] = ()
    struck: str = ""
    soft: bool = False
    chosen: bool = False
    tone: str = "text"
    lead_icon: str = ""


class LineModel(QAbstractListModel):
    """The rows as Qt asks for them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[LineRow, ...] = ()

    def show_rows(self, rows: Sequence[LineRow]) -> None:
        """Change what differs; a list of the same length is only painted anew."""
        new = tuple(rows)
        if len(new) == len(self.rows):
            changed = [
                place for place, pair in enumerate(zip(new, self.rows, strict=True)) if pair[0] != pair[1]
            ]
            self.rows = new
            for place in changed:
                self.dataChanged.emit(self.index(place), self.index(place))
            return
        self.beginResetModel()
        self.rows = new
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(row.name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (row.lead, row.name, *row.figures, *(span.text for span in row.notes))
            return plain(" ".join(part for part in parts if part))
        return None


class _Painter(QStyledItemDelegate):
    def __init__(self, model: LineModel, owner: LineList) -> None:
        super().__init__(owner)
        self._model, self._owner = model, owner

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del index
        return QSize(option.rect.width(), self._owner.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.rows[index.row()]
        rect = option.rect
        painter.save()
        painting.smooth(painter)
        if row.soft or row.chosen:
            painter.fillRect(rect, theme.color("soft"))
        if row.chosen:
            self._paint_mark(painter, rect)
        if (row.soft or row.chosen) and theme.tokens().edge:
            painting.box(painter, QRectF(rect).adjusted(4, 2, -4, -3), 4, None, theme.color("accent"), 2)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line"))
        self._paint_inside(painter, rect, row)
        painter.restore()

    def _rtl(self) -> bool:
        return self._owner.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _paint_mark(self, painter: QPainter, rect: QRect) -> None:
        x = rect.right() - 3 if self._rtl() else rect.left()
        painter.fillRect(QRectF(x, rect.top(), 4, rect.height()), theme.color("accent"))

    def _paint_inside(self, painter: QPainter, rect: QRect, row: LineRow) -> None:
        rtl = self._rtl()
        inside = rect.adjusted(_EDGE, 0, -_EDGE, 0)
        middle = rect.top() + rect.height() // 2
        upper = QRect(inside.left(), middle - 25, inside.width(), 26)
        lower = QRect(inside.left(), middle + 1, inside.width(), 21)
        if not row.notes and not row.struck:
            upper.moveTop(middle - 13)
        x = 0
        self._paint_lead(painter, upper, row, rtl)
        x += _LEAD
        used = self._paint_figures(painter, upper, lower, row, rtl)
        wide = inside.width() - x - used - 8
        name = _sliced(upper, x, wide, rtl)
        _paint_words(painter, name, row.name, theme.font(15, theme.MEDIUM), row.tone, rtl)
        under = inside.width() - x - (self._owner.figure_widths[-1] if row.struck else 0) - 8
        self._paint_notes(painter, _sliced(lower, x, under, rtl), row, rtl)

    def _paint_lead(self, painter: QPainter, line: QRect, row: LineRow, rtl: bool) -> None:
        place = _sliced(line, 0, 18, rtl)
        if row.lead_icon:
            icon_y = place.center().y() - 8
            painting.draw_icon(
                painter, row.lead_icon, place.left() + 1, icon_y, 17, theme.color(row.tone), rtl
            )
        else:
            painter.setFont(theme.font(12, tnum=True))
            painter.setPen(theme.color("text2"))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), row.lead)

    def _paint_figures(self, painter: QPainter, upper: QRect, lower: QRect, row: LineRow, rtl: bool) -> int:
        """Paint the figures from the end side inwards; return the width they take."""
        widths = self._owner.figure_widths
        used = 0
        last = len(widths) - 1
        for place in range(last, -1, -1):
            wide = widths[place]
            text = row.figures[place] if place < len(row.figures) else ""
            cell = _sliced(upper, upper.width() - used - wide, wide, rtl)
            weight = theme.SEMIBOLD if place == last else theme.REGULAR
            tone = row.tone if place in (last, 0) else "text2"
            _paint_figure(
                painter, cell, text, theme.font(16 if place == last else 15, weight, tnum=True), tone
            )
            if place == last and row.struck:
                below = _sliced(lower, lower.width() - used - wide, wide, rtl)
                struck = theme.font(12, tnum=True)
                struck.setStrikeOut(True)
                _paint_figure(painter, below, row.struck, struck, "text2")
            used += wide
        return used

    def _paint_notes(self, painter: QPainter, line: QRect, row: LineRow, rtl: bool) -> None:
        x = 0
        for place, span in enumerate(row.notes):
            if place:
                x = _paint_span(painter, line, x, Span("·"), rtl) + 8
            x = _paint_span(painter, line, x, span, rtl) + 8
            if x >= line.width():
                return


def _sliced(line: QRect, start: int, wide: int, rtl: bool) -> QRect:
    """The part of a line that begins `start` pixels from where reading begins."""
    left = line.right() + 1 - start - wide if rtl else line.left() + start
    return QRect(left, line.top(), wide, line.height())


def _paint_figure(painter: QPainter, rect: QRect, text: str, font: QFont, tone: str) -> None:
    painter.setFont(font)
    painter.setPen(theme.color(tone))
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    flags = absolute("right", False) | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(rect, int(flags), text)


def _paint_words(painter: QPainter, rect: QRect, text: str, font: QFont, tone: str, rtl: bool) -> None:
    words = directed(text)
    short = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideMiddle, rect.width())
    painter.setFont(font)
    painter.setPen(theme.color(tone))
    right = directed_right(words)
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
    flags = absolute("start", rtl) | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(rect, int(flags), short)


def _paint_span(painter: QPainter, line: QRect, x: int, span: Span, rtl: bool) -> int:
    """Paint one piece of the second line at `x`; return where it ends."""
    if span.icon and x + _ICON < line.width():
        place = _sliced(line, x, _ICON, rtl)
        y = place.center().y() - _ICON / 2 + 1
        painting.draw_icon(painter, span.icon, place.left(), y, _ICON, theme.color(span.tone), rtl)
        x += _ICON + 8
    font = theme.font(13, span.weight)
    wide = min(QFontMetrics(font).horizontalAdvance(directed(span.text)) + 2, max(line.width() - x, 0))
    if wide > 12 or span.text == "·":
        _paint_words(painter, _sliced(line, x, wide, rtl), span.text, font, span.tone, rtl)
    return x + wide


class LineList(QListView):
    """`pressed_line(key)` when a row is pressed. `figure_widths` are the columns of figures, in pixels."""

    pressed_line = Signal(int)

    def __init__(self, figure_widths: tuple[int, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figure_widths = figure_widths
        self.row_height = ROW
        self._rows = LineModel()
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(self._rows, self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.pressed.connect(lambda index: self.pressed_line.emit(self._rows.rows[index.row()].key))

    def show_rows(self, rows: Sequence[LineRow]) -> None:
        """Show rows and keep the one that matters in sight: the soft one, else the chosen, else the last."""
        before = len(self._rows.rows)
        self._rows.show_rows(rows)
        marked = [place for place, row in enumerate(rows) if row.soft] or [
            place for place, row in enumerate(rows) if row.chosen
        ]
        if marked:
            self.scrollTo(self._rows.index(marked[-1]))
        elif len(rows) > before:
            self.scrollToBottom()

    def rows(self) -> tuple[LineRow, ...]:
        """What is shown."""
        return self._rows.rows

    def set_widths(self, figure_widths: tuple[int, ...]) -> None:
        """Other columns of figures."""
        self.figure_widths = figure_widths
        self.viewport().update()
