"""What the offers at work did to a bill: discounts, credit and points per line, and who beat whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from loyalty.kinds import BASE_CAUSE, CREDIT
from loyalty.money import allocate
from loyalty.pricing.bill import Bill
from loyalty.quote import Because, Effect


class Key(NamedTuple):
    """What makes a grant one: grants that agree in all of it are added up."""

    unit: str
    scope: str
    vests_at: int
    expires_at: int | None
    cause: str


K = TypeVar("K")


@dataclass(slots=True)
class Tally:
    """Sums per line, in the bill's order; `grants` by what they are, the rest by offer."""

    net: list[int]
    paid: list[int] = field(default_factory=list)
    discounts: dict[str, list[int]] = field(default_factory=dict)
    credit: dict[str, list[int]] = field(default_factory=dict)
    points: dict[str, list[int]] = field(default_factory=dict)
    grants: dict[Key, list[int]] = field(default_factory=dict)
    beaten: dict[str, Because] = field(default_factory=dict)
    promised: set[str] = field(default_factory=set)
    """Offers at work that bring something after the sale."""
    rated: list[tuple[str, Sequence[int], Sequence[int]]] = field(default_factory=list)
    """Credit rates that worked, base first: by whom, on which places, the rate on each of these."""

    @property
    def rates(self) -> dict[int, list[tuple[str, int]]]:
        """Return the credit rates that worked on each line, by cause, base first."""
        found: dict[int, list[tuple[str, int]]] = {place: [] for place in range(len(self.net))}
        for cause, places, rates in self.rated:
            for place, rate in zip(places, rates, strict=True):
                if rate:
                    found[place].append((cause, rate))
        return found

    @property
    def earning(self) -> list[int]:
        """Return what of each line earns: the part not paid with credit."""
        if not any(self.paid):
            return self.net
        return [net - paid for net, paid in zip(self.net, self.paid, strict=True)]

    def effect(self, offer_id: str) -> Effect:
        """Return what an offer did to the whole basket."""
        return Effect(
            offer_id,
            sum(self.discounts.get(offer_id, ())),
            sum(self.credit.get(offer_id, ())),
            sum(self.points.get(offer_id, ())),
        )

    def worked(self, offer_id: str) -> bool:
        """Say whether an offer did anything: who gave nothing has no row."""
        return (
            offer_id in self.discounts
            or offer_id in self.credit
            or offer_id in self.points
            or offer_id in self.promised
        )


def new_tally(bill: Bill) -> Tally:
    """Return a tally before any offer."""
    return Tally([line.gross for line in bill.lines])


def spread(total: int, places: Sequence[int], weights: Sequence[int], lines: int) -> list[int]:
    """Return `total` divided over places, in their order, by their weights, as a row of all lines."""
    parts = allocate(total, weights)
    if len(places) == lines:
        return parts
    row = [0] * lines
    for place, part in zip(places, parts, strict=True):
        row[place] = part
    return row


def add_row(rows: dict[K, list[int]], key: K, row: list[int]) -> None:
    """Add a row to what stands under a key."""
    held = rows.get(key)
    rows[key] = row if held is None else [a + b for a, b in zip(held, row, strict=True)]


def add_grant(tally: Tally, key: Key, row: list[int]) -> None:
    """Add what a benefit or base earning grants, to the grant and to the offer it comes from."""
    add_row(tally.grants, key, row)
    if key.cause != BASE_CAUSE:
        add_row(tally.credit if key.unit == CREDIT else tally.points, key.cause, row)
