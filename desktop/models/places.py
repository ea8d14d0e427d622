"""Where a shop's file lies in its folder. Imported before the first window is painted, so it imports next to nothing."""

from __future__ import annotations

from pathlib import Path

DATABASE = "shop.db"


def database_path(folder: Path) -> Path:
    """Return the path of the encrypted file."""
    return folder / DATABASE
