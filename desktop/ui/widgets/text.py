"""Words and figures: labels that keep to their side in both languages, the large figure, an amount of money."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.ui import language, theme
from desktop.ui.formats import plain
from loyalty.words import keep_percent

Align = Literal["start", "end", "center", "right", "left"]
_LRM, _RLM, _ALM = "\u200e", "\u200f", "\u061c"
_FIRST_STRONG_ISOLATE = "\u2068"


def absolute(align: Align, rtl: bool) -> Qt.AlignmentFlag:
    """An alignment Qt will not mirror again: a label of digits alone would drift to the wrong side."""
    if align == "center":
        return Qt.AlignmentFlag.AlignHCenter
    right = align == "right" or (align == "start" and rtl) or (align == "end" and not rtl)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute


def directed(text: str) -> str:
    """A sentence that begins with a word of the other script, or a sign, still runs in the reader's direction.

    In English that is what holds an isolated name; a Persian name alone keeps its own direction. A Persian percentage
    has its sign on the same side everywhere.
    """
    text = keep_percent(text)
    if not language.formats().rtl:
        return f"{_LRM}{text}" if _FIRST_STRONG_ISOLATE in text and directed_right(text) else text
    if not any(_is_persian(c) for c in text):
        return text
    return text if directed_right(text) else f"{_RLM}{text}"


def directed_right(text: str) -> bool:
    """Whether the first strong character of `text` runs from the right."""
    for c in text:
        if c in (_RLM, _ALM) or _is_persian(c):
            return True
        if c == _LRM or c.isalpha():
            return False
    return False


def _is_persian(c: str) -> bool:
    return "\u0600" <= c <= "\u06ff" and c.isalpha()


def _run(text: str) -> Qt.LayoutDirection:
    return Qt.LayoutDirection.RightToLeft if directed_right(text) else Qt.LayoutDirection.LeftToRight


def _break_lines(layout: QTextLayout, width: int) -> float:
    """Break a text into lines of `width`; returns their height."""
    tall = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, tall))
        tall += line.height()
    layout.endLayout()
    return tall


class Label(QLabel):
    """One text. `tone` is a token (text, text2, text3, accent, on_accent, warn, red)."""

    def __init__(
        self,
        text: str = "",
        size: int = 14,
        weight: int = theme.REGULAR,
        tone: str = "text",
        *,
        tnum: bool = False,
        align: Align = "start",
        wrap: bool = False,
        elide: bool = False,
        struck: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._align: Align = align
        self._elide = elide
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.set_font(size, weight, tnum=tnum, struck=struck)
        self.set_tone(tone)
        self.setText(text)
        self._realign()
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_font(self, size: int, weight: int, *, tnum: bool = False, struck: bool = False) -> None:
        made = theme.font(size, weight, tnum)
        made.setStrikeOut(struck)
        self.setFont(made)
        if size >= 20 and not self.wordWrap():
            self.setFixedHeight(round(size * 1.3))

    def set_tone(self, tone: str) -> None:
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)

    def setText(self, text: str) -> None:
        super().setText(directed(text))
        if self._elide:
            self.setToolTip(plain(text))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LayoutDirectionChange, QEvent.Type.LanguageChange):
            self._realign()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(24, hint.height()) if self._elide else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._elide and not self.wordWrap():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        if self.wordWrap():
            self._paint_wrapped(painter)
        else:
            self._paint_elided(painter)
        painter.end()

    def _paint_wrapped(self, painter: QPainter) -> None:
        """Line by line: QLabel itself pushes a wrapped Persian line aside by its trailing space."""
        layout = QTextLayout(self.text().replace("\n", "\u2028"), self.font())
        option = QTextOption(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
        option.setTextDirection(_run(self.text()))
        layout.setTextOption(option)
        tall = _break_lines(layout, self.width())
        top = self.alignment() & Qt.AlignmentFlag.AlignTop
        layout.draw(painter, QPointF(0, 0 if top else max((self.height() - tall) / 2, 0)))

    def _paint_elided(self, painter: QPainter) -> None:
        # Shaped words are sometimes a dot wider than they were measured: no reason to take letters away.
        measured, text, seat = QFontMetrics(self.font()), self.text(), self.rect()
        wide = measured.horizontalAdvance(text)
        if wide > self.width() + _SLACK:
            text = measured.elidedText(text, Qt.TextElideMode.ElideRight, self.width())
        elif wide > self.width():  # drawn a hair narrower rather than cut through its last letter
            painter.scale(self.width() / wide, 1)
            seat.setWidth(wide)
        painter.setLayoutDirection(_run(text))
        painter.drawText(seat, int(self.alignment()) | int(Qt.TextFlag.TextDontClip), text)

    def _realign(self) -> None:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setAlignment(absolute(self._align, rtl) | Qt.AlignmentFlag.AlignVCenter)


_LEAST_SCALE = 0.4
_SLACK = 3


class Figure(QWidget):
    """A large figure with its unit small beside it on the same base line: «۴۸۵٬۰۰۰ تومان»."""

    def __init__(
        self,
        size: int = 40,
        tone: str = "text",
        *,
        weight: int = theme.BOLD,
        unit_size: int = 14,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._size, self._unit_size, self._weight, self._tone = size, unit_size, weight, tone
        self._name, self._figure, self._unit = name, "", ""
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)

    def show_figure(self, figure: str, unit: str = "", *, tone: str | None = None) -> None:
        # A Persian zero alone is but a dot in large type: there it is written out.
        self._figure, self._unit = ("صفر" if figure == "۰" else figure), unit
        self._tone = tone or self._tone
        self._call()
        self.updateGeometry()
        self.update()

    def set_name(self, name: str) -> None:
        """The heading a screen reader says before the figure."""
        self._name = name
        self._call()

    def figure(self) -> str:
        return self._figure

    def sizeHint(self) -> QSize:
        fonts = self._fonts()
        gap = 9 if self._unit else 0
        wide = QFontMetricsF(fonts[0]).horizontalAdvance(self._figure) + gap
        return QSize(
            round(wide + QFontMetricsF(fonts[1]).horizontalAdvance(self._unit)) + 2, round(self._size * 1.3)
        )

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(round(hint.width() * _LEAST_SCALE), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        figure_font, unit_font = self._fitting()
        wide = QFontMetricsF(figure_font).horizontalAdvance(self._figure)
        unit_wide = QFontMetricsF(unit_font).horizontalAdvance(self._unit) + 2
        base = self.height() / 2 + figure_font.pixelSize() * 0.33
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter = QPainter(self)
        painter.setFont(figure_font)
        painter.setPen(theme.color(self._tone))
        x = self.width() - wide if rtl else 0.0
        painter.drawText(round(x), round(base), self._figure)
        painter.setFont(unit_font)
        painter.setPen(theme.color("text2"))
        painter.drawText(round(x - 9 - unit_wide + 2 if rtl else wide + 9), round(base), self._unit)
        painter.end()

    def _fitting(self) -> tuple[QFont, QFont]:
        """A sum longer than its place is set smaller: a cut one would be another sum."""
        fonts, wanted = self._fonts(), self.sizeHint().width()
        if wanted > self.width():
            for font in fonts:
                font.setPixelSize(max(int(font.pixelSize() * (self.width() - 12) / wanted), 1))
        return fonts

    def _fonts(self) -> tuple[QFont, QFont]:
        return theme.font(self._size, self._weight), theme.font(self._unit_size)

    def _call(self) -> None:
        self.setAccessibleName(plain(f"{self._name} {self._figure} {self._unit}").strip())


class MoneyLabel(Label):
    """An amount in whole money units, in tabular figures, aligned by its right edge in both languages."""

    def __init__(
        self,
        size: int = 15,
        weight: int = theme.SEMIBOLD,
        tone: str = "text",
        *,
        signed: bool = False,
        unit: bool = False,
        struck: bool = False,
        align: Align = "right",
        parent: QWidget | None = None,
    ) -> None:
        self._amount: int | None = None
        self._signed, self._unit = signed, unit
        super().__init__("", size, weight, tone, tnum=not unit, align=align, struck=struck, parent=parent)

    def show_amount(self, amount: int | None) -> None:
        """Show an amount; None shows nothing."""
        self._amount = amount
        self._write()

    def amount(self) -> int | None:
        return self._amount

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._write()

    def _write(self) -> None:
        if self._amount is None:
            self.setText("")
            return
        written = language.formats()
        if self._unit:
            self.setText(written.money(self._amount, signed=self._signed))
        else:
            self.setText(
                written.signed_amount(self._amount) if self._signed else written.amount(self._amount)
            )
