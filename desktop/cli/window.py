"""Opens the window for a line that names no command.

The window must stand at once, so a line that asks for nothing else is read here, without the commands: reading them in
takes longer than the window does. Nothing heavy may be imported by this module.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from loyalty.errors import LoyaltyError

if TYPE_CHECKING:
    from loyalty.words import Lang


@dataclass(frozen=True, slots=True)
class WindowLine:
    """A line that asks for the window alone; None is what was not said."""

    shop: str | None = None
    lang: Lang | None = None


def read_window_line(argv: Sequence[str]) -> WindowLine | None:
    """Return the line when it is `[--shop FOLDER] [--lang fa|en]` and nothing else; any other is for the parser."""
    said = dict(zip(argv[::2], argv[1::2], strict=False))
    shop, lang = said.pop("--shop", None), said.pop("--lang", None)
    if said or len(argv) % 2 or (shop or "").startswith("-") or not _is_language(lang):
        return None
    return WindowLine(shop, lang)


def _is_language(lang: str | None) -> bool:
    if lang is None:
        return True
    from loyalty.words import LANGUAGES

    return lang in LANGUAGES


def open_window(shop: str | None, lang: Lang | None, environ: Mapping[str, str], stderr: TextIO) -> int:
    """Open the window and return its exit status.

    Raises `window_cannot_open`, `window_missing`, `window_without_display`.
    """
    from importlib import import_module
    from importlib.util import find_spec

    from desktop.system_check import find_problem

    problem = find_problem()
    if problem:
        # Said as it is: the names of libraries and the command must not be cut or put into other digits.
        stderr.write(problem + "\n")
        raise LoyaltyError("window_cannot_open")
    if find_spec("desktop.app") is None:
        raise LoyaltyError("window_missing")
    if not _has_display(environ):
        raise LoyaltyError("window_without_display")
    code: int = import_module("desktop.app").main(shop=shop, language=lang, environ=environ)
    return code


def _has_display(environ: Mapping[str, str]) -> bool:
    # Qt does not raise where there is no display: it aborts the process, with nothing said to whom it concerns.
    asked = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(environ.get(name) for name in asked)
