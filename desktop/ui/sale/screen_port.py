"""What the presenter of the sale asks of its screen. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from desktop.ui.sale.enrolling import EnrolView
from desktop.ui.sale.finding import FieldView
from desktop.ui.sale.half_typed import HalfTypedView
from desktop.ui.sale.parking import ParkView
from desktop.ui.sale.paying import PayView
from desktop.ui.sale.refunding import RefundView
from desktop.ui.sale.shown import (
    ShownBasket,
    ShownMember,
    ShownNear,
    ShownPay,
    ShownWhy,
)
from desktop.ui.sale.shown_people import ShownStand
from desktop.ui.sale.staffing import StaffView


class SaleScreen(FieldView, PayView, RefundView, EnrolView, ParkView, StaffView, HalfTypedView, Protocol):
    """What the presenter asks of the view."""

    def show_stand(self, stand: ShownStand) -> None: ...

    def show_asked(self, asked: str, *, spent: int = 0) -> None: ...

    def show_member(self, member: ShownMember | None) -> None: ...

    def show_basket(self, basket: ShownBasket) -> None: ...

    def show_pay(self, pay: ShownPay) -> None: ...

    def show_nearly(self, nearly: tuple[ShownNear, ...], *, any_offer: bool) -> None: ...

    def show_why(self, why: ShownWhy | None) -> None: ...

    def show_problem(self, said: Callable[[], str]) -> None: ...

    def clear_problem(self) -> None: ...
