"""What the counter's commands tell in words: what came back, and what waits in parked baskets."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from loyalty import jalali
from loyalty.words import format_day
from tests.cli.lines import Lines, Said
from tests.conftest import OWNER_PIN


def done(said: Said) -> Said:
    assert said.code == 0, said.out
    return said


def told(lines: Lines, *line: str, lang: str = "en") -> str:
    """Return what a person reads on stdout."""
    said = replace(lines, lang=lang).spawn(*line)
    assert said.code == 0, said.err
    return said.out


@pytest.fixture
def club(lines: Lines) -> Lines:
    """Return a shop with an open shift, a member and a sale of two lines."""
    done(lines.run("shift", "open"))
    done(lines.run("enrol", "--phone", "09125550101", "--name", "Sara Rostami", "--card", "none"))
    sale = (
        "sell",
        "--member",
        "09125550101",
        "--line",
        "Shoes:850000",
        "--line",
        "Bags:300000:3",
        "--pay",
        "نقد:1750000",
        "--no-print",
    )
    done(lines.run(*sale))
    return lines


def test_a_refund_without_lines_says_that_everything_came_back(club: Lines) -> None:
    text = told(club, "refund", "A1-000001", "--reason", "faulty")
    assert "the whole sale" in text
    day = dt.datetime.now(ZoneInfo("Asia/Tehran")).date()
    assert re.search(r"of the sale\W*A1-000001\W* \(" + format_day(day, "en") + r", \d\d:\d\d\)", text)
    assert re.search(r"member\W*Sara Rostami", text)
    assert text.count("came back") == 1
    assert "item 1: 1 × \u2068Shoes" in text or "item 1: 1 × Shoes" in text
    assert "3 × " in text
    assert "Bags" in text
    assert "850,000" in text


def test_a_refund_names_its_lines_and_the_rest(club: Lines) -> None:
    part = done(club.run("refund", "A1-000001", "--line", "2:1")).json
    assert [(line["line_no"], line["quantity"]) for line in part["lines"]] == [(2, 1_000)]
    assert "a part of the sale" in told(club, "refund", "A1-000001", "--line", "2:1")
    text = told(club, "refund", "A1-000001", lang="fa")
    assert "همهٔ آنچه از فاکتور مانده بود" in text
    assert "قلم ۱" in text


def test_what_a_refund_would_do_is_shown_before_it_is_done(club: Lines) -> None:
    text = told(club, "refund", "A1-000001", "--line", "2:1", "--dry-run")
    assert "nothing was recorded" in text
    assert "Sara Rostami" in text
    assert "Bags" in text
    seen = done(club.run("refund", "A1-000001", "--dry-run")).json
    back = done(club.run("refund", "A1-000001")).json
    assert {key: seen[key] for key in seen.keys() & back.keys()} == {
        key: back[key] for key in seen.keys() & back.keys()
    }
    assert (seen["dry_run"], seen["lines"]) == (True, back["lines"])


def test_a_void_says_that_the_whole_sale_came_back(club: Lines) -> None:
    assert "the whole sale" in told(club, "void", "A1-000001", "--reason", "mistake")


def test_help_says_what_a_refund_without_lines_does(club: Lines) -> None:
    assert "all that is left of the sale" in " ".join(told(club, "refund", "--help").split())


def test_parked_baskets_show_member_and_lines(club: Lines) -> None:
    done(club.run("park", "--member", "09125550101", "--line", "Shoes:5000:2"))
    done(club.run("park", "--line", "Bags:7000"))
    listed = told(club, "recall")
    assert "Sara Rostami" in listed
    assert "walk-in" in listed
    assert "2 × " in listed
    assert "Shoes" in listed
    sara = next(one["parked"] for one in done(club.run("recall")).json if one["member_id"])
    taken = told(club, "recall", sara, lang="fa")
    assert "Sara Rostami" in taken
    assert "۲ × " in taken
    assert "Bags" not in taken
    assert OWNER_PIN not in taken


@pytest.mark.parametrize(
    ("line", "persian", "english"),
    [
        (("staff", "add", "Ali", "--level", "king", "--pin", "481516"), "branch_manager", "branch_manager"),
        (("sell", "--line", "Shoes:abc"), "با رقم", "in digits"),
        (("shift", "close", "--counted", "۱۲x"), "با رقم", "in digits"),
        (("enrol", "--phone", "09120000001", "--birth", "1370/13/45"), "2026-11-21", "1405/08/30"),
        (("enrol", "--phone", "09999999999"), "همه یکی نباشند", "not all the same"),
        (("sell", "--member", "09999999999", "--line", "Shoes:1"), "همه یکی نباشند", "not all the same"),
        (
            ("adjust", "09125550101", "--credit=-999999", "--reason", "correction"),
            "حداکثر",
            "Take at most",
        ),
    ],
)
def test_advice_fits_what_was_typed(club: Lines, line: tuple[str, ...], persian: str, english: str) -> None:
    for lang, words in (("fa", persian), ("en", english)):
        said = replace(club, lang=lang).run(*line)
        assert said.code == 1
        assert words in said.json["error"]["hint"]


def test_a_warning_says_what_to_do(club: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.models.drives.LOW_SPACE", 1 << 60)
    said = replace(club, lang="en").run_plain("shift", "show")
    assert "The disk is nearly full." in said.err
    assert "Remove files you do not need" in said.err


def test_a_receipt_without_a_printer_says_so_and_what_to_do(club: Lines) -> None:
    said = replace(club, lang="en").run_plain("receipt", "A1-000001")
    assert "This till has no printer." in said.err
    assert "Set one in the settings" in said.err


def test_slips_of_before_there_was_a_printer_are_offered_never_simply_printed(
    shop: Lines, tmp_path: Path
) -> None:
    for _ in range(3):
        assert shop.run("sell", "--line", "GENERAL:1000").code == 0
    printer = ("settings", "set", "printer_kind=file", f"printer_address={tmp_path}")
    assert "4 earlier slips are not printed" in shop.run_plain(*printer).out
    assert "no printer when it was made" in shop.run_plain("prints", "list").out
    assert shop.run("sell", "--line", "GENERAL:2000").code == 0
    oldest = shop.run("prints", "list").json[-1]["job_id"]
    # The new one came out behind its sale, and the one that was asked for now.
    assert shop.run("prints", "retry", oldest).json["printed"] == 1
    assert shop.run("prints", "drop", "--all").json == {"dropped": 3}
    assert shop.run("prints", "list").json == []


def test_more_cash_out_than_the_drawer_held_is_said_where_it_happens_and_at_closing(shop: Lines) -> None:
    sale = shop.run("sell", "--line", "GENERAL:9000").json["sale_id"]
    assert shop.run("shift", "close", "--counted", "9000").code == 0
    assert shop.run("shift", "open", "--counted", "2000").code == 0
    back = shop.run_plain("refund", sale).out
    assert "of it, in cash: 9,000 Toman" in back
    assert "the drawer lacks so much of it; take it from elsewhere: 7,000 Toman" in back
    closed = shop.run_plain("shift", "close", "--counted", "0").out
    assert "brought from elsewhere, the drawer lacked it: 7,000 Toman" in closed
    assert "difference: 0 Toman" in closed
    day = shop.run("day-close").json
    drawers = [(one["brought_in"], one["expected"], one["counted"]) for one in day["drawers"]]
    assert drawers == [(0, 9_000, 9_000), (7_000, 0, 0)]
    assert day["difference"] == 0
    told = shop.run_plain("day-close").out
    assert told.count("shift closed: ") == 2
    assert told.index("cash counted: 9,000 Toman") < told.index("cash counted: 0 Toman")
    assert "brought from elsewhere, the drawer lacked it: 7,000 Toman" in told
    assert "difference of all shifts: 0 Toman" in told


def test_what_was_withheld_stands_among_the_tenders_of_a_day(shop: Lines, tmp_path: Path) -> None:
    earning = tmp_path / "earning.json"
    earning.write_text('{"credit": {"percent": 10}}')
    shop.run("policy", "set", "earning", "--file", str(earning))
    member = shop.run("enrol", "--phone", "09121112233").json["member_id"]
    first = shop.run("sell", "--member", member, "--line", "GENERAL:1000000").json["sale_id"]
    shop.run("sell", "--member", member, "--line", "GENERAL:200000", "--credit", "max")
    shop.run("refund", first)
    shop.run("shift", "close", "--counted", "0", "--sure")
    day = shop.run("day-close").json
    assert day["withheld"] > 0
    assert sum(tender["amount"] for tender in day["tenders"]) - day["withheld"] == day["net"]
    told = shop.run_plain("day-close").out
    assert f"withheld for spent credit: -{day['withheld']:,} Toman" in told.replace("\u200e", "")


def test_a_day_is_closed_by_either_calendar_and_never_one_before_the_shop(shop: Lines) -> None:
    assert shop.run("shift", "close", "--counted", "0").code == 0
    today = dt.date.fromisoformat(shop.run("day-close").json["on"])
    by_jalali = "{}-{:02}-{:02}".format(*jalali.from_date(today))
    assert shop.run("day-close", "--on", by_jalali).json["on"] == today.isoformat()
    for early in ((today - dt.timedelta(days=1)).isoformat(), "1300/01/01"):
        assert shop.run("day-close", "--on", early).error == "day_before_shop"


def test_a_void_is_called_a_void(club: Lines) -> None:
    assert "void: \u2066A1-" in told(club, "void", "A1-000001", "--reason", "mistake")


def test_a_count_far_from_the_drawer_is_asked_about_once_at_a_terminal(shop: Lines) -> None:
    assert shop.run("sell", "--line", "GENERAL:900000").code == 0
    kept = shop.answer("no\n", "shift", "close", "--counted", "90000")
    assert (kept.code, "was not closed" in kept.err) == (1, True)
    assert "far from" not in shop.answer("", "shift", "close", "--counted", "x").err
    closed = shop.answer("yes\n", "shift", "close", "--counted", "90000")
    assert (closed.code, "far from" in closed.err) == (0, True)


def test_a_void_of_a_sale_of_who_was_erased_says_so(club: Lines) -> None:
    done(club.run("erase", "09125550101", "--yes"))
    said = club.run("void", "A1-000001", "--reason", "mistake")
    assert said.error == "void_member_gone"
    assert done(club.run("refund", "A1-000001")).json["money_back"] == 1_150_000


def test_what_a_command_queues_is_printed_behind_it(club: Lines, tmp_path: Path) -> None:
    paper = tmp_path / "paper"
    paper.mkdir()
    done(club.run("settings", "set", "printer_kind=file", f"printer_address={paper}"))
    done(club.run("sell", "--line", "Shoes:120000", "--pay", "cash:120000"))
    assert sorted(one.suffix for one in paper.iterdir()) == [".escpos", ".png"]
    assert done(club.run("prints", "list")).json == []


def test_a_sale_whose_paper_cannot_be_drawn_is_a_sale_all_the_same(
    club: Lines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def draw() -> None:
        raise ImportError("libGL.so.1: cannot open shared object file")

    done(club.run("settings", "set", "printer_kind=file", f"printer_address={tmp_path}"))
    monkeypatch.setattr("desktop.printing.raster.prepare_drawing", draw)
    sold = club.run_plain("sell", "--line", "Shoes:120000", "--pay", "cash:120000")
    assert (sold.code, "A1-000002" in sold.out, "ImportError" in sold.err) == (0, True, True)


def test_a_slip_whose_printing_was_stopped_is_in_doubt_and_may_come_again(
    club: Lines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    done(club.run("settings", "set", "printer_kind=file", f"printer_address={tmp_path}"))
    with monkeypatch.context() as printing:
        printing.setattr("desktop.printing.queue.print_job", stop)
        stopped = club.run_plain("sell", "--line", "Shoes:120000", "--pay", "cash:120000")
    assert (stopped.code, "A1-000002" in stopped.out, "(records: 1)" in stopped.err) == (130, True, True)
    assert done(club.run("prints", "retry")).json == {"queued": 1, "printed": 1, "waiting": 0}


def test_a_basket_taken_up_says_what_becomes_of_it(club: Lines) -> None:
    parked = done(club.run("park", "--line", "Shoes:120000")).json["parked"]
    said = done(club.run_plain("recall", parked)).out
    assert "no longer parked" in said
    assert re.search(r"\d+ \w+ \d\d:\d\d", said)


def test_a_till_set_to_training_records_nothing_and_says_what_is_wrong_first(club: Lines) -> None:
    done(club.run("settings", "set", "training=on"))
    sold = ("sell", "--member", "09125550101", "--line", "Shoes:1000000", "--pay", "cash:1000000")
    assert club.run(*sold).error == "training_writes_nothing"
    assert club.run("sell", "--member", "09125559999", *sold[3:]).error == "member_unknown"
    done(club.run("settings", "set", "training=off"))
    assert done(club.run(*sold)).json["number"] == "A1-000002"


def test_lines_are_numbered_as_they_were_written(club: Lines) -> None:
    done(club.run("product", "add", "P1", "--name", "Belt", "--price", "90000", "--group", "Bags"))
    sold = done(club.run("sell", "--product", "P1", "--line", "Shoes:120000", "--pay", "cash:210000")).json
    said = done(club.run("refund", sold["number"], "--line", "1", "--dry-run")).json
    assert said["money_back"] == 90_000, said
