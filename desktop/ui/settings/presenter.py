"""Settings: each section is read when it is opened, each change is kept or refused at once, in words.

What must hold: rights are checked by the use cases; here they only decide what is shown as read-only. What a person
may not do alone asks for the PIN of somebody who may. Nothing is written in training.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from desktop.ui.approval.desk import ApprovalDesk, Approvals, sentence
from desktop.ui.parts.values import PrinterDraft, SheetShown, Trial, why_of
from desktop.ui.settings.ports import SettingsPort, SettingsView
from desktop.ui.settings.trust_words import trust_cost
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
    STAFF,
    AccessShown,
    CentreShown,
    ClockShown,
    Kept,
    PlacesShown,
    RulesShown,
    StaffShown,
)
from desktop.ui.tasks import Job, Report, Tasks
from desktop.usecases.sign_in import Session
from loyalty.errors import LoyaltyError
from loyalty.words import Lang, fold_digits

T = TypeVar("T")
PINS_DIFFER = "pins_differ"


class SettingsPresenter:
    """Handlers are called by the view's signals; `changed()` is called when the program must look at its settings."""

    def __init__(
        self,
        view: SettingsView,
        tasks: Tasks,
        port: SettingsPort,
        approvals: Approvals,
        *,
        lang: Callable[[], Lang],
        changed: Callable[[], None],
    ) -> None:
        self._view, self._tasks, self._port = view, tasks, port
        self._lang, self._changed = lang, changed
        self.desk = ApprovalDesk(view, tasks, approvals, lang=lang)
        self._section, self._job = PRINTER, Job(ended=True)
        self._sheet: SheetShown | None = None
        self._rules = RulesShown()
        self._people: dict[str, str] = {}

    def start(self) -> None:
        """Read who is here and the section that was open."""
        self._view.show_problem(None)
        self._tasks.local(self._port.rights, self._view.show_rights, self._refused)
        self.on_section_picked(self._section)

    def on_section_picked(self, section: str) -> None:
        """Open a section and read it anew; a sheet that was shown is put away."""
        self._section = section
        self._view.show_problem(None)
        self._show_sheet(None)
        self._view.show_section(section)
        read, show = self._reading(section)
        self._tasks.local(read, show, self._refused)

    def language_changed(self) -> None:
        """How the till stands with its centre is told in sentences: they are read anew. What is typed elsewhere stays."""
        if self._section == CENTRE:
            read, show = self._reading(CENTRE)
            self._tasks.local(read, show, self._refused)

    # -- printer and machine ----------------------------------------------------------------------------

    def on_printer_kept(self, printer: PrinterDraft) -> None:
        """Keep the printer of the form."""
        values = {
            "printer_kind": printer.kind,
            "printer_address": printer.address,
            "printer_width": printer.width,
            "printer_drawer": printer.drawer,
            "printer_cut": printer.cut,
            "printer_answers": "on" if printer.answers else "off",
        }
        self._run(lambda approval: self._port.keep(values, approval), self._kept_told)

    def on_test_wanted(self, printer: PrinterDraft) -> None:
        """Print a test slip with the form as it stands."""
        self._view.show_testing(None)
        lang = self._lang()
        self._tasks.remote(
            lambda: self._port.print_test(printer, lang), self._view.show_testing, self._test_refused
        )

    def on_setting_changed(self, name: str, value: str) -> None:
        """Keep one setting at once."""
        self._run(lambda approval: self._port.keep({name: value}, approval), self._kept)

    # -- people -----------------------------------------------------------------------------------------

    def on_staff_added(self, name: str, level: str, branch: str, pin: str, again: str) -> None:
        """Add a person; with two different PINs nobody."""
        if self._differ(pin, again):
            return
        self._run(
            lambda approval: self._port.add_staff(name, level, branch, pin, approval),
            partial(self._staff_told, STAFF, name.strip()),
        )

    def on_level_set(self, staff_id: str, level: str) -> None:
        told = partial(self._staff_told, LEVEL, self._people.get(staff_id, ""))
        self._run(lambda approval: self._port.set_level(staff_id, level, approval), told)

    def on_pin_set(self, staff_id: str, pin: str, again: str) -> None:
        """Give a person a new PIN."""
        if not self._differ(pin, again):
            told = partial(self._staff_told, PIN, self._people.get(staff_id, ""))
            self._run(lambda approval: self._port.set_pin(staff_id, pin, approval), told)

    def on_staff_removed(self, staff_id: str) -> None:
        told = partial(self._staff_told, GONE, self._people.get(staff_id, ""))
        self._run(lambda approval: self._port.remove_staff(staff_id, approval), told)

    def on_access_published(self, may: frozenset[tuple[str, str]]) -> None:
        """Publish who may what."""
        self._run(lambda approval: self._port.publish_access(may, approval), self._access_told)

    # -- branches and rules -----------------------------------------------------------------------------

    def on_place_kept(self, branch_id: str, name: str, address: str) -> None:
        """Add a branch (no id) or give one another name and address."""
        self._run(
            lambda approval: self._port.keep_place(branch_id, name, address, approval),
            partial(self._places_told, BRANCHES if branch_id else BRANCH, name.strip()),
        )

    def on_rules_published(self, name: str, form: RulesShown) -> None:
        """Publish one document of the forms."""
        self._run(lambda approval: self._port.publish(name, form, approval), self._rules_told)

    def on_rules_of(self, branch: str) -> None:
        """Show the forms of a branch, or (empty) those of the business."""
        self._view.show_problem(None)
        self._tasks.local(lambda: self._port.rules(branch), self._rules_read, self._refused)

    def on_trust_typed(self, per_member: int, pool: int) -> None:
        """Say what the limits cost, as they are typed."""
        form = replace(self._rules, per_member=per_member, pool=pool)
        self._view.show_trust_cost(trust_cost(form, self._lang()))

    # -- safety -----------------------------------------------------------------------------------------

    def on_backup_wanted(self, path: str) -> None:
        """Write a backup now."""
        self._run(lambda approval: self._port.back_up(path, approval), self._view.show_backed_up)

    def on_proof_wanted(self) -> None:
        """Prove the till from its facts, with progress."""
        if not self._job.ended:
            return
        self._view.show_problem(None)
        self._view.show_proving()
        lang = self._lang()
        self._job = Job()
        self._job = self._tasks.long(
            lambda report: self._port.prove(report, lang),
            self._view.show_proved,
            self._proof_refused,
            self._view.show_proof_progress,
        )

    def on_proof_cancelled(self) -> None:
        """Stop; nothing was written anyway."""
        self._job.cancel()
        self._job = Job(ended=True)
        self._view.show_proved(None)

    # -- the centre -------------------------------------------------------------------------------------

    def on_join_wanted(self, url: str, code: str, certificate: str) -> None:
        """Join a centre by its code, with progress; what is recorded here goes along."""
        lang = self._lang()
        self._go_long(lambda report: self._port.join(url.strip(), code.strip(), certificate, lang, report))

    def on_follow_wanted(self, url: str, certificate: str) -> None:
        """Follow the centre to another address."""
        lang = self._lang()
        self._go_long(lambda report: self._port.follow(url.strip(), certificate, lang, report), FOLLOWED)

    def _go_long(self, work: Callable[[Report], CentreShown], done: str = CENTRE) -> None:
        if not self._job.ended:
            return
        self._view.show_problem(None)
        self._view.show_joining(0, 0)
        self._job = Job()
        then = partial(self._joined, done)
        self._job = self._tasks.long(work, then, self._join_refused, self._view.show_joining)

    def on_authority_picked(self, certificate: str) -> None:
        """Trust the authority of a file from now on; '' for public ones."""
        lang = self._lang()
        self._run(lambda approval: self._port.trust(certificate, lang, approval), self._trusted)

    def on_centre_moved(self) -> None:
        """Read anew how this till stands, where that is what is looked at."""
        if self._section == CENTRE:
            self._tasks.local(self._centre, self._view.show_centre, self._refused)

    def _centre(self) -> CentreShown:
        return self._port.centre(self._lang())

    def _joined(self, done: str, shown: CentreShown) -> None:
        self._job = Job(ended=True)
        self._view.show_centre(shown)
        self._view.show_done(done)
        self._changed()

    def _trusted(self, shown: CentreShown) -> None:
        self._view.show_centre(shown)
        self._view.show_done(AUTHORITY)

    def _join_refused(self, error: LoyaltyError) -> None:
        self._job = Job(ended=True)
        self.on_centre_moved()
        self._refused(error)

    def on_sheet_wanted(self) -> None:
        """Show the recovery sheet once more, to who may."""
        self._run(self._port.sheet, self._show_sheet)

    def on_sheet_saved(self, path: str) -> None:
        """Write the sheet into a file."""
        sheet, lang = self._sheet, self._lang()
        if sheet is not None and path:
            self._tasks.remote(
                lambda: self._port.save_sheet(sheet, path, lang), self._view.show_saved, self._refused
            )

    # -- within -----------------------------------------------------------------------------------------

    def _reading(self, section: str) -> tuple[Callable[[], Any], Callable[[Any], None]]:
        readings: dict[str, tuple[Callable[[], Any], Callable[[Any], None]]] = {
            PRINTER: (self._port.kept, self._view.show_kept),
            MACHINE: (self._port.kept, self._view.show_kept),
            STAFF: (self._port.staff, self._staff_read),
            ACCESS: (self._port.access, self._view.show_access),
            BRANCHES: (self._port.places, self._view.show_places),
            CENTRE: (self._centre, self._view.show_centre),
            RULES: (lambda: self._port.rules(self._rules.branch), self._rules_read),
            SAFETY: (lambda: (self._port.kept(), self._port.clock()), self._safety_read),
            ABOUT: (self._port.about, self._view.show_about),
        }
        return readings[section]

    def _run(self, work: Callable[[Session | None], T], then: Callable[[T], None]) -> None:
        self._view.show_problem(None)
        self.desk.run(work, then, self._refused)

    def on_clock_believed(self) -> None:
        """Go on from what the computer's clock says, from who may say so."""
        self._run(self._port.believe_clock, self._believed)

    def _safety_read(self, read: tuple[Kept, ClockShown]) -> None:
        self._view.show_kept(read[0])
        self._view.show_clock(read[1])

    def _believed(self, shown: ClockShown) -> None:
        self._view.show_clock(shown)
        self._view.show_done(CLOCK)
        self._changed()

    def _kept(self, kept: Kept) -> None:
        self._view.show_kept(kept)
        self._changed()

    def _kept_told(self, kept: Kept) -> None:
        self._kept(kept)
        self._view.show_done(PRINTER)

    def _staff_read(self, shown: StaffShown) -> None:
        self._people = {one.staff_id: one.name for one in shown.people}
        self._view.show_staff(shown)

    def _staff_told(self, what: str, name: str, shown: StaffShown) -> None:
        self._staff_read(shown)
        self._view.show_done(what, name)

    def _access_told(self, shown: AccessShown) -> None:
        self._view.show_access(shown)
        self._view.show_done(ACCESS)

    def _places_told(self, what: str, name: str, shown: PlacesShown) -> None:
        self._view.show_places(shown)
        self._view.show_done(what, name)

    def _rules_read(self, shown: RulesShown) -> None:
        self._rules = shown
        self._view.show_rules(shown)
        self._view.show_trust_cost(trust_cost(shown, self._lang()))

    def _rules_told(self, shown: RulesShown) -> None:
        self._rules_read(shown)
        self._view.show_done(RULES)

    def _show_sheet(self, sheet: SheetShown | None) -> None:
        self._sheet = sheet
        self._view.show_sheet(sheet)

    def _differ(self, pin: str, again: str) -> bool:
        differ = fold_digits(pin).strip() != fold_digits(again).strip()
        if differ:
            self._view.show_pins_differ()
        return differ

    def _test_refused(self, error: LoyaltyError) -> None:
        self._view.show_testing(Trial("waiting", why_of(error)))

    def _proof_refused(self, error: LoyaltyError) -> None:
        self._view.show_proved(None)
        self._refused(error)

    def _refused(self, error: LoyaltyError) -> None:
        self._view.show_problem(lambda: sentence(error, self._lang()))
