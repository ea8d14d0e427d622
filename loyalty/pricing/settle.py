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
from loyalty.pricing.steps import steps_of
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


def settle(
    table: Table,
    offers: Sequence[Offer],
    credit: int = 0,
    masks: Masks = _EVERYWHERE,
    *,
    points: bool = True,
) -> Tally:
    """Return what offers, in the order given, do together when `credit` pays a part; raises `credit_over_net`.

    Without `points` none are counted: for those who ask for money alone, where points cost nothing.
    """
    bill, rules, steps = table.bill, table.rules, steps_of(*offers)
    tally = new_tally(bill)
    if steps.discounts:
        give_discounts(tally, bill, steps.discounts, masks)
    tally.paid = spread_credit(tally.net, credit)
    if table.member is not None:
        give_credit(tally, bill, steps.credit, rules, table.member.tier, table.moment, masks)
        if points:
            give_points(tally, bill, steps.points, rules.points, table.moment, masks)
    return tally
