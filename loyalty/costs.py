"""What a promise to a member costs the shop, for the margin floor: credit as far as it is redeemed, and points."""

from __future__ import annotations

from dataclasses import dataclass

from loyalty.documents import read_object, read_rate, read_whole
from loyalty.money import WHOLE


@dataclass(frozen=True, slots=True)
class Costs:
    """`redeemed` is the share of credit given that is expected to be spent; `point_cost` is money for one point."""

    redeemed: int = WHOLE
    point_cost: int = 0


def parse_costs(document: object) -> Costs:
    """Return the costs of a `costs` document; raises `document_*`."""
    fields = read_object(document, "costs", may=("redeemed_percent", "point_cost"))
    redeemed = read_rate(fields.get("redeemed_percent", 100), "costs.redeemed_percent")
    return Costs(redeemed, read_whole(fields.get("point_cost", 0), "costs.point_cost"))
