"""Parts of a screen that stood as windows of their own before they were put in: each flashes and takes the keys away.

Qt shows a widget without a parent as a window. One that is laid out afterwards was meant as a part, and the window in
front is no longer in front: what is typed next goes nowhere.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QWidget


@contextmanager
def told_strays() -> Iterator[list[str]]:
    """Tell, when it ends, which widgets were shown as windows and became parts of something then, and by which line."""
    shown: list[tuple[QWidget, str]] = []
    told: list[str] = []
    show, set_visible = QWidget.show, QWidget.setVisible

    def note(widget: QWidget) -> None:
        if widget.parentWidget() is None and not widget.isVisible():
            line = traceback.extract_stack(limit=3)[0]
            shown.append((widget, f"{type(widget).__name__} by {line.filename}:{line.lineno}"))

    def noted_show(widget: QWidget) -> None:
        note(widget)
        show(widget)

    def noted_set_visible(widget: QWidget, visible: bool) -> None:
        if visible:
            note(widget)
        set_visible(widget, visible)

    QWidget.show, QWidget.setVisible = noted_show, noted_set_visible
    try:
        yield told
    finally:
        QWidget.show, QWidget.setVisible = show, set_visible
        told += [where for one, where in shown if _is_part(one)]


def _is_part(widget: QWidget) -> bool:
    """Say whether a widget lies in another; one that Qt has deleted lies nowhere."""
    try:
        return widget.parentWidget() is not None
    except RuntimeError:
        return False
