"""The frame: what is typed is read in any script, what is answered is one document, what is missing is said."""

from __future__ import annotations

import argparse
import datetime as dt
import io
import json
from importlib import import_module

import pytest

from desktop.cli import main
from desktop.cli.answers import json_text, pairs, phrase, table
from desktop.cli.arguments import (
    day,
    instant,
    money,
    parse_document,
    quantity,
    shield_words,
    signed_money,
    signed_points,
    signed_word,
    tender,
    whole_number,
)
from desktop.cli.commands import make_parser
from desktop.cli.registry import FAMILIES, register_all, register_for
from desktop.config import choose_language, default_shop_folder
from loyalty.money import MAX_AMOUNT
from tests.cli.lines import Lines
from tests.usecases.shop.test_pins import refused


@pytest.mark.parametrize(
    "text", ["250000", "۲۵۰۰۰۰", "٢٥٠٠٠٠", "۲۵۰٬۰۰۰", "250,000", "250_000", " 250 000 ", "‎250000", "۲۵۰،۰۰۰"]
)
def test_an_amount_is_read_in_any_script(text: str) -> None:
    assert money(text, "IRT") == 250_000


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0", "amount_too_small"),
        ("-5", "amount_too_small"),
        (str(MAX_AMOUNT + 1), "amount_too_large"),
        ("12.5", "amount_not_whole"),
        ("۱۲٫۵", "amount_not_whole"),
        ("12,5", "amount_not_whole"),
        ("", "amount_not_whole"),
        ("1e6", "amount_not_whole"),
        ("9" * 5_000, "amount_not_whole"),
        ("ten", "amount_not_whole"),
    ],
)
def test_what_is_no_amount_is_refused(text: str, code: str) -> None:
    with refused(code):
        money(text, "IRT")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("نقد", "cash"),
        ("کارت", "card"),
        ("Bank card", "card"),
        ("انتقال", "transfer"),
        ("بن", "coupon"),
        ("ديگر", "other"),
    ],
)
def test_a_tender_is_named_in_either_language(text: str, kind: str) -> None:
    assert tender(text) == kind


def test_signs_and_nothing() -> None:
    assert money("۰", "IRT", least=0) == 0
    told = signed_money("-۵۰", "IRT"), signed_points("+50"), signed_money("-12.5", "USD"), whole_number("-0")
    assert told == (-50, 50, -1_250, 0)
    with refused("amount_too_small"):
        signed_money("0", "IRT")
    with refused("points_unreadable"):
        signed_points("0")


@pytest.mark.parametrize(
    ("text", "cents"),
    [("12", 1_200), ("12.5", 1_250), ("۱۲٫۵۰", 1_250), ("1,234.56", 123_456), ("0.05", 5)],
)
def test_money_with_decimals_is_read_in_its_smallest_part(text: str, cents: int) -> None:
    assert money(text, "USD") == cents


@pytest.mark.parametrize("text", ["12.505", "12.", ".5", "1.2.3", "", "9" * 5_000, "twelve"])
def test_what_is_no_money_with_decimals_is_refused(text: str) -> None:
    with refused("amount_unreadable"):
        money(text, "USD")


@pytest.mark.parametrize(
    ("text", "thousandths"), [("2", 2_000), ("۱٫۲۵", 1_250), ("0.005", 5), ("1.5", 1_500)]
)
def test_quantities_are_thousandths(text: str, thousandths: int) -> None:
    assert quantity(text) == thousandths


@pytest.mark.parametrize("text", ["1.2345", "-1", "", "a", "1.", ".5", "1e3"])
def test_what_is_no_quantity_is_refused(text: str) -> None:
    with refused("quantity_unreadable"):
        quantity(text)


def test_days_and_instants() -> None:
    assert day("۲۰۲۶-۱۱-۲۱") == dt.date(2026, 11, 21)
    for text in ("1405/08/30", "1405-08-30", "۱۴۰۵/۸/۳۰", "2026/11/21", " ١٤٠٥-٠٨-٣٠ "):
        assert day(text) == dt.date(2026, 11, 21)
    for text in ("30/08/1405", "1405/08", "1405/13/01", "99999-01-01", "today", ""):
        with refused("date_invalid"):
            day(text)
    assert instant("1970-01-01T03:30:01+03:30") == 1_000
    with refused("date_invalid"):
        day("2026-13-01")


def test_words_with_a_sign_pass_by_argparse() -> None:
    shielded = shield_words(["consent", "m", "+sms", "-promo", "--json", "-5", "-h"])
    assert shielded[4:] == ["--json", "-5", "-h"]
    assert [signed_word(word) for word in shielded[2:4]] == ["+sms", "-promo"]
    for word in ("sms", "+", ""):
        with refused("sign_missing"):
            signed_word(word)


