"""Where a report goes: its folder is made, a place that cannot be written is said in a sentence."""

from __future__ import annotations

from pathlib import Path

from loyalty.errors import LoyaltyError


def prepare_file(path: str | Path) -> Path:
    """Return the path with its folder made and the file writable; raises `file_unwritable`."""
    target = Path(path).expanduser()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("ab"):
            pass
    except OSError as problem:
        raise LoyaltyError("file_unwritable", path=str(target)) from problem
    return target
