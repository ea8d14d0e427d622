"""The atoms of the language and how they combine, as frozen values; what they mean stands in `evaluate`.

Amounts are money units, quantities thousandths, days whole days. A window of None is the whole past.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeAlias

LESS, AT_MOST, EQUAL, AT_LEAST, MORE = "<", "<=", "=", ">=", ">"
OPERATORS = (LESS, AT_MOST, EQUAL, AT_LEAST, MORE)


@dataclass(frozen=True, slots=True)
class LastDays:
    """Today and the `days` days before it: a purchase 30 days ago is within 30 days, one 31 days ago is not."""

    days: int


@dataclass(frozen=True, slots=True)
class LastMonths:
    """The time since the same day `months` calendar months ago, that day included, by the branch's calendar."""

    months: int


@dataclass(frozen=True, slots=True)
class Between:
    """From a day to a day, both included; None leaves that end open."""

    since: dt.date | None
    until: dt.date | None


Window: TypeAlias = LastDays | LastMonths | Between | None


@dataclass(frozen=True, slots=True)
class IsMember:
    """Any member, not a walk-in."""


@dataclass(frozen=True, slots=True)
class InGroup:
    """The member belongs to a group of members (carries its tag)."""

    group: str


@dataclass(frozen=True, slots=True)
class TierIs:
    """The member stands on exactly this tier."""

    tier: str


@dataclass(frozen=True, slots=True)
class TierAtLeast:
    """The member stands on this tier or a higher one."""

    tier: str


@dataclass(frozen=True, slots=True)
class Visits:
    """Number of past purchases, in a window, of a product group."""

    op: str
    value: int
    window: Window = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Spent:
    """Sum of past purchases, in a window, of a product group."""

    op: str
    amount: int
    window: Window = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Average:
    """Average of past purchases, compared exactly; without a purchase there is none."""

    op: str
    amount: int
    window: Window = None


@dataclass(frozen=True, slots=True)
class LastVisit:
    """Days since the last purchase; without a purchase there is no such number."""

    op: str
    days: int


@dataclass(frozen=True, slots=True)
class NoVisitFor:
    """The member's last purchase was `months` calendar months ago or longer; without a purchase there is none."""

    months: int


@dataclass(frozen=True, slots=True)
class Joined:
    """Days since the member joined."""

    op: str
    days: int


@dataclass(frozen=True, slots=True)
class Birthday:
    """Today is within `days` days of the member's birthday, by the branch's calendar, over year ends too."""

    days: int


@dataclass(frozen=True, slots=True)
class BasketTotal:
    """Sum of the basket before offers, of a product group or of everything."""

    op: str
    amount: int
    group: str = ""


@dataclass(frozen=True, slots=True)
class BasketHas:
    """The basket holds something of a product group, or a product."""

    group: str = ""
    product_id: str = ""


@dataclass(frozen=True, slots=True)
class BasketQuantity:
    """Quantity in the basket, in thousandths, of a product group, a product or everything."""

    op: str
    quantity: int
    group: str = ""
    product_id: str = ""


@dataclass(frozen=True, slots=True)
class Dates:
    """Today lies within days, both included."""

    span: Between


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Today is one of these days, Monday = 0."""

    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Hours:
    """The time of day, from a minute (included) to a minute (excluded); over midnight when it ends before it begins.

    `weekdays` are the days on which such a span begins; none means every day.
    """

    since: int
    until: int
    weekdays: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Branch:
    """The purchase is made at one of these branches."""

    branch_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; of no parts, always."""

    parts: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


MemberAtom: TypeAlias = (
    IsMember
    | InGroup
    | TierIs
    | TierAtLeast
    | Visits
    | Spent
    | Average
    | LastVisit
    | NoVisitFor
    | Joined
    | Birthday
)
BasketAtom: TypeAlias = BasketTotal | BasketHas | BasketQuantity
MomentAtom: TypeAlias = Dates | Weekdays | Hours | Branch
Condition: TypeAlias = "MemberAtom | BasketAtom | MomentAtom | All | AnyOf | Not"

EVERYONE = All()
"""The condition that always holds."""
