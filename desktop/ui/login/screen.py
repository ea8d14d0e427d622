"""Put the sign-in together: the screen, its presenter, and who hears whom."""

from __future__ import annotations

from collections.abc import Callable

from desktop.ui.login.presenter import LoginPresenter, SignIn
from desktop.ui.login.view import LoginScreen
from desktop.ui.tasks import Tasks


def build_login(
    tasks: Tasks,
    sign_in: SignIn[object],
    on_signed_in: Callable[[object], None],
    on_recovery: Callable[[], None],
) -> tuple[LoginScreen, LoginPresenter]:
    """The screen and its presenter, connected; call `presenter.start()` when the screen is shown."""
    screen = LoginScreen()
    presenter = LoginPresenter(screen, tasks, sign_in, on_signed_in)
    screen.chosen.connect(presenter.on_chosen)
    screen.moved.connect(presenter.on_moved)
    screen.typed.connect(presenter.on_typed)
    screen.erased.connect(presenter.on_erased)
    screen.cleared.connect(presenter.on_cleared)
    screen.submitted.connect(presenter.on_submitted)
    screen.training_pressed.connect(presenter.on_training)
    screen.recovery_wanted.connect(on_recovery)
    return screen, presenter
