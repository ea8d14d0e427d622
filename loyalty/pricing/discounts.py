"""Discounts: first on product groups, products and units, then on the whole basket, never below nothing.

Each is floored once on its total and divided over its lines by largest remainder.
"""

from __future__ import annotations

from collections.abc import Sequence

from loyalty.money import allocate, share_of
from loyalty.offers.offer import INITIAL, AmountOff, Benefit, Discount, PercentOff, UnitBenefit
from loyalty.offers.picking import UNIT_BENEFITS, picked_parts
from loyalty.pricing.bill import Bill, Masks, kept_to
from loyalty.pricing.tally import Tally, add_row


def give_discounts(
    tally: Tally, bill: Bill, giving: Sequence[tuple[str, Discount | UnitBenefit]], masks: Masks
) -> None:
    """Let offers by their ids take off, one after the other, what they promise on the lines they work on."""
    for offer_id, benefit in giving:
        _give(tally, bill, offer_id, benefit, masks)


def is_whole(benefit: Benefit) -> bool:
    """Say whether a discount is on the whole basket: these come after all others."""
    return isinstance(benefit, PercentOff | AmountOff) and benefit.reach.whole


def _give(tally: Tally, bill: Bill, offer_id: str, benefit: Discount | UnitBenefit, masks: Masks) -> None:
    if isinstance(benefit, UNIT_BENEFITS):
        places = kept_to(bill.everywhere, offer_id, masks)
        picked = picked_parts(bill, benefit)
        parts = [min(picked[place], tally.net[place]) for place in places]
    else:
        places = kept_to(bill.places(benefit.reach), offer_id, masks)
        parts = _parts(tally, bill, benefit, places)
    if not any(parts):
        return
    row = [0] * len(bill.lines)
    for place, part in zip(places, parts, strict=True):
        row[place] = part
        tally.net[place] -= part
    add_row(tally.discounts, offer_id, row)


def _parts(tally: Tally, bill: Bill, benefit: PercentOff | AmountOff, places: Sequence[int]) -> list[int]:
    net = [tally.net[place] for place in places]
    if isinstance(benefit, AmountOff):
        base, total = [bill.lines[place].gross for place in places], min(benefit.amount, sum(net))
    else:
        base = [bill.lines[place].gross for place in places] if benefit.base == INITIAL else net
        total = min(share_of(sum(base), benefit.rate), sum(net))
        total = total if benefit.cap is None else min(total, benefit.cap)
    parts = allocate(total, base)
    if base is net:
        return parts
    over = any(part > left for part, left in zip(parts, net, strict=True))
    return allocate(total, net) if over else parts
