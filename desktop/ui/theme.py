"""Colours, type and the one stylesheet, all made from one set of tokens.

What must hold: no widget writes a colour of its own; whoever paints asks `tokens()` at paint time, so a
switch of theme reaches everything that is visible. Text stands at 4.5:1 or better on every ground it may
stand on, 7:1 in high contrast (tests compute it).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from desktop.ui import paths
from desktop.ui.stylesheet import stylesheet
from desktop.ui.tokens import THEMES, Tokens

ThemeName = Literal["light", "dark", "contrast"]
FAMILY = "Vazirmatn"

REGULAR, MEDIUM, SEMIBOLD, BOLD = 400, 500, 600, 700


@dataclass(slots=True)
class _Current:
    name: ThemeName = "light"
    worn: bool = False


_current = _Current()


def tokens() -> Tokens:
    """The colours in force now."""
    return THEMES[_current.name]


def name() -> ThemeName:
    return _current.name


def worn() -> bool:
    """Whether the program wears a theme yet."""
    return _current.worn


def color(token: str) -> QColor:
    """The colour of a token by its name, `color("accent")`."""
    return QColor(getattr(tokens(), token))


def font(size: int, weight: int = REGULAR, tnum: bool = False) -> QFont:
    """Vazirmatn at `size` pixels; `tnum` gives every digit one width (columns of figures only)."""
    made = QFont(FAMILY)
    made.setPixelSize(size)
    made.setWeight(QFont.Weight(weight))
    if tnum:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def load_fonts() -> None:
    """Register the shipped fonts; a missing one is an error now, not boxes on a screen later."""
    for file in sorted((paths.resources() / "fonts").glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise RuntimeError(f"font cannot be loaded: {file}")


def start(app: QApplication, theme: ThemeName = "light") -> None:
    """Set style, fonts and theme once, before the first word is painted."""
    load_fonts()
    app.setStyle("Fusion")
    app.setFont(font(14))
    _current.worn = True
    use(app, theme)


def use(app: QApplication, theme: ThemeName) -> None:
    """Switch the whole program to `theme`, at any time; the first theme brings style and fonts."""
    if not _current.worn:
        start(app, theme)
        return
    _current.name = theme
    app.setPalette(_palette(tokens()))
    app.setStyleSheet(stylesheet(tokens(), paths.resources() / "theme" / theme))


def _palette(t: Tokens) -> QPalette:
    palette = QPalette()
    for role, value in _roles(t).items():
        palette.setColor(role, QColor(value))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(t.text3))
    return palette


def _roles(t: Tokens) -> dict[QPalette.ColorRole, str]:
    role = QPalette.ColorRole
    return {
        role.Window: t.surface,
        role.WindowText: t.text,
        role.Base: t.surface,
        role.AlternateBase: t.sunken,
        role.Text: t.text,
        role.PlaceholderText: t.text3,
        role.Button: t.surface,
        role.ButtonText: t.text,
        role.BrightText: t.red,
        role.Highlight: t.accent,
        role.HighlightedText: t.on_accent,
        role.Link: t.accent,
        role.LinkVisited: t.accent,
        role.ToolTipBase: t.surface,
        role.ToolTipText: t.text,
        role.Light: t.surface,
        role.Midlight: t.line,
        role.Mid: t.line2,
        role.Dark: t.line2,
        role.Shadow: t.text3,
        role.Accent: t.accent,
    }
