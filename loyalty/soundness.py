"""Whether the numbers of a recorded fact agree with each other: arithmetic alone, whatever rules priced it.

What this till writes always agrees. What was written past the program (a sale that grants out of nothing, money
back for what nobody paid) may be well chained and still not add up; a check of the log asks here. Prices and rates
are never judged: policies change, and a recorded price stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from loyalty.kinds import DebtPart, EntryAdjusted, LotAmount, LotExpired, Owed, Reversal, SaleRecorded


def is_sound(body: Any) -> bool:
    """Say whether a body's numbers agree; bodies that carry no sums always do."""
    if isinstance(body, SaleRecorded):
        return _sale_agrees(body)
    if isinstance(body, Reversal):
        return _reversal_agrees(body)
    if isinstance(body, EntryAdjusted):
        return _all_above_zero(body.taken) and all(grant.amount > 0 for grant in body.grants)
    return not isinstance(body, LotExpired) or _all_above_zero(body.lots)


def _sale_agrees(sale: SaleRecorded) -> bool:
    net = paid = 0
    for line in sale.lines:
        worth, credit = line.gross - line.discount, line.credit_paid
        if not (0 <= credit <= worth <= line.gross and line.quantity > 0):
            return False
        net, paid = net + worth, paid + credit
    money = sum([tender.amount for tender in sale.tenders]) - sale.change
    spent = sum([part.amount for part in sale.spends]) if sale.spends else 0
    if money + paid != net or spent != paid or not _money_agrees(sale):
        return False
    if sale.drawn and not _all_above_zero(sale.drawn):
        return False
    if sale.member_id is None:
        return not (sale.spends or sale.grants or sale.settled or sale.debts)
    if sale.debts and not _debts_agree(sale.debts, sale.settled):
        return False
    return _all_above_zero(sale.spends) and _all_above_zero(sale.settled) and _benefits_agree(sale)


def _money_agrees(sale: SaleRecorded) -> bool:
    cash = sum([tender.amount for tender in sale.tenders if tender.kind == "cash"])
    return 0 <= sale.change <= cash and _all_above_zero(sale.tenders)


def _benefits_agree(sale: SaleRecorded) -> bool:
    """Say whether what lines brought adds up to each grant, and new lots pay no more than they hold."""
    for grant in sale.grants:
        if grant.amount <= 0 or (grant.by_line and sum(grant.by_line) != grant.amount):
            return False
    if not sale.settled:
        return True
    granted = sum([grant.amount for grant in sale.grants])
    return sum([part.amount for part in sale.settled]) <= granted


def _reversal_agrees(back: Reversal) -> bool:
    net = credit = 0
    for line in back.lines:
        if not (0 <= line.credit_paid <= line.net and line.quantity > 0):
            return False
        net, credit = net + line.net, credit + line.credit_paid
    money = sum([tender.amount for tender in back.money_back])
    given = sum([part.amount for part in back.returned]) + sum([lot.amount for lot in back.graced])
    amounts = (
        back.returned,
        back.taken,
        back.settled,
        back.graced,
        back.owed,
        back.ended,
        back.money_back,
    )
    if back.withheld < 0 or not all(map(_all_above_zero, amounts)):
        return False
    if not (_debts_agree(back.debts, back.settled, back.owed) and set(back.ended) <= set(back.returned)):
        return False
    # What was withheld stands for credit that had been earned: nobody is withheld from who never earned.
    held_back = back.member_id is not None or not (back.withheld or back.taken or back.owed or given)
    return held_back and net == money + back.withheld + credit and given == credit


def _debts_agree(debts: Sequence[DebtPart], settled: Sequence[LotAmount], owed: Sequence[Owed] = ()) -> bool:
    """Say whether whose debts changed comes to what was paid of them and added to them."""
    if not debts:
        return True
    told = sum([part.amount for part in owed]) - sum([part.amount for part in settled])
    return sum([part.delta for part in debts]) == told


def _all_above_zero(parts: Sequence[LotAmount | Any]) -> bool:
    return not parts or min([part.amount for part in parts]) > 0
