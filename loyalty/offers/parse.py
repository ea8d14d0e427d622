"""Reading offers from the document the editor and the command line write; nothing is dropped silently.

What the document may hold but this version does not yet apply is refused by its name (`offer_feature_later`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from loyalty.conditions.atoms import All, AnyOf, Condition, Not, TierAtLeast, TierIs
from loyalty.conditions.parse import parse_condition
from loyalty.documents import (
    Document,
    read_choice,
    read_day,
    read_decimal,
    read_list,
    read_object,
    read_rate,
    read_text,
    read_whole,
    read_word,
)
from loyalty.earning import TERMS, Terms, parse_scope, parse_terms
from loyalty.errors import LoyaltyError, require
from loyalty.kinds import BASE_CAUSE, BUSINESS_SCOPE
from loyalty.offers.offer import (
    BASKET,
    CREDIT,
    INITIAL,
    INSTEAD,
    ITEM,
    PLACES,
    PLUS,
    POINTS,
    REMAINING,
    AmountOff,
    Benefit,
    Caps,
    ExtraCredit,
    FixedCredit,
    Offer,
    PercentOff,
    PointsPlus,
    PointsTimes,
    Reach,
)
from loyalty.points import MAIN
from loyalty.policy import Rules

LIVE, STOPPED = "live", "stopped"
"""Whether a version is on sale; only live ones are given to pricing."""

MAX_BENEFITS = 10
MAX_TIMES = 100_000_000

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z")
_MAY = [
    "name",
    "scope",
    "kind",
    "audience",
    "basket",
    "grant",
    "caps",
    "place",
    "priority",
    "exclusive",
    "from",
    "until",
    "holdout",
    "status",
]


def parse_offer(document: object, *, version: int = 1, terms: Terms | None = None) -> Offer:
    """Return the offer of a document at a version.

    `terms` are those credit of this offer has where it names only some of its own (None: plain ones). Raises
    `document_*`, `condition_*`, `offer_id_invalid`, `benefit_unknown`, `benefit_empty`, `offer_feature_later`.
    """
    fields = read_object(document, "offer", needs=("id", "benefits"), may=_MAY)
    _refuse_later(fields)
    read_choice(fields.get("status", LIVE), "status", (LIVE, STOPPED))
    benefits = _parse_benefits(fields["benefits"], terms or Terms())
    since, until = (read_day(fields[k], k) if fields.get(k) is not None else None for k in ("from", "until"))
    require(since is None or until is None or since <= until, "span_backwards", where="offer")
    offer_id = _parse_id(fields["id"])
    return Offer(
        offer_id=offer_id,
        version=version,
        name=read_text(fields.get("name", offer_id), "name"),
        benefits=benefits,
        audience=_shared(parse_condition(fields.get("audience"), "audience")),
        basket=parse_condition(fields.get("basket"), "basket"),
        scope=_parse_offer_scope(fields.get("scope", BUSINESS_SCOPE)),
        place=read_choice(fields.get("place", place_of(benefits[0])), "place", PLACES),
        priority=read_whole(fields.get("priority", 0), "priority", most=1_000_000),
        exclusive=read_word(fields["exclusive"], "exclusive")
        if fields.get("exclusive") not in (None, "")
        else "",
        caps=_parse_caps(fields.get("caps", {})),
        since=since,
        until=until,
    )


@lru_cache(maxsize=1_024)
def _shared(audience: Condition) -> Condition:
    """Return the one object of equal audiences: a shortlist judges it once for all offers that have it."""
    return audience


def check_offer(offer: Offer, rules: Rules) -> None:
    """Raise what of the shop's rules an offer contradicts: `points_kind_unknown`, `tier_unknown`."""
    for benefit in offer.benefits:
        if isinstance(benefit, PointsTimes | PointsPlus):
            require(rules.points.has(benefit.kind), "points_kind_unknown", kind=benefit.kind)
    for tier in {*_tiers_named(offer.audience), *_tiers_named(offer.basket)}:
        rules.tiers.reached(tier)


def place_of(benefit: Benefit) -> str:
    """Return the place of stacking a benefit belongs to by its nature."""
    if isinstance(benefit, PercentOff | AmountOff):
        return BASKET if benefit.reach.whole else ITEM
    return CREDIT if isinstance(benefit, ExtraCredit | FixedCredit) else POINTS


def _tiers_named(condition: Condition) -> set[str]:
    if isinstance(condition, All | AnyOf):
        return set().union(*map(_tiers_named, condition.parts))
    if isinstance(condition, Not):
        return _tiers_named(condition.part)
    return {condition.tier} if isinstance(condition, TierIs | TierAtLeast) else set()


def _refuse_later(fields: Document) -> None:
    kind = read_choice(fields.get("kind", "lasting"), "kind", ("lasting", "one_shot"))
    require(kind == "lasting", "offer_feature_later", feature="one_shot")
    require(fields.get("grant") is None, "offer_feature_later", feature="grant")
    holdout = read_rate(fields.get("holdout", 0), "holdout")
    require(holdout == 0, "offer_feature_later", feature="holdout")


