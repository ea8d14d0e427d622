"""Charts against the series they draw: what the items hold, where it lies on the screen, what keys and exports say."""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from desktop.reports.axis import value_marks
from desktop.reports.series import (
    Bars,
    Donut,
    Funnel,
    HeatMap,
    Label,
    Line,
    Series,
    StackedBars,
    Treemap,
    labels,
)
from desktop.reports.squares import squarify
from desktop.ui import language, theme
from desktop.ui.charts import words
from desktop.ui.charts.chart import NOWHERE, Chart
from desktop.ui.charts.dates import day_marks
from desktop.ui.charts.legend import Legend, Part
from desktop.ui.charts.make import chart_of, draws
from desktop.ui.charts.saving import Caption
from desktop.ui.charts.treemap import _name_fits
from desktop.ui.formats import Formats, plain
from desktop.ui.reports.panels import ChartPanel
from desktop.ui.snapshots import settle
from tests.ui.typing import press

FIRST = dt.date(2026, 10, 23)  # 1 Aban 1405


def day(n: int) -> dt.date:
    return FIRST + dt.timedelta(days=n)


VALUES = (15_400_000, 12_000_000, None, 0, 21_000_000, 18_000_000, 3_000_000)
LINE = Line(
    "sales_by_day",
    "money",
    tuple((day(n), value) for n, value in enumerate(VALUES)),
    tuple((day(n), 10_000_000 + n) for n in range(7)),
    day(-7),
    "day",
    day(6),
)
BARS = Bars(
    "sales_by_group",
    "money",
    ((Label("A", "کفش"), 300), (Label("B", "کیف"), 100), (Label("C"), None)),
    (150, 50, 0),
)
STACKED = StackedBars(
    "buyers_new_returning", "count", labels(("first_time", "returning")), ((FIRST, (3, 7)), (day(31), (2, 0)))
)
HEAT = HeatMap(
    "hours_of_week", "count", labels(("saturday", "sunday")), (9, 10, 11), ((0, 4, 8), (None, 2, 1))
)
MAP = Treemap(
    "rfm_map", tuple((Label(k), n) for k, n in (("champions", 60), ("loyal", 30), ("lost", 10), ("new", 0)))
)
DONUT = Donut("members_by_tier", "count", ((Label("a", "برنز"), 75), (Label("b", "نقره"), 25)))
FUNNEL = Funnel("rfm_map", ((Label("a", "شروع"), 100), (Label("b", "پایان"), 25)))
EVERY: tuple[Series, ...] = (LINE, BARS, STACKED, HEAT, MAP, DONUT, FUNNEL)
EMPTY: tuple[Series, ...] = (
    Line("sales_by_day", "money", ()),
    Line("sales_by_day", "money", ((FIRST, None),)),
    Bars("sales_by_group", "money", ()),
    StackedBars("buyers_new_returning", "count", labels(("first_time",)), ()),
    HeatMap("cohorts", "percent", (), (), ()),
    Treemap("rfm_map", ((Label("champions"), 0),)),
    Donut("members_by_tier", "count", ()),
    Funnel("rfm_map", ()),
)


@pytest.fixture
def drawn(app: QApplication, qtbot):
    def make(series: Series, size: tuple[int, int] = (640, 320)) -> Chart:
        chart = chart_of(series)
        qtbot.addWidget(chart)
        chart.resize(*size)
        chart.show()
        settle()
        return chart

    return make


def image_of(chart: Chart) -> QImage:
    chart.stand_on(NOWHERE)
    settle()
    return chart.grab().toImage()


def near(one: QColor, other: QColor, most: int = 40) -> bool:
    return all(abs(a - b) <= most for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True))


def seen_near(image: QImage, at: QPointF, color: QColor, reach: int = 3, most: int = 40) -> bool:
    """Say whether a colour is seen within a few pixels of a point."""
    spots = [
        (round(at.x()) + x, round(at.y()) + y)
        for x in range(-reach, reach + 1)
        for y in range(-reach, reach + 1)
    ]
    return any(near(QColor(image.pixel(*spot)), color, most) for spot in spots if image.valid(*spot))


# -- the line -----------------------------------------------------------------------------------------------


def test_line_holds_its_series_and_leaves_gaps(drawn) -> None:
    chart = drawn(LINE)
    x, y = chart.curve.getOriginalDataset()
    assert x.tolist() == [day(n).toordinal() for n in range(6)]
    assert [None if math.isnan(one) else one for one in y] == list(VALUES[:6])
    assert chart.dashed.getOriginalDataset()[1].tolist() == [10_000_000 + n for n in range(7)]
    assert chart.dashed.opts["pen"].style() == Qt.PenStyle.DashLine


