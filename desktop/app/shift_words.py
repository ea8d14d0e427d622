"""What a shift is called, by the hour it was opened: morning, afternoon or night; and what a till is called."""

from __future__ import annotations

from loyalty.clock import local_time
from loyalty.words import Lang

_NAMES = (
    (5, ("شیفت صبح", "Morning shift")),
    (13, ("شیفت عصر", "Evening shift")),
    (20, ("شیفت شب", "Night shift")),
)


def shift_name(opened_at: int, zone: str, lang: Lang) -> str:
    """Return the name of a shift opened at an instant."""
    hour = local_time(opened_at, zone).hour
    names = next((words for begins, words in reversed(_NAMES) if hour >= begins), _NAMES[-1][1])
    return names[lang != "fa"]


def till_name(code: str, lang: Lang) -> str:
    """Return a till's code as people say it."""
    return f"صندوق {code}" if lang == "fa" else f"till {code}"
