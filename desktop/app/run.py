"""One run of the window, from the first pixel to the closed shop."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.ui.program import Program, give_first_look, make_application, show_shell
from loyalty.errors import LoyaltyError

if TYPE_CHECKING:
    from desktop.app.window import Room
    from desktop.ui.garbage import Garbage
    from loyalty.words import Lang


def run_window(folder: Path, lang: Lang | None = None) -> int:
    """Open the shop of a folder, or let one be made or brought back there first; return when the window is closed.

    `lang` is spoken until the settings of a shop say otherwise. A shop that does not open says why and offers the
    ways out; recovery that needs the shop closed goes on without it and comes back here.
    """
    from desktop.ui.garbage import Garbage

    app = make_application()
    garbage = Garbage(app)
    try:
        return _run(app, garbage, folder, lang or "fa")
    finally:
        garbage.stop()


def _run(app: Program, garbage: Garbage, folder: Path, lang: Lang) -> int:
    while _has_shop(app, folder, lang):
        try:
            room = start_room(folder, lang)
        except LoyaltyError as error:
            from desktop.app.trouble import show_trouble

            give_first_look(app, lang)
            if not show_trouble(app, folder, error):
                return 1
            continue
        garbage.spare()
        if not _work(room) or not _recover(app, folder):
            return 0
    return 0


def _has_shop(app: Program, folder: Path, lang: Lang) -> bool:
    from desktop.models.places import database_path

    # A till whose joining stopped half way goes on with it (`joining.HALF`, which would load half the program).
    if database_path(folder).exists() and not (folder / "joining").exists():
        return True

    from desktop.app.first_run import make_first_shop

    give_first_look(app, lang)
    return make_first_shop(app, folder)


def _work(room: Room) -> bool:
    """Let people work until the window is closed; say whether it was closed for recovery."""
    from PySide6.QtCore import QEventLoop

    ended = QEventLoop()
    room.window.closing.connect(ended.quit)
    ended.exec()

    from desktop.app.recovery_page import wants_recovery

    recovering = wants_recovery(room.window)
    end_room(room)
    return recovering


def _recover(app: Program, folder: Path) -> bool:
    from desktop.app.trouble import run_recovery

    return run_recovery(app, folder)


def start_room(folder: Path, lang: Lang = "fa") -> Room:
    """Show the window, then open the shop and show the sign-in; what is heavy is imported behind the first paint.

    Raises what `open_till` refuses; the window is gone then.
    """
    app = make_application()
    window = show_shell(app)

    from desktop.app.upgrade import Upgrade
    from desktop.app.window import Room
    from desktop.clocks import SystemClock
    from desktop.ui.lanes import Lanes
    from desktop.usecases.open_till import open_till

    upgrade = Upgrade(app, window, lang)
    try:
        till = open_till(folder, clock=SystemClock(), telling=upgrade.tell)
    except LoyaltyError:
        window.close()
        raise
    upgrade.end()
    room = Room(app, window, till, Lanes(on_crash=_tell_crash))
    room.open()
    return room


def end_room(room: Room) -> None:
    """Stop everything and close the shop."""
    room.tasks.close()
    room.close()
    room.till.close()


def _tell_crash(defect: BaseException) -> None:
    from desktop.traces import trace_of, unexpected

    # Neither a phone nor a name: the place in the code and the kind of defect alone.
    os.write(2, "bashgah: {kind} at {place}\n".format(**unexpected(defect).values).encode())
    if os.environ.get("BASHGAH_TRACE"):
        os.write(2, "".join(trace_of(defect)).encode())
