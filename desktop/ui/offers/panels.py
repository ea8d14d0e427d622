"""What opens beside the page: a list to choose from, the question before publishing, the outcome of a dry run. Passive."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui import language, theme
from desktop.ui.offers.leading import LeadDown
from desktop.ui.offers.painted import MarkedText, ProfitBars
from desktop.ui.offers.shown import Choice, Figure, ShownPublish, ShownSentence, ShownTrial
from desktop.ui.widgets import (
    Button,
    Cell,
    ChoiceBox,
    CodeEdit,
    Column,
    EmptyState,
    Field,
    Hairline,
    Label,
    Pair,
    Progress,
    Row,
    Table,
    TableRow,
    TextEdit,
    Toggle,
    align_figures,
    column,
    empty_layout,
    row,
)
from loyalty.errors import LoyaltyError
from loyalty.money import WHOLE, parse_percent
from loyalty.words import fold_digits

_EDGES = (24, 16, 24, 20)
_LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "\u200c": None})


class Chooser(QWidget):
    """A field that narrows a list, its shelves where it has some, and the list. `picked(key)` by Enter or a click."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._choices: tuple[Choice, ...] = ()
        self._kind = "add"
        self.search, self.shelves = TextEdit(), ChoiceBox()
        self.shelves.picked.connect(lambda _: self._write())
        self.table = Table(row_height=64, opens=True)
        self._none = EmptyState("search")
        self.search.textEdited.connect(lambda _: self._write())
        self.search.returnPressed.connect(self._take_first)
        self._down = LeadDown(self.search, self.table)
        self.table.picked.connect(self.picked)
        head = row(self.search, self.shelves, gap=8)
        head.setStretch(0, 1)
        self.setLayout(column(head, self.table, self._none, gap=10, margins=(16, 12, 16, 12)))
        self.setMinimumHeight(560)
        language.on_change(self, self._retranslate)

    def show_choices(self, kind: str, choices: Sequence[Choice]) -> None:
        """Show what there is to choose from."""
        self._kind, self._choices = kind, tuple(choices)
        self.search.setText("")
        self.shelves.choose("")
        self._retranslate()
        self.table.verticalScrollBar().setValue(0)

    def title(self) -> str:
        """The panel's heading."""
        return self.tr("Ready offers") if self._kind == "library" else self.tr("What is to be added?")

    def shown(self) -> list[str]:
        """Return the keys in the list."""
        return [one.key for one in self.table.rows()]

    def _take_first(self) -> None:
        rows = self.table.rows()
        if rows:
            self.picked.emit(rows[0].key)

    def _write(self) -> None:
        wanted, shelf = _folded(self.search.text()), self.shelves.value()
        rows = [one for one in self._choices if _answers(one, wanted) and _stands_on(one, shelf)]
        # What is called so comes before what is only also called so: Enter takes the first.
        rows.sort(key=lambda one: (wanted not in _folded(one.title), bool(shelf) and one.everywhere))
        self.table.show_rows(
            [
                TableRow(
                    one.key,
                    (
                        Cell(one.title, one.note, weight=theme.SEMIBOLD),
                        Cell(one.topic, one.shelf, tone="text2", size=12),
                    ),
                )
                for one in rows
            ]
        )
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)

    def _write_shelves(self) -> None:
        """A trade is chosen by its name; of what suits every trade there is something on every shelf."""
        shelves = list(dict.fromkeys(one.shelf for one in self._choices if one.shelf and not one.everywhere))
        self.shelves.set_options([("", self.tr("Every trade")), *((shelf, shelf) for shelf in shelves)])
        self.shelves.setAccessibleName(self.tr("Only for this trade"))
        self.shelves.setVisible(bool(shelves))

    def _retranslate(self) -> None:
        self.search.setPlaceholderText(self.tr("Type a word to narrow the list"))
        self.search.setAccessibleName(self.tr("Narrow the list"))
        self._write_shelves()
        self.table.set_columns([Column(self.title()), Column("", "end", 132)], name=self.title())
        self.table.horizontalHeader().hide()
        self._none.show_empty(self.tr("Nothing like this"), self.tr("Try another word."))
        self._write()


def _stands_on(one: Choice, shelf: str) -> bool:
    return not shelf or one.everywhere or one.shelf == shelf


def _answers(one: Choice, wanted: str) -> bool:
    """Say whether every word of a search stands among the words of a choice, in any order."""
    told = _folded(f"{one.title} {one.note} {one.topic} {one.shelf} {one.also}")
    return all(word in told for word in wanted.split())


def _folded(text: str) -> str:
    """Return a text as it is searched: Arabic letters as Persian ones, digits as one kind, no half blanks."""
    return fold_digits(text).translate(_LETTERS).strip().lower()


