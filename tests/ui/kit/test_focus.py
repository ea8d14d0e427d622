"""The ring round what has the keyboard is seen: in all three themes, on every control, also on one that is chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop.ui import theme
from desktop.ui.offers.painted import Tick
from desktop.ui.sale.pay_column import TenderBox
from desktop.ui.sale.shown import ShownTender
from desktop.ui.settings.people_panels import Mark
from desktop.ui.shell.rail import Rail
from desktop.ui.snapshots import settle
from desktop.ui.tokens import THEMES
from desktop.ui.widgets import (
    Button,
    ChoiceBox,
    CodeEdit,
    IconButton,
    NotesEdit,
    Row,
    Segmented,
    Tabs,
    TextEdit,
    Toggle,
    column,
)
from desktop.ui.wizard.step_list import StepList

LEAST = 3.0
"""What the ring must stand out by from what was there without the focus (WCAG 2.2, 2.4.11 and 2.4.13)."""

SMALLEST = 22
"""Pixels along the side of the smallest thing a ring goes round: a mark in a table."""

DAYS = [("a", "شنبه"), ("b", "یکشنبه")]


def checked(button: QAbstractButton) -> QAbstractButton:
    button.setCheckable(True)
    button.setChecked(True)
    return button


def tender(*, active: bool) -> TenderBox:
    box = TenderBox("cash")
    box.show_tender(ShownTender("cash", 1_000, active=active))
    return box


def rail() -> Rail:
    made = Rail()
    made.allow(("sale", "member"))
    made.mark("sale")
    return made


def steps() -> StepList:
    made = StepList()
    made.show_names(["زبان", "فروشگاه", "مالک"])
    made.show_current(1)
    return made


def chosen(choice: Any) -> Any:
    choice.choose("a")
    return choice


CONTROLS: dict[str, Callable[[], QWidget]] = {
    "primary": lambda: Button("ثبت", "primary"),
    "plain": lambda: Button("چاپ", "plain"),
    "quiet": lambda: Button("بازگشت", "quiet"),
    "danger": lambda: Button("پاک کردن", "danger"),
    "icon": lambda: IconButton("cross", "بستن"),
    "toggle off": lambda: Toggle("پیامک"),
    "toggle on": lambda: Toggle("پیامک", checked=True),
    "tick off": lambda: Tick("a", "شنبه", "روز"),
    "tick on": lambda: checked(Tick("a", "شنبه", "روز")),
    "mark off": Mark,
    "mark on": lambda: checked(Mark()),
    "text": TextEdit,
    "code": CodeEdit,
    "notes": NotesEdit,
    "choice": ChoiceBox,
    "row": lambda: Row(touch=True),
    "tender": lambda: tender(active=False),
    "tender active": lambda: tender(active=True),
    "rail here": rail,
    "rail": rail,
    "segment chosen": lambda: chosen(Segmented(DAYS)),
    "segment": lambda: chosen(Segmented(DAYS)),
    "tab chosen": lambda: chosen(Tabs(DAYS)),
    "tab": lambda: chosen(Tabs(DAYS)),
    "step": steps,
}
SECOND = {"rail", "segment", "tab"}
"""Where the second of several is meant, which is not chosen."""


def focusable(name: str, made: QWidget) -> QWidget:
    """Return what takes the focus: the control, or a button within it."""
    inside = [one for one in made.findChildren(QAbstractButton) if one.isVisibleTo(made)]
    one_of_many = isinstance(made, Rail | StepList | Segmented | Tabs)
    return inside[name in SECOND] if one_of_many else made


def luminance(widget: QWidget) -> Any:
    """Return the relative luminance of each pixel of a widget, as it stands on its ground."""
    whole = widget.window().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    raw = np.frombuffer(whole.constBits(), np.uint8).reshape(whole.height(), whole.bytesPerLine() // 4, 4)
    at = widget.mapTo(widget.window(), widget.rect().topLeft())
    part = raw[at.y() : at.y() + widget.height(), at.x() : at.x() + widget.width(), 2::-1] / 255
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def pixels_that_tell(name: str) -> int:
    """Return how many pixels of a control change clearly when it gets the focus."""
    made, other, host = CONTROLS[name](), Button("…"), QWidget()
    host.setProperty("ground", "surface")
    host.setLayout(column(other, made, margins=(20, 20, 20, 20)))
    host.resize(320, 420)
    host.show()
    host.activateWindow()
    settle()
    control = focusable(name, made)
    other.setFocus()
    settle()
    without = luminance(control) + 0.05
    control.setFocus()
    settle()
    assert QApplication.focusWidget() is control, name
    with_it = luminance(control) + 0.05
    host.close()
    return int((np.maximum(without, with_it) / np.minimum(without, with_it) >= LEAST).sum())


@pytest.mark.parametrize("name", THEMES)
def test_the_ring_is_seen_on_every_control(app: QApplication, name: str) -> None:
    theme.use(app, name)
    told = {control: pixels_that_tell(control) for control in CONTROLS}
    assert {control: number for control, number in told.items() if number < 4 * SMALLEST} == {}


def test_a_ring_nobody_sees_is_caught(app: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TenderBox, "hasFocus", lambda _: False)
    assert pixels_that_tell("tender active") < 4 * SMALLEST
