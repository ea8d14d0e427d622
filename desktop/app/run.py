"""One run of the window, from the first pixel to the closed shop."""

from __future__ import annotations

import os
import traceback
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from desktop.app.start import make_application
from desktop.app.window import Room
from desktop.clocks import SystemClock
from desktop.models.shop_file import database_path
from desktop.printing.raster import prepare_drawing
from desktop.ui.garbage import Garbage
from desktop.ui.lanes import Lanes
from desktop.usecases.open_till import open_till
from desktop.usecases.till import Till


def run_window(folder: Path, lang: str | None = None) -> int:
    """Open the shop of a folder, or let one be made there first; return when the window is closed."""
    app = make_application()
    prepare_drawing()
    if not database_path(folder).exists():
        from desktop.app.first_run import make_first_shop

        if not make_first_shop(app, folder):
            return 0
    till = open_till(folder, clock=SystemClock())
    try:
        return run_room(app, till)
    finally:
        till.close()


def run_room(app: QApplication, till: Till) -> int:
    """Run the window on an open shop."""
    lanes = Lanes(on_crash=_tell_crash)
    room = Room(app, till, lanes)
    garbage = Garbage(room.window)
    ended = QEventLoop()
    room.window.closing.connect(ended.quit)
    room.open()
    ended.exec()
    room.close()
    lanes.close()
    garbage.stop()
    return 0


def _tell_crash(defect: BaseException) -> None:
    # Neither a phone nor a name: the place in the code and the kind of defect alone.
    last = traceback.extract_tb(defect.__traceback__)[-1]
    place = f"{os.path.basename(last.filename)}:{last.lineno}"
    os.write(2, f"bashgah: {type(defect).__name__} at {place}\n".encode())
    if os.environ.get("BASHGAH_TRACE"):
        traceback.print_exception(defect)