def test_what_is_not_over_is_dotted_from_the_last_whole_day(drawn) -> None:
    chart = drawn(LINE)
    x, y = chart.dotted.getOriginalDataset()
    assert (x.tolist(), y.tolist()) == ([day(5).toordinal(), day(6).toordinal()], [18e6, 3e6])
    assert chart.dotted.opts["pen"].style() == Qt.PenStyle.DotLine


def test_points_lie_where_their_values_say(drawn) -> None:
    """From the pixel back to the value, and the line's own colour at that pixel."""
    chart = drawn(LINE)
    image = image_of(chart)
    for place, value in enumerate(VALUES):
        if value is None:
            continue
        at = chart.where(place)
        back = chart.seen(at)
        assert abs(back.x() - day(place).toordinal()) < 0.05
        assert abs(back.y() - value) < 200_000
        if place < 6:
            assert seen_near(image, at, theme.color("accent")), place
    higher, lower = chart.where(0), chart.where(1)
    assert higher.y() < lower.y()


def test_gridlines_are_seen_at_their_marks(drawn) -> None:
    chart = drawn(LINE)
    image = image_of(chart)
    marks = chart.item.getAxis(chart.side)._tickLevels[0]
    assert len(marks) >= 4
    for value, _ in marks[1:-1]:
        assert seen_near(image, chart.at(day(0).toordinal() - 0.2, value), theme.color("line"), 2, 3)


def test_a_gap_is_not_drawn(drawn) -> None:
    """Negative control of the pixel test: between the neighbours of a gap there is no line."""
    image = image_of(drawn(LINE))
    chart = drawn(LINE)
    middle = (chart.where(1) + chart.where(3)) / 2
    assert not seen_near(image, middle, theme.color("accent"))


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_time_runs_from_left_to_right_in_both_languages(drawn, app, lang) -> None:
    language.use(app, lang)
    chart = drawn(LINE)
    places = [chart.where(n).x() for n in range(7)]
    assert places == sorted(places)


def test_one_day_is_a_point_that_is_seen(drawn) -> None:
    chart = drawn(Line("sales_by_day", "money", ((FIRST, 5_000_000),)))
    assert seen_near(image_of(chart), chart.where(0), theme.color("accent"))


def test_ten_years_of_days(drawn) -> None:
    many = tuple((day(n), (n * 7919) % 1000) for n in range(3653))
    chart = drawn(Line("sales_by_day", "count", many))
    assert len(chart.curve.getOriginalDataset()[0]) == 3653
    marks = chart.item.getAxis("bottom")._tickLevels[0]
    assert 2 <= len(marks) <= 12
    assert chart.stop_at(chart.where(2000)) in range(1990, 2011)


def test_more_than_floats_can_hold_is_told_exactly(drawn) -> None:
    huge = 2**60 + 1
    chart = drawn(Line("sales_by_day", "money", ((FIRST, huge),)))
    assert str(huge) in chart.as_csv()


# -- bars, maps, wholes -------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_bars_grow_from_where_reading_begins(drawn, app, lang) -> None:
    language.use(app, lang)
    chart = drawn(BARS)
    assert list(chart.drawn.opts["width"]) == [300.0, 100.0, 0.0]
    assert list(chart.drawn_before.opts["width"]) == [150.0, 50.0, 0.0]
    root, end = chart.at(0, 0), chart.where(0)
    assert (end.x() < root.x()) == (lang == "fa")
    assert abs(end.x() - root.x()) == pytest.approx(3 * abs(chart.where(1).x() - root.x()), rel=0.02)
    image = image_of(chart)
    assert seen_near(image, (root + end) / 2, theme.color("accent"))


def test_stacked_bars_stand_on_one_another(drawn) -> None:
    chart = drawn(STACKED)
    first, second = chart.drawn
    assert list(first.opts["height"]) == [3.0, 2.0]
    assert (list(second.opts["y0"]), list(second.opts["height"])) == ([3.0, 2.0], [7.0, 0.0])
    image = image_of(chart)
    assert seen_near(image, chart.at(0, 1.5), theme.color("accent"))
    assert seen_near(image, chart.at(0, 6), theme.color("mid"))


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_heat_map_is_darker_where_there_is_more(drawn, app, name) -> None:
    theme.use(app, name)
    chart = drawn(HEAT)
    cells = chart.image.image
    assert cells[1, 0, 3] == 0, "no figure is no cell"
    assert (cells[..., 3] == 255).sum() == 5
    ground = np.array(theme.color("surface").getRgb()[:3], dtype=int)
    away = np.abs(cells[..., :3].astype(int) - ground).sum(axis=2)
    assert away[0, 0] < away[0, 1] < away[0, 2]
    image = image_of(chart)
    most = theme.color("accent")
    assert near(QColor(image.pixel(chart.where(2).toPoint())), most)
    assert near(QColor(image.pixel(chart.where(3).toPoint())), theme.color("surface"), 12)


