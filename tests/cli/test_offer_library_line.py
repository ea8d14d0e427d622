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
