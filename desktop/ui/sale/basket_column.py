"""The basket column: lines with what each offer did, and the soft line that Enter will add. Passive."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui import language, theme
from desktop.ui.sale.line_list import LineList, LineRow
from desktop.ui.sale.note_lines import Span
from desktop.ui.sale.shown import ShownBasket, ShownCandidate, ShownLine
from desktop.ui.sale.words import amount_words, earned_words
from desktop.ui.widgets import Button, Chip, EmptyState, Hairline, Icon, Label, column, row
from desktop.ui.widgets.text import absolute, directed

NARROW, WIDE, WIDEST = (48, 100, 112), (64, 124, 134), (110, 190, 210)
"""Columns of quantity, unit price and amount for a narrow, a usual and a very wide page."""
_SOFT_KEY = 0


class Heads(QWidget):
    """The heads of the columns, above the rows and on their edges."""

    def __init__(self, lines: LineList) -> None:
        super().__init__()
        self._lines = lines
        self._name, self._figures = "", ("", "", "")
        self.setFixedHeight(34)

    def show_heads(self, name: str, figures: tuple[str, str, str]) -> None:
        self._name, self._figures = name, figures
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.setFont(theme.font(13))
        painter.setPen(theme.color("text2"))
        middle = Qt.AlignmentFlag.AlignVCenter
        left = 24
        for width, text in zip(reversed(self._lines.figure_widths), reversed(self._figures), strict=True):
            x = left if rtl else self.width() - left - width
            painter.drawText(QRect(x, 0, width, self.height()), int(absolute("right", rtl) | middle), text)
            left += width
        rest = QRect(left if rtl else 60, 0, self.width() - left - 60, self.height())
        painter.drawText(rest, int(absolute("start", rtl) | middle), directed(self._name))
        painter.end()


class BasketColumn(QWidget):
    """Signals: `undo_wanted`, `park_wanted`, `parked_wanted`, `line_pressed(int)`."""

    undo_wanted = Signal()
    park_wanted = Signal()
    parked_wanted = Signal()
    line_pressed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._basket = ShownBasket()
        self._title, self._count = Label("", 16, theme.SEMIBOLD), Label("", 13, tone="text2")
        self._since = Label("", 13, tone="text2", elide=True)
        self._codes, self._idle = Chip("", "soft", icon="tag"), Chip("", "warn", icon="tag")
        self._undo = Button("", "quiet", cap="Ctrl+Z", height=32)
        self._park = Button("", "quiet", cap="F6", height=32)
        self._parked = Button("", "quiet", cap="F7", height=32)
        for button in (self._undo, self._park, self._parked):
            button.set_words_tone("text2")
        self._lines = LineList(WIDE)
        self._heads = Heads(self._lines)
        self._empty = EmptyState("cart")
        self._faces = QStackedWidget()
        self._undo.clicked.connect(self.undo_wanted)
        self._park.clicked.connect(self.park_wanted)
        self._parked.clicked.connect(self.parked_wanted)
        self._lines.pressed_line.connect(self._press)
        self._lay_out()
        language.on_change(self, self._retranslate)

    def show_basket(self, basket: ShownBasket) -> None:
        """Show the basket."""
        if basket == self._basket:
            return
        self._basket = basket
        self._write()

    def show_soft(self, soft: ShownCandidate | None) -> None:
        """Show the line Enter will add, or none; everything else stays."""
        if soft != self._basket.soft:
            self._basket = replace(self._basket, soft=soft)
            self._write_lines()

    def set_widths(self, figures: tuple[int, int, int]) -> None:
        """Take other columns of figures."""
        self._lines.set_widths(figures)
        self._heads.update()

    def lines(self) -> LineList:
        """The rows, for tests."""
        return self._lines

    def _write_empty(self) -> None:
        """Say what comes next: whom to serve, or, with a member there already, what they buy."""
        if self._basket.served:
            title = self.tr("What do they buy?")
            way = self.tr("Scan a product, or type an amount or a product's name.")
        else:
            title = self.tr("Next customer")
            way = self.tr("Type a phone, scan a card or a product, or type + and an amount.")
        self._empty.show_empty(title, way)

    def _write(self) -> None:
        basket, written = self._basket, language.formats()
        self._write_empty()
        lines = written.numerals(self.tr("%n lines", "", len(basket.lines)))
        pieces = written.numerals(self.tr("%n pieces", "", basket.pieces // 1_000))
        self._count.setText(written.listed([lines, pieces]) if basket.lines else "")
        self._codes.show_text(written.listed([written.code(code) for code in basket.codes]))
        idle = written.listed([written.code(code) for code in basket.idle_codes])
        self._idle.show_text(self.tr("{code} does nothing here: F8").format(code=idle) if idle else "")
        self._code_row.setVisible(bool(basket.codes or basket.idle_codes))
        parked = written.count(basket.parked)
        self._parked.setText(self.tr("Parked ({count})").format(count=parked))
        self._parked.setVisible(basket.parked > 0)
        since = written.hour(basket.open_since)
        if not basket.since_today:
            since = written.moment(basket.open_since, year=False)
        self._since.setText(self.tr("The basket open at {time} was brought back").format(time=since))
        self._since_row.setVisible(bool(basket.open_since and basket.lines))
        self._undo.setVisible(basket.can_undo)
        self._park.setVisible(bool(basket.lines))
        self._write_lines()

    def _write_lines(self) -> None:
        basket = self._basket
        rows = [self._row(line) for line in basket.lines]
        if basket.soft is not None:
            rows.append(self._soft_row(basket.soft))
        self._lines.show_rows(rows)
        self._faces.setCurrentIndex(1 if rows else 0)
        self._heads.setVisible(bool(rows))
        self._line.setVisible(bool(rows))

    def _row(self, line: ShownLine) -> LineRow:
        written = language.formats()
        name = amount_words(ShownCandidate("group_amount", line.name)) if line.grouped else line.name
        notes = [self._effect(e.name, earned_words(e.earned), bool(e.earned.discount)) for e in line.effects]
        if not notes and line.net is not None:
            notes.append(Span(self.tr("No offer")))
        if line.unit:
            price, much = written.amount(line.unit_price), written.measure(line.quantity, line.unit)
            notes.append(Span(f"{much} × {price}"))
        if line.code:
            notes.append(Span(written.code(line.code)))
        net = line.gross if line.net is None else line.net
        return LineRow(
            key=line.line_no,
            lead=written.count(line.line_no),
            name=name,
            notes=tuple(notes),
            figures=(written.quantity(line.quantity), written.amount(line.unit_price), written.amount(net)),
            struck=written.amount(line.gross) if net != line.gross else "",
            chosen=line.chosen,
        )

    def _effect(self, name: str, earned: str, discount: bool) -> Span:
        return Span(name, "accent", "tag" if discount else "star", theme.MEDIUM, tail=earned)

    def _soft_row(self, soft: ShownCandidate) -> LineRow:
        written = language.formats()
        name = soft.title if soft.kind == "product" else amount_words(soft)
        measured = soft.quantity not in (0, 1_000) or soft.unit
        quantity = written.quantity(soft.quantity or 1_000) if measured else ""
        return LineRow(
            key=_SOFT_KEY,
            lead="",
            name=name,
            notes=(Span(self.tr("Not added yet; Enter adds it"), "accent", weight=theme.SEMIBOLD),),
            figures=(quantity, "", written.amount(soft.amount or 0)),
            soft=True,
            tone="accent",
            lead_icon="plus",
        )

    def _press(self, key: int) -> None:
        if key != _SOFT_KEY:
            self.line_pressed.emit(key)

    def _lay_out(self) -> None:
        head = row(
            self._title,
            self._count,
            None,
            self._undo,
            self._park,
            self._parked,
            gap=12,
            margins=(24, 12, 24, 4),
        )
        self._faces.addWidget(self._empty)
        self._faces.addWidget(self._lines)
        self._line = Hairline()
        self._since_row = QWidget()
        since = row(Icon("clock", 16, "text2"), self._since, gap=8, margins=(24, 2, 24, 6))
        since.setStretch(1, 1)
        self._since_row.setLayout(since)
        self._code_row = QWidget()
        codes = row(self._codes, self._idle, None, gap=12, margins=(24, 2, 24, 6))
        self._code_row.setLayout(codes)
        whole = column(head, self._since_row, self._code_row, self._heads, self._line, self._faces, gap=0)
        whole.setStretch(5, 1)
        self.setLayout(whole)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Basket"))
        self._undo.setText(self.tr("Undo"))
        self._park.setText(self.tr("Park"))
        self._lines.setAccessibleName(self.tr("Basket"))
        self._heads.show_heads(self.tr("Item"), (self.tr("Qty"), self.tr("Unit price"), self.tr("Amount")))
        self._write()
