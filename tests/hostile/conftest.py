"""A shop from the command line that sells and gives ten percent credit; its time stands where a line puts it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.lines import Lines
from tests.conftest import OWNER_PIN
from tests.hostile.days import done

PHONE = "09120004567"


@pytest.fixture
def club(tmp_path: Path) -> Lines:
    """Return a test shop with an open shift and ten percent credit for half a year."""
    lines = Lines(tmp_path / "shop", tmp_path / "keys", OWNER_PIN)
    done(lines.run("new-shop", "--name", "نمونه", "--branch", "مرکزی", "--test"))
    policy = tmp_path / "earning.json"
    policy.write_text('{"credit": {"percent": 10, "expires_days": 180}}', encoding="utf-8")
    done(lines.run("policy", "set", "earning", "--file", str(policy)))
    done(lines.run("shift", "open", "--counted", "100000"))
    return lines


@pytest.fixture
def sara(club: Lines) -> str:
    """Return the phone of a member who holds 100,000 of credit."""
    done(club.run("enrol", "--phone", PHONE, "--name", "سارا رضایی‌نژاد"))
    done(club.run("sell", "--member", PHONE, "--line", "SHOES:1000000"))
    return PHONE


@pytest.fixture
def publish(club: Lines, tmp_path: Path) -> Callable[[str, Any], None]:
    """Return what publishes a policy document."""

    def publish_(name: str, document: Any) -> None:
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        done(club.run("policy", "set", name, "--file", str(path)))

    return publish_
