"""Put the offers screen together: the screen, its presenter over a desk, and who hears whom."""

from __future__ import annotations

from desktop.ui import language
from desktop.ui.offers.port import OffersDesk
from desktop.ui.offers.presenter import OffersPresenter
from desktop.ui.offers.view import OffersScreen
from desktop.ui.tasks import Tasks


def build_offers(tasks: Tasks, desk: OffersDesk) -> tuple[OffersScreen, OffersPresenter]:
    """The screen and its presenter, connected; call `presenter.entered()` whenever the screen is shown."""
    screen = OffersScreen()
    presenter = OffersPresenter(screen, tasks, desk, lang=lambda: language.formats().lang)
    _join_list(screen, presenter)
    _join_editor(screen, presenter)
    _join_stack(screen, presenter)
    _join_approval(screen, presenter)
    return screen, presenter


def _join_list(screen: OffersScreen, presenter: OffersPresenter) -> None:
    page, result = screen.list, screen.result
    page.text_changed.connect(presenter.on_text_changed)
    page.state_picked.connect(presenter.on_state_picked)
    page.picked.connect(presenter.on_picked)
    page.new_wanted.connect(presenter.on_new)
    page.library_wanted.connect(presenter.on_library_wanted)
    result.edit_wanted.connect(lambda: presenter.on_edit())
    result.stop_wanted.connect(presenter.on_stop_wanted)
    result.copy_wanted.connect(presenter.on_copy_wanted)
    result.codes_wanted.connect(presenter.on_codes_wanted)
    screen.codes.wanted.connect(presenter.codes.on_wanted)
    screen.codes.save_chosen.connect(presenter.codes.on_save_chosen)
    screen.panel_left.connect(presenter.codes.on_left)
    result.left.connect(presenter.on_left)
    screen.choice_picked.connect(presenter.on_choice_picked)
    screen.left.connect(presenter.on_left)
    screen.refreshed.connect(presenter.refresh)
    screen.undone.connect(presenter.on_undone)
    screen.language_changed.connect(presenter.on_language_changed)


def _join_editor(screen: OffersScreen, presenter: OffersPresenter) -> None:
    page, editing = screen.editor, presenter.editing
    page.field_changed.connect(editing.on_field_changed)
    page.add_wanted.connect(editing.on_add_wanted)
    page.removed.connect(editing.on_removed)
    page.moved.connect(editing.on_moved)
    page.way_picked.connect(editing.on_way_picked)
    page.trial_wanted.connect(lambda: editing.on_trial_wanted())
    page.publish_wanted.connect(editing.on_publish_wanted)
    page.dropped.connect(editing.on_dropped)
    page.left.connect(presenter.on_left)
    screen.trial.cancelled.connect(editing.on_trial_cancelled)
    screen.asking.way_picked.connect(editing.on_way_picked)
    screen.asking.confirmed.connect(editing.on_published)
    screen.asking.cancelled.connect(editing.giving.cancel)


def _join_stack(screen: OffersScreen, presenter: OffersPresenter) -> None:
    page, stacking = screen.stack, presenter.stacking
    screen.list.stacking_wanted.connect(presenter.on_stacking_wanted)
    page.mode_chosen.connect(stacking.on_mode_chosen)
    page.per_chosen.connect(stacking.on_per_chosen)
    page.moved.connect(stacking.on_moved)
    page.put.connect(stacking.on_put)
    page.offer_moved.connect(stacking.on_offer_moved)
    page.group_added.connect(stacking.on_group_added)
    page.group_removed.connect(stacking.on_group_removed)
    page.published.connect(stacking.on_published)
    page.left.connect(presenter.on_left)


def _join_approval(screen: OffersScreen, presenter: OffersPresenter) -> None:
    desk = presenter.approval
    screen.approval.pressed.connect(desk.press)
    screen.approval.erased.connect(lambda whole: desk.erase(all_of_it=whole))
    screen.approval.submitted.connect(desk.submit)
    screen.approval.person_picked.connect(desk.choose)
    screen.approval.moved.connect(desk.move)
    screen.panel_left.connect(desk.leave)
    screen.panel_left.connect(presenter.on_choices_left)
