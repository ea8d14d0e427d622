"""`tills`, `overspends`, `audit`: the owner's view from the command line."""

from __future__ import annotations

import re

from desktop.cli.overseeing import doubts_told
from tests.cli.lines import Lines


def test_a_lone_till_sees_itself_and_what_was_signed(lines: Lines) -> None:
    tills = lines.run("tills", "--as", "owner").json
    assert [(one["till"], one["here"], one["waiting"], one["doubts"]) for one in tills] == [
        ("A1", True, 0, [])
    ]
    assert tills[0]["last_at"]
    assert (
        lines.run("staff", "add", "Sara", "--level", "cashier", "--pin", "918273", "--as", "owner").code == 0
    )
    acts = lines.run("audit", "--as", "owner").json
    assert {"staff.set", "staff.keyed"} & {one["act"] for one in acts}
    assert all(one["signed"] for one in acts)
    assert lines.run("overspends", "--as", "owner").json == []
    assert "A1" in lines.run_plain("tills", "--as", "owner").out
    assert lines.run_plain("overspends", "--as", "owner").out.strip() == "Nothing."


def test_a_branch_that_is_none_is_refused(lines: Lines) -> None:
    refused = lines.run("tills", "--branch", "ناکجا", "--as", "owner")
    assert (refused.code, refused.error) == (1, "branch_unknown")


def test_people_read_short_times_and_machines_exact_ones(lines: Lines) -> None:
    exact = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
    assert exact.match(lines.run("tills", "--as", "owner").json[0]["last_at"])
    for command in ("tills", "audit"):
        out = lines.run_plain(command, "--as", "owner").out
        assert "A1" in out
        assert not exact.search(out)


def test_a_doubt_that_came_back_is_told_once() -> None:
    doubts = (("fork", 9), ("restored", 8), ("fork", 7), ("restored", 6))
    assert doubts_told(doubts, "en").count(" · ") == 1
    assert doubts_told(doubts, "fa").count(" · ") == 1
