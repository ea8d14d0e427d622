"""The properties of the ledger hold; and each of them fails on a bug planted in the rules."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from tests.loyalty.bugs import BUGS
from tests.loyalty.properties import CHECKS, search

QUICK = 200
ENOUGH = 2_000
"""Cases within which a planted bug must show."""
SOAK = int(os.environ.get("BASHGAH_SOAK", "20000"))
"""Generated cases of each property in `make soak`."""


@pytest.mark.parametrize("name", CHECKS)
def test_property(name: str) -> None:
    search(name, QUICK)


@pytest.mark.soak
@pytest.mark.parametrize("name", CHECKS)
def test_property_at_length(name: str) -> None:
    search(name, SOAK, fixed=False)


@pytest.mark.parametrize(
    ("plant", "name"),
    [pytest.param(plant, name, id=f"{plant.__name__}-{name}") for plant, names in BUGS for name in names],
)
def test_a_planted_bug_is_caught(
    plant: Callable[[pytest.MonkeyPatch], None], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)
    with pytest.raises(AssertionError):
        search(name, ENOUGH)


def test_every_property_is_known_to_bite() -> None:
    assert {name for _, names in BUGS for name in names} == set(CHECKS)
