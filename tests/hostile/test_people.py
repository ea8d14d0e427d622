"""Phones, cards and names as bad input brings them: from the line to the receipt's bytes, the PDF and the CSV."""

from __future__ import annotations

import csv
import io
import unicodedata
from pathlib import Path

import pytest

from desktop.models.search import members_with
from desktop.printing.decode import decode
from desktop.usecases import exporting
from desktop.usecases.members import naming, words
from tests.cli.lines import Lines
from tests.hostile.conftest import PHONE
from tests.hostile.days import caught, done, facts_of, refused, spoken, unharmed

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
HOSTILE = (
    "\x1b@\x1bp\x00\x19\xfa" + "\u202eتخفیف\u2066\x10\x14\x01 سارا\u200bی\ufeff\x00\x9b" + "رضا\u200cیی\ue000"
)


@pytest.mark.parametrize(
    "typed",
    [
        "09120004567", "۰۹۱۲۰۰۰۴۵۶۷", "٠٩١٢٠٠٠٤٥٦٧", "+989120004567", "+۹۸ ۹۱۲ ۰۰۰ ۴۵۶۷", "00989120004567",
        "9120004567", "989120004567", "0912-000-4567", "(0912) 000 4567", "\u2066+98\u2069 912 000 45 67",
    ],
)  # fmt: skip
def test_one_phone_in_any_spelling_is_one_member(club: Lines, sara: str, typed: str) -> None:
    with unharmed(club):
        assert done(club.run("member", typed))["credit"]["total"] == 100_000
        refused(club, "enrol", "--phone", typed, code="phone_taken")
    done(club.run("sell", "--member", typed, "--line", "SHOES:1000"))
    assert done(club.run("member", sara))["stats"]["visits"] == 2


@pytest.mark.parametrize(
    "typed", ["0912", "091200045671", "سارا", "0912000456x", "۰۹۱۲۰۰۰۴۵۶", "+1", "0", "\u202e", "9" * 400]
)
def test_an_impossible_phone_is_nobodys(club: Lines, typed: str) -> None:
    with unharmed(club):
        refused(club, "enrol", "--phone", typed, code="phone_impossible")


def test_a_phone_left_out_or_impossible_is_told_as_people_read_it(club: Lines) -> None:
    assert "۰۹۱۲" in spoken(club, "enrol", "--phone", "0912")
    assert "0912" in spoken(club, "enrol", "--phone", "0912", lang="en")


@pytest.mark.parametrize(
    "reference", ["2976499232999", "CARD-404", "09359998877", "کسی نیست", "x" * 5_000, "'; --", "", " "]
)
def test_an_unknown_card_or_phone_names_nobody(club: Lines, sara: str, reference: str) -> None:
    with unharmed(club):
        refused(club, "sell", "--member", reference, "--line", "SHOES:1000", code="member_unknown")
        refused(club, "member", reference, code="member_unknown")


def test_two_members_with_one_phone_are_never_guessed(club: Lines, sara: str) -> None:
    other = done(club.run("enrol", "--phone", PHONE, "--name", "علی", "--shares-phone", "--card", "none"))
    with unharmed(club):
        for line in (
            ("sell", "--line", "SHOES:1000", "--member", PHONE),
            ("quote", "--line", "SHOES:1000", "--member", PHONE),
            ("adjust", PHONE, "--credit", "+1000", "--reason", "goodwill"),
            ("member", PHONE),
            ("merge", PHONE, other["member_id"]),
        ):
            refused(club, *line, code="member_ambiguous")
    done(club.run("sell", "--line", "SHOES:1000", "--member", other["member_id"]))
    assert done(club.run("member", other["member_id"]))["stats"]["visits"] == 1


def test_a_name_of_three_hundred_letters_is_refused_and_eighty_fit(club: Lines) -> None:
    with unharmed(club):
        refused(club, "enrol", "--phone", PHONE, "--name", "ن" * 300, code="name_too_long")
        refused(club, "enrol", "--phone", PHONE, "--name", "👩‍👩‍👧‍👦" * 300, code="name_too_long")
    done(club.run("enrol", "--phone", PHONE, "--name", "ن" * 80))
    with unharmed(club):
        refused(club, "member-set", PHONE, "--name", "ن" * 300, code="name_too_long")
        assert done(club.run("find", PHONE))[0]["name"] == "ن" * 80


def hidden(text: str) -> list[str]:
    """Return what of a text is a control, turns text round or shows nothing (joiners of Persian are letters)."""
    return [
        c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs") and c not in "\u200c\u200d"
    ]


def test_the_search_for_hidden_characters_sees_them() -> None:
    assert len(hidden(HOSTILE)) >= 12
    assert hidden("سارا رضایی\u200cنژاد") == []


