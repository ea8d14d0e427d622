"""The window before a shop is open: first start and recovery share it, with its language and its look.

Nothing here is kept: what a person chooses goes into the shop's settings once there is one.
"""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import QEventLoop

from desktop.models.keys import KeyStore
from desktop.traces import unexpected
from desktop.ui import language, theme
from desktop.ui.program import Program, let_go
from desktop.ui.recovery.presenter import RecoveryPresenter
from desktop.ui.recovery.screen import build_recovery
from desktop.ui.recovery.shop_recovery import ClosedShop
from desktop.ui.shell.doors import sign_in_doors
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.values import StateLine
from desktop.ui.tasks import Tasks
from desktop.ui.theme import ThemeName
from loyalty.clock import Clock
from loyalty.errors import LoyaltyError
from loyalty.words import Lang

RECOVERY = "recovery"


class Gate:
    """`Surroundings` of the wizard, and of recovery: `open()`, `wait()`, `close()`."""

    def __init__(self, app: Program, folder: Path, tasks: Tasks, keys: KeyStore, clock: Clock) -> None:
        self._app, self._folder, self._tasks = app, folder, tasks
        self._keys, self._clock = keys, clock
        self.window = MainWindow()
        self.home = RECOVERY
        self._recovery: RecoveryPresenter | None = None
        self._ended, self._passed = QEventLoop(), False
        self._open = True
        self.window.show_state(StateLine(shop=False, alone=True))
        self.window.closing.connect(self._left)
        self._set_doors()

    def open(self) -> None:
        """Show the first screen."""
        self.window.show_screen(self.home)
        self.window.show()

    def wait(self) -> bool:
        """Return whether the way is free."""
        if self._open:
            self._ended.exec()
        return self._passed

    def close(self) -> None:
        """Put the window away."""
        let_go(self.window)

    def lang(self) -> Lang:
        """Return the language the screen is read in."""
        return language.formats().lang

    def theme(self) -> str:
        """Return the theme in force."""
        return theme.name()

    def use_language(self, lang: str) -> None:
        """Speak another language at once."""
        language.use(self._app, lang)
        self._set_doors()

    def use_theme(self, name: str) -> None:
        """Wear another theme at once."""
        theme.use(self._app, cast(ThemeName, name))
        self._set_doors()

    def use_currency(self, currency: str) -> None:
        """Write money in the unit that was chosen."""
        written = language.formats()
        if written.currency != currency:
            language.use(self._app, written.lang, currency=currency)

    def add_recovery(self, error: LoyaltyError | None = None) -> None:
        """Put recovery into the window: for a shop that does not open, or for one that is to come back."""
        port = ClosedShop(self._folder, self._keys, self._clock, error)
        screen, self._recovery = build_recovery(self._tasks, port, self, self.lang)
        self.window.add_screen(RECOVERY, screen, whole=True)
        self._recovery.start()

    def show_defect(self, defect: BaseException) -> None:
        """Say on the recovery screen that something went wrong, instead of staying busy for ever."""
        if self._recovery is not None:
            self._recovery.on_refused(unexpected(defect))

    def bring_back(self) -> None:
        """Go to recovery."""
        if self._recovery is None:
            self.add_recovery()
        self.window.show_screen(RECOVERY)

    def leave(self) -> None:
        """Back to the first start, or out of the program where recovery was all there was."""
        if self.home == RECOVERY:
            self._left()
        else:
            self.window.show_screen(self.home)

    def recover_closed(self) -> None:
        """Nothing to close: the shop is closed already."""

    def finish(self) -> None:
        """The shop may be opened."""
        self._passed, self._open = True, False
        self._ended.quit()

    def _left(self) -> None:
        self._open = False
        self._ended.quit()

    def _set_doors(self) -> None:
        self.window.set_doors(sign_in_doors(self.use_language, self.use_theme), keys=False)
