"""Files that only this user may read: made so from their first byte, never widened and narrowed afterwards."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from loyalty.errors import LoyaltyError

OURS_ALONE = 0o600
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


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


def write_whole(path: Path, content: bytes) -> Path:
    """Write a file whole, or leave what was there, and return the path; raises `file_unwritable`, `file_no_room`.

    A disk that is full must cost neither the older file of that name nor leave half of the new one.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)  # a device: nothing may take its place
        else:
            os.replace(_write_beside(target, content), target)
    except OSError as problem:
        raise unwritable(path, problem) from problem
    return path


def unwritable(path: Path, problem: OSError) -> LoyaltyError:
    """Return the refusal of a file that could not be written: there is no room for it, or one may not."""
    return LoyaltyError("file_no_room" if problem.errno in NO_ROOM else "file_unwritable", path=str(path))


def try_room(path: Path, size: int) -> None:
    """Refuse a place that has no room for so many bytes, before what is to be written there is done.

    Raises `file_unwritable`, `file_no_room`. Real bytes: what a disk says of its room holds for nobody's quota.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        return
    try:
        _write_beside(target, os.urandom(size)).unlink()
    except OSError as problem:
        raise unwritable(path, problem) from problem


def _write_beside(target: Path, content: bytes) -> Path:
    beside = target.with_name(target.name + ".part")
    try:
        with open(beside, "wb", opener=open_private) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise
    return beside
