"""Where a damaged shop goes from here: the backups that are known, and the command that puts one back."""

from __future__ import annotations

import shlex
from pathlib import Path

from desktop.cli.answers import Phrases, phrase
from desktop.usecases.backups import known_backups
from loyalty.errors import LoyaltyError
from loyalty.words import Lang

DAMAGED = frozenset({"shop_damaged", "shop_unreadable"})
_MOST_SHOWN = 5
_MALFORMED = ("malformed", "not a database", "corrupt", "hmac check failed")
"""What SQLite and SQLCipher say of pages that are not as they were written."""

PHRASES: Phrases = {
    "backups": ("پشتیبان‌هایی که هستند، تازه‌ترین نخست:", "Backups that are there, the newest first:"),
    "none": (
        "این‌جا پشتیبانی شناخته نیست؛ روی فلش یا دیسک دیگر دنبال پروندهٔ bashgah-….backup بگردید. فروشگاهی که مرکز دارد، ثبت‌هایش را از مرکز پس می‌گیرد.",
        "No backup is known here; look for files named bashgah-….backup on the stick or another disk. A shop that has a centre "
        "gets its records back from there.",
    ),
    "command": ("برگرداندن:", "To put it back:"),
}


def is_damage(defect: Exception) -> bool:
    """Say whether a defect is the database's word that pages of the file are damaged."""
    text = str(defect).lower()
    return type(defect).__name__ == "DatabaseError" and any(words in text for words in _MALFORMED)


def way_back(refusal: LoyaltyError, folder: Path, lang: Lang) -> str:
    """Return what to do about a damaged shop, nothing for any other refusal."""
    if refusal.code not in DAMAGED:
        return ""
    found = [str(path) for path in known_backups(folder)[:_MOST_SHOWN]]
    head = [phrase(PHRASES, "backups", lang), *(f"  {path}" for path in found)]
    line = f"bashgah --shop {shlex.quote(str(folder))} restore {shlex.quote(found[0]) if found else 'F'}"
    told = head if found else [phrase(PHRASES, "none", lang)]
    # Alone in its line and without direction marks, so that it can be copied.
    return "\n".join([*told, phrase(PHRASES, "command", lang), line])
