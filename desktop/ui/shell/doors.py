"""The two quiet buttons at the end of the sign-in's state line: the other language, the next theme.

Each is named by what it leads to. `app` says what happens then (it also keeps the choice for the next start).
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from desktop.ui import language, theme
from desktop.ui.shell.state_line import Door

_NEXT: dict[theme.ThemeName, theme.ThemeName] = {"light": "dark", "dark": "contrast", "contrast": "light"}


def other_language() -> str:
    return "en" if language.formats().lang == "fa" else "fa"


def next_theme() -> theme.ThemeName:
    return _NEXT[theme.name()]


def sign_in_doors(
    on_language: Callable[[str], None], on_theme: Callable[[theme.ThemeName], None]
) -> tuple[Door, ...]:
    """Give these to `MainWindow.set_doors` while the sign-in is shown, and again after a change of theme."""
    return (
        Door(_language_words, lambda: on_language(other_language())),
        Door(_theme_words, lambda: on_theme(next_theme())),
    )


def _language_words() -> str:
    """A language is always named in itself, so that whoever cannot read this one finds the way."""
    return {"fa": "فارسی", "en": "English"}[other_language()]


def _theme_words() -> str:
    words = {
        "light": QCoreApplication.translate("Doors", "Light theme"),
        "dark": QCoreApplication.translate("Doors", "Dark theme"),
        "contrast": QCoreApplication.translate("Doors", "High contrast"),
    }
    return words[next_theme()]
