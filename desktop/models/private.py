"""Files that only this user may read: made so from their first byte, never widened and narrowed afterwards."""

from __future__ import annotations

import os
from pathlib import Path

OURS_ALONE = 0o600


def open_private(path: str | Path, flags: int) -> int:
    """Return a descriptor of a file that is this user's alone where it is made now; an opener for `open`."""
    return os.open(path, flags, OURS_ALONE)


def make_private(path: Path) -> None:
    """Make an empty file for this user alone; one that is there already is narrowed to them."""
    descriptor = open_private(path, os.O_WRONLY | os.O_CREAT)
    try:
        os.chmod(path, OURS_ALONE)
    finally:
        os.close(descriptor)
