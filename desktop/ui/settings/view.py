"""Settings on the screen: the sections on one side, one of them on the other, what happened at the foot. Passive."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui import language, theme
from desktop.ui.approval.sheet import ApprovalSheet
from desktop.ui.approval.shown import ShownApproval
from desktop.ui.parts.values import SheetShown, Trial
from desktop.ui.settings.centre_panel import CentrePanel
from desktop.ui.settings.machine_panels import MachinePanel, PrinterPanel
from desktop.ui.settings.people_panels import AccessPanel, StaffPanel
from desktop.ui.settings.safety_panels import AboutPanel, SafetyPanel
from desktop.ui.settings.shop_panels import PlacesPanel, RulesPanel
from desktop.ui.settings.values import (
    ABOUT,
    ACCESS,
    AUTHORITY,
    BRANCH,
    BRANCHES,
    CENTRE,
    CLOCK,
    FOLLOWED,
    GONE,
    LEVEL,
    MACHINE,
    PIN,
    PRINTER,
    RULES,
    SAFETY,
    SECTIONS,
    STAFF,
    About,
    AccessShown,
    BackedUp,
    CentreShown,
    ClockShown,
    Kept,
    PlacesShown,
    Proved,
    RulesShown,
    StaffShown,
    TrustCost,
)
from desktop.ui.widgets import (
    Hairline,
    Icon,
    Label,
    Row,
    Sheet,
    VerdictBar,
    column,
    on_ground,
    row,
    scrolling,
)

_ICONS = {
    PRINTER: "printer",
    MACHINE: "sliders",
    STAFF: "people",
    ACCESS: "lock",
    BRANCHES: "shop",
    CENTRE: "link",
    RULES: "percent",
    SAFETY: "shield",
    ABOUT: "info",
}


class SettingsScreen(QWidget):
    """Signals are past tense; the panels' own signals are joined by `screen.build_settings`."""

    section_picked = Signal(str)
    language_changed = Signal()
    approval_left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._section, self._asking = PRINTER, False
        self.printer, self.machine = PrinterPanel(), MachinePanel()
        self.staff, self.access = StaffPanel(), AccessPanel()
        self.places, self.rules = PlacesPanel(), RulesPanel()
        self.centre = CentrePanel()
        self.safety, self.about = SafetyPanel(), AboutPanel()
        self.panels: dict[str, QWidget] = {
            PRINTER: self.printer,
            MACHINE: self.machine,
            STAFF: self.staff,
            ACCESS: self.access,
            BRANCHES: self.places,
            CENTRE: self.centre,
            RULES: self.rules,
            SAFETY: self.safety,
            ABOUT: self.about,
        }
        self._rows = {
            section: Row(lead=Icon(_ICONS[section], 20), touch=True, rounded=True) for section in SECTIONS
        }
        self._title, self._heading = Label("", 20, theme.SEMIBOLD), Label("", 20, theme.SEMIBOLD)
        self._stack, self.verdict = QStackedWidget(), VerdictBar()
        self._lay_out()
        self.approval, self._sheet = ApprovalSheet(), Sheet(self, width=400)
        self._sheet.closed.connect(self._left_approval)
        for section, line in self._rows.items():
            line.clicked.connect(lambda section=section: self.section_picked.emit(section))
        language.on_change(self, self._retranslate)

    # -- what the presenter shows -----------------------------------------------------------------------

    def show_rights(self, rights: frozenset[str]) -> None:
        self.rules.allow("set_policy" in rights, in_branches="manage_branches" in rights)

    def show_section(self, section: str) -> None:
        """Open a section."""
        self._section = section
        self._stack.setCurrentIndex(SECTIONS.index(section))
        for key, line in self._rows.items():
            line.set_chosen(key == section)
        self._heading.setText(self._rows[section].title.text())
        self.safety.show_backed_up(None)

    def show_kept(self, kept: Kept) -> None:
        self.printer.show_kept(kept)
        self.machine.show_kept(kept)
        self.safety.show_kept(kept)

    def show_clock(self, shown: ClockShown) -> None:
        self.safety.clock.show_clock(shown)

    def show_testing(self, trial: Trial | None) -> None:
        if trial is None:
            self.printer.form.show_busy(True)
        else:
            self.printer.form.show_tested(trial)

    def show_staff(self, shown: StaffShown) -> None:
        self.staff.show_staff(shown)

    def show_access(self, shown: AccessShown) -> None:
        self.access.show_access(shown)

    def show_places(self, shown: PlacesShown) -> None:
        self.places.show_places(shown)

    def show_centre(self, shown: CentreShown) -> None:
        self.centre.show_centre(shown)

    def show_joining(self, done: int, total: int) -> None:
        self.centre.show_joining(done, total)

    def show_rules(self, shown: RulesShown) -> None:
        self.rules.show_rules(shown)

    def show_trust_cost(self, cost: TrustCost) -> None:
        self.rules.trust.show_cost(cost)

    def show_proving(self) -> None:
        self.safety.show_proving()

    def show_proof_progress(self, done: int, total: int) -> None:
        self.safety.progress.advance(done, total)

    def show_proved(self, proved: Proved | None) -> None:
        self.safety.show_proved(proved)

    def show_backed_up(self, made: BackedUp) -> None:
        self.safety.show_backed_up(made)

    def show_sheet(self, sheet: SheetShown | None) -> None:
        self.safety.show_sheet(sheet)

    def show_saved(self, path: str) -> None:
        self.safety.show_saved(path)

    def show_about(self, about: About) -> None:
        self.about.show_about(about)

    def show_done(self, what: str, name: str = "") -> None:
        """Say what was done, to whom or what it was done by name."""
        self.verdict.notice(partial(self._done_words, what, name))

    def _done_words(self, what: str, name: str) -> str:
        written = language.formats()
        words = {
            PRINTER: self.tr("This printer is kept."),
            STAFF: self.tr("{name} works here from now on."),
            LEVEL: self.tr("The access level of {name} is changed."),
            PIN: self.tr("The PIN of {name} is changed; the one before works no more."),
            GONE: self.tr("{name} works here no more and cannot sign in."),
            ACCESS: self.tr("The table is published and holds from now on."),
            BRANCH: self.tr("{name} is a branch from now on."),
            BRANCHES: self.tr("The name and address of {name} are kept."),
            CENTRE: self.tr("This till belongs to the centre now."),
            AUTHORITY: self.tr("Kept: the next exchange is checked by it."),
            FOLLOWED: self.tr("The centre answered there: the till goes to it from now on."),
            CLOCK: self.tr("Confirmed: the till goes by the computer's clock from now on."),
            RULES: self.tr("Published: it holds from the next sale."),
        }
        told = words[what].format(name=written.name(name))
        # An English sentence that begins with a Persian name still runs from the left.
        return told if written.rtl or not name else f"\u200e{told}"

    def show_pins_differ(self) -> None:
        self.staff.show_pins_differ()

    def show_problem(self, said: Callable[[], str] | None) -> None:
        """Say what stands in the way, in whatever language is read; None takes it back."""
        if said:
            self.verdict.problem(said)
        else:
            self.verdict.clear()

    def show_approval(self, shown: ShownApproval | None) -> None:
        """Ask for somebody's PIN at the side, or no more."""
        if shown is None:
            self._asking = False
            self._sheet.close_sheet()
            return
        self.approval.show_approval(shown)
        if not self._asking:
            self._asking = True
            self._sheet.open(self.approval, self.approval.title)
            self.approval.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Put the keyboard on the sections."""
        self._rows[self._section].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go through the sections; F5 tries the printer or checks the till."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            place = SECTIONS.index(self._section) + (1 if key == Qt.Key.Key_Down else -1)
            section = SECTIONS[max(0, min(place, len(SECTIONS) - 1))]
            self.section_picked.emit(section)
            self._rows[section].setFocus(Qt.FocusReason.OtherFocusReason)
        elif key == Qt.Key.Key_F5 and self._section == PRINTER:
            self.printer.form.test.click()
        elif key == Qt.Key.Key_F5 and self._section == SAFETY:
            self.safety.prove.click()
        else:
            super().keyPressEvent(event)

    # -- within -----------------------------------------------------------------------------------------

    def _left_approval(self) -> None:
        if self._asking:
            self._asking = False
            self.approval_left.emit()

    def _lay_out(self) -> None:
        for section in SECTIONS:
            self._stack.addWidget(_padded(self.panels[section]))
        side = column(self._title, 16, *self._rows.values(), None, gap=2, margins=(16, 24, 16, 16))
        head = row(self._heading, None, margins=(32, 24, 32, 8))
        work = column(head, self._stack, self.verdict, gap=0)
        work.setStretch(1, 1)
        whole = row(
            on_ground(side, "sunken", width=264), Hairline(vertical=True), on_ground(work, "surface"), gap=0
        )
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Settings"))
        self._title.setText(self.tr("Settings"))
        for section, words in (
            (PRINTER, self.tr("Printer")),
            (MACHINE, self.tr("Look and counter")),
            (STAFF, self.tr("People")),
            (ACCESS, self.tr("Who may what")),
            (BRANCHES, self.tr("Branches and till")),
            (CENTRE, self.tr("Centre")),
            (RULES, self.tr("Rules of the club")),
            (SAFETY, self.tr("Backup and check")),
            (ABOUT, self.tr("About")),
        ):
            self._rows[section].show_row(words)
        self._heading.setText(self._rows[self._section].title.text())
        self.language_changed.emit()


def _padded(panel: QWidget) -> QWidget:
    panel.setMaximumWidth(1_040)
    holder = QWidget()
    across = row(panel, None, gap=0, margins=(32, 8, 32, 24))
    across.setStretch(0, 100)
    across.setStretch(1, 1)
    holder.setLayout(across)
    return scrolling(holder)
