"""A table of two-line rows parted by hairlines: no grid, no stripes, all of it with the keyboard.

Rows are plain values (`TableRow` of `Cell`); painting is one delegate, so that thousands of rows cost nothing.
Figures align by their right edge in both languages; everything else begins where reading begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.ui import theme
from desktop.ui.formats import plain
from desktop.ui.widgets import painting
from desktop.ui.widgets.text import Align, absolute, directed, directed_right

Index = QModelIndex | QPersistentModelIndex
_PAD = 12
_ICON = 16


@dataclass(frozen=True, slots=True)
class Column:
    """`align` 'start', 'end' or 'figure' (right edge, tabular). `width` in pixels; 0 shares what is left."""

    title: str
    align: Literal["start", "end", "figure", "center"] = "start"
    width: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """The two lines of a cell. Tones are tokens."""

    text: str = ""
    note: str = ""
    tone: str = "text"
    note_tone: str = "text2"
    weight: int = theme.REGULAR
    icon: str = ""
    note_icon: str = ""
    note_struck: bool = False
    dot: str = ""
    size: int = 14


@dataclass(frozen=True, slots=True)
class TableRow:
    """`key` names the row to the presenter; `soft` marks it (chosen, not yet added)."""

    key: str
    cells: tuple[Cell, ...]
    soft: bool = False


class _Rows(QAbstractTableModel):
    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: tuple[TableRow, ...] = ()

    def show_rows(self, rows: Sequence[TableRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def show_columns(self, columns: Sequence[Column]) -> None:
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def cell(self, index: Index) -> Cell:
        cells = self.rows[index.row()].cells
        return cells[index.column()] if index.column() < len(cells) else Cell()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(f"{cell.text}\n{cell.note}").strip()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return plain(f"{self.columns[index.column()].title} {cell.text} {cell.note}").strip()
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self.columns[section].title if shown else None


class _Painter(QStyledItemDelegate):
    def __init__(self, model: _Rows, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = self._model.cell(index)
        painter.save()
        painting.smooth(painter)
        rect = option.rect
        self._paint_ground(painter, option, index)
        inside = rect.adjusted(_PAD, 6, -_PAD, -7)
        column = self._model.columns[index.column()]
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        if cell.dot:
            inside = _paint_dot(painter, inside, cell.dot, rtl)
        _paint_lines(painter, inside, cell, column, rtl)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or self._model.rows[index.row()].soft:
            painter.fillRect(rect, theme.color("soft"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line"))
        if selected and theme.tokens().edge:
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 3), theme.color("accent"))
            painter.fillRect(QRect(rect.left(), rect.bottom() - 2, rect.width(), 3), theme.color("accent"))


def _paint_dot(painter: QPainter, rect: QRect, tone: str, rtl: bool) -> QRect:
    x = rect.right() - 7 if rtl else rect.left()
    painting.box(painter, QRectF(x, rect.center().y() - 3, 8, 8), 4, theme.color(tone))
    return rect.adjusted(0, 0, -20, 0) if rtl else rect.adjusted(20, 0, 0, 0)


def _paint_lines(painter: QPainter, rect: QRect, cell: Cell, column: Column, rtl: bool) -> None:
    figure = column.align == "figure"
    align: Align = "right" if column.align == "figure" else column.align
    top = theme.font(cell.size, cell.weight, figure)
    below = theme.font(max(12, cell.size - 5), theme.REGULAR, figure)
    below.setStrikeOut(cell.note_struck)
    if not cell.note:
        _paint_text(painter, rect, cell.text, top, cell.tone, align, rtl, cell.icon)
        return
    half = rect.height() / 2
    upper = QRect(rect.left(), rect.top(), rect.width(), round(half) + 2)
    lower = QRect(rect.left(), rect.top() + round(half), rect.width(), round(half))
    _paint_text(painter, upper, cell.text, top, cell.tone, align, rtl, cell.icon)
    _paint_text(painter, lower, cell.note, below, cell.note_tone, align, rtl, cell.note_icon)


def _paint_text(
    painter: QPainter, rect: QRect, text: str, font: QFont, tone: str, align: Align, rtl: bool, icon: str
) -> None:
    if icon:
        x = rect.right() - _ICON + 1 if rtl else rect.left()
        painting.draw_icon(painter, icon, x, rect.center().y() - _ICON / 2 + 1, _ICON, theme.color(tone), rtl)
        rect = rect.adjusted(0, 0, -_ICON - 8, 0) if rtl else rect.adjusted(_ICON + 8, 0, 0, 0)
    words = directed(text)
    painter.setFont(font)
    painter.setPen(theme.color(tone))
    short = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    runs = Qt.LayoutDirection.RightToLeft if directed_right(words) else Qt.LayoutDirection.LeftToRight
    painter.setLayoutDirection(runs)
    flags = absolute(align, rtl) | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(rect, int(flags), short)


class _Header(QHeaderView):
    """Column heads in the words' own colour with the hairline under the whole row."""

    def __init__(self, model: _Rows, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._rows = model
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setFixedHeight(40)
        self.setMinimumSectionSize(32)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        column = self._rows.columns[section]
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        align: Align = "right" if column.align == "figure" else column.align
        inside = rect.adjusted(_PAD, 0, -_PAD, 0)
        _paint_text(painter, inside, column.title, theme.font(12), "text2", align, rtl, "")
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line"))
        painter.restore()


class Table(QTableView):
    """`picked(key)` on Enter or double click, `moved(key)` when the chosen row changes, `deleted(key)` on Del.

    With `opens` a single click picks: where a row has nothing to do but to open what it names.
    """

    picked = Signal(str)
    moved = Signal(str)
    deleted = Signal(str)

    def __init__(
        self,
        columns: Sequence[Column] = (),
        *,
        name: str = "",
        row_height: int = 56,
        opens: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows = _Rows(columns)
        self._row_height = row_height
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(self._rows, self))
        self.setHorizontalHeader(_Header(self._rows, self))
        self._set_manners()
        self.setAccessibleName(name)
        pressed = self.clicked if opens else self.doubleClicked
        pressed.connect(lambda index: self.picked.emit(self._rows.rows[index.row()].key))
        if opens:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self._fit_columns()

    def set_columns(self, columns: Sequence[Column], *, name: str = "") -> None:
        """New heads (another language); rows are shown anew by the caller, and the chosen one stays chosen."""
        before = self.chosen()
        self._rows.show_columns(columns)
        self.choose(before)
        if name:
            self.setAccessibleName(name)
        self._fit_columns()

    def show_rows(self, rows: Sequence[TableRow]) -> None:
        """Show rows; the chosen key stays chosen if it is still there."""
        before = self.chosen()
        self._rows.show_rows(rows)
        self.choose(before)

    def rows(self) -> tuple[TableRow, ...]:
        return self._rows.rows

    def chosen(self) -> str:
        index = self.currentIndex()
        return (
            self._rows.rows[index.row()].key if index.isValid() and index.row() < len(self._rows.rows) else ""
        )

    def choose(self, key: str) -> None:
        for place, row in enumerate(self._rows.rows):
            if row.key == key:
                self.setCurrentIndex(self._rows.index(place, 0))  # selectRow() misses the column under RTL
                return

    def sizeHint(self) -> QSize:
        rows = min(len(self._rows.rows), 8)
        return QSize(480, 40 + rows * self._row_height)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and current.row() < len(self._rows.rows):
            self.moved.emit(self._rows.rows[current.row()].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, chosen = event.key(), self.chosen()
        if chosen and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.picked.emit(chosen)
        elif chosen and key == Qt.Key.Key_Delete:
            self.deleted.emit(chosen)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def row_rect(self, key: str) -> QRect:
        """Where a row stands, in the table's own coordinates."""
        for place, row in enumerate(self._rows.rows):
            if row.key == key:
                first = self.visualRect(self._rows.index(place, 0))
                return first.united(self.visualRect(self._rows.index(place, len(self._rows.columns) - 1)))
        return QRect(QPoint(), QSize())

    def _set_manners(self) -> None:
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self._row_height)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)

    def _fit_columns(self) -> None:
        header = self.horizontalHeader()
        for place, column in enumerate(self._rows.columns):
            if column.width:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
                self.setColumnWidth(place, column.width)
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
