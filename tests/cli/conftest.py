"""Fixtures of the command line: a test shop made by the command line itself."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import pytest

from desktop.sync import client
from desktop.sync import lines as till_lines
from desktop.usecases.exchange import wishing
from tests.cli.joined import PHONE, URL, Network, business_of, join
from tests.cli.lines import Lines, Terminal
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


@pytest.fixture
def unseen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what somebody types at a terminal where nothing is shown: add to it; at its end they press Ctrl-D."""
    typed: list[str] = []

    def getpass(question: str, stream: TextIO) -> str:
        stream.write(question)
        if not typed:
            raise EOFError
        return typed.pop(0)

    monkeypatch.setattr("getpass.getpass", getpass)
    monkeypatch.setattr("sys.stdin", Terminal())
    return typed


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Network:
    """Return the network between these tills and their centre."""
    made = Network()
    monkeypatch.setattr(client, "HttpWire", made.enrol_line)
    monkeypatch.setattr(till_lines, "open_line", made.line_of)
    monkeypatch.setattr(wishing, "PATIENCE", 0.0)
    return made


@pytest.fixture
def shop(lines: Lines) -> Lines:
    """Return a shop that is alone, with a member and an open shift."""
    for line in (("enrol", "--phone", PHONE, "--name", "Sara"), ("shift", "open", "--counted", "0")):
        said = lines.run(*line, "--as", "owner")
        assert said.code == 0, said.out
    return lines


@pytest.fixture
def other(network: Network, shop: Lines, tmp_path: Path) -> Lines:
    """Return a second till in another branch, after the first has joined."""
    assert join(network, shop).code == 0
    assert shop.run("adjust", PHONE, "--credit", "5000", "--reason", "gift", "--as", "owner").code == 0
    assert shop.run("sync").code == 0
    network.centre.invite("NEW", "branch-2", "تجریش", business_of(network, shop))
    made = Lines(tmp_path / "shop2", tmp_path / "keys2", OWNER_PIN)
    said = made.run("join", "--centre", URL, "--code", "NEW", "--as", "owner")
    assert said.code == 0, said.out
    assert made.run("shift", "open", "--counted", "0", "--as", "owner").code == 0
    return made
