"""Where a report goes: its folder is made, a place that cannot be written is said in a sentence.

A paper is readable by its owner alone, and takes the place of nothing but an older paper.
"""

from __future__ import annotations

from pathlib import Path

from desktop.models.private import open_private
from loyalty.errors import LoyaltyError, require

PAPERS = (b"%PDF-", b"\x89PNG", b"\x1b@")
"""What files of paper begin with: PDF, PNG, a printer's own bytes."""


def prepare_file(path: str | Path) -> Path:
    """Return the path with its folder made and the file writable; raises `file_unwritable`, `file_not_ours`."""
    target = Path(path).expanduser()
    refuse_foreign(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with open(target, "ab", opener=open_private):
            pass
    except OSError as problem:
        raise LoyaltyError("file_unwritable", path=str(target)) from problem
    return target


def refuse_foreign(target: Path) -> None:
    """Refuse to write over a file that is no paper: a path mistyped must not cost a picture, a list, a key."""
    try:
        begins = _beginning(target) if target.is_file() else b""
    except OSError as problem:
        raise LoyaltyError("file_unwritable", path=str(target)) from problem
    require(not begins or begins.startswith(PAPERS), "file_not_ours", path=str(target))


def _beginning(target: Path) -> bytes:
    with target.open("rb") as file:
        return file.read(8)
