"""The rules of a shop: its policy documents read into one frozen value, with defaults where none is published.

A new shop has unknown margins, no floor, base earning 0, one kind of points and four tiers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from loyalty.access import DEFAULT_ACCESS, Access, parse_access
from loyalty.costs import Costs, parse_costs
from loyalty.earning import Earning, parse_earning
from loyalty.errors import LoyaltyError, require
from loyalty.groups import Groups, parse_groups
from loyalty.points import DEFAULT_POINTS, Points, parse_points
from loyalty.refund_rules import RefundRules, parse_refunds
from loyalty.stacking import Stacking, parse_stacking
from loyalty.tiers import DEFAULT_LADDER, Ladder, parse_tiers
from loyalty.trust import Trust, parse_trust


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything pricing asks the shop's owner."""

    groups: Groups = field(default_factory=Groups)
    earning: Earning = field(default_factory=Earning)
    points: Points = DEFAULT_POINTS
    tiers: Ladder = DEFAULT_LADDER
    refunds: RefundRules = field(default_factory=RefundRules)
    stacking: Stacking = field(default_factory=Stacking)
    costs: Costs = field(default_factory=Costs)
    access: Access = DEFAULT_ACCESS
    trust: Trust = field(default_factory=Trust)


def _read_refunds(document: object) -> RefundRules:
    if not isinstance(document, Mapping):
        raise LoyaltyError("document_not_object", where="refunds")
    return parse_refunds(document)


_PARSERS: dict[str, Callable[[Any], Any]] = {
    "groups": parse_groups,
    "earning": parse_earning,
    "points": parse_points,
    "tiers": parse_tiers,
    "refunds": _read_refunds,
    "stacking": parse_stacking,
    "costs": parse_costs,
    "access": parse_access,
    "trust": parse_trust,
}

RULE_DOCUMENTS = tuple(_PARSERS)
"""Names of the documents that make up the rules; others (receipt, windows…) belong to other readers."""


def read_rules(documents: Mapping[str, Any]) -> Rules:
    """Return the rules of the published documents by name; names of other readers are passed over.

    Raises what the parsers raise, and `points_kind_unknown` or `tier_unknown` where documents disagree.
    """
    rules = Rules(**{name: parse(documents[name]) for name, parse in _PARSERS.items() if name in documents})
    require(rules.points.has(rules.tiers.by), "points_kind_unknown", kind=rules.tiers.by)
    for tier in rules.earning.by_tier:
        rules.tiers.reached(tier)
    return rules


def check_policy(name: str, document: object) -> None:
    """Raise what is wrong with a document on its own; `policy_unknown` for a name that is not of the rules."""
    if name not in _PARSERS:
        raise LoyaltyError("policy_unknown", name=name, known=", ".join(_PARSERS))
    _PARSERS[name](document)
