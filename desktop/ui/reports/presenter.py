"""The reports screen: which page, period and branch are looked at, and what a figure was made of. No Qt.

What must hold: figures are counted beside the lanes, so that neither window nor counter waits; only what was asked for
last is shown; who may not see all branches never asks for them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from desktop.reports.board import Board
from desktop.ui.approval.desk import sentence
from desktop.ui.formats import Formats
from desktop.ui.reports.cost_editing import CostEditing
from desktop.ui.reports.desk import Asked, Calendar, Choices, ReportsDesk
from desktop.ui.reports.goal_editing import GoalEditing
from desktop.ui.reports.port import FIRST_PAGE, Heading, Pickers, ReportsView
from desktop.ui.tasks import Job, Report, Tasks
from loyalty import jalali
from loyalty.errors import LoyaltyError, require
from loyalty.words import Lang

DAYS = {"7": 7, "30": 30, "90": 90, "365": 365}
OWN = "own"
BEFORE, LAST_YEAR = "before", "year"
IN_TWO = frozenset({"sales", "staying", "rfm"})
"""Pages that are shown at once without what takes long, and then whole."""
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
        self._against, self._who, self._listed = BEFORE, "", ""
        self._own: tuple[dt.date, dt.date] | None = None
        self._begun: dt.date | None = None
        self._board: Board | None = None
        self._job: Job | None = None
        self._keeping: Job | None = None
        self._writing = Job(ended=True)
        self.editing = GoalEditing(
            view,
            tasks,
            desk,
            lang=self._lang,
            calendar=self._calendar,
            currency=lambda: self._choices.currency if self._choices else "IRT",
            changed=self._load,
        )
        self.costs = CostEditing(view, tasks, desk, lang=self._lang, changed=self._load)

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
        if self._who not in dict(choices.groups):
            self._who = ""
        self._view.allow_goals(choices.set_goals)
        self._load()

    # -- choosing -------------------------------------------------------------------------------------------

    def on_page(self, page: str) -> None:
        """Another page."""
        self._page, self._chosen, self._listed = page, "", ""
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

    def on_against(self, key: str) -> None:
        """Another period to compare with; one's own begins with the days that were compared."""
        if key == OWN and self._choices is not None:
            self._begun = self._compared()[0]
        self._against = key
        self._load()

    def on_begun(self, begun: dt.date) -> None:
        """The first of as many days as are looked at, to compare with: earlier than theirs."""
        if self._choices is None:
            return
        try:
            since = self._days()[0]
            require(begun < since, "compared_not_earlier", first=since)
        except LoyaltyError as error:
            self._fail(error)
            return
        self._begun, self._against = begun, OWN
        self._load()

    def on_group(self, group: str) -> None:
        """Another group of members, or everybody ('')."""
        self._who = group
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

    def on_goal(self, goal_id: str) -> None:
        """A goal is to be changed, or ('') a new one set."""
        if self._choices is not None and self._choices.set_goals:
            self.editing.begin(goal_id, self._choices.branches, self._choices.today)

    def on_costs(self) -> None:
        """The costs written by hand are wanted."""
        if self._choices is not None and self._choices.set_goals:
            self.costs.begin(self._choices.branches, self._choices.today)

    def on_remark(self, page: str) -> None:
        """A note was followed."""
        if page:
            self.on_page(page)

    def on_listed(self, page: str, title: str) -> None:
        """The members behind a figure are wanted: their table on a page."""
        if self._board is not None and self._board.page == page:
            self._view.show_listing(title)
        else:
            self._page, self._chosen, self._listed = page, "", title
            self._load()

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

    def _compared(self) -> tuple[dt.date, dt.date]:
        """Return the days `[since, until)` to compare with: as many as are looked at, and all of them earlier."""
        since, last = self._days()
        days = (last - since).days + 1
        begun = self._begun if self._against == OWN else None
        if self._against == LAST_YEAR:
            begun = a_year_before(since, self._calendar())
        if begun is None or begun >= since:
            begun = dt.date.fromordinal(max(1, since.toordinal() - days))
        return begun, dt.date.fromordinal(begun.toordinal() + days)

    def _calendar(self) -> Calendar:
        return "jalali" if self._formats().calendar == "jalali" else "gregorian"

    def _load(self) -> None:
        if self._choices is None:
            return
        for job in (self._job, self._keeping):
            if job is not None:
                job.cancel()
        since, last = self._days()
        self._show_pickers(since, last)
        asked = self._asked()
        self._view.clear_problem()
        self._begin(replace(asked, soon=asked.page in IN_TWO))

    def _begin(self, asked: Asked) -> None:
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
        group = dict(self._groups()).get(asked.who, "")
        begun = asked.against[0] if asked.against else None
        last = asked.until - dt.timedelta(days=1)
        silent = tuple(one for one in self._choices.silent if one.on < last and name in ("", one.branch))
        self._view.show_board(Heading(asked.page, name, asked.since, last, group, begun, silent), board)
        if self._listed:
            self._view.show_listing(self._listed)
        if asked.soon:
            self._begin(replace(asked, soon=False))
            return
        self._listed = ""
        self._keeping = self._tasks.long(self._keep, on_error=_say_nothing)

    def _keep(self, report: Report) -> None:
        self._desk.keep(lambda: report(0, 1))

    def _asked(self) -> Asked:
        since, last = self._days()
        how = (
            self._calendar(),
            self._lang(),
            None if self._against == BEFORE else self._compared(),
            self._who,
        )
        return Asked(self._page, since, last + dt.timedelta(days=1), self._branch, self._chosen, *how)

    def on_paper(self, paper: str, path: str) -> None:
        """A paper is wanted in a file; of everybody, whatever group is looked at."""
        if self._choices is None or not self._writing.ended:
            return
        asked = self._asked()
        self._view.clear_problem()
        self._view.show_working(True)
        self._writing = self._tasks.long(
            lambda _: self._desk.write_paper(paper, asked, Path(path)),
            lambda _: self._written(path),
            self._not_written,
        )

    def _written(self, path: str) -> None:
        self._writing = Job(ended=True)
        self._view.show_working(False)
        self._view.show_written(path)

    def _not_written(self, error: LoyaltyError) -> None:
        self._writing = Job(ended=True)
        self._fail(error)

    def _show_pickers(self, since: dt.date, last: dt.date) -> None:
        assert self._choices is not None
        branches = (self._choices.branches, self._choices.all_branches, self._branch)
        compared = (self._against, self._compared()[0])
        self._view.show_pickers(
            Pickers(*branches, self._period, since, last, *compared, self._groups(), self._who)
        )

    def _groups(self) -> tuple[tuple[str, str], ...]:
        assert self._choices is not None
        return tuple((key, name.of(self._lang())) for key, name in self._choices.groups)

    def _fail(self, error: LoyaltyError) -> None:
        self._view.show_working(False)
        self._view.show_problem(lambda: sentence(error, self._lang()))

    def _lang(self) -> Lang:
        return "fa" if self._formats().lang == "fa" else "en"


def a_year_before(day: dt.date, calendar: Calendar) -> dt.date:
    """Return the same day of the year before in a calendar, the last of its month where there is none."""
    if calendar == "jalali":
        return jalali.add_months(day, -12)
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=max(1, day.year - 1), day=28 if leap_day else day.day)


def _say_nothing(_: LoyaltyError) -> None:
    """What could not be written down is read from the rows again: a full disk is told where something is lost."""
