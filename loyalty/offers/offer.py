"""An offer as published: frozen; a change is a new version, and a sale names the version it used.

Percents are parts per million, amounts money units, `times` parts per million of the base points.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TypeAlias

from loyalty.conditions import verdict
from loyalty.conditions.atoms import EVERYONE, Condition
from loyalty.conditions.evaluate import topics
from loyalty.conditions.needs import Needs, needs_of
from loyalty.documents import Text
from loyalty.earning import Terms
from loyalty.kinds import BUSINESS_SCOPE
from loyalty.points import MAIN

ITEM, BASKET, CREDIT, POINTS = "item", "basket", "credit", "points"
PLACES = (ITEM, BASKET, CREDIT, POINTS)
"""The order of stacking."""

INITIAL, REMAINING = "initial", "remaining"
PLUS, INSTEAD = "plus", "instead"


UNIQUE = "*"
"""In place of a shared code: every code of the offer is its own and good once."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The lines a benefit works on: a product group, a product, or (both empty) the whole basket."""

    group: str = ""
    product_id: str = ""

    @property
    def whole(self) -> bool:
        """Say whether it is the whole basket."""
        return not self.group and not self.product_id


@dataclass(frozen=True, slots=True)
class PercentOff:
    """A share off the initial or the remaining amount of the lines, at most `cap` a purchase."""

    rate: int
    reach: Reach = Reach()
    base: str = REMAINING
    cap: int | None = None


@dataclass(frozen=True, slots=True)
class AmountOff:
    """An amount off the lines, never more than they cost."""

    amount: int
    reach: Reach = Reach()


@dataclass(frozen=True, slots=True)
class ExtraCredit:
    """Credit as a share of what is paid with money: added to the base rate, or instead of it."""

    rate: int
    mode: str = PLUS
    reach: Reach = Reach()
    cap: int | None = None
    terms: Terms | None = None
    """None: the terms of base earning."""


@dataclass(frozen=True, slots=True)
class FixedCredit:
    """An amount of credit for the purchase."""

    amount: int
    terms: Terms | None = None


@dataclass(frozen=True, slots=True)
class PointsTimes:
    """Points of a kind multiplied: 2_000_000 doubles them."""

    times: int
    kind: str = MAIN
    reach: Reach = Reach()


@dataclass(frozen=True, slots=True)
class PointsPlus:
    """A number of points of a kind for the purchase."""

    points: int
    kind: str = MAIN


@dataclass(frozen=True, slots=True)
class FixedPrice:
    """Every unit costs this much; one that costs less already stays as it is."""

    price: int
    reach: Reach


@dataclass(frozen=True, slots=True)
class BuyGet:
    """Of every `buy` + `get` units the cheapest `get` are reduced by a rate, `most` times in a purchase."""

    buy: int
    get: int
    rate: int
    reach: Reach = Reach()
    most: int | None = None


@dataclass(frozen=True, slots=True)
class PickOff:
    """A rate off the cheapest (or the dearest) `number` of units."""

    rate: int
    number: int
    dearest: bool
    reach: Reach = Reach()


@dataclass(frozen=True, slots=True)
class BundlePrice:
    """Units of several parts together at one price; each part is a reach and a number of units."""

    price: int
    parts: tuple[tuple[Reach, int], ...]
    most: int | None = None

    @property
    def reach(self) -> Reach:
        """Return the reach, where the parts share one; else the whole basket."""
        return Reach()


@dataclass(frozen=True, slots=True)
class GiftProduct:
    """Up to `number` units of a product cost nothing when they are in the basket."""

    product_id: str
    number: int = 1

    @property
    def reach(self) -> Reach:
        """Return the lines of the product."""
        return Reach(product_id=self.product_id)


@dataclass(frozen=True, slots=True)
class LaterOffer:
    """A right to a one-shot offer, for later."""

    offer_id: str


