"""Put recovery together: the screen, its presenter, and who hears whom."""

from __future__ import annotations

from collections.abc import Callable

from desktop.ui.recovery.presenter import Leaving, Recovering, RecoveryPresenter
from desktop.ui.recovery.view import RecoveryScreen
from desktop.ui.tasks import Tasks
from loyalty.words import Lang


def build_recovery(
    tasks: Tasks, port: Recovering, way_out: Leaving, lang: Callable[[], Lang]
) -> tuple[RecoveryScreen, RecoveryPresenter]:
    """The screen and its presenter, connected; keep both, and call `presenter.start()` when the screen is shown."""
    screen = RecoveryScreen()
    presenter = RecoveryPresenter(screen, tasks, port, way_out, lang)
    screen.ways.picked.connect(presenter.on_way_picked)
    screen.back_pressed.connect(presenter.on_back)
    screen.language_changed.connect(presenter.language_changed)
    for page in (screen.key, screen.restore, screen.pin):
        page.sheet.typed.connect(presenter.on_sheet_typed)
    screen.key.submitted.connect(presenter.on_key_submitted)
    screen.restore.submitted.connect(presenter.on_restore_submitted)
    screen.pin.submitted.connect(presenter.on_pin_submitted)
    screen.done.open_wanted.connect(presenter.on_open_wanted)
    return screen, presenter
