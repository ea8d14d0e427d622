"""Where a report goes: its folder is made, a place that cannot be written is said in a sentence.

A paper is readable by its owner alone, is written whole or not at all, and takes the place of nothing but an older
paper.
"""

from __future__ import annotations

from pathlib import Path

from desktop.models.private import try_room, unwritable, write_whole
from loyalty.errors import LoyaltyError, require

PAPERS = (b"%PDF-", b"\x89PNG", b"\x1b@")
"""What files of paper begin with: PDF, PNG, a printer's own bytes."""

LARGEST_PAPER = 1 << 20
"""Bytes no paper of one page needs."""


def write_paper(path: str | Path, content: bytes) -> Path:
    """Write a paper, its folder made, and return the path.

    Raises `file_unwritable`, `file_no_room`, `file_not_ours`.
    """
    target = Path(path).expanduser()
    refuse_foreign(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise unwritable(target, problem) from problem
    return write_whole(target, content)


def try_place(path: Path) -> None:
    """Refuse a place no paper can go to, before what the paper tells is done.

    Raises `file_folder_missing` and what `write_paper` raises.

    Folders are not made for it: an act must not begin with a name mistyped.
    """
    require(path.parent.is_dir(), "file_folder_missing", folder=str(path.parent))
    require(not path.is_dir(), "file_unwritable", path=str(path))
    refuse_foreign(path)
    try_room(path, LARGEST_PAPER)


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
