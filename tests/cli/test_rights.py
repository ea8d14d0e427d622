"""Every command states who may run it, and the frame asks before it begins: tried over all commands of the line.

The commands are read from the parser itself, so one that is added is tried too, and fails here until it stands below.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.cli import context
from desktop.cli.commands import make_parser
from desktop.cli.registry import register_all
from desktop.cli.rights import ANYBODY, ITS_ACT, OUTSIDE, SIGNED_IN
from loyalty.access import ACTS
from loyalty.errors import LoyaltyError
from tests.cli.joined import PHONE
from tests.cli.lines import Lines, Said

GUEST = "730615"
NEW_PIN = "482915"
OTHER_PHONE = "09125550102"

# What each command is given besides its name; braces are filled from the shop below.
ARGUMENTS = {
    "new-shop": "",
    "verify": "",
    "staff list": "",
    "staff add": "Ali --pin 730616",
    "staff level": "guest cashier",
    "staff pin": "owner --pin 730616",
    "staff remove": "guest",
    "branch list": "",
    "branch add": "Tajrish",
    "branch set": "{branch} --name Vanak",
    "settings show": "",
    "settings set": "theme=dark",
    "clock show": "",
    "clock believe": "",
    "policy list": "",
    "policy show": "groups",
    "policy set": "access --file {access}",
    "offer list": "",
    "offer show": "gift",
    "offer check": "--file {offer}",
    "offer dry-run": "--file {offer}",
    "offer publish": "--file {offer}",
    "offer codes": "gift",
    "offer stop": "gift",
    "offer library list": "",
    "offer library show": "",
    "audience": "--condition {condition}",
    "segment list": "",
    "segment show": "often",
    "segment set": "often --file {condition}",
    "segment remove": "often",
    "schema": "",
    "backup": "{folder}/safe.backup",
    "restore": "",
    "recovery sheet": "",
    "recovery key": "",
    "recovery pin": "",
    "find": "sara",
    "enrol": "--phone 09125550103",
    "member-set": f"{PHONE} --name Sara",
    "member": PHONE,
    "merge": f"{PHONE} {OTHER_PHONE}",
    "split": PHONE,
    "leave": PHONE,
    "erase": f"{PHONE} --yes",
    "pin set": PHONE,
    "pin forget": PHONE,
    "card issue": PHONE,
    "card block": PHONE,
    "card replace": PHONE,
    "consent": f"{PHONE} +sms_promo",
    "quote": "--line GENERAL:1000",
    "sell": "--line GENERAL:1000",
    "refund": "{sale}",
    "void": "{sale} --reason mistake",
    "adjust": f"{PHONE} --credit 10 --reason gift",
    "shift open": "--counted 0 --sure",
    "shift close": "--counted 0 --sure",
    "shift show": "",
    "day-close": "",
    "park": "--line GENERAL:1000",
    "recall": "",
    "receipt": "{sale}",
    "prints list": "",
    "prints retry": "",
    "prints drop": "{job}",
    "product add": "S-1 --name Shoe --price 1000",
    "product list": "",
    "product find": "shoe",
    "product import": "{folder}/products.csv",
    "import": "{folder}",
    "export": "{folder}/out",
    "demo": "",
    "figures": "",
    "goal set": "sales --figure net_sales --target 1000",
    "goal list": "",
    "goal show": "monthly",
    "goal drop": "monthly",
    "goal keep": "",
    "report branch": "--csv {folder}/a.csv",
    "report members": "--csv {folder}/b.csv",
    "report staff": "--csv {folder}/c.csv",
    "report member": f"{PHONE} --pdf {{folder}}/d.pdf",
    "report offer": "gift --pdf {folder}/e.pdf",
    "report goals": "--pdf {folder}/f.pdf",
    "report partners": "--pdf {folder}/g.pdf",
    "join": "",
    "follow": "--centre http://centre.test",
    "sync": "",
    "authority show": "",
    "authority set": "",
    "tills": "",
    "overspends": "",
    "audit": "",
}


def commands(parser: argparse.ArgumentParser, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every command with what it says it needs."""
    below = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    for action in below:
        for name, found in action.choices.items():
            yield from commands(found, f"{path} {name}".strip())
    if not below:
        yield path, parser.get_default("needs")


def all_commands() -> dict[str, str]:
    """Return the needs of every command of the line."""
    parser, place = make_parser("en")
    register_all(place)
    return dict(commands(parser))


NEEDS = all_commands()
INSIDE = sorted(name for name, needs in NEEDS.items() if needs != OUTSIDE)


