"""Pictures become the bytes of a printer: the only place where control bytes are written.

A job is `ESC @`, raster images `GS v 0`, a cut, a drawer pulse, and nothing else; text never becomes bytes, so no
name can open a drawer. Blank rows are sent as images one byte wide: as exact as any image and as short as a feed
command, whose unit (1/203, 1/360 or 1/406 inch) differs from printer to printer. Bytes a printer would obey in the
midst of an image (real-time commands) are broken up by one dot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from desktop.printing.bitmap import Bitmap

Cut = Literal["partial", "full", "none"]
Drawer = Literal["none", "pin2", "pin5"]

INITIALISE = b"\x1b@"
CUTS: dict[Cut, bytes] = {"partial": b"\x1dVB\x00", "full": b"\x1dVA\x00", "none": b""}
"""`GS V` in the form that first feeds the paper to the knife."""
PULSES: dict[Drawer, bytes] = {"none": b"", "pin2": b"\x1bp\x00\x19\xfa", "pin5": b"\x1bp\x01\x19\xfa"}
"""`ESC p`: 50 ms on, 500 ms off."""
ASK_IN_ORDER = b"\x1dr\x01"
"""`GS r 1`: answered only when everything before it has been carried out."""
TALLEST_IMAGE = 128
"""Rows of one image command: small buffers hold it, and little is lost when a job is cut off inside one."""
FLUSH = bytes(TALLEST_IMAGE * 72)
"""White dots for a printer that may still wait for the rest of an image; anywhere else NUL means nothing to it."""
SHORTEST_GAP = 6
TEAR_OFF = 120
"""Blank rows (15 mm) that bring the last line past the tear bar where nothing cuts."""

_REAL_TIME = re.compile(rb"\x10(?=[\x04\x05\x14])")


def without_real_time(bitmap: Bitmap) -> Bitmap:
    """Return the picture without the pairs DLE EOT, DLE ENQ, DLE DC4: a printer obeys these even inside an image.

    One dot more, beside a black one, breaks a pair; a picture without such pairs comes back as it is.
    """
    bits, changed = _REAL_TIME.subn(b"\x18", bitmap.bits)
    return Bitmap(bitmap.width, bitmap.height, bits) if changed else bitmap


def image_bytes(bitmap: Bitmap) -> bytes:
    """Return the raster commands of a picture (see `without_real_time` for what is drawn)."""
    clean = without_real_time(bitmap)
    return b"".join(_raster(clean, top, bottom, blank) for top, bottom, blank in _bands(clean))


def job_bytes(sheets: tuple[Bitmap, ...], *, cut: Cut = "partial", drawer: Drawer = "none") -> bytes:
    """Return a whole job: the drawer first (the cashier needs change now), then every sheet with its cut."""
    end = CUTS[cut] or _header(1, TEAR_OFF) + bytes(TEAR_OFF)
    return INITIALISE + PULSES[drawer] + b"".join(image_bytes(sheet) + end for sheet in sheets)


def drawer_bytes(drawer: Drawer) -> bytes:
    """Return the bytes that open a drawer and print nothing."""
    return PULSES[drawer]


def _header(stride: int, rows: int) -> bytes:
    return b"\x1dv0\x00" + stride.to_bytes(2, "little") + rows.to_bytes(2, "little")


def _raster(bitmap: Bitmap, top: int, bottom: int, blank: bool) -> bytes:
    rows = bottom - top
    if blank:
        return _header(1, rows) + bytes(rows)
    return _header(bitmap.stride, rows) + bitmap.bits[top * bitmap.stride : bottom * bitmap.stride]


def _bands(bitmap: Bitmap) -> Iterator[tuple[int, int, bool]]:
    """Yield (top, bottom, blank) from top to bottom, none taller than an image may be."""
    for top, bottom, blank in _runs(bitmap):
        for start in range(top, bottom, TALLEST_IMAGE):
            yield start, min(start + TALLEST_IMAGE, bottom), blank


def _runs(bitmap: Bitmap) -> Iterator[tuple[int, int, bool]]:
    """Yield runs of inked rows and of blank rows; gaps too short to pay stay in the ink."""
    white = bytes(bitmap.stride)
    ink_from = gap_from = 0
    for y in range(bitmap.height + 1):
        if y < bitmap.height and bitmap.row(y) == white:
            continue
        if y - gap_from >= SHORTEST_GAP:
            if gap_from > ink_from:
                yield ink_from, gap_from, False
            yield gap_from, y, True
            ink_from = y
        gap_from = y + 1
    if ink_from < bitmap.height:
        yield ink_from, bitmap.height, False
