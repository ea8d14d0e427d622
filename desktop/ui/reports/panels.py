"""Panels of a page: a chart under its title with its export, a table, notes, goals, and what a figure was made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

import desktop.reports.board as board
from desktop.reports.series import HeatMap, Line, Series, StackedBars, Treemap, Value
from desktop.reports.series import Label as Named
from desktop.ui import language, theme
from desktop.ui.charts import words as chart_words
from desktop.ui.charts.chart import Chart
from desktop.ui.charts.dates import scale_of
from desktop.ui.charts.legend import Legend, Part, shade
from desktop.ui.charts.make import chart_of, draws
from desktop.ui.charts.saving import Caption
from desktop.ui.choose_file import choose_to_save
from desktop.ui.reports import words
from desktop.ui.reports.cells import cell_words, figure_of
from desktop.ui.reports.tiles import parts
from desktop.ui.widgets import Bar, Button, Figure, Label, MenuButton, column, row
from desktop.ui.widgets.table import Cell, Column, Table, TableRow

ROW = 52
UNIT_WIDTH = 100
"""So much of what the figures are counted in is always shown; what is longer is told in short where room is."""
_SHADES = 3
"""So many shades of a heat map are told beside that of nothing."""
FORMATS = (("png", "PNG"), ("svg", "SVG"), ("csv", "CSV"))


class ChartPanel(QWidget):
    """A chart with its title, unit, legend and export, `cut` being the branch and days a saved picture names.

    `picked(key)` as the chart says; `failed(path)`.
    """

    picked = Signal(str)
    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.save_file: Callable[[QWidget, str, str, str], str] = choose_to_save
        self.chart: Chart | None = None
        self.cut = ""
        self._title, self._unit = Label("", 15, theme.SEMIBOLD), Label("", 12, tone="text2", elide=True)
        self.legend, self.export = Legend(), MenuButton("", icon="download", height=36)
        self.export.set_kind("quiet")
        self.export.picked.connect(self._save)
        head = row(self._title, self._unit, self.legend, self.export, gap=12)
        head.setStretch(1, 1)
        self._inside = QVBoxLayout()
        whole = column(head, self._inside, gap=8, margins=(24, 14, 24, 14))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_series(self, series: Series) -> None:
        """Draw a series."""
        if self.chart is None or not draws(self.chart, series):
            self._replace(series)
        else:
            self.chart.show_series(series)
        self._title.setText(chart_words.title(series.title))
        self._unit.setText(_unit_words(series))
        self._unit.setMinimumWidth(min(self._unit.sizeHint().width(), UNIT_WIDTH))
        self.legend.show_parts(_legend(series))
        self.export.setVisible(not series.empty)
        self.export.setText(QCoreApplication.translate("Reports", "Save"))
        self.export.setAccessibleName(f"{self.export.text()}: {chart_words.title(series.title)}")
        self.export.set_items([(key, name) for key, name in FORMATS])

    def _replace(self, series: Series) -> None:
        if self.chart is not None:
            self._inside.removeWidget(self.chart)
            self.chart.hide()
            self.chart.deleteLater()
        self.chart = chart_of(series)
        self.chart.picked.connect(self.picked)
        self._inside.addWidget(self.chart, 1)

    def _save(self, ending: str) -> None:
        if self.chart is None or self.chart.series is None:
            return
        name = f"{self.chart.series.title}.{ending}"
        where = self.save_file(
            self, QCoreApplication.translate("Reports", "Save"), name, f"{ending.upper()} (*.{ending})"
        )
        if not where:
            return
        path = Path(where)
        try:
            self.chart.save(
                path if path.suffix.lower() == f".{ending}" else path.with_name(f"{path.name}.{ending}"),
                self._caption(self.chart.series),
            )
        except OSError:
            self.failed.emit(where)

    def _caption(self, series: Series) -> Caption:
        """Return what a saved picture says above it; there nothing can be pointed at to learn what a dot means."""
        legend = self.legend.parts
        if isinstance(series, Line) and series.partial_from is not None:
            legend = (*legend, Part(QCoreApplication.translate("Reports", "Not over yet"), "accent", "dot"))
        return Caption(chart_words.title(series.title), self.cut, _unit_words(series), legend)


def _unit_words(series: Series) -> str:
    if isinstance(series, Treemap):
        return _club_words(series)
    if isinstance(series, HeatMap) and series.partial:
        return QCoreApplication.translate("Reports", "percent; dashed: the month that is still running")
    if series.unit == "money":
        return scale_of(
            [float(figure_of(cell)) for cells in series.rows() for cell in cells], "money", language.formats()
        )[1]
    return chart_words.unit_word(series.unit)


def _club_words(shown: Treemap) -> str:
    """How many are drawn, by purchases of which days (the segments go by the start of today), and who is not."""
    written = language.formats()
    said = [QCoreApplication.translate("Reports", "{count} members").format(count=written.count(shown.total))]
    # The number before the days: where the line is cut, the number stays.
    if shown.outside:
        said.append(f"{chart_words.label(shown.outside[0])}: {written.count(shown.outside[1])}")
    if shown.through:
        through = QCoreApplication.translate("Reports", "by purchases through {day}")
        said.append(through.format(day=written.day(shown.through, year=False)))
    return " · ".join(said)


def _legend(series: Series) -> tuple[Part, ...]:
    """Return what needs telling apart."""
    if isinstance(series, StackedBars):
        from desktop.ui.charts.bars import PART_TONES

        return tuple(Part(chart_words.label(one), PART_TONES[n % 5]) for n, one in enumerate(series.parts))
    if isinstance(series, HeatMap):
        return () if series.unit == "percent" else _shades(series)
    if not getattr(series, "before", ()):
        return ()
    dashed = isinstance(series, Line)
    return Part(QCoreApplication.translate("Reports", "This period"), "accent"), Part(
        QCoreApplication.translate("Reports", "Compared period"),
        "text3" if dashed else "mid",
        "dash" if dashed else "line",
    )


def _shades(series: HeatMap) -> tuple[Part, ...]:
    """Return what a few shades of a map stand for; one of shares has its figures in its cells."""
    most = max((round(one) for row in series.cells for one in row if one is not None), default=0)
    values = sorted({round(most * place / _SHADES) for place in range(_SHADES + 1)}) if most > 0 else []
    count = language.formats().count
    return tuple(Part(count(one), "accent", "box", shade(one / most)) for one in values)


class ListingPanel(QWidget):
    """A table with its title; `picked(member_id)`."""

    picked = Signal(str)
    title = ""
    """The id of the table that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._note = Label("", 15, theme.SEMIBOLD), Label("", 12, tone="text2")
        self.table, self.told = Table(row_height=ROW, opens=True), Label("", 13, tone="text2", wrap=True)
        self.table.picked.connect(lambda key: self.picked.emit(key.partition("|")[2]))
        head = row(self._title, self._note, None, gap=12, margins=(12, 0, 12, 0))
        said = row(self.told, margins=(12, 0, 12, 0))
        self.setLayout(column(head, said, self.table, gap=6, margins=(12, 14, 12, 14)))

    def show_listing(self, listing: board.Listing, chosen: str = "") -> None:
        """Show a table, or why there is none."""
        self.title = listing.title
        title = words.word(words.LISTINGS, listing.title)
        if chosen and listing.title == "rfm_members":
            title = f"{title}: {chart_words.label(Named(chosen))}"
        self._title.setText(title)
        parts_ = (self._count(listing), words.purchases_window(listing.days))
        self._note.setText(" · ".join(part for part in parts_ if part))
        said = words.word(words.REASONS, listing.reason) if listing.reason else _why_empty(listing)
        self.told.setText(said)
        self.told.setVisible(bool(said))
        self.table.setVisible(bool(listing.rows))
        columns = [_column(one, n, listing.rows) for n, one in enumerate(listing.columns)]
        self.table.set_columns(columns, name=title)
        self.table.show_rows([_table_row(n, one, listing.columns) for n, one in enumerate(listing.rows)])
        self.table.setFixedHeight(min(ROW * len(listing.rows) + 48, ROW * 10 + 48))

    def _count(self, listing: board.Listing) -> str:
        written_as = language.formats()
        if listing.whole > len(listing.rows):
            text = QCoreApplication.translate("Reports", "the first {shown} of {whole}")
            return text.format(
                shown=written_as.count(len(listing.rows)), whole=written_as.count(listing.whole)
            )
        return written_as.count(listing.whole) if listing.whole else ""


