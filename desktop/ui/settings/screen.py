"""Put the settings together: the screen, its presenter, and who hears whom."""

from __future__ import annotations

from collections.abc import Callable

from desktop.ui.approval.desk import Approvals
from desktop.ui.settings.ports import SettingsPort
from desktop.ui.settings.presenter import SettingsPresenter
from desktop.ui.settings.view import SettingsScreen
from desktop.ui.tasks import Tasks
from loyalty.words import Lang


def build_settings(
    tasks: Tasks,
    port: SettingsPort,
    approvals: Approvals,
    *,
    lang: Callable[[], Lang],
    changed: Callable[[], None],
) -> tuple[SettingsScreen, SettingsPresenter]:
    """The screen and its presenter, connected; keep both, and call `presenter.start()` when the screen is shown."""
    screen = SettingsScreen()
    presenter = SettingsPresenter(screen, tasks, port, approvals, lang=lang, changed=changed)
    screen.section_picked.connect(presenter.on_section_picked)
    screen.language_changed.connect(lambda: presenter.language_changed() if screen.isVisible() else None)
    screen.printer.kept.connect(presenter.on_printer_kept)
    screen.printer.test_wanted.connect(presenter.on_test_wanted)
    screen.machine.changed.connect(presenter.on_setting_changed)
    _join_people(screen, presenter)
    screen.centre.join_wanted.connect(presenter.on_join_wanted)
    screen.centre.follow_wanted.connect(presenter.on_follow_wanted)
    screen.centre.authority_picked.connect(presenter.on_authority_picked)
    screen.places.kept.connect(presenter.on_place_kept)
    screen.rules.published.connect(presenter.on_rules_published)
    screen.rules.of_branch.connect(presenter.on_rules_of)
    screen.rules.trust.typed.connect(presenter.on_trust_typed)
    _join_safety(screen, presenter)
    _join_approval(screen, presenter)
    return screen, presenter


def _join_people(screen: SettingsScreen, presenter: SettingsPresenter) -> None:
    screen.staff.added.connect(presenter.on_staff_added)
    screen.staff.level_set.connect(presenter.on_level_set)
    screen.staff.pin_set.connect(presenter.on_pin_set)
    screen.staff.removed.connect(presenter.on_staff_removed)
    screen.access.published.connect(presenter.on_access_published)


def _join_safety(screen: SettingsScreen, presenter: SettingsPresenter) -> None:
    safety = screen.safety
    safety.folder_kept.connect(lambda folder: presenter.on_setting_changed("backup_folder", folder))
    safety.backup_wanted.connect(presenter.on_backup_wanted)
    safety.proof_wanted.connect(presenter.on_proof_wanted)
    safety.proof_cancelled.connect(presenter.on_proof_cancelled)
    safety.clock_believed.connect(presenter.on_clock_believed)
    safety.sheet_wanted.connect(presenter.on_sheet_wanted)
    safety.sheet_saved.connect(presenter.on_sheet_saved)


def _join_approval(screen: SettingsScreen, presenter: SettingsPresenter) -> None:
    desk = presenter.desk
    screen.approval.pressed.connect(desk.press)
    screen.approval.erased.connect(lambda whole: desk.erase(all_of_it=whole))
    screen.approval.submitted.connect(desk.submit)
    screen.approval.person_picked.connect(desk.choose)
    screen.approval.moved.connect(desk.move)
    screen.approval_left.connect(desk.leave)
