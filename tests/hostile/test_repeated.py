"""A reply is lost and the command is sent again: under its id it happens once and answers the same."""

from __future__ import annotations

import uuid

import pytest

from desktop.usecases.selling import checkout
from tests.cli.lines import Lines
from tests.hostile.conftest import PHONE
from tests.hostile.days import caught, done, facts_of, refused, spoken, unharmed

ONE = ("--id", "7b0c8a52-2f7a-4f0e-9f0b-3f6b2c1d0e9a")


def sold(club: Lines, *words: str) -> str:
    sale: str = done(club.run("sell", "--member", PHONE, "--line", "SHOES:90000:3", *words))["sale_id"]
    return sale


def again(club: Lines, *line: str) -> None:
    """Run a line under an id, then again in a process of its own: the same answer, and nothing recorded by it."""
    first = done(club.run(*line, *ONE))
    with unharmed(club):
        second = club.spawn(*line, *ONE, "--json")
        assert done(second) == first
        third = club.run_plain(*line, *ONE)
        assert (third.code, third.err) == (0, "")
        assert third.out


def test_a_sale(club: Lines, sara: str) -> None:
    again(
        club, "sell", "--member", PHONE, "--line", "SHOES:90000:3", "--line", "BAG:5000", "--credit", "40000"
    )
    with unharmed(club):
        for other in (
            ("--member", PHONE, "--line", "SHOES:90000:3"),
            ("--line", "SHOES:90000:3", "--line", "BAG:5000"),
            ("--member", PHONE, "--line", "SHOES:90000:3", "--line", "BAG:5000", "--credit", "30000"),
            ("--member", PHONE, "--line", "SHOES:90000:3", "--line", "BAG:5000", "--pay", "card:55000"),
        ):
            refused(club, "sell", *other, *ONE, code="fact_exists")
        assert "شناسه" in spoken(club, "sell", "--line", "SHOES:1", *ONE)


def test_a_sale_that_spent_all_the_credit_there_was(club: Lines, sara: str) -> None:
    again(club, "sell", "--member", PHONE, "--line", "SHOES:150000", "--credit", "max")


def test_the_balance_told_again_is_that_of_the_first_time(club: Lines, sara: str) -> None:
    line = ("sell", "--member", PHONE, "--line", "SHOES:20000", *ONE)
    first = done(club.run(*line))
    sold(club, "--credit", "60000")
    assert done(club.run(*line)) == first


def test_a_refund(club: Lines, sara: str) -> None:
    sale = sold(club, "--credit", "30000")
    other = sold(club)
    again(club, "refund", sale, "--line", "1:2")
    with unharmed(club):
        refused(club, "refund", sale, "--line", "1:1", *ONE, code="fact_exists")
        refused(club, "refund", sale, *ONE, code="fact_exists")
        refused(club, "refund", other, "--line", "1:2", *ONE, code="fact_exists")
        refused(club, "refund", sale, "--line", "1:2", "--reason", "faulty", *ONE, code="fact_exists")
        refused(club, "void", other, "--reason", "mistake", *ONE, code="fact_exists")


def test_a_refund_of_all_that_was_left(club: Lines, sara: str) -> None:
    sale = sold(club)
    done(club.run("refund", sale, "--line", "1:1"))
    again(club, "refund", sale)
    done(club.run("refund", sale, "--line", "1:1", "--line", "1:1", *ONE))
    with unharmed(club):
        refused(club, "refund", sale, code="sale_fully_returned")


def test_a_void(club: Lines, sara: str) -> None:
    sale, other = sold(club, "--credit", "30000"), sold(club)
    again(club, "void", sale, "--reason", "mistake")
    with unharmed(club):
        refused(club, "void", sale, "--reason", "faulty", *ONE, code="fact_exists")
        refused(club, "void", other, "--reason", "mistake", *ONE, code="fact_exists")


def test_a_void_repeated_in_a_later_shift(club: Lines, sara: str) -> None:
    sale = sold(club)
    first = done(club.run("void", sale, "--reason", "mistake", *ONE))
    done(club.run("shift", "close", "--counted", "0"))
    assert done(club.run("void", sale, "--reason", "mistake", *ONE)) == first


