"""Fixtures of the command line: a test shop made by the command line itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.lines import Lines
from tests.conftest import OWNER_PIN


@pytest.fixture
def bare(tmp_path: Path) -> Lines:
    """Return command lines for a folder that holds no shop yet."""
    return Lines(tmp_path / "shop", tmp_path / "keys", OWNER_PIN)


@pytest.fixture
def lines(bare: Lines) -> Lines:
    """Return command lines for a test shop."""
    made = bare.run("new-shop", "--name", "نمونه", "--branch", "مرکزی", "--test")
    assert made.code == 0, made.out
    return bare
