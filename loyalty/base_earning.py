"""What a purchase brings by itself, without any offer: each part of it with the rule it comes from.

Made from the quote that was worked out anyway, so what is told is what is granted.
"""

from __future__ import annotations

from dataclasses import dataclass

from loyalty.earning import Earning
from loyalty.kinds import BASE_CAUSE, CREDIT, points_unit
from loyalty.policy import Rules
from loyalty.quote import Quote, QuotedLine

GROUP, TIER, GENERAL, INSTEAD, EACH = "group", "tier", "general", "instead", "each"


@dataclass(frozen=True, slots=True)
class BaseEarned:
    """So much of a unit by one rule, worked out from so much money.

    `rule`: the rate of a product group, of a tier or the general one (`rate` in parts per million); `instead`: the rate of
    an offer stands in its place; `each`: a point for each `rate` of money. `paid` is what credit pays of it, which earns
    no credit.
    """

    unit: str
    amount: int
    of: int
    rule: str
    key: str = ""
    rate: int = 0
    paid: int = 0


def base_earned(quote: Quote, rules: Rules, tier: str) -> tuple[BaseEarned, ...]:
    """Return what a member of a tier earns by the purchase itself: credit rule by rule, then every kind of points."""
    return (*_credit(quote, rules.earning, tier), *_points(quote, rules))


def _credit(quote: Quote, earning: Earning, tier: str) -> list[BaseEarned]:
    granted = _granted(quote, CREDIT)
    found: dict[tuple[str, str], BaseEarned] = {}
    for place, line in enumerate(quote.lines):
        rule, key, rate = _rule(line, earning, tier)
        before = found.get((rule, key), BaseEarned(CREDIT, 0, 0, rule, key, rate))
        found[rule, key] = BaseEarned(
            CREDIT,
            before.amount + granted[place],
            before.of + line.net - line.credit_paid,
            rule,
            key,
            rate,
            before.paid + line.credit_paid,
        )
    return list(found.values())


def _rule(line: QuotedLine, earning: Earning, tier: str) -> tuple[str, str, int]:
    rate = earning.rate_of(line.group, tier)
    if rate and BASE_CAUSE not in dict(line.rates):
        return INSTEAD, "", 0
    if line.group in earning.by_group:
        return GROUP, line.group, rate
    return (TIER, tier, rate) if tier in earning.by_tier else (GENERAL, "", rate)


def _points(quote: Quote, rules: Rules) -> list[BaseEarned]:
    return [
        BaseEarned(
            points_unit(kind.kind),
            sum(_granted(quote, points_unit(kind.kind))),
            quote.totals.net,
            EACH,
            kind.kind,
            kind.money_each,
        )
        for kind in rules.points.kinds
    ]


def _granted(quote: Quote, unit: str) -> list[int]:
    """Return what the purchase itself brings of a unit, line by line."""
    sums = [0] * len(quote.lines)
    for grant in quote.grants:
        if grant.unit == unit and grant.cause == BASE_CAUSE:
            sums = [have + part for have, part in zip(sums, grant.by_line, strict=True)]
    return sums
