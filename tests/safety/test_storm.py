"""A centre and ten tills on the worst of days: nothing that was said is lost, no credit is made or lost, all prove their past."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SOAK = int(os.environ.get("BASHGAH_STORMS", "20"))
"""How many storms of how many hits `make soak` lets loose on each database."""
LONG = 150

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="needs fork, and the limits of another process"
)


def storm(*words: object) -> dict[str, Any]:
    """Let a storm rage in a process of its own; return what was found."""
    command = [sys.executable, "-m", "tests.safety.storm", *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=3_000, check=False)
    assert done.stdout, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def check(found: dict[str, Any]) -> None:
    """See that it was a storm, and that nothing is wrong after it."""
    assert found["wrong"] == []
    assert len(found["hits"]) == 5, "not everything has struck"
    assert found["sold"] > 50
    assert found["spends"] > 5
    assert found["acked"] > 10
    assert found["claims"] > 2, "nobody asked for what others hold"
    assert {"centre_no_line", "centre_busy"} <= found["troubles"].keys(), "nobody noticed"


def test_no_storm_loses_or_makes_credit() -> None:
    check(storm("--hits", 8))


@pytest.mark.soak
def test_tills_that_say_too_early_and_spend_too_much_are_caught() -> None:
    found = storm("--tills", 3, "--hits", 6, "--plant")
    assert any(one.startswith("said and lost") for one in found["wrong"])
    assert any(one.startswith(("spent twice", "below zero")) for one in found["wrong"])


@pytest.mark.soak
@pytest.mark.parametrize("db", ["sqlite", "postgresql"])
def test_storms(db: str) -> None:
    """Let long storms rage, each with its seed."""
    for seed in range(SOAK):
        found = storm("--seed", seed, "--db", db, "--hits", LONG)
        check(found)
