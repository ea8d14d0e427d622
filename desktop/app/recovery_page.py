"""Recovery on an open shop, reached from the sign-in: the whole window, nothing of the rail.

What an open shop cannot have done to it asks for the window to be closed; `wants_recovery` then tells whoever runs the
program to open recovery on the closed shop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.app.gate import RECOVERY
from desktop.ui.recovery.screen import build_recovery
from desktop.ui.recovery.shop_recovery import OpenShop
from desktop.ui.shell.main_window import MainWindow

if TYPE_CHECKING:
    from desktop.app.window import Room

_WANTED = "recovery_wanted"


class RecoveryPage(QObject):
    """Joined to a room's window by being built, and kept by it."""

    def __init__(self, room: Room) -> None:
        from desktop.app.window import reader

        super().__init__(room.window)
        self._room = room
        self._screen, self._presenter = build_recovery(room.tasks, OpenShop(room.till), self, reader)
        room.window.add_screen(RECOVERY, self._screen, whole=True)
        room.window.screen_shown.connect(self._shown)

    def finish(self) -> None:
        """Back to the sign-in."""
        self._room.lock_up()

    def leave(self) -> None:
        """Back to the sign-in."""
        self._room.lock_up()

    def recover_closed(self) -> None:
        """Close the shop; recovery goes on without it."""
        self._room.window.setProperty(_WANTED, True)
        self._room.window.close()

    def _shown(self, key: str) -> None:
        if key == RECOVERY:
            self._presenter.start()


def wants_recovery(window: MainWindow) -> bool:
    """Say whether a window was closed so that its shop can be recovered."""
    return bool(window.property(_WANTED))
