"""The reports without Qt on a real shop: sums that agree, who may see what, and only the last question answered."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from desktop.reports.boards.pages import PAGES
from desktop.reports.figures import keeping
from desktop.reports.figures.book import EVERYTHING, Scope
from desktop.reports.figures.document import figures, read_shop
from desktop.reports.series import Line, Treemap
from desktop.ui.formats import Formats
from desktop.ui.reports.desk import Asked
from desktop.ui.reports.presenter import ReportsPresenter
from desktop.ui.reports.till_reports import TillReports
from desktop.ui.tasks import Cancelled, ImmediateTasks, Job, Report
from desktop.usecases.goals import set_goal
from loyalty.errors import LoyaltyError
from tests.ui.seats import OneSeat, Remembering

ENGLISH = Formats("en", "latin", "gregorian")


@dataclass
class Shown:
    """A presenter with the view that remembers."""

    seat: OneSeat
    view: Remembering
    presenter: ReportsPresenter
    opened: list[str] = field(default_factory=list)

    @property
    def board(self):
        return self.view.last("show_board")[1]

    @property
    def heading(self):
        return self.view.last("show_board")[0]

    def tile(self, name: str):
        return next(tile for tile in self.board.tiles if tile.name == name)

    def picture(self, title: str):
        return next(one for one in self.board.pictures if one.title == title)

    def listing(self, title: str):
        return next(one for one in self.board.listings if one.title == title)


def shown(seat: OneSeat, tasks: Any = None, formats: Formats = ENGLISH) -> Shown:
    view, opened = Remembering(), []
    presenter = ReportsPresenter(
        view, tasks or ImmediateTasks(), TillReports(seat), formats=lambda: formats, open_member=opened.append
    )
    presenter.entered()
    return Shown(seat, view, presenter, opened)


@pytest.fixture
def owner(seat_of) -> Shown:
    return shown(seat_of("owner"))


def days_of(seen: Shown) -> tuple[dt.date, dt.date]:
    return seen.heading.since, seen.heading.last + dt.timedelta(days=1)


def document(seen: Shown, branch: str | None = None) -> dict[str, Any]:
    since, until = days_of(seen)
    till = seen.seat.till
    with till.read() as db:
        scope = Scope(frozenset((branch,))) if branch else EVERYTHING
        return figures(db, read_shop(db, until, till.shop), since=since, scope=scope)


# -- the first page -----------------------------------------------------------------------------------------


def test_first_page_agrees_with_the_document_of_figures(owner) -> None:
    told = document(owner)["total"]
    assert owner.tile("net_sales").now == told["sales"]["net_sales"] > 0
    assert owner.tile("aov").now == told["sales"]["aov"]
    assert owner.tile("active_rate").now == told["active_90"]["rate"]
    line = owner.picture("sales_by_day")
    assert isinstance(line, Line)
    assert sum(value for _, value in line.points) == told["sales"]["net_sales"]
    assert {day.isoformat(): value for day, value in line.points if value} == {
        day: net for day, (net, _) in told["days"].items() if net
    }
    classes = owner.picture("rfm_map")
    assert isinstance(classes, Treemap)
    assert {label.key: n for label, n in classes.cells} == told["rfm"]["segments"]
    assert classes.through == line.points[-1][0]


def test_the_period_before_lies_under_the_same_days(owner) -> None:
    line = owner.picture("sales_by_day")
    owner.presenter.on_own_days(line.before_starts, line.before_starts + dt.timedelta(days=29))
    earlier = owner.picture("sales_by_day")
    assert [value for _, value in line.before] == [value for _, value in earlier.points]
    assert owner.tile("net_sales").now == sum(value for _, value in line.before)


def test_today_is_not_over_and_yesterday_is(owner) -> None:
    today = owner.seat.till.today()
    assert owner.picture("sales_by_day").partial_from == today
    owner.presenter.on_own_days(today - dt.timedelta(days=6), today - dt.timedelta(days=1))
    assert owner.picture("sales_by_day").partial_from is None


def test_six_figures_with_their_change_and_small_line(owner) -> None:
    assert len(owner.board.tiles) == 6
    for tile in owner.board.tiles:
        assert tile.now is not None
        # Churn goes by the half year before each period's start, and of the former one that lies before all that is known.
        assert (tile.before is None) == (tile.name == "churn_rate") == (tile.unfair is not None)
        assert len(tile.trend) >= 2
    share = owner.tile("members_share")
    assert share.change == pytest.approx(share.now - share.before)
    sales = owner.tile("net_sales")
    assert sales.change == pytest.approx(100 * (sales.now - sales.before) / sales.before)


def test_a_figure_shows_the_two_numbers_behind_it(owner) -> None:
    owner.presenter.on_tile("return_rate")
    tile = owner.view.last("show_formula")
    assert tile.now == pytest.approx(100 * tile.numerator / tile.denominator, abs=1e-6)


def test_small_lines_end_at_the_figure_itself(owner) -> None:
    for name in ("active_rate", "churn_rate", "return_rate"):
        assert owner.tile(name).trend[-1] == owner.tile(name).now


# -- pickers ------------------------------------------------------------------------------------------------


def test_branches_add_up_to_the_whole(owner) -> None:
    owner.presenter.on_page("sales")
    whole = owner.tile("net_sales").now
    pickers = owner.view.last("show_pickers")
    parts = []
    for branch, name in pickers.branches:
        owner.presenter.on_branch(branch)
        assert owner.heading.branch == name
        assert owner.tile("net_sales").now == document(owner, branch)["total"]["sales"]["net_sales"]
        parts.append(owner.tile("net_sales").now)
    assert len(parts) == 2
    assert sum(parts) == whole


@pytest.mark.parametrize(("key", "days", "step"), [("7", 7, "day"), ("90", 90, "day"), ("365", 365, "week")])
def test_periods(owner, key, days, step) -> None:
    owner.presenter.on_period(key)
    since, until = days_of(owner)
    assert (until - since).days == days
    line = next(one for one in owner.board.pictures if isinstance(one, Line))
    assert line.step == step
    assert sum(value or 0 for _, value in line.points) == owner.tile("net_sales").now


def test_periods_that_cannot_be_are_refused_in_words(owner) -> None:
    before, today = owner.view.times("show_board"), owner.seat.till.today()
    owner.presenter.on_own_days(today, today - dt.timedelta(days=1))
    assert owner.view.times("show_problem") == 1
    owner.presenter.on_own_days(today - dt.timedelta(days=366 * 20), today)
    assert "20 years" in owner.view.last("show_problem")
    assert owner.view.times("show_board") == before


@pytest.mark.parametrize("page", [*PAGES])
@pytest.mark.parametrize("days", [1, 366 * 20])
def test_every_page_takes_a_day_and_twenty_years(owner, page, days) -> None:
    today = owner.seat.till.today()
    owner.presenter.on_page(page)
    owner.presenter.on_own_days(today - dt.timedelta(days=days - 1), today)
    assert owner.heading.page == owner.board.page == page
    assert owner.view.times("show_problem") == 0
    for series in owner.board.pictures:
        assert len(list(series.rows())) < 1000


# -- from a class to its members ----------------------------------------------------------------------------


def test_from_the_map_to_the_members_to_the_profile(owner) -> None:
    cells = {label.key: count for label, count in owner.picture("rfm_map").cells}
    chosen = next(key for key, count in cells.items() if count)
    owner.presenter.on_bar(chosen)
    listing = owner.listing("rfm_members")
    assert owner.heading.page == "rfm"
    assert owner.view.last("show_class") == chosen
    assert {row.cells[1].key for row in listing.rows} == {chosen}
    assert listing.whole == len(listing.rows) == cells[chosen]
    assert all(any(letter.isalpha() for letter in row.cells[0]) for row in listing.rows)
    owner.presenter.on_member(listing.rows[0].member)
    assert owner.opened == [listing.rows[0].member]
    with owner.seat.till.read() as db:
        assert db.value("SELECT count(*) FROM member WHERE member_id = ?", (owner.opened[0],)) == 1


def test_the_same_class_again_shows_all(owner) -> None:
    owner.presenter.on_page("rfm")
    whole = owner.listing("rfm_members").whole
    chosen = owner.listing("rfm_members").rows[0].cells[1].key
    owner.presenter.on_bar(chosen)
    assert owner.listing("rfm_members").whole < whole
    owner.presenter.on_bar(chosen)
    assert owner.listing("rfm_members").whole == whole


def test_a_bar_of_a_branch_leads_to_the_branch(owner) -> None:
    owner.presenter.on_page("branches")
    branch = owner.picture("sales_by_branch").bars[0][0]
    owner.presenter.on_bar(branch.key)
    assert owner.heading.branch == branch.own


# -- who may see what ---------------------------------------------------------------------------------------


def test_manager_of_a_branch_sees_that_branch_alone(seat_of) -> None:
    seen = shown(seat_of("branch_manager"))
    pickers = seen.view.last("show_pickers")
    assert not pickers.all_branches
    assert [key for key, _ in pickers.branches] == [seen.seat.till.shop.branch_id] == [pickers.branch]
    assert seen.tile("net_sales").now == document(seen, pickers.branch)["total"]["sales"]["net_sales"]


@pytest.mark.parametrize("branch", ["", "somewhere"])
def test_nobody_gets_around_the_pickers(seat_of, branch) -> None:
    seat = seat_of("branch_manager")
    today = seat.till.today()
    with pytest.raises(LoyaltyError, match="figures_hidden"):
        TillReports(seat).board(Asked("overview", today, today, branch))


def test_cashier_gets_no_figures(seat_of) -> None:
    seat = seat_of("cashier")
    today = seat.till.today()
    with pytest.raises(LoyaltyError, match="figures_hidden"):
        TillReports(seat).board(Asked("overview", today, today, seat.till.shop.branch_id))
    assert shown(seat).view.times("show_board") == 0


def figures_of(tiles: Any) -> list[Any]:
    return [replace(one, trend=()) for one in tiles]


@pytest.mark.parametrize("page", ["rfm", "staying", "sales"])
def test_what_a_page_shows_at_once_are_the_figures_of_the_whole_page(seat_of, page: str) -> None:
    seat = seat_of("owner")
    desk, today = TillReports(seat), seat.till.today()
    asked = Asked(page, today - dt.timedelta(days=90), today)
    at_once, whole = desk.board(replace(asked, soon=True)), desk.board(asked)
    known = {one.name for one in at_once.tiles}
    assert figures_of(at_once.tiles) == figures_of(one for one in whole.tiles if one.name in known)
    assert [one.title for one in at_once.pictures] == [one.title for one in whole.pictures]
    if page == "rfm":
        assert not any(one.trend for one in at_once.tiles)
        assert all(one.trend for one in whole.tiles if one.now is not None)


# -- counting beside the lanes ------------------------------------------------------------------------------


class SlowTasks(ImmediateTasks):
    """Long work waits until it is let go; what was cancelled meanwhile says nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[Callable[[], None]] = []

    def long(self, work, on_result=None, on_error=None, on_progress=None) -> Job:
        job = Job()

        def run() -> None:
            with suppress(Cancelled):
                result = work(Report(job, lambda *_: None))
                if on_result is not None and not job.cancelled:
                    on_result(result)

        self.waiting.append(run)
        return job


