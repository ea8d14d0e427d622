"""Joins the sale screen's view to its presenter: each signal to its handler, each key to what it means."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from desktop.ui.sale.presenter import SalePresenter
from desktop.ui.sale.view import SaleView


def join(view: SaleView, presenter: SalePresenter) -> None:
    """Connect everything; the presenter lives as long as the connections do."""
    _join_field(view, presenter)
    _join_basket(view, presenter)
    _join_back(view, presenter)
    _join_people(view, presenter)
    view.key_pressed.connect(partial(press, presenter))
    view.language_changed.connect(presenter.language_changed)


def press(presenter: SalePresenter, name: str) -> None:
    """Do what a key of the screen means, if what stands open lets it."""
    keys: dict[str, Callable[[], None]] = {
        "credit": presenter.on_credit_pressed,
        "cash": partial(presenter.on_tender_pressed, "cash"),
        "card": partial(presenter.on_tender_pressed, "card"),
        "park": presenter.on_parked,
        "parked": presenter.on_parked_wanted,
        "why": presenter.on_why_wanted,
        "refund": presenter.on_refund_pressed,
        "no_print": partial(presenter.on_recorded, paper=False),
        "training": presenter.on_training_pressed,
        "cashier": presenter.on_cashier_wanted,
    }
    if presenter.ground.lets(name):
        keys[name]()


def _join_field(view: SaleView, presenter: SalePresenter) -> None:
    beside = presenter.ground.unless_asked
    view.text_changed.connect(presenter.on_text_changed)
    view.submitted.connect(beside(presenter.on_submitted))
    view.moved.connect(beside(presenter.on_moved))
    view.choice_picked.connect(beside(presenter.on_choice_picked))
    view.left.connect(presenter.on_left)


def _join_basket(view: SaleView, presenter: SalePresenter) -> None:
    beside = presenter.ground.unless_asked
    view.undone.connect(beside(presenter.on_undone))
    view.line_removed.connect(beside(presenter.on_line_removed))
    view.line_chosen.connect(beside(presenter.on_line_chosen))
    view.quantity_stepped.connect(beside(presenter.on_quantity_stepped))
    view.tender_pressed.connect(beside(presenter.on_tender_pressed))
    view.recalled.connect(beside(presenter.on_recalled, "parked"))
    view.revealed.connect(presenter.on_revealed)
    view.member_left.connect(beside(presenter.on_member_left))
    view.record_pressed.connect(beside(lambda paper: presenter.on_recorded(paper=paper)))
    view.why.overridden.connect(beside(presenter.on_overridden, "why"))
    view.enrolment_submitted.connect(beside(presenter.enrol.submit))
    view.enrolment.edited.connect(presenter.enrol.on_edited)


def _join_back(view: SaleView, presenter: SalePresenter) -> None:
    beside = presenter.ground.unless_asked
    view.refund_line_toggled.connect(beside(lambda line_no: presenter.back.toggle(line_no or None)))
    view.refund_all.connect(beside(presenter.back.pick_all))
    view.refund_void.connect(beside(presenter.back.void))
    view.refund.copy_wanted.connect(beside(presenter.back.print_again))
    view.reason_picked.connect(beside(presenter.back.choose_reason))


def _join_people(view: SaleView, presenter: SalePresenter) -> None:
    view.pin_digit.connect(presenter.staff.press)
    view.pin_erased.connect(lambda whole: presenter.staff.erase(all_of_it=whole))
    view.pin_submitted.connect(presenter.staff.submit)
    view.pin_person.connect(presenter.staff.choose)
    view.pin_moved.connect(presenter.staff.move)
