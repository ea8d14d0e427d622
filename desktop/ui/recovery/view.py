"""Recovery on the screen: what is wrong on one side, one thing to do at a time on the other. Passive."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui import language, theme
from desktop.ui.parts.page_parts import WIDTH, Mark
from desktop.ui.recovery.pages import DonePage, KeyPage, PinPage, RestorePage, WaysPage
from desktop.ui.recovery.values import DONE, HOME, KEY, PIN, RESTORE, Back, SheetRead, Situation
from desktop.ui.widgets import Button, Hairline, Icon, Label, VerdictBar, column, on_ground, row, scrolling


class RecoveryScreen(QWidget):
    """Signals are past tense and carry what a person did."""

    back_pressed = Signal()
    language_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._page, self._situation = HOME, Situation()
        self.ways, self.key, self.restore = WaysPage(), KeyPage(), RestorePage()
        self.pin, self.done = PinPage(), DonePage()
        self._order = (HOME, KEY, RESTORE, PIN, DONE)
        self._pages: tuple[QWidget, ...] = (self.ways, self.key, self.restore, self.pin, self.done)
        self._stack = QStackedWidget()
        self._title, self._shop = Label("", 20, theme.SEMIBOLD), Label("", 13, tone="text2", elide=True)
        self._sign = Icon("warning", 22, "red")
        self._why, self._hint = (
            Label("", 15, theme.SEMIBOLD, wrap=True),
            Label("", 13, tone="text2", wrap=True),
        )
        self._calm = Label("", 12, tone="text2", wrap=True)
        self.back = Button("", "plain", cap="Esc")
        self.verdict = VerdictBar()
        self._lay_out()
        self.back.clicked.connect(self.back_pressed)
        language.on_change(self, self._retranslate)

    def show_situation(self, situation: Situation) -> None:
        self._situation = situation
        self.ways.show_situation(situation)
        self._write_side()
        if self._page == HOME and self.isVisible():
            self.take_focus()

    def show_page(self, page: str) -> None:
        """Go to a page; what was typed on the others is forgotten."""
        self._page = page
        for sheet in (self.key.sheet, self.restore.sheet):
            sheet.clear()
        self.pin.clear()
        self._stack.setCurrentIndex(self._order.index(page))
        self._write_side()
        self.take_focus()

    def show_sheet_read(self, read: SheetRead) -> None:
        for page in (self.key, self.restore, self.pin):
            page.show_read(read)

    def show_field_problems(self, problems: Mapping[str, str]) -> None:
        self.pin.show_problems(problems)

    def show_problem(self, said: Callable[[], str] | None) -> None:
        """Say what stands in the way, in whatever language is read; None takes it back."""
        if said:
            self.verdict.problem(said)
        else:
            self.verdict.clear()

    def show_busy(self, busy: bool) -> None:
        self._stack.setEnabled(not busy)
        self.back.setEnabled(not busy)

    def show_back(self, back: Back) -> None:
        self.done.show_back(back)

    def take_focus(self) -> None:
        """Put the keyboard where the page begins."""
        first = self._pages[self._order.index(self._page)].first_focus()  # type: ignore[attr-defined]
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_pressed.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(400 if self.width() >= 1_400 else 320)

    def _lay_out(self) -> None:
        for page in self._pages:
            self._stack.addWidget(_centred(page))
        words = column(None, self._title, self._shop, None, gap=0)
        head = row(Mark(), words, gap=14)
        head.setStretch(1, 1)
        said = row(self._sign, column(self._why, self._hint, gap=6), gap=12)
        said.setStretch(1, 1)
        said.setAlignment(self._sign, Qt.AlignmentFlag.AlignTop)
        side = column(head, 36, said, None, self._calm, gap=0, margins=(40, 56, 40, 36))
        self._side = on_ground(side, "sunken")
        foot = column(Hairline(), row(self.back, None, margins=(40, 14, 40, 14)), gap=0)
        work = column(self._stack, self.verdict, on_ground(foot, "surface"), gap=0)
        work.setStretch(0, 1)
        whole = row(self._side, Hairline(vertical=True), on_ground(work, "surface"), gap=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _write_side(self) -> None:
        told = self._situation
        # On the page of the ways the sentence is the heading; beside the others it stays in sight.
        shown = bool(told.title) and self._page not in (HOME, DONE)
        for widget in (self._sign, self._why, self._hint):
            widget.setVisible(shown)
        self._why.setText(told.title)
        self._hint.setText(told.hint)
        self._shop.setText(told.shop or self.tr("Bashgah"))
        closes = bool(told.title) and self._page == HOME
        self.back.setText(self.tr("Close the program") if closes else self.tr("Back"))
        self.back.setVisible(self._page != DONE)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Recovery"))
        self._title.setText(self.tr("Recovery"))
        self._calm.setText(
            self.tr(
                "What was recorded stays recorded. Nothing here deletes a shop; the old file is kept beside."
            )
        )
        self._write_side()
        self.language_changed.emit()


def _centred(page: QWidget) -> QWidget:
    page.setMaximumWidth(WIDTH + 120)
    across = row(None, page, None, gap=0, margins=(40, 48, 40, 24))
    across.setStretch(0, 1)
    across.setStretch(1, 8)
    across.setStretch(2, 1)
    holder = QWidget()
    holder.setLayout(across)
    return scrolling(holder)