class PublishSheet(QWidget):
    """The sentence once more in both languages, what the check says, the hold-out; `confirmed(percent)`.

    Where it is given to many at once, how far that is; `cancelled()` while nothing is written yet. What makes a loss is
    not published by the key that opened this: the focus is on going back (`declined()`), and a switch stands before.
    """

    confirmed = Signal(str)
    cancelled = Signal()
    declined = Signal()
    way_picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: ShownPublish | None = None
        self._lead, self._name = (
            Label("", 13, tone="text2", wrap=True),
            Label("", 16, theme.SEMIBOLD, wrap=True),
        )
        self._here, self._there = MarkedText(15), MarkedText(13, tone="text2", roomy=False)
        self._at_till = Label("", 14, theme.MEDIUM, wrap=True)
        self._where = Label("", 13, theme.MEDIUM, wrap=True)
        self._replaces = Label("", 13, theme.MEDIUM, "warn", wrap=True)
        self._warning = Label("", 13, theme.MEDIUM, "warn", wrap=True)
        self._hint, self._ways = Label("", 12, tone="text2", wrap=True), QVBoxLayout()
        self._reached = Label("", 13, tone="text2", wrap=True)
        self.hold_out, self.percent = Toggle(), CodeEdit(figure=True)
        self._percent = Field("", self.percent)
        self._why = Label("", 12, tone="text3", wrap=True)
        self.progress = Progress()
        self.progress.cancelled.connect(self.cancelled)
        self._given = Label("", 13, theme.MEDIUM, wrap=True)
        self.meant, self.back = Toggle(), Button("")
        self.meant.toggled.connect(self._write_publish)
        self.back.clicked.connect(self.declined)
        self.publish = Button("", "primary", cap="Enter")
        self.publish.clicked.connect(self._confirm)
        self.percent.returnPressed.connect(self._confirm)
        self.percent.textEdited.connect(lambda _: self._percent.show_problem(""))
        self.hold_out.toggled.connect(self._percent.setVisible)
        self.setLayout(
            column(
                self._replaces, self._lead, self._name, self._here, self._there, Hairline(), self._where, self._at_till, self._reached,
                self._warning, self._hint, self._ways, 8, self.hold_out, self._percent, self._why, 8, self.back, self.meant, self.publish,
                self.progress, self._given, None,
                gap=10, margins=_EDGES,
            )
        )  # fmt: skip
        language.on_change(self, self._retranslate)

    def show_publish(self, shown: ShownPublish) -> None:
        """Ask."""
        self._shown = shown
        self.hold_out.setChecked(False)
        self._percent.show_problem("")
        self._percent.setVisible(False)
        self.percent.setText(language.formats().numerals(shown.holdout or "10"))
        self.meant.setChecked(False)
        for widget in (self.back, self.meant):
            widget.setVisible(shown.loses)
        self._write_publish()
        self.publish.show()
        self.progress.finish()
        self._given.hide()
        self._retranslate()
        (self.back if shown.loses else self.publish).setFocus(Qt.FocusReason.OtherFocusReason)

    def title(self) -> str:
        """The panel's heading."""
        return self.tr("Publish this offer?")

    def show_giving(self, done: int, total: int) -> None:
        """Show how many members were looked at; (0, 0) begins."""
        if not done and not total:
            for widget in (self.publish, self.back, self.meant):
                widget.hide()
            self.progress.start(self.tr("Finding whom it is given to"))
        self.progress.advance(done, total)

    def show_given(self, number: int) -> None:
        """Say that it is now given to so many."""
        self.progress.finish()
        told = self.tr("It is being given to %n members. The till waits until that is written.", "", number)
        self._given.setText(language.formats().counted(told, number))
        self._given.show()

    def _write_publish(self) -> None:
        """Enter is its key only where it is what Enter does: not beside a loss."""
        shown = self._shown
        loses = shown is not None and shown.loses
        self.publish.setEnabled(
            shown is not None and not shown.stops and (not loses or self.meant.isChecked())
        )
        self.publish.set_cap("" if loses else "Enter", filled=not loses)

    def _write_ways(self, shown: ShownPublish) -> None:
        """A button for each way out: which row is changed to what. It goes back to the draft with that written."""
        empty_layout(self._ways)
        for way in shown.ways:
            button = Button(way.whole, "plain")
            button.clicked.connect(partial(self.way_picked.emit, way.key))
            self._ways.addWidget(button)

    def _confirm(self) -> None:
        if self.publish.isHidden() or not self.publish.isEnabled():
            return
        held = fold_digits(self.percent.text()).replace("٫", ".").strip(" ٪%")
        if self.hold_out.isChecked() and not _is_share(held):
            self._percent.show_problem(self.tr("Write a percent above 0 and below 100, such as 10."))
            self.percent.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.confirmed.emit(held if self.hold_out.isChecked() else "0")

    def _retranslate(self) -> None:
        shown, written = self._shown, language.formats()
        self._lead.setText(self.tr("From the next sale on, every till that hears of it applies this:"))
        self.hold_out.setText(self.tr("Keep a control group"))
        self._percent.set_label(self.tr("Percent of the audience that gets nothing"))
        self._why.setText(
            self.tr("Only against a control group can anybody say what the offer itself brought.")
        )
        loses = shown is not None and shown.loses
        self.publish.setText(self.tr("Publish at a loss") if loses else self.tr("Publish"))
        self.meant.setText(self.tr("I know that it makes a loss"))
        self.back.setText(self.tr("Back, change it"))
        if shown is None:
            return
        self._name.setText(shown.name)
        self._here.show_sentence(ShownSentence(shown.sentence))
        self._there.show_sentence(ShownSentence(shown.other))
        replaces = self.tr("Version {number} was published after this draft was begun; this one replaces it.")
        self._replaces.setText(replaces.format(number=written.count(shown.replaces)))
        self._replaces.setVisible(bool(shown.replaces))
        self._warning.setText(shown.warning)
        self._warning.setVisible(bool(shown.warning))
        self._hint.setText(shown.hint)
        self._hint.setVisible(bool(shown.hint))
        self._where.setText(shown.where)
        self._at_till.setText(shown.at_till)
        self._at_till.setVisible(bool(shown.at_till))
        self._write_ways(shown)
        if shown.reached is not None:
            told = self.tr("It reaches %n members today.", "", shown.reached)
            if shown.gives:
                told = self.tr(
                    "Up to %n members are given it at once, each for one purchase.",
                    "",
                    shown.reached,
                )
            self._reached.setText(written.counted(told, shown.reached))
        self._reached.setVisible(shown.reached is not None)


