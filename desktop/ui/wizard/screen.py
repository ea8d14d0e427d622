"""Put first start together: the screen, its presenter, and who hears whom."""

from __future__ import annotations

from desktop.ui.tasks import Tasks
from desktop.ui.wizard.presenter import ShopMaker, Surroundings, WizardPresenter
from desktop.ui.wizard.view import WizardScreen


def build_wizard(
    tasks: Tasks, maker: ShopMaker, around: Surroundings
) -> tuple[WizardScreen, WizardPresenter]:
    """The screen and its presenter, connected; call `presenter.start()` when the screen is shown."""
    screen = WizardScreen()
    presenter = WizardPresenter(screen, tasks, maker, around)
    screen.changed.connect(presenter.on_changed)
    screen.next_pressed.connect(presenter.on_next)
    screen.back_pressed.connect(presenter.on_back)
    screen.step_picked.connect(presenter.on_step_picked)
    screen.language_changed.connect(presenter.language_changed)
    screen.look.language_picked.connect(presenter.on_language_picked)
    screen.look.theme_picked.connect(presenter.on_theme_picked)
    _join_begin(screen, presenter)
    screen.printer.test_wanted.connect(presenter.on_test_wanted)
    screen.sheet.saved.connect(presenter.on_save_wanted)
    screen.sheet.print_wanted.connect(presenter.on_print_wanted)
    screen.sheet.confirmed.connect(presenter.on_confirmed)
    return screen, presenter


def _join_begin(screen: WizardScreen, presenter: WizardPresenter) -> None:
    screen.begin.new_wanted.connect(presenter.on_new_wanted)
    screen.begin.restore_wanted.connect(presenter.on_restore_wanted)
    screen.begin.join_wanted.connect(presenter.joining.on_wanted)
    screen.begin.join.given.connect(presenter.joining.on_given)
    screen.begin.demo_wanted.connect(presenter.on_demo_wanted)
    screen.begin.demo_cancelled.connect(presenter.on_demo_cancelled)
    screen.begin.demo_entered.connect(presenter.on_demo_entered)
