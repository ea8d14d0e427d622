"""Reading offers from the document the editor and the command line write; nothing is dropped silently.

What the document may hold but this version does not yet apply is refused by its name (`offer_feature_later`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from loyalty.conditions.atoms import All, AnyOf, Condition, Not, TierAtLeast, TierIs
from loyalty.conditions.parse import parse_condition
from loyalty.documents import (
    Document,
    read_cap,
    read_choice,
    read_day,
    read_days,
    read_object,
    read_rate,
    read_text,
    read_whole,
    read_word,
)
from loyalty.earning import Terms, parse_scope
from loyalty.errors import require
from loyalty.kinds import BASE_CAUSE, BUSINESS_SCOPE
from loyalty.offers.benefits import parse_benefits
from loyalty.offers.codes import parse_code
from loyalty.offers.offer import (
    AT_MEETING,
    AT_PUBLISHING,
    BASKET,
    CREDIT,
    DISCOUNTS,
    FIRST_USE,
    ITEM,
    NEXT_PURCHASE,
    PLACES,
    POINTS,
    AmountOff,
    Benefit,
    Caps,
    GrantRule,
    Offer,
    PercentOff,
    PointsPlus,
    PointsTimes,
)
from loyalty.policy import Rules

LASTING, ONE_SHOT = "lasting", "one_shot"
LIVE, STOPPED = "live", "stopped"
"""Whether a version is on sale; only live ones are given to pricing."""


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
    "code",
]


def parse_offer(document: object, *, version: int = 1, terms: Terms | None = None) -> Offer:
    """Return the offer of a document at a version.

    `terms` are those credit of this offer has where it names only some of its own (None: plain ones). Raises
    `document_*`, `condition_*`, `offer_id_invalid`, `benefit_unknown`, `benefit_empty`, `offer_feature_later`.
    """
    fields = read_object(document, "offer", needs=("id", "benefits"), may=_MAY)
    read_choice(fields.get("status", LIVE), "status", (LIVE, STOPPED))
    benefits = parse_benefits(fields["benefits"], terms or Terms())
    since, until = (read_day(fields[k], k) if fields.get(k) is not None else None for k in ("from", "until"))
    require(since is None or until is None or since <= until, "span_backwards", where="until")
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
        grant=_parse_grant(fields),
        holdout=read_rate(fields.get("holdout", 0), "holdout"),
        code=parse_code(fields.get("code")),
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
    if isinstance(benefit, DISCOUNTS):
        return ITEM
    return POINTS if isinstance(benefit, PointsTimes | PointsPlus) else CREDIT


def _tiers_named(condition: Condition) -> set[str]:
    if isinstance(condition, All | AnyOf):
        return set().union(*map(_tiers_named, condition.parts))
    if isinstance(condition, Not):
        return _tiers_named(condition.part)
    return {condition.tier} if isinstance(condition, TierIs | TierAtLeast) else set()


def _parse_grant(fields: Document) -> GrantRule | None:
    kind = read_choice(fields.get("kind", LASTING), "kind", (LASTING, ONE_SHOT))
    told = fields.get("grant")
    if kind == LASTING:
        require(told is None, "grant_of_lasting", where="grant")
        return None
    rule = read_object({} if told is None else told, "grant", may=("when", "days", "ends"))
    days = rule.get("days")
    return GrantRule(
        when=read_choice(rule.get("when", AT_PUBLISHING), "grant.when", (AT_PUBLISHING, AT_MEETING)),
        days=None if days is None else read_days(days, "grant.days"),
        ends=read_choice(rule.get("ends", FIRST_USE), "grant.ends", (FIRST_USE, NEXT_PURCHASE)),
    )


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
    return Caps(**{name: read_cap(most, f"caps.{name}") for name, most in caps.items()})
