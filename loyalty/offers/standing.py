"""What a till knows of offers beside their documents: how often each was used, who holds a right, who is held out.

Read once per member and handed in; judging stays pure.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from loyalty.kinds import LotAmount
from loyalty.money import WHOLE
from loyalty.offers.offer import UNIQUE, Offer
from loyalty.quote import Because
from loyalty.uses import code_of, cost_of, day_of, number_of


class Used(NamedTuple):
    """Purchases that used an offer, those of today, and what all of them cost in money."""

    number: int = 0
    today: int = 0
    cost: int = 0


class Right(NamedTuple):
    """The newest grant of an offer to a member: its version, its last day (None: without end), whether it is used up."""

    version: int
    until_on: dt.date | None = None
    ended: str = ""
    """`used`, or `passed` where another purchase ended it; empty while it lives."""
    name: str = ""
    """The use it is."""

    def lives(self, on: dt.date) -> bool:
        """Say whether it may be used on a day."""
        return not self.ended and (self.until_on is None or on <= self.until_on)


class Brought(NamedTuple):
    """A code the member brought for an offer: its digest, or why it does not count."""

    digest: str
    refusal: Because | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """`used` by offer, `rights` of the member by offer.

    `elsewhere`: offers this till holds no use of, and which reason says so; `left`: what it holds of budgets, by offer
    (both empty in a shop without a centre). `counts` are the rights to count the member's uses, one for each id of theirs;
    `counted_at` is the branch where one lies that this till lacks (empty: the centre), None where it lacks none.
    `taken` is how often the member used each offer, sales that came back among them, where the shop's uses do not return
    (None where they do: the snapshot's count of what stands holds).
    `key` makes the choice of who is held out this shop's own.
    """

    used: Mapping[str, Used] = field(default_factory=dict)
    rights: Mapping[str, Right] = field(default_factory=dict)
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    left: Mapping[str, int] = field(default_factory=dict)
    counts: tuple[str, ...] = ()
    counted_at: str | None = None
    taken: Mapping[str, int] | None = None
    key: str = ""


NOTHING_KNOWN = Standing()


def is_held_out(offer: Offer, member_id: str, key: str) -> bool:
    """Say whether a member belongs to the share that gets nothing: the same everywhere, and another for each offer."""
    if not offer.holdout:
        return False
    digest = hashlib.sha256(f"{key}|{offer.offer_id}|{member_id}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % WHOLE < offer.holdout


def capped(offer: Offer, standing: Standing) -> Because | None:
    """Return the cap an offer has come to, or who keeps it, None where it may be used."""
    used, caps = standing.used.get(offer.offer_id, Used()), offer.caps
    if caps.per_member is not None and standing.counted_at is not None:
        return Because("member_needs_centre", other=standing.counted_at)
    if caps.number is not None and used.number >= caps.number:
        return Because("cap_number", number=caps.number)
    if caps.per_day is not None and used.today >= caps.per_day:
        return Because("cap_day", number=caps.per_day)
    if caps.cost is not None and used.cost >= caps.cost:
        return Because("cap_cost", number=caps.cost)
    return Because(standing.elsewhere[offer.offer_id]) if offer.offer_id in standing.elsewhere else None


def draws(offer: Offer, right: Right | None, digest: str, cost: int, on: dt.date) -> tuple[LotAmount, ...]:
    """Return the uses a purchase draws that an offer applies to: of its caps, of the member's grant, of the code spent."""
    name, caps = offer.offer_id, offer.caps
    found = [number_of(name)] if caps.number is not None else []
    found += [day_of(name, on)] if caps.per_day is not None else []
    found += [right.name] if offer.grant is not None and right is not None else []
    found += [code_of(name, digest)] if offer.code == UNIQUE and digest else []
    parts = [LotAmount(use, 1) for use in found]
    return (*parts, LotAmount(cost_of(name), cost)) if caps.cost is not None and cost > 0 else tuple(parts)


def counting(offers: Iterable[Offer], standing: Standing) -> tuple[LotAmount, ...]:
    """Return the rights to count that a purchase needs which these offers apply to; it does not draw them."""
    if not standing.counts or all(offer.caps.per_member is None for offer in offers):
        return ()
    return tuple(LotAmount(name, 1) for name in standing.counts)


def no_right(offer: Offer, standing: Standing, on: dt.date) -> Because | None:
    """Return why a member may not use a one-shot offer, None where they hold a right to it (or it needs none)."""
    if offer.grant is None:
        return None
    right = standing.rights.get(offer.offer_id)
    if right is None:
        return Because("no_grant")
    if right.ended:
        return Because(f"grant_{right.ended}")
    if right.until_on is not None and on > right.until_on:
        return Because("grant_over", on=right.until_on.isoformat())
    return None