def _why_empty(listing: board.Listing) -> str:
    """Return why cells of a table have no figure; '' where all that may lack one have it."""
    text = QCoreApplication.translate("Reports", "— under “{column}”: {reason}")
    return "\n".join(
        text.format(column=words.word(words.COLUMNS, one.key), reason=words.word(words.EMPTY, one.key))
        for place, one in enumerate(listing.columns)
        if one.key in words.EMPTY and any(line.cells[place] is None for line in listing.rows)
    )


_WIDTHS = {"money": 150, "label": 144, "text": 130, "day": 104, "roi": 164, "scores": 84, "purchases": 92}
"""By kind of column, or by its key where its cells are short, or may hold a reason instead of a figure."""
_LETTER, _BESIDE = 9, 24


def _column(one: board.Column, place: int, rows: tuple[board.Row, ...]) -> Column:
    text = one.kind in ("text", "label")
    width = _WIDTHS.get(one.key) or _WIDTHS.get(one.kind, 124) if place else 0
    if place and one.kind == "money":  # an amount is never cut
        longest = max((len(cell_words(row.cells[place], one.kind)) for row in rows), default=0)
        width = max(width, _LETTER * longest + _BESIDE)
    return Column(
        words.word(words.COLUMNS, one.key), "start" if text or one.kind == "day" else "figure", width
    )