@dataclass(frozen=True, slots=True)
class LaterCode:
    """A unique code of another offer, for later or for a friend."""

    offer_id: str


@dataclass(frozen=True, slots=True)
class TierLift:
    """The member stands at least on a tier for some days after the day of the purchase."""

    tier: str
    days: int


Discount: TypeAlias = PercentOff | AmountOff
UnitBenefit: TypeAlias = FixedPrice | BuyGet | PickOff | BundlePrice | GiftProduct
CreditBenefit: TypeAlias = ExtraCredit | FixedCredit
PointsBenefit: TypeAlias = PointsTimes | PointsPlus
LaterBenefit: TypeAlias = LaterOffer | LaterCode | TierLift
Benefit: TypeAlias = Discount | UnitBenefit | CreditBenefit | PointsBenefit | LaterBenefit

DISCOUNTS = (PercentOff, AmountOff, FixedPrice, BuyGet, PickOff, BundlePrice, GiftProduct)
LATER = (LaterOffer, LaterCode, TierLift)
"""For `isinstance`: what lowers a price; what comes after the sale."""


@dataclass(frozen=True, slots=True)
class Caps:
    """How often an offer may be used, in purchases: by a member, on a day, in all; and what it may cost in money.

    None is without end.
    """

    per_member: int | None = None
    per_day: int | None = None
    number: int | None = None
    cost: int | None = None

    @property
    def shared(self) -> bool:
        """Say whether a cap is common to all tills."""
        return not self.per_day is self.number is self.cost is None


AT_PUBLISHING, AT_MEETING = "publish", "meeting"
FIRST_USE, NEXT_PURCHASE = "first_use", "next_purchase"


@dataclass(frozen=True, slots=True)
class GrantRule:
    """How a one-shot offer comes to members: once at publishing, or as they come to meet its condition.

    A grant lives for `days` days after its day (None: without end), and ends with its use, or with the next purchase
    whether used or not.
    """

    when: str = AT_PUBLISHING
    days: int | None = None
    ends: str = FIRST_USE


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer that applies whenever its conditions are met. Days are inclusive.

    Among offers at one place the higher `priority` goes first; of offers with the same `exclusive` name one
    works at a time, the one that is best for the member.
    """

    offer_id: str
    version: int
    name: Text
    benefits: tuple[Benefit, ...]
    audience: Condition = EVERYONE
    basket: Condition = EVERYONE
    scope: str = BUSINESS_SCOPE
    place: str = BASKET
    priority: int = 0
    exclusive: str = ""
    caps: Caps = Caps()
    since: dt.date | None = None
    until: dt.date | None = None
    grant: GrantRule | None = None
    """None: a lasting offer."""
    holdout: int = 0
    """The share of members that gets nothing, in parts per million, to measure the effect against."""
    code: str = ""
    """The shared code that brings it, `UNIQUE` for codes of one use each, empty: it needs none."""
    asks_basket: bool = field(init=False, compare=False, repr=False)
    """Whether the audience asks about the basket too, so that it cannot be judged before."""

    needs: Needs = field(init=False, compare=False, repr=False)
    """What must be read of a member before its conditions can be judged."""

    takes_off: bool = field(init=False, compare=False, repr=False)
    """Whether it lowers a price, so that somebody who is no member can get something of it."""

    bounded: bool = field(init=False, compare=False, repr=False)
    """Whether anything but its scope and its conditions may close it: days, caps, a right, a share held out, being for members."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "needs", needs_of((self.audience, self.basket)))
        object.__setattr__(self, "asks_basket", verdict.BASKET in topics(self.audience))
        object.__setattr__(self, "takes_off", any(isinstance(one, DISCOUNTS) for one in self.benefits))
        object.__setattr__(self, "bounded", self._is_bounded())

    def _is_bounded(self) -> bool:
        days = self.since is not None or self.until is not None
        chosen = self.grant is not None or self.holdout > 0 or not self.takes_off
        return days or chosen or self.caps != Caps()
