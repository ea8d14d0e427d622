"""A disk that fills up in the middle of selling: a clear refusal, nothing half done, and selling goes on after.

A limit on file size stands in for the disk (the kernel refuses to write beyond it): the till runs in a process of its
own, sells until it is refused, then goes on once there is room.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs RLIMIT_FSIZE")


def story(folder: Path, *words: str) -> dict[str, Any]:
    """Run the story in a process of its own; return what it saw."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.safety.disk_full", str(folder), *words],
        cwd=ROOT, capture_output=True, text=True, timeout=300, check=False, env=dict(os.environ),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen


def check(seen: dict[str, Any]) -> None:
    """See that every sale that was said is kept, whole, and that the one without room was refused by name."""
    assert seen["kept"] == seen["acked"], "a sale was said and is not there"
    assert seen["code"] == "disk_full"
    assert seen["acked"] > 20
    assert seen["half"] == []
    assert seen["after"] == seen["acked"] + 50
    assert seen["problems"] == []


def test_a_full_disk_refuses_whole_sales_and_loses_none(tmp_path: Path) -> None:
    check(story(tmp_path))


@pytest.mark.parametrize("plant", ["swallow", "early"])
def test_a_till_that_says_what_it_did_not_keep_is_caught(tmp_path: Path, plant: str) -> None:
    seen = story(tmp_path, "--plant", plant)
    with pytest.raises(AssertionError, match="said and is not there"):
        check(seen)