def test_only_what_was_asked_last_is_shown(seat_of) -> None:
    tasks = SlowTasks()
    seen = shown(seat_of("owner"), tasks)
    seen.presenter.on_page("sales")
    seen.presenter.on_page("points")
    assert seen.view.last("show_working") is True
    for run in tasks.waiting:
        run()
    assert seen.view.times("show_board") == 1
    assert seen.heading.page == "points"
    assert seen.view.last("show_working") is False


def test_columns_are_kept_behind_a_page_until_the_next_is_asked_for(seat_of, monkeypatch) -> None:
    steps: list[bool] = []

    def keep(_: object, go_on: Callable[[], bool]) -> int:
        steps.append(go_on())
        seen.presenter.on_page("sales")
        steps.append(go_on())
        raise AssertionError("it went on")

    monkeypatch.setattr(keeping, "keep_columns", keep)
    tasks = SlowTasks()
    seen = shown(seat_of("owner"), tasks)
    first, kept = tasks.waiting.pop(0), tasks.waiting
    assert kept == []
    first()
    kept.pop(0)()
    assert steps == [True]
    assert len(kept) == 1


def test_calendar_of_the_reader_cuts_the_cohorts(seat_of) -> None:
    persian, english = shown(seat_of("owner"), formats=Formats()), shown(seat_of("owner"))
    for seen, first_day in ((persian, 22), (english, 1)):
        seen.presenter.on_page("staying")
        starts = seen.picture("cohorts").down
        assert starts
        assert (starts[-1].day == 1) == (first_day == 1)


