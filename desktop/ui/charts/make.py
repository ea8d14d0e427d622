"""The chart of a series. Plots are imported when the first of them is needed: pyqtgraph and numpy cost a second."""

from __future__ import annotations

from importlib import import_module

from desktop.reports.series import Bars, Donut, Funnel, HeatMap, Line, Series, StackedBars, Treemap
from desktop.ui.charts.chart import Chart

_WHERE = {
    Line: ("line", "LineChart"),
    Bars: ("bars", "BarsChart"),
    StackedBars: ("bars", "StackedChart"),
    HeatMap: ("heat_map", "HeatMapChart"),
    Treemap: ("treemap", "TreemapChart"),
    Donut: ("donut", "DonutChart"),
    Funnel: ("donut", "FunnelChart"),
}


def chart_of(series: Series) -> Chart:
    """Return a chart that draws a series."""
    module, name = _WHERE[type(series)]
    made: Chart = getattr(import_module(f"desktop.ui.charts.{module}"), name)()
    made.show_series(series)
    return made


def draws(chart: Chart, series: Series) -> bool:
    """Say whether a chart can draw a series, so that it need not be made anew."""
    return type(chart).__name__ == _WHERE[type(series)][1]


def get_ready() -> None:
    """Import what plots need, away from the thread of the screen."""
    import_module("numpy")
    import_module("pyqtgraph")
