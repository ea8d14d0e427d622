"""Folds refunds and voids: what came back, what is left of the sale, and the sums on both days."""

from __future__ import annotations

import json
from dataclasses import dataclass

from desktop.models.projections import counting, early, ledger
from desktop.models.projections.fold import Fold
from loyalty.basket import DEFAULT_GROUP, Tender
from loyalty.facts import Fact
from loyalty.kinds import CREDIT, LotAmount, ReturnedLine, Reversal


@dataclass(frozen=True, slots=True)
class _BackLine:
    """A returned line with what is known of the line sold: gross and discount of this part."""

    line_no: int
    group: str
    product_id: str | None
    quantity: int
    gross: int
    net: int
    credit_paid: int


def record_reversal(fold: Fold, fact: Fact, body: Reversal) -> None:
    """Write a refund or void and take it out of the sale, the sums and the member's figures."""
    on = fold.day(fact.at, fact.branch_id)
    sale = fold.sink.row("SELECT sale_no FROM sale WHERE sale_id = ?", (body.sale_id,))
    lines = tuple(_back_line(fold, sale[0] if sale else None, line) for line in body.lines)
    _insert_reversal(fold, fact, body, on, lines)
    ledger.post(fold, fact, body)
    gross = sum(line.gross for line in lines)
    counting.sum_reversal(fold, on, fact.branch_id, gross, body.net, _group_sums(lines))
    paid_back = (*body.money_back, Tender("credit", sum(line.credit_paid for line in lines)))
    counting.sum_tenders(fold, fact, body.shift_id, on, [part for part in paid_back if part.amount], -1)
    if sale is None:
        fold.note_early("sale", body.sale_id)
        return
    _take_from_lines(fold, sale[0], body.lines)
    points = _units_taken(fold, body)[1]
    shrink_sale(fold, body.sale_id, body.net, points, _state_after(fold, body.sale_id, sale[0]))
    if _is_overtaken(fold, fact, body.sale_id):
        early.share_again(fold, sale[0], body.sale_id, fact.fact_id)


def take_early_refunds(fold: Fold, sale_no: int, sale_id: str) -> None:
    """Take out of a sale what came back of it before the sale itself had come from its till."""
    fold.forget_early("sale", sale_id)
    early.share_again(fold, sale_no, sale_id, None)
    told = fold.sink.rows(
        "SELECT reversal_no, net, points_taken FROM reversal WHERE sale_id = ? AND kind <> 'import' "
        "ORDER BY at, reversal_id",
        (sale_id,),
    )
    for reversal_no, net, points in told:
        back = fold.sink.rows(
            "SELECT line_no, quantity, net, credit_paid FROM reversal_line WHERE reversal_no = ?",
            (reversal_no,),
        )
        _take_from_lines(fold, sale_no, tuple(ReturnedLine(*row) for row in back))
        shrink_sale(fold, sale_id, net, points, _state_after(fold, sale_id, sale_no))


def _is_overtaken(fold: Fold, fact: Fact, sale_id: str) -> bool:
    later = fold.sink.value(
        "SELECT 1 FROM reversal WHERE sale_id = ? AND kind <> 'import' AND (at, reversal_id) > (?, ?)",
        (sale_id, fact.at, fact.fact_id),
    )
    return later is not None


def shrink_sale(fold: Fold, sale_id: str, net_back: int, points_back: int, state: str) -> None:
    """Take what came back out of a sale, and out of the count once nothing is left of it."""
    found = fold.sink.row(
        "SELECT sale_no, branch_id, on_day, at, member_id, net_now, discount FROM sale WHERE sale_id = ?",
        (sale_id,),
    )
    if found is None:
        return
    sale_no, branch_id, on, at, member_id, before, discount = found
    groups = tuple(
        row[0]
        for row in fold.sink.rows(
            "SELECT DISTINCT product_group FROM sale_line WHERE sale_no = ?", (sale_no,)
        )
    )
    counted = counting.Counted(branch_id, on, at, member_id, before, discount, groups or (DEFAULT_GROUP,))
    left = before - net_back
    counting.count_purchase(fold, counted, -1)
    fold.sink.put(
        "UPDATE sale SET net_now = ?, points_now = points_now - ?, state = ? WHERE sale_no = ?",
        (left, points_back, state, sale_no),
    )
    if state in ("voided", "refunded"):
        _give_back_uses(fold, sale_no)
    _count_again(fold, counted, left)


def _give_back_uses(fold: Fold, sale_no: int) -> None:
    used = fold.sink.rows(
        "SELECT offer_id, on_day, discount, credit, points FROM offer_use WHERE sale_no = ? AND stands",
        (sale_no,),
    )
    for offer_id, on, *sums in used:
        fold.sink.add("offer_count", (offer_id, on), (0, -1, *(-amount for amount in sums)))
    fold.sink.put("UPDATE offer_use SET stands = 0 WHERE sale_no = ?", (sale_no,))


