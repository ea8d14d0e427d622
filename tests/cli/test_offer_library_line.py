"""The ready offers on the command line: listed in both languages, shown, and published as they are."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.lines import Lines


def test_ready_offers_are_listed_and_shown(lines: Lines) -> None:
    rows = lines.run("offer", "library", "list").json
    assert len(rows) >= 24
    first = rows[0]
    assert set(first["sentence"]) == {"fa", "en"}
    assert lines.run("offer", "library", "show", first["id"]).json["document"]["id"] == first["id"]
    said = lines.run_plain("offer", "library", "list", "--lang", "fa").out
    assert "گروه مشتریان" in said
    assert first["name"]["fa"] in said


def test_a_ready_offer_is_published_from_its_document(lines: Lines, tmp_path: Path) -> None:
    document = lines.run("offer", "library", "show", "five-million").json["document"]
    file = tmp_path / "offer.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    assert lines.run("offer", "publish", "--file", str(file)).json["status"] == "live"


def test_an_unknown_one_is_refused_by_name(lines: Lines) -> None:
    said = lines.run("offer", "library", "show", "nothing")
    assert (said.code, said.error) == (1, "ready_offer_unknown")


def test_the_birthday_gift_is_given_once_a_year(lines: Lines, tmp_path: Path) -> None:
    document = lines.run("offer", "library", "show", "birthday").json["document"]
    file = tmp_path / "offer.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    at = ("--at", "2026-01-01T10:00:00+03:30")
    assert lines.run("shift", "open", "--counted", "0", *at).code == 0
    assert lines.run("enrol", "--phone", "09125550101", "--birth", "1990-05-20", *at).code == 0
    assert lines.run("offer", "publish", "--file", str(file), *at).code == 0

    def sell(day: str) -> int:
        words = ("--member", "09125550101", "--line", "GENERAL:1000000", "--at", f"{day}T10:00:00+03:30")
        sold = lines.run("sell", *words, "--no-print")
        assert sold.code == 0, sold.out
        return int(sold.json["totals"]["credit_earned"])

    got = {day: sell(day) for day in ("2026-05-10", "2026-05-18", "2026-05-19", "2026-05-20", "2026-05-23")}
    assert [day for day, earned in got.items() if earned] == ["2026-05-18"]
    got = {day: sell(day) for day in ("2026-05-30", "2027-05-19", "2027-05-20", "2027-05-21", "2027-05-23")}
    assert [day for day, earned in got.items() if earned] == ["2027-05-19"]
