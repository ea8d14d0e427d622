"""Amounts and quantities as bad input brings them: nothing, less than nothing, too much, broken, in three scripts."""

from __future__ import annotations

import pytest

from desktop.cli import arguments
from loyalty import basket, money
from tests.cli.lines import Lines
from tests.hostile.days import caught, done, refused, spoken, unharmed

MILLION = ["1000000", "۱۰۰۰۰۰۰", "١٠٠٠٠٠٠", "1,000,000", "۱٬۰۰۰٬۰۰۰", "۱،۰۰۰،۰۰۰", "1٬۰۰۰٬٠٠٠", " 1_000_000 "]

BAD = [
    ("0", "amount_too_small"),
    ("۰", "amount_too_small"),
    ("-5000", "amount_too_small"),
    ("−۵۰۰۰", "amount_too_small"),
    ("9" * 16, "amount_too_large"),
    ("9" * 5_000, "amount_not_whole"),
    ("10.5", "amount_not_whole"),
    ("۱۰٫۵", "amount_not_whole"),
    ("1e6", "amount_not_whole"),
    ("0x10", "amount_not_whole"),
    ("NaN", "amount_not_whole"),
    ("", "amount_not_whole"),
    ("هزار", "amount_not_whole"),
    ("1\x00", "amount_not_whole"),
]


@pytest.mark.parametrize("typed", MILLION)
def test_an_amount_is_the_same_in_every_script(club: Lines, sara: str, typed: str) -> None:
    sold = done(club.run("sell", "--member", sara, "--line", f"SHOES:{typed}", "--pay", f"cash:{typed}"))
    assert (sold["totals"]["net"], sold["change"]) == (1_000_000, 0)
    assert done(club.run("member", sara))["credit"]["total"] == 200_000


@pytest.mark.parametrize(
    ("typed", "code"),
    [one if n < 7 else pytest.param(*one, marks=pytest.mark.soak) for n, one in enumerate(BAD)],
    ids=[typed[:9].encode().hex() or "empty" for typed, _ in BAD],
)
def test_what_is_no_amount_is_refused_wherever_it_stands(
    club: Lines, sara: str, typed: str, code: str
) -> None:
    with unharmed(club):
        for line in (
            ("sell", "--line", f"SHOES:{typed}"),
            ("quote", "--line", f"SHOES:{typed}"),
            ("park", "--line", f"SHOES:{typed}"),
            ("sell", "--line", "SHOES:1000", "--pay", f"cash:{typed}"),
        ):
            refused(club, *line, code=code)
        if code != "amount_too_small":
            refused(club, "sell", "--member", sara, "--line", "SHOES:1000", f"--credit={typed}", code=code)
            refused(club, "adjust", sara, f"--points=main:{typed}", "--reason", "prize", code=code)


def test_a_huge_amount_comes_back_with_its_zeros_to_count(club: Lines) -> None:
    with unharmed(club):
        assert "۹۰۰٬۰۰۰٬۰۰۰٬۰۰۰٬۰۰۰٬۰۰۰" in spoken(club, "sell", "--line", f"SHOES:{9 * 10**17}")


def test_many_large_lines_do_not_overflow_together(club: Lines, sara: str) -> None:
    """Each line is within bounds, their sum is not."""
    most = 10**15 // 60
    sold = done(club.run("sell", "--member", sara, *["--line", f"SHOES:{most}"] * 60))
    assert sold["totals"]["net"] == 60 * most
    assert sold["balance_after"]["total"] == 100_000 + 60 * most // 10
    with unharmed(club):
        refused(club, "sell", "--member", sara, *["--line", f"SHOES:{10**15}"] * 2, code="amount_too_large")
    done(club.run("refund", sold["sale_id"]))
    assert done(club.run("member", sara))["credit"]["total"] == 100_000


@pytest.mark.parametrize("typed", ["0", "0.000", "-1", "1.2345", "1e3", "", "x", "۱/۲", "9999999999", "inf"])
def test_what_is_no_quantity_is_refused(club: Lines, typed: str) -> None:
    codes = {"0": "quantity_invalid", "0.000": "quantity_invalid"}
    with unharmed(club):
        code = codes.get(typed, "quantity_unreadable")
        refused(club, "sell", "--line", f"SHOES:1000:{typed}", code=code)


