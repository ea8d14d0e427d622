"""Shared strokes: icons in theme colours, key caps, rounded boxes. Everything asks the theme at paint time."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.ui import paths, theme

FLIPPED = frozenset(
    [
        "arrow-forward",
        "arrow-back",
        "chevron-forward",
        "chevron-back",
        "search",
        "refund",
        "undo",
        "logout",
        "list",
        "queue",
        "message",
    ]
)
"""Icons that point along the line of writing and so turn round in Persian."""

CAP_HEIGHT = 20


@cache
def _source(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _drawn(name: str, color: str, side: int, flipped: bool) -> QPixmap:
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    if flipped:
        painter.translate(side, 0)
        painter.scale(-1, 1)
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", color).encode()))
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    return pixmap


def icon_pixmap(name: str, size: int, color: QColor | str, ratio: float = 1.0, rtl: bool = False) -> QPixmap:
    """An icon of `resources/icons` drawn in `color`, `size` logical pixels square."""
    drawn = QPixmap(_drawn(name, QColor(color).name(), round(size * ratio), rtl and name in FLIPPED))
    drawn.setDevicePixelRatio(ratio)
    return drawn


def draw_icon(
    painter: QPainter, name: str, x: float, y: float, size: int, color: QColor | str, rtl: bool
) -> None:
    """Draw an icon with its top left corner at (x, y)."""
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(QPointF(x, y), icon_pixmap(name, size, color, ratio, rtl))


def smooth(painter: QPainter) -> QPainter:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def box(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | str | None,
    edge: QColor | str | None = None,
    width: float = 1.0,
    *,
    dashed: bool = False,
) -> None:
    """A rounded box; the edge is drawn wholly inside `rect`."""
    inset = width / 2 if edge else 0.0
    style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    painter.setPen(QPen(QColor(edge), width, style) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)


def ring() -> int:
    """How thick the edge of what has the focus is: where everything has an edge it takes more to be seen."""
    return 3 if theme.tokens().edge else 2


def cap_font() -> QFont:
    return theme.font(11, theme.MEDIUM)


def cap_width(text: str) -> float:
    """How wide a key cap with this word is."""
    return max(QFontMetricsF(cap_font()).horizontalAdvance(text) + 12, 22.0) if text else 0.0


def draw_cap(
    painter: QPainter, x: float, middle: float, text: str, color: QColor, edge: QColor, filled: QColor | None
) -> None:
    """A key cap from `x`, centred on the line `middle`. `filled` is the colour of its word when it is filled."""
    rect = QRectF(x, middle - CAP_HEIGHT / 2, cap_width(text), CAP_HEIGHT)
    box(painter, rect, 4, color if filled else None, None if filled else edge)
    painter.setFont(cap_font())
    painter.setPen(filled or color)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)


SMALLEST = 9
"""Pixels below which a figure is not written smaller to fit."""


def fitting(font: QFont, text: str, width: float) -> QFont:
    """Return the font, smaller where a figure would not stand whole in a width."""
    while font.pixelSize() > SMALLEST and text_width(text, font) > width:
        font.setPixelSize(font.pixelSize() - 1)
    return font


def text_width(text: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)
