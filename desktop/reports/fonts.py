"""The three faces of a PDF, embedded."""

from __future__ import annotations

from functools import cache
from pathlib import Path

REGULAR, MEDIUM, BOLD = "Vazirmatn", "Vazirmatn-Medium", "Vazirmatn-Bold"

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
_FILES = {REGULAR: "Vazirmatn-Regular.ttf", MEDIUM: "Vazirmatn-Medium.ttf", BOLD: "Vazirmatn-Bold.ttf"}


@cache
def register_fonts() -> None:
    """Make the faces known to reportlab, once."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))
