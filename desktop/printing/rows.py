"""The rows a slip of paper is made of: what is said and how loudly, never where a dot falls.

Layout modules return these; `typeset` turns them into places and `raster` into dots. No control code of a
printer can be written here: rows hold text for the eye alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Size = Literal["title", "big", "band", "item", "text", "small"]
Weight = Literal["regular", "medium", "semibold", "bold"]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, centred unless `start`; wrapped between words."""

    text: str
    size: Size = "text"
    weight: Weight = "regular"
    start: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and what belongs to it on the other side; `figures` stand in the one column of figures."""

    label: str
    value: str
    size: Size = "text"
    weight: Weight = "regular"
    figures: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper; `short` draws it only over the figures, as over a sum."""

    dashed: bool = False
    short: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """The one amount that matters, white on black."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A line in a black frame: a copy, a void, a test."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code of `payload`; `large` for a card that is scanned from a distance."""

    payload: str
    large: bool = False


@dataclass(frozen=True, slots=True)
class Space:
    """Empty paper, in dots of the 80 mm paper."""

    dots: int


@dataclass(frozen=True, slots=True)
class Ruler:
    """Marks over the whole width, to see that nothing is lost at an edge."""


Row = Line | Pair | Rule | Band | Frame | Code | Space | Ruler


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that a cut of the paper never parts."""

    rows: tuple[Row, ...]


Rows = tuple[Row | Block, ...]
