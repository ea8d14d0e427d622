"""What the store costs: a sale beside a bare transaction of the same rows, an import, the chain and the fold.

Run: python tests/benchmarks/bench_store.py [--facts 100000]. Bars: sale p10 ≤ 2.5 × the bare transaction;
import ≥ 20,000 purchases with their lines a minute; chain of 1,000,000 facts ≤ 10 s, their fold ≤ 30 s.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop.models import schema
from desktop.models.engine import connect
from desktop.models.store import Store
from desktop.models.verify import _check_fold, _Findings, check_chain, quiet
from loyalty.kinds import ImportedSales
from tests.models.world import OWNER, START, World, enrol, imported, sell

ROUNDS, A_ROUND = 9, 40
LINES = 9


def bare_rows(store: Store, fact_id: str) -> list[tuple[str, tuple[Any, ...]]]:
    """Return the rows one sale left behind, as (table, row): what a bare transaction has to write as well."""
    found = []
    with store.read() as db:
        for table, where in {
            "fact": "fact_id = ?",
            "entry": "fact_id = ?",
            "lot": "fact_id = ?",
            "sale": "sale_id = ?",
            "sale_line": "sale_no = (SELECT sale_no FROM sale WHERE sale_id = ?)",
            "lot_balance": "lot_id IN (SELECT lot_id FROM lot WHERE fact_id = ?)",
            "signed_head": "seq = (SELECT seq FROM fact WHERE fact_id = ?)",
        }.items():
            found += [(table, row) for row in db.rows(f"SELECT * FROM {table} WHERE {where}", (fact_id,))]
        for table in ("member_stat", "day_sale", "day_branch", "day_tender", "shift_tender"):
            found += [(table, row) for row in db.rows(f"SELECT * FROM {table} LIMIT 2")]
    return found


def fresh(row: tuple[Any, ...], turn: int) -> tuple[Any, ...]:
    """Return the row with keys nobody used."""
    swap = {0: row[0] + turn if isinstance(row[0], int) else f"{row[0]}{turn:07d}"}
    return tuple(
        swap.get(place, f"{value}{turn:07d}" if isinstance(value, str) and len(value) == 26 else value)
        for place, value in enumerate(row)
    )


def bare_sale(connection: Any, rows: list[tuple[str, tuple[Any, ...]]], turn: int) -> None:
    """Write the same rows with nothing around them."""
    connection.execute("BEGIN IMMEDIATE")
    for table, row in rows:
        values = fresh(row, 1_000 + turn) if table not in SUMS else row
        verb = "INSERT OR REPLACE" if table in SUMS else "INSERT"
        if table == "sale":
            values = (*values[:3], 1_000 + turn, *values[4:])
        if table == "signed_head":
            values = (values[0], 10_000 + turn, *values[2:])
        if table == "fact":
            values = (*values[:4], 10_000 + turn, *values[5:])
        connection.execute(f"{verb} INTO {table} VALUES ({', '.join('?' * len(row))})", values)
    connection.execute("COMMIT")


SUMS = ("member_stat", "day_sale", "day_branch", "day_tender", "shift_tender")


def measure_sale(folder: Path) -> tuple[float, float, float, float]:
    """Return p10, p50, p99 of a sale and the ratio of its p10 to that of the bare transaction, interleaved."""
    store = World(folder).make()
    member_id = enrol(store)
    rows = bare_rows(store, sell(store, member_id).fact_id)
    connection = connect(folder / "bare.db", store.data_key)
    for statement in schema.tables():
        connection.execute(statement)
    connection.execute("PRAGMA foreign_keys = OFF")
    ours, bare, turn = [], [], 0
    for _ in range(ROUNDS):
        for _ in range(A_ROUND):
            turn += 1
            began = time.perf_counter()
            sell(store, member_id)
            middle = time.perf_counter()
            bare_sale(connection, rows, turn)
            bare.append(time.perf_counter() - middle)
            ours.append(middle - began)
        store.checkpoint_when_idle()
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    connection.close()
    store.close()
    ours.sort()
    bare.sort()
    count = len(ours)
    print(f"bare           p10 {1e3 * bare[count // 10]:.2f}  p50 {1e3 * bare[count // 2]:.2f} ms")
    p10, p50, p99 = (1e3 * ours[count * part // 100] for part in (10, 50, 99))
    return p10, p50, p99, ours[count // 10] / bare[count // 10]


def measure_import(folder: Path, purchases: int) -> tuple[Store, float]:
    """Return the shop and the purchases a minute, with nine lines each."""
    store = World(folder).make()
    dice, branch = random.Random(3), store.shop.branch_id
    groups = tuple(f"G{place}" for place in range(12))
    told = [
        imported(
            f"s{place:08d}",
            f"m{dice.randrange(2_000)}",
            branch,
            START - dice.randrange(10**10),
            9 * LINES * 1_000,
            groups=tuple((dice.choice(groups), 9_000) for _ in range(LINES)),
        )
        for place in range(purchases)
    ]
    began = time.perf_counter()
    for start in range(0, purchases, 500):
        with store.transaction(OWNER) as tx:
            tx.record("sale.imported", ImportedSales(tuple(told[start : start + 500])))
    return store, purchases / (time.perf_counter() - began) * 60


def many_sales(folder: Path, facts: int) -> Store:
    """Return a shop with so many one-line sales, recorded in large transactions to be quick."""
    store = World(folder).make()
    members = [enrol(store) for _ in range(50)]
    from loyalty.basket import Tender
    from loyalty.kinds import CREDIT, Grant, SaleRecorded, SoldLine

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


def main() -> int:
    """Measure and say which bars hold."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--facts", type=int, default=100_000)
    options = asked.parse_args()
    missed = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        p10, p50, p99, ratio = measure_sale(folder / "sale")
        print(f"sale           p10 {p10:.2f}  p50 {p50:.2f}  p99 {p99:.2f} ms   {ratio:.2f} x bare at p10")
        missed += ["sale"] if ratio > 2.5 else []
        store, rate = measure_import(folder / "import", 10_000)
        store.close()
        print(f"import         {rate:,.0f} purchases with {LINES} lines a minute")
        missed += ["import"] if rate < 20_000 else []
        store = many_sales(folder / "many", options.facts)
        for job, bar, run in (("chain", 10, check_chain), ("fold", 30, _check_fold)):
            with store.read() as db:
                findings, began = _Findings(), time.process_time()
                run(db, findings, quiet)
                took = time.process_time() - began
            each = took / options.facts * 1e6
            print(
                f"{job:14} {took:.2f} s CPU for {options.facts:,} facts = {each:.1f} s for 1,000,000; {findings.problems}"
            )
            missed += [job] if each > bar or findings.problems else []
        store.close()
    print("all bars hold" if not missed else f"missed: {', '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