def test_a_name_full_of_tricks_reaches_nothing_but_as_letters(club: Lines, tmp_path: Path) -> None:
    """Through enrolment, search, the receipt's bytes and picture, the day's PDF and the export."""
    member = done(club.run("enrol", "--phone", PHONE, "--name", HOSTILE))
    (found,) = done(club.run("find", PHONE))
    assert hidden(found["name"]) == []
    assert "سارا" in found["name"]
    assert "\x1b" not in club.spawn("member", PHONE).out

    sold = done(club.run("sell", "--member", PHONE, "--line", "SHOES:1000000"))
    paper = tmp_path / "receipt.bin"
    done(club.run("receipt", sold["sale_id"], "--escpos", str(paper), "--png", str(tmp_path / "r.png")))
    printed = decode(paper.read_bytes(), 576)  # raises at the first byte no layout may send
    assert printed.sheets
    assert (printed.pulses, printed.cuts) == ((), 1)

    done(club.run("shift", "close", "--counted", "1100000"))
    done(club.run("day-close", "--pdf", str(tmp_path / "day.pdf")))
    assert (tmp_path / "day.pdf").read_bytes().startswith(b"%PDF-")

    done(club.run("export", str(tmp_path / "out")))
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out" / "members.csv").read_text("utf-8-sig"))))
    assert [row["member_id"] for row in rows] == [member["member_id"]]
    assert hidden(rows[0]["name"]) == []
    assert facts_of(club) > 0


@pytest.mark.parametrize("name", ["=1+2", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1"])
def test_a_name_that_is_a_formula_stays_a_name(club: Lines, tmp_path: Path, name: str) -> None:
    done(club.run("enrol", "--phone", PHONE, f"--name={name}"))
    done(club.run("export", str(tmp_path / "out")))
    (row,) = csv.DictReader(io.StringIO((tmp_path / "out" / "members.csv").read_text("utf-8-sig")))
    assert row["name"][:1] not in "=+-@\t\r"
    assert row["name"].lstrip("'") == name.strip()


@pytest.mark.parametrize("name", ["\u202e\u2066", "\x00\x1b", " \u200c ", "\ufeff"])
def test_a_name_of_nothing_visible_is_no_name(club: Lines, name: str) -> None:
    done(club.run("enrol", "--phone", PHONE, "--name", name))
    assert done(club.run("find", PHONE))[0]["name"] == ""


def test_tricks_in_other_words_people_type(club: Lines, sara: str, tmp_path: Path) -> None:
    """Notes, reasons and references: kept clean or refused with a sentence, never let through."""
    sold = done(club.run("sell", "--member", sara, "--line", "SHOES:50000"))
    done(club.run("refund", sold["sale_id"], "--reason", HOSTILE))
    done(club.run("adjust", sara, "--credit", "+500", "--reason", HOSTILE, "--note", HOSTILE * 200))
    with unharmed(club):
        refused(club, "refund", HOSTILE, code="sale_unknown")
        refused(club, "receipt", "A1-\u202e000099", code="sale_unknown")
        said = spoken(club, "void", HOSTILE.replace("\x00", ""), "--reason", "x")
        assert not set(hidden(said)) - {"\n", "\u2068", "\u2069"}


def test_bytes_that_are_no_text_are_refused_or_let_go(club: Lines, sara: str) -> None:
    """An argument that is not UTF-8 reaches the program with lone surrogates."""
    broken = "\udcff\udcfe"
    sold = done(club.run("sell", "--member", sara, "--line", "SHOES:50000"))
    assert club.spawn("find", broken, "--json").json == []
    for line in (
        ("sell", "--member", broken, "--line", "SHOES:1000"),
        ("sell", "--line", f"{broken}:1000"),
        ("enrol", "--phone", broken),
        ("sell", "--product", broken),
        ("refund", broken),
        ("receipt", broken),
        ("prints", "retry", broken),
        ("settings", "set", f"language={broken}"),
    ):
        said = club.spawn(*line, "--json")
        assert said.code == 1
        assert said.error != "unexpected", said.out
    assert club.spawn("enrol", "--phone", "09351112233", "--name", f"رضا{broken}", "--json").code == 0
    assert done(club.run("find", "09351112233"))[0]["name"] == "رضا"
    assert club.spawn("refund", sold["sale_id"], "--reason", broken, "--json").code == 0
    assert facts_of(club) > 0


# -- planted bugs: the checks above see them --------------------------------------------------------------


def test_a_till_that_knows_one_spelling_is_caught(
    club: Lines, sara: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(naming, "phone_forms", lambda text, *_: (str(text),))
    monkeypatch.setattr(
        naming, "members_with", lambda db, text: members_with(db, text) if text == sara else ()
    )
    with caught():
        test_one_phone_in_any_spelling_is_one_member(club, sara, "+989120004567")


def test_a_till_that_guesses_between_two_is_caught(
    club: Lines, sara: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(naming, "members_with", lambda db, text: members_with(db, text)[:1])
    with caught():
        test_two_members_with_one_phone_are_never_guessed(club, sara)


def test_a_till_that_takes_any_digits_for_a_phone_is_caught(
    club: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "_is_possible", lambda *_: True)
    with caught():
        test_an_impossible_phone_is_nobodys(club, "0912")


def test_a_till_that_keeps_names_as_they_come_is_caught(
    club: Lines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "clean_line", str)
    with caught():
        test_a_name_full_of_tricks_reaches_nothing_but_as_letters(club, tmp_path)


def test_a_till_that_cuts_long_names_is_caught(club: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "require", lambda *_, **__: None)
    with caught():
        test_a_name_of_three_hundred_letters_is_refused_and_eighty_fit(club)


def test_an_export_that_leaves_formulas_is_caught(
    club: Lines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "guard", lambda cell: "" if cell is None else str(cell))
    with caught():
        test_a_name_that_is_a_formula_stays_a_name(club, tmp_path, "=1+2")
