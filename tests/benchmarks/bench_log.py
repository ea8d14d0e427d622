"""What it costs to walk the chain of a shop's facts and to fold them from zero, scaled to a million.

The facts are sales of one line with ten percent credit. The chain is compared with its bar by CPU time, for it waits for
nothing; the fold by wall time, for it uses what processors there are. CPU time of the fold, in this process and in those
beside it, is told as well, and what holding its tables against the file's costs.
"""

from __future__ import annotations

import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.models import verify
from desktop.models.sources import Reader
from desktop.models.store import Store
from loyalty.basket import Tender
from loyalty.kinds import CREDIT, Grant, SaleRecorded, SoldLine
from tests.benchmarks import report
from tests.models.world import OWNER, World, enrol

ROUNDS = 3


def many_sales(folder: Path, facts: int) -> Store:
    """Return a shop with so many one-line sales, recorded in large transactions to be quick."""
    store = World(folder).make()
    members = [enrol(store) for _ in range(50)]
    for start in range(0, facts, 5_000):
        with store.transaction(OWNER) as tx:
            for place in range(start, min(start + 5_000, facts)):
                line = SoldLine(1, f"G{place % 9}", None, 1_000, 50_000, 0, 0, 0)
                grant = Grant(CREDIT, "business", 5_000, tx.at, None, "base")
                body = SaleRecorded(
                    tx.next_number(),
                    "s",
                    members[place % 50],
                    (line,),
                    (Tender("cash", 50_000),),
                    0,
                    (),
                    (grant,),
                    (),
                )
                tx.record("sale.recorded", body)
    return store


def walked(db: Reader) -> float:
    """Return the seconds of CPU of walking the chain."""
    began = time.process_time()
    found = verify.verify_chain(db)
    assert found.ok
    return time.process_time() - began


@dataclass(frozen=True, slots=True)
class Folded:
    """Seconds of a fold from zero: wall time, CPU time in all, and wall time of holding its tables against the file's."""

    wall: float
    cpu: float
    compared: float


def folded(db: Reader) -> Folded:
    """Fold from zero as `verify` does."""
    compare, spent, findings = verify._compare, list[float](), verify._Findings()
    folds = verify.fold_all
    cpu = list[float]()

    def timed(*asked: Any) -> None:
        began = time.perf_counter()
        compare(*asked)
        spent.append(time.perf_counter() - began)

    def counted(*asked: Any) -> None:
        began = sum(os.times()[:4])
        folds(*asked)
        cpu.append(sum(os.times()[:4]) - began)

    verify._compare, verify.fold_all = timed, counted
    began = time.perf_counter()
    try:
        verify._check_fold(db, findings, verify.quiet)
    finally:
        verify._compare, verify.fold_all = compare, folds
    assert not findings.problems
    return Folded(time.perf_counter() - began - sum(spent), sum(cpu), sum(spent))


def main() -> None:
    """Print seconds for a million facts: the best of some rounds."""
    facts = report.sized(200_000, 1_000_000)
    with tempfile.TemporaryDirectory() as name:
        store = many_sales(Path(name), facts)
        with store.read() as db:
            chain = min(walked(db) for _ in range(ROUNDS))
            folds = [folded(db) for _ in range(ROUNDS)]
        store.close()
    scale = 1e6 / facts
    report.below(f"chain of 1,000,000 facts, from {facts:,}", chain * scale, "s CPU", 10)
    report.below(f"fold of 1,000,000 facts, from {facts:,}", min(f.wall for f in folds) * scale, "s", 30)
    report.line("  in all processes", min(f.cpu for f in folds) * scale, "s CPU")
    report.line("  its tables held against the file's", min(f.compared for f in folds) * scale, "s")


if __name__ == "__main__":
    main()
