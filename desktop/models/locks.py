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


def take_lock(path: Path) -> ShopLock:
    """Lock the shop for this process; raises `shop_open_elsewhere`."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock_now()(descriptor)
    except OSError as problem:
        os.close(descriptor)
        raise LoyaltyError("shop_open_elsewhere") from problem
    return ShopLock(descriptor)


def _lock_now() -> Callable[[int], None]:
    if sys.platform == "win32":
        import msvcrt

        return lambda descriptor: msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    import fcntl

    return lambda descriptor: fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
