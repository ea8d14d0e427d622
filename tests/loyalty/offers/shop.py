"""The words the tests of offers speak: members with a past, baskets, moments, offers and rules in one line each."""

from __future__ import annotations

import datetime as dt
from typing import Any

from loyalty.basket import Basket, Line
from loyalty.clock import parse_instant
from loyalty.conditions.evaluate import is_met
from loyalty.conditions.parse import parse_condition
from loyalty.conditions.verdict import Met, Unmet
from loyalty.kinds import Grant
from loyalty.member import MemberSnapshot, Moment, Visit, moment_at
from loyalty.offers.offer import Offer
from loyalty.offers.parse import parse_offer
from loyalty.policy import Rules, read_rules
from loyalty.pricing.price import price
from loyalty.quote import OfferVerdict, Quote

TODAY = dt.date(2026, 11, 21)
"""A Saturday, 30 Aban 1405."""


def at(text: str = "2026-11-21T18:00:00+03:30", *, branch: str = "b1", calendar: str = "jalali") -> Moment:
    return moment_at(parse_instant(text), "Asia/Tehran", branch, "t1", calendar=calendar)


def visit(days_ago: int, net: int = 100_000, group: str = "SHOES") -> Visit:
    return Visit(TODAY - dt.timedelta(days=days_ago), 0, net, ((group, net),))


def visits(number: int, net: int = 100_000) -> tuple[Visit, ...]:
    return tuple(visit(days_ago, net) for days_ago in range(number, 0, -1))


def member(*history: Visit, **fields: Any) -> MemberSnapshot:
    fields.setdefault("joined_on", TODAY - dt.timedelta(days=400))
    return MemberSnapshot("m1", history=history, **fields)


def silver(*history: Visit, **fields: Any) -> MemberSnapshot:
    return member(*history, tier="silver", tiers_reached=("bronze", "silver"), **fields)


def basket(*lines: tuple[str, int] | tuple[str, int, int]) -> Basket:
    return Basket(
        tuple(
            Line(no, line[0], line[1], line[2] * 1_000 if len(line) == 3 else 1_000)
            for no, line in enumerate(lines, 1)
        )
    )


def offer(offer_id: str, *benefits: dict[str, Any], **fields: Any) -> Offer:
    renamed = {"since": "from"}
    document = {renamed.get(key, key): value for key, value in fields.items()}
    return parse_offer({"id": offer_id, "benefits": list(benefits), **document})


def off(percent: int | str, **fields: Any) -> dict[str, Any]:
    return {"discount": {"percent": percent, **fields}}


def credit(percent: int | str, **fields: Any) -> dict[str, Any]:
    return {"credit": {"percent": percent, **fields}}


def rules(
    earn: int | str = 10, *, margin: dict[str, int] | None = None, floor: int = 0, **more: Any
) -> Rules:
    documents: dict[str, Any] = {"earning": {"credit": {"percent": earn}}, **more}
    if margin is not None:
        groups = [{"id": group, "margin": share, "floor": floor} for group, share in margin.items()]
        documents["groups"] = {"groups": groups}
    return read_rules(documents)


def quote(
    what: Basket,
    *offers: Offer,
    who: MemberSnapshot | None = None,
    by: Rules | None = None,
    when: Moment | None = None,
    paying: int = 0,
) -> Quote:
    return price(what, who, offers, by or rules(), when or at(), credit=paying)


def verdict(result: Quote, offer_id: str) -> OfferVerdict:
    return next(verdict for verdict in result.verdicts if verdict.offer_id == offer_id)


def verdicts(result: Quote) -> dict[str, str]:
    return {each.offer_id: each.verdict for each in result.verdicts}


def granted(result: Quote, cause: str, unit: str = "credit") -> Grant:
    return next(grant for grant in result.grants if (grant.cause, grant.unit) == (cause, unit))


def judged(
    condition: dict[str, Any],
    who: MemberSnapshot | None = None,
    what: Basket = Basket(),
    when: Moment | None = None,
) -> Met | Unmet:
    return is_met(parse_condition(condition), who, what, when or at())


def holds(*args: Any, **kwargs: Any) -> bool:
    return isinstance(judged(*args, **kwargs), Met)
