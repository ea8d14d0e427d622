"""How money goes back: by the ways it came, cash first, never more by a way than it brought."""

from __future__ import annotations

from collections.abc import Sequence

from loyalty.basket import Tender
from loyalty.kinds import Reversal, SaleRecorded


def tenders_back(sale: SaleRecorded, before: Sequence[Reversal], amount: int) -> tuple[Tender, ...]:
    """Return the tenders that give `amount` back; a third party's coupon comes last.

    What had been withheld earlier was never given back by any tender, so the ways can always cover the amount.
    """
    left = money_left(sale, before)
    parts: list[Tender] = []
    for kind in sorted(left, key=lambda kind: (kind == "coupon", kind != "cash", kind)):
        part = min(amount, left[kind])
        if part > 0:
            parts.append(Tender(kind, part))
            amount -= part
    return tuple(parts)


def money_left(sale: SaleRecorded, before: Sequence[Reversal]) -> dict[str, int]:
    """Return what each kind of tender brought, less change and what already went back."""
    left: dict[str, int] = {}
    for tender in sale.tenders:
        left[tender.kind] = left.get(tender.kind, 0) + tender.amount
    if sale.change:
        left["cash"] = left.get("cash", 0) - sale.change
    for reversal in before:
        for tender in reversal.money_back:
            left[tender.kind] = left.get(tender.kind, 0) - tender.amount
    return left
