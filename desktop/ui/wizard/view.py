"""First start on the screen: the steps on one side, one question at a time on the other. Passive."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from desktop.ui import language, theme
from desktop.ui.parts.page_parts import WIDTH, Mark
from desktop.ui.parts.values import Trial
from desktop.ui.widgets import (
    Button,
    Hairline,
    Label,
    VerdictBar,
    column,
    on_ground,
    row,
    scrolling,
)
from desktop.ui.wizard.look_pages import BeginPage, LookPage
from desktop.ui.wizard.shop_pages import OwnerPage, PlacePage, ShopPage
from desktop.ui.wizard.step_list import StepList
from desktop.ui.wizard.till_pages import EarningPage, PrinterPage, SheetPage
from desktop.ui.wizard.values import (
    BEGIN,
    EARNING,
    LOOK,
    OWNER,
    PLACE,
    PRINTER,
    SHEET,
    SHOP,
    STEPS,
    Choices,
    DemoShop,
    Draft,
    Example,
    MadeShop,
)


class WizardScreen(QWidget):
    """Signals are past tense and carry what a person did."""

    changed = Signal(str, object)
    next_pressed = Signal()
    back_pressed = Signal()
    step_picked = Signal(str)
    language_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._step, self._busy = LOOK, False
        self.look, self.begin = LookPage(), BeginPage()
        self.shop, self.place, self.owner = ShopPage(), PlacePage(), OwnerPage()
        self.printer, self.earning, self.sheet = PrinterPage(), EarningPage(), SheetPage()
        self.pages: dict[str, QWidget] = {
            LOOK: self.look,
            BEGIN: self.begin,
            SHOP: self.shop,
            PLACE: self.place,
            OWNER: self.owner,
            PRINTER: self.printer,
            EARNING: self.earning,
            SHEET: self.sheet,
        }
        self._brand, self._task = Label("", 20, theme.SEMIBOLD), Label("", 13, tone="text2")
        self._promise = Label("", 12, tone="text2", wrap=True)
        self.steps = StepList()
        self._stack = QStackedWidget()
        self.back, self.next = Button("", "plain"), Button("", "primary", cap="Enter")
        self.verdict = VerdictBar()
        self._lay_out()
        self._connect()
        language.on_change(self, self._retranslate)

    # -- what the presenter shows -----------------------------------------------------------------------

    def show_choices(self, choices: Choices) -> None:
        self.shop.show_choices(choices)
        self.place.show_choices(choices)

    def show_step(self, step: str, draft: Draft) -> None:
        """Go to a step and fill it; the focus goes to its first field when it is a new one."""
        moved = step != self._step
        self._step = step
        self.pages[step].show_draft(draft)  # type: ignore[attr-defined]
        self._stack.setCurrentIndex(STEPS.index(step))
        self.steps.show_current(STEPS.index(step))
        self._write_foot()
        if moved:
            self.take_focus()

    def show_field_problems(self, step: str, problems: Mapping[str, str]) -> None:
        shown = getattr(self.pages[step], "show_problems", None)
        if shown is not None:
            shown(problems)
            if problems and not self._typing():
                self._focus_wrong()

    def show_problem(self, text: str) -> None:
        if text:
            self.verdict.problem(text)
        else:
            self.verdict.clear()

    def show_notice(self, text: str) -> None:
        if text:
            self.verdict.warning(text)

    def show_example(self, example: Example | None) -> None:
        self.earning.show_example(example)

    def show_busy(self, busy: bool) -> None:
        self._busy = busy
        self._write_foot()

    def show_testing(self, tested: Trial | None) -> None:
        self.printer.show_testing(tested)

    def show_join(self, again: bool) -> None:
        self.begin.show_join(again)

    def show_joining(self, under_way: bool) -> None:
        self.begin.join.show_joining(under_way)

    def show_join_progress(self, done: int, total: int) -> None:
        self.begin.join.progress.advance(done, total)

    def show_join_problem(self, field: str, text: str) -> None:
        self.begin.join.show_problem(field, text)

    def show_demo_begun(self) -> None:
        self.begin.show_demo_begun()

    def show_demo_progress(self, done: int, total: int) -> None:
        self.begin.progress.advance(done, total)

    def show_demo_stopped(self) -> None:
        self.begin.show_demo_stopped()

    def show_demo_made(self, demo: DemoShop) -> None:
        self.begin.show_demo_made(demo)
        self.back.setEnabled(False)

    def show_sheet(self, made: MadeShop, asked: int, has_printer: bool) -> None:
        self.sheet.show_sheet(made, asked, has_printer)

    def show_sheet_saved(self, path: str) -> None:
        self.sheet.show_saved(path)

    def show_group_wrong(self) -> None:
        self.sheet.show_group_wrong()

    def take_focus(self) -> None:
        """Put the keyboard where the step begins."""
        first = self.pages[self._step].first_focus()  # type: ignore[attr-defined]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- within -----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Esc goes back, F5 prints the test."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._step not in (BEGIN, SHEET):
            if not event.isAutoRepeat():  # held down, it would run through pages nobody saw
                self.next_pressed.emit()
        elif key == Qt.Key.Key_Escape:
            self.back_pressed.emit()
        elif key == Qt.Key.Key_F5 and self._step == PRINTER:
            self.printer.test_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(400 if self.width() >= 1_400 else 320)

    def _typing(self) -> bool:
        """Whether somebody is in a field of this page just now: nobody's cursor is taken away."""
        here = self.focusWidget()
        return isinstance(here, QLineEdit) and bool(here.property("wrong"))

    def _focus_wrong(self) -> None:
        wrong = (edit for edit in self.pages[self._step].findChildren(QLineEdit) if edit.property("wrong"))
        first = next(wrong, None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        for step in STEPS:
            self._stack.addWidget(_centred(self.pages[step]))
        words = column(self._brand, self._task, None, gap=0)
        words.insertStretch(0)
        head = row(Mark(), words, None, gap=14)
        side = column(head, 36, self.steps, None, self._promise, gap=0, margins=(40, 56, 40, 36))
        self._side = on_ground(side, "sunken")
        self.next.setMinimumWidth(200)
        # Where no button leads on the foot stays as high as it was: it does not jump from step to step.
        kept = self.next.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.next.setSizePolicy(kept)
        foot = on_ground(
            column(Hairline(), row(self.back, None, self.next, gap=12, margins=(40, 14, 40, 14)), gap=0),
            "surface",
        )
        self._foot = foot
        work = column(self._stack, self.verdict, foot, gap=0)
        work.setStretch(0, 1)
        whole = row(self._side, Hairline(vertical=True), on_ground(work, "surface"), gap=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        for asking in (self.shop, self.place, self.owner, self.printer, self.earning):
            asking.changed.connect(self.changed)
        self.next.clicked.connect(self.next_pressed)
        self.back.clicked.connect(self.back_pressed)
        self.steps.picked.connect(lambda place: self.step_picked.emit(STEPS[place]))

    def _write_foot(self) -> None:
        last = self._step == EARNING
        words = self.tr("Make the shop") if last else self.tr("Next")
        if self._busy and last:
            words = self.tr("Making the shop…")
        self.next.setText(words)
        self.next.setEnabled(not self._busy)
        self.next.setVisible(self._step not in (BEGIN, SHEET))
        self.back.setVisible(self._step not in (LOOK, SHEET))
        self.back.setEnabled(not self._busy)
        self._foot.setVisible(self._step != SHEET)
        self._promise.setText(
            self.tr("The shop stands already; only the sheet is left.")
            if self._step == SHEET
            else self.tr("Nothing is made or sent before the end. Everything stays on this computer.")
        )

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("First start"))
        self._brand.setText(self.tr("Bashgah"))
        self._task.setText(self.tr("Setting up this till"))
        self.back.setText(self.tr("Back"))
        self.steps.show_names(
            [
                self.tr("Language and look"),
                self.tr("How to begin"),
                self.tr("Shop"),
                self.tr("Branch"),
                self.tr("Owner"),
                self.tr("Printer"),
                self.tr("Credit"),
                self.tr("Recovery sheet"),
            ]
        )
        self._write_foot()
        self.language_changed.emit()


def _centred(page: QWidget) -> QWidget:
    """A page in the middle of its half, scrolling where the window is low."""
    page.setMaximumWidth(WIDTH + 120)
    across = row(None, page, None, gap=0, margins=(40, 48, 40, 24))
    across.setStretch(1, 8)
    across.setStretch(0, 1)
    across.setStretch(2, 1)
    holder = QWidget()
    holder.setLayout(across)
    return scrolling(holder)
