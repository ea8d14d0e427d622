"""Facts: their bytes, their chain, and the bodies of every kind."""

from __future__ import annotations

import json
import types
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty import codec, facts, kinds
from loyalty.errors import LoyaltyError
from loyalty.facts import GENESIS, MAX_FACT_BYTES, Fact, canonical_bytes, chain_hash, chain_onward, parse_fact
from loyalty.kinds import (
    KINDS,
    Grant,
    ImportedSales,
    LotAmount,
    MemberGone,
    OfferUse,
    PersonSet,
    ReturnedLine,
    Reversal,
    SaleImported,
    SaleRecorded,
    SoldLine,
    kind_version,
    pack_body,
    read_body,
)


def refused(code: str) -> pytest.RaisesExc[LoyaltyError]:
    return pytest.raises(LoyaltyError, check=lambda error: error.code == code)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
NUMBER = st.integers(-(10**15), 10**15)
FACTS = st.builds(
    Fact,
    *[TEXT] * 5,
    NUMBER,
    TEXT,
    NUMBER,
    TEXT,
    TEXT,
    NUMBER,
    NUMBER,
    TEXT,
    NUMBER,
    st.booleans(),
    st.lists(st.one_of(NUMBER, TEXT, st.none(), st.lists(NUMBER, max_size=2)), max_size=4),
)
FACT = Fact("id", "shop", "b1", "t1", "e1", 1, "member.left", 1, "s1", "", 5, 6, "boot", 7, False, ["m"])


# -- bytes ------------------------------------------------------------------------------------------------


@given(FACTS)
def test_a_fact_reads_back_as_it_was_and_gives_the_same_bytes(fact: Fact) -> None:
    raw = canonical_bytes(fact)
    assert parse_fact(raw) == fact
    assert canonical_bytes(parse_fact(raw)) == raw


def test_the_bytes_of_a_fact_are_fixed_for_ever() -> None:
    known = b'["id","shop","b1","t1","e1",1,"member.left",1,"s1","",5,6,"boot",7,0,["m"]]'
    assert canonical_bytes(FACT) == known
    assert (
        chain_hash(GENESIS, known).hex() == "e085a88cc9715880e50081ce4f6c1d5f40aecb1b7c65e8be0aec60f8f0d2f317"
    )


def row(**changes: object) -> bytes:
    names = [f.name for f in fields(Fact)]
    values = json.loads(canonical_bytes(FACT))
    for name, value in changes.items():
        values[names.index(name)] = value
    return json.dumps(values).encode()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b'["id"]',
        row(seq="1"),
        row(seq=1.0),
        row(seq=True),
        row(suspect=2),
        row(suspect=True),
        row(suspect=None),
        row(body={}),
        row(fact_id=1),
        row(boot_id=None),
        row(policy_hash=0),
        canonical_bytes(FACT)[:-1] + b",1]",
    ],
)
def test_what_is_no_fact_is_unreadable(raw: bytes) -> None:
    with refused("fact_unreadable"):
        parse_fact(raw)


def test_half_a_surrogate_is_no_text_of_a_fact() -> None:
    whole, half = (
        canonical_bytes(FACT).replace(b'"m"', text) for text in (b'"\\ud83d\\ude00"', b'"\\ud83d"')
    )
    assert parse_fact(whole).body == ["\U0001f600"]
    with refused("fact_unreadable"):
        parse_fact(half)


def test_a_fact_has_a_largest_size() -> None:
    with refused("fact_too_large"):
        parse_fact(b" " * (MAX_FACT_BYTES + 1))


def test_what_json_cannot_say_is_not_written() -> None:
    with pytest.raises(ValueError, match="JSON"):
        canonical_bytes(replace(FACT, body=[float("nan")]))


# -- the chain --------------------------------------------------------------------------------------------


@given(st.lists(st.binary(max_size=5), min_size=2, max_size=6), st.integers(0, 5))
def test_a_chain_shows_any_change(raws: list[bytes], place: int) -> None:
    head = chain_onward(GENESIS, raws)
    assert chain_hash(chain_onward(GENESIS, raws[:-1]), raws[-1]) == head
    changed = list(raws)
    changed[place % len(raws)] += b"x"
    assert chain_onward(GENESIS, changed) != head
    assert chain_onward(GENESIS, raws[:-1]) != head


