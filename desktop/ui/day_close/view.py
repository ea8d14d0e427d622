"""The day close screen: which day, its figures, the print queue, and the shift beside them. Passive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui import language, theme
from desktop.ui.approval.sheet import ApprovalSheet
from desktop.ui.approval.shown import ShownApproval
from desktop.ui.approval.words import approved_words
from desktop.ui.choose_file import choose_to_save
from desktop.ui.day_close.day_page import DayPage
from desktop.ui.day_close.papers_page import PapersPage
from desktop.ui.day_close.shift_column import ShiftColumn
from desktop.ui.day_close.shown import Notice, ShownDay, ShownPaper, ShownShift
from desktop.ui.day_close.words import notice_words
from desktop.ui.widgets import (
    Button,
    Chip,
    DayEdit,
    Hairline,
    IconButton,
    Label,
    Sheet,
    Tabs,
    VerdictBar,
    column,
    on_ground,
    row,
    tab_as_read,
)

SIDE, NARROW_SIDE, NARROW = 340, 300, 1250
_NEED = ("doubtful", "failed", "waiting", "queued")


class DayCloseScreen(QWidget):
    """Everything a presenter's `DayView` asks for; signals in the past tense carry what a person did."""

    day_chosen = Signal(object)
    day_stepped = Signal(int)
    closed = Signal()
    close_left = Signal()
    printed_again = Signal()
    pdf_chosen = Signal(str)
    refreshed = Signal()
    panel_left = Signal()
    language_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choose_file: Callable[[QWidget, str, str, str], str] = choose_to_save
        self._day: ShownDay | None = None
        self._sure = False
        self._papers: tuple[ShownPaper, ...] = ()
        self._title, self._state = Label("", 20, theme.SEMIBOLD, elide=True), Chip()
        self._before, self._after = IconButton("chevron-back", ""), IconButton("chevron-forward", "")
        self.edit = DayEdit()
        self.edit.setFixedWidth(150)
        self.pdf, self.again = Button("", "plain", icon="download"), Button("", "plain", icon="printer")
        self.close_day = Button("", "primary", icon="lock", height=48)
        # Before the first day is read there is nothing to say of it, and nothing to print again.
        self._state.hide()
        self.again.hide()
        self.tabs, self._pages = Tabs(), QStackedWidget()
        self.day, self.papers, self.shift = DayPage(), PapersPage(), ShiftColumn()
        self.verdict, self.approval = VerdictBar(), ApprovalSheet()
        self._lay_out()
        self.sheet = Sheet(self, width=420)
        self._connect()
        language.on_change(self, self._retranslate)

    # -- what the presenter shows -------------------------------------------------------------------------

    def show_day(self, day: ShownDay) -> None:
        """Show a day."""
        self._day = day
        written = language.formats()
        self._title.setText(written.day(day.on, weekday=True))
        self._after.setEnabled(day.on < day.today)
        blocked = QSignalBlocker(self.edit)
        self.edit.set_day(day.on)
        blocked.unblock()
        self._write_state(day)
        self.again.setVisible(day.closed_at is not None)
        self._write_close(day)
        self.day.show_day(day)
        self.shift.show_done(day.shifts)

    def _write_close(self, day: ShownDay) -> None:
        words = self.tr("Close the day") if day.closed_at is None else self.tr("Close it again")
        self.close_day.setText(self.tr("Yes, close it") if self._sure else words)
        self.close_day.set_kind("primary" if day.closed_at is None or self._sure else "plain")

    def show_sure(self, sure: bool) -> None:
        """Ask once more, saying what closing does; the same button and key mean yes then."""
        self._sure = sure
        if self._day is not None:
            self._write_close(self._day)
        if sure:
            self.verdict.warning(self._sure_words)
        else:
            self.clear_problem()

    def _sure_words(self) -> str:
        day = language.formats().day(self._day.on, weekday=True) if self._day is not None else ""
        asked = self.tr("Close {day}?").format(day=day)
        told = self.tr(
            "Its figures are signed and its slip (Z) is printed; credit that has ended is taken off. It cannot be"
            " undone. Enter on “Yes, close it” closes, Esc leaves the day open."
        )
        return f"{asked}\n{told}"

    def show_shift(self, shift: ShownShift) -> None:
        """Show the shift at this till."""
        self.shift.show_shift(shift)

    def show_papers(self, papers: tuple[ShownPaper, ...]) -> None:
        """Show the print queue."""
        self._papers = papers
        self.papers.show_papers(papers)
        self._write_tabs()

    def show_count_problem(self, text: str) -> None:
        """Say what is wrong with the counted amount."""
        self.shift.show_problem(text)

    def forget_count(self) -> None:
        """Empty the field of the counted amount: who typed it is gone."""
        self.shift.forget_count()

    def show_approval(self, shown: ShownApproval | None) -> None:
        """Ask for a PIN in place, or no more."""
        if shown is None:
            self.sheet.close_sheet()
            return
        self.approval.show_approval(shown)
        self.sheet.open(self.approval, self.approval.title)

    def show_problem(self, said: Callable[[], str]) -> None:
        """Say what stands in the way, in whatever language is read."""
        self.verdict.problem(said)

    def show_notice(self, notice: Notice) -> None:
        """Say what was done."""
        self.verdict.notice(partial(notice_words, notice))
        if notice.key == "shift_closed" and self.close_day.isVisible():
            self.close_day.setFocus()

    def clear_problem(self) -> None:
        """Say nothing any more."""
        if self.verdict.isVisible():
            self.verdict.clear()

    def _write_state(self, day: ShownDay) -> None:
        written = language.formats()
        if day.closed_at is None:
            self._state.show_text(self.tr("Not closed yet"), "plain", "")
            return
        at = written.moment(day.closed_at, year=False)
        name = written.name(day.closed_by)
        told = self.tr("Closed {time} by {name}").format(time=at, name=name)
        approved = approved_words(day.approved_by)
        self._state.show_text(f"{told}  ·  {approved}" if approved else told, "soft", "check")

    # -- keys and files ---------------------------------------------------------------------------------------

    def _choose_pdf(self) -> None:
        if self._day is not None:
            name = f"{self.tr('Day close')} {self._day.on.isoformat()}.pdf"
            where = self.choose_file(self, self.tr("Day close"), name, "PDF (*.pdf)")
            if where:
                self.pdf_chosen.emit(where)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F5:
            self.refreshed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self._go_back()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.edit.hasFocus():
            self.focusNextChild()
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.day_stepped.emit(-1 if event.key() == Qt.Key.Key_PageUp else 1)
        else:
            super().keyPressEvent(event)

    def _go_back(self) -> None:
        """One step: the question about the day first, then the count."""
        asked = self._sure
        self.close_left.emit()
        self.clear_problem()
        if not asked:
            self.shift.leave_count()

    def take_focus(self) -> None:
        """Be ready for the counted cash."""
        self.shift.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(NARROW_SIDE if self.width() < NARROW else SIDE)

    # -- building ---------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.edit.day_changed.connect(self._choose_day)
        self._before.clicked.connect(lambda: self.day_stepped.emit(-1))
        self._after.clicked.connect(lambda: self.day_stepped.emit(1))
        self.close_day.clicked.connect(self.closed)
        self.verdict.closed.connect(self.close_left)
        self.again.clicked.connect(self.printed_again)
        self.pdf.clicked.connect(self._choose_pdf)
        self.tabs.picked.connect(lambda key: self._pages.setCurrentIndex(0 if key == "day" else 1))
        self.sheet.closed.connect(self.panel_left)

    def _choose_day(self, on: dt.date) -> None:
        self.day_chosen.emit(on)

    def _lay_out(self) -> None:
        names = column(self._title, row(self._state, None), gap=6)
        days = row(self._before, self.edit, self._after, gap=4)
        above = row(names, days, self.pdf, self.again, self.close_day, gap=14, margins=(24, 16, 24, 10))
        above.setStretch(0, 1)
        top = QWidget()
        top.setLayout(above)
        tabs = row(self.tabs, None, margins=(24, 0, 24, 0))
        self._pages.addWidget(self.day)
        self._pages.addWidget(self.papers)
        self._side = on_ground(column(self.shift, gap=0), "sunken", width=SIDE)
        self._zones = (top, self.tabs, self._pages, self._side)
        below = row(self._pages, Hairline(vertical=True), self._side, gap=0)
        below.setStretch(0, 1)
        whole = column(top, tabs, Hairline(), below, self.verdict, gap=0)
        whole.setStretch(3, 1)
        self.setLayout(whole)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes as the eye does: the day and what is done with it, its figures, then the shift beside them."""
        return tab_as_read(self, next, *self._zones) or super().focusNextPrevChild(next)

    def _write_tabs(self) -> None:
        waiting = sum(1 for one in self._papers if one.state in _NEED)
        queue = self.tr("Print queue ({count})").format(count=language.formats().count(waiting))
        self.tabs.set_options(
            (("day", self.tr("Figures of the day")), ("papers", queue if waiting else self.tr("Print queue")))
        )

    def _retranslate(self) -> None:
        self._before.set_name(self.tr("The day before"))
        self._after.set_name(self.tr("The day after"))
        self.edit.setAccessibleName(self.tr("Day"))
        self.pdf.setText(self.tr("PDF"))
        self.again.setText(self.tr("Print Z"))
        self.tabs.setAccessibleName(self.tr("Day or print queue"))
        self._write_tabs()
        if self._day is not None:
            self.show_day(self._day)
        else:
            self.close_day.setText(self.tr("Close the day"))
        self.language_changed.emit()
