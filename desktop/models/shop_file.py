"""What stands in a data folder, and the label that may be read without the key."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from desktop.models.keys import sync_folder
from desktop.models.places import DATABASE
from desktop.models.private import open_private
from loyalty.errors import LoyaltyError, require

LABEL = "shop.json"
LOCK = "shop.lock"
_PLAIN_SQLITE = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Label:
    """Names the shop's key; holds nothing of people, money or the key."""

    shop_id: str
    key_print: str


def write_label(folder: Path, label: Label) -> None:
    """Write the label durably."""
    beside = folder / f"{LABEL}.new"
    with open(beside, "w", encoding="utf-8", opener=open_private) as file:
        json.dump(asdict(label), file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, folder / LABEL)
    sync_folder(folder)


FORM = 1
"""The form of files this program reads. A later program whose files have another, which cannot be told from damage once
they are sealed, says so by a greater `form` in the label."""


def read_label(folder: Path) -> Label:
    """Return the label; raises `shop_missing`, `shop_damaged` and `shop_newer`."""
    path = folder / LABEL
    require(path.exists(), "shop_missing", folder=str(folder))
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        label, form = Label(str(fields["shop_id"]), str(fields["key_print"])), int(fields.get("form", FORM))
    except (ValueError, KeyError, TypeError, OSError) as problem:
        raise LoyaltyError("shop_damaged", part=LABEL) from problem
    require(form <= FORM, "shop_newer", found=form, known=FORM)
    return label


def refuse_links(folder: Path) -> None:
    """Refuse a shop whose files are links: two folders with locks of their own would write one file.

    A folder that is a link itself is harmless: its lock is the same one. Raises `shop_linked`.
    """
    for name in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", LABEL, LOCK, "ballast"):
        require(not (folder / name).is_symlink(), "shop_linked", part=name)


def log_size(path: Path) -> int:
    """Return how long the log beside a database is; 0 where there is none."""
    log = path.with_name(path.name + "-wal")
    return log.stat().st_size if log.exists() else 0


def remove_logs(path: Path) -> None:
    """Remove the log beside a database, and the log's index."""
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def remove_database(path: Path) -> None:
    """Remove a database with all that stands beside it."""
    path.unlink(missing_ok=True)
    remove_logs(path)


def put_in_place(beside: Path, target: Path) -> None:
    """Let a finished database take the name of another, durably and in one step."""
    remove_logs(beside)
    with open(beside, "rb+") as file:
        os.fsync(file.fileno())
    os.replace(beside, target)
    sync_folder(target.parent)


def check_file(path: Path, page_size: int) -> None:
    """Refuse what cannot be a whole encrypted shop: raises `shop_missing`, `shop_foreign`, `shop_damaged`.

    A last page that is not whole may stand beside a log: the power went while that page was taken in from it.
    """
    require(path.exists(), "shop_missing", folder=str(path.parent))
    size = path.stat().st_size
    with open(path, "rb") as file:
        head = file.read(16)
    require(head != _PLAIN_SQLITE, "shop_foreign")
    whole = size % page_size == 0 or log_size(path) > 0
    require(whole and size >= page_size, "shop_damaged", part=path.name)
