"""A4 pages in both languages, drawn with reportlab: one `text` for all words, so that Persian is always shaped.

Always holds: lines are broken in logical order first and reordered after; tables run from the side reading starts;
figures stand right under one another and a table ends where its last figure does; no control character of a name reaches the page.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from desktop.reports.files import write_paper
from desktop.reports.fonts import BOLD, MEDIUM, REGULAR, register_fonts
from loyalty.words import Lang, keep_percent

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
MARGIN = 18 * MM
_DOT = "  ·  "
_ROW = 20
"""Height of a row of a table with its line."""
_GAP = 14
"""Between a figure on its right edge and the words that begin beside it."""
INK, SOFT_INK, LINE, TINT, ACCENT = "#12191C", "#5F6B71", "#CBD2D5", "#F1F4F4", "#0B6A66"

_EMBEDDINGS = str.maketrans({"\u2066": "\u202a", "\u2067": "\u202b", "\u2068": "", "\u2069": "\u202c"})
"""The reorderer knows embeddings only: isolates become those; a first-strong isolate is what it would be anyway."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its share of the width, and whether it holds figures."""

    title: str
    share: int
    figures: bool = False


@cache
def _shaper() -> Any:
    from arabic_reshaper import ArabicReshaper

    return ArabicReshaper(
        {"language": "Farsi", "delete_harakat": False, "support_ligatures": False, "support_zwj": True}
    )


def shaped(text: str, lang: Lang) -> str:
    """Return a line in visual order, letters joined; isolates become embeddings (the reorderer knows no others)."""
    clean = "".join(c for c in text if unicodedata.category(c)[0] not in "CZ" or c in _KEPT)
    if lang != "fa" and clean.isascii():
        return clean
    from bidi.algorithm import get_display

    letters = _shaper().reshape(keep_percent(clean).translate(_EMBEDDINGS))
    visual: str = get_display(letters, base_dir="R" if lang == "fa" else "L")
    return "".join(c for c in visual if unicodedata.category(c) != "Cf")


