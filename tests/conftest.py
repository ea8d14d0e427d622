"""Fixtures shared by all: a shop in a temporary folder, with its owner at the till and a clock that obeys.

Everything is real: the encrypted file, the keys, the chain. Only the clock and the cost of a PIN are the tests'.
"""

from __future__ import annotations

import gc
import hashlib
import os
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

OWNER_PIN = "730614"
STAFF_PIN = "482917"
NOON = 1_795_250_400_000
"""2026-11-21 12:10 in Tehran."""


COVERED_BY = frozenset({"loyalty", "usecases", "cli"})
"""The folders of tests whose branches through the rules are counted: watching takes twice the time of what is watched."""


THINNED = ("hostile/", "ui/", "central/test_documents", "app/test_doubtful_clock")
"""Tests of which every run tries half of the examples, always the same ones; `make soak` tries the rest."""
LONG = (
    "sync/test_bad_days.py::test_a_centre_put_back",
    "hostile/test_files.py::test_a_till_that_makes_good",
    "journeys/test_newcomer.py::test_from_the_first_line_to_another_folder[fa]",
)
"""Tests that take a minute each; `make soak` runs them."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count branches of the rules only where they are tried for themselves; leave to the soak what is for the soak."""
    here = Path(__file__).parent
    examples: dict[str, list[pytest.Item]] = {}
    for item in items:
        place = f"{item.path.relative_to(here).as_posix()}::{item.name}"
        if place.split("/")[0] not in COVERED_BY:
            item.add_marker("no_cover")
        if place.startswith(LONG):
            item.add_marker("soak")
        if place.startswith(THINNED) and "[" in place:
            examples.setdefault(place.partition("[")[0], []).append(item)
    for several in examples.values():
        for item in sorted(several, key=lambda one: zlib.crc32(one.name.encode()))[(len(several) + 1) // 2 :]:
            item.add_marker("soak")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Keep what a test of windows leaves on its own thread, as the program does (`desktop.ui.garbage`).

    A widget in a cycle that a worker of this test or a later one happened to collect would take the whole run down.
    """
    has_windows = "qapp" in getattr(item, "fixturenames", ())
    if has_windows:
        gc.disable()
    try:
        return (yield)
    finally:
        if has_windows:
            gc.collect(1)
            gc.enable()


@dataclass(slots=True)
class FixedClock:
    """A clock that stands until it is moved; `go` moves wall and steady time together, `at` the wall alone."""

    at: int = NOON
    steadily: int = 1_000_000
    boot: str = "boot-1"

    def now(self) -> int:
        """Return the wall clock."""
        return self.at

    def steady(self) -> int:
        """Return the steady clock."""
        return self.steadily

    def boot_id(self) -> str:
        """Return the boot's name."""
        return self.boot

    def go(self, milliseconds: int) -> None:
        """Let time pass."""
        self.at += milliseconds
        self.steadily += milliseconds


@dataclass(slots=True)
class SeededBytes:
    """Bytes that look random and are the same for the same seed."""

    seed: int
    used: int = field(default=0)

    def __call__(self, count: int) -> bytes:
        """Return the next bytes."""
        parts = bytearray()
        while len(parts) < count:
            self.used += 1
            parts += hashlib.sha256(f"{self.seed}:{self.used}".encode()).digest()
        return bytes(parts[:count])


@pytest.fixture(scope="session", autouse=True)
def _one_application(qapp: object) -> object:
    """Make the one application before anything draws: a paper drawn first would make a smaller one for itself."""
    return qapp


@pytest.fixture
def fixed_clock() -> FixedClock:
    """Return a clock that stands at noon."""
    return FixedClock()


@pytest.fixture
def entropy() -> SeededBytes:
    """Return a seeded source of bytes."""
    return SeededBytes(1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of the shop, not made yet."""
    return tmp_path / "shop"


@pytest.fixture
def keys(tmp_path: Path):
    """Return a key store in files, outside the shop's folder."""
    from desktop.models.keys import FileKeys

    return FileKeys(tmp_path / "keys")


@pytest.fixture
def make_shop(folder: Path, keys, fixed_clock: FixedClock, entropy: SeededBytes) -> Callable[..., object]:
    """Return what makes a shop in `folder`; words override those of the new shop."""
    from desktop.usecases.new_shop import NewShop, new_shop
    from desktop.usecases.staff_keys import LIGHT

    def make(**words: object) -> object:
        said = {"name": "فروشگاه نمونه", "branch": "مرکزی", "owner_pin": OWNER_PIN, "test": True, **words}
        return new_shop(
            folder, NewShop(**said), clock=fixed_clock, entropy=entropy, keys=keys, key_cost=LIGHT
        )

    return make


@pytest.fixture
def open_it(
    folder: Path, keys, fixed_clock: FixedClock, entropy: SeededBytes
) -> Iterator[Callable[..., object]]:
    """Return what opens the shop of `folder`; every till is closed at the end."""
    from desktop.usecases.open_till import open_till
    from desktop.usecases.staff_keys import LIGHT

    opened = []

    def open_(**words: object) -> object:
        said = {"clock": fixed_clock, "entropy": entropy, "keys": keys, "key_cost": LIGHT, **words}
        opened.append(open_till(folder, **said))
        return opened[-1]

    yield open_
    for till in opened:
        till.close()


@pytest.fixture
def till(make_shop: Callable[..., object], open_it: Callable[..., object]):
    """Return an open test shop: one branch, Toman, Tehran, nobody but its owner."""
    make_shop()
    return open_it()


@pytest.fixture
def session(till):
    """Return the owner, signed in."""
    from desktop.usecases.sign_in import sign_in

    return sign_in(till, "owner", OWNER_PIN)


@pytest.fixture
def make_staff(till, session) -> Callable[..., object]:
    """Return what adds a person of a level and signs them in."""
    from desktop.usecases.sign_in import sign_in
    from desktop.usecases.staff import NewStaff, add_staff

    def make(level: str, *, staff_id: str = "", pin: str = STAFF_PIN, name: str = "") -> object:
        who = staff_id or level.replace("_", "-")
        add_staff(till, session, NewStaff(name or who, level, who, pin))
        return sign_in(till, who, pin)

    return make
