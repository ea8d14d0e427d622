"""The properties of the ledger hold; and each of them fails on a bug planted in the rules."""

from __future__ import annotations

import os

import pytest

from tests.loyalty.properties import CHECKS, search

QUICK = 150
SOAK = int(os.environ.get("BASHGAH_SOAK", "20000"))
"""Generated cases of each property in `make soak`."""


@pytest.mark.parametrize("name", CHECKS)
def test_property(name: str) -> None:
    search(name, QUICK)


@pytest.mark.soak
@pytest.mark.parametrize("name", CHECKS)
def test_property_at_length(name: str) -> None:
    search(name, SOAK, fixed=False)