def test_heat_map_rows_and_hours_lie_as_they_are_told(drawn) -> None:
    chart = drawn(HEAT)
    assert chart.where(0).x() < chart.where(2).x()
    assert chart.where(0).y() < chart.where(3).y()
    assert [chart.stop_at(chart.where(n)) for n in range(6)] == list(range(6))
    assert plain(chart.told(2)[0]) == "شنبه، ۱۱"


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_treemap_areas_are_shares(drawn, app, lang) -> None:
    language.use(app, lang)
    chart = drawn(MAP)
    areas = [box.width() * box.height() for box in chart.boxes]
    whole = chart.width() * chart.height()
    assert areas == pytest.approx([whole * 0.6, whole * 0.3, whole * 0.1, 0.0])
    assert (chart.where(0).x() > chart.where(1).x()) == (lang == "fa")
    image = image_of(chart)
    assert near(QColor(image.pixel(chart.where(0).toPoint())), QColor("#095652"))
    assert chart.key_of(chart.stop_at(chart.where(2))) == "lost"


def test_a_box_holds_its_name_with_its_count_or_its_count_alone(app) -> None:
    held = [_name_fits("Need attention", QRectF(0, 0, 120, tall)) for tall in (24, 60)]
    assert held == [False, True]


def test_squares_fill_the_whole_and_never_overlap() -> None:
    values = [float(n * n % 37) for n in range(24)]
    boxes = [box for box in squarify(values, 640, 320) if box[2] > 0]
    assert sum(w * h for _, _, w, h in boxes) == pytest.approx(640 * 320)
    for place, (x, y, w, h) in enumerate(boxes):
        assert x >= -1e-6
        assert y >= -1e-6
        assert x + w <= 640.0001
        assert y + h <= 320.0001
        for ox, oy, ow, oh in boxes[place + 1 :]:
            shared = min(x + w, ox + ow) - max(x, ox), min(y + h, oy + oh) - max(y, oy)
            assert min(shared) < 1e-6


def test_donut_arcs_are_shares(drawn) -> None:
    chart = drawn(DONUT)
    assert chart.arcs == [(0.0, 270.0), (270.0, 90.0)]
    image = image_of(chart)
    assert near(QColor(image.pixel(chart.where(0).toPoint())), theme.color("accent"))
    assert near(QColor(image.pixel(chart.where(1).toPoint())), theme.color("mid"))
    assert [chart.stop_at(chart.where(n)) for n in range(2)] == [0, 1]


def test_funnel_steps_are_parts_of_the_first(drawn) -> None:
    chart = drawn(FUNNEL)
    assert [box.width() for box in chart.boxes] == [640.0, 160.0]
    assert plain(chart.told(1)[1]) == "۲۵ · ۲۵٪"


# -- what all have in common --------------------------------------------------------------------------------


@pytest.mark.parametrize("series", EVERY, ids=lambda one: type(one).__name__)
@pytest.mark.parametrize("lang", ["fa", pytest.param("en", marks=pytest.mark.soak)])
def test_pointer_finds_every_place(drawn, app, series, lang) -> None:
    language.use(app, lang)
    chart = drawn(series)
    stops = [n for n in range(chart.stops()) if chart.told(n)[1] not in ("—",)]
    found = [chart.stop_at(chart.where(n)) for n in stops if not (series is MAP and n == 3)]
    assert found == [n for n in stops if not (series is MAP and n == 3)]


@pytest.mark.parametrize("series", EVERY, ids=lambda one: type(one).__name__)
def test_keys_walk_and_a_screen_reader_hears(drawn, series) -> None:
    chart = drawn(series)
    assert chart.accessibleName()
    assert plain(": ".join(chart.told(0))) in chart.accessibleDescription()
    chart.setFocus()
    on = Qt.Key.Key_Left if chart.runs_from_right() else Qt.Key.Key_Right
    press(chart, on)
    press(chart, on)
    assert chart.stop == 1
    assert chart.accessibleDescription() == plain(": ".join(chart.told(1)))


def test_enter_picks_a_class(drawn, qtbot) -> None:
    chart = drawn(MAP)
    chart.stand_on(1)
    with qtbot.waitSignal(chart.picked) as heard:
        press(chart, Qt.Key.Key_Return)
    assert heard.args == ["loyal"]


