"""Turns the frozen bodies of facts into positional arrays and back, by their field types alone.

Allowed fields: `int`, `str`, `bool`, `bytes` (base64), `X | None`, `tuple[X, ...]` and other such dataclasses.
A new field with a default goes at the end: shorter arrays of older facts still read.
"""

from __future__ import annotations

import base64
import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from loyalty.errors import LoyaltyError

T = TypeVar("T")
Read = Callable[[Any], Any]
_AS_THEY_ARE = frozenset((int, str, type(None)))
_Place = tuple[int, Read]


def pack(value: Any) -> Any:
    """Return the positional form of a body."""
    kind: Any = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is tuple:
        return [pack(item) for item in value]
    if kind is bool:
        return int(value)
    if kind is bytes:
        return base64.b64encode(value).decode("ascii")
    cells = _cells(kind)
    # Most fields are plain: they cost no call.
    return value if cells is None else [c if type(c) in _AS_THEY_ARE else pack(c) for c in cells(value)]


@cache
def _cells(kind: Any) -> Callable[[Any], tuple[Any, ...]] | None:
    """Return what gives the values of a body's fields, in order; None for what has none."""
    return _getter([f.name for f in fields(kind)]) if is_dataclass(kind) else None


def _getter(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    return attrgetter(*names) if len(names) > 1 else lambda body: tuple(getattr(body, name) for name in names)


def unpack(cls: type[T], row: Any) -> T:
    """Return the body a positional array stands for; raises `fact_unreadable` where it does not fit."""
    try:
        body: T = _reader(cls)(row)  # type: ignore[arg-type]
    except (TypeError, ValueError, KeyError) as problem:
        raise LoyaltyError("fact_unreadable") from problem
    return body


@cache
def _reader(kind: Any) -> Read:
    if is_dataclass(kind):
        return _dataclass_reader(kind)  # type: ignore[arg-type]
    origin = get_origin(kind)
    if origin is tuple:
        return _tuple_reader(_reader(get_args(kind)[0]))
    if origin in (Union, types.UnionType):
        inner = next(arg for arg in get_args(kind) if arg is not type(None))
        return _optional_reader(_reader(inner))
    return _SCALARS[kind]


def _dataclass_reader(cls: type[Any]) -> Read:
    hints = get_type_hints(cls)
    kinds = [hints[f.name] for f in fields(cls)]
    readers = [_reader(kind) for kind in kinds]
    least = sum(1 for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING)
    fitting: dict[tuple[type, ...], tuple[list[_Place], list[_Place]]] = {}

    def read(row: Any) -> Any:
        if type(row) is not list:
            raise TypeError(cls.__name__)
        shape = tuple(map(type, row))
        known = fitting.get(shape)
        if known is None:
            return read_first(row, shape)
        # Rows of these types were read before: what is plain fits again, the rest is read as ever. Most lists of
        # most facts are empty.
        values, (lists, others) = row.copy(), known
        for place, read_item in lists:
            items = values[place]
            values[place] = tuple([read_item(item) for item in items]) if items else ()
        for place, reader in others:
            values[place] = reader(values[place])
        return cls(*values)

    def read_first(row: list[Any], shape: tuple[type, ...]) -> Any:
        if not least <= len(row) <= len(readers):
            raise TypeError(cls.__name__)
        values = [reader(item) for reader, item in zip(readers, row, strict=False)]
        fitting[shape] = _deep(kinds[: len(row)])
        return cls(*values)

    return read


def _deep(kinds: list[Any]) -> tuple[list[_Place], list[_Place]]:
    """Return where tuples stand with the reader of their items, and where else more than a type must be read."""
    deep = [(place, kind) for place, kind in enumerate(kinds) if not _is_plain(kind)]
    lists = [(place, _reader(get_args(kind)[0])) for place, kind in deep if get_origin(kind) is tuple]
    return lists, [(place, _reader(kind)) for place, kind in deep if get_origin(kind) is not tuple]


def _is_plain(kind: Any) -> bool:
    """Say whether a field is an `int` or a `str`, or one of them or None: its type alone says that it fits."""
    return kind in (int, str) or (
        get_origin(kind) in (Union, types.UnionType) and set(get_args(kind)) <= {int, str, type(None)}
    )


def _tuple_reader(read_item: Read) -> Read:
    def read(row: Any) -> Any:
        if type(row) is not list:
            raise TypeError("tuple")
        return tuple([read_item(item) for item in row])

    return read


def _optional_reader(read_item: Read) -> Read:
    return lambda item: None if item is None else read_item(item)


def _exactly(kind: type) -> Read:
    def read(item: Any) -> Any:
        if type(item) is not kind:
            raise TypeError(kind.__name__)
        return item

    return read


def _read_bool(item: Any) -> bool:
    if item not in (0, 1) or type(item) is not int:
        raise TypeError("bool")
    return bool(item)


def _read_bytes(item: Any) -> bytes:
    if type(item) is not str:
        raise TypeError("bytes")
    return base64.b64decode(item, validate=True)


_SCALARS: dict[Any, Read] = {int: _exactly(int), str: _exactly(str), bool: _read_bool, bytes: _read_bytes}
