"""Figures of a large club: loading the columns out of the encrypted file, every family, the whole, and the prediction.

Three years, ten branches, members who come more and less often. CPU time of the process is what is compared. DuckDB, in an environment
of its own, is asked for the same figures from its own file in the same run.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from desktop.reports.figures import bgnbd, clv, gamma_gamma, intervals, retention, rfm, sales, standing
from desktop.reports.figures.book import Book, open_book
from desktop.reports.figures.churn import churn
from desktop.reports.figures.columns import Columns
from desktop.reports.figures.keeping import keep_columns
from desktop.reports.figures.loading import load
from desktop.reports.figures.members import active
from desktop.reports.figures.periods import Period, date
from desktop.reports.figures.settings import Settings
from desktop.reports.figures.visits import Visits
from desktop.usecases.till import Till
from tests.benchmarks import report
from tests.benchmarks.clubs import AS_OF, DAYS, FIRST_DAY, fill, purchases
from tests.benchmarks.peers import ask
from tests.benchmarks.shops import opened_shop

ROUNDS = 5

Work = Callable[[], Any]


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


def loaded(till: Till) -> Columns:
    """Return the columns of a till, read through a reader of its own."""
    with till.read() as db:
        return load(db)


def cpu(work: Work, rounds: int = ROUNDS) -> tuple[float, float]:
    """Return the best CPU time and the best wall time of some rounds, in milliseconds."""
    times = []
    for _ in range(rounds):
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
        by_row, _ = cpu(lambda: loaded(till), rounds=1)
        keep_columns(till)
        columns = loaded(till)
        used, wall = cpu(lambda: loaded(till))
        till.close()
        report.line(f"load {count:,} purchases row by row, CPU", by_row, "ms")
        report.below("load them from what the file keeps, CPU", used, "ms", count / 10_000)
        report.line("the same, wall", wall, "ms")
        families(columns)
        beside_duckdb(Path(folder), told, columns)
    prediction(members)


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


def beside_duckdb(folder: Path, told: dict[str, np.ndarray], columns: Columns) -> None:
    """Ask DuckDB for the same reports of the same purchases, from its own file, and compare in one run."""
    file = folder / "told.npz"
    np.savez(file, **told)
    found = ask("duckdb", {"file": str(folder / "duck.db"), "columns": str(file), "as_of": FIRST_DAY + DAYS})
    if found is None:
        return
    gaps = intervals.by_instant(open_book(columns, Settings(AS_OF)))
    assert found["gaps"][:2] == [gaps.count, gaps.total], found["gaps"]
    used, wall = cpu(lambda: whole(open_book(columns, Settings(AS_OF))))
    report.line(f"DuckDB {found['version']}, its own file, CPU", found["cpu"], "ms")
    report.line("DuckDB, wall", found["wall"], "ms")
    report.line("the same from columns, wall", wall, "ms")
    report.below("the same from columns, of DuckDB's CPU", used / found["cpu"], "times", 1.0)
    report.below("the same from columns, of DuckDB's wall", wall / found["wall"], "times", 1.0)


def histories(members: int) -> Visits:
    """Return the histories of members who come, spend and leave as the two models have it."""
    chance = np.random.default_rng(5)
    rate, leaving = chance.gamma(0.9, 1 / 8, members), chance.beta(0.8, 2.5, members)
    known = chance.integers(100, 1_000, members)
    repeats, last = np.zeros(members, np.int64), np.zeros(members)
    clock, stays = np.zeros(members), np.ones(members, bool)
    while stays.any():
        clock += chance.exponential(bgnbd.WEEK / rate)
        came = stays & (clock < known)
        repeats += came
        last[came] = clock[came]
        stays = came & (chance.random(members) >= leaving)
    spent = chance.gamma(6 * np.maximum(repeats, 1), 1 / chance.gamma(4, 1 / 150_000, members))
    days = np.ceil(last).astype(np.int64)
    return Visits(np.arange(members), repeats, np.minimum(days, known), known, spent.astype(np.int64), known)


def prediction(members: int) -> None:
    """Fit and predict for many members, and fit fewer beside lifetimes."""
    found = histories(members)
    coming, spending = bgnbd.fit(found), gamma_gamma.fit(found)
    report.line(f"BG/NBD of {members:,} members, CPU", cpu(lambda: bgnbd.fit(found))[0], "ms")
    report.line("Gamma-Gamma, CPU", cpu(lambda: gamma_gamma.fit(found))[0], "ms")
    both = cpu(lambda: (bgnbd.fit(found), gamma_gamma.fit(found)))[1]
    report.below("both fits, wall", both / 1e3, "s", 1.0)
    report.line("visits expected of each, CPU", cpu(lambda: bgnbd.expected(coming, found, 30))[0], "ms")
    assert spending.members
    beside_lifetimes(histories(report.sized(20_000, members)))


def beside_lifetimes(found: Visits) -> None:
    """Have lifetimes fit the same members, and compare parameters and CPU time.

    Money is told in its own mean: told in Toman, lifetimes does not come to rest.
    """
    coming, spending = bgnbd.fit(found), gamma_gamma.fit(found)
    mean = found.money / np.maximum(found.repeats, 1)
    scale = float(gamma_gamma.paying(found).money.sum() / gamma_gamma.paying(found).repeats.sum())
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "told.npz"
        weeks = {"last": found.last / bgnbd.WEEK, "known": found.known / bgnbd.WEEK}
        np.savez(file, repeats=found.repeats, mean=mean / scale, **weeks)
        theirs = ask("lifetimes", {"columns": str(file)})
    if theirs is None:
        return
    ours = {"r": coming.r, "alpha": coming.alpha, "a": coming.a, "b": coming.b}
    for name, value in ours.items():
        apart = abs(value / theirs["coming"][name] - 1)
        report.below(f"BG/NBD {name}, apart from lifetimes", apart, "", 1e-3)
    for name, value in {"p": spending.p, "q": spending.q, "v": spending.gamma / scale}.items():
        apart = abs(value / theirs["spending"][name] - 1)
        report.below(f"Gamma-Gamma {name}, apart from lifetimes", apart, "", 1e-3)
    fits = (lambda: bgnbd.fit(found), lambda: gamma_gamma.fit(found))
    for name, fit, took in zip(("BG/NBD", "Gamma-Gamma"), fits, theirs["ms"], strict=True):
        report.line(f"lifetimes, {name}, CPU", took, "ms")
        report.line(f"  ours beside it, {name}", cpu(fit)[0] / took, "times")


if __name__ == "__main__":
    main()
