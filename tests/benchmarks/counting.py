"""Counts figures of a made shop in a process of its own: `python -m tests.benchmarks.counting WHAT FOLDER`.

`resident`: bytes the process grew by, at its peak, in loading the columns, and in counting everything.
`first`: CPU and wall time from the first click of a program just begun to the picture, in milliseconds.
`charts`: the same once the till has stood idle, and then of every page, each after one more sale, in milliseconds.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.usecases.till import Till
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


def first(folder: Path) -> dict[str, tuple[float, float]]:
    """Return how long the first page takes in a program just begun."""
    return _shown(folder, idle=False)


def charts(folder: Path) -> dict[str, tuple[float, float]]:
    """Return how long the first page takes once the till has stood idle, and then each page."""
    return _shown(folder, idle=True)


def _shown(folder: Path, *, idle: bool) -> dict[str, tuple[float, float]]:
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication

    from desktop.ui import language, theme
    from desktop.ui.garbage import Garbage
    from desktop.ui.reports.screen import build_reports
    from desktop.ui.reports.till_reports import TillReports
    from desktop.ui.tasks import ImmediateTasks, Job
    from tests.ui.seats import OneSeat

    app = QApplication([])
    theme.start(app)
    language.use(app, "fa", currency="IRT", zone="Asia/Tehran")
    till, session = opened_shop(folder)
    desk = TillReports(OneSeat(till, session))
    desk.keep = lambda _: None  # type: ignore[method-assign]

    class Painted(QObject):
        """Counts how often a window's picture was made anew."""

        def __init__(self, window: QObject) -> None:
            super().__init__(window)
            self.times = 0
            window.installEventFilter(self)

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            self.times += event.type() == QEvent.Type.UpdateRequest
            return super().eventFilter(watched, event)

    class StepByStep(ImmediateTasks):
        """Does what is asked for while something comes back only when it is told to go on."""

        def __init__(self) -> None:
            super().__init__()
            self.inside, self.waiting = False, []

        def long(self, *asked: Any, **more: Any) -> Any:
            if self.inside:
                self.waiting.append((asked, more))
                return Job()
            self.inside = True
            job = super().long(*asked, **more)
            self.inside = False
            return job

        def go_on(self) -> None:
            while self.waiting:
                asked, more = self.waiting.pop(0)
                self.long(*asked, **more)

    tasks = StepByStep()
    screen, presenter = build_reports(tasks, desk, lambda _: None)
    screen.resize(1356, 864)
    screen.show()
    app.processEvents()
    garbage = Garbage(app)  # the window collects rubbish as the program has it do
    garbage.spare()
    painted = Painted(screen)

    def shown(click: Callable[[], None]) -> tuple[float, float]:
        before = painted.times
        told = timed(lambda: (click(), app.processEvents()))
        assert painted.times > before, "nothing was painted"
        return told

    if idle:
        desk.read_ahead()
    times = {"first": shown(presenter.entered)}
    if not idle:
        return times
    presenter.on_own_days(AS_OF.replace(year=AS_OF.year - 1), AS_OF)
    from desktop.reports.boards.pages import PAGES
    from desktop.ui.reports.presenter import IN_TWO

    rounds: dict[str, list[tuple[float, float]]] = {}
    for _ in range(ROUNDS + 1):
        # Each is come to from another one; the first round makes the widgets and is left out.
        for page in PAGES:
            sell_again(till)
            told = shown(lambda page=page: (desk.forget(), presenter.on_page(page)))
            rounds.setdefault(page, []).append(told)
            if page in IN_TWO:
                rounds.setdefault(f"{page}, the rest", []).append(shown(tasks.go_on))
    return times | {name: min(found[1:]) for name, found in rounds.items()}


def sell_again(till: Till) -> None:
    """Write the last sale once more as a row, so that nothing may be told from what was counted before."""
    with till.transaction("owner") as tx:
        names = [row[1] for row in tx.rows("PRAGMA table_info(sale)")]
        last = tx.value("SELECT max(sale_no) FROM sale")
        tx.run(
            f"INSERT INTO sale ({', '.join(names)}) SELECT ?1, 'again' || ?1, {', '.join(names[2:])} FROM sale"
            " WHERE sale_no = ?2",
            (last + 1, last),
        )


if __name__ == "__main__":
    print(
        json.dumps({"resident": resident, "charts": charts, "first": first}[sys.argv[1]](Path(sys.argv[2])))
    )
