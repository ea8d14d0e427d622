"""The real window, by keys alone: a phone in three digit scripts, sales, credit, a refund, and the paper of each.

In a process of its own: the program makes its own application and ends it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop.printing.decode import decode
from tests.cli.lines import ROOT


@pytest.fixture(params=["fa", "en"])
def told(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, Any]:
    """Return what the cashier saw."""
    environ = {**os.environ, "BASHGAH_KEY_DIR": str(tmp_path / "keys"), "QT_QPA_PLATFORM": "offscreen"}
    call = [sys.executable, "-W", "error", "-m", "tests.journeys.window", str(tmp_path), request.param]
    done = subprocess.run(call, cwd=ROOT, env=environ, capture_output=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr.decode()[-3_000:]
    assert done.stderr == b"", done.stderr.decode()[-3_000:]
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_a_member_is_served_at_the_real_window(told: dict[str, Any], tmp_path: Path) -> None:
    first, second, third, spent, back = told["seen"]
    assert [(one["kind"], one["net"]) for one in (first, second, third)] == [("sale", 1_000_000)] * 3
    assert [one["credit_after"] for one in (first, second, third)] == [100_000, 200_000, 300_000]
    assert {one["member"] for one in (first, second, third, spent)} == {"سارا رضایی‌نژاد"}
    assert (spent["net"], spent["credit_after"]) == (860_000, 56_000)
    assert back == {
        **back, "kind": "refund", "money_back": 560_000, "credit_back": 300_000, "credit_after": 300_000,
    }  # fmt: skip
    assert told["ok"] is True
    assert sorted(told["jobs"]) == [["receipt", "printed"]] * 4 + [["refund", "printed"]]

    papers = sorted((tmp_path / "paper").glob("*.escpos"))
    assert len(papers) == 5, sorted(path.name for path in (tmp_path / "paper").iterdir())
    for path in papers:
        printed = decode(path.read_bytes(), 576)
        assert printed.sheets
        assert printed.cuts == 1
    assert len(list((tmp_path / "paper").glob("*.png"))) == 5
