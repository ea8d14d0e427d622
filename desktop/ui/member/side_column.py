"""This member in figures: what they buy, how often, since when not, their year in visits, the way up. Passive."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui import language, theme
from desktop.ui.member.shown import ShownSide
from desktop.ui.member.words import channel_words
from desktop.ui.widgets import (
    Bar,
    Hairline,
    Icon,
    Label,
    MiniBars,
    Pair,
    column,
    empty_layout,
    row,
    scrolling,
)

_SIGNS = {True: ("check", "accent"), False: ("cross", "text3"), None: ("minus", "text3")}


class SideColumn(QWidget):
    """`show_side(side)`, `show_next_visit(on)`."""

    def __init__(self) -> None:
        super().__init__()
        self._side: ShownSide | None = None
        self._next: dt.date | None = None
        self._title, self._months_title = Label("", 13, tone="text2"), Label("", 13, tone="text2")
        self._pairs = QVBoxLayout()
        self._pairs.setSpacing(9)
        self._bars = MiniBars(height=52)
        self._from, self._to = Label("", 11, tone="text2"), Label("", 11, tone="text2")
        self._tier_title, self._tier = Label("", 13, tone="text2"), Label("", 13, theme.MEDIUM)
        self._to_next, self._bar = Label("", 13, tone="text2", wrap=True), Bar(6)
        self._consent_title = Label("", 13, tone="text2")
        self._consents = QVBoxLayout()
        self._consents.setSpacing(6)
        self._of_members = QWidget()
        self._lay_out()
        language.on_change(self, self._retranslate)

    def show_side(self, side: ShownSide, *, active: bool = True) -> None:
        """Show the figures; who left has neither a tier to reach nor anything to be asked."""
        self._side = side
        self._of_members.setVisible(active)
        self._write_pairs(side)
        self._write_months(side)
        self._write_tier(side)
        self._write_consents(side)

    def show_next_visit(self, on: dt.date | None) -> None:
        """Show when the member is expected again, or nothing."""
        self._next = on
        if self._side is not None:
            self._write_pairs(self._side)

    def _write_pairs(self, side: ShownSide) -> None:
        written = language.formats()
        days = side.gap_days
        born = side.birthday_on
        told = [
            (self.tr("Purchases in all"), written.money(side.spent)),
            (
                self.tr("Average purchase"),
                self.tr("no purchase yet") if side.average is None else written.money(side.average),
            ),
            (self.tr("Visits"), written.numerals(self.tr("%n times", "", side.visits))),
            (
                self.tr("Between purchases"),
                self.tr("known after two")
                if days is None
                else written.numerals(self.tr("%n days", "", days)),
            ),
            (
                self.tr("Last visit"),
                self.tr("not been here yet") if side.last_on is None else written.day(side.last_on),
            ),
            (self.tr("Birthday"), self.tr("not told") if born is None else self._birthday(side)),
        ]
        if self._next is not None:
            told.insert(5, (self.tr("Next visit, expected"), written.day(self._next)))
        empty_layout(self._pairs)
        for label, value in told:
            self._pairs.addWidget(Pair(label, value))

    def _birthday(self, side: ShownSide) -> str:
        written = language.formats()
        assert side.birthday_on is not None
        day = written.day(side.birthday_on, year=False)
        away = side.birthday_in
        if away is None or away > 30:
            return day
        when = written.numerals(self.tr("in %n days", "", away)) if away else self.tr("today")
        return f"{day}{written.comma()} {when}"

    def _write_months(self, side: ShownSide) -> None:
        written = language.formats()
        names = [written.month(on, year=False) for on, _ in side.months]
        told = [f"{name} {written.count(n)}" for name, (_, n) in zip(names, side.months, strict=True)]
        self._bars.show_values([n for _, n in side.months], mirrored=written.rtl, name=written.listed(told))
        if side.months:
            self._from.setText(written.month(side.months[0][0]))
            self._to.setText(written.month(side.months[-1][0]))

    def _write_tier(self, side: ShownSide) -> None:
        written, tier = language.formats(), side.tier
        self._tier.setText(tier.name)
        if tier.next:
            points = written.counted(self.tr("%n points", "", tier.missing), tier.missing)
            text = self.tr("{points} to {tier}, by {amount} of purchases")
            amount = written.money(tier.money_missing)
            self._to_next.setText(text.format(points=points, tier=tier.next, amount=amount))
        else:
            self._to_next.setText(self.tr("The highest tier"))
        self._bar.show_share(tier.points, tier.most, name=self._to_next.text())

    def _write_consents(self, side: ShownSide) -> None:
        empty_layout(self._consents)
        for one in side.consents:
            icon, tone = _SIGNS[one.given]
            words = Label(channel_words(one.channel), 13, tone="text" if one.given else "text2")
            self._consents.addLayout(row(Icon(icon, 16, tone), words, None, gap=10))

    def _lay_out(self) -> None:
        ends = row(self._from, None, self._to)
        tier = row(self._tier_title, None, self._tier)
        inside = QWidget()
        figures = column(self._title, 2, self._pairs, gap=8)
        months = column(self._months_title, 4, self._bars, ends, gap=6)
        reached = column(tier, self._bar, self._to_next, gap=6)
        consents = column(self._consent_title, 2, self._consents, gap=6)
        self._of_members.setLayout(column(Hairline(), reached, Hairline(), consents, gap=16))
        whole = column(figures, Hairline(), months, self._of_members, None, gap=16, margins=(20, 18, 20, 16))
        inside.setLayout(whole)
        self.setLayout(column(scrolling(inside), gap=0))

    def _retranslate(self) -> None:
        self._title.setText(self.tr("This member: all days, all branches"))
        self._months_title.setText(self.tr("Visits in 12 months"))
        self._tier_title.setText(self.tr("Tier"))
        self._consent_title.setText(self.tr("Consents"))
        if self._side is not None:
            self.show_side(self._side, active=not self._of_members.isHidden())
