"""How the cells of tables are written: digits and calendar of the reader, a dash where there is nothing."""

from __future__ import annotations

import datetime as dt

from desktop.reports.board import Cell
from desktop.reports.series import Label as Named
from desktop.ui import language
from desktop.ui.charts import words as chart_words
from desktop.ui.charts.dates import written
from desktop.ui.reports import words


def figure_of(cell: object) -> int | float:
    """Return a cell that is a number; nothing counts as nought."""
    return cell if isinstance(cell, int | float) else 0


def cell_words(cell: Cell, kind: str) -> str:
    """Return a cell as it is written; nothing is a dash."""
    written_as = language.formats()
    if cell is None:
        return "—"
    if isinstance(cell, Named):
        return (
            cell.own or words.word(words.STANDINGS, cell.key) if cell.key in words.STANDINGS else _name(cell)
        )
    if isinstance(cell, dt.date):
        return written_as.day_short(cell)
    if isinstance(cell, str):
        return written_as.numerals(cell) if kind == "text" and not cell.isidentifier() else cell
    if kind == "money":
        return written_as.amount(round(cell))
    return written(cell, "percent" if kind == "percent" else "count", written_as)


def _name(label: Named) -> str:
    return words.figure(label.key).name if label.key in words.FIGURES else chart_words.label(label)
