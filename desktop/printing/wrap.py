"""Breaking text into lines: only between words, a word that is too long shrinks and is never broken.

Knows letters only through a `Measure`, so that it is the same with every way of drawing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop.printing.paper_text import FSI, LRI, PDI, RLI

SMALLEST = 13
"""Dots of the smallest letter that is still legible at 203 dots an inch."""


@dataclass(frozen=True, slots=True)
class Face:
    """How letters look: height in dots, weight 400 to 700, figures of one width or not."""

    px: int
    weight: int = 400
    tabular: bool = False


Measure = Callable[[str, Face], int]
"""The width of a text in a face, in dots, rounded up."""


def fit_one_line(text: str, face: Face, width: int, measure: Measure) -> tuple[Face, bool]:
    """Return the largest face not above `face` in which the text fits one line, and whether it does fit."""
    while (wide := measure(text, face)) > width and face.px > SMALLEST:
        face = replace(face, px=max(SMALLEST, min(face.px - 1, face.px * width // wide)))
    return face, wide <= width


def wrap(
    text: str, face: Face, width: int, measure: Measure, *, balanced: bool = False
) -> tuple[Face, tuple[str, ...]]:
    """Return the face and the lines of a text; `balanced` lines are of similar length, for centred text."""
    if measure(text, face) <= width:
        return face, (text,)
    words = text.split(" ")
    for word in words:
        face, _ = fit_one_line(word, face, width, measure)
    words = [word if measure(word, face) <= width else _shorten(word, face, width, measure) for word in words]
    lines = _fill(words, face, width, measure)
    if balanced and len(lines) > 1:
        lines = _balance(words, face, width, len(lines), measure)
    return face, _carry_isolates(lines)


def _fill(words: list[str], face: Face, width: int, measure: Measure) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if line and measure(longer, face) > width:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line]


def _balance(words: list[str], face: Face, width: int, count: int, measure: Measure) -> list[str]:
    narrow, wide = width // 2, width
    while wide - narrow > 8:
        middle = (narrow + wide) // 2
        lines = _fill(words, face, middle, measure)
        if len(lines) > count or any(measure(line, face) > middle for line in lines):
            narrow = middle
        else:
            wide = middle
    return _fill(words, face, wide, measure)


def _shorten(word: str, face: Face, width: int, measure: Measure) -> str:
    """Return a word that is too long even in the smallest face with its tail left out, its isolates closed."""
    short, long = 0, len(word)
    while long - short > 1:
        middle = (short + long) // 2
        if measure(word[:middle] + "…", face) <= width:
            short = middle
        else:
            long = middle
    return word[:short] + "…" + (PDI if word.endswith(PDI) and word[:1] in (LRI, RLI, FSI) else "")


def _carry_isolates(lines: list[str]) -> tuple[str, ...]:
    """Return the lines with every isolate that runs over an end of line closed there and opened again."""
    open_now: list[str] = []
    carried: list[str] = []
    for line in lines:
        start = "".join(open_now)
        for sign in line:
            if sign in (LRI, RLI, FSI):
                open_now.append(sign)
            elif sign == PDI and open_now:
                open_now.pop()
        carried.append(start + line + PDI * len(open_now))
    return tuple(carried)
