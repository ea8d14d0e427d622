"""Fixtures of the figures: shops made by the command line from the real input, once a run and for all workers."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.clocks import SystemClock
from desktop.models.keys import FileKeys
from desktop.usecases.open_till import open_till
from desktop.usecases.staff_keys import LIGHT
from tests.cli.lines import Lines
from tests.conftest import OWNER_PIN
from tests.usecases.data.conftest import SHARED, write

__all__ = ("imported", "till_of", "write")
_LONGEST_WAIT = 200


def _make_once(folder: Path, source: Path) -> Lines:
    """Import a folder into a new shop; whoever comes second waits until the first is done."""
    lines = Lines(folder / "shop", folder / "keys", OWNER_PIN)
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        for _ in range(_LONGEST_WAIT * 5):
            if (folder / "done").exists():
                return lines
            time.sleep(0.2)
        raise
    assert lines.run("new-shop", "--name", "نمونه", "--branch", "مرکزی", "--test").code == 0
    assert lines.run("import", str(source)).code == 0
    (folder / "done").touch()
    return lines


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
    opened = []

    def open_(name: str) -> object:
        lines = imported(name)
        keys = FileKeys(lines.keys)
        opened.append(
            open_till(lines.folder, clock=SystemClock(), keys=keys, key_cost=LIGHT, entropy=os.urandom)
        )
        return opened[-1]

    yield open_
    for till in opened:
        till.close()
