"""The centre reads facts by a decoder in C: it must say of every fact, sound or spoilt, what the rules say."""

from __future__ import annotations

import json
import random
import types
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from central import quick_reading as reading
from loyalty import facts, kinds
from loyalty.errors import LoyaltyError
from loyalty.exchange.reading import Told, read_told
from loyalty.facts import Fact, canonical_bytes
from loyalty.kinds import KINDS, SaleRecorded

SPOILT = (
    None, True, False, 0, 1, 2, -1, 1.0, 1e300, 1 << 62, (1 << 63) - 1, 1 << 63, -(1 << 63), 1 << 200,
    "", "null", "1", "true", "AA==", "AA=A", "A A=", "AB==", "\0", "\ud800", "é" * 130, [], [[]], [0], {}, {"a": 1},
)  # fmt: skip
RAWS = (
    b"", b"[", b"[]", b"{}", b"null", b"\xef\xbb\xbf[]", b"[NaN]", b"[1E400]", b"[" * 3_000 + b"]" * 3_000, b"[\xff]",
)  # fmt: skip
ROUNDS = 60


def told(read: Callable[..., Any], *args: Any) -> str:
    """Return what reading came to: the value with the types of all its parts, or the refusal."""
    try:
        return repr(read(*args))
    except LoyaltyError as problem:
        return f"refused: {problem.code}"


def sample(kind: Any, *, full: bool) -> Any:
    """Return a value of a field's type: with one of everything, or with as little as there can be."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(*[sample(hints[one.name], full=full) for one in fields(kind)])  # type: ignore[operator]
    if get_origin(kind) is tuple:
        return (sample(get_args(kind)[0], full=full),) if full else ()
    if get_origin(kind) in (Union, types.UnionType):
        return sample(get_args(kind)[0], full=True) if full else None
    return {int: 7, str: "t", bool: True, bytes: b"\x00\xff"}[kind] if full else kind()


def bodies(dice: random.Random) -> Iterator[tuple[str, list[Any]]]:
    """Give arrays of every kind: as they are, shortened, lengthened, and with something else at a place."""
    for kind, (_, cls) in sorted(KINDS.items()):
        for full in (True, False):
            row = json.loads(json.dumps(kinds.pack_body(kind, sample(cls, full=full))))
            yield kind, row
            for _ in range(ROUNDS):
                yield kind, spoil(json.loads(json.dumps(row)), dice)


def spoil(row: list[Any], dice: random.Random) -> list[Any]:
    """Change one place of an array, somewhere in its depth."""
    here = row
    while True:
        inner = [one for one in here if type(one) is list and one]
        if not inner or dice.random() < 0.4:
            break
        here = dice.choice(inner)
    act = dice.randrange(4)
    if act == 0 and here:
        del here[-1]
    elif act == 1:
        here.append(dice.choice(SPOILT))
    elif here:
        here[dice.randrange(len(here))] = dice.choice(SPOILT)
    return row


def fact_with(body: list[Any]) -> Fact:
    return Fact("f", "b", "r", "t", "e", 1, "sale.recorded", 1, "s", "", 2, 3, "boot", 4, False, body)


def raws(dice: random.Random) -> Iterator[bytes]:
    """Give bytes of facts: whole, with another value at a place of the envelope, and with a byte changed."""
    whole = canonical_bytes(fact_with([1, "é", [], None]))
    yield from (*RAWS, whole, whole + b" ", b" " + whole, whole.replace(b",", b" , "), whole + whole)
    yield b" " * (facts.MAX_FACT_BYTES + 1)
    yield from (json.dumps(spoil(json.loads(whole), dice)).encode() for _ in range(1_000))
    for _ in range(1_000):
        spoilt = bytearray(whole)
        spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
        yield bytes(spoilt)


def unlike_bodies(dice: random.Random) -> list[tuple[str, list[Any]]]:
    """Return the arrays of which the centre says something else than the rules."""
    return [
        (kind, row)
        for kind, row in bodies(dice)
        if told(reading.read_body, kind, 1, row) != told(kinds.read_body, kind, 1, row)
    ]


def test_bodies_are_read_as_the_rules_read_them() -> None:
    assert unlike_bodies(random.Random(1)) == []


def test_envelopes_are_read_as_the_rules_read_them() -> None:
    found = [
        raw for raw in raws(random.Random(2)) if told(reading.parse_fact, raw) != told(facts.parse_fact, raw)
    ]
    assert found == []


def sales(dice: random.Random) -> Iterator[bytes]:
    """Give bytes of sales: of a member with one of everything, as they are and with places changed in body or envelope."""
    row = json.loads(
        canonical_bytes(fact_with(kinds.pack_body("sale.recorded", sample(SaleRecorded, full=True))))
    )
    for amount in (7, 10**15 - 1, 10**15, 10**15 + 1, 1 << 62):
        for name in ("t", "t" * 101, "é" * 61, "t" * 121, "\0", "\\"):
            wide = json.loads(json.dumps(row))
            wide[0], wide[2] = dice.choice((name, "f")), dice.choice((name, "b"))
            wide[-1][7][0][0], wide[-1][7][0][2], wide[-1][6][0] = name, amount, [name, amount]
            yield json.dumps(wide, ensure_ascii=False, separators=(",", ":")).encode()
    for _ in range(1_500):
        spoilt = json.loads(json.dumps(row))
        spoil(dice.choice((spoilt, spoilt[-1])), dice)
        yield json.dumps(spoilt, separators=(",", ":")).encode()


def by_the_rules(raw: bytes) -> tuple[Fact, Told]:
    """Return a fact and what it says, as the rules read it."""
    fact = facts.parse_fact(raw)
    return fact, read_told(fact, raw, by_centre=False)


def unlike_sales(dice: random.Random) -> list[bytes]:
    """Return the sales of which the centre says something else than the rules."""
    return [raw for raw in sales(dice) if told(reading.read_fact, raw) != told(by_the_rules, raw)]


def test_sales_say_at_once_what_the_rules_say_of_them() -> None:
    assert unlike_sales(random.Random(3)) == []


def test_a_sale_taken_for_a_plain_one_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_plain_array", reading._twin(SaleRecorded))
    assert unlike_sales(random.Random(3))


def test_unknown_kinds_and_newer_versions_are_refused_by_the_rules() -> None:
    assert told(reading.read_body, "moon.landed", 1, []) == "refused: fact_kind_unknown"
    assert told(reading.read_body, "sale.recorded", 99, []) == "refused: fact_from_newer_version"


def test_a_planted_laxness_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_FLAG", Any)
    reading._twin.cache_clear()
    assert unlike_bodies(random.Random(1))
    monkeypatch.undo()
    reading._twin.cache_clear()
