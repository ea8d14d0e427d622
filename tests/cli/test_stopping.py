"""What a command at a terminal says before and after: which receipt is meant, and what Ctrl-C left recorded."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.joined import PHONE
from tests.cli.lines import Lines

SOLD = ("sell", "--member", PHONE, "--line", "general:250000", "--as", "owner")
BACK = ("refund", "A1-1", "--as", "owner")


def facts(shop: Lines) -> int:
    found: int = shop.run("verify").json["facts"]
    return found


def test_a_short_number_at_a_terminal_is_asked_about(shop: Lines) -> None:
    assert shop.run(*SOLD).code == 0
    before = facts(shop)
    said = shop.answer("no\n", *BACK)
    assert (said.code, facts(shop)) == (1, before)
    assert all(word in said.err for word in ("A1-000001", "Sara", "250,000", "nothing was recorded"))
    said = shop.answer("yes\n", *BACK)
    assert (said.code, facts(shop)) == (0, before + 1)


@pytest.mark.parametrize("typed", ["A1-000001", "a1-۰۰۰۰۰۱"])
def test_a_whole_number_is_said_and_not_asked_about(shop: Lines, typed: str) -> None:
    assert shop.run(*SOLD).code == 0
    said = shop.answer("", "refund", typed, "--as", "owner")
    assert (said.code, "Sara" in said.err) == (0, True)


def test_a_refund_tells_a_script_of_which_sale_day_and_member(shop: Lines) -> None:
    assert shop.run(*SOLD).code == 0
    member = shop.run("find", PHONE).json[0]["member_id"]
    seen, back = shop.run(*BACK, "--dry-run").json, shop.run(*BACK).json
    for told in (seen, back):
        assert (told["sale"], told["member"], len(told["day"])) == ("A1-000001", member, 10)


@pytest.mark.parametrize(("done", "said"), [(False, "nothing was recorded"), (True, "(records: 1)")])
def test_ctrl_c_says_whether_anything_was_recorded(
    shop: Lines, monkeypatch: pytest.MonkeyPatch, done: bool, said: str
) -> None:
    def interrupt(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(f"desktop.cli.selling.{'adjusted_text' if done else '_points'}", interrupt)
    line = ("adjust", PHONE, *(("--credit", "+5000") if done else ("--points", "x:1")), "--reason", "gift")
    stopped = shop.run_plain(*line, "--as", "owner")
    assert (stopped.code, stopped.out, said in stopped.err) == (130, "", True)


@pytest.mark.parametrize(
    ("line", "inside", "said"),
    [
        (("settings", "set", "theme=dark"), "desktop.usecases.settings.set_settings", "settings show"),
        (
            ("join", "--centre", "http://127.0.0.1:9", "--code", "X"),
            "desktop.sync.client.HttpWire",
            "the same code",
        ),
        (("backup", "b.bashgah"), "desktop.usecases.backups.back_up", "as a whole"),
    ],
    ids=lambda told: told[0] if isinstance(told, tuple) else "",
)
def test_ctrl_c_says_what_a_command_may_leave_beside_facts(
    shop: Lines, monkeypatch: pytest.MonkeyPatch, line: tuple[str, ...], inside: str, said: str
) -> None:
    def interrupt(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(inside, interrupt)
    stopped = shop.run_plain(*line, "--as", "owner")
    assert (stopped.code, stopped.out, said in stopped.err) == (130, "", True)


def test_a_new_persons_pin_is_asked_twice_and_may_wait(shop: Lines, unseen: list[str]) -> None:
    unseen += ["481516", "481517"]
    assert "The two PINs" in shop.at_terminal("staff", "add", "Ali", "--id", "ali", "--as", "owner").err
    unseen += ["481516", "481516"]
    assert shop.at_terminal("staff", "add", "Ali", "--id", "ali", "--as", "owner").code == 0
    unseen += [""]
    said = shop.at_terminal("staff", "add", "Mina", "--id", "mina", "--as", "owner")
    assert "without a PIN" in said.out
    shop.run("staff", "add", "Reza", "--id", "reza", "--as", "owner")
    rows = {row["staff_id"]: row["has_pin"] for row in shop.run("staff", "list").json}
    assert rows == {"owner": True, "ali": True, "mina": False, "reza": False}
