"""A one-bit picture without Qt: rows of packed bytes, the first dot in the highest bit, 1 = black."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bitmap:
    """`height` rows of `width` dots; `width` is a multiple of 8, `bits` has width/8 × height bytes."""

    width: int
    height: int
    bits: bytes

    def __post_init__(self) -> None:
        if self.width % 8 or len(self.bits) != self.stride * self.height:
            raise ValueError(f"{len(self.bits)} bytes are no picture of {self.width}x{self.height}")

    @property
    def stride(self) -> int:
        """Bytes of a row."""
        return self.width // 8

    def row(self, y: int) -> bytes:
        """Return the packed dots of a row."""
        return self.bits[y * self.stride : (y + 1) * self.stride]

    def dot(self, x: int, y: int) -> bool:
        """Return whether a dot is black."""
        return bool(self.bits[y * self.stride + x // 8] >> (7 - x % 8) & 1)


def png_bytes(bitmap: Bitmap, dots_per_metre: int = 8_000) -> bytes:
    """Return the picture as a one-bit grey PNG (203 dots an inch are 8,000 a metre)."""
    white_is_one = bitmap.bits.translate(bytes(255 - byte for byte in range(256)))
    lines = b"".join(
        b"\0" + white_is_one[at : at + bitmap.stride]
        for at in range(0, len(white_is_one), bitmap.stride or 1)
    )
    header = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 1, 0, 0, 0, 0)
    density = struct.pack(">IIB", dots_per_metre, dots_per_metre, 1)
    chunks = ((b"IHDR", header), (b"pHYs", density), (b"IDAT", zlib.compress(lines, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def stack(pictures: tuple[Bitmap, ...]) -> Bitmap:
    """Return pictures of one width under each other."""
    return Bitmap(
        pictures[0].width, sum(one.height for one in pictures), b"".join(one.bits for one in pictures)
    )