def _is_share(text: str) -> bool:
    """Say whether a text is a percent of some, and not of all."""
    try:
        return 0 < parse_percent(text) < WHOLE
    except LoyaltyError:
        return False


def figure_text(figure: Figure) -> str:
    """Return a figure as it is written for the reader."""
    written, value = language.formats(), figure.value
    if isinstance(value, str):
        return value
    if figure.kind in ("money", "signed_money"):
        return written.money(value, signed=figure.kind == "signed_money")
    if figure.kind == "percent":
        return written.percent(value, alone=True)
    return written.signed(value) if figure.kind == "signed" else written.count(value)


class TrialSheet(QWidget):
    """A dry run: how far it is, then its figures, its picture and who wins. `cancelled()`."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: ShownTrial | None = None
        self.progress = Progress()
        self.progress.cancelled.connect(self.cancelled)
        self._title, self._note = (
            Label("", 16, theme.SEMIBOLD, wrap=True),
            Label("", 13, tone="text2", wrap=True),
        )
        self._figures = QVBoxLayout()
        self._figures.setSpacing(8)
        self._bars_title, self.bars = Label("", 14, theme.SEMIBOLD), ProfitBars()
        self._winners_title, self._winners = Label("", 14, theme.SEMIBOLD), QVBoxLayout()
        self._winners.setSpacing(0)
        self._body = QWidget()
        self._body.setLayout(
            column(
                self._title, self._figures, self._note, 12, self._bars_title, self.bars, 12,
                self._winners_title, self._winners, gap=8,
            )
        )  # fmt: skip
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLayout(column(self.progress, self._body, None, gap=8, margins=_EDGES))
        language.on_change(self, self._retranslate)

    def title(self) -> str:
        """The panel's heading."""
        return self.tr("Tried on the shop's own past")

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is; (0, 0) begins."""
        if not done and not total:
            self.progress.start(self.tr("Past purchases are priced anew with this offer"))
            self._body.hide()
        self.progress.advance(done, total)

    def show_trial(self, shown: ShownTrial) -> None:
        """Show the outcome."""
        self._shown = shown
        self.progress.finish()
        self._body.show()
        self._retranslate()

    def stop(self) -> None:
        """It was stopped."""
        self.progress.finish()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.title())
        shown = self._shown
        self._bars_title.setText(self.tr("Change of profit by product group"))
        self._winners_title.setText(self.tr("Who gains most"))
        if shown is None:
            return
        self._title.setText(shown.title)
        self._note.setText(shown.note)
        self._note.setVisible(bool(shown.note))
        empty_layout(self._figures)
        pairs = [
            Pair(one.label, figure_text(one), size=14, tone=one.tone, figure=True) for one in shown.figures
        ]
        align_figures(pairs)
        for pair in pairs:
            self._figures.addWidget(pair)
        self.bars.show_bars(shown.bars, self._bars_title.text())
        empty_layout(self._winners)
        for winner in shown.winners:
            line = Row()
            line.show_row(winner.name, winner.note, language.formats().amount(winner.amount))
            self._winners.addWidget(line)
        self._winners_title.setVisible(bool(shown.winners))
        self._bars_title.setVisible(bool(shown.bars))
        self.bars.setVisible(bool(shown.bars))