@pytest.mark.parametrize("what", [("--credit", "5000"), ("--credit", "-5000"), ("--points", "main:-10")])
def test_an_entry_by_hand(club: Lines, sara: str, what: tuple[str, str]) -> None:
    again(club, "adjust", PHONE, *what, "--reason", "goodwill")
    with unharmed(club):
        refused(club, "adjust", PHONE, "--credit", "5001", "--reason", "goodwill", *ONE, code="fact_exists")
        refused(club, "adjust", PHONE, *what, "--reason", "prize", *ONE, code="fact_exists")


def test_an_enrolment(club: Lines) -> None:
    line = ("enrol", "--phone", "09351112233", "--name", "نگار", "--birth", "1370-02-03", "--consent", "sms")
    again(club, *line)
    done(club.run("enrol", "--phone", "09351112244", "--referrer", "09351112233", "--card", "none"))
    with unharmed(club):
        for other in (
            (*line, "--card", "none"),
            (*line, "--card", "12345678"),
            (*line, "--consent", "messenger"),
            (*line, "--referrer", "09351112244"),
            ("enrol", "--phone", "09351112255", "--name", "نگار"),
        ):
            refused(club, *other, *ONE, code="fact_exists")
    done(club.run("member-set", "09351112233", "--name", "نگار احمدی"))
    assert done(club.run(*line, *ONE))["member_id"]
    done(club.run("erase", "09351112233", "--yes"))
    refused(club, *line, *ONE, code="member_erased")


def test_without_a_card(club: Lines) -> None:
    again(club, "enrol", "--phone", "09351112233", "--card", "none")


@pytest.mark.parametrize("name", ["", "7", "order-17", "z" * 26, "v" * 26, "0" * 32, "۱" * 26])
def test_what_is_no_id(club: Lines, sara: str, name: str) -> None:
    with unharmed(club):
        refused(club, "sell", "--line", "SHOES:1000", "--id", name, code="id_unreadable")


def test_an_id_in_the_form_of_the_product_and_one_of_another_act(club: Lines, sara: str) -> None:
    sale = sold(club)
    with unharmed(club):
        refused(club, "refund", sale, "--id", sale, code="fact_exists")
        refused(club, "enrol", "--phone", "09351112233", "--id", sale, code="fact_exists")
        refused(club, "adjust", PHONE, "--credit", "1", "--reason", "prize", "--id", sale, code="fact_exists")
    before = facts_of(club)
    name = str(uuid.uuid4()).upper()
    for _ in range(3):
        done(club.run("refund", sale, "--line", "1:1", "--id", name))
    assert facts_of(club) == before + 1


# -- planted bugs -----------------------------------------------------------------------------------------


def test_a_till_that_does_not_know_its_own_sale_again_is_caught(
    club: Lines, sara: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkout, "sold_before", lambda *_: None)
    with caught():
        test_the_balance_told_again_is_that_of_the_first_time(club, sara)


def test_a_till_that_tells_no_balance_again_is_caught(
    club: Lines, sara: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkout, "balance_then", lambda *_: None)
    with caught():
        test_the_balance_told_again_is_that_of_the_first_time(club, sara)


def test_the_end_of_a_shift_and_the_next_one(club: Lines, sara: str) -> None:
    again(club, "shift", "close", "--counted", "1100000")
    with unharmed(club):
        refused(club, "shift", "close", "--counted", "1100001", *ONE, code="fact_exists")
        refused(club, "shift", "open", "--counted", "50000", *ONE, code="fact_exists")
    other = ("--id", "7b0c8a52-2f7a-4f0e-9f0b-3f6b2c1d0e9b")
    opened = done(club.run("shift", "open", "--counted", "50000", *other))
    assert done(club.run("shift", "open", "--counted", "50000", *other)) == opened
    refused(club, "shift", "open", "--counted", "60000", *other, code="fact_exists")
    refused(club, "shift", "open", "--counted", "50000", code="shift_open_already")
    # The shift that was closed is answered for though another is open.
    assert done(club.run("shift", "close", "--counted", "1100000", "--sure", *ONE))["counted"] == 1_100_000


def test_a_day_close_that_let_credit_expire(club: Lines, sara: str) -> None:
    late = "2099-01-01T12:00:00+03:30"
    done(club.run("shift", "close", "--counted", "1100000", "--at", late))
    first = done(club.run("day-close", *ONE, "--at", late))
    assert first["expired"] == 100_000
    with unharmed(club):
        assert done(club.run("day-close", *ONE, "--at", late)) == first
        refused(club, "day-close", "--on", "2026-01-01", *ONE, "--at", late, code="fact_exists")
