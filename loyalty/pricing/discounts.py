"""Discounts: first on product groups and products, then on the whole basket, never below nothing.

Each is floored once on its total and divided over its lines by largest remainder.
"""

from __future__ import annotations

from collections.abc import Sequence

from loyalty.money import allocate, share_of
from loyalty.offers.offer import INITIAL, AmountOff, Discount, Offer, PercentOff
from loyalty.pricing.bill import Bill
from loyalty.pricing.tally import Tally, add_row
from loyalty.quote import Because
from loyalty.stacking import ALL, Stacking


def give_discounts(tally: Tally, bill: Bill, offers: Sequence[Offer], stacking: Stacking) -> None:
    """Let the offers, in their order, take off what they promise."""
    _give_place(tally, bill, offers, whole=False, mode=stacking.item)
    _give_place(tally, bill, offers, whole=True, mode=stacking.basket)


def _give_place(tally: Tally, bill: Bill, offers: Sequence[Offer], *, whole: bool, mode: str) -> None:
    taken: dict[int, str] = {}
    for offer in offers:
        for benefit in offer.benefits:
            if isinstance(benefit, PercentOff | AmountOff) and benefit.reach.whole == whole:
                _give(tally, bill, offer.offer_id, benefit, taken)
        if mode == ALL:
            taken.clear()


def _give(tally: Tally, bill: Bill, offer_id: str, benefit: Discount, taken: dict[int, str]) -> None:
    """Give one discount on those of its lines that no other offer has taken."""
    reach = bill.places(benefit.reach)
    places = [place for place in reach if taken.get(place, offer_id) == offer_id]
    if len(places) < len(reach):
        first = next(taken[place] for place in reach if taken.get(place, offer_id) != offer_id)
        tally.beaten.setdefault(offer_id, Because("beaten", other=first))
        if not places:
            return
    parts = _parts(tally, bill, benefit, places)
    if not any(parts):
        return
    row = [0] * len(bill.lines)
    for place, part in zip(places, parts, strict=True):
        row[place] = part
        tally.net[place] -= part
        taken[place] = offer_id
    add_row(tally.discounts, offer_id, row)


def _parts(tally: Tally, bill: Bill, benefit: Discount, places: Sequence[int]) -> list[int]:
    net = [tally.net[place] for place in places]
    if isinstance(benefit, AmountOff):
        return allocate(min(benefit.amount, sum(net)), net)
    base = [bill.lines[place].gross for place in places] if benefit.base == INITIAL else net
    total = min(share_of(sum(base), benefit.rate), sum(net))
    total = total if benefit.cap is None else min(total, benefit.cap)
    parts = allocate(total, base)
    over = any(part > left for part, left in zip(parts, net, strict=True))
    return allocate(total, net) if over else parts
