"""Key to painted result: how long a key in the sale's field takes until what it found is on the screen.

The floor is the same screen, the same lanes and the same repaints, answered from memory without a query; rounds of
both alternate, so that noise falls on both. Bars: p99 ≤ 16 ms, and ≤ 1.25 × the floor.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop.models.people import Person
from desktop.ui.lanes import Lanes
from desktop.ui.sale.presenter import SalePresenter
from desktop.ui.sale.till_counter import TillCounter
from desktop.ui.sale.view import SaleView
from desktop.ui.sale.wiring import join
from desktop.ui.snapshots import application, settle
from desktop.usecases.new_shop import NewShop, new_shop
from desktop.usecases.open_till import open_till
from desktop.usecases.selling.shifts import begin_shift
from desktop.usecases.selling.smart_field import Typed
from desktop.usecases.sign_in import Session, sign_in
from desktop.usecases.staff_keys import LIGHT
from desktop.usecases.till import Till
from loyalty.kinds import MemberEnrolled
from tests.benchmarks import report

PIN = "730614"
GIVEN = ("سارا", "رضا", "علی", "مریم", "نرگس", "امیر", "زهرا", "حسین", "نگار", "پویا")
FAMILY = ("رضایی", "کریمی", "محمدی", "احمدی", "حسینی", "موسوی", "اکبری", "صادقی", "نجفی", "رستمی")
TYPED = ("09121234567", "4567", "رضایی", "سارا ک", "علی‌رضا", "+250000")
BATCH = 500


class Steady:
    """The machine's clock; the pace of look-ups is not what is measured, so it moves on by itself."""

    def __init__(self) -> None:
        self._steps = 0

    def now(self) -> int:
        return 1_795_250_400_000

    def steady(self) -> int:
        self._steps += 2_000
        return self._steps

    def boot_id(self) -> str:
        return "bench"


class Remembered:
    """The counter with look-ups answered from memory: the floor."""

    def __init__(self, counter: TillCounter) -> None:
        self._counter, self._known = counter, dict[Any, Any]()

    def look_up(self, readings: tuple[Typed, ...]) -> Any:
        if readings not in self._known:
            self._known[readings] = self._counter.look_up(readings)
        return self._known[readings]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._counter, name)


def make_shop(folder: Path, members: int) -> tuple[Till, Session]:
    """Return an open shop with that many members."""
    from desktop.models.keys import FileKeys

    clock, keys = Steady(), FileKeys(folder / "keys")
    new = NewShop("فروشگاه", "مرکزی", PIN, test=True)
    new_shop(folder / "shop", new, clock=clock, entropy=os.urandom, keys=keys, key_cost=LIGHT)
    till = open_till(folder / "shop", clock=clock, entropy=os.urandom, keys=keys, key_cost=LIGHT)
    session = sign_in(till, "owner", PIN)
    begin_shift(till, session, 0)
    for start in range(0, members, BATCH):
        with till.transaction(session.staff_id) as tx:
            people = {tx.new_id(): _person(n) for n in range(start, min(start + BATCH, members))}
            for member_id in people:
                tx.record("member.enrolled", MemberEnrolled(member_id, None))
            tx.set_people(people)
    return till, session


def _person(number: int) -> Person:
    name = f"{GIVEN[number % 10]} {FAMILY[number // 10 % 10]}"
    return Person(name=name, phone=f"0912{number * 7919 % 10_000_000:07d}")


def _key(character: str) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character)


def _until_painted(app: QApplication, lanes: Lanes) -> None:
    # Waiting as the program's own loop does: asking again and again would keep the reading thread from running.
    while lanes.busy:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    app.processEvents()


def type_all(app: QApplication, view: SaleView, lanes: Lanes) -> list[float]:
    """Type every text key by key; return milliseconds from each key to its painted result."""
    took = []
    for text in TYPED:
        view.set_field("")
        _until_painted(app, lanes)
        for character in text:
            began = time.perf_counter()
            QCoreApplication.sendEvent(view.field.edit, _key(character))
            _until_painted(app, lanes)
            took.append((time.perf_counter() - began) * 1_000)
    return took


def screen(lanes: Lanes, counter: Any) -> SaleView:
    """Return the sale screen over a counter, shown."""
    view = SaleView()
    view.resize(1356, 864)
    presenter = SalePresenter(view, lanes, counter, lang=lambda: "fa")
    join(view, presenter)
    view.show()
    presenter.open()
    settle()
    return view


def measure(till: Till, session: Session, rounds: int) -> dict[str, list[float]]:
    """Return what keys took with queries and from memory, rounds of both by turns."""
    app = application()
    lanes = Lanes()
    counter = TillCounter(till, session, lang=lambda: "fa")
    screens = {"query": screen(lanes, counter), "floor": screen(lanes, Remembered(counter))}
    took: dict[str, list[float]] = {name: [] for name in screens}
    run: Callable[[str], list[float]] = lambda name: type_all(app, screens[name], lanes)  # noqa: E731
    for name in screens:
        run(name)
    for turn in range(rounds):
        for name in ("query", "floor") if turn % 2 else ("floor", "query"):
            took[name] += run(name)
    lanes.close()
    for view in screens.values():
        view.close()
    return took


def by_key(values: list[float], rounds: int) -> list[float]:
    """Return what each key takes when nothing else runs: its second fastest round."""
    keys = len(values) // rounds
    return [sorted(values[key::keys])[1] for key in range(keys)]


def at(values: list[float], share: float) -> float:
    """Return a quantile."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def main() -> None:
    """Print the figures."""
    members, rounds = report.sized(2_000, 50_000), report.sized(9, 15)
    with tempfile.TemporaryDirectory() as folder:
        till, session = make_shop(Path(folder), members)
        report.collect_as_the_program_does()
        took = measure(till, session, rounds)
        till.close()
    for name, values in took.items():
        report.spread(f"{members:,} members, {name}, every key", values)
    calm = {name: by_key(values, rounds) for name, values in took.items()}
    report.below("key by key, second fastest round, p99", at(calm["query"], 0.99), "ms", 16)
    report.below("beside the repaint alone", sum(calm["query"]) / sum(calm["floor"]), "x", 1.25)


if __name__ == "__main__":
    main()
