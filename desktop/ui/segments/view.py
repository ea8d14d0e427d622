"""The segments screen: classes and drawn segments at the side, the members of the chosen one beside. Passive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui import language, theme
from desktop.ui.choose_file import choose_to_save
from desktop.ui.parts.conditions.form import Chooser
from desktop.ui.parts.conditions.values import Choice, ShownForm, ShownReach
from desktop.ui.segments.drawing_page import DrawingPage
from desktop.ui.segments.shown import Notice, ShownGroup, ShownMember, ShownMoves, ShownPeople
from desktop.ui.widgets import (
    Button,
    Cell,
    Column,
    EmptyState,
    Hairline,
    Label,
    MenuButton,
    Sheet,
    Table,
    TableRow,
    TextEdit,
    VerdictBar,
    column,
    row,
    tab_as_read,
)

SIDE = 312
NO_PURCHASE = "no_purchase"
FILES = (("xlsx", "XLSX"), ("csv", "CSV"))


class SegmentsScreen(QWidget):
    """What a person does is said by signals."""

    group = Signal(str)
    text_changed = Signal(str)
    member = Signal(str)
    offer_wanted = Signal()
    draw_wanted = Signal()
    redraw_wanted = Signal()
    choice_picked = Signal(str)
    export_chosen = Signal(str)
    refreshed = Signal()
    language_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.save_file: Callable[[QWidget, str, str, str], str] = choose_to_save
        self._people: ShownPeople | None = None
        self._groups: tuple[ShownGroup, ...] = ()
        self._title, self._under = (
            Label("", 20, theme.SEMIBOLD, elide=True),
            Label("", 13, tone="text2", elide=True),
        )
        self._came, self._went = (
            Label("", 13, tone="text2", wrap=True),
            Label("", 13, tone="text2", wrap=True),
        )
        self._hint = Label("", 12, tone="text2", wrap=True)
        self.groups, self.table = Table(row_height=40), Table(row_height=52, opens=True)
        self.search, self._count = TextEdit(), Label("", 13, tone="text2", align="end")
        # It begins empty: without room of its own the first count would be cut.
        self._count.setMinimumWidth(160)
        self.offer, self.files = Button("", "primary", icon="tag", height=44), MenuButton("", icon="download")
        self.empty, self.verdict = EmptyState("people"), VerdictBar()
        self.draw, self.redraw = Button("", "plain", icon="plus", height=44), Button("", "plain", icon="edit")
        self.drawing, self.chooser, self._whole = DrawingPage(), Chooser(), QStackedWidget()
        self._members = QStackedWidget()
        self._side, self._head, self._bar = QWidget(), QWidget(), QWidget()
        self._lay_out()
        self.sheet = Sheet(self, width=440)
        self._connect()
        language.on_change(self, self._retranslate)

    # -- what the presenter shows ---------------------------------------------------------------------------

    def show_groups(self, groups: tuple[ShownGroup, ...], chosen: str, today: dt.date) -> None:
        """Show the classes and the shop's own segments with their counts."""
        self._groups = groups
        self.groups.blockSignals(True)
        self.groups.show_rows([self._group_row(one) for one in groups])
        self.groups.choose(chosen)
        self.groups.blockSignals(False)
        day = language.formats().day(today, year=False)
        self._hint.setText(
            self.tr("Classes as of the start of {day}, as the counter and offers have them.").format(day=day)
        )

    def show_people(self, shown: ShownPeople | None) -> None:
        """Show the chosen group, or nothing of anybody."""
        self._people = shown
        for part in (self._head, self._bar, self._side):
            part.setVisible(shown is not None)
        if shown is None:
            self.table.show_rows([])
            self._members.setCurrentIndex(0)
            return
        written = language.formats()
        self._title.setText(self._name(shown.group))
        self._under.setText(self._under_words(shown))
        self._write_moves(shown.moves)
        self.offer.setVisible(shown.may_offer)
        self.files.setVisible(shown.may_export)
        self.draw.setVisible(shown.may_draw)
        self.redraw.setVisible(shown.may_redraw)
        self._write_columns(shown)
        self.table.show_rows([self._row(one) for one in shown.rows])
        self._members.setCurrentIndex(1 if shown.rows else 0)
        self._write_empty(shown)
        count = self.tr("{shown} of {whole}")
        self._count.setText(
            count.format(shown=written.count(len(shown.rows)), whole=written.count(shown.whole))
            if len(shown.rows) < shown.whole
            else ""
        )

    def show_working(self, working: bool) -> None:
        """Say that members are being counted; what stood there stays until they are."""
        self.setCursor(Qt.CursorShape.BusyCursor if working else Qt.CursorShape.ArrowCursor)
        if self._people is None:
            self.empty.show_empty(self.tr("Counting…") if working else self.tr("Nothing to show"))

    def show_drawing(self, name: str | None, known: bool) -> None:
        """Turn to the page a segment is drawn on, or back."""
        self._whole.setCurrentIndex(0 if name is None else 1)
        if name is not None:
            self.drawing.show_name(name, known=known)

    def show_form(self, shown: ShownForm, focus: str) -> None:
        """Draw the form of a segment anew."""
        self.drawing.show_form(shown, focus)

    def show_said(self, text: str) -> None:
        """Say who is in the segment that is drawn."""
        self.drawing.show_said(text)

    def show_problems(self, problems: dict[str, str]) -> None:
        """Show what is wrong with it, each at its place."""
        self.drawing.form.show_problems(problems)

    def show_reach(self, shown: ShownReach) -> None:
        """Show how many members are in it now."""
        self.drawing.show_reach(shown)

    def show_choices(self, choices: tuple[Choice, ...]) -> None:
        """Offer conditions to choose from, or no more."""
        if not choices:
            self.sheet.close_sheet()
            return
        self.chooser.show_choices("add", choices)
        self.sheet.open(self.chooser, self.chooser.title)
        self.chooser.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, said: Callable[[], str]) -> None:
        """Say what stands in the way, in whatever language is read."""
        self.verdict.problem(said)

    def show_notice(self, notice: Notice) -> None:
        """Say what was done."""
        self.verdict.notice(partial(self._notice_words, notice))

    def _notice_words(self, notice: Notice) -> str:
        written = language.formats()
        text = written.counted(self.tr("%n members are written", "", notice.count), notice.count)
        return f"{text}\n{written.path(notice.path)}"

    def clear_problem(self) -> None:
        """Say nothing any more."""
        if self.verdict.isVisible():
            self.verdict.clear()

    # -- words and rows -------------------------------------------------------------------------------------

    def _name(self, one: ShownGroup) -> str:
        return self.tr("No purchase") if one.key == NO_PURCHASE else one.name

    def _group_row(self, one: ShownGroup) -> TableRow:
        written = language.formats()
        count = "…" if one.count is None else written.count(one.count)
        tone = "text" if one.count else "text3"
        name = Cell(self._name(one), tone=tone, weight=theme.MEDIUM, icon="star" if one.own else "")
        return TableRow(one.key, (name, Cell(count, tone=tone)))

    def _under_words(self, shown: ShownPeople) -> str:
        written = language.formats()
        if shown.counting:
            return self.tr("Counting…")
        whole = written.counted(self.tr("%n members", "", shown.whole), shown.whole)
        if shown.days:
            days = self.tr("purchases and worth of the last {days} days").format(
                days=written.count(shown.days)
            )
            whole = f"{whole}{written.comma()} {days}"
        if shown.group.own:
            own = self.tr("a segment of your own, judged now")
            return f"{whole}{written.comma()} {own}"
        return whole

    def _write_moves(self, moves: ShownMoves | None) -> None:
        if moves is not None and not (moves.stayed or moves.came or moves.went):
            moves = None
        for label in (self._came, self._went):
            label.setVisible(moves is not None)
        if moves is None:
            return
        written = language.formats()
        day = written.day(moves.since, year=False)
        stayed = self.tr("stayed {count}").format(count=written.count(moves.stayed))
        came = self.tr("Since {day}: {stayed}; came from {classes}")
        self._came.setText(came.format(day=day, stayed=stayed, classes=self._parts(moves.came)))
        self._went.setText(self.tr("Gone to {classes}").format(classes=self._parts(moves.went)))

    def _parts(self, parts: Sequence[tuple[str, int]]) -> str:
        written = language.formats()
        nothing = self.tr("No purchase")
        said = [f"{name or nothing} {written.count(count)}" for name, count in parts]
        return written.listed(said) if said else self.tr("no class")

    def _row(self, one: ShownMember) -> TableRow:
        written = language.formats()
        return TableRow(
            one.key,
            (
                Cell(one.name or written.code(one.code), written.masked(one.phone), weight=theme.MEDIUM),
                Cell(one.segment or self.tr("No purchase"), tone="text2"),
                Cell(written.day_short(one.last_on) if one.last_on else "—", tone="text2"),
                Cell(written.count(one.purchases)),
                self._worth_cell(one),
                Cell(written.day_short(one.first_on) if one.first_on else "—", tone="text2"),
                Cell(one.tier, tone="text2"),
            ),
        )

    def _worth_cell(self, one: ShownMember) -> Cell:
        """Write what a member is worth; where that is no figure, why: there is too little to go by."""
        if one.worth is None:
            return Cell(self.tr("too early to say"), tone="text3")
        return Cell(language.formats().amount(one.worth), weight=theme.MEDIUM)

    def _write_columns(self, shown: ShownPeople) -> None:
        worth = self.tr("CLV, predicted") if shown.predicted else self.tr("CLV, plain")
        self.table.set_columns(
            [
                Column(self.tr("Member")),
                Column(self.tr("Class"), width=150),
                Column(self.tr("Last purchase"), width=116),
                Column(self.tr("Purchases"), "figure", 92),
                Column(worth, "figure", 140),
                Column(self.tr("First visit"), width=116),
                Column(self.tr("Tier"), width=92),
            ],
            name=self.tr("Members"),
        )

    def _write_empty(self, shown: ShownPeople) -> None:
        if shown.counting:
            self.empty.show_empty(self.tr("Counting…"))
        elif shown.text:
            self.empty.show_empty(self.tr("Nobody found"), self.tr("Nobody in this group fits these words."))
        else:
            self.empty.show_empty(
                self.tr("Nobody is in this group"),
                self.tr(
                    "Classes are found each morning from the purchases of the window; look again tomorrow."
                ),
            )

    # -- building -------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F5 and not self._whole.currentIndex():
            self.refreshed.emit()
        elif event.key() == Qt.Key.Key_Escape and self._whole.currentIndex():
            self.drawing.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.setText("")
            self.text_changed.emit("")
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes as the eye does."""
        return tab_as_read(self, next) or super().focusNextPrevChild(next)

    def _lay_out(self) -> None:
        self._side.setFixedWidth(SIDE)
        under = column(self._hint, self.draw, gap=10, margins=(20, 8, 20, 14))
        inside = column(row(self.groups, margins=(8, 12, 8, 0)), under, gap=0)
        inside.setStretch(0, 1)
        edged = row(inside, Hairline(vertical=True), gap=0)
        edged.setStretch(0, 1)
        self._side.setLayout(edged)
        self.search.setFixedWidth(260)
        names = column(self._title, self._under, gap=2)
        top = row(names, self.redraw, self.files, self.offer, gap=12, margins=(24, 16, 24, 6))
        top.setStretch(0, 1)
        moved = column(self._came, self._went, gap=2, margins=(24, 0, 24, 6))
        self._head.setLayout(column(top, moved, gap=0))
        self._bar.setLayout(row(self.search, None, self._count, gap=16, margins=(24, 4, 24, 8)))
        listed = QWidget()
        listed.setLayout(row(self.table, margins=(12, 0, 12, 0)))
        self._members.addWidget(self.empty)
        self._members.addWidget(listed)
        people = column(self._head, self._bar, self._members, gap=0)
        people.setStretch(2, 1)
        both = row(self._side, people, gap=0)
        both.setStretch(1, 1)
        listed_ = QWidget()
        listed_.setLayout(both)
        self._whole.addWidget(listed_)
        self._whole.addWidget(self.drawing)
        whole = column(self._whole, self.verdict, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.groups.moved.connect(self.group)
        self.groups.picked.connect(lambda _: self.table.setFocus(Qt.FocusReason.TabFocusReason))
        self.table.picked.connect(self.member)
        self.search.textEdited.connect(self.text_changed)
        self.offer.clicked.connect(self.offer_wanted)
        self.files.picked.connect(self._save)
        self.draw.clicked.connect(self.draw_wanted)
        self.redraw.clicked.connect(self.redraw_wanted)
        self.chooser.picked.connect(self.choice_picked)

    def _save(self, ending: str) -> None:
        if self._people is None:
            return
        name, kinds = f"{self._people.group.key}.{ending}", f"{ending.upper()} (*.{ending})"
        where = self.save_file(self, self.tr("Members into a file"), name, kinds)
        if where:
            self.export_chosen.emit(where if where.lower().endswith(f".{ending}") else f"{where}.{ending}")

    def _retranslate(self) -> None:
        self.search.setPlaceholderText(self.tr("Find in this group"))
        self.search.setAccessibleName(self.tr("Find in this group"))
        self.offer.setText(self.tr("Make an offer for them"))
        self.files.setText(self.tr("Into a file"))
        self.draw.setText(self.tr("Draw a segment"))
        self.redraw.setText(self.tr("Change it"))
        self.files.set_items([(key, f"{name}…") for key, name in FILES])
        self.groups.set_columns(
            [Column(self.tr("Class or segment")), Column(self.tr("Members"), "figure", 76)],
            name=self.tr("Classes and segments"),
        )
        self.empty.show_empty(self.tr("Counting…"))
        self.groups.show_rows([self._group_row(one) for one in self._groups])
        self.show_people(self._people)
        self.language_changed.emit()
