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
class InSegment:
    """The member belongs to a segment: a class of RFM as of the start of the day, or one the shop has drawn."""

    segment: str


@dataclass(frozen=True, slots=True)
class Age:
    """Whole years since birth, by the branch's calendar; without a birthday there is no such number."""

    op: str
    years: int


@dataclass(frozen=True, slots=True)
class Gender:
    """The member's gender as they told it."""

    gender: str


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
class Bought:
    """A past purchase, in a window, brought something of a product group or a product."""

    group: str = ""
    product_id: str = ""
    window: Window = None


@dataclass(frozen=True, slots=True)
class UsedOffer:
    """Number of purchases that used an offer and stand."""

    offer_id: str
    op: str = AT_LEAST
    value: int = 1


@dataclass(frozen=True, slots=True)
class PreferredHours:
    """The hour of the day in which most purchases fell (of several, the earliest) begins in a span of minutes."""

    since: int
    until: int


@dataclass(frozen=True, slots=True)
class PreferredWeekdays:
    """The weekday on which most purchases fell (of several, the earliest from Monday) is one of these."""

    days: tuple[int, ...]


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
class MeanGap:
    """Mean days between a purchase and the next, compared exactly; before the second purchase there is none."""

    op: str
    days: int


@dataclass(frozen=True, slots=True)
class GapAgainstUsual:
    """Days since the last purchase against the member's own mean gap: `times` of it, in thousandths.

    Who has no gap yet, or bought on one day alone, has no usual gap.
    """

    op: str
    times: int


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
class Anniversary:
    """Today is within `days` days of an anniversary of joining, the first one a year after it."""

    days: int


@dataclass(frozen=True, slots=True)
class HoldsGrant:
    """The member holds a right, granted and not used up, to an offer."""

    offer_id: str


@dataclass(frozen=True, slots=True)
class Reaches:
    """An atom about past purchases is false before this purchase and true after it, the basket before offers."""

    part: Visits | Spent | Average | Bought


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
class HoldsCode:
    """The member brought this discount code; letters are compared without their case."""

    code: str


@dataclass(frozen=True, slots=True)
class PaidBy:
    """All money of this purchase comes by these kinds of tender; until the payment is known it does not."""

    kinds: tuple[str, ...]


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
class FirstDaysOfMonth:
    """Today is one of the first `days` days of a month, by the branch's calendar."""

    days: int


@dataclass(frozen=True, slots=True)
class AtTill:
    """The purchase is made at one of these tills."""

    till_ids: tuple[str, ...]


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


PastAtom: TypeAlias = Visits | Spent | Average | Bought
"""What a purchase may reach."""

MemberAtom: TypeAlias = (
    IsMember
    | InGroup
    | InSegment
    | Age
    | Gender
    | TierIs
    | TierAtLeast
    | PastAtom
    | UsedOffer
    | PreferredHours
    | PreferredWeekdays
    | LastVisit
    | NoVisitFor
    | MeanGap
    | GapAgainstUsual
    | Joined
    | Birthday
    | Anniversary
    | HoldsGrant
    | Reaches
)
BasketAtom: TypeAlias = BasketTotal | BasketHas | BasketQuantity | HoldsCode | PaidBy
MomentAtom: TypeAlias = Dates | Weekdays | Hours | FirstDaysOfMonth | Branch | AtTill
Condition: TypeAlias = "MemberAtom | BasketAtom | MomentAtom | All | AnyOf | Not"

EVERYONE = All()
"""The condition that always holds."""
