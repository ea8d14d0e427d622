"""Small file systems of their own, to be filled: a real disk that is full, and harms nobody."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.models import drives

MIB = 1 << 20


@contextmanager
def mounted(place: Path, size: str) -> Iterator[Path]:
    """Give a file system of a size (as `mount` reads it) at a folder; skipped where mounting is not allowed."""
    place.mkdir()
    if not sys.platform.startswith("linux"):
        pytest.skip("a tmpfs is a thing of Linux")
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "bashgah-test", str(place)],
        capture_output=True,
        check=False,
    )
    if done.returncode:
        pytest.skip(f"mounting needs root: {done.stderr.decode().strip()[:80]}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def fill(place: Path, leave: int) -> Path:
    """Take the room of a disk until so many bytes are left."""
    filler = place / "somebody-elses-video"
    with filler.open("ab", buffering=0) as file:
        while (room := drives.free_space(place) - leave) > 0:
            try:
                file.write(bytes(min(room, MIB)))
            except OSError:
                break
    return filler
