"""Points a purchase brings, kind by kind: counted on the whole net, then multiplied or added to by offers."""

from __future__ import annotations

from collections.abc import Sequence

from loyalty.earning import expires_at
from loyalty.kinds import BASE_CAUSE, BUSINESS_SCOPE, points_unit
from loyalty.member import Moment
from loyalty.money import WHOLE, share_of
from loyalty.offers.offer import PointsBenefit, PointsPlus, Reach
from loyalty.points import Points, points_for
from loyalty.pricing.bill import Bill, Masks, kept_to
from loyalty.pricing.tally import Key, Tally, add_grant, spread

_WHOLE = Reach()


def give_points(
    tally: Tally,
    bill: Bill,
    giving: Sequence[tuple[str, PointsBenefit]],
    points: Points,
    moment: Moment,
    masks: Masks,
) -> None:
    """Grant the points of every kind, of the purchase and of offers by their ids."""
    for kind in points.kinds:
        until = expires_at(kind.expires_days, moment)
        key = Key(points_unit(kind.kind), BUSINESS_SCOPE, moment.at, until, BASE_CAUSE)
        base = spread(points_for(sum(tally.net), kind), bill.everywhere, tally.net, len(tally.net))
        _grant(tally, key, base)
        for offer_id, benefit in giving:
            if benefit.kind == kind.kind:
                kept = kept_to(bill.places(getattr(benefit, "reach", _WHOLE)), offer_id, masks)
                _grant(tally, key._replace(cause=offer_id), _row(tally, benefit, base, kept))


def _row(tally: Tally, benefit: PointsBenefit, base: list[int], kept: Sequence[int]) -> list[int]:
    lines = len(base)
    if isinstance(benefit, PointsPlus):
        net = [tally.net[place] for place in kept]
        return spread(benefit.points if any(net) else 0, kept, net, lines)
    weights = [base[place] for place in kept]
    return spread(share_of(sum(weights), benefit.times - WHOLE), kept, weights, lines)


def _grant(tally: Tally, key: Key, row: list[int]) -> None:
    if any(row):
        add_grant(tally, key, row)
