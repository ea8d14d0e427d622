"""Rows of the rules: base rates of their own, and the steps of the ladder of tiers. Passive."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui import language
from desktop.ui.settings.values import RateRow, TierRow
from desktop.ui.widgets import (
    AmountEdit,
    Button,
    CodeEdit,
    Field,
    IconButton,
    Label,
    TextEdit,
    column,
    empty_layout,
    row,
)
from desktop.ui.widgets.flow import Flow
from loyalty.documents import Text
from loyalty.words import fold_digits

_WIDE = 150


class RateRows(QWidget):
    """A percentage for each group or tier; an empty one follows the general rate."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[RateRow, ...] = ()
        self._may = False
        self.edits: dict[str, CodeEdit] = {}
        self._title, self._holder = Label("", 13, tone="text2"), QWidget()
        self._flow = Flow(gap=16, line_gap=10)
        self._holder.setLayout(self._flow)
        self.setLayout(column(self._title, self._holder, gap=6))

    def show_rows(self, rows: tuple[RateRow, ...], title: str) -> None:
        """Write the fields anew."""
        self._rows, written = rows, language.formats()
        self._title.setText(title)
        empty_layout(self._flow)
        self.edits = {}
        for one in rows:
            self.edits[one.key] = CodeEdit(written.numerals(fold_digits(one.percent)), figure=True)
            field = Field(one.name.of(written.lang), self.edits[one.key])
            field.setFixedWidth(_WIDE)
            self._flow.addWidget(field)
        self.setVisible(bool(rows))
        self.allow(self._may)

    def rows(self) -> tuple[RateRow, ...]:
        """Return what is typed."""
        return tuple(replace(one, percent=self.edits[one.key].text()) for one in self._rows)

    def allow(self, may: bool) -> None:
        """Let a person change them, or only read them."""
        self._may = may
        for edit in self.edits.values():
            edit.setEnabled(may)


class TierRows(QWidget):
    """The ladder: a name in both languages and the points each step begins at; steps come and go."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[TierRow] = []
        self._may = False
        self.least: dict[str, AmountEdit] = {}
        self.names: dict[str, tuple[TextEdit, TextEdit]] = {}
        self._body = QVBoxLayout()
        self._body.setSpacing(8)
        self.add = Button("", "quiet", icon="plus", height=36)
        self.add.clicked.connect(self._add)
        self.setLayout(column(self._body, row(self.add, None), gap=8))

    def show_rows(self, rows: tuple[TierRow, ...]) -> None:
        """Write the steps anew."""
        self._rows = list(rows)
        self._write()

    def rows(self) -> tuple[TierRow, ...]:
        """Return what is typed."""
        return tuple(
            TierRow(
                one.tier,
                Text(*(edit.text().strip() for edit in self.names[one.tier])),
                self.least[one.tier].amount() or 0,
            )
            for one in self._rows
        )

    def allow(self, may: bool) -> None:
        """Let a person change them, or only read them."""
        self._may = may
        self._write()

    def _add(self) -> None:
        self._rows = list(self.rows())
        known = {one.tier for one in self._rows}
        tier = next(f"tier-{n}" for n in range(1, len(known) + 2) if f"tier-{n}" not in known)
        most = max((one.least for one in self._rows), default=0)
        self._rows.append(TierRow(tier, Text("", ""), most * 2 if most else 1_000))
        self._write()
        self.names[tier][0].setFocus()

    def _remove(self, tier: str) -> None:
        self._rows = [one for one in self.rows() if one.tier != tier]
        self._write()

    def _write(self) -> None:
        empty_layout(self._body)
        self.least, self.names = {}, {}
        self.add.setText(self.tr("Another tier"))
        self.add.setVisible(self._may)
        for one in self._rows:
            self._body.addLayout(self._step(one))

    def _step(self, one: TierRow) -> QHBoxLayout:
        said = one.name.of(language.formats().lang) or self.tr("new tier")
        fa, en = TextEdit(one.name.fa), TextEdit(one.name.en)
        least = AmountEdit(one.least)
        self.names[one.tier], self.least[one.tier] = (fa, en), least
        fa.setAccessibleName(self.tr("{tier} in Persian").format(tier=said))
        en.setAccessibleName(self.tr("{tier} in English").format(tier=said))
        least.setAccessibleName(self.tr("{tier} from points").format(tier=said))
        for edit in (fa, en, least):
            edit.setEnabled(self._may)
            edit.setFixedWidth(_WIDE)
        words = Label(self.tr("points and more"), 13, tone="text2")
        from_ = Label(self.tr("from"), 13, tone="text2")
        cross = IconButton("cross", self.tr("Remove: {tier}").format(tier=said))
        if not self._may or not one.least:  # shown before it has a parent it would be a window of its own
            cross.hide()
        cross.clicked.connect(lambda: self._remove(one.tier))
        return row(fa, en, from_, least, words, cross, None, gap=10)
