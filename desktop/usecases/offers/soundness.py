"""Whether a draft can work in this shop: what the document itself says, and what it stands among. Records nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.models.queries.goods import which_are_sold
from desktop.models.sources import Source
from desktop.usecases.doubting import doubt_offer
from desktop.usecases.offers.shelf import all_offers
from desktop.usecases.policies import rules_now
from desktop.usecases.segments import segments_now
from desktop.usecases.till import Till
from loyalty.conditions.doubts import Doubt
from loyalty.conditions.evaluate import topics
from loyalty.conditions.parse import parse_condition
from loyalty.conditions.segments import check_segments
from loyalty.conditions.verdict import BASKET
from loyalty.errors import LoyaltyError
from loyalty.offers.offer import Offer
from loyalty.offers.parse import check_offer, parse_offer
from loyalty.offers.sound import Around, check_sound
from loyalty.policy import Rules


def read_offer(document: Mapping[str, Any], rules: Rules) -> Offer:
    """Return the offer of a document; raises what `parse_offer` and `check_offer` raise, `audience_about_basket`."""
    offer = parse_offer(document, terms=rules.earning.terms)
    check_offer(offer, rules)
    if offer.grant is not None and offer.asks_basket:
        raise LoyaltyError("audience_about_basket", where=_asks_basket(document.get("audience")))
    return offer


def _asks_basket(audience: Any) -> str:
    """Return the place of the first part of an audience that asks about the basket."""
    parts = audience["all"] if isinstance(audience, Mapping) and "all" in audience else []
    asking = (place for place, part in enumerate(parts) if BASKET in topics(parse_condition(part)))
    return next((f"audience.all[{place}]" for place in asking), "audience")


def check_works(db: Source, till: Till, offer: Offer, document: Mapping[str, Any]) -> tuple[Doubt, ...]:
    """Return what is doubtful of an offer that may be published here.

    Raises what `check_sound` raises, `segment_unknown` and `segment_in_a_circle`, each with its place.
    """
    check_sound(offer, document, rules_now(db), around_of(db, till))
    doubtful = doubt_offer(db, till, offer, document)
    unknown = next((one for one in doubtful if one.code == "condition_segment_unknown"), None)
    if unknown is not None:
        raise LoyaltyError("segment_unknown", where=unknown.where, segment=dict(unknown.values)["name"])
    check_segments(segments_now(db), offer.needs.segments)
    return doubtful


def around_of(db: Source, till: Till) -> Around:
    """Return what an offer would stand among in this shop now."""
    products = frozenset(one for one, sold in which_are_sold(db).items() if sold)
    others = {one.offer.offer_id: one.offer for one in all_offers(db) if one.running}
    return Around(till.today(), products, others)