def test_messages_to_sign_are_bound_to_what_they_sign() -> None:
    head = facts.head_message("e1", 1, GENESIS)
    assert head not in (facts.head_message("e1", 2, GENESIS), facts.head_message("e11", 1, GENESIS))
    act = facts.act_message("id", b"raw")
    assert act not in (facts.act_message("id", b"war"), facts.act_message("di", b"raw"))
    assert head != act


# -- bodies -----------------------------------------------------------------------------------------------


def values_of(kind: Any) -> st.SearchStrategy[Any]:
    """Return values of a field type, from the type alone."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return st.tuples(*[values_of(hints[f.name]) for f in fields(kind)]).map(lambda row: kind(*row))  # type: ignore[operator]
    if get_origin(kind) is tuple:
        return st.lists(values_of(get_args(kind)[0]), max_size=2).map(tuple)
    if get_origin(kind) in (Union, types.UnionType):
        return st.one_of(*[st.none() if arg is type(None) else values_of(arg) for arg in get_args(kind)])
    return {int: NUMBER, str: TEXT, bool: st.booleans(), bytes: st.binary(max_size=5)}[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_the_body_of_every_kind_reads_back(kind: str) -> None:
    @given(values_of(KINDS[kind][1]))
    def check(body: Any) -> None:
        packed = json.loads(json.dumps(pack_body(kind, body)))
        assert read_body(kind, kind_version(kind), packed) == body

    check()


def test_a_body_of_another_kind_is_refused() -> None:
    with refused("fact_body_mismatch"):
        pack_body("member.enrolled", MemberGone("m"))


def test_unknown_and_newer_kinds_are_named() -> None:
    with refused("fact_kind_unknown"):
        kind_version("member.promoted")
    with refused("fact_from_newer_version"):
        read_body("member.left", kind_version("member.left") + 1, ["m"])


@pytest.mark.parametrize(
    ("kind", "packed"),
    [
        ("member.left", []),
        ("member.left", ["m", 1]),
        ("member.left", [1]),
        ("member.left", "m"),
        ("shift.opened", [True]),
        ("shift.opened", [1.0]),
        ("lot.expired", [{}]),
        ("lot.expired", [[["lot", "5"]]]),
        ("staff.set", ["s", "n", "l", None, True]),
        ("staff.set", ["s", "n", "l", None, 2]),
        ("staff.keyed", ["s", "%%%"]),
        ("staff.keyed", ["s", 5]),
        ("staff.keyed", ["s", "é"]),
    ],
)
def test_a_body_that_does_not_fit_is_unreadable(kind: str, packed: Any) -> None:
    with refused("fact_unreadable"):
        read_body(kind, 1, packed)


@dataclass(frozen=True, slots=True)
class Old:
    """A body as it was."""

    one: int


@dataclass(frozen=True, slots=True)
class Grown:
    """The body with a field that came later."""

    one: int
    two: str = "later"


def test_older_and_shorter_bodies_still_read() -> None:
    assert codec.unpack(Grown, codec.pack(Old(3))) == Grown(3, "later")
    with refused("fact_unreadable"):
        codec.unpack(Old, codec.pack(Grown(3)))


def test_a_reversal_of_before_settling_reads_with_nothing_settled() -> None:
    told = Reversal("s", 1, "sh", "m", (), (), (LotAmount("l.0", 1),), (), (), 0, (), "r")
    assert read_body("sale.refunded", 1, pack_body("sale.refunded", told)[:-1]) == told


# -- sums and names ---------------------------------------------------------------------------------------


def test_sales_and_reversals_add_up_their_lines() -> None:
    lines = (SoldLine(1, "G", None, 1_000, 100, 30, 0, 0), SoldLine(2, "G", None, 1_000, 50, 0, 0, 0))
    sale = SaleRecorded(1, "s", None, lines, (), 0, (), (), (OfferUse("o", 1, (30, 0)),))
    assert (sale.gross, sale.net, lines[0].net) == (150, 120, 70)
    back = Reversal("s", 1, "sh", None, (ReturnedLine(1, 1_000, 70, 0),), (), (), (), (), 0, (), "r")
    assert back.net == 70


def test_names_of_scopes_units_and_lots() -> None:
    assert kinds.branch_scope("b1") == "branch:b1"
    assert kinds.points_unit("main") == "points:main"
    assert kinds.lot_id("fact", 2) == "fact.2"


def test_every_body_is_frozen_and_every_kind_has_one() -> None:
    bodies = [cls for _, cls in KINDS.values()]
    for cls in (*bodies, Grant, SaleImported, ImportedSales, PersonSet):
        assert cls.__dataclass_params__.frozen  # type: ignore[attr-defined]
