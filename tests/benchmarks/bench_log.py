"""What it costs to walk the chain of a shop's facts and to fold them from zero, scaled to a million.

The facts are sales of one line with ten percent credit. CPU time is compared with the bars: neither job waits for
anything. A fold is timed with and without holding its tables against the file's.
"""

from __future__ import annotations

import tempfile
import time
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


def folded(db: Reader) -> tuple[float, float]:
    """Return the seconds of CPU of a fold from zero, and of holding its tables against the file's."""
    compare, spent, findings = verify._compare, list[float](), verify._Findings()

    def timed(*asked: Any) -> None:
        began = time.process_time()
        compare(*asked)
        spent.append(time.process_time() - began)

    verify._compare = timed
    began = time.process_time()
    try:
        verify._check_fold(db, findings, verify.quiet)
    finally:
        verify._compare = compare
    assert not findings.problems
    return time.process_time() - began - sum(spent), sum(spent)


def main() -> None:
    """Print seconds for a million facts: the best of some rounds."""
    facts = report.sized(100_000, 1_000_000)
    with tempfile.TemporaryDirectory() as name:
        store = many_sales(Path(name), facts)
        with store.read() as db:
            chain = min(walked(db) for _ in range(ROUNDS))
            folds = [folded(db) for _ in range(ROUNDS)]
        store.close()
    scale = 1e6 / facts
    report.below(f"chain of 1,000,000 facts, from {facts:,}", chain * scale, "s CPU", 10)
    report.below(f"fold of 1,000,000 facts, from {facts:,}", min(folds)[0] * scale, "s CPU", 30)
    report.line("  its tables held against the file's", min(told for _, told in folds) * scale, "s CPU")


if __name__ == "__main__":
    main()
