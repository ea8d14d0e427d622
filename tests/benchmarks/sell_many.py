"""Sells a number of times and says so: to be run under `strace -f -e trace=fdatasync,fsync` (docs/benchmarks.md)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.benchmarks.bench_checkout import sell
from tests.benchmarks.shops import made_shop


def main() -> None:
    """Sell; marks on stderr frame the sales."""
    with tempfile.TemporaryDirectory() as folder:
        till, session, ids = made_shop(Path(folder), members=10)
        print("SELLING", file=sys.stderr, flush=True)
        for n in range(100):
            sell(till, session, ids[n % 10], n)
        print("SOLD 100", file=sys.stderr, flush=True)
        till.close()


if __name__ == "__main__":
    main()
