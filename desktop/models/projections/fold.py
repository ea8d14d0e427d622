"""What every projection is given: the sink, and the branch's own calendar."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from desktop.models.sinks import Sink
from loyalty.clock import HOUR, business_day, local_time
from loyalty.facts import Fact

DEFAULT_ZONE = "Asia/Tehran"
"""The zone of a branch that has not been described yet."""


@lru_cache(maxsize=512)
def _day_of_hour(hour: int, zone: str) -> str | None:
    """Return the day the whole of an hour (counted from the epoch, UTC) falls on, None where it may be two.

    Between two instants an hour apart with the same offset from UTC the clocks were not changed.
    """
    first, last = local_time(hour * HOUR, zone), local_time((hour + 1) * HOUR - 1, zone)
    whole = first.date() == last.date() and first.utcoffset() == last.utcoffset()
    return first.date().isoformat() if whole else None


@dataclass(slots=True)
class Fold:
    """One run of projections over one sink; `zones` is what is known of branches and may be shared."""

    sink: Sink
    zones: dict[str, str] = field(default_factory=dict)
    own: str = ""
    """The till this file is of: rights it holds itself are not written down."""
    centre: str = ""
    """The centre's id, under which its own facts stand; empty for a shop without one."""
    sale_no: int = -1
    reversal_no: int = -1
    nothing_early: bool = False
    """Nothing here was spoken of before it came: the caller has seen to it, and no table is asked."""
    _early: set[tuple[str, str]] | None = None

    def zone(self, branch_id: str) -> str:
        """Return a branch's time zone."""
        known = self.zones.get(branch_id)
        if known is None:
            told = self.sink.value("SELECT zone FROM branch WHERE branch_id = ?", (branch_id,))
            known = self.zones[branch_id] = told or DEFAULT_ZONE
        return known

    def day(self, at: int, branch_id: str) -> str:
        """Return the business day of an instant at a branch, as ISO text."""
        zone = self.zones.get(branch_id) or self.zone(branch_id)
        return _day_of_hour(at // HOUR, zone) or business_day(at, zone).isoformat()

    def is_last_word(self, subject: str, name: str, fact: Fact) -> bool:
        """Say whether a fact is the latest told of a document, by (instant, fact id), and note it if it is."""
        return bool(
            self.sink.put(
                "INSERT INTO last_word (subject, name, at, fact_id) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (subject, name) DO UPDATE SET at = excluded.at, fact_id = excluded.fact_id "
                "WHERE (excluded.at, excluded.fact_id) > (at, fact_id)",
                (subject, name, fact.at, fact.fact_id),
            )
        )

    def is_early(self, subject: str, name: str) -> bool:
        """Say whether a fact spoke of something before the fact came that brings it."""
        return (subject, name) in self.early()

    def early(self) -> set[tuple[str, str]]:
        """Return all that was spoken of and has not come yet."""
        if self._early is None:
            rows = () if self.nothing_early else self.sink.rows("SELECT subject, name FROM told_early")
            self._early = {(row[0], row[1]) for row in rows}
        return self._early

    def note_early(self, subject: str, name: str) -> None:
        """Note that something is spoken of that has not come yet."""
        if not self.is_early(subject, name):
            self.early().add((subject, name))
            self.sink.put("INSERT INTO told_early (subject, name) VALUES (?, ?)", (subject, name))

    def forget_early(self, subject: str, name: str) -> None:
        """Note that what was spoken of has come."""
        self.early().discard((subject, name))
        self.sink.put("DELETE FROM told_early WHERE subject = ? AND name = ?", (subject, name))

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
