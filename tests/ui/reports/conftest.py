"""A demo shop with a past of months, on a real encrypted file; made once for all tests of the reports, which only read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop.models.keys import FileKeys
from desktop.usecases.demo.shop import PIN, make_demo
from desktop.usecases.open_till import open_till
from desktop.usecases.sign_in import people, sign_in
from desktop.usecases.staff_keys import LIGHT
from desktop.usecases.till import Till
from tests.conftest import FixedClock
from tests.ui.seats import OneSeat


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Till]:
    """An open till on a demo shop of 160 members and seven months."""
    folder = tmp_path_factory.mktemp("reports")
    keys = FileKeys(folder / "keys")
    make_demo(folder / "shop", members=160, months=7, seed=5, clock=FixedClock(), keys=keys, key_cost=LIGHT)
    till = open_till(folder / "shop", clock=FixedClock(), keys=keys, key_cost=LIGHT)
    yield till
    till.close()


@pytest.fixture(scope="session")
def seat_of(demo: Till):
    """Somebody of a level at the till of the demo shop."""

    def sit(level: str) -> OneSeat:
        who = next(one for one in people(demo) if one.level == level)
        return OneSeat(demo, sign_in(demo, who.staff_id, PIN))

    return sit
