"""The lines of the basket and of a sale to take back: rows painted by one delegate, for one line or sixty.

A row has two lines, and more where its notes need them.

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
from PySide6.QtGui import QFont, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.ui import theme
from desktop.ui.formats import plain
from desktop.ui.sale.note_lines import NOTE_LINE, Placed, Span, laid_out, paint_notes, paint_words, sliced
from desktop.ui.widgets import painting
from desktop.ui.widgets.text import absolute

Index = QModelIndex | QPersistentModelIndex
ROW = 65
_EDGE = 24
_LEAD = 36
_MIDDLE = Qt.TextElideMode.ElideMiddle
"""A product's name keeps its end, where the size stands."""


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
        notes = [f"{span.text} {span.tail}".rstrip() for span in row.notes]
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(plain(text) for text in (row.name, *notes))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (row.lead, row.name, *row.figures, *notes)
            return plain(" ".join(part for part in parts if part))
        return None


class _Painter(QStyledItemDelegate):
    def __init__(self, model: LineModel, owner: LineList) -> None:
        super().__init__(owner)
        self._model, self._owner = model, owner

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(option.rect.width(), self._owner.height_of(self._model.rows[index.row()]))

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
        notes = self._owner.notes_of(row)
        middle = rect.top() + (rect.height() - NOTE_LINE * max(len(notes) - 1, 0)) // 2
        upper = QRect(inside.left(), middle - 25, inside.width(), 26)
        lower = QRect(inside.left(), middle + 1, inside.width(), NOTE_LINE)
        if not notes and not row.struck:
            upper.moveTop(middle - 13)
        self._paint_lead(painter, upper, row, rtl)
        used = self._paint_figures(painter, upper, lower, row, rtl)
        name = sliced(upper, _LEAD, inside.width() - _LEAD - used - 8, rtl)
        paint_words(painter, name, row.name, theme.font(15, theme.MEDIUM), row.tone, rtl, _MIDDLE)
        for pieces in notes:
            paint_notes(painter, sliced(lower, _LEAD, lower.width() - _LEAD, rtl), pieces, rtl)
            lower.translate(0, NOTE_LINE)

    def _paint_lead(self, painter: QPainter, line: QRect, row: LineRow, rtl: bool) -> None:
        place = sliced(line, 0, 18, rtl)
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
            cell = sliced(upper, upper.width() - used - wide, wide, rtl)
            weight = theme.SEMIBOLD if place == last else theme.REGULAR
            tone = row.tone if place in (last, 0) else "text2"
            _paint_figure(
                painter, cell, text, theme.font(16 if place == last else 15, weight, tnum=True), tone
            )
            if place == last and row.struck:
                below = sliced(lower, lower.width() - used - wide, wide, rtl)
                struck = theme.font(12, tnum=True)
                struck.setStrikeOut(True)
                _paint_figure(painter, below, row.struck, struck, "text2")
            used += wide
        return used


_GAP = 8
"""Pixels between two columns of figures; a figure that leaves less is written smaller, never cut."""


def _paint_figure(painter: QPainter, rect: QRect, text: str, font: QFont, tone: str) -> None:
    painter.setFont(painting.fitting(font, text, rect.width() - _GAP))
    painter.setPen(theme.color(tone))
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    flags = absolute("right", False) | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(rect, int(flags), text)


class LineList(QListView):
    """`pressed_line(key)` when a row is pressed. `figure_widths` are the columns of figures, in pixels."""

    pressed_line = Signal(int)

    def __init__(self, figure_widths: tuple[int, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figure_widths = figure_widths
        self._rows = LineModel()
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(self._rows, self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self._follows = True
        self.verticalScrollBar().rangeChanged.connect(lambda *_: self._keep_in_sight())
        self.pressed.connect(lambda index: self.pressed_line.emit(self._rows.rows[index.row()].key))

    def show_rows(self, rows: Sequence[LineRow]) -> None:
        """Show rows and keep the one that matters in sight: the soft one, else the chosen, else the last."""
        before, bar = self._rows.rows, self.verticalScrollBar()
        at_end, stood = bar.value() >= bar.maximum(), bar.value()
        self._rows.show_rows(rows)
        if len(rows) == len(before) and list(map(self.height_of, rows)) != list(map(self.height_of, before)):
            self.doItemsLayout()
        self._follows = bool(self._marked()) or at_end or len(rows) > len(before)
        self._keep_in_sight()
        if not self._follows:
            bar.setValue(stood)

    def _marked(self) -> list[int]:
        soft = [place for place, row in enumerate(self._rows.rows) if row.soft]
        return soft or [place for place, row in enumerate(self._rows.rows) if row.chosen]

    def _keep_in_sight(self) -> None:
        """Go where the eyes are wanted; again when rows grew by their notes, or the window gave them less room."""
        marked = self._marked()
        if not self._follows or not self._rows.rows:
            return
        if marked:
            self.scrollTo(self._rows.index(marked[-1]))
        else:
            self.scrollToBottom()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Somebody looks elsewhere: nothing moves under their eyes until there is something new."""
        self._follows = False
        super().wheelEvent(event)

    def notes_of(self, row: LineRow) -> list[list[Placed]]:
        """Return a row's notes, line by line."""
        wide = self.viewport().width() - 2 * _EDGE - _LEAD - (self.figure_widths[-1] if row.struck else 0) - 8
        return laid_out(row.notes, wide)

    def height_of(self, row: LineRow) -> int:
        """Return the pixels a row needs."""
        return ROW + NOTE_LINE * max(len(self.notes_of(row)) - 1, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the notes out anew: they may need more lines now, or fewer."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def rows(self) -> tuple[LineRow, ...]:
        """What is shown."""
        return self._rows.rows

    def set_widths(self, figure_widths: tuple[int, ...]) -> None:
        """Other columns of figures."""
        self.figure_widths = figure_widths
        self.viewport().update()
