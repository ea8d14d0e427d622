"""Sheets become one-bit pictures: Qt shapes and paints the letters, nothing else here decides anything.

Works in any thread once an application object and the fonts exist (`prepare_drawing`). Letters are painted in
grey and cut at one threshold, which keeps curves rounder than painting without antialiasing.
"""

from __future__ import annotations

import math
import threading
from functools import cache
from pathlib import Path

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QImage, QPainter

from desktop.printing.bitmap import Bitmap
from desktop.printing.rows import Rows
from desktop.printing.typeset import LONGEST_SHEET, Box, Mark, Modules, Run, Sheet, typeset
from desktop.printing.wrap import Face

FAMILY = "Vazirmatn"
FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
CELL = 7 / 12
"""Ems a Persian digit of a column is wide: what Latin ones have. The font's own cell is as wide as its «۳», loose."""
INK_BELOW = 150
"""Grey below this prints black; above the middle, because thin strokes fade on thermal paper."""

_loading = threading.Lock()


@cache
def _load(folder: Path) -> tuple[str, ...]:
    """Load the fonts once and return their family names."""
    names: list[str] = []
    for file in sorted(folder.glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        names += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    if FAMILY not in names:
        raise RuntimeError(f"the font {FAMILY} could not be loaded from {folder}")
    return tuple(names)


def prepare_drawing(folder: Path = FONTS) -> QGuiApplication:
    """Make sure that letters can be drawn, without a screen if there is no application yet.

    Call it once from the main thread and keep what it returns; raises RuntimeError when the fonts are missing.
    """
    app = QGuiApplication.instance() or QGuiApplication(["bashgah", "-platform", "offscreen"])
    with _loading:
        _load(folder)
    assert isinstance(app, QGuiApplication)
    return app


class Letters:
    """The faces of one drawing: fonts and metrics live and die in the thread that draws."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[Face, bool], tuple[QFont, QFontMetricsF]] = {}
        self._widths: dict[tuple[str, Face], int] = {}

    def font(self, face: Face, text: str) -> tuple[QFont, QFontMetricsF]:
        """Return the font a text is set in and its metrics; only Persian figures need narrower cells."""
        key = (face, face.tabular and not _PERSIAN.isdisjoint(text))
        if key not in self._fonts:
            font = _narrowed(_font_of(face)) if key[1] else _font_of(face)
            self._fonts[key] = (font, QFontMetricsF(font))
        return self._fonts[key]

    def measure(self, text: str, face: Face) -> int:
        """Return how wide a text is, in whole dots."""
        key = (text, face)
        if key not in self._widths:
            self._widths[key] = math.ceil(self.font(face, text)[1].horizontalAdvance(text)) if text else 0
        return self._widths[key]


_PERSIAN = frozenset("۰۱۲۳۴۵۶۷۸۹")


def _font_of(face: Face) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(face.px)
    font.setWeight(QFont.Weight(face.weight))
    if face.tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _narrowed(font: QFont) -> QFont:
    """Bring the digits of a column nearer to each other, all by the same."""
    cell = QFontMetricsF(font).horizontalAdvance("۰")
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, CELL * font.pixelSize() - cell)
    return font


def draw_rows(rows: Rows, width: int, lang: str, *, longest: int = LONGEST_SHEET) -> tuple[Bitmap, ...]:
    """Return the pictures of a slip, one for each sheet, on paper of 576 or 384 dots."""
    letters = Letters()
    sheets = typeset(rows, width, letters.measure, rtl=lang == "fa", longest=longest)
    return tuple(draw_sheet(sheet, letters) for sheet in sheets)


def draw_sheet(sheet: Sheet, letters: Letters) -> Bitmap:
    """Return the picture of one sheet."""
    image = QImage(sheet.width, sheet.height, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if sheet.rtl else Qt.LayoutDirection.LeftToRight
    )
    try:
        for mark in sheet.marks:
            _paint(mark, painter, letters)
    finally:
        painter.end()
    return _one_bit(image)


def _paint(mark: Mark, painter: QPainter, letters: Letters) -> None:
    if isinstance(mark, Run):
        painter.setFont(letters.font(mark.face, mark.text)[0])
        painter.setPen(_WHITE if mark.white else _BLACK)
        painter.drawText(QPointF(mark.x, mark.y), mark.text)
    elif isinstance(mark, Box):
        painter.fillRect(mark.x, mark.y, mark.width, mark.height, _BLACK)
    else:
        _paint_code(mark, painter)


_BLACK, _WHITE = QColor(0, 0, 0), QColor(255, 255, 255)


def _paint_code(mark: Modules, painter: QPainter) -> None:
    """Paint a code by enlarging a picture of one dot a module, which stays exact."""
    count = len(mark.matrix)
    greys = b"".join(bytes(0 if dark else 255 for dark in row) for row in mark.matrix)
    small = QImage(greys, count, count, count, QImage.Format.Format_Grayscale8)
    side = count * mark.side
    painter.drawImage(QRect(mark.x, mark.y, side, side), small)


def _one_bit(image: QImage) -> Bitmap:
    """Return the packed picture, cut at `INK_BELOW`."""
    darker = bytes(image.constBits()).translate(_CUT)
    cut = QImage(darker, image.width(), image.height(), image.bytesPerLine(), QImage.Format.Format_Grayscale8)
    mono = cut.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)
    if mono.color(1) & 0xFFFFFF:
        mono.invertPixels()
    stride, step = image.width() // 8, mono.bytesPerLine()
    bits = bytes(mono.constBits())
    if step != stride:
        bits = b"".join(bits[at : at + stride] for at in range(0, len(bits), step))
    return Bitmap(image.width(), image.height(), bits)


_CUT = bytes(0 if grey < INK_BELOW else 255 for grey in range(256))
