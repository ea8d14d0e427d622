"""Joins the parts of the sale screen to the screen's own signals. Passive: nothing is decided here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

if TYPE_CHECKING:
    from desktop.ui.sale.view import SaleView


def connect_parts(view: SaleView) -> None:
    """Connect the parts of the screen to its own signals."""
    field = view.field
    field.text_changed.connect(view.text_changed)
    field.submitted.connect(view.submitted)
    field.next_wanted.connect(lambda: view.moved.emit(1))
    field.previous_wanted.connect(lambda: view.moved.emit(-1))
    field.left.connect(view.go_back)
    view.choices.picked.connect(view.choice_picked)
    view.member.reveal_wanted.connect(view.revealed)
    view.member.left.connect(view.member_left)
    view.member.credit_wanted.connect(lambda: view.key_pressed.emit("credit"))
    view.basket.undo_wanted.connect(view.undone)
    view.basket.park_wanted.connect(lambda: view.key_pressed.emit("park"))
    view.basket.parked_wanted.connect(lambda: view.key_pressed.emit("parked"))
    view.basket.line_pressed.connect(view.line_chosen)
    view.nearly.why_wanted.connect(lambda: view.key_pressed.emit("why"))
    view.enrolment.submitted.connect(view.enrolment_submitted)
    view.enrolment.left.connect(view.left)
    view.shift.left.connect(view.left)
    _connect_pay(view)
    _connect_sheets(view)


def basket_acts(view: SaleView) -> dict[str, Callable[[], None]]:
    """Return what the keys of the basket do, by the names `keys.basket_key` gives them."""
    return {
        "undo": view.undone.emit,
        "more": partial(view.quantity_stepped.emit, 1),
        "fewer": partial(view.quantity_stepped.emit, -1),
        "all": view.refund_all.emit,
        "void": view.refund_void.emit,
        "copy": view.refund.copy_wanted.emit,
        "toggle": partial(view.refund_line_toggled.emit, 0),
        "remove": view.line_removed.emit,
    }


def _connect_pay(view: SaleView) -> None:
    view.pay.tender_pressed.connect(view.tender_pressed)
    view.pay.record_pressed.connect(lambda: view.record_pressed.emit(True))
    view.pay.record_without_print_pressed.connect(lambda: view.record_pressed.emit(False))
    view.pay.refund_pressed.connect(lambda: view.key_pressed.emit("refund"))
    view.refund.line_pressed.connect(view.refund_line_toggled)
    view.refund.all_wanted.connect(view.refund_all)
    view.refund.void_wanted.connect(view.refund_void)
    view.refund.left.connect(view.left)
    view.back.confirmed.connect(lambda: view.record_pressed.emit(True))
    view.back.reason_picked.connect(view.reason_picked)


def _connect_sheets(view: SaleView) -> None:
    view.parked.picked.connect(view.recalled)
    view.pin.digit_pressed.connect(view.pin_digit)
    view.pin.erased.connect(lambda: view.pin_erased.emit(False))
    view.pin.cleared.connect(lambda: view.pin_erased.emit(True))
    view.pin.submitted.connect(view.pin_submitted)
    view.pin.person_picked.connect(view.pin_person)
    view.pin.moved.connect(view.pin_moved)
    view.sheet.closed.connect(view.sheet_closed)


def stack(pile: QStackedWidget, ground: str, *pages: QWidget) -> None:
    """Lay pages upon one another on a ground."""
    pile.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    pile.setProperty("ground", ground)
    for page in pages:
        pile.addWidget(page)
