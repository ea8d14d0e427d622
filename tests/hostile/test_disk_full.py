"""A real disk that is full: a small file system of its own, filled by somebody else in the middle of selling.

First the till sees it coming (the gate before a sale); then the room goes between the look and the write, so that the
write itself fails. Both times whole sales are refused, and the kept reserve lets the day be finished.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.models import drives
from desktop.models.keys import FileKeys
from desktop.models.store import Store
from desktop.models.verify import verify
from desktop.usecases.selling.day_close import close_day
from desktop.usecases.selling.shifts import end_shift
from loyalty.errors import LoyaltyError
from loyalty.problems import hint, say
from tests.hostile.days import caught
from tests.safety.disk_full import counts, swallow_errors_of_the_commit
from tests.safety.kill9 import make_shop, open_, sell_once

MIB = 1 << 20


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a mounted file system of 128 MiB; skipped where mounting is not allowed."""
    place = tmp_path / "disk"
    place.mkdir()
    if not sys.platform.startswith("linux"):
        pytest.skip("a tmpfs is a thing of Linux")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=128m", "bashgah-test", str(place)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip(f"mounting needs root: {mounted.stderr.decode().strip()[:80]}")
    yield place
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


def test_a_disk_filled_by_others_amid_selling(small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys, shop = FileKeys(small_disk / "keys"), small_disk / "shop"
    member_id = make_shop(shop, keys)
    till, session = open_(shop, keys)
    rng, sold = random.Random(7), 0

    def sell_until_refused() -> str:
        nonlocal sold
        for _ in range(3_000):
            try:
                sell_once(till, session, member_id, till.new_id(), rng)
            except LoyaltyError as refusal:
                told = [word for lang in ("fa", "en") for word in (say(refusal, lang), hint(refusal, lang))]
                return refusal.code if all(told) else "without words"
            sold += 1
        return "never"

    for _ in range(20):
        sell_once(till, session, member_id, till.new_id(), rng)
        sold += 1
    filler = fill(small_disk, drives.LEAST_SPACE + MIB)
    assert sell_until_refused() == "disk_full"
    assert counts(till) == (sold, [])

    with monkeypatch.context() as blind:
        blind.setattr(drives, "free_space", lambda _: 1 << 40)
        with filler.open("ab", buffering=0) as file:
            while True:
                try:
                    if not file.write(bytes(4_096)):
                        break
                except OSError:
                    break
        before = sold
        assert sell_until_refused() == "disk_full"
        assert sold - before < 3_000
        assert counts(till) == (sold, [])
        assert sell_until_refused() == "disk_full"
        assert counts(till) == (sold, [])

    assert till.store.release_ballast()
    os.truncate(filler, filler.stat().st_size - 2 * MIB)
    for _ in range(20):
        sell_once(till, session, member_id, till.new_id(), rng)
        sold += 1
    end_shift(till, session, 0)
    close_day(till, session)
    assert counts(till) == (sold, [])
    with till.read() as db:
        assert verify(db).problems == ()
    till.close()
    again, _ = open_(shop, keys)
    assert counts(again) == (sold, [])
    again.close()


def test_a_till_that_swallows_the_error_of_its_commit_is_caught(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Store, "_finish", Store._finish)  # put back afterwards
    swallow_errors_of_the_commit()
    with caught():
        test_a_disk_filled_by_others_amid_selling(small_disk, monkeypatch)
