"""Where a shop lives: told in its own file, so that a copy of it finds out that it is one.

A folder that was moved is the shop itself. A folder is a copy while the one it came from still holds the same shop,
whichever of the two is opened first.
"""

from __future__ import annotations

import os
from pathlib import Path

from desktop.models.places import database_path
from desktop.models.shop_file import read_label
from loyalty.errors import LoyaltyError


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
