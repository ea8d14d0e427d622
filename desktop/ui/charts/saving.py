"""A chart as a file: its picture under what it is of, in the words on the screen, or its numbers as a sheet.

What must hold: whoever is sent the file alone can tell what is drawn, of which branch and days, in which unit, and
what each stroke means. The picture is as wide as the chart; numbers are whole and plain, days stand as YYYY-MM-DD too.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtSvg import QSvgGenerator

from desktop.reports.series import (
    Bars,
    Donut,
    HeatMap,
    Label,
    Line,
    Series,
    StackedBars,
    Treemap,
    Value,
)
from desktop.ui import language, theme
from desktop.ui.charts import words
from desktop.ui.charts.legend import Part, draw_parts, parts_height
from loyalty import jalali
from loyalty.money import exponent_of

if TYPE_CHECKING:
    from desktop.ui.charts.chart import Chart

INSET, GAP = 12, 4


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands above a saved picture: its title, the cut (branch, days), the unit, and what each stroke means."""

    title: str
    cut: str = ""
    unit: str = ""
    legend: tuple[Part, ...] = ()


def save_chart(chart: Chart, path: Path, caption: Caption) -> None:
    """Write a chart as PNG, SVG or CSV, by the name's ending. Raises OSError."""
    if path.suffix.lower() == ".csv":
        path.write_text(as_csv(chart.series), encoding="utf-8-sig", newline="")
    elif path.suffix.lower() == ".svg":
        _save_svg(chart, path, caption)
    else:
        _save_png(chart, path, caption)


# -- the picture --------------------------------------------------------------------------------------------


def _save_png(chart: Chart, path: Path, caption: Caption) -> None:
    ratio = chart.devicePixelRatioF()
    picture = QPixmap(_size(chart, caption) * ratio)
    picture.setDevicePixelRatio(ratio)
    _paint(QPainter(picture), chart, caption)
    if not picture.save(str(path), "PNG"):
        raise OSError(str(path))


def _save_svg(chart: Chart, path: Path, caption: Caption) -> None:
    size = _size(chart, caption)
    # The default resolution shrinks text set in pixels.
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setTitle(caption.title)
    generator.setResolution(chart.logicalDpiX())
    generator.setSize(size)
    generator.setViewBox(QRect(QPoint(), size))
    painter = QPainter()
    if not painter.begin(generator):
        raise OSError(str(path))
    _paint(painter, chart, caption)


def _size(chart: Chart, caption: Caption) -> QSize:
    return QSize(chart.width(), _head_height(caption, chart.width()) + chart.height())


def _paint(painter: QPainter, chart: Chart, caption: Caption) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRect(QPoint(), _size(chart, caption)), theme.color("surface"))
    painter.save()  # a brush left from the legend would fill what the chart leaves blank
    below = _paint_head(painter, caption, chart.width())
    painter.restore()
    # `render` goes by the device: a painter that was moved draws text of a plot elsewhere.
    chart.render(painter, QPoint(0, below))
    painter.end()


def _lines(caption: Caption) -> Iterator[tuple[str, QFont, str]]:
    """Yield the texts above a picture with how they are written."""
    told = (
        (caption.title, theme.font(15, theme.SEMIBOLD), "text"),
        (caption.cut, theme.font(12), "text2"),
        (caption.unit, theme.font(12), "text2"),
    )
    yield from (line for line in told if line[0])


def _text_height(text: str, font: QFont, width: int) -> int:
    room = QRect(0, 0, width, 10_000)
    return QFontMetrics(font).boundingRect(room, int(Qt.TextFlag.TextWordWrap), text).height()


def _head_height(caption: Caption, width: int) -> int:
    room = width - 2 * INSET
    texts = sum(_text_height(text, font, room) + GAP for text, font, _ in _lines(caption))
    return INSET + texts + parts_height(caption.legend, room) + GAP


