"""Nothing that was acknowledged is lost and nothing is half done, however often the till is killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KILLS = 50


def campaign(kills: int, seed: int, *words: str) -> dict[str, object]:
    # A process of its own: forking beside Qt and the test runner's threads is not to be trusted.
    command = [sys.executable, "-m", "tests.safety.kill9", "--kills", str(kills), "--seed", str(seed), *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=3_000, check=False)
    assert done.stdout, done.stderr
    return json.loads(done.stdout)


pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="killing a forked till needs a POSIX system")


def check(report: dict[str, object]) -> None:
    """See that nothing that was said is lost, nothing stands half, and the books are sound."""
    assert report["lost"] == [], "sales were said and are lost"
    assert report["half"] == [], "sales are half done"
    assert report["problems"] == []
    assert report["brought_back"], "no kill fell while a basket was open: nothing was proved about it"
    assert report["sold_again"] == [], "baskets were sold and stand open again"
    assert report["baskets_lost"] == [], "open baskets are lost"


def test_kills_lose_nothing() -> None:
    report = campaign(KILLS, seed=1)
    assert report["kills"] == KILLS
    assert report["acked"] >= KILLS
    check(report)


def test_a_till_that_speaks_before_it_commits_is_caught() -> None:
    report = campaign(25, 1, "--ack-early")
    with pytest.raises(AssertionError, match="are lost"):
        check(report)


def test_a_till_that_commits_a_sale_before_its_receipt_is_caught() -> None:
    report = campaign(25, 1, "--slip-late")
    with pytest.raises(AssertionError, match="half done"):
        check(report)


def test_a_basket_forgotten_after_its_sale_is_caught() -> None:
    report = campaign(25, 1, "--forget-late")
    with pytest.raises(AssertionError, match="stand open again"):
        check(report)


@pytest.mark.soak
def test_a_thousand_kills_lose_nothing() -> None:
    check(campaign(int(os.environ.get("BASHGAH_KILLS", "1000")), seed=2))
