"""Two figures beside one another say which is which, and whoever is counted as gone can be seen by name."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication

from desktop.reports.board import Tile
from desktop.reports.series import Bars, Label
from desktop.ui import language
from desktop.ui.charts.bars import BarsChart
from desktop.ui.formats import plain
from desktop.ui.reports.formula import FormulaPanel
from desktop.ui.reports.port import Heading
from desktop.ui.reports.screen import build_reports
from desktop.ui.reports.tiles import TileView
from desktop.ui.reports.till_reports import TillReports
from desktop.ui.reports.view import ReportsScreen
from desktop.ui.snapshots import settle
from desktop.ui.tasks import ImmediateTasks

DAY = dt.date(2026, 11, 21)
MONTH = (dt.date(2026, 10, 23), DAY)


@pytest.fixture
def english(app: QApplication):
    language.use(app, "en", currency="IRT", zone="Asia/Tehran")
    yield
    language.use(app, "fa", currency="IRT", zone="Asia/Tehran")


@pytest.fixture
def screen(app: QApplication, seat_of, qtbot) -> ReportsScreen:
    screen, presenter = build_reports(ImmediateTasks(), TillReports(seat_of("owner")), lambda _: None)
    screen.presenter = presenter
    qtbot.addWidget(screen)
    screen.resize(1356, 700)
    screen.show()
    presenter.entered()
    settle()
    return screen


def test_a_bar_pointed_at_tells_the_compared_period_too(english, qtbot) -> None:
    chart = BarsChart()
    qtbot.addWidget(chart)
    chart.show_series(
        Bars("sales_by_branch", "count", ((Label("a", "Vanak"), 7), (Label("b", "B"), 2)), (5, None))
    )
    assert tuple(map(plain, chart.told(0))) == ("Vanak", "7 · compared period: 5")
    assert tuple(map(plain, chart.told(1))) == ("B", "2")


@pytest.mark.parametrize(
    ("against", "then"),
    [
        (None, "23 Sep 2026 to 22 Oct 2026"),
        (dt.date(2025, 10, 23), "23 Oct 2025 to 21 Nov 2025"),
    ],
)
def test_both_figures_of_the_panel_have_their_days(english, qtbot, against, then) -> None:
    panel = FormulaPanel()
    qtbot.addWidget(panel)
    panel.show_tile(Tile("purchases", "count", 7, 5, 7), Heading("overview", "", *MONTH, against=against))
    assert plain(panel.days.text()) == "23 Oct 2026 to 21 Nov 2026"
    assert plain(panel.days_before.text()) == then


def test_before_is_said_of_the_days_before_alone_and_in_its_own_unit(english, qtbot) -> None:
    view = TileView()
    qtbot.addWidget(view)
    tile = Tile("net_sales", "money", 1_200_000, 950_000, 1_200_000)
    view.show_tile(tile)
    assert plain(view._before.text()) == "before 950 thousand Toman"
    view.show_tile(tile, compared=True)
    assert plain(view._before.text()) == "compared period 950 thousand Toman"
    view.show_tile(Tile("net_sales", "money", 1_200_000, 2_400_000, 1_200_000))
    assert plain(view._before.text()) == "before 2.4"


def test_the_screen_says_when_another_year_stands_beside(screen) -> None:
    said = [plain(tile._before.text()) for tile in screen.overview.tiles.tiles]
    assert any(one.startswith("پیش‌تر") for one in said)
    screen.overview.compared = True
    screen.overview.show_board(screen._board, "")
    said = [plain(tile._before.text()) for tile in screen.overview.tiles.tiles]
    assert not any(one.startswith("پیش‌تر") for one in said)
    assert any(one.startswith("دورهٔ مقایسه") for one in said)


@pytest.mark.parametrize("page", ["overview", "staying"])
def test_from_the_churn_one_comes_to_those_who_left(screen, page) -> None:
    screen.page.emit(page)
    settle()
    screen.tile.emit("churn_rate")
    settle()
    (churn,) = [one for one in screen._board.tiles if one.name == "churn_rate"]
    assert screen.sheet.isVisible()
    assert screen.formula.who.isVisible()
    screen.formula.who.click()
    settle()
    assert screen._heading.page == "staying"
    assert not screen.sheet.isVisible()
    (listing,) = [one for one in screen.rest.listings if one.title == "leavers"]
    (shown,) = [one for one in screen._board.listings if one.title == "leavers"]
    assert shown.whole == churn.numerator
    top = listing.mapTo(screen.rest, listing.rect().topLeft()).y()
    assert 0 <= top < screen.rest.height() - 100


def test_other_figures_and_a_shop_nobody_left_have_no_such_way(english, qtbot) -> None:
    panel = FormulaPanel()
    qtbot.addWidget(panel)
    for tile, there in (
        (Tile("churn_rate", "percent", 6.0, 3.0, 6, 100), True),
        (Tile("churn_rate", "percent", 0.0, 3.0, 0, 100), False),
        (Tile("return_rate", "percent", 6.0, 3.0, 6, 100), False),
    ):
        panel.show_tile(tile, None)
        assert panel.who.isVisibleTo(panel) == there
