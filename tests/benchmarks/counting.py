"""Counts figures of a made shop in a process of its own: `python -m tests.benchmarks.counting WHAT FOLDER`.

`resident`: bytes the process grew by, at its peak, in loading the columns, and in counting everything.
`charts`: CPU and wall time from a click to the picture, of the first page and then of every page, warm; in milliseconds.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks.clubs import AS_OF
from tests.benchmarks.shops import opened_shop

ROUNDS = 3


def peak() -> int:
    """Return the largest resident size of this process so far, in bytes.

    Of the program alone: what `getrusage` tells begins, after a fork, with the size of the parent.
    """
    status = Path("/proc/self/status")
    if status.exists():
        told = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(told.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def timed(work: Callable[[], Any]) -> tuple[float, float]:
    """Return CPU and wall time of a piece of work, in milliseconds."""
    used, wall = time.process_time(), time.perf_counter()
    work()
    return (time.process_time() - used) * 1e3, (time.perf_counter() - wall) * 1e3


def resident(folder: Path) -> dict[str, int]:
    """Return how far the process grew."""
    from desktop.reports.figures.book import open_book
    from desktop.reports.figures.loading import load
    from desktop.reports.figures.settings import Settings
    from tests.benchmarks.bench_figures import whole

    till, _ = opened_shop(folder)
    first = peak()
    with till.read() as db:
        columns = load(db)
    loaded = peak() - first
    whole(open_book(columns, Settings(AS_OF)))
    return {"load": loaded, "whole": peak() - first}


def charts(folder: Path) -> dict[str, tuple[float, float]]:
    """Return how long each page takes to be counted and painted."""
    from PySide6.QtWidgets import QApplication

    from desktop.ui import language, theme
    from desktop.ui.reports.screen import build_reports
    from desktop.ui.reports.till_reports import TillReports
    from desktop.ui.tasks import ImmediateTasks
    from tests.ui.seats import OneSeat

    app = QApplication([])
    theme.start(app)
    language.use(app, "fa", currency="IRT", zone="Asia/Tehran")
    till, session = opened_shop(folder)
    desk = TillReports(OneSeat(till, session))
    desk.keep = lambda _: None  # type: ignore[method-assign]
    screen, presenter = build_reports(ImmediateTasks(), desk, lambda _: None)
    screen.resize(1356, 864)
    screen.show()
    app.processEvents()

    def shown(click: Callable[[], None]) -> tuple[float, float]:
        return timed(lambda: (click(), app.processEvents(), screen.grab()))

    times = {"first": shown(presenter.entered)}
    presenter.on_own_days(AS_OF.replace(year=AS_OF.year - 1), AS_OF)
    from desktop.reports.boards.pages import PAGES

    for page in PAGES:
        # Counted anew each time, from columns that are in memory.
        rounds = [
            shown(lambda page=page: (desk.forget(), presenter.on_page(page))) for _ in range(ROUNDS + 1)
        ]
        times[page] = min(rounds[1:])
    return times


if __name__ == "__main__":
    print(json.dumps({"resident": resident, "charts": charts}[sys.argv[1]](Path(sys.argv[2]))))
