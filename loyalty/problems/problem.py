"""One refusal in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Sentences with `{value}` places: what is wrong, and a hint that says what to do.

    `nothing`: a place and the hints (fa, en) where it is 0, for "at most 0" is no advice. `typed`: the option or command
    that does it (fa, en), said on the command line alone: who stands before a window has a button for it.
    """

    fa: str
    en: str
    hint_fa: str = ""
    hint_en: str = ""
    nothing: tuple[str, str, str] | None = None
    typed: tuple[str, str] = ("", "")
