"""What the shop's file may stand on: no network drive, and enough room for the next sale.

A ballast file keeps real blocks for the day the disk is full: releasing it lets the day be finished and closed.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import BinaryIO

from desktop.models.private import open_private
from loyalty.errors import require

MIB = 1 << 20
LOW_SPACE = 256 * MIB
"""Below this the till warns."""
LEAST_SPACE = 16 * MIB
"""Below this no transaction begins: a commit and its checkpoint must surely fit."""
LAST_SPACE = 2 * MIB
"""What signing in and closing the shift and the day need; below it they take the ballast."""
BALLAST = 32 * MIB

LOG_ROOM = 16 * MIB
"""Room kept in the write-ahead log: a hundred sales and more while a report or a backup holds on to an older moment."""
LOG_STEP = 2 * MIB

KEEP_DAYS = 90
"""Older copies are dropped: they hold people who may have been erased since."""

NETWORK_DRIVES = frozenset(
    [
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "smb2",
        "afs",
        "ncpfs",
        "9p",
        "ceph",
        "glusterfs",
        "lustre",
        "davfs",
        "fuse.sshfs",
        "fuse.rclone",
        "fuse.glusterfs",
        "fuse.s3fs",
        "fuse.davfs2",
        "fuse.gvfsd-fuse",
        "vboxsf",
        "prl_fs",
    ]
)

_MOUNTS = Path("/proc/mounts")


def drive_kind(folder: Path, mounts: str) -> str:
    """Return the file system kind a folder stands on, by the text of /proc/mounts; empty when unknown."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        place = Path(re.sub(r"\\(\d{3})", lambda found: chr(int(found[1], 8)), fields[1]))
        # A later mount on the same place hides the earlier one.
        if (folder == place or place in folder.parents) and len(place.parts) >= best:
            best, kind = len(place.parts), fields[2]
    return kind


def check_drive(folder: Path, mounts: str | None = None) -> None:
    """Refuse a network drive, where locks and syncs lie; raises `shop_on_network_drive`."""
    if mounts is None:
        mounts = _MOUNTS.read_text() if _MOUNTS.exists() else ""
    kind = drive_kind(folder.resolve(), mounts)
    require(kind not in NETWORK_DRIVES, "shop_on_network_drive", kind=kind)
    require(not str(folder.resolve()).startswith("\\\\"), "shop_on_network_drive", kind="UNC")


def free_space(folder: Path) -> int:
    """Return the bytes that may still be written where the folder stands."""
    return shutil.disk_usage(folder).free


def drop_old_files(folder: Path, pattern: str, now: int) -> tuple[Path, ...]:
    """Remove files of a folder that are older than `KEEP_DAYS` (old backups); return what was removed."""
    limit = now / 1000 - KEEP_DAYS * 86_400
    old = tuple(path for path in sorted(folder.glob(pattern)) if path.stat().st_mtime < limit)
    for path in old:
        path.unlink()
    return old


def keep_ballast(folder: Path, size: int = BALLAST) -> bool:
    """Make the ballast file where there is room for it; say whether it is there."""
    path = folder / "ballast"
    if path.exists() and path.stat().st_size >= size:
        return True
    if free_space(folder) < 2 * size + LEAST_SPACE:
        return False
    with open(path, "wb", opener=open_private) as file:
        if not _set_aside(file, size):
            _fill(file, size)
        file.flush()
        os.fsync(file.fileno())
    return True


def _set_aside(file: BinaryIO, size: int) -> bool:
    """Let the file system hold the blocks without writing them; say whether it truly does."""
    if not hasattr(os, "posix_fallocate"):
        return False
    try:
        os.posix_fallocate(file.fileno(), 0, size)
    except OSError:
        return False
    return os.fstat(file.fileno()).st_blocks * 512 >= size


def _fill(file: BinaryIO, size: int) -> None:
    # Real bytes: a sparse or compressed ballast would hold no room at all. The same MiB again is far beyond
    # what a file system looks back when it compresses, and costs no further randomness.
    block = os.urandom(MIB)
    for _ in range(size // MIB):
        file.write(block)


def release_ballast(folder: Path) -> bool:
    """Give the kept room back; say whether there was any."""
    path = folder / "ballast"
    if not path.exists():
        return False
    path.unlink()
    return True


def lengthen_log(log: Path, room: int = LOG_ROOM) -> bool:
    """Lengthen a write-ahead log by a step of zeros, synced, until it has its room; say whether it grew.

    A sale that makes the file longer waits for the disk to write down its new length and blocks as well as the sale:
    twice as long. What lies behind the last frame is no frame: SQLite looks at it as at the frames of before.
    """
    try:
        if not 0 < log.stat().st_size < room or free_space(log.parent) < BALLAST + LEAST_SPACE:
            return False
        with open(log, "r+b", buffering=0) as file:
            file.seek(0, os.SEEK_END)
            file.write(bytes(LOG_STEP))
            os.fsync(file.fileno())
    except OSError:
        return False
    return True
