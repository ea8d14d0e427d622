"""A sale from click to durable, beside a raw transaction that writes the very same rows to a file of its own.

Three files take turns, sale by sale: one is sold on and timed; one is sold on while its statements are written down;
the third gets those statements, bare, on one sqlcipher3 connection with the same key and settings, timed.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from desktop.models.engine import connect
from desktop.models.sources import Reader
from desktop.models.store import Store
from desktop.usecases.selling.checkout import checkout
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.selling.pricing import Credit, price_basket
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.basket import Tender
from tests.benchmarks import report
from tests.benchmarks.shops import made_shop, opened_shop

SALES = 400
IDLE_EVERY = 50
"""The till takes the log in between sales, when nobody waits: so do both files here."""


class Written:
    """A connection that writes down what changes the file."""

    def __init__(self, real: Any, log: list[tuple[str, Any]]) -> None:
        self.real, self.log = real, log

    def execute(self, sql: str, params: Any = ()) -> Any:
        if not sql.lstrip().upper().startswith(("SELECT", "BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "WITH")):
            self.log.append((sql, [params]))
        return self.real.execute(sql, params)

    def executemany(self, sql: str, rows: list[Any]) -> Any:
        self.log.append((sql, rows))
        return self.real.executemany(sql, rows)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


@contextmanager
def writing_down(log: list[tuple[str, Any]]) -> Iterator[None]:
    """Write down every statement of transactions begun inside."""
    begin = Store._begin

    def spied(self: Store, staff_id: str, at: int | None) -> Any:
        tx = begin(self, staff_id, at)
        tx.connection = Written(tx.connection, log)
        return tx

    Store._begin = spied  # type: ignore[method-assign]
    try:
        yield
    finally:
        Store._begin = begin  # type: ignore[method-assign]


def sell(till: Till, session: Session, member_id: str, n: int) -> float:
    """Sell three lines, every third time with credit; return the milliseconds of the checkout alone."""
    basket = basket_of([group_line(till, "SHOES", 100_000 + n * 7 + i) for i in range(3)])
    credit: Credit = "max" if n % 3 == 2 else 0
    to_pay = price_basket(till, basket, member_id, credit=credit).to_pay
    tenders = (Tender("cash", to_pay),) if to_pay else ()
    start = time.perf_counter()
    checkout(till, session, basket, member_id, tenders, credit=credit)
    return (time.perf_counter() - start) * 1_000


def replay(connection: Any, statements: list[tuple[str, Any]]) -> float:
    """Write rows bare; return milliseconds."""
    start = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    for sql, rows in statements:
        connection.executemany(sql, rows)
    connection.execute("COMMIT")
    return (time.perf_counter() - start) * 1_000


def tenth(times: list[float]) -> float:
    """Return the 10th percentile."""
    return quantiles(times, n=10)[0]


@dataclass(frozen=True)
class Figures:
    """Milliseconds of sales and of bare transactions, the statements of a sale, and how reports slow sales.

    `beside_python` is a report that counts row by row in Python, `beside_report` one that SQLite counts.
    """

    sales: list[float]
    bare: list[float]
    statements: float
    beside_report: float
    beside_python: float


def measure(folder: Path, sales: int = SALES) -> Figures:
    """Return the figures of a run."""
    timed, session, ids = made_shop(folder / "timed", members=200)
    spied, spied_session, spied_ids = made_shop(folder / "spied", members=200)
    key = spied.store.data_key
    spied.close()
    shutil.copytree(folder / "spied" / "shop", folder / "raw")
    spied, spied_session = opened_shop(folder / "spied")
    raw = connect(folder / "raw" / spied.store.path.name, key)
    product, bare, counts = list[float](), list[float](), list[int]()
    report.collect_as_the_program_does()
    for n in range(sales):
        product.append(sell(timed, session, ids[n % 200], n))
        log: list[tuple[str, Any]] = []
        with writing_down(log):
            sell(spied, spied_session, spied_ids[n % 200], n)
        bare.append(replay(raw, log))
        counts.append(len(log))
        if n % IDLE_EVERY == IDLE_EVERY - 1:
            timed.store.checkpoint_when_idle()
            spied.store.checkpoint_when_idle()
            raw.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    alone = median(product[-150:])
    beside = while_a_report_runs(timed, session, ids, summed)
    timed.store.checkpoint_when_idle()
    beside_python = while_a_report_runs(timed, session, ids, counted)
    timed.close()
    spied.close()
    return Figures(product, bare, median(counts), beside / alone, beside_python / alone)


def summed(db: Reader) -> object:
    """Read the file from end to end, summed by SQLite."""
    return db.rows(
        "SELECT on_day, product_group, sum(sale_line.net), count(*) FROM sale JOIN sale_line USING (sale_no) GROUP BY 1, 2"
    )


def counted(db: Reader) -> object:
    """Read the file from end to end, counted row by row for as long again and more."""
    rows = db.rows("SELECT product_group, net FROM sale_line")
    return Counter(group for group, net in rows * 20 if net > 0)


def while_a_report_runs(
    till: Till, session: Session, ids: list[str], report_on: Callable[[Reader], object]
) -> float:
    """Return the p50 of sales while another thread makes a report, again and again."""
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            with till.read() as db:
                report_on(db)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        return median([sell(till, session, ids[n % len(ids)], n) for n in range(150)])
    finally:
        stop.set()
        reader.join()


def syncs_of_sales() -> float | None:
    """Return how often a sale syncs to the disk, None where that cannot be counted."""
    strace = shutil.which("strace")
    if strace is None:
        return None
    told = subprocess.run(
        [strace, "-f", "-e", "trace=fdatasync,fsync,write", "-e", "write=2", sys.executable, "-m", "tests.benchmarks.sell_many"],
        capture_output=True, text=True, check=True,
    ).stderr  # fmt: skip
    between = told.partition("SELLING")[2].partition("SOLD 100")[0]
    return len(re.findall(r"\bf(?:data)?sync\(", between)) / 100


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder), report.sized(SALES, 4 * SALES))
    report.spread("checkout", figures.sales)
    report.spread("the same rows bare", figures.bare)
    report.line("statements that write", figures.statements, "a sale")
    report.below("checkout beside bare, p10", tenth(figures.sales) / tenth(figures.bare), "x", 2.5)
    report.below("checkout, median", median(figures.sales), "ms", 1.5)
    report.below("checkout, p99", report.at(figures.sales, 99), "ms", 10)
    report.below("checkout while a report runs, median", figures.beside_report, "x", 1.5)
    report.line("checkout while a report counts in Python", figures.beside_python, "x")
    syncs = syncs_of_sales()
    if syncs is not None:
        report.line("syncs to the disk", syncs, "a sale", "1 a sale", syncs == 1)


if __name__ == "__main__":
    main()
