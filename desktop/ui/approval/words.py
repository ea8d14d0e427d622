"""Who approved an act, as a screen says it beside who did it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.ui import language


def approved_words(name: str) -> str:
    """Return who approved, or nothing where nobody had to."""
    if not name:
        return ""
    told = QCoreApplication.translate("Approval", "approved by {name}")
    return told.format(name=language.formats().name(name))
