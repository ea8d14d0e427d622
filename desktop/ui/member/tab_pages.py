"""The tabs beside the lots: transactions, points, consents, cards. Passive."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.ui import language, theme
from desktop.ui.approval.words import approved_words
from desktop.ui.member.lots_page import BandFigure, LotTable
from desktop.ui.member.shown import ShownCard, ShownConsent, ShownLot, ShownMove, ShownPoints
from desktop.ui.member.words import CHANNELS, channel_words, move_words
from desktop.ui.widgets import (
    Button,
    Cell,
    CodeEdit,
    Column,
    EmptyState,
    Field,
    Hairline,
    Icon,
    Label,
    Row,
    Table,
    TableRow,
    Toggle,
    column,
    empty_layout,
    on_ground,
    row,
    scrolling,
)


class MovesPage(QWidget):
    """What happened with the member, the newest first."""

    def __init__(self) -> None:
        super().__init__()
        self._moves: tuple[ShownMove, ...] = ()
        self.table = Table(row_height=52)
        self._empty = EmptyState("cart")
        whole = column(row(self.table, margins=(12, 0, 12, 0)), self._empty, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        language.on_change(self, self._retranslate)

    def show_moves(self, moves: tuple[ShownMove, ...]) -> None:
        """Show transactions."""
        self._moves = moves
        self.table.show_rows([_move(one) for one in moves])
        self.table.setVisible(bool(moves))
        self._empty.setVisible(not moves)

    def _retranslate(self) -> None:
        columns = [
            Column(self.tr("What")),
            Column(self.tr("Day and hour"), width=190),
            Column(self.tr("Purchase"), "figure", 140),
            Column(self.tr("Credit"), "figure", 130),
            Column(self.tr("Points"), "figure", 130),
        ]
        self.table.set_columns(columns, name=self.tr("Transactions"))
        self._empty.show_empty(
            self.tr("Nothing has happened yet"), self.tr("Purchases, refunds and entries by hand stand here.")
        )
        self.show_moves(self._moves)


def _move(one: ShownMove) -> TableRow:
    written = language.formats()
    points = sum(delta for _, delta in one.points)
    kinds = written.listed([name for name, _ in one.points]) if len(one.points) == 1 else ""
    net = "" if not one.net else written.amount(one.net) if one.net > 0 else written.signed_amount(one.net)
    gain = "accent" if one.credit > 0 else "text2"
    return TableRow(
        one.key,
        (
            Cell(move_words(one.kind), _note(one), weight=theme.MEDIUM),
            Cell(written.moment(one.at, year=True), tone="text2"),
            Cell(net, weight=theme.SEMIBOLD),
            Cell(written.signed_amount(one.credit) if one.credit else "", tone=gain),
            Cell(written.signed(points) if points else "", kinds, tone="accent" if points > 0 else "text2"),
        ),
    )


def _note(one: ShownMove) -> str:
    written = language.formats()
    number = written.code(one.number) if one.number else ""
    by = written.name(one.by) if one.by else ""
    return "  ·  ".join(part for part in (number, by, approved_words(one.approved_by)) if part)


class PointsPage(QWidget):
    """Kinds of points with what is held, and each lot of them; `group_picked(key)`."""

    group_picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._points: tuple[ShownPoints, ...] = ()
        self._kinds = row(gap=32, margins=(24, 16, 24, 16))
        self.lots = LotTable(kinds=True)
        self.lots.group_picked.connect(self.group_picked)
        self._empty = EmptyState("star")
        inside = QWidget()
        inside.setLayout(column(self.lots, self._empty, None, gap=0))
        whole = column(on_ground(self._kinds, "sunken"), scrolling(inside), gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        language.on_change(self, self._retranslate)

    def show_points(
        self, points: tuple[ShownPoints, ...], lots: tuple[ShownLot, ...], today: dt.date | None
    ) -> None:
        """Show points."""
        self._points = points
        written = language.formats()
        empty_layout(self._kinds)
        for one in points:
            figure = BandFigure()
            note = ""
            if one.soon and one.ends_on is not None:
                day = written.day(one.ends_on, year=False)
                note = self.tr("{number} until {day}").format(number=written.count(one.soon), day=day)
            figure.show_figure(one.name, written.count(one.total), "", note, "text" if one.total else "text3")
            self._kinds.addWidget(figure, 1)
        self.lots.show_lots(lots, today)
        self.lots.setVisible(bool(lots))
        self._empty.setVisible(not lots)

    def _retranslate(self) -> None:
        self._empty.show_empty(
            self.tr("No points yet"), self.tr("What purchases earn stands here, lot by lot.")
        )


class ConsentPage(QWidget):
    """What the member said about each channel; `turned(channel, given)`."""

    turned = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self._consents: tuple[ShownConsent, ...] = ()
        self._lead = Label("", 14, tone="text2", wrap=True)
        self.toggles = {channel: Toggle() for channel in CHANNELS}
        self._notes = {channel: Label("", 13, tone="text2", wrap=True) for channel in CHANNELS}
        rows: list[QWidget] = []
        for channel, toggle in self.toggles.items():
            toggle.toggled.connect(lambda given, channel=channel: self.turned.emit(channel, given))
            line = QWidget()
            line.setLayout(column(toggle, self._notes[channel], gap=0, margins=(0, 10, 0, 10)))
            rows += [line, Hairline()]
        inside = QWidget()
        inside.setLayout(column(self._lead, 8, *rows, None, gap=0, margins=(24, 20, 24, 20)))
        inside.setMaximumWidth(680)
        whole = row(inside, None, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        language.on_change(self, self._retranslate)

    def show_consents(self, consents: tuple[ShownConsent, ...], *, active: bool) -> None:
        """Show what was said."""
        self._consents = consents
        for one in consents:
            toggle = self.toggles[one.channel]
            blocked = QSignalBlocker(toggle)
            toggle.setChecked(bool(one.given))
            blocked.unblock()
            toggle.update()
            toggle.setEnabled(active)
            asked = {
                True: self.tr("Has agreed"),
                False: self.tr("Has declined"),
                None: self.tr("Was never asked; nothing is sent until they agree"),
            }
            self._notes[one.channel].setText(asked[one.given])

    def _retranslate(self) -> None:
        self._lead.setText(
            self.tr("Ask the member, then turn it here: each answer is kept with its day and hour.")
        )
        for channel, toggle in self.toggles.items():
            toggle.setText(channel_words(channel))
        self.show_consents(self._consents, active=any(toggle.isEnabled() for toggle in self.toggles.values()))


class CardsPage(QWidget):
    """The member's cards; `issued(number)`, `blocked(number)`, `replaced(old, number)`. '' is a new number.

    A blocked card never comes back, so its row asks before it is blocked or replaced.
    """

    issued = Signal(str)
    blocked = Signal(str)
    replaced = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._cards: tuple[ShownCard, ...] = ()
        self._active = True
        self._asked, self._swaps = "", False
        """The card that is asked about, and whether another is given in its place."""
        self._leave: QWidget = self
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._empty = EmptyState("card")
        self.blank = Field("", CodeEdit())
        self.issue = Button("", "plain", icon="plus")
        self.issue.clicked.connect(lambda: self.issued.emit(self._blank()))
        self._edit.returnPressed.connect(lambda: self.issued.emit(self._blank()))
        self._give = QWidget()
        give = row(self.blank, self.issue, gap=12)
        give.setStretch(0, 1)
        give.setAlignment(self.issue, Qt.AlignmentFlag.AlignBottom)
        self._give.setLayout(column(give, gap=0, margins=(24, 16, 24, 16)))
        inside = QWidget()
        inside.setLayout(column(self._rows, self._empty, self._give, None, gap=0))
        inside.setMaximumWidth(760)
        whole = row(inside, None, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        language.on_change(self, self._retranslate)

    @property
    def _edit(self) -> CodeEdit:
        assert isinstance(self.blank.editor, CodeEdit)
        return self.blank.editor

    def show_cards(self, cards: tuple[ShownCard, ...], *, active: bool) -> None:
        """Show the cards, those that work first."""
        self._cards, self._active, self._asked = cards, active, ""
        had_focus = _holds_focus(self)
        self._write_rows()
        if had_focus and active:
            self._edit.setFocus()
        self._empty.setVisible(not cards)
        self._give.setVisible(active)
        self._edit.clear()
        self.blank.show_problem("")

    def show_problem(self, text: str) -> None:
        """Say what is wrong with the number."""
        self.blank.show_problem(text)

    def _blank(self) -> str:
        return self._edit.folded()

    def _row(self, card: ShownCard) -> Row:
        written = language.formats()
        works = card.blocked_on is None
        line = Row(lead=Icon("card", 20, "accent" if works else "text3"), whole=True)
        note = (
            "" if card.issued_on is None else self.tr("Issued {day}").format(day=written.day(card.issued_on))
        )
        if card.blocked_on is not None:
            note = self.tr("Blocked {day}: opens nothing any more").format(day=written.day(card.blocked_on))
        if works and card.number == self._asked:
            note = self.tr("It opens nothing any more after this, and its number never comes back.")
        spaced = " ".join(card.number[place : place + 4] for place in range(0, len(card.number), 4))
        line.show_row(written.code(spaced), note)
        if works and self._active:
            self._add_acts(line, card.number)
        line.title.set_tone("text" if works else "text3")
        return line

    def _write_rows(self) -> None:
        empty_layout(self._rows)
        for card in self._cards:
            self._rows.addWidget(self._row(card))

    def _add_acts(self, line: Row, number: str) -> None:
        if number == self._asked:
            self._add_question(line, number)
            return
        block, swap = Button(self.tr("Block")), Button(self.tr("Replace"))
        block.clicked.connect(partial(self._ask, number, swaps=False))
        swap.clicked.connect(partial(self._ask, number, swaps=True))
        line.add_end(swap)
        line.add_end(block)

    def _add_question(self, line: Row, number: str) -> None:
        act = Button(self.tr("Replace for good") if self._swaps else self.tr("Block for good"), "danger")
        leave = Button(self.tr("Leave it"))
        act.clicked.connect(partial(self._block_or_replace, number))
        leave.clicked.connect(partial(self._ask, ""))
        line.add_end(leave)
        line.add_end(act)
        self._leave = leave

    def _ask(self, number: str, *_: object, swaps: bool = False) -> None:
        self._asked, self._swaps = number, swaps
        self._write_rows()
        (self._leave if number else self._edit).setFocus()

    def _block_or_replace(self, number: str, *_: object) -> None:
        if self._swaps:
            self.replaced.emit(number, self._blank())
        else:
            self.blocked.emit(number)

    def _retranslate(self) -> None:
        self._empty.show_empty(self.tr("No card"), self.tr("The phone is enough; a card is quicker."))
        self.blank.set_label(self.tr("Number of a blank card (scan it); empty for a new number"))
        self.issue.setText(self.tr("Issue a card"))
        self.show_cards(self._cards, active=self._active)


def _holds_focus(page: QWidget) -> bool:
    at = QApplication.focusWidget()
    return at is not None and page.isAncestorOf(at)
