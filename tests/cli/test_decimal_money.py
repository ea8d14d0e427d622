"""A shop whose money has decimals, by the command line alone: amounts are read and told as people write them."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.cli.lines import Lines, Said

MARY = "09125550101"


def done(said: Said) -> str:
    assert said.code == 0, said.out + said.err
    return said.out


@pytest.fixture
def dollars(bare: Lines) -> Lines:
    """Return a shop that counts in US dollars, with a member who holds 20.00 of credit and an open shift."""
    done(bare.run("new-shop", "--name", "Corner", "--branch", "Main", "--currency", "USD", "--test"))
    assert "with 50.25 USD" in done(bare.run_plain("shift", "open", "--counted", "50.25"))
    done(bare.run("enrol", "--phone", MARY, "--card", "none"))
    assert "20.00 USD" in done(bare.run_plain("adjust", MARY, "--credit", "+20", "--reason", "goodwill"))
    return bare


def sell(lines: Lines, *words: str) -> Said:
    return lines.run_plain("sell", "--line", "default:12.50", *words, "--no-print")


def test_a_day_in_dollars(dollars: Lines) -> None:
    done(dollars.run("product", "add", "tea", "--name", "Tea", "--price", "3.75"))
    assert "3.75" in done(dollars.run_plain("product", "list"))
    quote = dollars.run("quote", "--line", "default:12.50", "--product", "tea").json
    assert quote["totals"]["net"] == 1_625
    sold = done(sell(dollars, "--member", MARY, "--credit", "2.25", "--pay", "cash:20"))
    assert "credit spent: 2.25 USD" in sold
    assert "change: 9.75 USD" in sold
    assert "10.25 USD" in done(dollars.run_plain("refund", "A1-000001"))
    closed = done(dollars.run_plain("shift", "close", "--counted", "50.25"))
    assert "50.25 USD" in closed
    assert "net sales: 0.00 USD" in done(dollars.run_plain("day-close"))
    assert dollars.run("verify").json["ok"]


def test_refusals_in_dollars_and_in_both_languages(dollars: Lines) -> None:
    short = sell(dollars, "--pay", "cash:10.20")
    assert (short.code, "2.30 USD short" in short.err) == (1, True), short.err
    short = dollars.run_plain("--lang", "fa", "sell", "--line", "default:12.50", "--pay", "cash:10.20")
    assert "۲٫۳۰ دلار" in short.err
    credit = sell(dollars, "--member", MARY, "--credit", "30")
    assert "20.00 USD can be spent here, 10.00 USD is missing" in credit.err
    for comma in ("12,50", "1,5", "1,2,3", "1.234,50"):
        told = dollars.run_plain("quote", "--line", f"default:{comma}")
        assert (told.code, comma in told.err) == (1, True), told
    assert "1,234.50" in done(dollars.run_plain("quote", "--line", "default:1,234.50"))
    fine = sell(dollars, "--pay", "cash:12.505")
    assert (fine.code, "at most 2 decimal places" in fine.err) == (1, True), fine.err
    drawer = dollars.run_plain("shift", "close", "--counted", "99999999")
    assert "50.25 USD" in drawer.err
    assert "99,999,999.00 USD" in drawer.err


def test_a_target_in_dollars(dollars: Lines) -> None:
    told = dollars.run("goal", "set", "sales", "--figure", "net_sales", "--target", "1500.50").json
    assert told["target"] == 150_050
    assert "1,500.50" in done(dollars.run_plain("goal", "list"))


def test_a_shop_in_dollars_begins_with_nothing_meant_for_toman(bare: Lines) -> None:
    line = ("new-shop", "--name", "Corner", "--branch", "Main", "--trade", "shoes", "--currency", "USD")
    made = bare.run(*line, "--zone", "America/Toronto").json
    assert (made["point_for"], made["vat"], made["calendar"]) == (100, False, "gregorian")
    assert {group["vat"] for group in bare.run("policy", "show", "groups").json["document"]["groups"]} == {0}
    goal = bare.run("goal", "set", "sales", "--figure", "net_sales", "--target", "500").json
    assert dt.date.fromisoformat(goal["start"]).day == 1
    welcome = bare.run("offer", "library", "show", "welcome").json
    assert welcome["document"]["basket"]["basket_total"]["amount"] == 25_00
    assert "25.00 USD" in welcome["note"]["en"]


def test_a_shop_in_rial_is_as_one_in_toman(bare: Lines) -> None:
    made = bare.run("new-shop", "--name", "Nika", "--branch", "Vanak", "--currency", "IRR").json
    assert (made["point_for"], made["zone"], made["calendar"]) == (100_000, "Asia/Tehran", "jalali")
    assert bare.run("offer", "library", "show", "welcome").json["document"]["basket"]["basket_total"] == {
        "op": ">=",
        "amount": 5_000_000,
    }
