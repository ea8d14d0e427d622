"""Runs the benchmarks: `python -m tests.benchmarks [name …]` prints each one's figures; `make bench` runs them all.

Each runs in a process of its own, as nothing of another may lie in its memory. Beside a figure stands its bar, and
whether it holds. Nothing here is a test: figures depend on the machine and go, with the day they were taken, into
docs/benchmarks.md. `BASHGAH_BENCH_FULL=1` runs the full sizes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks import report


def names() -> list[str]:
    """Return the benchmarks there are."""
    return sorted(file.stem.removeprefix("bench_") for file in Path(__file__).parent.glob("bench_*.py"))


def run(name: str) -> list[str]:
    """Run one and show what it prints; return the lines whose bar did not hold."""
    began = time.monotonic()
    print(name, flush=True)
    command = [sys.executable, "-m", f"tests.benchmarks.bench_{name}"]
    missed = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environ()) as running:
        for line in running.stdout or ():
            print(line, end="", flush=True)
            if line.rstrip().endswith(report.MISSED):
                missed.append(f"{name}:{line.rstrip()}")
    if running.returncode:
        missed.append(f"{name}: ended with {running.returncode}")
    print(f"  ({time.monotonic() - began:.0f} s)\n", flush=True)
    return missed


def environ() -> dict[str, str]:
    """Return the environment of a run: Qt draws into memory where nothing else is said."""
    return {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONUNBUFFERED": "1"}


def main() -> None:
    """Run the named ones, all when none is named; end with what did not hold."""
    wanted = sys.argv[1:] or names()
    unknown = sorted(set(wanted) - set(names()))
    if unknown:
        sys.exit(f"no benchmark {', '.join(unknown)}; there are: {', '.join(names())}")
    print(report.machine(), "full sizes" if report.FULL else "quick sizes", "\n", flush=True)
    missed = [line for name in wanted for line in run(name)]
    print("all bars hold" if not missed else "bars that did not hold:\n" + "\n".join(missed))


if __name__ == "__main__":
    main()
