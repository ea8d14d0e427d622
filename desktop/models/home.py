"""Where a shop lives: told in its own file, so that a copy of it finds out that it is one.

A folder that was moved is the shop itself. A folder is a copy while the one it came from still holds the same shop,
whichever of the two is opened first. Beside the mark, outside every folder, stands where the shop was opened last: one
whose past has a gap can say who went on without it.

A copy may be looked at: until something is recorded in it, it keeps naming its original, and the mark stays with that.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from desktop.models.places import database_path
from desktop.models.private import make_private
from desktop.models.settings import set_setting
from desktop.models.shop_file import read_label
from desktop.models.sources import Writer
from loyalty.errors import LoyaltyError

LOOKED = "looked"
"""The setting of a copy that has its own epoch already and in which nothing was recorded yet."""


def home_of(folder: Path) -> str:
    """Return a folder as it is told in the file."""
    return str(folder.resolve())


def original_of(folder: Path, home: str, shop_id: str) -> str:
    """Return the folder a shop was copied from, '' where it is no copy; `home` is what its file tells."""
    if not home:
        return ""
    try:
        here = os.path.samefile(database_path(Path(home)), database_path(folder))
        return home if not here and read_label(Path(home)).shop_id == shop_id else ""
    except (OSError, LoyaltyError):
        # Nothing is left there, or nothing that is a shop: this one was moved.
        return ""


def settle_copy(tx: Writer, original: str) -> None:
    """Note in a copy that it has its own epoch, and of which folder it is a copy."""
    set_setting(tx, "home", original)
    set_setting(tx, LOOKED, value=True)


def settle_here(tx: Writer, folder: Path) -> None:
    """Make a folder the home of the shop in it: it was moved, or something is recorded in a copy."""
    set_setting(tx, "home", home_of(folder))
    tx.run("DELETE FROM setting WHERE name = ?", (LOOKED,))


def opened_path(keys: Path, shop_id: str) -> Path:
    """Return the file that tells where a shop was opened last."""
    return keys / f"{shop_id}.folder"


def note_opened(path: Path, folder: Path) -> None:
    """Note where a shop is opened; where that cannot be written, a later warning only says less."""
    with suppress(OSError):
        make_private(path)
        path.write_text(home_of(folder), encoding="utf-8")


def opened_elsewhere(path: Path, folder: Path) -> str:
    """Return the other folder a shop was opened in last, '' where it was this one or nobody knows."""
    try:
        told = path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
    return "" if told == home_of(folder) else told
