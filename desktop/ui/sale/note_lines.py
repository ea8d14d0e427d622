"""The notes under a line's name: pieces of text side by side, on as many lines as they need.

Nothing is left out: what finds no room beside the others goes to a line of its own, and a text wider than a whole line
goes on in the next. A single word wider than a line is shortened; the row's tooltip tells it whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from desktop.ui import theme
from desktop.ui.widgets import painting
from desktop.ui.widgets.text import absolute, directed, directed_right

NOTE_LINE = 21
"""Pixels of a line of notes."""
_ICON = 15
_GAP, _SIGN = 8, 6
"""Pixels between the pieces of a line, and of the sign between two."""
_END = Qt.TextElideMode.ElideRight
"""An offer's name keeps its beginning, for it ends in figures."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a row's second line; `tail` are its figures, which stay whole when the text must be shortened."""

    text: str
    tone: str = "text2"
    icon: str = ""
    weight: int = theme.REGULAR
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece on its line, and how wide its text may be."""

    span: Span
    wide: int


def laid_out(notes: Sequence[Span], wide: int) -> list[list[Placed]]:
    """Return the pieces line by line, in their order."""
    lines: list[list[Placed]] = []
    left = 0
    for note in notes:
        parts = _broken(note, wide)
        for span in parts:
            fixed, text = _fixed(span), _advance(span.text, span.weight)
            beside = _SIGN + 2 * _GAP + fixed + text
            if lines and len(parts) == 1 and beside <= left:
                lines[-1].append(Placed(span, text))
                left -= beside
            else:
                fitting = min(text, max(wide - fixed, 0))
                lines.append([Placed(span, fitting)])
                left = wide - fixed - fitting
    return lines


def _broken(span: Span, wide: int) -> tuple[Span, ...]:
    """Return a piece in parts of at most a line each, broken between words; the figures stay with the last."""
    if _fixed(span) + _advance(span.text, span.weight) <= wide:
        return (span,)
    texts = [""]
    for word in span.text.split(" "):
        longer = f"{texts[-1]} {word}".strip()
        room = wide - (_ICON + _GAP if span.icon and len(texts) == 1 else 0)
        if texts[-1] and _advance(longer, span.weight) > room:
            texts.append(word)
        else:
            texts[-1] = longer
    first = replace(span, text=texts[0], tail="")
    parts = [first, *(replace(first, text=text, icon="") for text in texts[1:])]
    last = replace(parts[-1], tail=span.tail)
    if span.tail and _fixed(last) + _advance(last.text, last.weight) > wide:
        return (*parts, replace(first, text=span.tail, icon=""))
    return (*parts[:-1], last)


def paint_notes(painter: QPainter, line: QRect, pieces: Sequence[Placed], rtl: bool) -> None:
    """Paint the pieces of one line."""
    x = 0
    for place, piece in enumerate(pieces):
        if place:
            x = _paint_piece(painter, line, x, Placed(Span("·"), _SIGN), rtl) + _GAP
        x = _paint_piece(painter, line, x, piece, rtl) + _GAP


def sliced(line: QRect, start: int, wide: int, rtl: bool) -> QRect:
    """The part of a line that begins `start` pixels from where reading begins."""
    left = line.right() + 1 - start - wide if rtl else line.left() + start
    return QRect(left, line.top(), wide, line.height())


def paint_words(
    painter: QPainter, rect: QRect, text: str, font: QFont, tone: str, rtl: bool, where: Qt.TextElideMode
) -> None:
    """Paint a text in its own direction, shortened where it does not fit."""
    words = directed(text)
    short = QFontMetrics(font).elidedText(words, where, rect.width())
    painter.setFont(font)
    painter.setPen(theme.color(tone))
    right = directed_right(words)
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
    flags = absolute("start", rtl) | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(rect, int(flags), short)


def _fixed(span: Span) -> int:
    """The width a piece takes beside its text."""
    icon = _ICON + _GAP if span.icon else 0
    return icon + (_advance(span.tail, span.weight) + _GAP if span.tail else 0)


@lru_cache(maxsize=2_048)
def _advance(text: str, weight: int) -> int:
    return QFontMetrics(theme.font(13, weight)).horizontalAdvance(directed(text)) + 2


def _paint_piece(painter: QPainter, line: QRect, x: int, piece: Placed, rtl: bool) -> int:
    """Paint one piece of the second line at `x`, return where it ends."""
    span, wide = piece.span, piece.wide
    if span.icon:
        place = sliced(line, x, _ICON, rtl)
        y = place.center().y() - _ICON / 2 + 1
        painting.draw_icon(painter, span.icon, place.left(), y, _ICON, theme.color(span.tone), rtl)
        x += _ICON + _GAP
    font = theme.font(13, span.weight)
    paint_words(painter, sliced(line, x, wide, rtl), span.text, font, span.tone, rtl, _END)
    if not span.tail:
        return x + wide
    tail = _advance(span.tail, span.weight)
    paint_words(painter, sliced(line, x + wide + _GAP, tail, rtl), span.tail, font, span.tone, rtl, _END)
    return x + wide + _GAP + tail
