"""What a figure was made of: its formula, the two numbers behind it, the days of each, and the way to whom it counts."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from desktop.reports.board import Tile
from desktop.ui import language
from desktop.ui.reports import words
from desktop.ui.reports.port import Heading
from desktop.ui.reports.tiles import parts
from desktop.ui.widgets import Button, Figure, Hairline, Label, Pair, column, row

WHO = {"churn_rate": ("staying", "leavers")}
"""Of figures that count members who are listed: the page of the list, and its title."""


class Days(NamedTuple):
    """The first and the last day of a period."""

    first: dt.date
    last: dt.date


class FormulaPanel(QWidget):
    """`listed(page, title)`: the members behind a figure are wanted."""

    listed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._tile: Tile | None = None
        self._formula = Label("", 14, wrap=True)
        self._figure = Figure(26, unit_size=13)
        self._reason = Label("", 13, tone="text2", wrap=True)
        self.days, self.days_before = (
            Label("", 13, tone="text2", wrap=True),
            Label("", 13, tone="text2", wrap=True),
        )
        self.above, self.below, self.before = Pair(""), Pair(""), Pair("")
        self.who = Button("", "plain", icon="people", height=44)
        self.who.clicked.connect(self._list)
        self.setLayout(
            column(self._figure, self.days, self._reason, Hairline(), self._formula, 8, self.above, self.below,
                   Hairline(), self.before, self.days_before, 8, row(self.who, None), None,
                   gap=8, margins=(24, 16, 24, 16))
        )  # fmt: skip

    def show_tile(self, tile: Tile, heading: Heading | None) -> None:
        """Show a figure, and of which days it and the one beside it are."""
        said = words.figure(tile.name)
        self._tile = tile
        self._figure.show_figure(*parts(tile.now, tile.unit))
        self._formula.setText(" · ".join(part for part in (said.formula, words.window(tile.days)) if part))
        self._reason.setText(words.word(words.REASONS, tile.reason))
        if tile.unfair is not None:
            self._reason.setText(words.unfair(tile.unfair))
        self._reason.setVisible(bool(self._reason.text()))
        money = tile.unit == "money" or tile.name == "members_share" or tile.name == "credit_breakage"
        lower = tile.name == "members_share" or tile.name == "credit_breakage"
        self._number(self.above, said.above, tile.numerator, money=money)
        self._number(self.below, said.below, tile.denominator, money=lower)
        self.before.show_pair(
            QCoreApplication.translate("Reports", "Compared period"), " ".join(parts(tile.before, tile.unit))
        )
        for label, days in zip((self.days, self.days_before), _days(heading), strict=True):
            label.setText(_span(days) if days else "")
            label.setVisible(days is not None)
        self.who.setText(QCoreApplication.translate("Reports", "Show who left"))
        self.who.setVisible(tile.name in WHO and tile.numerator > 0)

    def _list(self) -> None:
        if self._tile is not None:
            self.listed.emit(*WHO[self._tile.name])

    def _number(self, pair: Pair, name: str, value: int, *, money: bool) -> None:
        written_as = language.formats()
        pair.show_pair(name, written_as.money(value) if money else written_as.count(value))
        pair.setVisible(bool(name))


def _days(heading: Heading | None) -> tuple[Days | None, Days | None]:
    """Return the days of a figure, and those it is compared with: as many, just before where nothing else is said."""
    if heading is None:
        return None, None
    length = heading.last - heading.since + dt.timedelta(days=1)
    begun = heading.against or heading.since - length
    return Days(heading.since, heading.last), Days(begun, begun + length - dt.timedelta(days=1))


def _span(days: Days) -> str:
    day = language.formats().day
    text = QCoreApplication.translate("Reports", "{first} to {last}")
    return text.format(first=day(days.first), last=day(days.last))
