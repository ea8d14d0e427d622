"""Folds purchases of the club the shop had before: own branch and instant, each counted once, earning nothing.

A refund may be told before its sale; what waits for a sale is taken out of it when it comes.
"""

# ruff: noqa: S608 - statements are put together from names in this file alone; values are always bound.

from __future__ import annotations

import json

from desktop.models.projections import counting, reversals
from desktop.models.projections.fold import Fold
from desktop.models.projections.sales import insert_lines
from desktop.models.sources import Row
from loyalty.facts import Fact
from loyalty.kinds import ImportedSales, SaleImported


def record_imported_sales(fold: Fold, fact: Fact, body: ImportedSales) -> None:
    """Write a run of imported sales and refunds; what is known already is passed over."""
    seen = _known(fold, [sale.sale_id for sale in body.sales])
    waiting = _waiting(fold, [sale.sale_id for sale in body.sales])
    refunds = []
    for sale in body.sales:
        if sale.sale_id in seen:
            _tell_again(fold, fact, sale)
            continue
        seen.add(sale.sale_id)
        if sale.refund_of is None:
            _record(fold, fact, sale, waiting.get(sale.sale_id, 0))
        else:
            refunds.append(sale)
    for refund in refunds:
        _refund(fold, fact, refund)


def _tell_again(fold: Fold, fact: Fact, sale: SaleImported) -> None:
    # The same purchase told by two tills is one; who brought it is named alike everywhere.
    table, key = ("sale", "sale_id") if sale.refund_of is None else ("reversal", "reversal_id")
    fold.sink.put(
        f"UPDATE {table} SET staff_id = ?1 WHERE {key} = ?2 AND staff_id > ?1", (fact.staff_id, sale.sale_id)
    )


def _known(fold: Fold, ids: list[str]) -> set[str]:
    found = fold.sink.rows(
        "SELECT sale_id FROM sale WHERE sale_id IN (SELECT value FROM json_each(?1)) UNION ALL "
        "SELECT reversal_id FROM reversal WHERE reversal_id IN (SELECT value FROM json_each(?1))",
        (json.dumps(ids),),
    )
    return {row[0] for row in found}


def _waiting(fold: Fold, ids: list[str]) -> dict[str, int]:
    found = fold.sink.rows(
        "SELECT sale_id, sum(net) FROM reversal WHERE sale_id IN (SELECT value FROM json_each(?)) GROUP BY sale_id",
        (json.dumps(ids),),
    )
    return {row[0]: row[1] for row in found}


def _record(fold: Fold, fact: Fact, sale: SaleImported, waiting: int) -> None:
    on, sale_no = fold.day(sale.at, sale.branch_id), fold.next_sale_no()
    left = sale.net - waiting
    fold.sink.insert("sale", _sale_row(fact, sale, sale_no, on, left, waiting))
    insert_lines(fold, sale_no, sale.lines)
    counted = counting.Counted(
        sale.branch_id, on, sale.at, sale.member_id, left, sale.discount, counting.groups_of(sale.lines)
    )
    groups = counting.by_group(sale.lines, sale.net, sale.gross)
    counting.sum_sale(fold, counted, sale.gross, groups, 0, (0, 0))


def _sale_row(fact: Fact, sale: SaleImported, sale_no: int, on: str, left: int, waiting: int) -> Row:
    return (
        sale_no,
        sale.sale_id,
        "import",
        None,
        sale.member_id,
        sale.branch_id,
        "",
        fact.staff_id,
        None,
        sale.at,
        on,
        sale.gross,
        sale.discount,
        sale.coupon,
        sale.net,
        left,
        0,
        0,
        0,
        0,
        state_of(left) if waiting else "sold",
    )


def state_of(left: int) -> str:
    """Return the state of an imported sale that something came back of."""
    return "partly_refunded" if left > 0 else "refunded"


def _refund(fold: Fold, fact: Fact, refund: SaleImported) -> None:
    on, number = fold.day(refund.at, refund.branch_id), fold.next_reversal_no()
    fold.sink.insert("reversal", _refund_row(fact, refund, number, on))
    for line in refund.lines:
        row = (
            number,
            line.line_no,
            line.group,
            line.product_id,
            -line.quantity,
            -line.net,
            -line.credit_paid,
        )
        fold.sink.insert("reversal_line", row)
    told = counting.by_group(refund.lines, refund.net, refund.gross)
    groups = {
        group: (-gross, -discount, -net, -quantity)
        for group, (gross, discount, net, quantity) in told.items()
    }
    counting.sum_reversal(fold, on, refund.branch_id, -refund.gross, -refund.net, groups)
    before = fold.sink.value("SELECT net_now FROM sale WHERE sale_id = ?", (refund.refund_of,))
    if before is not None:
        reversals.shrink_sale(fold, str(refund.refund_of), -refund.net, 0, state_of(before + refund.net))


def _refund_row(fact: Fact, refund: SaleImported, number: int, on: str) -> Row:
    return (
        number,
        refund.sale_id,
        refund.refund_of,
        "import",
        None,
        refund.member_id,
        refund.branch_id,
        "",
        fact.staff_id,
        None,
        refund.at,
        on,
        -refund.gross,
        -refund.discount,
        -refund.coupon,
        -refund.net,
        -refund.net,
        0,
        0,
        0,
        0,
        0,
        "",
    )