def _table_row(place: int, one: board.Row, columns: tuple[board.Column, ...]) -> TableRow:
    cells = []
    for n, (cell, column_) in enumerate(zip(one.cells, columns, strict=True)):
        text = cell_words(cell, column_.kind)
        cells.append(Cell(text, "" if n else language.formats().masked(one.phone), tone="text" if not n or column_.kind != "text" else "text2",
                          weight=theme.MEDIUM if not n else theme.REGULAR))  # fmt: skip
    return TableRow(f"{place}|{one.member}", tuple(cells))


class AimPanel(QWidget):
    """A goal: how much of it is reached, what is missing, what it takes. `picked(goal_id)` where it may be changed."""

    picked = Signal(str)

    def __init__(self, aim: board.Aim, *, change: bool = False, narrow: bool = False) -> None:
        super().__init__()
        written_as = language.formats()
        name = words.figure(aim.figure).name
        where = (
            chart_words.label(aim.branch)
            if aim.branch
            else QCoreApplication.translate("Reports", "All branches")
        )
        target = " ".join(parts(aim.target, aim.unit))
        title = Label(
            QCoreApplication.translate("Reports", "Goal: {figure}").format(figure=name), 15, theme.SEMIBOLD
        )
        last = aim.until - dt.timedelta(days=1)
        until = QCoreApplication.translate("Reports", "{branch}, until {day}").format(
            branch=written_as.name(where), day=written_as.day(last, year=False)
        )
        shown, unit = _aim_figure(aim)
        large = Figure(26, unit_size=13, name=name)
        large.show_figure(shown, unit, tone="accent" if aim.standing in ("reached", "on_track") else "text")
        bar = Bar()
        bar.show_share(round(min(max(aim.percent or 0.0, 0.0), 100.0)), 100, name=name)
        bar.setVisible(aim.percent is not None)
        standing = Label(words.word(words.STANDINGS, aim.standing), 13, theme.MEDIUM,
                         tone="warn" if aim.standing in ("behind", "missed") else "accent")  # fmt: skip
        head = row(title, None, Label(target, 13, tone="text2"), gap=12)
        if change:
            button = Button(QCoreApplication.translate("Reports", "Change"), "quiet", height=36)
            button.setAccessibleName(f"{button.text()}: {name}")
            button.clicked.connect(lambda: self.picked.emit(aim.goal))
            head.addWidget(button)
        takes, ends = Label(_takes(aim), 12, tone="text2", wrap=narrow), Label(until, 12, tone="text2")
        foot = row(standing, takes, None, *(() if narrow else (ends,)), gap=12)
        rest, margin = (ends,) if narrow else (), 0 if narrow else 24
        self.setLayout(column(head, large, bar, foot, *rest, gap=8, margins=(margin, 14, margin, 14)))


def _aim_figure(aim: board.Aim) -> tuple[str, str]:
    if aim.percent is None:
        return parts(aim.value, aim.unit)
    left, unit = parts(_left(aim), aim.unit)
    text = (
        QCoreApplication.translate("Reports", "{left} left").format(left=f"{left} {unit}".strip())
        if _left(aim)
        else ""
    )
    return language.formats().percent(round(aim.percent * 10) * 1000, alone=True), text


def _left(aim: board.Aim) -> Value:
    if aim.value is None or aim.target is None:
        return None
    return max(aim.target - aim.value, 0)


def _takes(aim: board.Aim) -> str:
    written_as = language.formats()
    days = written_as.count(aim.days_left)
    if aim.each_day is not None:
        return QCoreApplication.translate("Reports", "takes {value} a day for {days} days").format(
            value=" ".join(parts(aim.each_day, aim.unit)), days=days
        )
    if aim.members is not None:
        return QCoreApplication.translate("Reports", "takes {count} members in {days} days").format(
            count=written_as.count(aim.members), days=days
        )
    return QCoreApplication.translate("Reports", "{days} days left").format(days=days)