def test_empty_shop_says_why_on_every_page(till, session) -> None:
    seen = shown(OneSeat(till, session))
    assert seen.tile("aov").reason == "no_purchases"
    assert seen.tile("active_rate").reason == "no_members"
    assert all(tile.before is None for tile in seen.board.tiles)
    for page in PAGES:
        seen.presenter.on_page(page)
        assert all(series.empty for series in seen.board.pictures)
        assert all(listing.reason for listing in seen.board.listings if not listing.rows)
        assert all(tile.now is not None or tile.reason for tile in seen.board.tiles)


def test_goal_says_what_is_left_and_what_each_day_must_bring(till, session) -> None:
    row = {"id": "g", "figure": "net_sales", "target": "3000", "every": "month", "from": "2020-01-01"}
    set_goal(till, session, row | {"calendar": "gregorian"})
    seen = shown(OneSeat(till, session))
    aim = seen.board.aims[0]
    assert (aim.target, aim.value, aim.percent, aim.standing) == (3000, 0, 0.0, "behind")
    assert aim.days_left == (aim.until - till.today()).days - 1
    assert aim.each_day == pytest.approx(3000 / aim.days_left, abs=1)
    seen.presenter.on_page("goals")
    last = seen.listing("past_goals").rows[-1].cells
    assert (last[3] + dt.timedelta(days=1), last[6].key) == (aim.since, "missed")


