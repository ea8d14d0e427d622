"""What the day close screen shows. Plain frozen values, no Qt."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A product group on the day."""

    group: str
    name: str
    purchases: int
    discount: int
    net: int


@dataclass(frozen=True, slots=True)
class ShownShiftDone:
    """A shift of the day; `difference` is counted less expected, None while it is open.

    `closed_by` counted it at its end; empty while it is open.
    """

    shift_id: str
    staff: str
    opened_at: int
    closed_at: int | None
    counted: int | None
    difference: int | None
    closed_by: str = ""


@dataclass(frozen=True, slots=True)
class ShownDay:
    """A day: its sums, money by tender, groups, what the club gave and took; `closed_at` None while it is open.

    The tenders add up to `net` + `withheld`; `older_back` of `net` came back of purchases of earlier days, and is no
    part of `average`.
    """

    on: dt.date
    today: dt.date
    net: int
    gross: int
    discount: int
    refund_net: int
    purchases: int
    average: int | None
    member_purchases: int
    member_net: int
    club: tuple[tuple[str, int], ...]
    expired: int
    joined: int
    tenders: tuple[tuple[str, int], ...]
    groups: tuple[ShownGroup, ...]
    shifts: tuple[ShownShiftDone, ...]
    closed_at: int | None
    closed_by: str
    approved_by: str
    may_close: bool
    withheld: int = 0
    older_back: int = 0
    sales: int = 0
    """All sales of the day; `purchases` are those of which something was left at its end."""

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was sold or taken back."""
        return not (self.gross or self.refund_net or self.purchases)


@dataclass(frozen=True, slots=True)
class ShownShift:
    """The shift at this till. `counted` is set once the cash was counted: then what is expected is shown too.

    `far`: what was counted is so far from it that counting again is worth it. `start_apart`: what it began with less
    what the shift before was closed with.
    """

    is_open: bool
    staff: str = ""
    opened_at: int | None = None
    opened_with: int = 0
    sales: int = 0
    reversals: int = 0
    counted: int | None = None
    brought_in: int = 0
    expected: int = 0
    tenders: tuple[tuple[str, int], ...] = ()
    far: bool = False
    start_apart: int = 0

    @property
    def difference(self) -> int:
        """Return counted less expected cash."""
        return 0 if self.counted is None else self.counted - self.expected


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """A slip of the queue; `problem` is a sentence; `acts` of retry, drop, on_paper, copy; `number` of a receipt."""

    job_id: str
    kind: str
    state: str
    copies: int
    made_at: int
    problem: str
    acts: tuple[str, ...]
    number: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """What was done; `value` is an amount, `text` a path."""

    key: str
    value: int = 0
    text: str = ""
