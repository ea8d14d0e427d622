"""Who may be given a new till: the owners of a business, by the last word on each of them."""

from __future__ import annotations

from collections.abc import Iterable

from central.reading import parse_fact, read_body
from central.store import feed
from central.store.places import Place
from loyalty.access import OWNER
from loyalty.facts import Fact
from loyalty.kinds import StaffSet
from loyalty.last_words import Document, Words

_KINDS = ("staff.set", "stamps.bounded")
"""What says who works here, and what bounds the order of such words."""

MOST_LOOKED = 1_000_000
"""Of how many facts each is looked into while a till waits for the answer; of more it hears who they are when it has read."""


def owners_of(place: Place, business_id: str) -> dict[str, str] | None:
    """Return the owners who work in a business now, id → name: nobody before a shop has come, None where it would take long."""
    with place.business(business_id) as db:
        if feed.last_pos(db) > MOST_LOOKED:
            return None
        facts = [parse_fact(raw) for raw in feed.told_of(db, _KINDS)]
    return {one.staff_id: one.name for one in _standing(facts) if one.active and one.level == OWNER}


def _standing(facts: Iterable[Fact]) -> Iterable[StaffSet]:
    words, told = Words(), dict[str, StaffSet]()
    for fact in facts:
        body = read_body(fact.kind, fact.version, fact.body)
        words.tell(fact, body)
        if isinstance(body, StaffSet):
            told[fact.fact_id] = body
    last = (
        words.last(Document("staff", staff_id))
        for staff_id in sorted({one.staff_id for one in told.values()})
    )
    return [told[word.fact_id] for word in last if word is not None]
