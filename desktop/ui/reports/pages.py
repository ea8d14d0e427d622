"""The bodies of the pages: the first page as one look, every other page as figures, pictures and tables in a scroll."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.reports.board import Aim, Board
from desktop.reports.series import Label as Named
from desktop.ui import theme
from desktop.ui.charts import words as chart_words
from desktop.ui.reports import words
from desktop.ui.reports.panels import AimPanel, ChartPanel, ListingPanel
from desktop.ui.reports.remarks import RemarkRow
from desktop.ui.reports.tiles import TileRow
from desktop.ui.widgets import Button, Hairline, Label, column, row, scrolling
from desktop.ui.widgets.layouts import emptied

PICTURE_HEIGHT = 330


class _Page(QWidget):
    """What both kinds of page say: `tile(name)`, `bar(key)`, `member(id)`, `remark(page)`, `goal(id)`, `costs()`, `failed(path)`."""

    tile = Signal(str)
    bar = Signal(str)
    member = Signal(str)
    remark = Signal(str)
    failed = Signal(str)
    goal = Signal(str)
    costs = Signal()

    may_set_goals = False
    cut = ""
    """The branch and days the page is of, for whoever is sent a picture of it alone."""

    compared = False
    """Whether figures stand beside those of chosen days, not of those just before."""

    def allow_goals(self, allowed: bool) -> None:
        """Say whether goals may be set here; seen with the next board."""
        self.may_set_goals = allowed

    def _aim(self, aim: Aim) -> AimPanel:
        panel = AimPanel(aim, change=self.may_set_goals)
        panel.picked.connect(self.goal)
        return panel

    def _no_goals(self) -> QWidget:
        title = Label(QCoreApplication.translate("Reports", "Goals"), 15, theme.SEMIBOLD)
        text = words.word(words.REASONS, "no_goals" if self.may_set_goals else "no_goals_owner")
        hint = Label(text, 13, tone="text2", wrap=True)
        made = QWidget()
        made.setLayout(column(title, hint, *self._set_goal(), gap=8, margins=(24, 14, 24, 14)))
        return made

    def _set_goal(self) -> list[QHBoxLayout]:
        """Return the way to a new goal, where it is open."""
        if not self.may_set_goals:
            return []
        button = Button(QCoreApplication.translate("Reports", "Set a goal"), "plain", icon="plus", height=44)
        button.clicked.connect(lambda: self.goal.emit(""))
        return [row(button, None)]

    def _listen(self, panel: ChartPanel) -> ChartPanel:
        panel.picked.connect(self.bar)
        panel.failed.connect(self.failed)
        return panel


class OverviewPage(_Page):
    """How are we doing, in one look."""

    def __init__(self) -> None:
        super().__init__()
        self.tiles = TileRow()
        self.tiles.picked.connect(self.tile)
        self.line, self.map = self._listen(ChartPanel()), self._listen(ChartPanel())
        self._remarks, self._aims = QVBoxLayout(), QVBoxLayout()
        self._remarks_title = Label("", 15, theme.SEMIBOLD)
        upper = row(self.line, Hairline(vertical=True), self.map, gap=0)
        upper.setStretch(0, 4)
        upper.setStretch(2, 3)
        notes, goals = QWidget(), QWidget()
        notes.setLayout(column(self._remarks_title, self._remarks, None, gap=4, margins=(24, 14, 24, 8)))
        goals.setLayout(column(self._aims, None, gap=0))
        lower = row(notes, Hairline(vertical=True), goals, gap=0)
        lower.setStretch(0, 4)
        lower.setStretch(2, 3)
        whole = column(self.tiles, Hairline(), upper, Hairline(), lower, gap=0)
        whole.setStretch(2, 1)
        inside = QWidget()
        inside.setLayout(whole)
        inside.setMinimumHeight(660)
        self.setLayout(column(scrolling(inside)))

    def show_board(self, board: Board, chosen: str) -> None:
        """Show the page."""
        del chosen
        self.tiles.show_tiles(board.tiles, compared=self.compared)
        for panel, series in zip((self.line, self.map), board.pictures, strict=False):
            panel.cut = self.cut
            panel.show_series(series)
        self._remarks_title.setText(QCoreApplication.translate("Reports", "What you may want to see"))
        emptied(self._remarks)
        for remark in board.remarks[:3]:
            line = RemarkRow(remark)
            line.followed.connect(self.remark)
            self._remarks.addWidget(line)
        if not board.remarks:
            self._remarks.addWidget(
                Label(QCoreApplication.translate("Reports", "All is as usual."), 13, tone="text2")
            )
        emptied(self._aims)
        for aim in board.aims[:1]:
            self._aims.addWidget(self._aim(aim))
        if not board.aims:
            self._aims.addWidget(self._no_goals())


class ListPage(_Page):
    """Figures, pictures two beside one another, tables under them."""

    def __init__(self) -> None:
        super().__init__()
        self.tiles = TileRow()
        self.tiles.picked.connect(self.tile)
        self.panels: list[ChartPanel] = []
        self.listings: list[ListingPanel] = []
        self._page = self._listed = ""
        self._grid, self._tables, self._aims = QGridLayout(), QVBoxLayout(), QVBoxLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        for side in (0, 1):
            self._grid.setColumnStretch(side, 1)
        self.by_hand = Button("", "plain", icon="edit", height=44)
        self.by_hand.clicked.connect(self.costs)
        self._all = Button("", "quiet", icon="chevron-back", height=36)
        self._all.clicked.connect(lambda: self.remark.emit(self._page))
        back = row(self._all, None, margins=(24, 8, 24, 0))
        by_hand = row(None, self.by_hand, margins=(24, 8, 24, 0))
        self._inside = QWidget()
        self._inside.setLayout(
            column(self.tiles, Hairline(), by_hand, self._aims, self._grid, back, self._tables, None, gap=0)
        )
        self._scroll = scrolling(self._inside)
        self.setLayout(column(self._scroll))

    def show_board(self, board: Board, chosen: str) -> None:
        """Show the page; its widgets are kept as long as it is the same page."""
        if board.page != self._page or len(board.pictures) != len(self.panels):
            self._build(board)
        if board.page != self._page:
            self._scroll.verticalScrollBar().setValue(0)
        self._page = board.page
        self.tiles.show_tiles(board.tiles, compared=self.compared)
        for panel, series in zip(self.panels, board.pictures, strict=True):
            panel.cut = self.cut
            panel.show_series(series)
        for table, listing in zip(self.listings, board.listings, strict=True):
            table.show_listing(listing, chosen)
        emptied(self._aims)
        for aim in board.aims:
            self._aims.addWidget(self._aim(aim))
        self.by_hand.setText(QCoreApplication.translate("Reports", "Costs by hand…"))
        self.by_hand.setVisible(board.page == "campaigns" and self.may_set_goals)
        if board.page == "goals":
            self._end_goals(board)
        self._all.setVisible(bool(chosen))
        name = chart_words.label(Named(chosen)) if chosen else ""
        self._all.setText(
            QCoreApplication.translate("Reports", "All classes, not {name} alone").format(name=name)
        )

        if chosen and chosen != self._listed:
            QTimer.singleShot(0, self, self._show_tables)
        self._listed = chosen

    def show_table(self, title: str) -> None:
        """Bring a table into sight once it has its place."""
        found = next((one for one in self.listings if one.title == title), None)
        if found is not None:
            QTimer.singleShot(0, found, lambda: self._show_at(found))

    def _show_at(self, part: QWidget) -> None:
        """Scroll to a part of the page: whoever asked for it wants to see it, not look for it."""
        self._scroll.verticalScrollBar().setValue(part.mapTo(self._inside, QPoint()).y())

    def _show_tables(self) -> None:
        """Bring the tables into sight: whoever chose a class wants to see its members."""
        self._show_at(self._all)

    def _end_goals(self, board: Board) -> None:
        if not board.aims:
            self._aims.addWidget(self._no_goals())
            return
        for button in self._set_goal():
            holder = QWidget()
            holder.setLayout(column(button, margins=(24, 4, 24, 14)))
            self._aims.addWidget(holder)

    def _build(self, board: Board) -> None:
        emptied(self._grid)
        emptied(self._tables)
        self.panels = [self._listen(ChartPanel()) for _ in board.pictures]
        for place, panel in enumerate(self.panels):
            alone = place == len(self.panels) - 1 and place % 2 == 0
            panel.setFixedHeight(PICTURE_HEIGHT)
            self._grid.addWidget(panel, place // 2, place % 2, 1, 2 if alone else 1)
        self.listings = [ListingPanel() for _ in board.listings]
        for listing in self.listings:
            listing.picked.connect(self.member)
            self._tables.addWidget(listing)