def _count_again(fold: Fold, counted: counting.Counted, left: int) -> None:
    after = counting.Counted(
        counted.branch_id, counted.on, counted.at, counted.member_id, left, counted.discount, counted.groups
    )
    counting.count_purchase(fold, after)
    if left <= 0 and counted.member_id:
        counting.recount_visits(fold, counted.member_id)


def _back_line(fold: Fold, sale_no: int | None, line: ReturnedLine) -> _BackLine:
    sold = fold.sink.row(
        "SELECT product_group, product_id, quantity, gross, back_quantity FROM sale_line "
        "WHERE sale_no = ? AND line_no = ?",
        (sale_no, line.line_no),
    )
    if sold is None:
        return _BackLine(
            line.line_no, DEFAULT_GROUP, None, line.quantity, line.net, line.net, line.credit_paid
        )
    group, product_id, quantity, gross, back = sold
    part = early.share_of(gross, quantity, back, line.quantity, line.net)
    return _BackLine(line.line_no, group, product_id, line.quantity, part, line.net, line.credit_paid)


def _group_sums(lines: tuple[_BackLine, ...]) -> counting.GroupSums:
    sums: counting.GroupSums = {}
    for line in lines:
        gross, discount, net, quantity = sums.get(line.group, (0, 0, 0, 0))
        sums[line.group] = (
            gross + line.gross,
            discount + line.gross - line.net,
            net + line.net,
            quantity + line.quantity,
        )
    return sums


def _insert_reversal(fold: Fold, fact: Fact, body: Reversal, on: str, lines: tuple[_BackLine, ...]) -> None:
    number, gross = fold.next_reversal_no(), sum(line.gross for line in lines)
    credit, points = _units_taken(fold, body)
    back = sum(part.amount for part in body.returned) + sum(part.amount for part in body.graced)
    kind = "void" if fact.kind == "sale.voided" else "refund"
    fold.sink.insert(
        "reversal",
        (
            number,
            fact.fact_id,
            body.sale_id,
            kind,
            body.number,
            body.member_id,
            fact.branch_id,
            fact.till_id,
            fact.staff_id,
            body.shift_id,
            fact.at,
            on,
            gross,
            gross - body.net,
            sum(part.amount for part in body.money_back if part.kind == "coupon"),
            body.net,
            sum(part.amount for part in body.money_back),
            back,
            credit,
            points,
            body.withheld,
            sum(part.amount for part in body.owed),
            body.reason,
        ),
    )
    for line in lines:
        row = (number, line.line_no, line.group, line.product_id, line.quantity, line.net, line.credit_paid)
        fold.sink.insert("reversal_line", row)


def _units_taken(fold: Fold, body: Reversal) -> tuple[int, int]:
    """Return the credit and the points a reversal took back; points still owed count as taken."""
    points_lots = _points_lots(fold, body.taken)
    credit = sum(part.amount for part in body.taken if part.lot_id not in points_lots)
    points = sum(part.amount for part in body.taken if part.lot_id in points_lots)
    return credit, points + sum(part.amount for part in body.owed if part.unit != CREDIT)


def _points_lots(fold: Fold, taken: tuple[LotAmount, ...]) -> frozenset[str]:
    if not taken:
        return frozenset()
    names = json.dumps([part.lot_id for part in taken])
    found = dict(
        fold.sink.rows(
            "SELECT lot_id, unit FROM lot WHERE lot_id IN (SELECT value FROM json_each(?))", (names,)
        )
    )
    for part in taken:
        if part.lot_id not in found:
            fold.note_early("lot", part.lot_id)
    return frozenset(name for name, unit in found.items() if unit != CREDIT)


def _take_from_lines(fold: Fold, sale_no: int, lines: tuple[ReturnedLine, ...]) -> None:
    for line in lines:
        fold.sink.put(
            "UPDATE sale_line SET back_quantity = back_quantity + ?, back_net = back_net + ?, "
            "back_credit = back_credit + ? WHERE sale_no = ? AND line_no = ?",
            (line.quantity, line.net, line.credit_paid, sale_no, line.line_no),
        )


def _state_after(fold: Fold, sale_id: str, sale_no: int) -> str:
    if fold.sink.value("SELECT 1 FROM reversal WHERE sale_id = ? AND kind = 'void'", (sale_id,)):
        return "voided"
    left = fold.sink.value(
        "SELECT 1 FROM sale_line WHERE sale_no = ? AND back_quantity < quantity LIMIT 1", (sale_no,)
    )
    return "partly_refunded" if left else "refunded"
