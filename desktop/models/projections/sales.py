"""Folds a sale of a till into rows, day sums and the member's figures."""

from __future__ import annotations

from desktop.models.projections import counting, ledger, reversals
from desktop.models.projections.fold import Fold
from loyalty.basket import Tender
from loyalty.facts import Fact
from loyalty.kinds import CREDIT, OfferUse, SaleRecorded, SoldLine
from loyalty.uses import use_moves


def record_sale(fold: Fold, fact: Fact, body: SaleRecorded) -> None:
    """Write a sale, its lines, the offers it used, and everything counted from it."""
    sale_no, on = fold.next_sale_no(), fold.day(fact.at, fact.branch_id)
    ledger.post(fold, fact, body)
    groups = counting.by_group(body.lines, 0)
    gross = sum([sums[0] for sums in groups.values()])
    net = sum([sums[2] for sums in groups.values()])
    paid, earned = sum([line.credit_paid for line in body.lines]), _earned(body)
    _insert_sale(fold, fact, body, (sale_no, on, gross, net, paid, earned))
    insert_lines(fold, sale_no, body.lines)
    for use in body.uses:
        row = _use_row(body, use, sale_no, on)
        fold.sink.insert("offer_use", row)
        fold.sink.add("offer_count", (use.offer_id, on), (1, 1, *row[5:8]))
        if use.code:
            fold.sink.insert("code_use", (use.code, sale_no, use.offer_id))
    if body.drawn and fact.till_id == fold.own:
        for name, _, by in use_moves(fact.till_id, body):
            fold.sink.insert("use_drawn", (fact.fact_id, name, -by))
    counted = counting.Counted(fact.branch_id, on, fact.at, body.member_id, net, gross - net, tuple(groups))
    counting.sum_sale(fold, counted, gross, groups, paid, earned)
    counting.sum_tenders(fold, fact, body.shift_id, on, _taken_in(body, paid), 1)
    if fold.is_early("sale", fact.fact_id):
        reversals.take_early_refunds(fold, sale_no, fact.fact_id)


def insert_lines(fold: Fold, sale_no: int, lines: tuple[SoldLine, ...]) -> None:
    """Write the lines of a sale; a line number told twice is counted on."""
    insert = fold.sink.insert
    for line in lines:
        insert(
            "sale_line",
            (
                sale_no,
                line.line_no,
                line.group,
                line.product_id,
                line.quantity,
                line.gross,
                line.discount,
                line.gross - line.discount,
                line.credit_paid,
                line.vat_rate,
                int(line.divisible),
                0,
                0,
                0,
            ),
        )


def _insert_sale(
    fold: Fold, fact: Fact, body: SaleRecorded, told: tuple[int, str, int, int, int, tuple[int, int]]
) -> None:
    """Write the row of a sale; `told` is its row number, day, gross, net, credit paid and what it earned."""
    sale_no, on, gross, net, paid, earned = told
    coupon = sum([tender.amount for tender in body.tenders if tender.kind == "coupon"])
    fold.sink.insert(
        "sale",
        (
            sale_no,
            fact.fact_id,
            "till",
            body.number,
            body.member_id,
            fact.branch_id,
            fact.till_id,
            fact.staff_id,
            body.shift_id,
            fact.at,
            on,
            gross,
            gross - net,
            coupon,
            net,
            net,
            paid,
            *earned,
            earned[1],
            "sold",
        ),
    )


def _earned(body: SaleRecorded) -> tuple[int, int]:
    credit = sum([grant.amount for grant in body.grants if grant.unit == CREDIT])
    return credit, sum([grant.amount for grant in body.grants]) - credit


def _taken_in(body: SaleRecorded, paid: int) -> tuple[Tender, ...]:
    """Return what stayed in the till by kind: change is cash given back, credit stands beside the money."""
    kept = body.tenders
    if body.change:
        kept += (Tender("cash", -body.change),)
    return (*kept, Tender("credit", paid)) if paid else kept


def _use_row(body: SaleRecorded, use: OfferUse, sale_no: int, on: str) -> tuple[object, ...]:
    brought = [grant for grant in body.grants if grant.cause == use.offer_id]
    credit = sum(grant.amount for grant in brought if grant.unit == CREDIT)
    points = sum(grant.amount for grant in brought) - credit
    return (sale_no, use.offer_id, use.version, body.member_id, on, sum(use.discounts), credit, points, 1)
