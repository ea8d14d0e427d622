"""Taking a sale back, whole (void) or in parts (refund), by deltas from what was stored with it.

What must always hold: parts add up to the whole exactly, in any order and any cut; no lot goes below zero; buying
and giving back never leaves a member with more money and credit than before, whatever was spent in between.

Each value of a line is cut by its cumulative floor: value(q) = total × q // quantity, and a part is the
difference of two such values. The money part of a line is never negative, because the credit that had paid for it is cut
along its net. Spent credit comes back last spent first (the lot that lives longest), each part to its own lot:

- the lot lives: back into it, with its expiry;
- it has expired: into a grace lot (`RefundRules.grace_days`), whose cause names its origin;
- it is itself a grace lot that has expired: it was given its second life once. The amount goes back into it, is not
  spendable, and leaves with the next `lot.expired` (`ReversalPlan.lapsed` says how much). So does everything
  expired when the rules give no days of grace.

Earned credit and points are taken from the sale's own lots (whatever their scope and vesting; grace lots that
stand for them too), then from the member's other spendable lots in `TAKE_ORDER`. What expired unspent in the sale's own
lots is gone already and is not asked for again. The rest follows `RefundRules.shortfall`; points become owed points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loyalty.basket import Tender
from loyalty.kinds import GraceLot, LotAmount, Owed, ReturnedLine, Reversal, SaleRecorded
from loyalty.ledger import Held
from loyalty.refund_rules import RefundRules

Parts = Sequence[tuple[int, int]]
"""(line number, quantity in thousandths) of what comes back; a line named twice counts together."""

PointsEach = Mapping[str, int]
"""Money for one point, by unit (`points:main` → 10_000)."""


@dataclass(frozen=True, slots=True)
class ReversalPlan:
    """Everything a refund or void will do, ready to be shown and then told as a `Reversal`.

    `net` = `credit_back` + `money_due`; `money_back` = `money_due` − `withheld`. `taken` holds credit and points;
    `credit_taken` and `points_taken` sum it. `lapsed` of the credit back goes into a lot that has expired for good.
    `late`: the days of return are over (`RefundRules.return_days`), so somebody has to approve.
    """

    sale_id: str
    member_id: str | None
    lines: tuple[ReturnedLine, ...]
    credit_back: int
    withheld: int = 0
    returned: tuple[LotAmount, ...] = ()
    graced: tuple[GraceLot, ...] = ()
    settled: tuple[LotAmount, ...] = ()
    taken: tuple[LotAmount, ...] = ()
    owed: tuple[Owed, ...] = ()
    credit_taken: int = 0
    points_taken: tuple[tuple[str, int], ...] = ()
    lapsed: int = 0
    late: bool = False

    @property
    def net(self) -> int:
        """Return the net value of what comes back."""
        return sum(line.net for line in self.lines)

    @property
    def money_due(self) -> int:
        """Return what had been paid with money for what comes back."""
        return self.net - self.credit_back

    @property
    def money_back(self) -> int:
        """Return the money the member gets."""
        return self.money_due - self.withheld

    def tell(self, number: int, shift_id: str, money_back: tuple[Tender, ...], reason: str) -> Reversal:
        """Return the body of the fact; the tenders must add up to `money_back` (`money_back_mismatch`)."""
        raise NotImplementedError


def remaining_parts(sale: SaleRecorded, before: Sequence[Reversal]) -> tuple[tuple[int, int], ...]:
    """Return what of a sale has not come back yet: (line number, quantity), lines with nothing left left out."""
    raise NotImplementedError


def lots_needed(sale: SaleRecorded, sale_id: str, before: Sequence[Reversal]) -> frozenset[str]:
    """Return the lots a plan must be given, even when empty, beside all the member holds."""
    raise NotImplementedError


def plan_refund(
    sale: SaleRecorded,
    sale_id: str,
    sold_at: int,
    before: Sequence[Reversal],
    parts: Parts,
    held: Mapping[str, Held],
    rules: RefundRules,
    points_each: PointsEach,
    at: int,
    branch_id: str,
    *,
    owed: Mapping[str, int] | None = None,
    voided: bool = False,
) -> ReversalPlan:
    """Return what a refund of parts of a sale does.

    `before`: the sale's earlier refunds. `held`: the lots of `lots_needed` and all the member holds. `owed`: what
    the member owes by unit; credit that comes back pays it first.
    Raises `sale_voided`, `sale_fully_returned`, `refund_empty`, `refund_line_unknown`, `refund_line_returned`,
    `refund_more_than_sold`, `refund_more_than_left`, `refund_line_whole_only`, `quantity_not_whole`,
    `quantity_invalid`, `sale_unbalanced`, `lot_unknown`.
    """
    raise NotImplementedError


def plan_void(
    sale: SaleRecorded,
    sale_id: str,
    before: Sequence[Reversal],
    held: Mapping[str, Held],
    *,
    shift_id: str,
    voided: bool = False,
) -> ReversalPlan:
    """Return what undoes a whole sale exactly, within the shift it was sold in (`shift_id` is the open one).

    Raises `sale_voided`, `void_out_of_shift`, `void_after_refund`, `void_earned_spent`, `sale_unbalanced`,
    `lot_unknown`.
    """
    raise NotImplementedError
