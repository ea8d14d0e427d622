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

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="needs RLIMIT_FSIZE")
def test_a_full_disk_refuses_whole_sales_and_loses_none(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.safety.disk_full", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, timeout=300, check=False, env=dict(os.environ),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["code"] == "disk_full"
    assert seen["acked"] > 20
    assert seen["kept"] == seen["acked"]
    assert seen["half"] == []
    assert seen["after"] == seen["acked"] + 50
    assert seen["problems"] == []
