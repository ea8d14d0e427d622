"""Quiet notes on the first page: a sentence, what stands behind it, and the way to the page that shows more."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, cast

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from desktop.reports.board import Cell, Remark
from desktop.reports.series import Label as Named
from desktop.reports.series import Unit
from desktop.ui import language, theme
from desktop.ui.reports.cells import cell_words, figure_of
from desktop.ui.reports.tiles import parts
from desktop.ui.widgets import Button, Icon, Label, column, row


class Said(NamedTuple):
    """What a note says, and how it looks."""

    sentence: str
    note: str
    icon: str
    tone: str


class RemarkRow(QWidget):
    """A note with its way on: `followed(page)`."""

    followed = Signal(str)

    def __init__(self, remark: Remark) -> None:
        super().__init__()
        self.said = said_of(remark)
        look = QCoreApplication.translate("Reports", "Look")
        go = Button(look, "quiet", trailing="chevron-forward", height=36)
        go.setAccessibleName(f"{look}: {self.said.sentence}")
        go.clicked.connect(lambda: self.followed.emit(remark.page))
        texts = column(
            Label(self.said.sentence, 14, theme.MEDIUM, wrap=True),
            Label(self.said.note, 12, tone="text2", wrap=True),
            gap=2,
        )
        line = row(Icon(self.said.icon, 20, self.said.tone), texts, go, gap=16, margins=(0, 6, 0, 6))
        line.setStretch(1, 1)
        self.setLayout(line)


def said_of(remark: Remark) -> Said:
    """Return what a remark says in the reader's language."""
    return _KINDS[remark.kind](remark.values)


def _count(value: Cell) -> str:
    return language.formats().count(int(figure_of(value)))


def _risen(values: tuple[Cell, ...]) -> Said:
    text = QCoreApplication.translate("Reports", "{figure} of {branch} has risen for {weeks} weeks")
    return _drift(text, values, rising=True)


def _fallen(values: tuple[Cell, ...]) -> Said:
    text = QCoreApplication.translate("Reports", "{figure} of {branch} has fallen for {weeks} weeks")
    return _drift(text, values, rising=False)


def _drift(text: str, values: tuple[Cell, ...], *, rising: bool) -> Said:
    figure, branch, weeks, _, now, usual, unit = values
    shown = cast(Unit, unit.key if isinstance(unit, Named) else "count")
    churns = isinstance(figure, Named) and figure.key == "churn_rate"
    # Not the days that are looked at: told so, or it would not agree with the figure above it.
    span = (
        QCoreApplication.translate("Reports", "In four weeks: now {now}, usually about {usual}")
        if churns
        else QCoreApplication.translate("Reports", "In a week: now {now}, usually about {usual}")
    )
    note = span.format(
        now=" ".join(parts(figure_of(now), shown)),
        usual=" ".join(parts(figure_of(usual), shown)),
    )
    # More churn is bad, less of anything else.
    bad = rising == churns
    sentence = text.format(
        figure=cell_words(figure, "label"),
        branch=language.formats().name(cell_words(branch, "label")),
        weeks=_count(weeks),
    )
    return Said(sentence, note, "arrow-up" if rising else "arrow-down", "warn" if bad else "accent")


def _leaving(values: tuple[Cell, ...]) -> Said:
    text = QCoreApplication.translate("Reports", "{count} good customers stay away")
    note = QCoreApplication.translate(
        "Reports", "At risk and cannot lose: they bought often and have not come for long"
    )
    return Said(text.format(count=_count(values[0])), note, "people", "warn")


def _ending(values: tuple[Cell, ...]) -> Said:
    text = QCoreApplication.translate("Reports", "{money} of credit ends within 30 days")
    note = QCoreApplication.translate("Reports", "A word to those who hold it brings them back")
    written = language.formats()
    told = written.numerals(text.format(money=written.short_money(int(figure_of(values[0])))))
    return Said(told, note, "clock", "text2")


def _busiest(values: tuple[Cell, ...]) -> Said:
    day, hour, count = values
    text = QCoreApplication.translate("Reports", "{day} from {start} to {end} is the busiest hour")
    note = QCoreApplication.translate("Reports", "{count} purchases in this period")
    until = language.formats().count(int(figure_of(hour)) + 1)
    sentence = text.format(day=cell_words(day, "label"), start=_count(hour), end=until)
    return Said(sentence, note.format(count=_count(count)), "clock", "text2")


_KINDS: dict[str, Callable[[tuple[Cell, ...]], Said]] = {
    "drift_up": _risen,
    "drift_down": _fallen,
    "good_ones_leaving": _leaving,
    "credit_ending": _ending,
    "busiest_hour": _busiest,
}
