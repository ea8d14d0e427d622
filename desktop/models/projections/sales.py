"""Folds a sale of a till into rows, day sums and the member's figures."""

from __future__ import annotations

from desktop.models.projections import counting, ledger
from desktop.models.projections.fold import Fold
from loyalty.basket import Tender
from loyalty.facts import Fact
from loyalty.kinds import CREDIT, OfferUse, SaleRecorded, SoldLine


def record_sale(fold: Fold, fact: Fact, body: SaleRecorded) -> None:
    """Write a sale, its lines, the offers it used, and everything counted from it."""
    ledger.post(fold, fact, body)
    sale_no, on = fold.next_sale_no(), fold.day(fact.at, fact.branch_id)
    earned = _earned(body)
    _insert_sale(fold, fact, body, sale_no, on, earned)
    insert_lines(fold, sale_no, body.lines)
    for use in body.uses:
        fold.sink.insert("offer_use", _use_row(body, use, sale_no, on))
    counted = counting.Counted(
        fact.branch_id,
        on,
        fact.at,
        body.member_id,
        body.net,
        body.gross - body.net,
        counting.groups_of(body.lines),
    )
    counting.sum_sale(
        fold, counted, body.gross, counting.by_group(body.lines, body.net), _credit_paid(body), earned
    )
    counting.sum_tenders(fold, fact, body.shift_id, on, _taken_in(body), 1)


def insert_lines(fold: Fold, sale_no: int, lines: tuple[SoldLine, ...]) -> None:
    """Write the lines of a sale; a line number told twice is counted on."""
    for line in lines:
        fold.sink.insert(
            "sale_line",
            (
                sale_no,
                line.line_no,
                line.group,
                line.product_id,
                line.quantity,
                line.gross,
                line.discount,
                line.net,
                line.credit_paid,
                line.vat_rate,
                int(line.divisible),
                0,
                0,
                0,
            ),
        )


def _insert_sale(
    fold: Fold, fact: Fact, body: SaleRecorded, sale_no: int, on: str, earned: tuple[int, int]
) -> None:
    coupon = sum(tender.amount for tender in body.tenders if tender.kind == "coupon")
    net = body.net
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
            body.gross,
            body.gross - net,
            coupon,
            net,
            net,
            _credit_paid(body),
            *earned,
            earned[1],
            "sold",
        ),
    )


def _earned(body: SaleRecorded) -> tuple[int, int]:
    credit = sum(grant.amount for grant in body.grants if grant.unit == CREDIT)
    return credit, sum(grant.amount for grant in body.grants) - credit


def _credit_paid(body: SaleRecorded) -> int:
    return sum(line.credit_paid for line in body.lines)


def _taken_in(body: SaleRecorded) -> tuple[Tender, ...]:
    """Return what stayed in the till by kind: change is cash given back, credit stands beside the money."""
    kept = tuple(body.tenders)
    if body.change:
        kept += (Tender("cash", -body.change),)
    paid = _credit_paid(body)
    return (*kept, Tender("credit", paid)) if paid else kept


def _use_row(body: SaleRecorded, use: OfferUse, sale_no: int, on: str) -> tuple[object, ...]:
    brought = [grant for grant in body.grants if grant.cause == use.offer_id]
    credit = sum(grant.amount for grant in brought if grant.unit == CREDIT)
    points = sum(grant.amount for grant in brought) - credit
    return (sale_no, use.offer_id, use.version, body.member_id, on, sum(use.discounts), credit, points, 1)
