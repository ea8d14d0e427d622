"""The member's lots while a plan to take a sale back is made: what is given back, taken, paid of debts, and what ends.

What must hold: no lot goes below zero, nothing spendable comes back to who has left, and nobody else's lot pays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from loyalty.errors import LoyaltyError
from loyalty.kinds import GraceLot, LotAmount, lot_id
from loyalty.ledger import grace_origin
from loyalty.lots import TAKE_ORDER, Held, Lot, draw, in_order, is_expired, spendable
from loyalty.refund_rules import RefundRules


@dataclass(slots=True)
class Book:
    """What a person holds and owes, changed step by step; `gone` are ids of those who left or were erased."""

    held: dict[str, Held]
    at: int
    branch_id: str
    rules: RefundRules
    zone: str
    owed: int
    ids: Collection[str] | None = None
    gone: Collection[str] = ()
    returned: list[LotAmount] = field(default_factory=list)
    graced: list[GraceLot] = field(default_factory=list)
    settled: list[LotAmount] = field(default_factory=list)
    taken: dict[str, int] = field(default_factory=dict)
    ended: list[LotAmount] = field(default_factory=list)
    lapsed: int = 0

    def give_back(self, part: LotAmount) -> None:
        """Put spent credit where it belongs; what the member owes is paid from it if it lives."""
        lot = find(self.held, part.lot_id).lot
        if lot.member_id in self.gone:
            self._end(part)
        elif not is_expired(lot, self.at):
            self._return(part)
            if self._is_theirs(lot):
                self._pay_owed(lot.lot_id, part.amount)
        elif self.rules.grace_days > 0 and grace_origin(lot) is None and self._is_theirs(lot):
            until = self.rules.grace_until(self.at, self.zone)
            self.graced.append(GraceLot(lot.lot_id, lot.scope, part.amount, until))
            self._pay_owed(lot_id("", len(self.graced) - 1), part.amount)
        else:
            self._return(part)
            self.lapsed += part.amount

    def _is_theirs(self, lot: Lot) -> bool:
        return self.ids is None or lot.member_id in self.ids

    def _return(self, part: LotAmount) -> None:
        self.returned.append(part)
        self._add(part.lot_id, part.amount)

    def _end(self, part: LotAmount) -> None:
        # Who has left can hold nothing: it comes back, for the sums of the sale, and ends with the same fact.
        self.returned.append(part)
        self.ended.append(part)

    def _pay_owed(self, name: str, amount: int) -> None:
        paid = min(self.owed, amount)
        if paid > 0:
            self.owed -= paid
            self.settled.append(LotAmount(name, paid))
            if name in self.held:
                self._add(name, -paid)

    def _add(self, name: str, amount: int) -> None:
        self.held[name] = self.held[name].after(amount)

    def take(self, lots: Iterable[Held], amount: int) -> int:
        """Take up to `amount` from lots in the order given; return what could not be taken."""
        for part in draw(lots, amount):
            self.taken[part.lot_id] = self.taken.get(part.lot_id, 0) + part.amount
            self._add(part.lot_id, -part.amount)
            amount -= part.amount
        return amount

    def others(self, unit: str, own: Collection[str]) -> tuple[Held, ...]:
        """Return the member's spendable lots beside the sale's own, in the order they are taken from."""
        usable = spendable(self.held.values(), self.at, self.branch_id, unit)
        theirs = [one for one in usable if one.lot.lot_id not in own and self._is_theirs(one.lot)]
        return in_order(theirs, TAKE_ORDER)

    def taken_of(self, unit: str) -> int:
        """Return what has been taken of a unit."""
        return sum(amount for name, amount in self.taken.items() if self.held[name].lot.unit == unit)


def find(held: Mapping[str, Held], name: str) -> Held:
    """Return a lot by its id; raises `lot_unknown`."""
    if name not in held:
        raise LoyaltyError("lot_unknown", lot=name)
    return held[name]
