"""What stands open holds the ground beneath it: a PIN, a refund, a form. No Qt.

What must hold: nothing is sold, voided or put aside that nobody sees. A key that would change what lies beneath an
open page says what has to be finished first; what changes it from elsewhere (the lock, training) closes the page whole.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from desktop.ui.sale.state import ENROLLING, REFUNDING, SHIFT, SaleState

if TYPE_CHECKING:
    from desktop.ui.sale.enrolling import EnrolDesk
    from desktop.ui.sale.refunding import RefundDesk
    from desktop.ui.sale.staffing import StaffDesk

_HELD = {
    REFUNDING: ("refund_open", frozenset({"credit", "cash", "card", "park", "parked", "why", "training"})),
    ENROLLING: ("enrolment_open", frozenset({"park", "parked", "refund", "training"})),
}
"""By what stands open: what is said, and the keys that wait until it is left."""
_LEAVES_COUNTING = frozenset({"parked", "training"})
"""Keys that put the question for counted cash away; recording asks it again."""


class GroundView(Protocol):
    """The part of the view that the ground needs."""

    def show_notice(self, notice: str) -> None: ...

    def show_why(self, why: None) -> None: ...

    def show_parked(self, parked: None) -> None: ...


class Ground:
    """`lets(key)` says whether a key may act now, and what stands in its way; `clear` closes all that stands open."""

    def __init__(
        self, state: SaleState, staff: StaffDesk, back: RefundDesk, enrol: EnrolDesk, view: GroundView
    ) -> None:
        self._state, self._staff, self._back, self._enrol, self._view = state, staff, back, enrol, view

    def lets(self, key: str = "") -> bool:
        """Say whether a key ('': any other act) may act on what lies beneath; where not, a sentence is shown."""
        held = self._held_by(key)
        if held:
            self._view.show_notice(held)
        elif self._state.mode == SHIFT and key in _LEAVES_COUNTING:
            self._staff.leave_shift()
        return not held

    def _held_by(self, key: str) -> str:
        if self._staff.asking:
            return "" if key == "cashier" and self._staff.switching else "pin_open"
        notice, keys = _HELD.get(self._state.mode, ("", frozenset()))
        return notice if key in keys else ""

    def unless_asked(self, act: Callable[..., None], key: str = "") -> Callable[..., None]:
        """Return an act that waits while a PIN is asked beside it."""

        def go(*values: object) -> None:
            if self.lets(key):
                act(*values)

        return go

    def clear(self) -> None:
        """Close what stands open; the basket is as it was, and nothing was recorded."""
        if self._staff.asking:
            self._staff.leave()
        self._view.show_why(None)
        self._view.show_parked(None)
        leave = {REFUNDING: self._back.leave, ENROLLING: self._enrol.leave}
        leave.get(self._state.mode, lambda: None)()
