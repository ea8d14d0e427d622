"""Fixtures of the figures: shops made by the command line from the real input, once a run and for all workers."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.clocks import SystemClock
from desktop.models.keys import FileKeys
from desktop.usecases.open_till import open_till
from desktop.usecases.staff_keys import LIGHT
from tests.cli.lines import Lines, Said
from tests.conftest import OWNER_PIN
from tests.usecases.data.conftest import SHARED, write

__all__ = ("imported", "till_of", "write")


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the shop of a folder for oneself: only one process may have it open, and all workers share it."""
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@dataclass(frozen=True, slots=True)
class PatientLines(Lines):
    """Command lines that wait until nobody else has the shop open."""

    def run(self, *line: str, **words: str) -> Said:
        """Run a command once the shop is free."""
        with _alone(self.folder.parent):
            return Lines.run(self, *line, **words)


def _make_once(folder: Path, source: Path) -> Lines:
    """Import a folder into a new shop; whoever comes second waits until the first is done."""
    lines = PatientLines(folder / "shop", folder / "keys", OWNER_PIN)
    with _alone(folder):
        if not (folder / "done").exists():
            _make(Lines(lines.folder, lines.keys, lines.pin), folder, source)
    return lines


def _make(lines: Lines, folder: Path, source: Path) -> None:
    folder.mkdir(parents=True)
    assert lines.run("new-shop", "--name", "نمونه", "--branch", "مرکزی", "--test").code == 0
    assert lines.run("import", str(source)).code == 0
    (folder / "done").touch()


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Lines]:
    """Return what gives the shop of a data folder by name; the test is skipped where the folder is not there."""
    base = tmp_path_factory.getbasetemp()
    shared_by_all = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base

    def of(name: str) -> Lines:
        if not SHARED.is_dir():
            pytest.skip(f"the data folder {SHARED} is not there")
        return _make_once(shared_by_all / f"figures-of-{name}", SHARED / name)

    return of


@pytest.fixture
def till_of(imported: Callable[[str], Lines]) -> Iterator[Callable[[str], object]]:
    """Return what opens the till of an imported data folder; it must only be read."""
    with ExitStack() as held:

        def open_(name: str) -> object:
            lines = imported(name)
            held.enter_context(_alone(lines.folder.parent))
            keys = FileKeys(lines.keys)
            till = open_till(lines.folder, clock=SystemClock(), keys=keys, key_cost=LIGHT, entropy=os.urandom)
            held.callback(till.close)
            return till

        yield open_
