"""Does it pay? The check as a table: a product group, its margin, profit now and with the offer, the verdict. Passive."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.ui import language, theme
from desktop.ui.offers.shown import LESS, PAYS, UNDER, UNKNOWN, UNTRIED, CheckRow, ShownCheck
from desktop.ui.widgets import EmptyState, Hairline, Icon, Label, column, empty_layout, row

_ICONS = {PAYS: "check", LESS: "arrow-down", UNDER: "cross", UNKNOWN: "question", UNTRIED: "question"}
_TONES = {PAYS: "accent", LESS: "warn", UNDER: "red", UNKNOWN: "text2", UNTRIED: "warn"}


class CheckView(QWidget):
    """The table; `verdicts()` for who listens instead of looking."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = ShownCheck()
        self._title = Label("", 15, theme.SEMIBOLD)
        self._legend = Label("", 12, tone="text2", align="end", elide=True)
        self._heads = [
            Label("", 12, tone="text2", align=side) for side in ("start", "right", "right", "right", "end")
        ]
        self._at_till = Label("", 13, theme.MEDIUM, wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._empty = EmptyState("chart")
        self._share = Label("", 13, tone="text2", wrap=True)
        head = row(self._title, self._legend, gap=12)
        head.setStretch(1, 1)
        self._grid_head = QWidget()
        self._grid_head.setLayout(_grid(*self._heads))
        whole = column(
            head,
            self._at_till,
            self._grid_head,
            Hairline(),
            self._rows,
            self._empty,
            8,
            self._share,
            None,
            gap=4,
        )
        whole.setContentsMargins(20, 16, 20, 16)
        self.setLayout(whole)
        language.on_change(self, self._retranslate)

    def show_check(self, shown: ShownCheck) -> None:
        """Write the table anew."""
        self._shown = shown
        empty_layout(self._rows)
        for one in shown.rows:
            self._rows.addWidget(_CheckLine(one, self._verdict_words(one)))
            self._rows.addWidget(Hairline())
        self._grid_head.setVisible(bool(shown.rows))
        self._legend.setVisible(bool(shown.rows))
        self._empty.setVisible(not shown.rows)
        self._at_till.setText(shown.at_till)
        self._at_till.setVisible(bool(shown.at_till))
        self._share.setText(shown.share)
        self._share.setVisible(bool(shown.share))

    def rows(self) -> tuple[CheckRow, ...]:
        """Return what is shown."""
        return self._shown.rows

    def _verdict_words(self, row: CheckRow) -> str:
        if row.loses_money:
            return self.tr("loses money")
        return {
            PAYS: self.tr("pays"),
            LESS: self.tr("less than now"),
            UNDER: self.tr("below the floor"),
            UNKNOWN: self.tr("margin unknown"),
            UNTRIED: self.tr("not tried"),
        }[row.verdict]

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Does it pay?"))
        self._legend.setText(self.tr("Above: no credit is spent. Below: all of it."))
        words = (
            self.tr("Product group"),
            self.tr("Margin"),
            self.tr("Profit now"),
            self.tr("With the offer"),
            self.tr("Verdict"),
        )
        for label, text in zip(self._heads, words, strict=True):
            label.setText(text)
        self._empty.show_empty(
            self.tr("The check waits for the form"),
            self.tr("Once nothing in it is missing or wrong, here stands what each product group keeps."),
        )
        self.show_check(self._shown)


def _grid(*cells: QWidget | None, gap: int = 10) -> QGridLayout:
    made = QGridLayout()
    made.setContentsMargins(0, 4, 0, 4)
    made.setHorizontalSpacing(gap)
    for place, cell in enumerate(cells):
        if cell is not None:
            made.addWidget(cell, 0, place)
    for place, (stretch, least) in enumerate(((5, 120), (2, 48), (4, 96), (4, 96), (4, 96))):
        made.setColumnStretch(place, stretch)
        made.setColumnMinimumWidth(place, least)
    return made


class _CheckLine(QWidget):
    """A group: what a purchase leaves now and with the offer, both before and after the credit is spent."""

    def __init__(self, one: CheckRow, verdict: str) -> None:
        super().__init__()
        written, tone = language.formats(), _TONES[one.verdict]
        margin = "" if one.margin is None else written.percent(one.margin, alone=True)
        bad = tone if one.verdict in (UNDER,) else "text"
        grid = _grid(
            Label(one.name, 15, theme.SEMIBOLD, elide=True),
            Label(margin, 13, tone="text2", tnum=True, align="right"),
            _figure(one.now, 15, "text"),
            _figure(one.then, 15, bad),
            None,
        )
        mark = row(None, Icon(_ICONS[one.verdict], 16, tone), Label(verdict, 13, theme.MEDIUM, tone), gap=6)
        grid.addLayout(mark, 0, 4, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(Label(self._amounts(one), 12, tone="text2", elide=True), 1, 0, 1, 2)
        grid.addWidget(_figure(one.now_redeemed, 14, "text2"), 1, 2)
        grid.addWidget(_figure(one.then_redeemed, 14, bad if bad != "text" else "text2"), 1, 3)
        grid.setVerticalSpacing(2)
        words = Label(one.words, 12, tone="text2" if one.verdict in (PAYS, UNKNOWN) else tone, wrap=True)
        if not one.words:
            words.hide()
        self.setLayout(column(grid, words, gap=2, margins=(0, 6, 0, 8)))
        self.setAccessibleName(f"{one.name}: {verdict}. {one.words}")

    def _amounts(self, one: CheckRow) -> str:
        written = language.formats()
        if one.amount_now == one.amount_then or not one.amount_now:
            return self.tr("a purchase of {amount}").format(amount=written.amount(one.amount_then))
        return self.tr("purchase from {before} to {after}").format(
            before=written.amount(one.amount_now), after=written.amount(one.amount_then)
        )


def _figure(amount: int | None, size: int, tone: str) -> Label:
    text = "–" if amount is None else language.formats().amount(amount)
    return Label(text, size, theme.MEDIUM, tone, tnum=True, align="right")
