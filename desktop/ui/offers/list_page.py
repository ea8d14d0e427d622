"""The list of offers: found by words and by state, each with its sentence and what it brought. Passive."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui import language, theme
from desktop.ui.offers.leading import LeadDown
from desktop.ui.offers.shown import AHEAD, DRAFT, ENDED, LIVE, STOPPED, OfferList, OfferRow
from desktop.ui.widgets import (
    Button,
    Cell,
    Column,
    EmptyState,
    Hairline,
    Label,
    Table,
    TableRow,
    Tabs,
    TextEdit,
    column,
    on_ground,
    row,
    tab_as_read,
)

_TONES = {LIVE: "accent", DRAFT: "text2", AHEAD: "text2", STOPPED: "text3", ENDED: "text3"}


class ListPage(QWidget):
    """Signals in the past tense carry what a person did."""

    text_changed = Signal(str)
    state_picked = Signal(str)
    picked = Signal(str)
    new_wanted = Signal()
    library_wanted = Signal()
    stacking_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown = OfferList((), ())
        self._title = Label("", 20, theme.SEMIBOLD)
        self.search, self.states = TextEdit(), Tabs()
        self.search.setFixedWidth(280)
        self.new = Button("", "primary", icon="plus", height=44)
        self.library = Button("", "plain", icon="list")
        self.stacking = Button("", "plain", icon="sliders")
        self.table, self.empty = Table(row_height=64, opens=True), EmptyState("tag")
        top = row(self._title, None, self.stacking, self.library, self.new, gap=12, margins=(24, 18, 24, 6))
        bar = row(self.states, None, self.search, gap=16, margins=(24, 0, 24, 8))
        bar.setAlignment(self.states, Qt.AlignmentFlag.AlignBottom)
        self._listed = on_ground(row(self.table, margins=(12, 0, 12, 0)))
        whole = column(top, bar, Hairline(), self._listed, self.empty, gap=0)
        # One of the two is away: whoever stands there has the room.
        whole.setStretch(3, 1)
        whole.setStretch(4, 1)
        self.setLayout(whole)
        self.search.textEdited.connect(self.text_changed)
        self.search.returnPressed.connect(self._open_first)
        self._down = LeadDown(self.search, self.table)
        self.states.picked.connect(self.state_picked)
        self.table.picked.connect(self.picked)
        self.new.clicked.connect(self.new_wanted)
        self.library.clicked.connect(self.library_wanted)
        self.stacking.clicked.connect(self.stacking_wanted)
        self.empty.wanted.connect(self._empty_wanted)
        language.on_change(self, self._retranslate)

    def show_list(self, shown: OfferList) -> None:
        """Write the rows anew."""
        self._shown = shown
        for button in (self.new, self.library):
            button.setVisible(shown.may_publish)
        self._write_states()
        self.table.show_rows([self._row(one) for one in shown.rows])
        self._listed.setVisible(bool(shown.rows))
        self.empty.setVisible(not shown.rows)
        self._write_empty()
        if shown.chosen:
            self._go_on_at(shown.chosen)

    def _go_on_at(self, offer_id: str) -> None:
        """Whoever comes back goes on where they were; who types to find one is left in peace."""
        self.table.choose(offer_id)
        if self._listed.isVisible() and not self.search.text():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Give the focus to the list, to its field where it is empty."""
        target = self.table if self._shown.rows else self.search
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._shown.rows and not self.table.chosen():
            self.table.choose(self._shown.rows[0].offer_id)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes as the eye does."""
        return tab_as_read(self, next) or super().focusNextPrevChild(next)

    def _open_first(self) -> None:
        if self._shown.rows:
            self.picked.emit(self._shown.rows[0].offer_id)

    def _empty_wanted(self) -> None:
        if self._shown.text or self._shown.state:
            self.search.setText("")
            self.text_changed.emit("")
            self.state_picked.emit("")
        else:
            self.library_wanted.emit()

    def _row(self, one: OfferRow) -> TableRow:
        written = language.formats()
        state = self._state_words().get(one.state, one.state)
        version = self.tr("version {number}").format(number=written.count(one.version)) if one.version else ""
        if one.draft and one.version:
            version = self.tr("a new version is being written")
        if one.unready:
            version = self.tr("not ready")
        figures = self._figures(one)
        losing = one.profit is not None and one.profit < 0
        return TableRow(
            one.offer_id,
            (
                Cell(one.name or self.tr("Without a name yet"), one.sentence, weight=theme.SEMIBOLD, size=15),
                Cell(
                    state,
                    version,
                    tone=_TONES[one.state],
                    note_tone="warn" if one.unready else "text2",
                    weight=theme.MEDIUM,
                ),
                Cell(figures[0], tone="text2"),
                Cell(figures[1], tone="text2"),
                Cell(figures[2], tone="warn" if losing else "text", weight=theme.MEDIUM),
            ),
        )

    def _figures(self, one: OfferRow) -> tuple[str, str, str]:
        """Write uses, cost and profit; of an offer that ran and has no profit told, say that the margin is missing."""
        written = language.formats()
        unknown = self.tr("margin unknown") if one.uses and one.reckoned else "–"
        return (
            "–" if one.uses is None else written.count(one.uses),
            "–" if one.cost is None else written.amount(one.cost),
            unknown if one.profit is None else written.signed_amount(one.profit),
        )

    def _state_words(self) -> dict[str, str]:
        return {
            LIVE: self.tr("live"),
            DRAFT: self.tr("draft"),
            AHEAD: self.tr("not yet"),
            STOPPED: self.tr("stopped"),
            ENDED: self.tr("ended"),
        }

    def _write_states(self) -> None:
        written, counts = language.formats(), dict(self._shown.counts)
        heads = {
            "": self.tr("All"),
            LIVE: self.tr("Live"),
            DRAFT: self.tr("Drafts"),
            AHEAD: self.tr("Not yet"),
            STOPPED: self.tr("Stopped"),
            ENDED: self.tr("Ended"),
        }
        counts[""] = sum(counts.values())
        options = [(key, f"{text} ({written.count(counts.get(key, 0))})") for key, text in heads.items()]
        self.states.set_options(options)
        self.states.choose(self._shown.state)

    def _write_empty(self) -> None:
        if self._shown.text or self._shown.state:
            self.empty.show_empty(
                self.tr("Nothing found"),
                self.tr("No offer holds these words in this state."),
                self.tr("Show all offers"),
            )
            return
        hint = self.tr("Begin with one of the ready offers: each opens as a draft that you fit to your shop.")
        asked = self.tr("Who may publish offers writes them here.")
        button = self.tr("Choose a ready offer") if self._shown.may_publish else ""
        self.empty.show_empty(self.tr("No offer yet"), hint if self._shown.may_publish else asked, button)

    def _retranslate(self) -> None:
        written = language.formats()
        self._title.setText(self.tr("Offers"))
        self.search.setPlaceholderText(self.tr("Find an offer"))
        self.search.setAccessibleName(self.tr("Find an offer"))
        self.states.setAccessibleName(self.tr("Only this state"))
        self.new.setText(self.tr("New offer"))
        self.library.setText(self.tr("Ready offers"))
        self.stacking.setText(self.tr("How offers stack"))
        self.table.set_columns(
            [
                Column(self.tr("Offer")),
                Column(self.tr("State"), width=170),
                Column(self.tr("Uses"), "figure", 90),
                Column(self.tr("Cost, {unit}").format(unit=written.unit()), "figure", 140),
                Column(self.tr("Profit of its sales, {unit}").format(unit=written.unit()), "figure", 170),
            ],
            name=self.tr("Offers"),
        )
        self.show_list(self._shown)
