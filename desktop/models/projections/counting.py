"""The sums screens read without counting: by day and branch, by product group, by tender, by member.

A purchase is a sale whose net after all refunds is above zero; it is counted on its own day, and taken out of
the count the moment a refund brings it to zero. Refunds stand in the sums on their own day and branch.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from desktop.models.projections.fold import Fold
from loyalty.basket import DEFAULT_GROUP, Tender
from loyalty.facts import Fact
from loyalty.kinds import SoldLine

GroupSums = dict[str, tuple[int, int, int, int]]
"""Product group → gross, discount, net, quantity."""


class Counted(NamedTuple):
    """What counting needs of a sale: where and when, whose, its net now, its discount, its groups."""

    branch_id: str
    on: str
    at: int
    member_id: str | None
    net: int
    discount: int
    groups: tuple[str, ...]


def groups_of(lines: Sequence[SoldLine]) -> tuple[str, ...]:
    """Return the product groups of a sale, each once; a sale told without lines is of the general group."""
    return tuple(dict.fromkeys(line.group for line in lines)) or (DEFAULT_GROUP,)


def by_group(lines: Sequence[SoldLine], net: int, gross: int | None = None) -> GroupSums:
    """Return the sums of a sale by product group; without lines all of it is of the general group."""
    if not lines:
        whole = net if gross is None else gross
        return {DEFAULT_GROUP: (whole, whole - net, net, 0)}
    sums: GroupSums = {}
    for line in lines:
        group, whole, discount = line.group, line.gross, line.discount
        known = sums.get(group)
        if known is None:
            sums[group] = (whole, discount, whole - discount, line.quantity)
        else:
            before, taken, kept, quantity = known
            sums[group] = (
                before + whole,
                taken + discount,
                kept + whole - discount,
                quantity + line.quantity,
            )
    return sums


def sum_sale(
    fold: Fold, sale: Counted, gross: int, groups: GroupSums, credit_paid: int, earned: tuple[int, int]
) -> None:
    """Add a sale to the sums of its day, and count it as a purchase if its net is above zero."""
    counts = int(sale.net > 0)
    add, day, branch, net = fold.sink.add, sale.on, sale.branch_id, 0
    for group, sums in groups.items():
        add("day_sale", (day, branch, group), (*sums, counts))
        net += sums[2]
    kept = sale.net * counts
    ours = (counts, kept) if sale.member_id else (0, 0)
    add(
        "day_branch",
        (day, branch),
        (gross, gross - net, net, 1, 0, 0, counts, kept, *ours, credit_paid, *earned, 0),
    )
    if counts and sale.member_id:
        add("member_stat", (sale.member_id,), (1, sale.net, sale.discount, *_when(sale)))


def sum_reversal(fold: Fold, on: str, branch_id: str, gross: int, net: int, groups: GroupSums) -> None:
    """Take what came back (positive numbers) out of the sums of the day it came back on."""
    for group, (gross_, discount, net_, quantity) in groups.items():
        fold.sink.add("day_sale", (on, branch_id, group), (-gross_, -discount, -net_, -quantity, 0))
    fold.sink.add(
        "day_branch", (on, branch_id), (-gross, net - gross, -net, 0, 1, net, 0, 0, 0, 0, 0, 0, 0, 0)
    )


def count_purchase(fold: Fold, sale: Counted, sign: int = 1) -> None:
    """Count a sale as a purchase (or with sign −1 take it out) if its net is above zero."""
    if sale.net <= 0:
        return
    for group in sale.groups:
        fold.sink.add("day_sale", (sale.on, sale.branch_id, group), (0, 0, 0, 0, sign))
    ours = (sign, sign * sale.net) if sale.member_id else (0, 0)
    fold.sink.add(
        "day_branch",
        (sale.on, sale.branch_id),
        (0, 0, 0, 0, 0, 0, sign, sign * sale.net, *ours, 0, 0, 0, 0),
    )
    if sale.member_id:
        # Taking a visit out never moves the first and last visit by itself: `recount_visits` does.
        when = _when(sale) if sign > 0 else (None,) * 4
        deltas = (sign, sign * sale.net, sign * sale.discount, *when)
        fold.sink.add("member_stat", (sale.member_id,), deltas)


def _when(sale: Counted) -> tuple[int, str, int, str]:
    return sale.at, sale.on, sale.at, sale.on


def recount_visits(fold: Fold, member_id: str) -> None:
    """Find a member's first and last purchase again, after one stopped being a purchase."""
    fold.sink.put(
        "UPDATE member_stat SET (first_at, first_on, last_at, last_on) = (SELECT min(at), min(on_day), max(at), "
        "max(on_day) FROM sale WHERE member_id = ?1 AND net_now > 0) WHERE member_id = ?1",
        (member_id,),
    )


def sum_tenders(
    fold: Fold, fact: Fact, shift_id: str | None, on: str, tenders: Iterable[Tender], sign: int
) -> None:
    """Add what came into the till (or went out) by kind of tender, to the day and to the shift."""
    for tender in tenders:
        amount = sign * tender.amount
        fold.sink.add("day_tender", (on, fact.branch_id, fact.till_id, tender.kind), (amount,))
        if shift_id:
            fold.sink.add("shift_tender", (shift_id, tender.kind), (amount,))