@pytest.mark.parametrize("series", EMPTY, ids=lambda one: type(one).__name__)
def test_empty_says_what_to_do(drawn, series) -> None:
    chart = drawn(series)
    assert chart.stops() == 0
    assert chart.accessibleDescription() == "هنوز چیزی برای کشیدن نیست"
    image = image_of(chart)
    middle = [QColor(image.pixel(x, y)) for x in range(200, 440, 2) for y in range(120, 200, 2)]
    assert any(near(one, theme.color("text"), 60) for one in middle)


@pytest.mark.parametrize("series", EVERY, ids=lambda one: type(one).__name__)
def test_exports_are_the_picture_and_the_numbers(drawn, tmp_path: Path, series) -> None:
    chart = drawn(series)
    for ending in ("png", "svg", "csv"):
        chart.save(tmp_path / f"chart.{ending}")
    assert QImage(str(tmp_path / "chart.png")).width() == chart.grab().toImage().width()
    root = ElementTree.parse(tmp_path / "chart.svg").getroot()
    assert sum(1 for one in root.iter() if one.tag.endswith(("path", "polyline", "rect", "image"))) > 1
    read = list(csv.reader(io.StringIO((tmp_path / "chart.csv").read_text(encoding="utf-8-sig"))))
    values = [["" if cell is None else str(cell) for cell in row[1:]] for row in list(series.rows())[1:]]
    places = len(read[0]) - len(next(series.rows())) + 1
    assert [row[places:] for row in read[1:]] == values
    assert len(read) == 1 + len(values)


@pytest.mark.parametrize(
    ("lang", "head", "first"),
    [
        (
            "fa",
            ["روز (شمسی)", "روز (میلادی)", "فروش روزانه (تومان)", "دورهٔ مقایسه (تومان)"],
            ["1405/08/01", "2026-10-23"],
        ),
        ("en", ["Day", "Sales by day (Toman)", "Compared period (Toman)"], ["2026-10-23"]),
    ],
)
def test_numbers_of_a_line_are_headed_in_words_with_their_unit(drawn, app, lang, head, first) -> None:
    language.use(app, lang)
    read = list(csv.reader(io.StringIO(drawn(LINE).as_csv())))
    assert read[0] == head
    assert read[1] == [*first, "15400000", "10000000"]


def test_numbers_of_classes_and_weekdays_stand_beside_their_names(drawn, app) -> None:
    language.use(app, "fa")
    classes = list(csv.reader(io.StringIO(drawn(MAP).as_csv())))
    assert classes[:2] == [["نام", words.title("rfm_map")], ["قهرمانان", "60"]]
    hours = list(csv.reader(io.StringIO(drawn(HEAT).as_csv())))
    assert hours == [["نام", "9", "10", "11"], ["شنبه", "0", "4", "8"], ["یکشنبه", "", "2", "1"]]


def test_money_kept_in_hundredths_is_written_with_them(drawn, app, monkeypatch) -> None:
    language.use(app, "en")
    chart = drawn(Line("sales_by_day", "money", ((FIRST, 1_250), (day(1), 1_250.5))))
    monkeypatch.setattr(language, "formats", lambda: Formats("en", "latin", "gregorian", "EUR"))
    read = list(csv.reader(io.StringIO(chart.as_csv())))
    assert [row[1] for row in read[1:]] == ["12.50", "12.505"]


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_a_saved_picture_says_what_it_is_of(drawn, app, tmp_path: Path, lang: str) -> None:
    """Title, cut, unit and legend stand above the chart, and the chart itself is whole below them."""
    language.use(app, lang)
    chart = drawn(LINE)
    caption = Caption("فروش", "ونک · ۱ آبان تا ۷ آبان", "میلیون تومان", (Part("این دوره", "accent"),))
    chart.save(tmp_path / "told.svg", caption)
    said = "".join(ElementTree.parse(tmp_path / "told.svg").getroot().itertext())
    for text in (caption.title, caption.cut, caption.unit, caption.legend[0].words):
        assert set(text.split()) <= set(said.split()), text
    chart.save(tmp_path / "told.png", caption)
    told, bare = QImage(str(tmp_path / "told.png")), chart.grab().toImage()
    head = told.height() - bare.height()
    assert head > 24 * 3
    at = chart.where(0) + QPointF(0, head)
    assert seen_near(told, at, theme.color("accent"))
    assert near(QColor(told.pixel(2, 2)), theme.color("surface"), 2)


