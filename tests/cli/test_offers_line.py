"""Offers through the command line, and the help of every argument."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

import pytest

from desktop.cli.commands import make_parser
from desktop.cli.option_words import OPTIONS, explain
from desktop.cli.registry import register_all
from tests.cli.lines import Lines

OFFER = {
    "id": "gift",
    "name": {"fa": "هدیه", "en": "Gift"},
    "basket": {"basket_total": {"op": ">=", "amount": 100_000}},
    "benefits": [{"discount": {"percent": 10}}],
}


def arguments(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Yield every argument of every command."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from arguments(below)
        else:
            yield action


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_every_argument_says_what_it_is_for(lang: str) -> None:
    parser, commands = make_parser(lang)
    register_all(commands)
    assert [action.dest for action in arguments(parser) if not action.help] != []
    explain(parser, lang)
    assert [action.dest for action in arguments(parser) if not action.help] == []


def test_every_row_of_the_table_is_used() -> None:
    parser, commands = make_parser("en")
    register_all(commands)
    explain(parser, "en")
    told = {action.help for action in arguments(parser)}
    assert [name for name, (_, english) in OPTIONS.items() if english.replace("%", "%%") not in told] == []


def test_an_offer_is_published_used_and_stopped(lines: Lines, tmp_path) -> None:
    file = tmp_path / "gift.json"
    file.write_text(json.dumps(OFFER), encoding="utf-8")
    assert lines.run("offer", "list", "--json").json == []

    published = lines.run("offer", "publish", "--file", str(file), "--json")
    assert (published.code, published.json["status"], published.json["version"]) == (0, "live", 1)
    assert published.json["document"] == OFFER
    assert lines.run("quote", "--line", "GENERAL:200000", "--json").json["totals"]["net"] == 180_000

    assert lines.run("offer", "stop", "gift", "--json").json["status"] == "stopped"
    assert lines.run("quote", "--line", "GENERAL:200000", "--json").json["totals"]["net"] == 200_000
    (row,) = lines.run("offer", "list", "--json").json
    assert (row["offer_id"], row["version"], row["status"]) == ("gift", 2, "stopped")


def test_an_offer_nobody_published_is_refused_by_name(lines: Lines) -> None:
    for act in ("show", "stop"):
        said = lines.run("offer", act, "nothing", "--json")
        assert (said.code, said.error) == (1, "offer_unknown")


def test_day_closes_in_words_with_credit_among_the_tenders(lines: Lines) -> None:
    for line in (
        ("shift", "open", "--counted", "0"),
        ("enrol", "--phone", "09125550101"),
        ("adjust", "09125550101", "--credit", "+50000", "--reason", "gift"),
        ("sell", "--member", "09125550101", "--line", "GENERAL:40000", "--credit", "max"),
        ("shift", "close", "--counted", "0"),
    ):
        assert lines.run(*line).code == 0, line
    closed = lines.spawn("day-close")
    assert closed.code == 0, closed.err
    assert "credit: 40,000 Toman" in closed.out


def test_a_manager_lets_a_basket_go_below_the_floor_with_a_reason(lines: Lines, tmp_path) -> None:
    group = {"id": "SHOES", "name": {"fa": "کفش", "en": "Shoes"}, "margin": 30, "floor": 5}
    for name, document in (
        ("groups", {"groups": [group]}),
        ("deep", {"id": "deep", "benefits": [{"discount": {"percent": 40}}]}),
    ):
        (tmp_path / f"{name}.json").write_text(json.dumps(document), encoding="utf-8")
    assert lines.run("policy", "set", "groups", "--file", str(tmp_path / "groups.json")).code == 0
    assert lines.run("offer", "publish", "--file", str(tmp_path / "deep.json")).code == 0
    assert lines.run("shift", "open", "--counted", "0").code == 0
    shoes = ("--line", "SHOES:100000")
    assert lines.run("quote", *shoes).json["totals"]["net"] == 100_000
    assert lines.run("quote", *shoes, "--override", "promised").json["totals"]["net"] == 60_000
    (owner,) = lines.run("staff", "list").json
    for name, level, pin in (("sana", "cashier", "482913"), ("negar", "branch_manager", "591736")):
        told = lines.run("staff", "add", name, "--level", level, "--pin", pin, BASHGAH_AS=owner["staff_id"])
        assert told.code == 0, told.out
    cashier = {"BASHGAH_AS": "sana", "BASHGAH_PIN": "482913"}
    assert lines.run("sell", *shoes, "--override", "promised", **cashier).error == "not_allowed"
    said = lines.run(
        "sell",
        *shoes,
        "--override",
        "promised",
        "--approved-by",
        "negar",
        **cashier,
        BASHGAH_APPROVER_PIN="591736",
    )
    assert (said.code, said.json["totals"]["net"]) == (0, 60_000), said.out
    parked = lines.run("park", *shoes, "--override", "promised", **cashier).json["parked"]
    assert lines.run("recall", parked, **cashier).json["override"] == "promised"


def test_a_dry_run_names_its_days_and_what_it_leaves_out(lines: Lines, tmp_path) -> None:
    file = tmp_path / "gift.json"
    file.write_text(json.dumps(OFFER), encoding="utf-8")
    trial = ("offer", "dry-run", "--file", str(file), "--days", "1")
    assert lines.run_plain(*trial, "--lang", "en").out.strip() == "Nothing was bought in the last day."
    assert lines.run("shift", "open").code == 0
    assert lines.run("sell", "--line", "GENERAL:90000").code == 0
    trial = (*trial[:-1], "30")
    told = lines.run_plain(*trial, "--lang", "en").out
    assert told.startswith("Had this offer run for the last 30 days:")
    assert "Make the condition easier." in told
    assert lines.run("sell", "--line", "GENERAL:200000").code == 0
    told = lines.run_plain(*trial, "--lang", "en").out
    assert "have no margin written down, and are left out of the change of profit" in told
    assert "در تغییر سود نیامده است" in lines.run_plain(*trial, "--lang", "fa").out


def test_a_check_names_groups_as_the_shop_does_and_what_the_offer_does_not_work_on(
    lines: Lines, tmp_path
) -> None:
    groups = {"groups": [{"id": "GENERAL", "name": {"fa": "همه", "en": "Everything"}, "margin": 30}]}
    for name, document in (
        ("groups", groups),
        ("dear", {**OFFER, "benefits": [{"discount": {"percent": 60}}]}),
    ):
        (tmp_path / f"{name}.json").write_text(json.dumps(document), encoding="utf-8")
    assert lines.run("policy", "set", "groups", "--file", str(tmp_path / "groups.json")).code == 0
    told = lines.run_plain("offer", "check", "--file", str(tmp_path / "dear.json"), "--lang", "en").out
    assert "Everything" in told
    assert "GENERAL" not in told
    assert "does not work on it" in told
