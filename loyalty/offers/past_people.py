"""People of the past with what they bought, for a replay: each as they were before each purchase."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from loyalty.conditions.past import Growing
from loyalty.member import Asked, MemberSnapshot, Moment, Visit
from loyalty.points import points_for
from loyalty.policy import Rules


class PastLine(NamedTuple):
    """What was sold on a line: `gross` before offers, `kept` what it was worth in the end."""

    group: str
    product_id: str | None
    quantity: int
    gross: int
    vat_rate: int
    divisible: bool
    kept: int


class PastSale(NamedTuple):
    """A purchase of the past: instant, branch, till, what it was worth in the end, and its lines."""

    at: int
    branch_id: str
    till_id: str
    zone: str
    net: int
    lines: tuple[PastLine, ...]


class PastPerson(NamedTuple):
    """A member (empty id: walk-ins) with their purchases in order of time.

    `today` is what no past purchase tells: the member's words, segments, rights and uses of offers as they are today.
    """

    member_id: str
    joined_on: dt.date | None
    sales: tuple[PastSale, ...]
    today: MemberSnapshot | None = None


class Life:
    """A person's past as it grows: what they bought, of which what is asked is summed up, and the points of their tier."""

    __slots__ = (
        "_days",
        "_groups",
        "_kind",
        "_members",
        "_points",
        "_products",
        "_rules",
        "bought",
        "person",
    )

    def __init__(self, person: PastPerson, rules: Rules, asked: Iterable[Asked] = ()) -> None:
        self.person, self._rules, self.bought = person, rules, Growing()
        self._groups = frozenset([one.group for one in asked if one.group and not one.product_id])
        self._products = frozenset([one.product_id for one in asked if one.product_id])
        self._kind = next(kind for kind in rules.points.kinds if kind.kind == rules.tiers.by)
        self._days: list[dt.date] = []
        self._points = [0]
        self._members: dict[tuple[str, dt.date], MemberSnapshot] = {}

    def add(self, sale: PastSale, on: dt.date) -> None:
        """Add a purchase."""
        groups, products = self._groups, self._products
        by_group = (
            tuple([(one.group, one.kept) for one in sale.lines if one.group in groups]) if groups else ()
        )
        by_product = (
            tuple([(one.product_id, one.kept) for one in sale.lines if one.product_id in products])
            if products
            else ()
        )
        self.bought.add(Visit(on, sale.at, sale.net, by_group, by_product))
        self._days.append(on)
        self._points.append(self._points[-1] + points_for(sale.net, self._kind))

    def member(self, moment: Moment) -> MemberSnapshot | None:
        """Return the member as they are at a moment, None for walk-ins."""
        person, tiers = self.person, self._rules.tiers
        if not person.member_id:
            return None
        since = tiers.window_start(moment.on + dt.timedelta(days=1))
        tier = tiers.standing(self._points[-1] - self._points[bisect_left(self._days, since)]).tier
        return self._standing_on(tier, person.joined_on or moment.on)

    def _standing_on(self, tier: str, joined_on: dt.date) -> MemberSnapshot:
        """Return the member on a tier: the same one for every purchase they made on it."""
        found = self._members.get((tier, joined_on))
        if found is None:
            then = self.person.today or MemberSnapshot(self.person.member_id, joined_on)
            reached = self._rules.tiers.reached(tier)
            found = replace(then, tier=tier, tiers_reached=reached, history=(), read=None)
            self._members[tier, joined_on] = found
        return found