def _parse_id(value: object) -> str:
    offer_id = read_word(value, "id")
    fits = _ID.match(offer_id) and offer_id != BASE_CAUSE
    require(fits, "offer_id_invalid", id=offer_id)
    return offer_id


def _parse_offer_scope(value: object) -> str:
    scope = read_word(value, "scope")
    require(not scope.startswith("partners:"), "offer_feature_later", feature="partners")
    require(scope != "branch", "scope_unknown", scope=scope, where="scope")
    return parse_scope(scope, "scope")


def _parse_caps(value: object) -> Caps:
    caps = read_object(value, "caps", may=("per_member", "per_day", "number", "cost"))
    for name in ("per_day", "number", "cost"):
        require(caps.get(name) is None, "offer_feature_later", feature=f"caps.{name}")
    most = caps.get("per_member")
    return Caps(None if most is None else read_whole(most, "caps.per_member", least=1))


def _parse_benefits(value: object, terms: Terms) -> tuple[Benefit, ...]:
    rows = read_list(value, "benefits")
    require(0 < len(rows) <= MAX_BENEFITS, "benefits_number", most=MAX_BENEFITS)
    return tuple(_parse_benefit(row, f"benefits[{place}]", terms) for place, row in enumerate(rows))


def _parse_benefit(row: object, where: str, terms: Terms) -> Benefit:
    if not isinstance(row, Mapping) or len(row) != 1:
        raise LoyaltyError("benefit_not_single", where=where)
    name, body = next(iter(row.items()))
    if name not in _BENEFITS:
        raise LoyaltyError("benefit_unknown", name=name, where=where)
    where = f"{where}.{name}"
    return _BENEFITS[name](body, where, terms)


def _parse_discount(body: object, where: str, _terms: Terms) -> Benefit:
    fields = read_object(body, where, may=("percent", "amount", "of", "base", "cap"))
    reach = _parse_reach(fields, where)
    if _is_percent(fields, where):
        rate = _parse_rate(fields, where)
        base = read_choice(fields.get("base", REMAINING), f"{where}.base", (INITIAL, REMAINING))
        return PercentOff(rate, reach, base, _parse_cap(fields, where))
    _refuse_keys(fields, ("base", "cap"), where)
    return AmountOff(read_whole(fields["amount"], f"{where}.amount", least=1), reach)


def _parse_credit(body: object, where: str, terms: Terms) -> Benefit:
    fields = read_object(body, where, may=("percent", "amount", "mode", "of", "cap", *TERMS))
    own = parse_terms(fields, where, terms) if any(key in fields for key in TERMS) else None
    if _is_percent(fields, where):
        mode = read_choice(fields.get("mode", PLUS), f"{where}.mode", (PLUS, INSTEAD))
        reach, cap = _parse_reach(fields, where), _parse_cap(fields, where)
        return ExtraCredit(_parse_rate(fields, where), mode, reach, cap, own)
    _refuse_keys(fields, ("mode", "of", "cap"), where)
    return FixedCredit(read_whole(fields["amount"], f"{where}.amount", least=1), own)


def _parse_points(body: object, where: str, _terms: Terms) -> Benefit:
    fields = read_object(body, where, may=("times", "plus", "kind", "of"))
    require(("times" in fields) != ("plus" in fields), "benefit_one_of", where=where, keys="times, plus")
    kind = read_word(fields.get("kind", MAIN), f"{where}.kind")
    if "times" in fields:
        times = read_decimal(fields["times"], f"{where}.times", 6)
        require(1_000_000 < times <= MAX_TIMES, "points_times_invalid", where=where)
        return PointsTimes(times, kind, _parse_reach(fields, where))
    _refuse_keys(fields, ("of",), where)
    return PointsPlus(read_whole(fields["plus"], f"{where}.plus", least=1), kind)


_BENEFITS: dict[str, Callable[[object, str, Terms], Benefit]] = {
    "discount": _parse_discount,
    "credit": _parse_credit,
    "points": _parse_points,
}


def _is_percent(fields: Document, where: str) -> bool:
    one = ("percent" in fields) != ("amount" in fields)
    require(one, "benefit_one_of", where=where, keys="percent, amount")
    return "percent" in fields


def _refuse_keys(fields: Document, keys: tuple[str, ...], where: str) -> None:
    for key in keys:
        require(key not in fields, "document_key_unknown", key=key, where=where)


def _parse_rate(fields: Document, where: str) -> int:
    rate = read_rate(fields["percent"], f"{where}.percent")
    require(rate > 0, "benefit_empty", where=where)
    return rate


def _parse_cap(fields: Document, where: str) -> int | None:
    cap: Any = fields.get("cap")
    return None if cap is None else read_whole(cap, f"{where}.cap", least=1)


def _parse_reach(fields: Document, where: str) -> Reach:
    of = fields.get("of", "basket")
    if of == "basket":
        return Reach()
    where = f"{where}.of"
    chosen = read_object(of, where, may=("group", "product"))
    require(len(chosen) == 1, "condition_group_or_product", where=where)
    if "group" in chosen:
        return Reach(group=read_word(chosen["group"], f"{where}.group"))
    return Reach(product_id=read_word(chosen["product"], f"{where}.product"))