@pytest.fixture
def lived(lines: Lines, tmp_path: Path) -> dict[str, str]:
    """Return what the arguments are filled with, in a shop that has one of everything and a guest who may do nothing."""
    documents = {
        "offer": {
            "id": "gift",
            "name": {"fa": "هدیه", "en": "Gift"},
            "basket": {"basket_total": {"op": ">=", "amount": 100_000}},
            "benefits": [{"discount": {"percent": 10}}],
        },
        "condition": {"visits": {"op": ">=", "value": 1}},
        "access": {"levels": [{"id": "guest", "acts": []}]},
    }
    filled = {"folder": str(tmp_path)}
    for name, document in documents.items():
        filled[name] = str(tmp_path / f"{name}.json")
        Path(filled[name]).write_text(json.dumps(document), encoding="utf-8")
    for line in (
        "shift open",
        f"enrol --phone {PHONE} --name Sara",
        f"enrol --phone {OTHER_PHONE}",
        f"sell --member {PHONE} --line GENERAL:5000",
        f"pin set {PHONE}",
        "offer publish --file {offer}",
        "segment set often --file {condition}",
        "goal set monthly --figure net_sales --target 1000",
        "policy set access --file {access}",
        f"staff add Guest --id guest --level guest --pin {GUEST}",
        "shift close --counted 5000",
    ):
        words = [word.format_map(filled) for word in line.split()]
        said = lines.run(*words, "--as", "owner", BASHGAH_NEW_PIN=NEW_PIN)
        assert said.code == 0, said.out
        filled |= {"sale": said.json["sale_id"]} if line.startswith("sell") else {}
    jobs = lines.run("prints", "list", "--all", "--as", "owner").json
    branch = lines.run("branch", "list", "--as", "owner").json[0]["branch"]
    return {**filled, "branch": branch, "job": jobs[0]["job_id"]}


def run(lines: Lines, filled: dict[str, str], name: str, staff: str, pin: str) -> Said:
    """Run a command as somebody."""
    words = f"{name} {ARGUMENTS[name]}".format_map(filled).split()
    return lines.run(*words, "--as", staff, BASHGAH_PIN=pin, BASHGAH_NEW_PIN=NEW_PIN)


def code_of(said: Said) -> str:
    """Return the code of a refusal, nothing where there was none."""
    return said.error if isinstance(said.json, dict) and "error" in said.json else ""


def test_every_command_stands_in_the_table_above() -> None:
    assert set(ARGUMENTS) == set(NEEDS)
    assert set(NEEDS.values()) <= {OUTSIDE, ANYBODY, SIGNED_IN, ITS_ACT, *ACTS}


def test_a_command_that_does_not_say_who_may_run_it_cannot_be_added() -> None:
    _, place = make_parser("en")
    with pytest.raises(TypeError, match="needs"):
        place.add("peek", lambda ctx: ctx.till(), ("نگاه", "a look"))  # type: ignore[call-arg]


def test_a_wrong_pin_is_refused_by_every_command(lines: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise LoyaltyError("pin_wrong", left=9)

    monkeypatch.setattr(context, "sign_in", refuse)
    filled = dict.fromkeys(("folder", "offer", "condition", "access", "branch", "sale", "job"), "x")
    assert [name for name in INSIDE if run(lines, filled, name, "owner", "1").error != "pin_wrong"] == []


def test_a_wrong_pin_is_refused_where_one_person_alone_is_meant(lines: Lines) -> None:
    for line in (("figures",), ("find", "sara"), ("sync",)):
        assert lines.run(*line, BASHGAH_PIN="000111").error == "pin_wrong"
    assert lines.run("staff", "list", BASHGAH_PIN="").code == 0
    assert lines.run("figures", BASHGAH_PIN="").code == 0
    assert lines.run("figures", "--as", "owner", BASHGAH_PIN="").error == "pin_missing"
    assert lines.run("settings", "set", "theme=dark", BASHGAH_PIN="").error == "pin_missing"


def test_who_may_do_nothing_is_told_so_by_every_command_that_needs_a_right(
    lines: Lines, lived: dict[str, str]
) -> None:
    told = {name: code_of(run(lines, lived, name, "guest", GUEST)) for name in INSIDE}
    refused = {name for name, code in told.items() if code == "not_allowed"}
    wanted = {name for name in INSIDE if NEEDS[name] not in (ANYBODY, SIGNED_IN)}
    assert {name: told[name] for name in wanted ^ refused} == {}


def test_the_owner_is_refused_nothing(lines: Lines, lived: dict[str, str]) -> None:
    assert lines.run("shift", "open", "--counted", "5000", "--as", "owner").code == 0
    readings = [name for name in INSIDE if NEEDS[name] != ITS_ACT and name != "sync"]
    told = {name: run(lines, lived, name, "owner", lines.pin) for name in readings}
    assert {name: said.out for name, said in told.items() if said.code} == {}
