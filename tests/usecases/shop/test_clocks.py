"""The machine's clocks are what they claim to be."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from desktop.clocks import StandingClock, SystemClock
from loyalty.clock import read_time


def test_the_wall_clock_is_the_machines() -> None:
    before = time.time_ns() // 1_000_000
    now = SystemClock().now()
    assert before <= now <= time.time_ns() // 1_000_000


def test_the_steady_clock_only_goes_forward() -> None:
    clock = SystemClock()
    seen = [clock.steady() for _ in range(200)]
    assert seen == sorted(seen)
    time.sleep(0.02)
    assert clock.steady() >= seen[-1] + 15


def test_the_boot_is_the_same_in_every_process() -> None:
    code = "from desktop.clocks import SystemClock; print(SystemClock().boot_id())"
    root = Path(__file__).parents[3]
    told = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    mine = SystemClock().boot_id()
    assert mine
    assert told.stdout.strip() == mine or not Path("/proc/sys/kernel/random/boot_id").exists()


def test_a_standing_clock_stands_and_each_is_a_boot_of_its_own() -> None:
    one, other = StandingClock(1_000), StandingClock(2_000)
    assert one.now() == one.now() == 1_000
    assert one.boot_id() == one.boot_id() != other.boot_id()
    later = read_time(other, read_time(one, None).mark)
    assert (later.at, later.suspect) == (2_000, False)
    assert read_time(one, later.mark).suspect
