"""A centre that moved: the till follows to the new address once the same centre has answered there; nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.lines import Lines
from tests.conftest import OWNER_PIN
from tests.sync.places import Centre, free_port
from tests.sync.tls import SafeCentre, authority

pytestmark = pytest.mark.filterwarnings("ignore::urllib3.exceptions.InsecureRequestWarning")


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    made = Centre(tmp_path / "centre", free_port())
    made.run("new-business", "--name", "باغ")
    made.start()
    yield made
    made.stop()


@pytest.fixture
def till(centre: Centre, tmp_path: Path) -> Lines:
    """Return a till that has joined, with a sale that waits while its centre is gone."""
    made = Lines(tmp_path / "shop", tmp_path / "keys", OWNER_PIN)
    assert made.run("new-shop", "--name", "باغ", "--branch", "ونک").code == 0
    said(made, "join", "--centre", centre.url, "--code", centre.code("--own-branch"))
    said(made, "shift", "open")
    centre.stop()
    said(made, "sell", "--line", "GENERAL:9000")
    return made


def said(till: Lines, *line: str) -> Any:
    told = till.run(*line, "--as", "owner").json
    return told["error"]["code"] if "error" in told else told


def test_a_till_follows_its_centre_and_brings_what_waited(centre: Centre, till: Lines) -> None:
    told = till.run("sync", "--as", "owner").json["error"]
    assert told["code"] == "centre_no_line"
    assert str(centre.port) in told["hint"], "which address it is that does not answer"
    moved = Centre(centre.folder, free_port())
    moved.start()
    try:
        again = till.run("join", "--centre", moved.url, "--code", "ANY", "--as", "owner").json["error"]
        assert (again["code"], "bashgah follow" in again["hint"]) == ("joined_already", True)
        assert said(till, "follow", "--centre", moved.url)["url"] == moved.url
        told = said(till, "sync")
        assert (told["pending"], told["trouble"]) == (0, None)
        assert said(till, "authority", "show")["url"] == moved.url
        assert moved.run("verify")["ok"] is True
    finally:
        moved.stop()


def test_another_centre_is_not_followed(centre: Centre, till: Lines, tmp_path: Path) -> None:
    other = Centre(tmp_path / "other", free_port())
    other.run("new-business", "--name", "دیگری")
    other.start()
    try:
        assert said(till, "follow", "--centre", other.url) in ("centre_signature_wrong", "centre_refused")
    finally:
        other.stop()
    assert said(till, "follow", "--centre", f"http://127.0.0.1:{free_port()}") == "centre_no_line"
    assert said(till, "follow", "--centre", "nowhere") == "centre_address_unreadable"
    assert said(till, "authority", "show")["url"] == centre.url, "kept as it was"
    centre.start()
    assert said(till, "sync")["pending"] == 0


def test_a_centre_that_begins_to_speak_tls_is_followed_with_its_authority(
    centre: Centre, till: Lines, tmp_path: Path
) -> None:
    ours = authority(tmp_path, "ours")
    ours.signs(tmp_path)
    safe = SafeCentre(centre.folder, free_port())
    safe.start()
    try:
        assert said(till, "follow", "--centre", safe.url) == "centre_certificate_foreign"
        told = said(till, "follow", "--centre", safe.url, "--ca", str(ours.file))
        assert (told["url"], told["authority"]) == (safe.url, "ours")
        assert said(till, "sync")["pending"] == 0
    finally:
        safe.stop()


def test_only_who_may_set_policy_lets_the_till_follow(centre: Centre, till: Lines) -> None:
    said(till, "staff", "add", "نگار", "--id", "negar", "--level", "cashier", "--pin", "482917")
    told = till.run("follow", "--centre", centre.url, "--as", "negar", BASHGAH_PIN="482917").json
    assert told["error"]["code"] == "not_allowed"
