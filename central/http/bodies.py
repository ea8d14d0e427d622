"""Reads what comes in, within limits, and writes what goes out: strict JSON, and compressed lines.

Sizes are checked while reading and while decompressing, so no message can make the centre hold more than it means to.
"""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Any, TypeVar

import zstandard
from starlette.requests import Request

from loyalty.errors import LoyaltyError, require
from loyalty.exchange.usual import SMALL, USUAL

MEDIA_TYPE = "application/vnd.bashgah.lines"
ENCODING = "zstd"
MOST_BODY = 16 << 20
MOST_MESSAGE = 64 << 20
MOST_JSON = 16 << 10
MOST_WINDOW = 1 << 27
PART = 1 << 18
LEVEL = 3
_USUAL = zstandard.ZstdCompressionDict(USUAL, dict_type=zstandard.DICT_TYPE_RAWCONTENT)

T = TypeVar("T")


async def read_body(request: Request, most: int) -> bytes:
    """Return the body as it was sent. Raises `message_too_large`."""
    told = request.headers.get("content-length", "0")
    require(not told.isdigit() or int(told) <= most, "message_too_large", most=most)
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        require(size <= most, "message_too_large", most=most)
        parts.append(part)
    return b"".join(parts)


def check_media(request: Request) -> None:
    """Refuse what is not compressed lines. Raises `message_media_unknown`."""
    media = request.headers.get("content-type", "").split(";")[0].strip().lower()
    encoding = request.headers.get("content-encoding", "").strip().lower()
    require((media, encoding) == (MEDIA_TYPE, ENCODING), "message_media_unknown")


def decompress(body: bytes, most: int = MOST_MESSAGE) -> bytes:
    """Return a message from its compressed form. Raises `message_unreadable`, `message_too_large`."""
    # One decompressor a call: they cannot be shared between threads.
    unpacker = zstandard.ZstdDecompressor(dict_data=_USUAL, max_window_size=MOST_WINDOW)
    reader = unpacker.stream_reader(body, read_across_frames=False)
    parts, size = [], 0
    try:
        while part := reader.read(PART):
            size += len(part)
            require(size <= most, "message_too_large", most=most)
            parts.append(part)
    except zstandard.ZstdError as problem:
        raise LoyaltyError("message_unreadable") from problem
    return b"".join(parts)


def compress(message: bytes, usual: bool = False) -> bytes:
    """Return the compressed form of a message; `usual` for a till that knows what is usually said."""
    known = _USUAL if usual and len(message) <= SMALL else None
    return zstandard.ZstdCompressor(level=LEVEL, dict_data=known, write_content_size=True).compress(message)


def read_json(body: bytes, cls: type[T]) -> T:
    """Return a flat dataclass from strict JSON: all its fields, nothing else, each once. Raises `message_unreadable`."""
    try:
        told = json.loads(body, object_pairs_hook=_no_twins, parse_constant=_no_constant)
    except (ValueError, RecursionError) as problem:
        raise LoyaltyError("message_unreadable") from problem
    wanted = {field.name: {"str": str, "int": int, "bool": bool}[str(field.type)] for field in fields(cls)}  # type: ignore[arg-type]
    fitting = type(told) is dict and {name: type(value) for name, value in told.items()} == wanted
    require(fitting, "message_unreadable")
    return cls(**told)


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) != len(pairs):
        raise ValueError("a key told twice")
    return told


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def json_body(told: Any) -> bytes:
    """Return a dataclass or a plain value as JSON."""
    plain = told if isinstance(told, dict) else asdict(told)
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
