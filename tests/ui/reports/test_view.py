"""The reports screen on the demo shop: tabs, tiles, classes and tables by hand, both languages, and a window that lives."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop.reports.board import Column, Listing, Row, Tile
from desktop.reports.boards import people, trade
from desktop.reports.unfair import Unfair
from desktop.ui import language, theme
from desktop.ui.charts import words as chart_words
from desktop.ui.charts.line import LineChart
from desktop.ui.charts.treemap import TreemapChart
from desktop.ui.formats import plain
from desktop.ui.lanes import Lanes
from desktop.ui.reports import till_reports, words
from desktop.ui.reports.panels import ListingPanel
from desktop.ui.reports.screen import build_reports
from desktop.ui.reports.tiles import TileView
from desktop.ui.reports.till_reports import TillReports
from desktop.ui.reports.view import ReportsScreen
from desktop.ui.reports.words import COLUMNS, EMPTY, FIGURES, LISTINGS, PAGES, REASONS, word
from desktop.ui.snapshots import settle
from desktop.ui.tasks import ImmediateTasks
from desktop.usecases.exchange.standing import TillElsewhere
from loyalty.clock import DAY
from tests.ui.accessibility import assert_all_named
from tests.ui.front import to_front
from tests.ui.typing import press


def made(tasks, seat, qtbot) -> ReportsScreen:
    opened: list[str] = []
    screen, presenter = build_reports(tasks, TillReports(seat), opened.append)
    screen.presenter, screen.opened = presenter, opened
    qtbot.addWidget(screen)
    screen.resize(1356, 864)
    screen.show()
    presenter.entered()
    settle()
    return screen


@pytest.fixture
def screen(app: QApplication, seat_of, qtbot) -> ReportsScreen:
    return made(ImmediateTasks(), seat_of("owner"), qtbot)


def test_first_page_in_one_look(screen) -> None:
    assert plain(screen.title.text()) == "همهٔ شعبه‌ها، یک نگاه"
    assert len(screen.overview.tiles.tiles) == 6
    assert isinstance(screen.overview.line.chart, LineChart)
    assert isinstance(screen.overview.map.chart, TreemapChart)
    assert all("—" not in plain(tile.accessibleName()) for tile in screen.overview.tiles.tiles)


def test_a_class_brings_its_members_into_sight_and_the_keyboard_goes_along(screen, qtbot) -> None:
    screen.resize(1280, 640)
    to_front(screen, qtbot)
    screen.take_focus()
    screen.bar.emit("champions")
    settle()
    table = screen.rest.listings[0]
    top = table.mapTo(screen.rest, QPoint()).y()
    assert 0 <= top < screen.rest.height() // 2, "not below the edge of the screen"
    chosen = QApplication.focusWidget()
    assert (screen.tabs.value(), chosen.key) == ("rfm", "rfm")


def test_a_branch_nobody_heard_of_is_told_beside_the_figures(
    app: QApplication, seat_of, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = seat_of("owner")
    ages = {"اصفهان": 40, "تجریش": 2, "شیراز": 9}
    heard = [TillElsewhere("A1", name, seat.till.now() - days * DAY, False) for name, days in ages.items()]
    heard.append(TillElsewhere("A2", "تجریش", seat.till.now() - 12 * DAY, False))
    monkeypatch.setattr(till_reports, "heard_elsewhere", lambda _: heard)
    screen = made(ImmediateTasks(), seat, qtbot)
    said = plain(screen.silent.text())
    assert screen.silent.isVisible()
    assert 0 < said.index("اصفهان") < said.index("شیراز")
    assert "تجریش" not in said.replace("صندوق A2 از تجریش", "")
    assert "صندوق A2 از تجریش" in said, "its other till was heard of: this one is missing from its figures"
    screen.branch.emit(screen.presenter._choices.branches[0][0])
    settle()
    assert not screen.silent.isVisible()


@pytest.mark.parametrize(("lang", "name"), [("fa", "light"), ("en", "dark"), ("fa", "contrast")])
def test_every_page_in_both_languages_and_all_themes(screen, app, lang, name) -> None:
    language.use(app, lang)
    theme.use(app, name)
    settle()
    for page in PAGES:
        screen.tabs.picked.emit(page)
        settle()
        assert screen.tabs.value() == page
        assert not screen.verdict.isVisible()
        assert_all_named(screen)
        image = screen.grab().toImage()
        seen = {image.pixel(x, y) for x in range(40, 1320, 7) for y in range(130, 840, 7)}
        assert len(seen) > 6, f"{page} is bare"


def test_every_id_that_is_shown_has_words(screen) -> None:
    for page in PAGES:
        screen.tabs.picked.emit(page)
        board = screen.presenter._board
        assert all(tile.name in FIGURES for tile in board.tiles)
        assert all(not tile.reason or tile.reason in REASONS for tile in board.tiles)
        for listing in board.listings:
            assert listing.title in LISTINGS
            assert all(column.key in COLUMNS for column in listing.columns)


def test_a_tile_tells_its_formula(screen) -> None:
    tile = next(one for one in screen.overview.tiles.tiles if "نرخ خرید دوباره" in one.accessibleName())
    tile.setFocus()
    press(tile, Qt.Key.Key_Return)
    settle()
    assert screen.sheet.isVisible()
    assert screen.formula._formula.text() == "اعضای با دو خرید یا بیشتر ÷ اعضای خریدار"
    assert screen.formula.above.isVisible()
    press(screen, Qt.Key.Key_Escape)
    assert not screen.sheet.isVisible()


def test_from_the_map_to_a_profile(screen, qtbot) -> None:
    chart = screen.overview.map.chart
    chart.stand_on(0)
    press(chart, Qt.Key.Key_Return)
    settle()
    table = screen.rest.listings[0].table
    assert screen.tabs.value() == "rfm"
    assert {row.cells[1].text for row in table.rows()} == {"قهرمانان"}
    table.choose(table.rows()[0].key)
    table.setFocus()
    press(table, Qt.Key.Key_Return)
    assert len(screen.opened) == 1
    assert screen.rest._all.isVisible()
    screen.rest._all.click()
    settle()
    assert len({row.cells[1].text for row in screen.rest.listings[0].table.rows()}) > 1


def test_own_period_by_hand(screen) -> None:
    screen.periods.picked.emit("own")
    settle()
    assert screen.since.isVisible()
    first = screen.last.day().replace(day=1)
    screen.since.set_day(first)
    screen.count.click()
    settle()
    assert screen.presenter._days() == (first, screen.last.day())


def test_a_chart_is_saved_where_one_says(screen, tmp_path: Path) -> None:
    screen.overview.line.save_file = lambda *_: str(tmp_path / "mine")
    for ending in ("png", "svg", "csv"):
        screen.overview.line.export.pick(ending)
        assert (tmp_path / f"mine.{ending}").stat().st_size > 100


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_a_saved_chart_names_branch_days_unit_and_strokes(screen, app, tmp_path: Path, lang: str) -> None:
    language.use(app, lang)
    screen.presenter.on_branch(screen.presenter._choices.branches[0][0])
    settle()
    screen.overview.line.save_file = lambda *_: str(tmp_path / "mine")
    screen.overview.line.export.pick("svg")
    said = "".join(ElementTree.parse(tmp_path / "mine.svg").getroot().itertext())
    formats = language.formats()
    (branch,) = [name for key, name in screen.presenter._choices.branches if key == screen.presenter._branch]
    days = [formats.day(one) for one in screen.presenter._days()]
    strokes = {
        "fa": ("این دوره", "دورهٔ مقایسه", "هنوز تمام نشده"),
        "en": ("This period", "Compared period", "Not over yet"),
    }
    for text in (branch, *days, formats.unit(), *strokes[lang], chart_words.title("sales_by_day")):
        assert set(plain(text).split()) <= set(plain(said).split()), text


def test_a_folder_that_cannot_be_written_is_said(screen, tmp_path: Path) -> None:
    screen.overview.line.save_file = lambda *_: str(tmp_path / "nowhere" / "x.csv")
    screen.overview.line.export.pick("csv")
    assert screen.verdict.isVisible()
    assert "پوشهٔ دیگری برگزینید" in screen.verdict.text()


class HeldReports(TillReports):
    """Counts nothing until it is let go."""

    def __init__(self, seat) -> None:
        super().__init__(seat)
        self.go = threading.Event()

    def board(self, asked):
        assert self.go.wait(20)
        return super().board(asked)


def test_window_lives_while_figures_are_counted(app, seat_of, qtbot) -> None:
    """With the figures held back the window still ticks, turns pages and says that it counts; then only the last comes."""
    lanes, desk, ticks = Lanes(), HeldReports(seat_of("owner")), []
    screen, presenter = build_reports(lanes, desk, lambda _: None)
    qtbot.addWidget(screen)
    screen.show()
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start(1)
    try:
        presenter.entered()
        qtbot.waitUntil(lambda: screen.waiting.isVisible() and len(ticks) > 20, timeout=20_000)
        assert screen.waiting.accessibleName() == "در حال شمردن…"
        for page in ("staying", "rfm", "sales"):
            screen.tabs.picked.emit(page)
        assert screen.overview.line.chart is None
        desk.go.set()
        qtbot.waitUntil(lambda: screen.rest is not None and bool(screen.rest.panels), timeout=20_000)
        assert screen.tabs.value() == "sales"
        assert screen.overview.line.chart is None, "what was asked before came too"
    finally:
        desk.go.set()
        timer.stop()
        lanes.close()


def test_start_of_the_till_does_not_bring_plots() -> None:
    import subprocess
    import sys

    code = "import sys, desktop.app.pages; print([m for m in ('numpy', 'pyqtgraph', 'scipy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_cells_without_a_figure_say_why(app: QApplication, qtbot, lang) -> None:
    language.use(app, lang, currency="IRT", zone="Asia/Tehran")
    panel = ListingPanel()
    qtbot.addWidget(panel)
    columns = Column("member"), Column("next_visit", "day"), Column("clv", "money")
    lacking = Listing("rfm_members", columns, (Row(("A", None, 5)), Row(("B", None, 6))), 2)
    panel.show_listing(lacking)
    assert word(EMPTY, "next_visit") in panel.told.text()
    assert "\n" not in panel.told.text()
    panel.show_listing(replace(lacking, rows=(Row(("A", dt.date(2026, 1, 1), 5)),)))
    assert not panel.told.text()
    language.use(app, "fa", currency="IRT", zone="Asia/Tehran")


def test_whatever_may_lack_a_figure_has_a_reason() -> None:
    assert set(EMPTY) <= set(COLUMNS)
    named = {*people._LEAVERS, *people._RANKS, *trade._BRANCHES, *trade._OFFERS, *trade._CAMPAIGNS}
    rates = {one.key for one in named if one.kind == "percent"} - {"roi"}
    assert rates <= set(EMPTY)


def test_a_change_that_rounds_to_nothing_has_no_arrow_and_no_warning(app: QApplication, qtbot) -> None:
    view = TileView()
    qtbot.addWidget(view)
    view.show_tile(Tile("active_rate", "percent", 85.12, 85.14, 1, 1))
    assert view._change.text() == "بدون تغییر"
    assert view._change.property("tone") == "text2"
    assert view._arrow.isHidden()


@pytest.mark.parametrize(
    ("now", "english", "persian"),
    [
        (86.14, "1 percentage point", "۱ واحد درصد"),
        (86.34, "1.2 percentage points", "۱٫۲ واحد درصد"),
        (85.64, "0.5 percentage points", "۰٫۵ واحد درصد"),
        (87.14, "2 percentage points", "۲ واحد درصد"),
    ],
)
def test_one_percentage_point_is_one(
    app: QApplication, qtbot, now: float, english: str, persian: str
) -> None:
    for lang, told in (("en", english), ("fa", persian)):
        language.use(app, lang, currency="IRT", zone="Asia/Tehran")
        view = TileView()
        qtbot.addWidget(view)
        view.show_tile(Tile("active_rate", "percent", now, 85.14, 1, 1))
        assert plain(view._change.text()) == told


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_figure_before_keeps_its_digits_beside_a_long_change(app: QApplication, qtbot, lang) -> None:
    language.use(app, lang, currency="IRT", zone="Asia/Tehran")
    view = TileView()
    qtbot.addWidget(view)
    view.resize(197, view.sizeHint().height())
    view.show_tile(Tile("active_rate", "percent", 84.9, 97.2, 1, -1))
    view.show()
    settle()
    for label in (view._change, view._before):
        assert label.width() >= label.fontMetrics().horizontalAdvance(label.text())
    language.use(app, "fa", currency="IRT", zone="Asia/Tehran")


@pytest.mark.parametrize(
    ("lang", "told"),
    [("en", "no fair comparison: nothing is known before"), ("fa", "سنجش منصفانه‌ای نیست: پیش از")],
)
def test_a_tile_says_why_there_is_no_fair_comparison(app: QApplication, qtbot, lang: str, told: str) -> None:
    language.use(app, lang, currency="IRT", zone="Asia/Tehran")
    view = TileView()
    qtbot.addWidget(view)
    view.show_tile(Tile("net_sales", "money", 900, None, 900, unfair=Unfair("began", dt.date(2026, 4, 19))))
    assert told in plain(view._reason.text())
    assert told in view.accessibleName()
    assert not view._reason.isHidden()
    assert view._change.isHidden()
    language.use(app, "fa", currency="IRT", zone="Asia/Tehran")


def test_a_rate_is_not_called_as_the_number_above_its_line(app: QApplication) -> None:
    for lang in ("en", "fa"):
        language.use(app, lang, currency="IRT", zone="Asia/Tehran")
        told = words.figure("active_rate")
        assert told.name != told.above
    language.use(app, "fa", currency="IRT", zone="Asia/Tehran")


@pytest.mark.parametrize(
    ("lang", "told"), [("fa", "در این روزها خریدی نبود"), ("en", "Nothing was bought in these days")]
)
def test_days_without_a_purchase_say_where_the_nearest_lies(
    app: QApplication, screen, lang: str, told: str
) -> None:
    language.use(app, lang, currency="IRT", zone="Asia/Tehran")
    assert screen.silent.isHidden()
    screen.presenter.on_own_days(dt.date(2031, 4, 19), dt.date(2031, 5, 18))
    settle()
    assert told in plain(screen.silent.text())
    screen.presenter.on_own_days(dt.date(2011, 4, 19), dt.date(2011, 5, 18))
    settle()
    assert told not in plain(screen.silent.text())
    assert not screen.silent.isHidden()
    language.use(app, "fa", currency="IRT", zone="Asia/Tehran")
