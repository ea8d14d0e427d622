"""Looks at a window in every dress: one picture for each size, language and theme, and a list of words that are cut."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop.ui import language, theme
from desktop.ui.formats import plain
from desktop.ui.lanes import Lanes
from desktop.ui.widgets import Label
from tests.ui.accessibility import nameless, spoken_name
from tests.ui.typing import press

LONGEST_WAIT = 30.0
QUIET = 0.12
MOST_STOPS = 60


@dataclass(frozen=True, slots=True)
class Dress:
    """How a window is looked at."""

    size: tuple[int, int]
    lang: str
    theme: str

    @property
    def name(self) -> str:
        """Return what stands in a picture's file name: `fa-light-1280`."""
        return f"{self.lang}-{self.theme}-{self.size[0]}"


@dataclass(slots=True)
class Eye:
    """`look(name)` wherever there is something to see; `remarks` gathers what a person would stumble over.

    `use_language` and `use_theme` are the window's own, so that a change at run time is looked at too.
    """

    window: QWidget
    lanes: Lanes
    dresses: tuple[Dress, ...]
    out: Path
    use_language: Any
    use_theme: Any
    only: str = ""
    remarks: list[str] = field(default_factory=list)

    def rest(self) -> None:
        """Let the lanes finish and the window paint."""
        ends, quiet = time.monotonic() + LONGEST_WAIT, time.monotonic() + QUIET
        while time.monotonic() < ends and (self.lanes.busy or time.monotonic() < quiet):
            QApplication.processEvents()
            if self.lanes.busy:
                quiet = time.monotonic() + QUIET
            time.sleep(0.003)
        for _ in range(3):  # what the last answer changed is laid out, on a busy machine too
            QApplication.processEvents()

    def look(self, name: str, widget: QWidget | None = None) -> None:
        """Take a picture of the window (or of a widget of its own) in every dress."""
        self.rest()
        if self.only and self.only not in name:
            return
        for dress in self.dresses:
            self._wear(dress, widget or self.window)
            shown = widget or self.window
            shown.grab().save(str(self.out / f"{name}-{dress.name}.png"))
            self.remarks += [f"{name}-{dress.name}: {one}" for one in stumbles(shown)]
        print(name, flush=True)

    def tab_through(self, name: str) -> None:
        """Press Tab until the focus comes round, and note in `focus.txt` where it stood, in order."""
        self.rest()
        stops: list[str] = []
        while (here := self.window.focusWidget()) is not None and len(stops) < MOST_STOPS:
            at = here.mapTo(self.window, here.rect().center())
            stop = f"  {spoken_name(here) or '(no name)'} [{type(here).__name__}] {at.x()},{at.y()}"
            if stop in stops and stop != stops[-1]:
                break
            stops.append(stop)
            press(here, Qt.Key.Key_Tab)
            QApplication.processEvents()
        with (self.out / "focus.txt").open("a", encoding="utf-8") as file:
            file.write("\n".join([name, *stops, ""]))

    def _wear(self, dress: Dress, widget: QWidget) -> None:
        if widget.size() != QSize(*dress.size):
            widget.resize(*dress.size)
        if theme.name() != dress.theme:
            self.use_theme(dress.theme)
        if language.formats().lang != dress.lang:
            self.use_language(dress.lang)
        self.rest()


def stumbles(root: QWidget) -> Iterator[str]:
    """Say which words do not fit where they stand, and which controls have no name."""
    for label in root.findChildren(Label):
        if label.isVisibleTo(root) and label.text() and not label._elide and _is_cut(label):
            yield f"cut {label.width()}x{label.height()} {plain(label.text())[:60]!r} {_seat(label)}"
    for button in root.findChildren(QAbstractButton):
        if button.isVisibleTo(root) and button.text() and button.width() < button.minimumSizeHint().width():
            yield f"narrow button {plain(button.text())[:60]!r} {_seat(button)}"
    for widget in root.findChildren(QWidget):
        if widget.isVisibleTo(root) and _sticks_out(widget):
            yield f"outside its parent: {_seat(widget)}"
    yield from nameless(root)


def _is_cut(label: Label) -> bool:
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + 2
    return label.fontMetrics().horizontalAdvance(label.text()) > label.contentsRect().width() + 2


def _sticks_out(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    if (
        parent is None
        or parent.objectName() == "qt_scrollarea_viewport"
        or widget.objectName().startswith("qt_")
    ):
        return False
    inside = QRect(QPoint(0, 0), parent.size())
    return (
        not inside.contains(widget.geometry()) and not widget.size().isEmpty() and parent.layout() is not None
    )


def _seat(widget: QWidget) -> str:
    names, here = [], widget
    while here is not None and len(names) < 5:
        names.append(type(here).__name__)
        here = here.parentWidget()  # type: ignore[assignment]
    return " < ".join(names)
