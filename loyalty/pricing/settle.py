"""One set of offers at work on one bill: discounts, then credit spent, then what the rest earns, then points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loyalty.member import MemberSnapshot, Moment
from loyalty.offers.offer import Offer
from loyalty.policy import Rules
from loyalty.pricing.bill import Bill, Masks, spread_credit
from loyalty.pricing.credit import give_credit
from loyalty.pricing.discounts import give_discounts
from loyalty.pricing.point_grants import give_points
from loyalty.pricing.tally import Tally, new_tally


@dataclass(frozen=True, slots=True)
class Table:
    """What stays the same while offers are tried: the bill, who buys, the rules, the moment."""

    bill: Bill
    member: MemberSnapshot | None
    rules: Rules
    moment: Moment

    @property
    def tier(self) -> str | None:
        """Return the tier of who buys, None for a walk-in."""
        return None if self.member is None else self.member.tier


_EVERYWHERE: Masks = {}


def settle(table: Table, offers: Sequence[Offer], credit: int = 0, masks: Masks = _EVERYWHERE) -> Tally:
    """Return what offers, in the order given, do together when `credit` pays a part; raises `credit_over_net`."""
    tally = new_tally(table.bill)
    give_discounts(tally, table.bill, offers, masks)
    tally.paid = spread_credit(tally.net, credit)
    if table.member is not None:
        give_credit(tally, table.bill, offers, table.rules, table.member.tier, table.moment, masks)
        give_points(tally, table.bill, offers, table.rules.points, table.moment, masks)
    return tally
