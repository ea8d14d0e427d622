"""The member's own PIN from the command line: it stands on no line, and what asks for it says how to give it."""

from __future__ import annotations

import pytest

from tests.cli.lines import Lines, Said

PHONE, PIN = "09120004567", "7305"


@pytest.fixture
def club(lines: Lines, tmp_path) -> Lines:
    policy = tmp_path / "trust.json"
    policy.write_text('{"pin_above": 50000}', encoding="utf-8")
    for line in (
        ("policy", "set", "trust", "--file", str(policy)),
        ("shift", "open", "--counted", "0"),
        ("enrol", "--phone", PHONE, "--name", "Sara"),
    ):
        assert lines.run(*line).code == 0
    return lines


def buy(club: Lines, credit: int, *more: str, **words: str) -> Said:
    line = ("sell", "--member", PHONE, "--line", "SHOES:100000", "--credit", str(credit), "--json")
    return club.run(*line, *more, **words)


def test_a_pin_is_set_asked_changed_and_forgotten(club: Lines) -> None:
    assert club.run("pin", "set", PHONE, "--json", BASHGAH_NEW_PIN=PIN).code == 0
    assert club.run("adjust", PHONE, "--credit", "200000", "--reason", "gift").code == 0
    assert buy(club, 50_000).code == 0
    refused = buy(club, 1_000)
    assert refused.error == "member_pin_not_given"
    assert "BASHGAH_MEMBER_PIN" in refused.json["error"]["hint"]
    assert buy(club, 1_000, BASHGAH_MEMBER_PIN="9168").error == "member_pin_wrong"
    assert buy(club, 1_000, BASHGAH_MEMBER_PIN="۷۳۰۵").code == 0
    assert buy(club, 1_000, "--vouch").code == 0
    changed = club.run("pin", "set", PHONE, BASHGAH_NEW_PIN="9168", BASHGAH_MEMBER_PIN=PIN)
    assert (changed.code, PIN in changed.out, "9168" in changed.out) == (0, False, False)
    assert club.run("pin", "forget", PHONE, BASHGAH_MEMBER_PIN="9168").code == 0
    assert buy(club, 1_000).error == "member_pin_unset"
    assert club.run("pin", "forget", PHONE, "--json").error == "member_pin_none"
