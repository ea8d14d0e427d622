from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.models.store import Store
from tests.models.world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


@pytest.fixture
def shop(world: World) -> Iterator[Store]:
    store = world.make()
    yield store
    store.close()
