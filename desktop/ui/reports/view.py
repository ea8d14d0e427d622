"""The reports screen: pickers above, the tabs of the pages, and the page. Passive: it shows and says what was done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.reports.board import Aim, Board, Tile
from desktop.ui import language, theme
from desktop.ui.choose_file import choose_to_save
from desktop.ui.reports import words
from desktop.ui.reports.cost_form import CostForm
from desktop.ui.reports.cost_values import ShownCosts
from desktop.ui.reports.formula import FormulaPanel
from desktop.ui.reports.goal_form import GoalForm
from desktop.ui.reports.goal_values import GoalTyped
from desktop.ui.reports.pages import ListPage, OverviewPage
from desktop.ui.reports.port import FIRST_PAGE, Heading, Pickers
from desktop.ui.reports.silent import Silent
from desktop.ui.widgets import (
    Button,
    ChoiceBox,
    DayEdit,
    EmptyState,
    Hairline,
    Label,
    MenuButton,
    Segmented,
    Sheet,
    Tabs,
    VerdictBar,
    column,
    row,
    tab_as_read,
)
from loyalty.words import isolate, isolate_ltr


class ReportsScreen(QWidget):
    """What a person does is said by signals; `own_days(since, last)` are dates."""

    page = Signal(str)
    period = Signal(str)
    branch = Signal(str)
    own_days = Signal(object, object)
    against = Signal(str)
    begun = Signal(object)
    group = Signal(str)
    bar = Signal(str)
    tile = Signal(str)
    member = Signal(str)
    remark = Signal(str)
    listed = Signal(str, str)
    goal = Signal(str)
    costs = Signal()
    paper = Signal(str, str)
    refreshed = Signal()
    language_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._heading: Heading | None = None
        self._board: Board | None = None
        self._pickers: Pickers | None = None
        self._chosen = self._cut = ""
        self.title, self.under = (
            Label("", 20, theme.SEMIBOLD, elide=True),
            Label("", 13, tone="text2", elide=True),
        )
        self.silent = Label("", 13, tone="warn", elide=True)
        self.silent.hide()
        self.periods, self.branches, self.tabs = Segmented(), ChoiceBox(), Tabs()
        self.since, self.last, self.count = DayEdit(), DayEdit(), Button("", "plain")
        self.groups, self.compared, self.from_day = ChoiceBox(), ChoiceBox(), DayEdit()
        self._own, self._own_period, self._own_compared = QWidget(), QWidget(), QWidget()
        self._begun = Label("", 13, tone="text2")
        self.save_file: Callable[[QWidget, str, str, str], str] = choose_to_save
        self.papers = MenuButton("", icon="printer", height=44)
        self._from, self._to = Label("", 13, tone="text2"), Label("", 13, tone="text2")
        self.waiting, self.verdict = EmptyState("chart"), VerdictBar()
        self.overview = OverviewPage()
        self._lists: dict[str, ListPage] = {}
        self._may_set_goals = False
        self.formula, self.goal_form, self.cost_form = FormulaPanel(), GoalForm(), CostForm()
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
        self.groups.set_options([("", self.tr("Everybody")), *shown.groups])
        self.groups.choose(shown.who)
        self.compared.choose(shown.against)
        self._own_period.setVisible(shown.period == "own")
        self._own_compared.setVisible(shown.against == "own")
        self._own.setVisible("own" in (shown.period, shown.against))
        for field, day in ((self.since, shown.since), (self.last, shown.last), (self.from_day, shown.begun)):
            field.set_day(day)

    def show_working(self, working: bool) -> None:
        """Say that figures are being counted; what stood there stays until they are."""
        if working and self._board is None:
            self._pages.setCurrentWidget(self.waiting)
        self.setCursor(Qt.CursorShape.BusyCursor if working else Qt.CursorShape.ArrowCursor)
        self.waiting.show_empty(self.tr("Counting…") if working else self.tr("No figures yet"))

    def show_board(self, heading: Heading, board: Board) -> None:
        """Show a page."""
        self._heading, self._board = heading, board
        if not self.cost_form.isVisible():  # costs are often written one after another
            self.sheet.close_sheet()
        self._write_heading(heading, board)
        self.tabs.choose(heading.page)
        body = self._body(heading.page)
        body.cut, body.compared = self._cut, heading.against is not None
        body.show_board(board, self._chosen)
        self._pages.setCurrentWidget(body)

    def show_class(self, key: str) -> None:
        """Remember whose members are listed; the page that follows says it."""
        self._chosen = key

    def show_listing(self, title: str) -> None:
        """Bring a table of the page that is shown into sight."""
        self.sheet.close_sheet()
        if self.rest is not None:
            self.rest.show_table(title)

    def show_formula(self, tile: Tile | None) -> None:
        """Show what a figure was made of, or take it away."""
        if tile is None:
            self.sheet.close_sheet()
            return
        self.formula.show_tile(tile, self._heading)
        self.sheet.open(self.formula, lambda: words.figure(tile.name).name)

    def allow_goals(self, allowed: bool) -> None:
        """Say whether goals may be set here."""
        self._may_set_goals = allowed
        for body in (self.overview, *self._lists.values()):
            body.allow_goals(allowed)

    def show_goal(self, typed: GoalTyped | None, branches: tuple[tuple[str, str], ...]) -> None:
        """Open the form of a goal, or put it away."""
        if typed is None:
            self.sheet.close_sheet()
            return
        self.goal_form.show_goal(typed, branches)
        self.sheet.open(self.goal_form, lambda: self.tr("A goal"))

    def show_goal_told(self, aim: Aim | None, problem: str) -> None:
        """Say how the goal would stand now, or what is wrong with it."""
        self.goal_form.show_told(aim, problem)

    def show_costs(self, shown: ShownCosts) -> None:
        """Open the costs written by hand, or write them anew."""
        self.cost_form.show_costs(shown)
        self.sheet.open(self.cost_form, lambda: self.tr("Costs by hand"))

    def show_cost_problem(self, field: str, text: str) -> None:
        """Say what is wrong with a cost."""
        self.cost_form.show_problem(field, text)

    def show_written(self, path: str) -> None:
        """Say that a paper stands at a path."""
        self.verdict.notice(lambda: f"{self.tr('The paper is written')}\n{language.formats().path(path)}")

    def show_problem(self, said: Callable[[], str]) -> None:
        """Say what stands in the way, in whatever language is read."""
        self.verdict.problem(said)

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
        top = row(self.title, self.periods, self.branches, gap=16, margins=(24, 14, 24, 0))
        top.setStretch(0, 1)
        below = row(self.under, self.papers, self.groups, self.compared, gap=16, margins=(24, 6, 24, 6))
        below.setStretch(0, 1)
        told = row(self.silent, margins=(24, 0, 24, 0))
        self._own_period.setLayout(row(self._from, self.since, self._to, self.last, gap=10))
        self._own_compared.setLayout(row(self._begun, self.from_day, gap=10))
        self._own.setLayout(
            row(None, self._own_period, self._own_compared, self.count, gap=16, margins=(24, 0, 24, 6))
        )
        self._own.hide()
        for page in (self.waiting, self.overview):
            self._pages.addWidget(page)
        bar = row(self.tabs, None, margins=(24, 0, 24, 0))
        whole = column(top, below, told, self._own, bar, Hairline(), self._pages, self.verdict, gap=0)
        whole.setStretch(6, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.periods.picked.connect(self.period)
        self.branches.picked.connect(self.branch)
        self.tabs.picked.connect(self.page)
        self.count.clicked.connect(self._count)
        self.compared.picked.connect(self.against)
        self.groups.picked.connect(self.group)
        self.papers.picked.connect(self._save_paper)
        self.formula.listed.connect(self.listed)
        self._listen(self.overview)

    @property
    def rest(self) -> ListPage | None:
        """Return the page of figures, pictures and tables that is shown; None before the first."""
        return self._lists.get(self._heading.page) if self._heading else None

    def _body(self, page: str) -> OverviewPage | ListPage:
        """Return the body of a page: each has its own and keeps it, for making its charts takes longer than a click may."""
        if page == FIRST_PAGE:
            return self.overview
        if page not in self._lists:
            made = self._lists[page] = ListPage()
            made.allow_goals(self._may_set_goals)
            self._listen(made)
            self._pages.addWidget(made)
        return self._lists[page]

    def _listen(self, body: OverviewPage | ListPage) -> None:
        body.tile.connect(self.tile)
        body.bar.connect(self.bar)
        body.member.connect(self.member)
        body.remark.connect(self.remark)
        body.failed.connect(self._not_saved)
        body.goal.connect(self.goal)
        body.costs.connect(self.costs)

    def _count(self) -> None:
        """Tell the days that were written: those of the period first, for the others must lie before them."""
        if self._pickers is None:
            return
        period, begun = (self.since.day(), self.last.day()), self.from_day.day()
        if self._pickers.period == "own":
            self.own_days.emit(*period)
        if self._pickers.against == "own":
            self.begun.emit(begun)

    def _save_paper(self, key: str) -> None:
        where = self.save_file(self, words.word(words.PAPERS, key), f"{key}.pdf", "PDF (*.pdf)")
        if where:
            self.paper.emit(key, where if where.lower().endswith(".pdf") else f"{where}.pdf")

    def _not_saved(self, where: str) -> None:
        self.verdict.problem(
            lambda: self.tr("{file} cannot be written. Choose another folder.").format(
                file=language.formats().name(where)
            )
        )

    def _write_heading(self, heading: Heading, board: Board) -> None:
        written = language.formats()
        branch = written.name(heading.branch) if heading.branch else self.tr("All branches")
        group = (written.name(heading.group),) if heading.group else ()
        parts = [branch, *group, words.word(words.PAGES, heading.page)]
        self.title.setText(written.listed(parts))
        days = (heading.last - heading.since).days + 1
        text = self.tr("{first} to {last}, against the {days} days before")
        if heading.against is not None:
            text = self.tr("{first} to {last}, against the {days} days from {begun}")
        begun = _day(heading.against) if heading.against is not None else ""
        named = {"first": _day(heading.since), "last": _day(heading.last), "begun": begun}
        self.under.setText(text.format(days=written.count(days), **named))
        self._cut = " · ".join((written.listed([branch, *group]), self.under.text()))
        self._write_silent(heading.silent, board)

    def _write_silent(self, silent: Sequence[Silent], board: Board) -> None:
        told = self.tr("no news of {branch} since {day}")
        names = [told.format(branch=self._place_words(one), day=_day(one.on)) for one in silent]
        missing = self.tr("In these figures: {branches}").format(branches=language.formats().listed(names))
        said = (words.nearest(board.nearest) if board.nearest else "", missing if silent else "")
        self.silent.setText("  ·  ".join(part for part in said if part))
        self.silent.setVisible(any(said))

    def _place_words(self, one: Silent) -> str:
        if not one.till:
            return isolate(one.branch)
        return self.tr("till {till} of {branch}").format(
            till=isolate_ltr(one.till), branch=isolate(one.branch)
        )

    def _retranslate(self) -> None:
        self.periods.set_options([(key, words.said(text)) for key, text in words.PERIODS.items()])
        self.periods.setAccessibleName(self.tr("Period"))
        self.tabs.set_options([(key, words.said(text)) for key, text in words.PAGES.items()])
        self.tabs.setAccessibleName(self.tr("Pages of the reports"))
        self.branches.setAccessibleName(self.tr("Branch"))
        self.compared.set_options([(key, words.said(text)) for key, text in words.COMPARED.items()])
        self.compared.setAccessibleName(self.tr("Compared with"))
        self.papers.setText(self.tr("On paper"))
        self.papers.set_items([(key, f"{words.said(text)}…") for key, text in words.PAPERS.items()])
        self.groups.setAccessibleName(self.tr("Whose figures"))
        self._begun.setText(self.tr("Compared with the days from"))
        self.from_day.setAccessibleName(self.tr("First day compared with"))
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
