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


Discount: TypeAlias = PercentOff | AmountOff
CreditBenefit: TypeAlias = ExtraCredit | FixedCredit
PointsBenefit: TypeAlias = PointsTimes | PointsPlus
Benefit: TypeAlias = Discount | CreditBenefit | PointsBenefit


@dataclass(frozen=True, slots=True)
class Caps:
    """How often an offer may be used: `per_member` purchases, None without end."""

    per_member: int | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer that applies whenever its conditions are met. Days are inclusive.

    Among offers at one place the higher `priority` goes first; of offers with the same `exclusive` name one
    works at a time.
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
    asks_basket: bool = field(init=False, compare=False, repr=False)
    """Whether the audience asks about the basket too, so that it cannot be judged before."""

    needs: Needs = field(init=False, compare=False, repr=False)
    """What must be read of a member before its conditions can be judged."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "needs", needs_of((self.audience, self.basket)))
        object.__setattr__(self, "asks_basket", verdict.BASKET in topics(self.audience))
