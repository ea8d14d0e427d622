"""What a fact says is read alike at both ends: folded, put off, or kept and never folded."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from loyalty.errors import LoyaltyError
from loyalty.exchange.reading import LONGEST_NAME, read_told
from loyalty.facts import canonical_bytes, parse_fact
from loyalty.kinds import (
    Body,
    CodesIssued,
    LotAmount,
    OverspendRecognised,
    RightsGranted,
    RightsReturned,
    TillEnrolled,
    TillRetired,
    UsesReturned,
)
from loyalty.money import MAX_AMOUNT
from tests.loyalty.exchange.desk import Desk, sale

LOTS = (LotAmount("l.0", 5),)
OF_THE_CENTRE = [
    ("rights.granted", RightsGranted("t1", LOTS, "claim", "c")),
    ("overspend.recognised", OverspendRecognised("t1", LOTS, "trust", "f")),
    ("till.retired", TillRetired("t1", LOTS, "lost")),
    ("till.enrolled", TillEnrolled("t1", "b0", b"", 0)),
]


def kind_of(kind: str, row: Body, by_centre: bool = False, version: int = 0) -> str:
    """Return the class of a fact."""
    linked = Desk().write(kind, row, version=version)
    return read_told(linked.fact, linked.raw, by_centre).kind


def test_a_sound_sale_is_folded() -> None:
    linked = Desk().write("sale.recorded", sale(grants=[7]))
    told = read_told(linked.fact, linked.raw, by_centre=False)
    assert told.kind == "ok"
    assert told.body == sale(grants=[7])
    assert [move.delta for move in told.postings.moves] == [7]


def test_what_does_not_add_up_is_folded_and_named() -> None:
    assert kind_of("sale.recorded", replace(sale(), change=5)) == "unsound"


@pytest.mark.parametrize(("kind", "body"), OF_THE_CENTRE)
def test_only_the_centre_speaks_for_the_centre(kind: str, body: Body) -> None:
    assert kind_of(kind, body, by_centre=True) == "ok"
    assert kind_of(kind, body, by_centre=False) == "poison"


@pytest.mark.parametrize("amount", [0, -5, MAX_AMOUNT + 1])
def test_rights_are_moved_in_amounts_above_zero(amount: int) -> None:
    assert kind_of("rights.returned", RightsReturned((LotAmount("l.0", amount),), "home")) == "poison"


def test_a_number_no_file_can_hold_is_never_folded() -> None:
    wide = replace(sale(), number=2**63)
    assert kind_of("sale.recorded", wide) == "poison"
    assert kind_of("sale.recorded", replace(sale(), number=2**63 - 1)) == "ok"


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, 10**40])
@pytest.mark.parametrize("space", ["", " ", "\n"])
def test_a_wide_number_is_seen_wherever_it_stands_in_the_body(number: int, space: str) -> None:
    linked = Desk().write("sale.recorded", sale())
    text, wide = linked.raw.decode(), f"{space}{number}"
    start = text.index("[", 1)
    places = [found.span(1) for found in re.finditer(r"[\[,](\d+)(?=[,\]])", text) if found.start() >= start]
    assert len(places) > 5
    for first, end in places:
        raw = (text[:first] + wide + text[end:]).encode()
        assert read_told(parse_fact(raw), raw, by_centre=False).kind == "poison"


def test_a_long_word_is_no_wide_number() -> None:
    assert kind_of("sale.recorded", replace(sale(), shift_id="9" * 40)) == "ok"


def test_what_a_newer_program_wrote_is_put_off() -> None:
    assert kind_of("sale.recorded", sale(), version=2) == "deferred"
    linked = Desk().write("sale.recorded", sale())
    tomorrow = replace(linked.fact, kind="sale.dreamt")
    assert read_told(tomorrow, canonical_bytes(tomorrow), by_centre=False).kind == "deferred"


def test_what_cannot_be_read_is_kept_and_not_folded() -> None:
    linked = Desk().write("sale.recorded", ["no", "sale"])
    told = read_told(linked.fact, linked.raw, by_centre=False)
    assert (told.kind, told.body, told.postings.moves) == ("poison", None, ())


@pytest.mark.parametrize("field", ["seq", "version", "wall_at", "steady", "at"])
def test_an_envelope_holds_no_wide_number(field: str) -> None:
    fact = Desk().write("sale.recorded", sale()).fact
    edge = replace(fact, **{field: 2**63 - 1})
    assert parse_fact(canonical_bytes(edge)) == edge
    for number in (2**63, -(2**63)):
        with pytest.raises(LoyaltyError, match="fact_unreadable"):
            parse_fact(canonical_bytes(replace(fact, **{field: number})))


@pytest.mark.parametrize("amount", [MAX_AMOUNT + 1, -MAX_AMOUNT - 1])
def test_an_amount_no_sum_can_hold_is_never_folded(amount: int) -> None:
    assert kind_of("sale.recorded", sale(grants=[amount])) == "poison"


@pytest.mark.parametrize("name", ["l" * (LONGEST_NAME + 1), "l\0"])
def test_a_name_no_table_can_look_up_is_never_folded(name: str) -> None:
    assert kind_of("rights.returned", RightsReturned((LotAmount(name, 5),), "home")) == "poison"
    assert kind_of("sale.recorded", sale(spends=[LotAmount(name, 5)])) == "poison"
    assert kind_of("sale.recorded", replace(sale(grants=[5]), member_id=name)) == "poison"


def test_words_that_name_nothing_may_be_long() -> None:
    assert kind_of("sale.recorded", replace(sale(grants=[5]), shift_id="s" * 500)) == "ok"
    assert kind_of("rights.returned", RightsReturned(LOTS, "w" * 500)) == "ok"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("rights.returned", RightsReturned((LotAmount("l" * (LONGEST_NAME + 1), 1),), "home")),
        ("uses.returned", UsesReturned("s", (LotAmount("l\0", 1),))),
    ],
)
def test_a_name_no_table_can_hold_is_never_returned(kind: str, body: Body) -> None:
    assert kind_of(kind, body) == "poison"


def test_a_sale_that_drew_a_use_no_table_can_hold_is_never_folded() -> None:
    assert (
        kind_of("sale.recorded", replace(sale(), drawn=(LotAmount("l" * (LONGEST_NAME + 1), 1),))) == "poison"
    )


def test_a_code_no_table_can_hold_is_never_folded() -> None:
    assert kind_of("code.issued", CodesIssued("o", 1, ("d" * 90 + "\0",))) == "poison"
    assert kind_of("code.issued", CodesIssued("o", 1, ("d",))) == "ok"
