"""Reads facts as `loyalty.facts` and `loyalty.kinds` do, several times faster: what is usual by a decoder in C.

The rules say what a fact is. Here the same types, made from the same dataclasses, are checked in C; whatever does not
pass at once is read by the rules themselves, which alone refuse. So both say the same of every fact.
"""

from __future__ import annotations

import types
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin, get_type_hints

import msgspec
from msgspec import convert

from loyalty import facts, kinds
from loyalty.exchange.reading import LONGEST_NAME, Told, read_told, told_by
from loyalty.facts import MAX_FACT_BYTES, Fact
from loyalty.kinds import KINDS, Body, SaleRecorded

_FLAG = Literal[0, 1]
_NUMBER = Annotated[int, msgspec.Meta(ge=1 - (1 << 63), le=(1 << 63) - 1)]
_PLAIN_NUMBER = Annotated[int, msgspec.Meta(gt=-(10**15), lt=10**15)]
_PLAIN_TEXT = Annotated[str, msgspec.Meta(max_length=LONGEST_NAME - 20)]
"""Of numbers and texts no longer than these nothing is left to ask: every sum of them, and every lot's id, has its room."""
_REFUSALS = (msgspec.ValidationError, msgspec.DecodeError, ValueError, RecursionError)


def parse_fact(raw: bytes) -> Fact:
    """Return the fact of canonical bytes, as `loyalty.facts.parse_fact` does."""
    # Blanks around it are no part of a fact, and the decoder would pass over them.
    if len(raw) <= MAX_FACT_BYTES and raw[0:1] == b"[" and raw[-1:] == b"]":
        try:
            fact: Fact = convert(_decode(raw), Fact, from_attributes=True, strict=False)
            return fact
        except _REFUSALS:
            pass
    return facts.parse_fact(raw)


def read_body(kind: str, version: int, row: list[Any]) -> Body:
    """Return the body of a stored array, as `loyalty.kinds.read_body` does."""
    known = KINDS.get(kind)
    if known is not None and version <= known[0]:
        try:
            return _made(convert(row, _twin(cast(Any, known[1]))), known[1])
        except _REFUSALS:
            pass
    return kinds.read_body(kind, version, row)


def read_fact(raw: bytes) -> tuple[Fact, Told]:
    """Return the fact of canonical bytes of a till, and what it says, as `loyalty.exchange.reading` does."""
    fact = parse_fact(raw)
    told = _plain_sale(fact) if fact.kind == _SALE and b"\\" not in raw else None
    return fact, told or read_told(fact, raw, by_centre=False, read=read_body)


def _plain_sale(fact: Fact) -> Told | None:
    """Return what a sale says in which nothing is wide or long, as most are; None for any other."""
    if (
        fact.version > kinds.kind_version(_SALE)
        or max(len(fact.fact_id), len(fact.branch_id)) > LONGEST_NAME - 20
    ):
        return None
    try:
        return told_by(fact, _made(convert(fact.body, _plain_array), SaleRecorded))
    except _REFUSALS:
        return None


def _made(told: Any, cls: Any) -> Any:
    # Not strict, because flags are 0 and 1 in facts: that they are nothing else is known by now.
    return convert(told, cls, from_attributes=True, strict=False)


@cache
def _twin(kind: Any, plain: bool = False) -> Any:
    """Return the type that a field or a body has in its positional form; `plain` of what is short alone."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return _array([_part(one, _twin(hints[one.name], plain)) for one in fields(kind)])
    if get_origin(kind) is tuple:
        return tuple[_twin(get_args(kind)[0], plain), ...]  # type: ignore[misc]
    if get_origin(kind) in (Union, types.UnionType):
        return Union[  # noqa: UP007
            tuple(one if one is types.NoneType else _twin(one, plain) for one in get_args(kind))
        ]
    short: dict[Any, Any] = (
        {int: _PLAIN_NUMBER, str: _PLAIN_TEXT, bytes: _PLAIN_TEXT} if plain else {bytes: str}
    )
    return {bool: _FLAG, **short}.get(kind, kind)


def _part(one: Any, kind: Any) -> Any:
    if one.default is MISSING:
        return (one.name, kind)
    return (one.name, kind, int(one.default) if isinstance(one.default, bool) else one.default)


def _array(parts: list[Any]) -> Any:
    """Return the type of a positional array of exactly these parts."""
    return msgspec.defstruct(
        "Array", parts, array_like=True, frozen=True, forbid_unknown_fields=True, gc=False
    )


_decode: Any = msgspec.json.Decoder(
    _array(
        [
            (one.name, {"int": _NUMBER, "str": str, "bool": _FLAG, "list[Any]": list}[str(one.type)])
            for one in fields(Fact)
        ],
    )
).decode

_SALE = "sale.recorded"
_plain_array: Any = _twin(cast(Any, SaleRecorded), True)
