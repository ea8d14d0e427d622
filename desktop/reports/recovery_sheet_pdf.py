"""The recovery sheet on an A4 page: the groups in two columns with their numbers, the code, and how to keep it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from desktop.reports.fonts import BOLD, MEDIUM
from desktop.reports.paper import INK, LINE, MARGIN, SOFT_INK, TINT, WIDTH, Paper
from loyalty.words import Lang, digits

_COLUMNS, _ROW, _CODE = 2, 34.0, 190.0


class SheetWords(Protocol):
    """What the page says, in the reader's language."""

    def __call__(self, key: str) -> str:
        """Return the sentence of a key: title, why, keep, made, scan."""
        ...


def recovery_sheet_pdf(
    path: Path,
    groups: tuple[str, ...],
    code: tuple[tuple[bool, ...], ...],
    lang: Lang,
    *,
    place: str,
    words: SheetWords,
) -> Path:
    """Write the sheet and return its path; `place` names shop and branch, `code` are the QR code's modules."""
    paper = Paper(path, lang, words("title"))
    paper.heading(words("title"), place)
    paper.write(words("why"), paper.start, size=11)
    paper.down(18)
    paper.write(words("made"), paper.start, size=9, ink=SOFT_INK)
    paper.down(26)
    _groups(paper, groups)
    paper.down(20)
    paper.write(words("scan"), paper.start, size=10, ink=SOFT_INK)
    paper.down(_CODE + 10)
    _code(paper, code)
    paper.down(30)
    paper.rule()
    paper.down(8)
    paper.write(words("keep"), paper.start, size=11, font=BOLD)
    return paper.save()


def _groups(paper: Paper, groups: tuple[str, ...]) -> None:
    """Write the groups down the columns, the first where reading begins; a code itself runs left to right."""
    rows = -(-len(groups) // _COLUMNS)
    width, top = (WIDTH - 2 * MARGIN) / _COLUMNS, paper.y
    for at, group in enumerate(groups):
        column, line = divmod(at, rows)
        column = _COLUMNS - 1 - column if paper.lang == "fa" else column
        left, y = MARGIN + column * width, top - line * _ROW
        paper.canvas.setFillColor(TINT)
        paper.canvas.roundRect(left, y - 9, width - 14, _ROW - 7, 5, stroke=0, fill=1)
        paper.canvas.setFillColor(SOFT_INK)
        paper.canvas.setFont(MEDIUM, 9)
        paper.canvas.drawRightString(left + 26, y + 1, digits(str(at + 1), paper.lang))
        paper.canvas.setFillColor(INK)
        paper.canvas.setFont("Courier-Bold", 17)
        paper.canvas.drawString(left + 42, y, group)
    paper.y = top - rows * _ROW


def _code(paper: Paper, code: tuple[tuple[bool, ...], ...]) -> None:
    side = _CODE / (len(code) + 8)
    left = paper.start - _CODE if paper.lang == "fa" else paper.start
    paper.canvas.setStrokeColor(LINE)
    paper.canvas.rect(left, paper.y, _CODE, _CODE, stroke=1, fill=0)
    paper.canvas.setFillColor("#000000")
    for line, modules in enumerate(code):
        for at, dark in enumerate(modules):
            if dark:
                x, y = left + (at + 4) * side, paper.y + _CODE - (line + 5) * side
                # A hair wider than the module, so that no viewer leaves white seams between neighbours.
                paper.canvas.rect(x, y, side + 0.05, side + 0.05, stroke=0, fill=1)
