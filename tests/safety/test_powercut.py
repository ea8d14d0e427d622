"""Nothing that was said is lost when the power is cut, whatever of the unsynced writes is found on the disk."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys

import pytest

from tests.safety.powercut import ROOT, Disk, Step, steps_of

IMAGES = 50


def campaign(images: int, seed: int, *words: str) -> dict[str, object]:
    # A process of its own: what is planted in it must not reach another test.
    command = [
        sys.executable,
        "-m",
        "tests.safety.powercut",
        "--images",
        str(images),
        "--seed",
        str(seed),
        *words,
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=36_000, check=False)
    if "ptrace" in done.stderr or "Operation not permitted" in done.stderr:
        pytest.skip("this machine does not let a process be traced")
    assert done.stdout, done.stderr
    return json.loads(done.stdout)


traced = pytest.mark.skipif(
    shutil.which("strace") is None, reason="strace records what a till writes and syncs"
)


FAULTS = {
    "unopened": "a disk does not open",
    "lost": "sales were said and are lost",
    "half": "sales are half done",
    "baskets": "open baskets are lost",
    "problems": "the books are not sound",
    "gaps": "the mark led",
}


def check(report: dict[str, object]) -> None:
    """See that every disk opens, holds what was said, whole and sound, and that no gap is believed.

    All that is wrong is said: where nothing is synced a disk may also not open, and that hides no lost sale.
    """
    assert report["torn"], "no disk had a part of what was not synced"
    wrong = "; ".join(said for name, said in FAULTS.items() if report[name] != [])
    assert not wrong, f"{wrong}: {report}"


@traced
def test_power_cuts_lose_nothing() -> None:
    report = campaign(IMAGES, 1, "--sales", "4")
    assert report["images"] == IMAGES
    check(report)


@traced
@pytest.mark.parametrize(("plant", "words"), [("unsynced", "are lost"), ("mark-early", "the mark led")])
def test_a_till_that_promises_too_early_is_caught(plant: str, words: str) -> None:
    report = campaign(15, 1, "--sales", "3", "--plant", plant)
    with pytest.raises(AssertionError, match=words):
        check(report)


@traced
@pytest.mark.soak
def test_thousands_of_power_cuts_lose_nothing() -> None:
    check(campaign(int(os.environ.get("BASHGAH_CUTS", "5000")), 2, "--sales", "40"))


def test_a_disk_keeps_what_was_synced_and_perhaps_the_rest() -> None:
    disk = Disk({"/d/a": b"old" * 400})
    disk.take(Step("write", "/d/a", 0, b"N" * 1_200))
    seen = {disk.found(random.Random(seed), 0.5)["/d/a"] for seed in range(40)}
    assert len(seen) == 8, "three sectors, each there or not"
    assert disk.found(random.Random(1), 0.0)["/d/a"] == b"old" * 400
    disk.take(Step("sync", "/d/a"))
    assert disk.found(random.Random(1), 0.0)["/d/a"] == b"N" * 1_200
    disk.take(Step("cut", "/d/a", 3))
    assert [disk.found(random.Random(1), kept)["/d/a"] for kept in (0.0, 1.0)] == [b"N" * 1_200, b"NNN"]


def test_a_file_made_anew_or_moved_is_there_whole_or_as_it_was() -> None:
    disk = Disk({"/d/a": b"old"})
    for step in (Step("remove", "/d/a"), Step("make", "/d/a"), Step("write", "/d/a", 0, b"new")):
        disk.take(step)
    assert [disk.found(random.Random(1), kept) for kept in (0.0, 1.0)] == [{"/d/a": b"old"}, {"/d/a": b"new"}]
    found = {disk.found(random.Random(seed), 0.9).get("/d/a") for seed in range(30)}
    assert found == {b"old", None, b"", b"new"}
    disk.take(Step("make", "/d/b"))
    disk.take(Step("write", "/d/b", 0, b"better"))
    disk.take(Step("move", "/d/b", to="/d/a"))
    assert disk.found(random.Random(1), 1.0) == {"/d/a": b"better"}
    disk.take(Step("sync", "/d"))
    assert set(disk.found(random.Random(1), 0.0)) == {"/d/a"}


def test_the_record_of_a_process_is_read_as_steps() -> None:
    root = b"/d".hex()
    told = "".join(f"\\x{root[at : at + 2]}" for at in range(0, len(root), 2))
    lines = [
        f'openat(AT_FDCWD<\\x2f>, "{told}\\x2f\\x61", O_RDWR|O_CREAT, 0600) = 3<{told}\\x2f\\x61>',
        f'pwrite64(3<{told}\\x2f\\x61>, "\\x01\\x02", 2, 5) = 2',
        f"lseek(3<{told}\\x2f\\x61>, 7, SEEK_SET) = 7",
        f'write(3<{told}\\x2f\\x61>, "\\x03", 1) = 1',
        f"fdatasync(3<{told}\\x2f\\x61>) = 0",
        'write(2<\\x70>, "\\x73\\x0a", 2) = 2',
        f'unlink("{told}\\x2f\\x61") = 0',
        'write(9<\\x2f\\x78>, "\\x03", 1) = 1',
        "+++ exited with 0 +++",
    ]
    assert list(steps_of(lines, "/d")) == [
        Step("make", "/d/a"),
        Step("write", "/d/a", 5, b"\1\2"),
        Step("write", "/d/a", 7, b"\3"),
        Step("sync", "/d/a"),
        Step("said", data=b"s"),
        Step("remove", "/d/a"),
    ]
