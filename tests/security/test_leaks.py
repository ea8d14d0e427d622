"""Members' words and PINs, planted everywhere, stand in no file, stream or child of the till where they must not."""

from __future__ import annotations

import io
import os
import stat
import sys
from pathlib import Path

import pytest

from desktop.cli import main
from desktop.traces import without_phones
from desktop.usecases.staff_keys import LIGHT
from tests.cli.lines import Lines
from tests.security.traces import files_of, found_in

PIN, APPROVER_PIN, NEW_PIN = "730614", "482917", "592736"
COUNT = 50


def phone(number: int) -> str:
    return f"0912777{number:04d}"


def name(number: int) -> str:
    """Return a family name; with the first name before it a till shows its first letter alone to who may not see."""
    return f"Canary{number:04d}q"


def whole_name(number: int) -> str:
    return f"Zed {name(number)}"


class Used:
    """A shop somebody worked in through the command line, and all that was said meanwhile."""

    def __init__(self, room: Path) -> None:
        self.room = room
        self.lines = Lines(room / "shop", room / "keys", PIN)
        self.stderr: list[str] = []
        self.refused: dict[str, str] = {}
        self.cards: list[str] = []

    def run(self, *line: str, **words: str):
        """Run a line and keep what it said."""
        said = self.lines.run(*line, **{"BASHGAH_AS": "owner", **words})
        self.stderr.append(said.err)
        if said.code:
            self.refused[" ".join(line)] = said.error
            self.stderr += [self._plainly(lang, line, words) for lang in ("fa", "en")]
        return said

    def _plainly(self, lang: str, line: tuple[str, ...], words: dict[str, str]) -> str:
        # What was refused is refused again; this time people read it, not programs.
        err = io.StringIO()
        told = self.lines.environ({"BASHGAH_AS": "owner", "BASHGAH_LANG": lang, **words})
        whole = ["--shop", str(self.lines.folder), *line]
        main(whole, environ=told, stdin=io.StringIO(), stdout=io.StringIO(), stderr=err, key_cost=LIGHT)
        return err.getvalue()

    @property
    def canaries(self) -> list[str]:
        """Return every word planted."""
        words = [word for n in range(COUNT) for word in (phone(n), name(n))]
        return [*words, *self.cards, "notefulq", "whyfulq", "mailq@example.org", "taggedq"]


def live(used: Used) -> None:
    """Let people use everything there is, rightly and wrongly."""
    run, room = used.run, used.room
    run("new-shop", "--name", "Shop", "--branch", "One", "--test")
    run("settings", "set", "printer_kind=file", f"printer_address={room / 'paper'}")
    run("staff", "add", "Sara", "--id", "sara", "--level", "cashier", BASHGAH_NEW_PIN=APPROVER_PIN)
    run("shift", "open")
    for n in range(COUNT):
        said = run("enrol", "--phone", phone(n), "--name", whole_name(n), "--birth", "1360/01/02")
        used.cards.append(said.json["card_no"])
    run("member-set", phone(1), "--note", "notefulq", "--email", "mailq@example.org", "--tag", "taggedq")
    sales = [run("sell", "--member", phone(n), "--line", f"GENERAL:{90_000 + n}") for n in range(4)]
    first = sales[0].json["sale_id"]
    run("park", "--member", phone(5), "--line", "GENERAL:1000")
    run("refund", first, "--reason", "whyfulq")
    run("adjust", phone(2), "--credit", "+1000", "--reason", f"whyfulq {phone(2)}")
    run("merge", phone(6), phone(7))
    run("card", "block", phone(8))
    run("receipt", sales[1].json["sale_id"])
    run("prints", "retry")
    # What is refused, with names and phones where they are wrong.
    run("enrol", "--phone", phone(1), "--name", whole_name(2))
    run("find", name(3))
    run("member", phone(99))
    run("member", "Nobody")
    run("sell", "--member", used.cards[8], "--line", "GENERAL:1000")
    run("sell", "--member", phone(3), "--line", f"{phone(3)}:1000")
    run("sell", "--member", phone(3), "--line", f"GENERAL:{phone(3)}x")
    run("erase", phone(4))
    run("leave", phone(2))
    run("adjust", phone(2), "--credit", "+1", "--reason", "x", "--as", "sara", BASHGAH_PIN=APPROVER_PIN)
    run("staff", "add", "X", BASHGAH_PIN=NEW_PIN)
    (room / "copies").mkdir()
    run("backup", str(room / "copies" / "one.backup"))
    run("restore", str(room / "shop" / "shop.json"))
    run("receipt", phone(3))
    run("import", str(room / "nothing"))
    run("shift", "close", "--counted", "1")
    (room / "papers").mkdir()
    run("day-close", "--pdf", str(room / "papers" / "day.pdf"))
    run("verify")


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Used:
    """Return a shop that was used for a day."""
    made = Used(tmp_path_factory.mktemp("used"))
    live(made)
    return made


def test_the_day_was_a_real_one(used: Used) -> None:
    """The canaries are alive: what must not be found elsewhere is found where it belongs."""
    assert len(used.cards) == COUNT
    assert [one["name"] for one in used.run("find", phone(1)).json] == [whole_name(1)]
    said = set(used.refused.values())
    assert {"phone_taken", "member_unknown", "card_blocked", "not_allowed", "pin_wrong"} <= said
    assert "unexpected" not in said
    assert len(list((used.room / "paper").glob("*.escpos"))) > 0


