"""A centre on SQLite and one on PostgreSQL, each served once a run; every test has businesses of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.central.places import Business, Centre, PostgresAtHand, running_postgres

KINDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresAtHand]:
    """Return a PostgreSQL of this run."""
    # Its socket lies in this folder, whose path must be short.
    import tempfile

    with tempfile.TemporaryDirectory(prefix="bpg") as name, running_postgres(Path(name) / "pg") as server:
        yield server


@pytest.fixture(params=KINDS, scope="session")
def kind(request: pytest.FixtureRequest) -> str:
    """Return which of the two databases."""
    return request.param


@pytest.fixture
def new_place(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[], str]:
    """Return what makes an empty place of a kind."""
    made = []

    def make() -> str:
        made.append(None)
        if kind == "sqlite":
            return str(tmp_path / f"centre-{len(made)}")
        return request.getfixturevalue("postgres").new_place()

    return make


@pytest.fixture(scope="session")
def centre(
    kind: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Centre]:
    """Return a centre that runs through the whole session."""
    folder = tmp_path_factory.mktemp("centre")
    if kind == "sqlite":
        one = Centre(str(folder / "db"), log=folder / "log")
    else:
        one = Centre(request.getfixturevalue("postgres").new_place(), workers=2, log=folder / "log")
    try:
        yield one.start()
    finally:
        one.stop()


@pytest.fixture
def own_centre(new_place: Callable[[], str], tmp_path: Path) -> Iterator[Centre]:
    """Return a centre of this test's own, to be stopped, killed and restored."""
    one = Centre(new_place(), log=tmp_path / "log")
    try:
        yield one.start()
    finally:
        one.stop()


@pytest.fixture
def business(centre: Centre) -> Business:
    """Return a new business."""
    return centre.business()
