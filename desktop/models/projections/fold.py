"""What every projection is given: the sink, and the branch's own calendar."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from desktop.models.sinks import Sink
from loyalty.clock import HOUR, business_day, local_time
from loyalty.facts import Fact
from loyalty.last_words import told_stamp
from loyalty.ledger import Postings
from loyalty.stamps import Stamp, bounded, unpack_stamp

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
    posted: Postings = field(default_factory=Postings)
    """What the last fact that moves lots did to them."""
    nothing_early: bool = False
    """Nothing here was spoken of before it came: the caller has seen to it, and no table is asked."""
    _early: set[tuple[str, str]] | None = None
    _bound: tuple[str, Stamp | None] = ("", None)

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

    def is_last_word(self, subject: str, name: str, fact: Fact, stamp: Stamp | None) -> bool:
        """Say whether a fact has the last word on a document, by (stamp as bounded, fact id), and note it if it has."""
        stands = bounded(told_stamp(fact, stamp), self.bound_of(fact))
        return bool(
            self.sink.put(
                "INSERT INTO last_word (subject, name, stamp, fact_id) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (subject, name) DO UPDATE SET stamp = excluded.stamp, fact_id = excluded.fact_id "
                "WHERE (excluded.stamp, excluded.fact_id) > (stamp, fact_id)",
                (subject, name, stands.packed, fact.fact_id),
            )
        )

    def bound_of(self, fact: Fact) -> Stamp | None:
        """Return the stamp that words of a fact stand at the latest; None where the centre has not bounded them."""
        if self._bound[0] != fact.fact_id:
            told = self.sink.value("SELECT stamp FROM stamp_bound WHERE fact_id = ?", (fact.fact_id,))
            self._bound = (fact.fact_id, None if told is None else unpack_stamp(told))
        return self._bound[1]

    def bound(self, fact_id: str, stamp: Stamp) -> bool:
        """Note that words of a fact stand no later than a stamp; say whether that is new. The earliest bound stands."""
        self._bound = ("", None)
        return bool(
            self.sink.put(
                "INSERT INTO stamp_bound (fact_id, stamp) VALUES (?, ?) ON CONFLICT (fact_id) "
                "DO UPDATE SET stamp = excluded.stamp WHERE excluded.stamp < stamp",
                (fact_id, stamp.packed),
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
