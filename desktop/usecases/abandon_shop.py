"""Takes away a shop that was given up while it was being made, so that all is as it was before.

Only for what was begun in this very run: `note_ground` looks first, and where there was a shop already nothing is ever
taken away. The keys go too, so nothing of it can be opened by anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.models.keys import KeyStore
from desktop.models.shop_file import LABEL, read_label

__all__ = ["Ground", "KeyStore", "abandon_shop", "holds_shop", "note_ground"]


@dataclass(frozen=True, slots=True)
class Ground:
    """What was there before: whether the folder held a shop, and the files beside the keys."""

    held: bool
    beside: frozenset[str]


def holds_shop(folder: Path) -> bool:
    """Say whether a folder holds a shop, opened or not."""
    return (folder / LABEL).exists()


def note_ground(folder: Path, *, keys: KeyStore) -> Ground:
    """Return what is there before a shop is made."""
    return Ground(holds_shop(folder), frozenset(path.name for path in keys.folder.glob("*")))


def abandon_shop(folder: Path, ground: Ground, *, keys: KeyStore) -> bool:
    """Remove a half-made shop and its keys; say whether there was one."""
    if ground.held or not holds_shop(folder):
        return False
    keys.forget(read_label(folder).shop_id)
    new = [path for path in keys.folder.glob("*") if path.name not in ground.beside]
    for path in (*folder.glob("shop.*"), folder / "ballast", *new):
        path.unlink(missing_ok=True)
    return True