_KEPT = frozenset(" \u200c\u200d\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


@dataclass(slots=True)
class Paper:
    """One PDF being drawn: a cursor that runs down the page and turns it when it is full."""

    path: str | Path
    lang: Lang
    title: str
    canvas: Any = field(init=False)
    y: float = field(init=False, default=HEIGHT - MARGIN)
    page: int = field(init=False, default=1)

    def __post_init__(self) -> None:
        """Begin the first page; nothing is written before `save`."""
        from reportlab.pdfgen.canvas import Canvas

        register_fonts()
        self.canvas = Canvas(str(self.path), pagesize=(WIDTH, HEIGHT), pageCompression=1)
        self.canvas.setTitle(self.title)

    @property
    def start(self) -> float:
        """Return the side reading starts from."""
        return WIDTH - MARGIN if self.lang == "fa" else MARGIN

    @property
    def end(self) -> float:
        """Return the other side."""
        return MARGIN if self.lang == "fa" else WIDTH - MARGIN

    def write(
        self,
        text: str,
        x: float,
        *,
        size: float = 10,
        font: str = REGULAR,
        ink: str = INK,
        align: str = "start",
        y: float | None = None,
    ) -> None:
        """Write one line at the cursor's height, or at `y`; `align` start, end, right (of x) or middle."""
        self.canvas.setFont(font, size)
        self.canvas.setFillColor(ink)
        line, y = shaped(text, self.lang), self.y if y is None else y
        if align == "middle":
            self.canvas.drawCentredString(x, y, line)
            return
        rightwards = align == "right" or (align == "start") == (self.lang == "fa")
        (self.canvas.drawRightString if rightwards else self.canvas.drawString)(x, y, line)

    def keep(self, height: float) -> None:
        """Turn the page unless so much of it is left."""
        if self.y - height < MARGIN + 24:
            self.turn()

    def down(self, points: float) -> None:
        """Move down; turn the page when less than a row is left."""
        self.y -= points
        if self.y < MARGIN + 24:
            self.turn()

    def turn(self) -> None:
        """Finish this page and begin the next."""
        self._foot()
        self.canvas.showPage()
        self.page += 1
        self.y = HEIGHT - MARGIN

    def heading(self, title: str, sub: str) -> None:
        """Write the head of the document."""
        self.y -= 8
        for line in self._lines(title, 20, BOLD):
            self.write(line, self.start, size=20, font=BOLD)
            self.down(20)
        for line in self._lines(sub, 10):
            self.write(line, self.start, size=10, ink=SOFT_INK)
            self.down(14)
        self.down(4)
        self.rule()

    def section(self, title: str, below: float = 96) -> None:
        """Begin a section, never at the foot of a page: `below` is the room of what must stand beside its title."""
        self.keep(below)
        self.down(14)
        self.write(title, self.start, size=12, font=BOLD, ink=ACCENT)
        self.down(16)

    def rule(self, ink: str = LINE) -> None:
        """Draw a hairline."""
        self.canvas.setStrokeColor(ink)
        self.canvas.setLineWidth(0.6)
        self.canvas.line(MARGIN, self.y + 6, WIDTH - MARGIN, self.y + 6)
        self.down(8)

    def tiles(self, figures: Sequence[tuple[str, str]], size: float = 15) -> None:
        """Write the few figures that matter side by side, large, a long one smaller; the room of a row is kept together."""
        self.keep(44)
        width = (WIDTH - 2 * MARGIN) / max(1, len(figures))
        top = self.y
        for place, (label, figure) in enumerate(figures):
            x = self.start - place * width if self.lang == "fa" else self.start + place * width
            self.y = top - 6
            self.write(label, x, size=9, ink=SOFT_INK)
            self.y = top - 26
            self.write(
                figure, x, size=min(size, size * (width - 12) / self._wide(figure, size, BOLD)), font=BOLD
            )
        self.y = top
        self.down(44)

    def notes(self, texts: Sequence[str]) -> None:
        """Write a small note under each tile of the row above."""
        width = (WIDTH - 2 * MARGIN) / max(1, len(texts))
        for place, text in enumerate(texts):
            x = self.start - place * width if self.lang == "fa" else self.start + place * width
            self.write(text, x, size=9, ink=SOFT_INK)
        self.down(20)

    def paragraph(self, text: str, size: float = 10) -> None:
        """Write a text over as many lines as it needs, broken between words."""
        for line in self._lines(text, size):
            self.write(line, self.start, size=size)
            self.down(size * 1.6)
        self.down(4)

    def _lines(self, text: str, size: float, font: str = REGULAR) -> list[str]:
        """Break a text before its parts where it has some, and between words where a part is too long."""
        lines = [""]
        for part in (" ".join(part.split()) for part in text.split(_DOT)):
            longer = _DOT.join(filter(None, (lines[-1], part)))
            if self._fits(longer, size, font):
                lines[-1] = longer
            else:
                lines += self._words(part, size, font)
        return [line for line in lines if line] or [""]

    def _words(self, text: str, size: float, font: str) -> list[str]:
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if self._fits(longer, size, font):
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def _fits(self, text: str, size: float, font: str) -> bool:
        return self._wide(text, size, font) <= WIDTH - 2 * MARGIN

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
        """Write a table; its head is repeated on every page, and no page holds the last row alone."""
        edges = self._edges(columns)
        if self.lang == "fa":
            edges = self._drawn_in(columns, edges, rows)
        self._table_head(columns, edges)
        for place, row in enumerate(rows):
            follows = _ROW if place == len(rows) - 2 else 0
            if self.y < MARGIN + 48 + follows:
                self.turn()
                self._table_head(columns, edges)
            self._row(columns, edges, row, size=9.5, font=REGULAR, ink=INK)
            self.rule("#E3E7E8")

    def _table_head(self, columns: Sequence[Column], edges: Sequence[tuple[float, float]]) -> None:
        self._row(columns, edges, [column.title for column in columns], size=8.5, font=MEDIUM, ink=SOFT_INK)
        self.rule()

    def _row(
        self,
        columns: Sequence[Column],
        edges: Sequence[tuple[float, float]],
        texts: Sequence[str],
        *,
        size: float,
        font: str,
        ink: str,
    ) -> None:
        after_figure = False
        for column, (left, right), text in zip(columns, edges, texts, strict=True):
            if after_figure and not column.figures:
                left, right = (left, right - _GAP) if self.lang == "fa" else (left + _GAP, right)
            after_figure = column.figures
            fitted = self.fit(text, right - left - 6, size, font)
            if column.figures:
                self.write(fitted, right - 2, size=size, font=font, ink=ink, align="right")
            else:
                self.write(
                    fitted, right - 2 if self.lang == "fa" else left + 2, size=size, font=font, ink=ink
                )
        self.down(12)

    def _edges(self, columns: Sequence[Column]) -> list[tuple[float, float]]:
        whole = sum(column.share for column in columns)
        unit = (WIDTH - 2 * MARGIN) / whole
        edges, at = [], 0.0
        for column in columns:
            width = column.share * unit
            left = WIDTH - MARGIN - at - width if self.lang == "fa" else MARGIN + at
            edges.append((left, left + width))
            at += width
        return edges

    def _drawn_in(
        self, columns: Sequence[Column], edges: Sequence[tuple[float, float]], rows: Sequence[Sequence[str]]
    ) -> list[tuple[float, float]]:
        """Return edges whose figures end at the left, where a line of Persian does, as far as the widest reaches."""
        drawn = []
        for place, (column, (left, right)) in enumerate(zip(columns, edges, strict=True)):
            if column.figures:
                told = [(column.title, 8.5, MEDIUM), *((row[place], 9.5, REGULAR) for row in rows)]
                right = min(right, left + 8 + max(self._wide(*one) for one in told))
            drawn.append((left, right))
        return drawn

    def _wide(self, text: str, size: float, font: str) -> float:
        from reportlab.pdfbase.pdfmetrics import stringWidth

        return float(stringWidth(shaped(text, self.lang), font, size))

    def fit(self, text: str, width: float, size: float, font: str) -> str:
        """Return the text, shortened with an ellipsis where it is wider than its column."""
        if self._wide(text, size, font) <= width:
            return text
        words = text
        while words and self._wide(words + "…", size, font) > width:
            words = words[:-1]
        return words.rstrip() + "…"

    def _foot(self) -> None:
        from loyalty.words import digits

        kept, self.y = self.y, MARGIN - 12
        room = WIDTH - 2 * MARGIN - 30
        self.write(self.fit(self.title, room, 8, REGULAR), self.start, size=8, ink=SOFT_INK)
        self.write(digits(str(self.page), self.lang), self.end, size=8, ink=SOFT_INK, align="end")
        self.y = kept

    def save(self) -> Path:
        """Write the file and return its path; raises `file_unwritable`, `file_no_room`, `file_not_ours`."""
        self._foot()
        self.canvas.showPage()
        return write_paper(self.path, self.canvas.getpdfdata())
