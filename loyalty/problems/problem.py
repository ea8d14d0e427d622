"""One refusal in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Sentences with `{value}` places: what is wrong, and a hint that says what to do.

    `nothing`: a place and the hints (fa, en) where it is 0, for "at most 0" is no advice.
    """

    fa: str
    en: str
    hint_fa: str = ""
    hint_en: str = ""
    nothing: tuple[str, str, str] | None = None