def test_a_name_that_looks_like_a_formula_stays_text(drawn) -> None:
    chart = drawn(Bars("sales_by_group", "money", ((Label("g", '=HYPERLINK("x")'), 5),)))
    assert list(csv.reader(io.StringIO(chart.as_csv())))[1][0] == '\'=HYPERLINK("x")'


def test_unwritable_folder_is_an_error_not_silence(drawn, tmp_path: Path) -> None:
    for ending in ("png", "svg", "csv"):
        with pytest.raises(OSError):
            drawn(LINE).save(tmp_path / "nowhere" / f"x.{ending}")


def test_language_and_theme_switch_a_chart_that_stands(drawn, app) -> None:
    chart = drawn(LINE)
    persian = chart.told(0)
    language.use(app, "en")
    theme.use(app, "dark")
    settle()
    assert persian[0] == "جمعه ۱ آبان"
    assert chart.told(0)[0] == "Friday 23 Oct"
    assert seen_near(image_of(chart), chart.where(0), theme.color("accent"))


@pytest.mark.parametrize("series", EVERY, ids=lambda one: type(one).__name__)
def test_a_chart_is_kept_for_series_of_its_kind(drawn, series) -> None:
    chart = drawn(series)
    assert [draws(chart, other) for other in EVERY] == [type(other) is type(series) for other in EVERY]


# -- marks --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [1, 2, 7, 30, 90, 365, 3653, 7300])
@pytest.mark.parametrize("formats", [Formats(), Formats("en", "latin", "gregorian")], ids=["fa", "en"])
def test_never_more_marks_than_fit(days: int, formats: Formats) -> None:
    marks = day_marks(FIRST, day(days - 1), 8, formats)
    assert 1 <= len(marks) <= 9
    assert all(FIRST <= on <= day(days - 1) for on, _ in marks)
    assert len({text for _, text in marks}) == len(marks)


def test_long_lines_are_marked_at_starts_of_jalali_months() -> None:
    marks = day_marks(dt.date(2026, 3, 21), dt.date(2027, 3, 20), 12, Formats())
    assert [text for _, text in marks][:2] == ["فروردین ۱۴۰۵", "اردیبهشت"]
    assert len(marks) == 12


@pytest.mark.parametrize(("low", "high"), [(0, 1), (0, 24_000_000), (-5, 95), (0, 0), (3, 3), (0, 10**18)])
def test_value_marks_are_round_and_hold_all(low: float, high: float) -> None:
    marks = value_marks(low, high)
    assert marks[0] <= low <= high <= marks[-1]
    assert 2 <= len(marks) <= 8


def test_shades_of_a_heat_map_are_told_in_the_colours_of_its_cells(drawn, app) -> None:
    language.use(app, "en")
    panel = ChartPanel()
    panel.show_series(HEAT)
    parts = panel.legend.parts
    assert [part.words for part in parts] == ["0", "3", "5", "8"]
    assert {part.drawn for part in parts} == {"box"}
    ground, ink = theme.color("surface"), theme.color("accent")
    colors = drawn(HEAT).image.image
    for part, cell in ((parts[0], colors[0][0]), (parts[-1], colors[0][2])):
        mixed = [
            a * (1 - part.share) + b * part.share
            for a, b in zip(ground.getRgb()[:3], ink.getRgb()[:3], strict=True)
        ]
        assert cell[:3].tolist() == pytest.approx(mixed, abs=1.5)


def test_a_saved_map_leaves_blank_what_has_no_figure(drawn, app, tmp_path: Path) -> None:
    chart = drawn(HEAT)
    shades = Caption("ساعت‌ها", legend=(Part("۸", "accent", "box"),))
    chart.save(tmp_path / "map.png", shades)
    told = QImage(str(tmp_path / "map.png"))
    blank = chart.where(3) + QPointF(0, told.height() - chart.height())
    assert near(QColor(told.pixel(blank.toPoint())), theme.color("surface"), 2)


def test_a_map_of_shares_or_of_nothing_needs_no_shades(app) -> None:
    panel = ChartPanel()
    for series in (HeatMap("cohorts", "percent", (FIRST,), (0, 1), ((100.0, 50.0),)), EMPTY[4]):
        panel.show_series(series)
        assert panel.legend.parts == ()


def test_a_long_legend_goes_on_in_further_lines(app) -> None:
    legend = Legend()
    legend.show_parts(tuple(Part(f"گروه کالایی {n}", "accent") for n in range(5)))
    line = legend.heightForWidth(legend.sizeHint().width())
    assert legend.minimumSizeHint().width() * 4 < legend.sizeHint().width()
    assert legend.heightForWidth(legend.minimumSizeHint().width()) == 5 * line
