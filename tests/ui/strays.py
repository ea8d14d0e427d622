"""Parts of a screen that stood as windows of their own before they were put in: each flashes and takes the keys away.

Qt shows a widget without a parent as a window. One that is laid out afterwards was meant as a part, and the window in
front is no longer in front: what is typed next goes nowhere.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QWidget

_shown: list[tuple[QWidget, str]] = []
_show, _set_visible = QWidget.show, QWidget.setVisible


@contextmanager
def told_strays() -> Iterator[list[str]]:
    """Tell, when it ends, which widgets were shown as windows and became parts of something then, and by which line."""
    told: list[str] = []
    _listen()
    _shown.clear()
    try:
        yield told
    finally:
        told += [where for one, where in _shown if _is_part(one)]
        _shown.clear()


def _listen() -> None:
    """Hear of every widget that is shown, from now on for good.

    Never undone: `setVisible` is virtual, and Qt's bindings remember what stands in its place. Taken away again, it would
    be called after it is gone, and the interpreter dies.
    """
    if QWidget.show is not _noted_show:
        QWidget.show, QWidget.setVisible = _noted_show, _noted_set_visible


def _note(widget: QWidget) -> None:
    if widget.parentWidget() is None and not widget.isVisible():
        line = traceback.extract_stack(limit=3)[0]
        _shown.append((widget, f"{type(widget).__name__} by {line.filename}:{line.lineno}"))


def _noted_show(widget: QWidget) -> None:
    _note(widget)
    _show(widget)


def _noted_set_visible(widget: QWidget, visible: bool) -> None:
    if visible:
        _note(widget)
    _set_visible(widget, visible)


def _is_part(widget: QWidget) -> bool:
    """Say whether a widget lies in another; one that Qt has deleted lies nowhere."""
    try:
        return widget.parentWidget() is not None
    except RuntimeError:
        return False
