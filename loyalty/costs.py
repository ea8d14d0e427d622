"""What a promise to a member costs the shop and is worth to the member, and what is done with offers that lose."""

from __future__ import annotations

from dataclasses import dataclass

from loyalty.documents import read_choice, read_object, read_rate, read_whole
from loyalty.money import WHOLE

WARN, ASK, REFUSE = LOSSES = ("warn", "ask", "refuse")


@dataclass(frozen=True, slots=True)
class Costs:
    """`redeemed` is the share of credit given that is expected to be spent; `point_cost` is money for one point.

    `credit_value` (a rate) and `point_value` (money for one point) are what they are worth to a member, by which
    the best deal is chosen. `losing_offers`: an offer that loses is published with a warning, with a manager's
    approval, or not at all.
    """

    redeemed: int = WHOLE
    point_cost: int = 0
    losing_offers: str = WARN
    credit_value: int = WHOLE
    point_value: int = 0


def parse_costs(document: object) -> Costs:
    """Return the costs of a `costs` document; raises `document_*`."""
    may = ("redeemed_percent", "point_cost", "losing_offers", "credit_value_percent", "point_value")
    fields = read_object(document, "costs", may=may)
    return Costs(
        redeemed=read_rate(fields.get("redeemed_percent", 100), "costs.redeemed_percent"),
        point_cost=read_whole(fields.get("point_cost", 0), "costs.point_cost"),
        losing_offers=read_choice(fields.get("losing_offers", WARN), "costs.losing_offers", LOSSES),
        credit_value=read_rate(fields.get("credit_value_percent", 100), "costs.credit_value_percent"),
        point_value=read_whole(fields.get("point_value", 0), "costs.point_value"),
    )
