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
_MIDDLE, _END = Qt.TextElideMode.ElideMiddle, Qt.TextElideMode.ElideRight
"""A product's name keeps its end, where the size stands; an offer's keeps its beginning, for it ends in figures."""
_GAP, _SIGN, _LEAST = 8, 6, 64
"""Pixels between the pieces of a second line, of the sign between two, and below which a name says nothing."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a row's second line; `tail` are its figures, which stay whole when the text must be shortened."""

    text: str
    tone: str = "text2"
    icon: str = ""
    weight: int = theme.REGULAR
    tail: str = ""


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
            parts = (
                row.lead,
                row.name,
                *row.figures,
                *(f"{span.text} {span.tail}".rstrip() for span in row.notes),
            )
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
        _paint_words(painter, name, row.name, theme.font(15, theme.MEDIUM), row.tone, rtl, _MIDDLE)
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
        shown, widths = _shared(row.notes, line.width())
        for place, (span, wide) in enumerate(zip(shown, widths, strict=True)):
            if place:
                x = _paint_span(painter, line, x, Span("·"), _SIGN, rtl) + _GAP
            x = _paint_span(painter, line, x, span, wide, rtl) + _GAP


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


def _paint_words(
    painter: QPainter, rect: QRect, text: str, font: QFont, tone: str, rtl: bool, where: Qt.TextElideMode
) -> None:
    words = directed(text)
    short = QFontMetrics(font).elidedText(words, where, rect.width())
    painter.setFont(font)
    painter.setPen(theme.color(tone))
    right = directed_right(words)
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
    flags = absolute("start", rtl) | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(rect, int(flags), short)


def _shared(notes: tuple[Span, ...], wide: int) -> tuple[tuple[Span, ...], tuple[int, ...]]:
    """Which pieces find room in a line, and how wide the text of each may be: names shrink, figures never do."""
    for many in range(len(notes), 0, -1):
        shown = notes[:many]
        room = wide - sum(_fixed(span) for span in shown) - (many - 1) * (_SIGN + 2 * _GAP)
        wanted = [_advance(span.text, span.weight) for span in shown]
        least = sum(min(want, _LEAST) for want in wanted)
        if room >= least or many == 1:
            return shown, _fitted(wanted, max(room, 0))
    return (), ()


def _fitted(wanted: list[int], room: int) -> tuple[int, ...]:
    """Share the room: what is short stays whole, what is long gives way."""
    widths = [0] * len(wanted)
    for taken, place in enumerate(sorted(range(len(wanted)), key=wanted.__getitem__)):
        widths[place] = min(wanted[place], room // (len(wanted) - taken))
        room -= widths[place]
    return tuple(widths)


def _fixed(span: Span) -> int:
    """The width a piece takes beside its text."""
    icon = _ICON + _GAP if span.icon else 0
    return icon + (_advance(span.tail, span.weight) + _GAP if span.tail else 0)


def _advance(text: str, weight: int) -> int:
    return QFontMetrics(theme.font(13, weight)).horizontalAdvance(directed(text)) + 2


def _paint_span(painter: QPainter, line: QRect, x: int, span: Span, wide: int, rtl: bool) -> int:
    """Paint one piece of the second line at `x`, its text `wide` pixels; return where it ends."""
    if span.icon:
        place = _sliced(line, x, _ICON, rtl)
        y = place.center().y() - _ICON / 2 + 1
        painting.draw_icon(painter, span.icon, place.left(), y, _ICON, theme.color(span.tone), rtl)
        x += _ICON + _GAP
    font = theme.font(13, span.weight)
    _paint_words(painter, _sliced(line, x, wide, rtl), span.text, font, span.tone, rtl, _END)
    if not span.tail:
        return x + wide
    tail = _advance(span.tail, span.weight)
    _paint_words(painter, _sliced(line, x + wide + _GAP, tail, rtl), span.tail, font, span.tone, rtl, _END)
    return x + wide + _GAP + tail


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
