"""One process per till: a lock on a file beside the shop, freed by the system even when the process dies."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from loyalty.errors import LoyaltyError


@dataclass(frozen=True, slots=True)
class ShopLock:
    """A held lock; `release` frees it."""

    descriptor: int

    def release(self) -> None:
        """Let another process open the shop."""
        os.close(self.descriptor)


def take_twin_lock(folder: Path, shop_id: str) -> ShopLock:
    """Lock a shop by its name, so that of a folder and its copy one alone is open; raises `shop_twin_open`."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return take_lock(folder / f"{shop_id}.lock", "shop_twin_open")


def take_lock(path: Path, refusal: str = "shop_open_elsewhere") -> ShopLock:
    """Lock the shop for this process; raises `shop_open_elsewhere`, or the refusal given."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock_now()(descriptor)
    except OSError as problem:
        os.close(descriptor)
        raise LoyaltyError(refusal) from problem
    return ShopLock(descriptor)


def _lock_now() -> Callable[[int], None]:
    if sys.platform == "win32":
        import msvcrt

        return lambda descriptor: msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    import fcntl

    return lambda descriptor: fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