@pytest.mark.parametrize("typed", ["1.5", "۱٫۵", "١٫٥", "۱.۵۰۰"])
def test_a_quantity_is_the_same_in_every_script(club: Lines, typed: str) -> None:
    done(club.run("park", "--line", f"SHOES:1000:{typed}"))
    (parked,) = done(club.run("recall"))
    assert parked["lines"] == [{"group": "SHOES", "gross": 1_000, "quantity": 1_500}]
    done(club.run("sell", "--line", f"SHOES:1000:{typed}"))


def test_a_group_nobody_named_is_a_short_visible_word(club: Lines) -> None:
    with unharmed(club):
        for group in ("S" * 300, "نان\u202e", "\x1b[2J", "a\x00b"):
            refused(club, "sell", "--line", f"{group}:5", code="group_unreadable")
    assert done(club.run("sell", "--line", "نان و‌شیرینی:5"))["lines"][0]["group"] == "نان و‌شیرینی"


@pytest.mark.parametrize(
    ("pays", "code"),
    [
        (("cash:900",), "tender_short"),
        (("card:1100",), "change_needs_cash"),
        (("gold:1000",), "tender_unknown"),
        (("cash",), "tender_unreadable"),
        (("cash:500", "card:400"), "tender_short"),
    ],
)
def test_what_does_not_pay_the_sale_is_refused(club: Lines, pays: tuple[str, ...], code: str) -> None:
    words = [word for pay in pays for word in ("--pay", pay)]
    with unharmed(club):
        refused(club, "sell", "--line", "SHOES:1000", *words, code=code)


def test_an_empty_basket_is_no_sale(club: Lines, sara: str) -> None:
    with unharmed(club):
        refused(club, "sell", "--member", sara, code="basket_empty")
        refused(club, "sell", "--line", ":1000", code="line_unreadable")
        refused(club, "sell", "--line", "SHOES", code="line_unreadable")
        refused(club, "sell", "--product", "nothing", code="product_unknown")


def test_money_is_never_sold_by_fractions_of_its_unit(club: Lines, sara: str) -> None:
    with unharmed(club):
        for typed in ("0.5", "1/2", "½", "٫۵"):
            refused(club, "sell", "--line", f"SHOES:{typed}", code="amount_not_whole")


def test_counted_cash_may_be_nothing_but_not_less(club: Lines) -> None:
    with unharmed(club):
        refused(club, "shift", "close", "--counted=-1", code="amount_too_small")
        refused(club, "shift", "close", "--counted=1.5", code="amount_not_whole")
    closed = done(club.run("shift", "close", "--counted", "۰"))
    assert (closed["counted"], closed["difference"]) == (0, -100_000)


def test_cash_no_drawer_holds_is_asked_about(club: Lines) -> None:
    with unharmed(club):
        told = refused(club, "shift", "close", "--counted", "50000005000000", code="closing_absurd")
        assert "100,000" in told["en"]
        assert "50,000,005,000,000" in told["en"]
    closed = done(club.run("shift", "close", "--counted", "50000005000000", "--sure"))
    assert closed["difference"] == 50_000_004_900_000
    with unharmed(club):
        refused(club, "shift", "open", "--counted", "100000001", code="opening_absurd")
    done(club.run("shift", "open", "--counted", "100000001", "--sure"))
    done(club.run("shift", "close", "--counted", "0"))
    refused(club, "shift", "close", "--counted", "900000000000", code="shift_not_open")
    done(club.run("shift", "open", "--counted", "100000000"))


# -- planted bugs: the checks above see them --------------------------------------------------------------


def test_a_till_that_reads_over_a_decimal_point_is_caught(
    club: Lines, sara: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arguments, "_MARKS", arguments._MARKS | str.maketrans("", "", ".٫"))
    with caught():
        test_what_is_no_amount_is_refused_wherever_it_stands(club, sara, "10.5", "amount_not_whole")
    with caught():
        test_money_is_never_sold_by_fractions_of_its_unit(club, sara)


def test_a_till_without_a_largest_amount_is_caught(
    club: Lines, sara: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(money, "MAX_AMOUNT", 10**18)
    with caught():
        test_many_large_lines_do_not_overflow_together(club, sara)


def test_a_till_that_takes_what_is_short_for_paid_is_caught(
    club: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(basket, "require", lambda *_, **__: None)
    with caught():
        test_what_does_not_pay_the_sale_is_refused(club, ("cash:900",), "tender_short")
