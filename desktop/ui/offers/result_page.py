"""What a published offer did: its figures, before and after, who holds a grant of it. Passive."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui import language, theme
from desktop.ui.offers.painted import MarkedText
from desktop.ui.offers.panels import figure_text
from desktop.ui.offers.shown import Figure, ResultRow, ShownGrant, ShownResult, ShownSentence
from desktop.ui.widgets import (
    Button,
    Cell,
    Chip,
    Column,
    EmptyState,
    Hairline,
    IconButton,
    Label,
    Table,
    TableRow,
    column,
    empty_layout,
    on_ground,
    row,
)


class ResultPage(QWidget):
    """`edit_wanted`, `copy_wanted`, `codes_wanted`, `stop_wanted`, `left`."""

    edit_wanted = Signal()
    copy_wanted = Signal()
    codes_wanted = Signal()
    stop_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: ShownResult | None = None
        self._sure = False
        self.back = IconButton("arrow-back", "")
        self._title, self._state = Label("", 20, theme.SEMIBOLD, elide=True), Chip("", "soft", height=24)
        self._version = Label("", 12, tone="text2")
        self.stop, self.edit = Button("", "danger"), Button("", "primary", icon="edit", height=44)
        self.copy, self.codes = Button("", "plain"), Button("", "plain")
        self.sentence = MarkedText(17)
        self._figures = QHBoxLayout()
        self._figures.setSpacing(40)
        self._after_title, self._note = Label("", 15, theme.SEMIBOLD), Label("", 13, tone="text2", wrap=True)
        self.after, self._no_after = Table(row_height=44), EmptyState("chart")
        self._grants_title, self.grants = Label("", 15, theme.SEMIBOLD), Table(row_height=48)
        self._no_grants = EmptyState("gift")
        self._lay_out()
        self.back.clicked.connect(self.left)
        self.edit.clicked.connect(self.edit_wanted)
        self.stop.clicked.connect(self.stop_wanted)
        self.copy.clicked.connect(self.copy_wanted)
        self.codes.clicked.connect(self.codes_wanted)
        language.on_change(self, self._retranslate)

    def show_result(self, shown: ShownResult) -> None:
        """Write it."""
        self._shown, self._sure = shown, False
        self._retranslate()

    def show_sure(self, sure: bool) -> None:
        """Say by the words of the same button that pressing it again stops the offer."""
        self._sure = sure
        self._retranslate()

    def _lay_out(self) -> None:
        names = column(self._title, row(self._state, self._version, None, gap=8), gap=4)
        top = row(
            self.back, names, self.codes, self.copy, self.stop, self.edit, gap=12, margins=(20, 14, 20, 14)
        )
        top.setStretch(1, 1)
        band = column(self.sentence, self._figures, gap=12, margins=(24, 14, 24, 16))
        first = column(self._after_title, self._note, self.after, self._no_after, gap=8)
        second = column(self._grants_title, self.grants, self._no_grants, gap=8)
        first.setStretch(2, 1)
        second.setStretch(1, 1)
        self._grants_side = QWidget()
        self._grants_side.setLayout(second)
        below = row(first, self._grants_side, gap=32, margins=(24, 16, 24, 16))
        below.setStretch(0, 1)
        below.setStretch(1, 1)
        whole = column(top, Hairline(), on_ground(band, "sunken"), Hairline(), below, gap=0)
        whole.setStretch(4, 1)
        self.setLayout(whole)

    def _retranslate(self) -> None:
        self.back.set_name(self.tr("Back to the offers"))
        self.stop.setText(self.tr("Yes, stop it") if self._sure else self.tr("Stop it"))
        self.copy.setText(self.tr("Another like it"))
        self.codes.setText(self.tr("Make codes…"))
        next_version, open_draft = self.tr("Write the next version"), self.tr("Go on with the next version")
        self.edit.setText(open_draft if self._shown is not None and self._shown.draft else next_version)
        self._after_title.setText(self.tr("Before and after"))
        self._grants_title.setText(self.tr("Who was granted it"))
        written = language.formats()
        self.after.set_columns(
            [
                Column(self.tr("Days"), "figure", 70),
                Column(self.tr("Members"), "figure", 90),
                Column(self.tr("Bought before, {unit}").format(unit=written.unit()), "figure"),
                Column(self.tr("Bought after, {unit}").format(unit=written.unit()), "figure"),
            ],
            name=self._after_title.text(),
        )
        self.grants.set_columns(
            [
                Column(self.tr("Member")),
                Column(self.tr("State"), width=110),
                Column(self.tr("Until"), "end", 140),
            ],
            name=self._grants_title.text(),
        )
        self._no_after.show_empty(
            self.tr("Nothing to compare yet"),
            self.tr("After 7 days with sales the first figures stand here."),
        )
        self._no_grants.show_empty(
            self.tr("Nobody holds it yet"),
            self.tr("Members who meet the condition are granted it by themselves."),
        )
        if self._shown is not None:
            self._write(self._shown)

    def _write(self, shown: ShownResult) -> None:
        self._title.setText(shown.name)
        version = language.formats().count(shown.version)
        told = self.tr("version {number}")
        if shown.version > 1:
            told = self.tr("version {number}; the figures are of all versions")
        self._version.setText(told.format(number=version))
        words = {
            "live": self.tr("live"),
            "stopped": self.tr("stopped"),
            "ended": self.tr("ended"),
            "ahead": self.tr("not yet"),
        }
        self._state.show_text(
            words.get(shown.state, shown.state), "soft" if shown.state == "live" else "plain"
        )
        self.sentence.show_sentence(ShownSentence(shown.sentence))
        self.stop.setVisible(shown.may_publish and shown.state in ("live", "ahead"))
        for button in (self.edit, self.copy):
            button.setVisible(shown.may_publish)
        self.codes.setVisible(shown.makes_codes)
        empty_layout(self._figures)
        for figure in shown.figures:
            self._figures.addLayout(_tall(figure))
        self._figures.addStretch(1)
        self._note.setText(shown.note)
        self._note.setVisible(bool(shown.note))
        self.after.show_rows([_after_row(one) for one in shown.rows])
        self.after.setVisible(bool(shown.rows))
        self._no_after.setVisible(not shown.rows)
        self._grants_side.setVisible(shown.one_shot)
        self.grants.show_rows([self._grant_row(one) for one in shown.grants])
        self.grants.setVisible(bool(shown.grants))
        self._no_grants.setVisible(not shown.grants)

    def _grant_row(self, one: ShownGrant) -> TableRow:
        written = language.formats()
        words = {
            "live": self.tr("not used yet"),
            "used": self.tr("used"),
            "ended": self.tr("ended unused"),
        }
        return TableRow(
            one.member_id,
            (
                Cell(one.name, weight=theme.MEDIUM),
                Cell(words.get(one.state, one.state), tone="accent" if one.state == "used" else "text2"),
                Cell(written.day(one.until) if one.until else "", tone="text2"),
            ),
        )


def _tall(figure: Figure) -> QHBoxLayout:
    """A figure under its word."""
    return row(
        column(
            Label(figure.label, 12, tone="text2"),
            Label(figure_text(figure), 20, theme.SEMIBOLD, figure.tone),
            gap=2,
        )
    )


def _after_row(one: ResultRow) -> TableRow:
    written = language.formats()
    return TableRow(
        str(one.days),
        (
            Cell(written.count(one.days), weight=theme.MEDIUM),
            Cell(written.count(one.members), tone="text2"),
            Cell(written.amount(one.before), tone="text2"),
            Cell(written.amount(one.after), weight=theme.MEDIUM),
        ),
    )
