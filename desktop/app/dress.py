"""Gives the program the look and language that the shop's settings say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from desktop.ui import language, theme
from desktop.ui.program import Program
from desktop.ui.theme import ThemeName
from desktop.usecases.settings import Value, read_settings
from desktop.usecases.till import Till


def dress(app: Program, till: Till, lang: str | None = None) -> None:
    """Give the program the theme, language, digits and calendar of the settings."""
    with till.read() as db:
        values = read_settings(db)
    theme.use(app, cast(ThemeName, values["theme"]))
    speak(app, till, values, lang or str(values["language"]))


def speak(app: Program, till: Till, values: Mapping[str, Value], lang: str) -> None:
    """Switch to a language, with the shop's digits, calendar, money and zone."""
    language.use(
        app,
        lang,
        digits=str(values["digits"]),
        calendar=str(values["calendar"]),
        currency=till.shop.currency,
        zone=till.shop.zone,
    )