def test_no_file_of_the_till_holds_a_word(used: Used) -> None:
    ours = [path for path in files_of(used.room) if path.parent.name not in ("paper", "papers")]
    assert {"shop.db", "shop.json", "one.backup"} <= {path.name for path in ours}
    for path in ours:
        words = [*used.canaries, PIN, APPROVER_PIN, NEW_PIN]
        assert found_in([path.read_bytes()], words) == set(), path.name
        assert not any(word in path.name for word in words)


def test_nothing_beside_the_answer_holds_a_word(used: Used) -> None:
    told = [text.encode() for text in used.stderr]
    assert found_in(told, [*used.canaries, PIN, APPROVER_PIN, NEW_PIN]) == set()


def test_what_waits_for_paper_names_its_member_so_that_erasing_finds_it(used: Used) -> None:
    """Every row outside the members' own tables that holds a word is one that goes with its member."""
    from desktop.models.engine import connect
    from desktop.models.keys import FileKeys
    from desktop.models.projections.members import ERASABLE
    from desktop.models.shop_file import read_label

    label = read_label(used.lines.folder)
    key = FileKeys(used.lines.keys).get(label.shop_id)
    connection = connect(used.lines.folder / "shop.db", key)
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    holders = set()
    for table in tables:
        rows = connection.execute(f"SELECT * FROM {table}").fetchall()
        text = "\n".join(map(repr, rows)).encode()
        if found_in([text], used.canaries):
            holders.add(table)
    search = {table for table in tables if table.startswith(("person_part", "person_word"))}
    assert {"person", "card_number", "fact_note"} <= holders
    assert holders - search <= set(ERASABLE)
    fact = connection.execute("SELECT raw FROM fact").fetchall()
    connection.close()
    assert found_in([raw for (raw,) in fact], used.canaries) == set()


class Failed(RuntimeError):
    """A defect that says what it should not."""


def test_a_crash_tells_the_place_and_none_of_the_words(
    used: Used, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from desktop.usecases.members import find

    def fail(*_words: object, **_more: object) -> None:
        try:
            raise Failed(f"{phone(1)} {name(1)}")
        except Failed as cause:
            raise KeyError(f"{phone(1)} {PIN}") from cause

    monkeypatch.setattr(find, "find", fail)
    said = used.lines.run("find", phone(1), BASHGAH_TRACE="1", BASHGAH_AS="owner")
    streams = capfd.readouterr()
    assert said.error == "unexpected"
    assert "KeyError" in streams.err
    assert "Failed" in streams.err
    told = [text.encode() for text in (said.out, said.err, streams.out, streams.err)]
    assert found_in(told, [*used.canaries, PIN]) == set()


def test_a_crash_of_the_window_tells_the_place_alone(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from desktop.app.run import _tell_crash

    monkeypatch.setenv("BASHGAH_TRACE", "1")
    try:
        raise Failed(f"{phone(1)} {name(1)}")
    except Failed as defect:
        _tell_crash(defect)
    told = capfd.readouterr().err
    assert "Failed" in told
    assert found_in([told.encode()], [phone(1), name(1)]) == set()


@pytest.mark.skipif(sys.platform == "win32", reason="CUPS stands elsewhere")
def test_a_spooler_gets_neither_pin_nor_shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The spooler's own program is asked: what it sees in its environment and on its line."""
    from desktop.printing.spoolers import CupsPrinter

    seen = tmp_path / "seen"
    fake = tmp_path / "lp"
    fake.write_text(f'#!/bin/sh\n{{ env; echo "$@"; }} > "{seen}"\ncat > /dev/null\n')
    fake.chmod(stat.S_IRWXU)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    for variable in ("BASHGAH_PIN", "BASHGAH_APPROVER_PIN", "BASHGAH_NEW_PIN"):
        monkeypatch.setenv(variable, PIN)
    CupsPrinter("till", 5.0).send(b"paper")
    told = seen.read_text()
    assert "LC_ALL=C" in told
    assert PIN not in told
    assert "BASHGAH" not in told


def test_no_command_takes_the_pin_of_who_signs_in(used: Used) -> None:
    """Everything above was done without a PIN on a line, where every process could read it."""
    for option in ("--pin", "--approver-pin"):
        assert used.lines.run("verify", option, PIN).error == "usage"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("No 09127770003.", "No 0912 ••• 0003."),
        ("+989127770003", "+98912 ••• 0003"),
        ("«۰۹۱۲۷۷۷۰۰۰۳»", "«۰۹۱۲ ••• ۰۰۰۳»"),
        ("0912 777 0003", "0912 ••• 0003"),
        ("9,127,770,003 تومان و 1405/01/02", "9,127,770,003 تومان و 1405/01/02"),
        ("A1-000123 of 2952387102496", "A1-000123 of 2952387102496"),
    ],
)
def test_a_phone_in_a_sentence_loses_its_middle(text: str, shown: str) -> None:
    assert without_phones(text) == shown
