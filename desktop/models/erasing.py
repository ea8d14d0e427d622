"""Erasures outlive backups: a list of erased member ids beside the marks, applied again to whatever is put back.

The list holds random ids only. It is written after the commit of an erasure and read when a backup is restored.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from desktop.models.keys import sync_folder
from desktop.models.private import open_private
from desktop.models.sources import Source, Writer
from loyalty.ids import looks_like_id


def erasures_path(folder: Path, shop_id: str) -> Path:
    """Return where the erasures of a shop are listed: in the key store's folder, outside every data folder."""
    return folder / f"{shop_id}.erased"


def erased_members(db: Source) -> tuple[str, ...]:
    """Return the ids of all erased members of a file."""
    return tuple(
        row[0] for row in db.rows("SELECT member_id FROM member WHERE state = 'erased' ORDER BY member_id")
    )


def note_erasures(path: Path, member_ids: Iterable[str]) -> None:
    """Add ids to the list, durably; ids already there are not repeated."""
    told = tuple(member_ids)
    # Nearly no transaction erases anybody, and the list may have grown long.
    known = read_erasures(path) if told else told
    new = [member_id for member_id in told if member_id not in known]
    if not new:
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(path, "a", encoding="ascii", opener=open_private) as file:
        file.writelines(f"{member_id}\n" for member_id in new)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)


def read_erasures(path: Path) -> frozenset[str]:
    """Return the ids of the list; a torn last line is passed over."""
    if not path.exists():
        return frozenset()
    return frozenset(
        line for line in path.read_text(encoding="ascii", errors="replace").split() if looks_like_id(line)
    )


def forget(tx: Writer, member_ids: Iterable[str]) -> None:
    """Remove keys and words of members from a file that still has them."""
    from desktop.models.projections.members import ERASABLE

    for member_id in member_ids:
        for table in ERASABLE:
            tx.run(f"DELETE FROM {table} WHERE member_id = ?", (member_id,))  # noqa: S608