def test_documents_may_begin_with_a_byte_order_mark() -> None:
    assert parse_document(b'\xef\xbb\xbf{"a": 1}', "f") == {"a": 1}


def test_answers_are_one_json_document_in_their_own_letters() -> None:
    text = json_text({"name": "سارا", "n": 1})
    assert "سارا" in text
    assert json.loads(text) == {"name": "سارا", "n": 1}
    with pytest.raises(ValueError):
        json_text({"x": float("nan")})


def test_tables_line_up_whatever_the_script() -> None:
    text = table(("a", "bb"), [("صندوق\u200cدار", "x"), ("y", "z")])
    assert [line.split() for line in text.splitlines()] == [["a", "bb"], ["صندوق\u200cدار", "x"], ["y", "z"]]
    assert pairs([("a", "1"), ("b", "2")]) == "a: 1\nb: 2"
    assert phrase({"k": ("سلام {n}", "hi {n}")}, "k", "fa", n="x") == "سلام x"


def test_the_language_is_asked_for_then_set_then_the_systems_then_persian() -> None:
    assert choose_language("en", {"BASHGAH_LANG": "fa"}) == "en"
    assert choose_language(None, {"BASHGAH_LANG": "en", "LANG": "fa_IR"}) == "en"
    assert choose_language(None, {"LC_ALL": "en_GB.UTF-8"}) == "en"
    assert choose_language(None, {"LANG": "C.UTF-8"}) == choose_language("de", {}) == "fa"


def test_the_shop_is_where_the_environment_says() -> None:
    assert str(default_shop_folder({"BASHGAH_SHOP": "/x/y"})) == "/x/y"
    assert default_shop_folder({}).name == "shop"


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_every_family_is_there_and_every_command_says_what_it_is_for(lang: str) -> None:
    parser, commands = make_parser(lang)
    register_all(commands)
    text = parser.format_help()
    for name in (
        "new-shop",
        "staff",
        "branch",
        "settings",
        "policy",
        "verify",
        "backup",
        "restore",
        "recovery",
    ):
        assert f"    {name} " in text


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_is_found_by_every_word_its_commands_begin_with(family: str) -> None:
    parser, commands = make_parser("en")
    import_module(f"desktop.cli.{family}").register(commands)
    (action,) = (one for one in parser._actions if isinstance(one, argparse._SubParsersAction))
    assert tuple(action.choices) == FAMILIES[family]


def test_a_line_reads_in_the_family_it_asks_for_and_help_all() -> None:
    def read_in(*line: str) -> set[str]:
        parser, commands = make_parser("en")
        register_for(line, commands)
        (action,) = (one for one in parser._actions if isinstance(one, argparse._SubParsersAction))
        return set(action.choices)

    every = {word for words in FAMILIES.values() for word in words}
    assert read_in("--json", "--shop", "staff", "goal", "list") == {"goal"}
    assert read_in("--as=sara", "--lang", "en", "pin", "set") == {"pin"}
    assert read_in("--help") == read_in("stff", "list") == read_in("--shop", "staff") == every


def run(*line: str, **environ: str) -> tuple[int, str, str]:
    """Run a line without any shop."""
    out, err = io.StringIO(), io.StringIO()
    code = main(list(line), environ=environ, stdin=io.StringIO(), stdout=out, stderr=err)
    return code, out.getvalue(), err.getvalue()


def test_without_a_display_library_the_window_says_what_to_install(monkeypatch) -> None:
    monkeypatch.setattr("desktop.system_check.find_problem", lambda: "sudo apt install libegl1")
    code, out, err = run("--lang", "en")
    assert (code, out) == (1, "")
    assert "libegl1" in err
    code, out, _ = run("--json")
    assert json.loads(out)["error"]["code"] == "window_cannot_open"


def test_an_interrupted_command_says_that_nothing_was_recorded(lines: Lines, monkeypatch) -> None:
    def interrupt(_ctx: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("desktop.cli.branch._list", interrupt)
    said = lines.run("branch", "list")
    assert (said.code, said.error) == (130, "interrupted")


def test_a_reader_that_went_away_is_no_defect(lines: Lines) -> None:
    import subprocess
    import sys

    from tests.cli.lines import ROOT

    line = f"{sys.executable} -m desktop --shop '{lines.folder}' policy show access | head -c 5"
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=ROOT,
        env=lines.environ({}),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_the_till_is_free_again_after_a_refusal(lines: Lines) -> None:
    assert lines.run("branch", "add", "مرکزی").error == "branch_exists"
    assert lines.run("branch", "list").code == 0
