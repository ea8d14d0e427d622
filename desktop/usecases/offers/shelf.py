"""The shop's offers as they stand: each one a document with its versions, read for pricing and for lists.

A published version never changes; a sale names the version it used. A stopped offer keeps its history.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from desktop.models.queries.goods import names_of_goods
from desktop.models.queries.places import tills
from desktop.models.queries.policies import PolicyRow, latest_under, version_of
from desktop.models.queries.sales import OfferTotals, offer_totals
from desktop.models.sources import Source
from desktop.usecases.policies import rules_now
from desktop.usecases.till import Till
from loyalty.documents import Text
from loyalty.earning import Terms
from loyalty.errors import LoyaltyError
from loyalty.offers.offer import Offer
from loyalty.offers.parse import parse_offer
from loyalty.sentences.names import Names, names_of
from loyalty.sentences.offers import say_offer

PREFIX = "offer:"
LIVE, STOPPED, WAITING, OVER = "live", "stopped", "waiting", "over"


@dataclass(frozen=True, slots=True)
class PublishedOffer:
    """An offer with its document; `running` unless it was stopped."""

    offer: Offer
    document: dict[str, Any]
    running: bool


@dataclass(frozen=True, slots=True)
class ListedOffer:
    """An offer as lists show it: `status` is live, waiting (its first day is to come), over or stopped.

    `cost` is what its uses that stand took off and gave as credit, in money.
    """

    offer_id: str
    version: int
    name: Text
    sentence: Text
    status: str
    kind: str
    uses: int
    members: int
    cost: int
    published: PublishedOffer


def offers_now(db: Source) -> tuple[Offer, ...]:
    """Return the offers that run, for pricing; reading them again costs one query."""
    return tuple(published.offer for published in all_offers(db) if published.running)


def all_offers(db: Source) -> tuple[PublishedOffer, ...]:
    """Return every offer at its newest version, stopped ones too."""
    return _read(latest_under(db, PREFIX), rules_now(db).earning.terms)


def offer_at(db: Source, offer_id: str, version: int) -> PublishedOffer | None:
    """Return an offer at a version that was published, None where this till has not heard of it."""
    row = version_of(db, PREFIX + offer_id, version)
    return _read((row,), rules_now(db).earning.terms)[0] if row else None


def offer_names(db: Source, offer_ids: Sequence[str]) -> dict[str, Text]:
    """Return the names of offers by id; one nobody published here stands for itself."""
    known = {published.offer.offer_id: published.offer.name for published in all_offers(db)}
    return {offer_id: known.get(offer_id, Text(offer_id, offer_id)) for offer_id in offer_ids}


def list_offers(till: Till) -> tuple[ListedOffer, ...]:
    """Return every offer with its state, uses and cost."""
    names = names_for(till)
    with till.read() as db:
        return tuple(_listed(db, one, names, till.today()) for one in all_offers(db))


def show_offer(till: Till, offer_id: str) -> ListedOffer:
    """Return one offer; raises `offer_unknown`."""
    names = names_for(till)
    with till.read() as db:
        return _listed(db, find_offer(db, offer_id), names, till.today())


def find_offer(db: Source, offer_id: str) -> PublishedOffer:
    """Return an offer at its newest version; raises `offer_unknown`."""
    found = next((one for one in all_offers(db) if one.offer.offer_id == offer_id), None)
    if found is None:
        raise LoyaltyError("offer_unknown", offer=offer_id)
    return found


def names_for(till: Till) -> Names:
    """Return the names sentences about offers use: groups, tiers, branches, tills, products, offers and segments."""
    from desktop.usecases.branches import list_branches
    from desktop.usecases.segments import segments_now

    branches = {branch.branch_id: Text(branch.name, branch.name) for branch in list_branches(till)}
    with till.read() as db:
        products = {one: Text(name, name) for one, name in names_of_goods(db).items()}
        return names_of(
            rules_now(db),
            currency=till.shop.currency,
            branches=branches,
            products=products,
            offers=[one.offer for one in all_offers(db)],
            segments={name: one.name for name, one in segments_now(db).items()},
            tills=_till_names(db, branches),
        )


def _till_names(db: Source, branches: Mapping[str, Text]) -> dict[str, Text]:
    """Return what people call each till: its code, and where it stands once there are several branches."""
    rows = tills(db)
    if len(branches) < 2:
        return {till_id: Text(code, code) for till_id, code, *_ in rows}
    nowhere = Text("", "")
    named = ((till_id, code, branches.get(at, nowhere)) for till_id, code, at, _ in rows)
    return {key: Text(f"{code} {at.fa}".strip(), f"{code} {at.en}".strip()) for key, code, at in named}


def status_of(one: PublishedOffer, on: dt.date) -> str:
    """Return the state of an offer on a day."""
    if not one.running:
        return STOPPED
    if one.offer.since is not None and on < one.offer.since:
        return WAITING
    return OVER if one.offer.until is not None and on > one.offer.until else LIVE


def _listed(db: Source, one: PublishedOffer, names: Names, on: dt.date) -> ListedOffer:
    offer, totals = one.offer, offer_totals(db, one.offer.offer_id)
    sentence = Text(say_offer(offer, "fa", names), say_offer(offer, "en", names))
    kind = one.document.get("kind", "lasting")
    return ListedOffer(
        offer.offer_id,
        offer.version,
        offer.name,
        sentence,
        status_of(one, on),
        kind,
        totals.uses,
        totals.members,
        cost_of(totals),
        one,
    )


def cost_of(totals: OfferTotals) -> int:
    """Return what the uses of an offer took off and gave as credit."""
    return totals.discount + totals.credit


@lru_cache(maxsize=8)
def _read(rows: tuple[PolicyRow, ...], terms: Terms) -> tuple[PublishedOffer, ...]:
    found = []
    for row in rows:
        document = json.loads(row.document)
        offer = parse_offer(document, version=row.number, terms=terms)
        found.append(PublishedOffer(offer, document, document.get("status") != STOPPED))
    return tuple(found)
