"""Runs the benchmarks: `python -m tests.benchmarks [name …]` prints each one's figures; `make bench` runs them all.

Nothing here is a test: figures depend on the machine and go, with the day they were taken, into docs/benchmarks.md.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path


def names() -> list[str]:
    """Return the benchmarks there are."""
    return sorted(file.stem.removeprefix("bench_") for file in Path(__file__).parent.glob("bench_*.py"))


def main() -> None:
    """Run the named ones, all when none is named."""
    wanted = sys.argv[1:] or names()
    unknown = sorted(set(wanted) - set(names()))
    if unknown:
        sys.exit(f"no benchmark {', '.join(unknown)}; there are: {', '.join(names())}")
    for name in wanted:
        print(f"{name}", flush=True)
        importlib.import_module(f"tests.benchmarks.bench_{name}").main()


if __name__ == "__main__":
    main()