def _paint_head(painter: QPainter, caption: Caption, width: int) -> int:
    """Write what stands above a picture, line under line; return where it ends."""
    rtl, top, room = language.formats().rtl, INSET, width - 2 * INSET
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    flags = int(side | Qt.AlignmentFlag.AlignAbsolute) | int(Qt.TextFlag.TextWordWrap)
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    for text, font, tone in _lines(caption):
        tall = _text_height(text, font, room)
        painter.setFont(font)
        painter.setPen(theme.color(tone))
        painter.drawText(QRect(INSET, top, room, tall), flags, text)
        top += tall + GAP
    tall = parts_height(caption.legend, room)
    draw_parts(painter, QRect(INSET, top, room, tall), caption.legend, rtl=rtl)
    return top + tall + GAP


# -- the numbers --------------------------------------------------------------------------------------------


def as_csv(series: Series | None) -> str:
    """Return the numbers behind a chart; a cell that a sheet would take for a formula is made plain text."""
    text = io.StringIO(newline="")
    if series is not None:
        sheet = csv.writer(text)
        sheet.writerow([_harmless(cell) for cell in (*_place_heads(series), *_value_heads(series))])
        rows = list(series.rows())[1:]
        for place, (_, *values) in zip(_places(series), rows, strict=True):
            sheet.writerow(
                [*map(_harmless, _place_cells(place, series)), *(_number(one, series) for one in values)]
            )
    return text.getvalue()


def _places(series: Series) -> list[Label | dt.date]:
    """Return what the rows stand for, in their order."""
    if isinstance(series, Line):
        return [day for day, _ in series.points]
    if isinstance(series, Bars):
        return [name for name, _ in series.bars]
    if isinstance(series, StackedBars):
        return [name for name, _ in series.columns]
    if isinstance(series, HeatMap):
        return list(series.down)
    if isinstance(series, Treemap):
        return [name for name, _ in (*series.cells, *((series.outside,) if series.outside else ()))]
    return [name for name, _ in (series.parts if isinstance(series, Donut) else series.steps)]


def _dated(series: Series) -> bool:
    return isinstance(series, Line) or any(isinstance(one, dt.date) for one in _places(series))


def _place_heads(series: Series) -> tuple[str, ...]:
    """Return the headings of what the rows stand for: days in the calendar of the reader too."""
    if not _dated(series):
        return (QCoreApplication.translate("Charts", "Name"),)
    day = QCoreApplication.translate("Charts", "Day")
    if language.formats().calendar != "jalali":
        return (day,)
    return QCoreApplication.translate("Charts", "Jalali day"), QCoreApplication.translate(
        "Charts", "Gregorian day"
    )


def _place_cells(place: Label | dt.date, series: Series) -> tuple[str, ...]:
    if not isinstance(place, dt.date):
        return (words.label(place), "") if len(_place_heads(series)) > 1 else (words.label(place),)
    if language.formats().calendar != "jalali":
        return (place.isoformat(),)
    return "{:04d}/{:02d}/{:02d}".format(*jalali.from_date(place)), place.isoformat()


def _value_heads(series: Series) -> list[str]:
    """Return the headings of the values, each with what it is counted in."""
    if isinstance(series, StackedBars):
        return [_with_unit(words.label(one), series) for one in series.parts]
    if isinstance(series, HeatMap):
        sizes = [QCoreApplication.translate("Charts", "Members")] if series.sizes else []
        return [*sizes, *(_with_unit(str(one), series) for one in series.across)]
    heads = [_with_unit(words.title(series.title), series)]
    if isinstance(series, Line | Bars):
        heads.append(_with_unit(QCoreApplication.translate("Charts", "Compared period"), series))
    return heads


def _with_unit(head: str, series: Series) -> str:
    unit = words.unit_word(series.unit)
    return f"{head} ({unit})" if unit else head


def _number(value: str | Value, series: Series) -> str:
    """Return a value in full: money with its hundredths where its currency has them."""
    decimals = exponent_of(language.formats().currency) if series.unit == "money" else 0
    if value is None:
        return ""
    return str(Decimal(str(value)).scaleb(-decimals)) if decimals else str(value)


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
