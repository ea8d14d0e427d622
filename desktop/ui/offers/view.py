"""The offers screen: the list, the editor, what an offer did, and the panel beside them. Passive."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui import language
from desktop.ui.approval.sheet import ApprovalSheet
from desktop.ui.approval.shown import ShownApproval
from desktop.ui.offers.codes_panel import CodesSheet
from desktop.ui.offers.editor_page import EditorPage
from desktop.ui.offers.list_page import ListPage
from desktop.ui.offers.panels import Chooser, PublishSheet, TrialSheet
from desktop.ui.offers.result_page import ResultPage
from desktop.ui.offers.shown import (
    Choice,
    Notice,
    OfferList,
    ShownCheck,
    ShownCodes,
    ShownForm,
    ShownHead,
    ShownPublish,
    ShownReach,
    ShownResult,
    ShownSaid,
    ShownStack,
    ShownTrial,
)
from desktop.ui.offers.stack_page import StackPage
from desktop.ui.widgets import Sheet, VerdictBar, WayOut, column


class OffersScreen(QWidget):
    """Everything a presenter's `OffersView` asks for."""

    choice_picked = Signal(str)
    panel_left = Signal()
    left = Signal()
    refreshed = Signal()
    undone = Signal()
    language_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.list, self.editor, self.result, self.stack = ListPage(), EditorPage(), ResultPage(), StackPage()
        self.chooser, self.asking, self.trial = Chooser(), PublishSheet(), TrialSheet()
        self.codes = CodesSheet()
        self.approval = ApprovalSheet()
        self.verdict = VerdictBar()
        self._pages = QStackedWidget()
        self._panel: QWidget | None = None
        self._by_key = {
            "list": self.list,
            "editor": self.editor,
            "result": self.result,
            "stack": self.stack,
        }
        for page in self._by_key.values():
            self._pages.addWidget(page)
        whole = column(self._pages, self.verdict, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.sheet = Sheet(self, width=540)
        self.sheet.closed.connect(self._panel_left)
        self.asking.declined.connect(self.sheet.leave)
        self.chooser.picked.connect(self.choice_picked)
        for keys, act in (("Ctrl+Return", self._publish_wanted), ("Ctrl+Z", self.undone.emit)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        language.on_change(self, self._tell_language)

    # -- what the presenters show ---------------------------------------------------------------------------

    def show_page(self, page: str) -> None:
        """Turn to a page."""
        self._close_panel()
        self._pages.setCurrentWidget(self._by_key[page])
        if page == "list":
            self.list.take_focus()

    def page(self) -> str:
        """Return which page is shown."""
        return next(key for key, page in self._by_key.items() if page is self._pages.currentWidget())

    def show_list(self, shown: OfferList) -> None:
        """Show the list."""
        self.list.show_list(shown)

    def show_head(self, shown: ShownHead) -> None:
        """Show what stands above the form."""
        self.editor.show_head(shown)

    def show_form(self, shown: ShownForm, focus: str) -> None:
        """Draw the form anew."""
        self.editor.show_form(shown, focus)

    def show_said(self, shown: ShownSaid) -> None:
        """Show the sentences."""
        self.editor.show_said(shown)

    def show_problems(self, problems: dict[str, str]) -> None:
        """Show what is wrong at its places."""
        self.editor.show_problems(problems)

    def show_reach(self, shown: ShownReach) -> None:
        """Show whom it reaches."""
        self.editor.show_reach(shown)

    def show_check(self, shown: ShownCheck) -> None:
        """Show whether it pays."""
        self.editor.show_check(shown)

    def show_choices(self, title: str, choices: tuple[Choice, ...]) -> None:
        """Offer things to choose from, or no more."""
        if choices:
            self.chooser.show_choices(title, choices)
            self._open(self.chooser, self.chooser.title)
            self.chooser.search.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._panel is self.chooser:
            self._close_panel()

    def show_publish(self, shown: ShownPublish | None) -> None:
        """Ask before publishing, or no more."""
        if shown is not None:
            self._open(self.asking, self.asking.title)
            self.asking.show_publish(shown)
        elif self._panel is self.asking:
            self._close_panel()

    def show_giving(self, done: int, total: int) -> None:
        """Show how far it is with finding whom an offer is given to."""
        self.asking.show_giving(done, total)

    def show_given(self, number: int) -> None:
        """Show that it is given to so many."""
        self.asking.show_given(number)

    def show_trial_progress(self, done: int, total: int) -> None:
        """Show how far the dry run is."""
        self.trial.show_progress(done, total)
        if self._panel is not self.trial:
            self._open(self.trial, self.trial.title)

    def show_trial(self, shown: ShownTrial | None) -> None:
        """Show the outcome of a dry run."""
        if shown is None:
            self.trial.stop()
            if self._panel is self.trial:
                self._close_panel()
            return
        self.trial.show_trial(shown)
        self._open(self.trial, self.trial.title)

    def show_result(self, shown: ShownResult) -> None:
        """Show what an offer did."""
        self.result.show_result(shown)
        self.result.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_codes(self, shown: ShownCodes) -> None:
        """Ask for unique codes, or show those that were made."""
        if self._panel is not self.codes:
            self._open(self.codes, self.codes.title)
        self.codes.show_codes(shown)

    def show_stopping(self, shown: ShownResult | None) -> None:
        """Ask once more whether an offer is to stop; the same button means yes then."""
        self.result.show_sure(shown is not None)
        if shown is None:
            self.verdict.clear()
        else:
            self.verdict.warning(partial(self._stopping_words, shown))

    def _stopping_words(self, shown: ShownResult) -> str:
        asked = self.tr("Stop {name}?").format(name=language.formats().name(shown.name))
        told = self.tr("From the next sale on it works no more, at other tills once they have exchanged.")
        stays = self.tr("Credit and points that it gave stay.")
        rights = self.tr(
            "Members who hold it, and codes of it that are out, cannot use it while it is stopped."
        )
        out = [rights] if shown.one_shot or shown.codes else []
        leave = self.tr("“Yes, stop it” stops it, Esc lets it go on.")
        return f"{asked}\n{' '.join([told, stays, *out, leave])}"

    def show_stack(self, shown: ShownStack) -> None:
        """Draw the tree of stacking."""
        self.stack.show_stack(shown)

    def show_approval(self, shown: ShownApproval | None) -> None:
        """Ask for a PIN in place; afterwards what asked stands there again."""
        if shown is not None:
            self.approval.show_approval(shown)
            self.sheet.open(self.approval, self.approval.title)
        elif self._panel is not None:
            self.sheet.open(self._panel, self._panel.title)  # type: ignore[attr-defined]
        else:
            self.sheet.close_sheet()

    def show_problem(self, said: Callable[[], str]) -> None:
        """Say what stands in the way, in whatever language is read."""
        self.verdict.problem(said)

    def show_notice(self, notice: Notice) -> None:
        """Say what was done."""
        back = WayOut(lambda: self.tr("Bring it back"), self.undone.emit, cap="Ctrl+Z")
        self.verdict.notice(
            partial(self._notice_words, notice), [back] if notice.key in ("removed", "dropped") else ()
        )

    def _notice_words(self, notice: Notice) -> str:
        written = language.formats()
        name = written.name(notice.value)
        words = {
            "published": self.tr("The offer {name} is published"),
            "stopped": self.tr("The offer {name} is stopped; credit and points that it gave stay"),
            "dropped": self.tr("The draft {name} is dropped"),
            "codes_saved": self.tr("The codes are in {name}"),
            "removed": self.tr("The row is taken out"),
            "stacking": self.tr("How offers stack is published"),
        }
        text = words[notice.key].format(name=name)
        return text if written.rtl else f"\u200e{text}"

    def clear_problem(self) -> None:
        """Say nothing any more."""
        self.verdict.clear()

    # -- panels and keys --------------------------------------------------------------------------------------

    def _open(self, panel: QWidget, title: Callable[[], str]) -> None:
        self._panel = panel
        self.sheet.open(panel, title)

    def _close_panel(self) -> None:
        self._panel = None
        self.sheet.close_sheet()

    def _panel_left(self) -> None:
        if self._panel is self.trial:
            self.trial.cancelled.emit()
        if self._panel is self.asking:
            self.asking.cancelled.emit()
        self._panel = None
        self.panel_left.emit()

    def _tell_language(self) -> None:
        # A screen nobody sees is written anew when it is entered.
        if self.isVisible():
            self.language_changed.emit()

    def _publish_wanted(self) -> None:
        if self.page() == "editor" and self.editor.publish.isEnabled():
            self.editor.want_publish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F5:
            if self.page() == "editor":
                self.editor.want_trial()
            else:
                self.refreshed.emit()
        elif event.key() == Qt.Key.Key_Escape and self.page() != "list":
            self.editor.form.flush()
            self.left.emit()
        else:
            super().keyPressEvent(event)
