"""All tills of the business in tables: how they stand, what was spent twice, who did what; of one branch or all. Passive."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.ui import language, theme
from desktop.ui.settings.values import ActShown, CentreShown, OtherTill, SpentTwice
from desktop.ui.widgets import Cell, ChoiceBox, Column, Label, Segmented, Table, TableRow, column, row

TILLS, TWICE, DEEDS = "tills", "twice", "deeds"
EVERYWHERE = ""
LATE_DAYS = 7
"""From how many days of silence on a till is told in the tone of a warning: its branch is missing in every figure."""


class OverviewTables(QWidget):
    """Whoever may not see all branches sees the other tills alone, without what they hold."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = CentreShown()
        self.kinds, self.branch = Segmented(), ChoiceBox()
        self.table, self._nothing = Table(row_height=48), Label("", 14, tone="text2", wrap=True)
        self._title = Label("", 16, theme.SEMIBOLD)
        self.kinds.picked.connect(lambda _: self._write())
        self.branch.picked.connect(lambda _: self._write())
        choices = row(self.kinds, None, self.branch, gap=12)
        whole = column(self._title, choices, self._nothing, self.table, None, gap=8)
        whole.setStretchFactor(self.table, 100)
        self.setLayout(whole)
        language.on_change(self, self._retranslate)

    def show_overview(self, shown: CentreShown) -> None:
        """Fill the tables."""
        self._shown = shown
        self._retranslate()

    def _retranslate(self) -> None:
        shown, kind, place = self._shown, self.kinds.value() or TILLS, self.branch.value()
        self._title.setText(self.tr("Other tills"))
        self.kinds.setAccessibleName(self.tr("What is shown"))
        self.kinds.set_options(
            [(TILLS, self.tr("Tills")), (TWICE, self.tr("Spent twice")), (DEEDS, self.tr("Signed acts"))]
        )
        self.kinds.choose(kind)
        names = sorted({one.branch for one in shown.tills if one.branch})
        self.branch.setAccessibleName(self.tr("Branch"))
        self.branch.set_options([(EVERYWHERE, self.tr("All branches")), *((name, name) for name in names)])
        self.branch.choose(place if place in names else EVERYWHERE)
        for part in (self.kinds, self.branch):
            part.setVisible(shown.overseen)
        self._title.setVisible(not shown.overseen and bool(shown.tills))
        self._write()

    def _write(self) -> None:
        kind = self.kinds.value() if self._shown.overseen else TILLS
        columns, rows, nothing = {TILLS: self._tills, TWICE: self._twice, DEEDS: self._deeds}[kind or TILLS]()
        self.table.set_columns(columns, name=dict(self._names())[kind or TILLS])
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self._nothing.setText(nothing)
        self._nothing.setVisible(not rows and self._shown.overseen)

    def _names(self) -> list[tuple[str, str]]:
        return [
            (TILLS, self.tr("Other tills")),
            (TWICE, self.tr("Spent twice")),
            (DEEDS, self.tr("Signed acts")),
        ]

    def _is_here(self, branch: str) -> bool:
        return self.branch.value() in (EVERYWHERE, branch)

    def _tills(self) -> tuple[list[Column], list[TableRow], str]:
        holds = (
            [Column(self.tr("Credit it may spend"), width=200, align="figure")]
            if self._shown.overseen
            else []
        )
        columns = [
            Column(self.tr("Till"), width=280),
            Column(self.tr("Branch")),
            *holds,
            Column(self.tr("Last record"), width=200),
        ]
        rows = [
            TableRow(f"{one.branch}/{one.code}/{place}", self._till(one))
            for place, one in enumerate(self._shown.tills)
            if self._is_here(one.branch)
        ]
        return columns, rows, ""

    def _till(self, one: OtherTill) -> tuple[Cell, ...]:
        written = language.formats()
        holds = (Cell(written.money(one.holds)),) if self._shown.overseen else ()
        standing = (
            (one.here, self.tr("this till")),
            (one.retired, self._since(one)),
            (one.notes, one.notes),
        )
        note = " · ".join(words for stands, words in standing if stands)
        tone = "warn" if one.notes or one.retired else "text2"
        return (
            Cell(written.code(one.code), note, note_tone=tone, weight=theme.SEMIBOLD),
            Cell(one.branch),
            *holds,
            self._last(one),
        )

    def _since(self, one: OtherTill) -> str:
        if one.retired_at is None:
            return self.tr("out of use")
        return self.tr("out of use since {moment}").format(moment=language.formats().moment(one.retired_at))

    def _last(self, one: OtherTill) -> Cell:
        written = language.formats()
        if one.last_at is None:
            return Cell(self.tr("nothing yet"), tone="text2")
        age = written.numerals(self.tr("%n days ago", "", one.days)) if one.days else ""
        late = one.days >= LATE_DAYS and not one.retired
        return Cell(written.moment(one.last_at), age, tone="text2", note_tone="warn" if late else "text2")

    def _twice(self) -> tuple[list[Column], list[TableRow], str]:
        columns = [
            Column(self.tr("Till"), width=180),
            Column(self.tr("Amount"), width=180, align="figure"),
            Column(self.tr("Why")),
            Column(self.tr("On the house since"), width=200),
        ]
        rows = [
            TableRow(str(place), self._spent(one))
            for place, one in enumerate(self._shown.spent_twice)
            if self._is_here(one.branch)
        ]
        return columns, rows, self.tr("No credit was spent twice.")

    def _spent(self, one: SpentTwice) -> tuple[Cell, ...]:
        written = language.formats()
        return (
            Cell(written.code(one.code), one.branch, weight=theme.SEMIBOLD),
            Cell(written.money(one.amount) if one.credit else written.count(one.amount)),
            Cell(one.cause),
            Cell(self.tr("open"), tone="red")
            if one.at is None
            else Cell(written.moment(one.at), tone="text2"),
        )

    def _deeds(self) -> tuple[list[Column], list[TableRow], str]:
        columns = [
            Column(self.tr("Act")),
            Column(self.tr("Who"), width=220),
            Column(self.tr("Till"), width=180),
            Column(self.tr("When"), width=200),
        ]
        rows = [
            TableRow(str(place), self._deed(one))
            for place, one in enumerate(self._shown.acts)
            if self._is_here(one.branch)
        ]
        return columns, rows, self.tr("Nothing that needs a signature has happened.")

    def _deed(self, one: ActShown) -> tuple[Cell, ...]:
        written = language.formats()
        others = [name for name in one.signed if name != one.staff]
        signed = self.tr("signed by {names}").format(names=written.listed(others)) if others else ""
        return (
            Cell(
                one.what, written.money(one.credit, signed=True) if one.credit else "", weight=theme.SEMIBOLD
            ),
            Cell(one.staff or self.tr("The centre"), signed),
            Cell(written.code(one.code), one.branch),
            Cell(written.moment(one.at), tone="text2"),
        )
