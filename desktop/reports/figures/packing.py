"""Columns of whole numbers as bytes: of each its least value, and how far every row lies above it in as few bytes as do.

Layout, little-endian: for each column the base (8 bytes, signed) and the width (1 byte: 0 where all rows are the same,
1, 2, 4 unsigned above the base, 8 signed and without a base), then the rows of each, then whatever bytes follow them.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

import numpy as np

from desktop.reports.figures.exact import Ints

_HEAD = struct.Struct("<qB")
_TYPES = {1: "<u1", 2: "<u2", 4: "<u4", 8: "<i8"}


def pack(columns: Sequence[Ints], rest: bytes = b"") -> bytes:
    """Return columns of the same length, at least one row, as bytes."""
    heads, bodies = zip(*map(_column, columns), strict=True)
    return b"".join((*heads, *bodies, rest))


def _column(values: Ints) -> tuple[bytes, bytes]:
    low, high = int(values.min()), int(values.max())
    width = next(size for size in (0, 1, 2, 4, 8) if (high - low) >> (8 * size) == 0)
    base = 0 if width == 8 else low
    body = (values.astype(np.int64) - base).astype(_TYPES[width]).tobytes() if width else b""
    return _HEAD.pack(base, width), body


def unpack(cells: bytes, size: int, into: Sequence[Ints]) -> bytes:
    """Write the columns of `size` rows into arrays of this length and return the bytes that follow them."""
    at = _HEAD.size * len(into)
    for place, column in enumerate(into):
        base, width = _HEAD.unpack_from(cells, _HEAD.size * place)
        if width:
            column[:] = np.frombuffer(cells, _TYPES[width], size, at)
            if base:
                column += base
        else:
            column[:] = base
        at += width * size
    return cells[at:]
