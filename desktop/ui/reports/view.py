"""The reports screen: pickers above, the tabs of the pages, and the page. Passive: it shows and says what was done."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.reports.board import Board, Tile
from desktop.ui import language, theme
from desktop.ui.reports import words
from desktop.ui.reports.pages import ListPage, OverviewPage
from desktop.ui.reports.panels import FormulaPanel
from desktop.ui.reports.port import Heading, Pickers
from desktop.ui.widgets import (
    Button,
    ChoiceBox,
    DayEdit,
    EmptyState,
    Hairline,
    Label,
    Segmented,
    Sheet,
    Tabs,
    VerdictBar,
    column,
    row,
    tab_as_read,
)

_WAITING, _FIRST, _REST = range(3)


class ReportsScreen(QWidget):
    """What a person does is said by signals; `own_days(since, last)` are dates."""

    page = Signal(str)
    period = Signal(str)
    branch = Signal(str)
    own_days = Signal(object, object)
    bar = Signal(str)
    tile = Signal(str)
    member = Signal(str)
    remark = Signal(str)
    refreshed = Signal()
    language_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._heading: Heading | None = None
        self._board: Board | None = None
        self._pickers: Pickers | None = None
        self._chosen = ""
        self.title, self.under = (
            Label("", 20, theme.SEMIBOLD, elide=True),
            Label("", 13, tone="text2", elide=True),
        )
        self.periods, self.branches, self.tabs = Segmented(), ChoiceBox(), Tabs()
        self.since, self.last, self.count = DayEdit(), DayEdit(), Button("", "plain")
        self._own = QWidget()
        self._from, self._to = Label("", 13, tone="text2"), Label("", 13, tone="text2")
        self.waiting, self.verdict = EmptyState("chart"), VerdictBar()
        self.overview, self.rest = OverviewPage(), ListPage()
        self.formula = FormulaPanel()
        self._pages = QStackedWidget()
        self._lay_out()
        self.sheet = Sheet(self, width=400)
        self._connect()
        language.on_change(self, self._retranslate)

    # -- what the presenter shows ---------------------------------------------------------------------------

    def show_pickers(self, shown: Pickers) -> None:
        """Show what may be chosen."""
        self._pickers = shown
        every = (("", self.tr("All branches")),) if shown.all_branches else ()
        self.branches.set_options([*every, *shown.branches])
        self.branches.choose(shown.branch)
        self.branches.setVisible(len(shown.branches) > 1)
        self.periods.choose(shown.period)
        self._own.setVisible(shown.period == "own")
        self.since.set_day(shown.since)
        self.last.set_day(shown.last)

    def show_working(self, working: bool) -> None:
        """Say that figures are being counted; what stood there stays until they are."""
        if working and self._board is None:
            self._pages.setCurrentIndex(_WAITING)
        self.setCursor(Qt.CursorShape.BusyCursor if working else Qt.CursorShape.ArrowCursor)
        self.waiting.show_empty(self.tr("Counting…") if working else self.tr("No figures yet"))

    def show_board(self, heading: Heading, board: Board) -> None:
        """Show a page."""
        self._heading, self._board = heading, board
        self.sheet.close_sheet()
        self._write_heading(heading)
        self.tabs.choose(heading.page)
        first = heading.page == "overview"
        (self.overview if first else self.rest).show_board(board, self._chosen)
        self._pages.setCurrentIndex(_FIRST if first else _REST)

    def show_class(self, key: str) -> None:
        """Remember whose members are listed; the page that follows says it."""
        self._chosen = key

    def show_formula(self, tile: Tile | None) -> None:
        """Show what a figure was made of, or take it away."""
        if tile is None:
            self.sheet.close_sheet()
            return
        self.formula.show_tile(tile)
        self.sheet.open(self.formula, words.figure(tile.name).name)

    def show_problem(self, text: str) -> None:
        """Say what stands in the way."""
        self.verdict.problem(text)

    def clear_problem(self) -> None:
        """Say nothing any more."""
        if self.verdict.isVisible():
            self.verdict.clear()

    def take_focus(self) -> None:
        """Put the keyboard on the chosen page."""
        self.tabs.take_focus()

    # -- building -------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F5:
            self.refreshed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.sheet.close_sheet()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes as the eye does."""
        return tab_as_read(self, next, over=self.sheet) or super().focusNextPrevChild(next)

    def _lay_out(self) -> None:
        texts = column(self.title, self.under, gap=2)
        top = row(texts, self.periods, self.branches, gap=16, margins=(24, 14, 24, 6))
        top.setStretch(0, 1)
        self._own.setLayout(
            row(None, self._from, self.since, self._to, self.last, self.count, gap=10, margins=(24, 0, 24, 6))
        )
        self._own.hide()
        for page in (self.waiting, self.overview, self.rest):
            self._pages.addWidget(page)
        bar = row(self.tabs, None, margins=(24, 0, 24, 0))
        whole = column(top, self._own, bar, Hairline(), self._pages, self.verdict, gap=0)
        whole.setStretch(4, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.periods.picked.connect(self.period)
        self.branches.picked.connect(self.branch)
        self.tabs.picked.connect(self.page)
        self.count.clicked.connect(lambda: self.own_days.emit(self.since.day(), self.last.day()))
        for body in (self.overview, self.rest):
            body.tile.connect(self.tile)
            body.bar.connect(self.bar)
            body.member.connect(self.member)
            body.remark.connect(self.remark)
            body.failed.connect(self._not_saved)

    def _not_saved(self, where: str) -> None:
        self.verdict.problem(
            self.tr("{file} cannot be written. Choose another folder.").format(
                file=language.formats().name(where)
            )
        )

    def _write_heading(self, heading: Heading) -> None:
        written = language.formats()
        branch = heading.branch or self.tr("All branches")
        self.title.setText(f"{branch}{written.comma()} {words.word(words.PAGES, heading.page)}")
        days = (heading.last - heading.since).days + 1
        text = self.tr("{first} to {last}, against the {days} days before")
        self.under.setText(
            text.format(first=_day(heading.since), last=_day(heading.last), days=written.count(days))
        )

    def _retranslate(self) -> None:
        self.periods.set_options([(key, words.said(text)) for key, text in words.PERIODS.items()])
        self.periods.setAccessibleName(self.tr("Period"))
        self.tabs.set_options([(key, words.said(text)) for key, text in words.PAGES.items()])
        self.tabs.setAccessibleName(self.tr("Pages of the reports"))
        self.branches.setAccessibleName(self.tr("Branch"))
        self._from.setText(self.tr("From"))
        self._to.setText(self.tr("To"))
        self.since.setAccessibleName(self.tr("First day"))
        self.last.setAccessibleName(self.tr("Last day"))
        self.count.setText(self.tr("Count"))
        self.waiting.show_empty(self.tr("Counting…"))
        if self._pickers is not None:
            self.show_pickers(self._pickers)
        self.language_changed.emit()


def _day(on: dt.date) -> str:
    return language.formats().day(on)
