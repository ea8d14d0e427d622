"""Who stands at the counter, and whether a shift is open: read at the sign-in, and whenever the counter is shown again. No Qt."""

from __future__ import annotations

from collections.abc import Callable

from desktop.ui.sale.calm import Calm
from desktop.ui.sale.counter import Counter, Stand
from desktop.ui.sale.flow import Flow
from desktop.ui.sale.ground import Ground
from desktop.ui.sale.keeping import KeepDesk
from desktop.ui.sale.staffing import StaffDesk
from desktop.ui.sale.state import SHIFT, SaleState
from desktop.ui.sale.training import TrainingDesk


class StandDesk:
    """`begin` after a sign-in, `look_again` when another page gave way to the counter."""

    def __init__(
        self,
        state: SaleState,
        counter: Counter,
        flow: Flow,
        staff: StaffDesk,
        training: TrainingDesk,
        keep: KeepDesk,
        ground: Ground,
        calm: Calm,
        refresh: Callable[[], None],
    ) -> None:
        self._state, self._counter, self._flow, self._staff = state, counter, flow, staff
        self._training, self._keep, self._ground, self._calm = training, keep, ground, calm
        self._refresh = refresh

    def begin(self) -> None:
        """Show who stands here; ask for the counted cash when no shift is open."""
        self._flow.run(self._counter.read_stand, self._began)

    def look_again(self) -> None:
        """Read anew who stands where: another page may have closed the shift, or changed what is sold."""
        if self._staff.at_hand and not self._staff.asking:
            self._flow.run(self._counter.read_stand, self._looked)

    def _began(self, stand: Stand) -> None:
        self._staff.at_hand = True
        self._training.met(stand)
        self._meet_shift(stand)
        self._keep.bring_back()

    def _meet_shift(self, stand: Stand) -> None:
        if stand.shift_at is None and "open_shift" in stand.acts:
            self._staff.need_shift()
        else:
            (self._staff.leave_shift if self._state.mode == SHIFT else self._refresh)()

    def _looked(self, stand: Stand) -> None:
        before, self._state.stand = self._state.stand, stand
        if (before.shift_at is None) != (stand.shift_at is None) and not stand.training:
            self._calm.leave()
            self._ground.clear()
            self._meet_shift(stand)
        elif before != stand:
            self._refresh()
