"""One run of the window, from the first pixel to the closed shop."""

from __future__ import annotations

import os
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.ui.program import make_application, show_shell
from loyalty.words import Lang

if TYPE_CHECKING:
    from desktop.app.window import Room


def run_window(folder: Path, lang: Lang | None = None) -> int:
    """Open the shop of a folder, or let one be made there first; return when the window is closed.

    `lang` is spoken until the settings of a shop say otherwise.
    """
    from PySide6.QtCore import QEventLoop

    from desktop.models.shop_file import database_path
    from desktop.ui.garbage import Garbage

    app = make_application(lang or "fa")
    if not database_path(folder).exists():
        from desktop.app.first_run import make_first_shop

        if not make_first_shop(app, folder):
            return 0
    room = start_room(folder)
    garbage = Garbage(room.window)
    ended = QEventLoop()
    room.window.closing.connect(ended.quit)
    ended.exec()
    garbage.stop()
    end_room(room)
    return 0


def start_room(folder: Path) -> Room:
    """Show the window, then open the shop and show the sign-in; what is heavy is imported behind the first paint."""
    app = make_application()
    window = show_shell(app)

    from desktop.app.window import Room
    from desktop.clocks import SystemClock
    from desktop.ui.lanes import Lanes
    from desktop.usecases.open_till import open_till

    room = Room(app, window, open_till(folder, clock=SystemClock()), Lanes(on_crash=_tell_crash))
    room.open()
    return room


def end_room(room: Room) -> None:
    """Stop everything and close the shop."""
    room.close()
    room.tasks.close()
    room.till.close()


def _tell_crash(defect: BaseException) -> None:
    # Neither a phone nor a name: the place in the code and the kind of defect alone.
    last = traceback.extract_tb(defect.__traceback__)[-1]
    place = f"{os.path.basename(last.filename)}:{last.lineno}"
    os.write(2, f"bashgah: {type(defect).__name__} at {place}\n".encode())
    if os.environ.get("BASHGAH_TRACE"):
        traceback.print_exception(defect)
