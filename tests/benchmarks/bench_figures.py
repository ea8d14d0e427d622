"""Figures of a large club: loading the columns out of the encrypted file, every family, the whole, and the prediction.

Purchases are written into the tables directly (selling a million takes hours); three years, ten branches, members who
come more and less often. CPU time of the process is what is compared. With DuckDB in an environment of its own
(`BASHGAH_DUCKDB` names its python) the same figures are asked of its own file beside it.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from desktop.models.engine import connect
from desktop.reports.figures import bgnbd, clv, gamma_gamma, intervals, retention, rfm, sales, standing
from desktop.reports.figures.book import Book, open_book
from desktop.reports.figures.churn import churn
from desktop.reports.figures.columns import Columns, load
from desktop.reports.figures.members import active
from desktop.reports.figures.periods import Period, date
from desktop.reports.figures.settings import Settings
from desktop.reports.figures.visits import Visits
from tests.benchmarks import report
from tests.benchmarks.shops import made_shop, opened_shop

ROUNDS = 5
FIRST_DAY, DAYS, BRANCHES = 19_000, 1_096, 10
AS_OF = date(FIRST_DAY + DAYS)
DAY_MS = 86_400_000

Work = Callable[[], Any]


def purchases(count: int, members: int) -> dict[str, np.ndarray]:
    """Return the columns of purchases in the order they happened; money grows by a few big spenders."""
    chance = np.random.default_rng(11)
    often = chance.gamma(0.8, 1.0, members)
    member = chance.choice(members, count, p=often / often.sum()).astype(np.int64)
    # The last hours are left out: in Tehran they belong to the day behind the last.
    at = np.sort(chance.integers(0, DAYS * DAY_MS - 12_600_000, count)) + FIRST_DAY * DAY_MS
    net = (chance.lognormal(12.5, 0.9, count).astype(np.int64) // 500 + 1) * 500
    return {"member": member, "at": at, "net": net, "branch": chance.integers(0, BRANCHES, count)}


def fill(folder: Path, told: dict[str, np.ndarray], members: int) -> None:
    """Write members and purchases into a shop's file as rows."""
    till, session, _ = made_shop(folder)
    assert session
    path, key = till.store.path, till.store.data_key
    till.close()
    writer = connect(path, key)
    writer.execute("BEGIN IMMEDIATE")
    ids = [f"m{number:07d}" for number in range(members)]
    joined = date(FIRST_DAY).isoformat()
    writer.executemany(
        "INSERT INTO member VALUES (?, ?, ?, 'B0', 'owner', NULL, 'import', 'active', NULL, ?)",
        ((one, FIRST_DAY * DAY_MS, joined, one) for one in ids),
    )
    days = {number: date(number).isoformat() for number in range(FIRST_DAY, FIRST_DAY + DAYS + 1)}
    rows = zip(*(column.tolist() for column in told.values()), strict=True)
    writer.executemany(
        "INSERT INTO sale VALUES (?, ?, 'import', NULL, ?, ?, '', 'owner', NULL, ?, ?, ?, 0, 0, ?, ?, 0, 0, 0, 0, 'sold')",
        (
            (n, f"s{n:08d}", ids[m], f"B{b}", at, days[(at + 12_600_000) // DAY_MS], net, net, net)
            for n, (m, at, net, b) in enumerate(rows, start=10)
        ),
    )
    writer.execute("COMMIT")
    writer.close()


def whole(book: Book) -> None:
    """Work out the five reports of the comparison, and the rest of the everyday charts, of one scope."""
    everything = Period(date(FIRST_DAY - 1), AS_OF)
    rfm.rfm(book)
    retention.cohorts(book, "gregorian")
    retention.by_month(book, "gregorian")
    churn(book, book.settings.churned_over, 180)
    clv.worth(book).document()
    sales.days(book, everything)
    intervals.by_instant(book)


def cpu(work: Work) -> tuple[float, float]:
    """Return the best CPU time and the best wall time of some rounds, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        wall, used = time.perf_counter(), time.process_time()
        work()
        times.append((time.process_time() - used, time.perf_counter() - wall))
    return min(t[0] for t in times) * 1e3, min(t[1] for t in times) * 1e3


def main() -> None:
    """Print the figures."""
    count, members = report.sized(1_000_000, 10_000_000), 200_000
    told = purchases(count, members)
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder) / "shop", told, members)
        till, _ = opened_shop(Path(folder) / "shop")
        before = _resident()
        with till.read() as db:
            columns = load(db)
            grown = (_resident() - before) / count
            used, wall = cpu(lambda: load(db))
        till.close()
        report.line(f"load {count:,} purchases, CPU", used, "ms")
        report.line("load, wall", wall, "ms")
        report.line("memory a purchase, at most", grown, "bytes", "≤ 60 bytes", grown <= 60)
        families(columns)
        duck = os.environ.get("BASHGAH_DUCKDB")
        if duck:
            beside_duckdb(duck, Path(folder), told, columns)
    prediction(members)


def _resident() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def families(columns: Columns) -> None:
    """Measure each family on a fresh book, and all five reports together."""
    settings = Settings(AS_OF)

    def fresh() -> Book:
        return open_book(columns, settings)

    works: dict[str, Callable[[Book], Any]] = {
        "sales by day": lambda book: sales.days(book, Period(date(FIRST_DAY - 1), AS_OF)),
        "active rate": lambda book: active(book, 90),
        "churn": lambda book: churn(book, settings.churned_over, 180),
        "months and retention": lambda book: retention.by_month(book, "jalali"),
        "cohorts": lambda book: retention.cohorts(book, "jalali"),
        "gaps": intervals.by_instant,
        "RFM": rfm.rfm,
        "CLV": clv.worth,
        "points and tiers": standing.document,
        "the five reports of the comparison": whole,
    }
    report.line("opening a book and its purchases, CPU", cpu(lambda: fresh().bought)[0], "ms")
    for name, work in works.items():
        book = fresh()
        assert len(book.bought)
        report.line(f"{name}, CPU", cpu(lambda work=work, book=book: work(book))[0], "ms")
    report.line("everything from the columns, CPU", cpu(lambda: whole(fresh()))[0], "ms")


DUCK = """
import json, sys, time
import duckdb, numpy as np
path, columns, as_of = sys.argv[1:4]
db = duckdb.connect(path)
told = dict(np.load(columns))
member, at, net, branch = (told[name] for name in ("member", "at", "net", "branch"))
day = (at + 12600000) // 86400000
frame = {"member": member, "moment": at, "net": net, "branch": branch, "day": day}
db.register("frame", frame)
db.execute("CREATE TABLE purchase AS SELECT * FROM frame")
db.execute("CHECKPOINT")
T = int(as_of)
QUERIES = {
    "rfm": f'''WITH v AS (SELECT member, {T}-1-max(day) r, count(*) f, sum(net) m FROM purchase WHERE day>={T}-365 GROUP BY 1),
      q AS (SELECT quantile_cont(r,[.2,.4,.6,.8]) qr, quantile_cont(f,[.2,.4,.6,.8]) qf, quantile_cont(m,[.2,.4,.6,.8]) qm FROM v)
      SELECT 5-len(list_filter(qr, lambda x: r>x)) rs, 1+len(list_filter(qf, lambda x: f>x)) fs, 1+len(list_filter(qm, lambda x: m>x)) ms, count(*) FROM v, q GROUP BY 1,2,3''',
    "cohorts": '''WITH p AS (SELECT DISTINCT member, date_trunc('month', DATE '1970-01-01' + CAST(day AS INTEGER)) mo FROM purchase),
      f AS (SELECT member, min(mo) c FROM p GROUP BY 1) SELECT c, mo, count(*) FROM p JOIN f USING (member) GROUP BY 1,2''',
    "months": '''WITH p AS (SELECT DISTINCT member, (date_part('year', DATE '1970-01-01' + CAST(day AS INTEGER))*12+date_part('month', DATE '1970-01-01' + CAST(day AS INTEGER)))::INT mo FROM purchase)
      SELECT a.mo, count(*), count(b.member) FROM p a LEFT JOIN p b ON a.member=b.member AND b.mo=a.mo-1 GROUP BY 1''',
    "churn": f'''WITH s AS (SELECT DISTINCT member FROM purchase WHERE day>={T}-184-180 AND day<{T}-184),
      e AS (SELECT DISTINCT member FROM purchase WHERE day>={T}-180 AND day<{T}) SELECT count(*), count(e.member) FROM s LEFT JOIN e USING (member)''',
    "clv": f"SELECT sum(net), count(*), count(DISTINCT member) FROM purchase WHERE day>={T}-365",
    "days": "SELECT day, sum(net), count(*) FROM purchase GROUP BY 1",
    "gaps": '''WITH g AS (SELECT member, moment-lag(moment) OVER (PARTITION BY member ORDER BY moment) gap FROM purchase)
      SELECT count(gap), sum(gap), median(gap) FROM g''',
}
best = None
for _ in range(5):
    wall, used = time.perf_counter(), time.process_time()
    for query in QUERIES.values():
        db.execute(query).fetchall()
    took = (time.process_time() - used) * 1e3, (time.perf_counter() - wall) * 1e3
    best = took if best is None else (min(best[0], took[0]), min(best[1], took[1]))
print(json.dumps({"cpu": best[0], "wall": best[1], "gaps": db.execute(QUERIES["gaps"]).fetchall(), "version": duckdb.__version__}))
"""


def beside_duckdb(python: str, folder: Path, told: dict[str, np.ndarray], columns: Columns) -> None:
    """Ask DuckDB for the same reports of the same purchases, from its own file, and compare in one run."""
    np.savez(folder / "told.npz", **told)
    script = folder / "duck.py"
    script.write_text(DUCK, encoding="utf-8")
    call = [python, str(script), str(folder / "duck.db"), str(folder / "told.npz"), str(FIRST_DAY + DAYS)]
    found = json.loads(subprocess.run(call, check=True, capture_output=True, text=True).stdout)
    book = open_book(columns, Settings(AS_OF))
    gaps = intervals.by_instant(book)
    assert found["gaps"][0][:2] == [gaps.count, gaps.total], found["gaps"]
    used, wall = cpu(lambda: whole(open_book(columns, Settings(AS_OF))))
    report.line(f"DuckDB {found['version']}, its own file, CPU", found["cpu"], "ms")
    report.line("DuckDB, wall", found["wall"], "ms")
    report.line("the same from columns, wall", wall, "ms")
    report.below("the same from columns, of DuckDB's CPU", used / found["cpu"], "times", 1.0)
    report.below("the same from columns, of DuckDB's wall", wall / found["wall"], "times", 1.0)


def prediction(members: int) -> None:
    """Fit and predict for many members."""
    chance = np.random.default_rng(5)
    known = chance.integers(100, 1_000, members)
    repeats = chance.poisson(chance.gamma(0.5, 0.02, members) * known)
    last = np.where(repeats > 0, (known * chance.beta(2, 1, members)).astype(np.int64) + 1, 0)
    money = repeats * (chance.lognormal(12, 0.5, members).astype(np.int64) + 1)
    found = Visits(np.arange(members), repeats, np.minimum(last, known), known, money, known)
    coming, spending = bgnbd.fit(found), gamma_gamma.fit(found)
    report.line(f"BG/NBD of {members:,} members, CPU", cpu(lambda: bgnbd.fit(found))[0], "ms")
    report.line("Gamma-Gamma, CPU", cpu(lambda: gamma_gamma.fit(found))[0], "ms")
    both = cpu(lambda: (bgnbd.fit(found), gamma_gamma.fit(found)))[1]
    report.below("both fits, wall", both / 1e3, "s", 1.0)
    report.line("visits expected of each, CPU", cpu(lambda: bgnbd.expected(coming, found, 30))[0], "ms")
    assert spending.members


if __name__ == "__main__":
    main()