def test_days_may_be_compared_with_a_year_ago_or_days_of_ones_own(seat_of) -> None:
    screen = shown(seat_of("owner"))
    since = screen.heading.since
    assert screen.heading.against is None
    screen.presenter.on_against("year")
    assert screen.heading.against == since.replace(year=since.year - 1)
    begun = since - dt.timedelta(days=45)
    screen.presenter.on_begun(begun)
    assert screen.heading.against == begun
    with screen.seat.till.read() as db:
        shop = read_shop(db, screen.heading.last + dt.timedelta(days=1), screen.seat.till.shop)
    rows = figures_of_days(shop, begun, begun + dt.timedelta(days=30))
    assert screen.tile("net_sales").before == rows
    screen.presenter.on_begun(since)
    assert "before" in screen.view.last("show_problem")
    assert screen.heading.against == begun


def figures_of_days(shop, since: dt.date, until: dt.date) -> int:
    from desktop.reports.figures.periods import Period
    from desktop.reports.figures.sales import sales

    return sales(shop.book(EVERYTHING, until), Period(since, until)).net


def test_pages_are_cut_to_a_class_and_to_holders_of_points(seat_of) -> None:
    screen = shown(seat_of("owner"))
    whole = screen.tile("net_sales").now
    groups = dict(screen.view.last("show_pickers").groups)
    assert groups["class:champions"] == "Champions"
    screen.presenter.on_group("class:champions")
    cut = screen.tile("net_sales").now
    assert 0 < cut < whole
    assert screen.tile("members_share").now == 100
    screen.presenter.on_page("sales")
    parts = screen.picture("groups_over_time")
    assert sum(value for _, values in parts.columns for value in values) == cut
    screen.presenter.on_group("holds:points:main")
    assert 0 < screen.tile("net_sales").now <= whole
    screen.presenter.on_page("staff")
    screen.presenter.on_group("")
    screen.presenter.on_page("overview")
    assert screen.tile("net_sales").now == whole


def test_the_month_that_runs_is_marked_in_every_cohort_it_stands_in(owner) -> None:
    owner.presenter.on_page("staying")
    found = owner.picture("cohorts")
    lengths = [sum(cell is not None for cell in row) for row in found.cells]
    assert found.partial == {(row, length - 1) for row, length in enumerate(lengths)}
    assert len(found.cells) > 2
    first_of_month = found.down[-1]
    owner.presenter.on_own_days(first_of_month - dt.timedelta(days=40), first_of_month - dt.timedelta(days=1))
    assert owner.picture("cohorts").partial == frozenset()


def test_holdings_of_a_branch_are_those_of_who_joined_there(owner) -> None:
    owner.presenter.on_page("points")
    whole = owner.tile("credit_outstanding").now
    branches = [key for key, _ in owner.presenter._choices.branches]
    parts = []
    for branch in branches:
        owner.presenter.on_branch(branch)
        parts.append(next((one.now for one in owner.board.tiles if one.name == "credit_outstanding"), 0))
    assert len(branches) > 1
    assert sum(parts) == whole > max(parts)


@pytest.mark.parametrize(("page", "listing"), [("rfm", "rfm_members"), ("staying", "leavers")])
def test_phones_in_lists_are_masked_even_for_who_may_see_them_whole(owner, page: str, listing: str) -> None:
    owner.presenter.on_page(page)
    phones = [row.phone for row in owner.listing(listing).rows]
    assert any(phones)
    assert all("•••" in phone and not re.search(r"\d{5}", phone) for phone in phones if phone)
