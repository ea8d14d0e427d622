"""What every projection is given: the sink, and the branch's own calendar."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.models.sinks import Sink
from loyalty.clock import business_day

DEFAULT_ZONE = "Asia/Tehran"
"""The zone of a branch that has not been described yet."""


@dataclass(slots=True)
class Fold:
    """One run of projections over one sink; `zones` is what is known of branches and may be shared."""

    sink: Sink
    zones: dict[str, str] = field(default_factory=dict)
    sale_no: int = -1
    reversal_no: int = -1

    def zone(self, branch_id: str) -> str:
        """Return a branch's time zone."""
        known = self.zones.get(branch_id)
        if known is None:
            told = self.sink.value("SELECT zone FROM branch WHERE branch_id = ?", (branch_id,))
            known = self.zones[branch_id] = told or DEFAULT_ZONE
        return known

    def day(self, at: int, branch_id: str) -> str:
        """Return the business day of an instant at a branch, as ISO text."""
        return business_day(at, self.zone(branch_id)).isoformat()

    def next_sale_no(self) -> int:
        """Return the next row number of `sale`: folds from zero give the same numbers."""
        if self.sale_no < 0:
            self.sale_no = self.sink.value("SELECT coalesce(max(sale_no), 0) FROM sale")
        self.sale_no += 1
        return self.sale_no

    def next_reversal_no(self) -> int:
        """Return the next row number of `reversal`."""
        if self.reversal_no < 0:
            self.reversal_no = self.sink.value("SELECT coalesce(max(reversal_no), 0) FROM reversal")
        self.reversal_no += 1
        return self.reversal_no
