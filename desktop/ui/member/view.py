"""The member screen: somebody is looked up in the field above, and stands below whole. Passive.

It builds and shows; every decision is the presenter's. Panels slide in beside the member and give the focus back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui import language
from desktop.ui.approval.sheet import ApprovalSheet
from desktop.ui.approval.shown import ShownApproval
from desktop.ui.choose_file import choose_to_save
from desktop.ui.member.forms import EnrolSheet, ProfilePage
from desktop.ui.member.found_list import FoundList
from desktop.ui.member.header import MemberHeader
from desktop.ui.member.lots_page import LotsPage
from desktop.ui.member.member_pin_sheet import MemberPinSheet
from desktop.ui.member.merge_sheet import IdsSheet, MergeSheet
from desktop.ui.member.sheets import AdjustSheet, EndingSheet, StatementSheet
from desktop.ui.member.shown import (
    Notice,
    ShownEnding,
    ShownFound,
    ShownId,
    ShownMember,
    ShownMemberPin,
    ShownMerge,
    ShownUnits,
)
from desktop.ui.member.side_column import SideColumn
from desktop.ui.member.tab_pages import CardsPage, ConsentPage, MovesPage, PointsPage
from desktop.ui.member.words import notice_words
from desktop.ui.widgets import (
    Button,
    EmptyState,
    Hairline,
    Reading,
    Sheet,
    SmartField,
    Tabs,
    VerdictBar,
    column,
    on_ground,
    row,
)

SIDE, NARROW_SIDE, NARROW = 300, 264, 1250
LOW = 780
TABS = ("lots", "moves", "points", "consents", "profile", "cards")


class MemberScreen(QWidget):
    """Everything a presenter's `MemberView` asks for; signals in the past tense carry what a person did."""

    text_changed = Signal(str)
    submitted = Signal()
    moved = Signal(int)
    left = Signal()
    enrolment_wanted = Signal()
    sold = Signal()
    statement_sent = Signal(object, object, str)
    act_wanted = Signal(str)
    panel_left = Signal()
    refreshed = Signal()
    language_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choose_file: Callable[[QWidget, str, str, str], str] = choose_to_save
        self.field, self.add = SmartField(), Button("", "plain", icon="plus", height=56)
        self.header, self.tabs, self.side = MemberHeader(), Tabs(), SideColumn()
        self.lots, self.moves, self.points = LotsPage(), MovesPage(), PointsPage()
        self.consents, self.profile, self.cards = ConsentPage(), ProfilePage(), CardsPage()
        self.verdict, self._empty = VerdictBar(), EmptyState("people")
        self.enrolment, self.adjusting, self.ending = EnrolSheet(), AdjustSheet(), EndingSheet()
        self.merging, self.ids, self.statement = MergeSheet(), IdsSheet(), StatementSheet()
        self.member_pin = MemberPinSheet()
        self.approval = ApprovalSheet()
        self._member: ShownMember | None = None
        self._panel: QWidget | None = None
        self._pages, self._middle = QStackedWidget(), QStackedWidget()
        self._lay_out()
        self.found = FoundList(self)
        self.sheet = Sheet(self, width=440)
        self._connect()
        language.on_change(self, self._retranslate)

    # -- what the presenter shows -------------------------------------------------------------------------

    def show_found(self, found: tuple[ShownFound, ...], at: int) -> None:
        """Show what the search brought."""
        self._place_found()
        self.found.show_found(found, at)

    def show_more(self, shown: int) -> None:
        """Say that these are the first so many of more; 0: they are all."""
        count = language.formats().count(shown)
        first = self.tr("These are the first {count}, there are more: type on").format(count=count)
        self.field.show_others([], first if shown else "")

    def show_reading(self, reading: str, value: str) -> None:
        """Say what the field understood."""
        words = {
            "found": Reading(self.tr("Member"), value, "person"),
            "new": Reading(self.tr("New member"), value, "plus"),
            "nothing": Reading(self.tr("Nobody found"), "", "question", "plain", does=False),
        }
        self.field.show_reading(words.get(reading))

    def show_member(self, member: ShownMember | None) -> None:
        """Show a member, or what to do while nobody is chosen."""
        other = member is None or self._member is None or member.head.member_id != self._member.head.member_id
        self._member = member
        self._pages.setCurrentIndex(0 if member is None else 1)
        if other:
            self._close_panel()
            self.tabs.choose("lots")
            self._middle.setCurrentIndex(0)
        if member is None:
            return
        active = member.head.state == "active"
        self.header.show_head(member.head, member.acts)
        self.lots.show_lots(member.lots)
        self.moves.show_moves(member.moves)
        self.points.show_points(member.points, member.point_lots, member.lots.today)
        self.consents.show_consents(member.consents, active=active)
        self.profile.show_profile(member.profile, active=active)
        self.cards.show_cards(member.cards, active=active)
        self.side.show_side(member.side, active=active)
        self._write_tabs(member)

    def show_next_visit(self, on: dt.date | None) -> None:
        """Show when the member is expected again, or nothing."""
        self.side.show_next_visit(on)

    def show_enrolment(self, phone: str | None) -> None:
        """Show the form of enrolment, or take it away."""
        if phone is None:
            self._close_panel(self.enrolment)
            return
        self._open(self.enrolment, self.enrolment.title)
        self.enrolment.start(phone)

    def show_merge(self, merge: ShownMerge | None) -> None:
        """Show the panel of merging, or take it away."""
        if merge is None:
            self._close_panel(self.merging)
            return
        if self._panel is not self.merging:
            self.merging.show_merge(merge)
            self._open(self.merging, self.merging.title)
            self.merging.start()
        self.merging.show_merge(merge)

    def show_ids(self, ids: tuple[ShownId, ...] | None) -> None:
        """Show the ids a person was merged of."""
        if ids is None:
            self._close_panel(self.ids)
            return
        self.ids.show_ids(ids)
        self._open(self.ids, self.ids.title)

    def show_ending(self, ending: ShownEnding | None) -> None:
        """Show what ends when the member goes."""
        if ending is None:
            self._close_panel(self.ending)
            return
        self.ending.show_ending(ending)
        self._open(self.ending, self.ending.title)

    def show_adjusting(self, units: ShownUnits | None) -> None:
        """Show the form of an entry by hand."""
        if units is None:
            self._close_panel(self.adjusting)
            return
        self._open(self.adjusting, self.adjusting.title)
        self.adjusting.show_units(units)

    def show_member_pin(self, shown: ShownMemberPin | None) -> None:
        """Show the form of the member's own PIN."""
        if shown is None:
            self._close_panel(self.member_pin)
            return
        self._open(self.member_pin, self.member_pin.title)
        self.member_pin.show_pin(shown)

    def show_approval(self, shown: ShownApproval | None) -> None:
        """Ask for a PIN in place; afterwards the panel that asked stands there again."""
        if shown is not None:
            self.approval.show_approval(shown)
            self.sheet.open(self.approval, self.approval.title)
        elif self._panel is not None:
            self._open(self._panel, self._panel.title)  # type: ignore[attr-defined]
        else:
            self.sheet.close_sheet()

    def show_field_problem(self, field: str, text: str) -> None:
        """Say what is wrong with a field of the form that stands open."""
        if self._panel is self.enrolment:
            self.enrolment.show_problem(text, field)
        else:
            self.profile.show_problem(field, text)

    def show_problem(self, said: Callable[[], str]) -> None:
        """Say what stands in the way, in the panel where one is open."""
        if self._panel is not None:
            self._panel.show_problem(said())  # type: ignore[attr-defined]
        else:
            self.verdict.problem(said)

    def show_notice(self, notice: Notice) -> None:
        """Say what was done."""
        if notice.key == "statement":
            self._close_panel(self.statement)
        self.verdict.notice(partial(notice_words, notice))

    def clear_problem(self) -> None:
        """Say nothing any more."""
        if self.verdict.isVisible():
            self.verdict.clear()

    def set_field(self, text: str) -> None:
        """Put a text into the field."""
        if self.field.text() != text:
            self.field.set_text(text)

    def take_focus(self) -> None:
        """Give the focus to the field."""
        self.field.take_focus()

    # -- panels ---------------------------------------------------------------------------------------------

    def _open(self, panel: QWidget, title: Callable[[], str]) -> None:
        self._panel = panel
        self.sheet.open(panel, title)

    def _close_panel(self, panel: QWidget | None = None) -> None:
        """Close a panel, or whichever stands open."""
        if panel is None or panel is self._panel:
            self._panel = None
            self.sheet.close_sheet()

    def _sheet_left(self) -> None:
        self._panel = None
        self.panel_left.emit()

    def _want_statement(self) -> None:
        if self._member is not None:
            self._open(self.statement, self.statement.title)
            self.statement.start(self._member.lots.today)

    def _send_statement(self, first_on: dt.date, last_on: dt.date) -> None:
        name = self._member.head.name if self._member else ""
        safe = "".join(c for c in name if c.isalnum() or c == " ").strip()
        file = f"{self.tr('Statement')} {safe} {last_on.isoformat()}.pdf".replace("  ", " ")
        where = self.choose_file(self, self.statement.title(), file, "PDF (*.pdf)")
        if where:
            self.statement_sent.emit(first_on, last_on, where)

    # -- keys -------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_F2 and self._member is not None:
            self.sold.emit()
        elif key == Qt.Key.Key_F5:
            self.refreshed.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
            self.take_focus()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side_ground.setFixedWidth(NARROW_SIDE if self.width() < NARROW else SIDE)
        self.lots.timeline.set_low(self.height() < LOW)
        self._place_found()

    def _place_found(self) -> None:
        corner = self.field.mapTo(self, QPoint(0, 60))
        self.found.move(corner)
        self.found.setFixedWidth(self.field.width())

    # -- building ---------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.field.text_changed.connect(self.text_changed)
        self.field.submitted.connect(lambda _: self.submitted.emit())
        self.field.next_wanted.connect(lambda: self.moved.emit(1))
        self.field.previous_wanted.connect(lambda: self.moved.emit(-1))
        self.field.left.connect(self.left)
        self.add.clicked.connect(self.enrolment_wanted)
        self._empty.wanted.connect(self.enrolment_wanted)
        self.header.sold.connect(self.sold)
        self.header.statement_wanted.connect(self._want_statement)
        self.header.act_wanted.connect(self.act_wanted)
        self.statement.sent.connect(self._send_statement)
        self.tabs.picked.connect(lambda key: self._middle.setCurrentIndex(TABS.index(key)))
        self.sheet.closed.connect(self._sheet_left)

    def _lay_out(self) -> None:
        top = row(self.field, self.add, gap=16, margins=(24, 16, 24, 4))
        top.setStretch(0, 1)
        top.setAlignment(self.add, Qt.AlignmentFlag.AlignTop)
        for part in (self.lots, self.moves, self.points, self.consents, self.profile, self.cards):
            self._middle.addWidget(part)
        tabs = row(self.tabs, None, margins=(24, 0, 24, 0))
        self._side_ground = on_ground(column(self.side, gap=0), "sunken", width=SIDE)
        below = row(self._middle, Hairline(vertical=True), self._side_ground, gap=0)
        below.setStretch(0, 1)
        page = QWidget()
        inside = column(self.header, tabs, Hairline(), below, gap=0)
        inside.setStretch(3, 1)
        page.setLayout(inside)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(page)
        whole = column(top, Hairline(), self._pages, self.verdict, gap=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _write_tabs(self, member: ShownMember) -> None:
        written = language.formats()
        moves = self.tr("Transactions ({count})").format(count=written.count(len(member.moves)))
        cards = self.tr("Cards ({count})").format(count=written.count(len(member.cards)))
        words = (
            self.tr("Lots of credit"),
            moves,
            self.tr("Points"),
            self.tr("Consents"),
            self.tr("Profile"),
            cards,
        )
        self.tabs.set_options(tuple(zip(TABS, words, strict=True)))

    def _retranslate(self) -> None:
        self.field.set_words(
            name=self.tr("Look up a member"), placeholder=self.tr("Phone, card, or a part of the name")
        )
        self.add.setText(self.tr("New member"))
        self.tabs.setAccessibleName(self.tr("What to see of the member"))
        self._empty.show_empty(
            self.tr("Whom are you looking for?"),
            self.tr("Type a phone, its last digits or a name, or scan the card."),
            self.tr("New member"),
        )
        self.language_changed.emit()
