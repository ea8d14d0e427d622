"""The reports screen: which page, period and branch are looked at, and what a figure was made of. No Qt.

What must hold: figures are counted beside the lanes, so that neither window nor counter waits; only what was asked for
last is shown; who may not see all branches never asks for them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from desktop.reports.board import Board
from desktop.ui.approval.desk import sentence
from desktop.ui.formats import Formats
from desktop.ui.reports.desk import Asked, Calendar, Choices, ReportsDesk
from desktop.ui.reports.port import Heading, Pickers, ReportsView
from desktop.ui.tasks import Job, Report, Tasks
from loyalty.errors import LoyaltyError, require
from loyalty.words import Lang

DAYS = {"7": 7, "30": 30, "90": 90, "365": 365}
OWN = "own"
FIRST_PAGE = "overview"
LONGEST = 366 * 20


class ReportsPresenter:
    """Handlers are `on_<what a person did>`; `open_member` shows a profile, `ready` imports what charts need."""

    def __init__(
        self,
        view: ReportsView,
        tasks: Tasks,
        desk: ReportsDesk,
        *,
        formats: Callable[[], Formats],
        open_member: Callable[[str], None],
        ready: Callable[[], None] = lambda: None,
    ) -> None:
        self._view, self._tasks, self._desk = view, tasks, desk
        self._formats, self._open_member, self._ready = formats, open_member, ready
        self._choices: Choices | None = None
        self._page, self._period, self._branch, self._chosen = FIRST_PAGE, "30", "", ""
        self._own: tuple[dt.date, dt.date] | None = None
        self._board: Board | None = None
        self._job: Job | None = None
        self._keeping: Job | None = None

    # -- coming and going -----------------------------------------------------------------------------------

    def entered(self) -> None:
        """The screen is shown: what may be seen, and the figures as they are now."""
        self._desk.forget()
        self._tasks.local(self._desk.choices, self._chosen_from, self._fail)

    def on_refreshed(self) -> None:
        """F5: count anew."""
        self.entered()

    def on_language_changed(self) -> None:
        """Calendars and names go with the language: ask for the page anew."""
        if self._choices is not None:
            self._load()

    def _chosen_from(self, choices: Choices) -> None:
        self._choices = choices
        known = {key for key, _ in choices.branches}
        if self._branch not in known and (self._branch or not choices.all_branches):
            self._branch = "" if choices.all_branches else choices.branches[0][0]
        self._load()

    # -- choosing -------------------------------------------------------------------------------------------

    def on_page(self, page: str) -> None:
        """Another page."""
        self._page, self._chosen = page, ""
        self._load()

    def on_period(self, key: str) -> None:
        """Another period; one's own begins with the days that are shown."""
        if key == OWN and self._own is None and self._choices is not None:
            self._own = self._days()
        self._period = key
        self._load()

    def on_own_days(self, since: dt.date, last: dt.date) -> None:
        """A period of one's own, its last day included."""
        try:
            require(since <= last, "days_backwards", first=since, end=last)
            require((last - since).days < LONGEST, "period_too_long", years=LONGEST // 366)
        except LoyaltyError as error:
            self._fail(error)
            return
        self._own, self._period = (since, last), OWN
        self._load()

    def on_branch(self, branch: str) -> None:
        """Another branch, or all of them ('')."""
        self._branch = branch
        self._load()

    def on_bar(self, key: str) -> None:
        """A bar, box or slice was pointed at: a class leads to its members, a branch to its figures."""
        if self._choices is None or self._board is None:
            return
        if key in dict(self._choices.branches):
            self.on_branch(key)
        elif self._is_class(key):
            self._page, self._chosen = "rfm", "" if key == self._chosen else key
            self._load()

    def on_remark(self, page: str) -> None:
        """A note was followed."""
        if page:
            self.on_page(page)

    def on_tile(self, name: str) -> None:
        """A figure was pointed at: its formula and the two numbers behind it."""
        tiles = self._board.tiles if self._board is not None else ()
        self._view.show_formula(next((tile for tile in tiles if tile.name == name), None))

    def on_member(self, member_id: str) -> None:
        """A row of a table was chosen."""
        if member_id:
            self._open_member(member_id)

    def _is_class(self, key: str) -> bool:
        pictures = self._board.pictures if self._board is not None else ()
        maps = [one for one in pictures if one.title == "rfm_map"]
        return any(key == row[0] and row[1] for one in maps for row in one.rows())

    # -- counting -------------------------------------------------------------------------------------------

    def _days(self) -> tuple[dt.date, dt.date]:
        """Return the first and the last day that are looked at."""
        assert self._choices is not None
        if self._period == OWN and self._own is not None:
            return self._own
        today = self._choices.today
        return today - dt.timedelta(days=DAYS[self._period] - 1), today

    def _load(self) -> None:
        if self._choices is None:
            return
        for job in (self._job, self._keeping):
            if job is not None:
                job.cancel()
        since, last = self._days()
        self._show_pickers(since, last)
        calendar: Calendar = "jalali" if self._formats().calendar == "jalali" else "gregorian"
        asked = Asked(
            self._page, since, last + dt.timedelta(days=1), self._branch, self._chosen, calendar, self._lang()
        )
        self._view.clear_problem()
        self._view.show_working(True)
        self._job = self._tasks.long(lambda _: self._count(asked), partial(self._counted, asked), self._fail)

    def _count(self, asked: Asked) -> Board:
        self._ready()
        return self._desk.board(asked)

    def _counted(self, asked: Asked, board: Board) -> None:
        assert self._choices is not None
        self._board = board
        name = dict(self._choices.branches).get(asked.branch, "")
        self._view.show_working(False)
        self._view.show_class(asked.chosen)
        self._view.show_board(
            Heading(asked.page, name, asked.since, asked.until - dt.timedelta(days=1)), board
        )
        self._keeping = self._tasks.long(self._keep, on_error=_say_nothing)

    def _keep(self, report: Report) -> None:
        self._desk.keep(lambda: report(0, 1))

    def _show_pickers(self, since: dt.date, last: dt.date) -> None:
        assert self._choices is not None
        self._view.show_pickers(
            Pickers(
                self._choices.branches, self._choices.all_branches, self._branch, self._period, since, last
            )
        )

    def _fail(self, error: LoyaltyError) -> None:
        self._view.show_working(False)
        self._view.show_problem(sentence(error, self._lang()))

    def _lang(self) -> Lang:
        return "fa" if self._formats().lang == "fa" else "en"


def _say_nothing(_: LoyaltyError) -> None:
    """What could not be written down is read from the rows again: a full disk is told where something is lost."""
