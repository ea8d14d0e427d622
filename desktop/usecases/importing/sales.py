"""Purchases of the club before: counted at their own branch and instant, once, and earning nothing.

A member is named by id, else card, else phone; a purchase naming one nobody knows is a walk-in's and is told
as unmatched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from desktop.models.log import Tx
from desktop.models.queries.goods import vat_rates
from desktop.models.queries.known import purchases_known
from desktop.models.sources import Source
from desktop.usecases.importing.branches import ensure_branches
from desktop.usecases.importing.forms import LINES, PURCHASES
from desktop.usecases.importing.job import BATCH, Job
from desktop.usecases.importing.matching import match
from desktop.usecases.importing.purchases import Purchase, Repeat, open_lines, read_purchases
from desktop.usecases.importing.rows import LineRow
from desktop.usecases.importing.table import Caps
from loyalty.kinds import ImportedSales, SaleImported, SoldLine

MOST_WEIGHT = 400_000
"""About how many bytes of purchases one fact carries; a fact ends at a mebibyte."""


def import_purchases(job: Job, path: Path, lines_path: Path | None, caps: Caps) -> None:
    """Take the purchases of a file with their lines."""
    lines = open_lines(lines_path, job.tallies[LINES.name], caps)
    purchases = read_purchases(path, job.tallies[PURCHASES.name], lines, caps)
    for batch in _by_weight(_firsts(job, purchases)):
        with job.open() as tx:
            _take(job, tx, batch)
        job.tell(PURCHASES.name)


def _firsts(job: Job, purchases: Iterator[Purchase | Repeat]) -> Iterator[Purchase]:
    tally = job.tallies[PURCHASES.name]
    for purchase in purchases:
        if isinstance(purchase, Purchase):
            yield purchase
        elif purchase.same:
            tally.duplicates += 1
            job.repeats += 1
        else:
            tally.conflict(purchase.line)
            job.clashes += 1


def _by_weight(purchases: Iterator[Purchase]) -> Iterator[list[Purchase]]:
    batch: list[Purchase] = []
    weight = 0
    for purchase in purchases:
        weighs = 200 + sum(100 + 2 * len(line.product_id) + 4 * len(line.group) for line in purchase.lines)
        if batch and (len(batch) == BATCH or weight + weighs > MOST_WEIGHT):
            yield batch
            batch, weight = [], 0
        batch.append(purchase)
        weight += weighs
    if batch:
        yield batch


def _take(job: Job, tx: Tx, batch: Sequence[Purchase]) -> None:
    ids = [job.id_of("purchase", purchase.row.purchase_id) for purchase in batch]
    known = purchases_known(tx, ids)
    matches = match(job, tx, [purchase.row for purchase in batch])
    vat = _vat_rates(tx, batch)
    fresh: list[SaleImported] = []
    for sale_id, purchase in zip(ids, batch, strict=True):
        member_id = matches.of(job, purchase.row)
        job.unmatched += member_id is None and purchase.row.named
        if sale_id in known:
            _count_known(job, purchase, known[sale_id])
        else:
            fresh.append(_sale(job, sale_id, purchase, member_id, vat))
    if fresh:
        ensure_branches(job, tx, (sale.branch_id for sale in fresh))
        job.record(tx, "sale.imported", ImportedSales(tuple(fresh)))
        job.tallies[PURCHASES.name].added += len(fresh)
        job.tallies[LINES.name].added += sum(len(sale.lines) for sale in fresh)


def _count_known(job: Job, purchase: Purchase, known: tuple[Any, ...]) -> None:
    row = purchase.row
    purchases, lines = job.tallies[PURCHASES.name], job.tallies[LINES.name]
    if known == (row.branch_id, row.at, row.amount):
        purchases.duplicates += 1
        lines.duplicates += len(purchase.lines)
    else:
        purchases.conflict(row.line)
        for line in purchase.lines:
            lines.conflict(line.line)


def _sale(
    job: Job, sale_id: str, purchase: Purchase, member_id: str | None, vat: dict[str, int]
) -> SaleImported:
    row, coupons = purchase.row, tuple(line.coupon for line in purchase.lines)
    return SaleImported(
        sale_id=sale_id,
        refund_of=job.id_of("purchase", row.refund_of) if row.refund_of else None,
        member_id=member_id,
        branch_id=row.branch_id,
        at=row.at,
        gross=row.gross,
        discount=row.discount,
        coupon=sum(coupons) if row.coupon is None else row.coupon,
        net=row.amount,
        lines=_sold_lines(purchase.lines, vat),
        source_id="" if sale_id == row.purchase_id else row.purchase_id,
        till=row.till,
        refund=row.refund,
        coupons=coupons if any(coupons) else (),
    )


def _sold_lines(lines: Sequence[LineRow], vat: dict[str, int]) -> tuple[SoldLine, ...]:
    free = iter(sorted(set(range(1, len(lines) + 1)) - {line.line_no for line in lines}))
    return tuple(
        SoldLine(
            line_no=line.line_no or next(free),
            group=line.group,
            product_id=line.product_id or None,
            quantity=line.quantity,
            gross=line.gross,
            discount=line.discount,
            credit_paid=0,
            vat_rate=vat.get(line.product_id, 0),
            divisible=line.quantity % 1_000 != 0,
        )
        for line in lines
    )


def _vat_rates(db: Source, batch: Sequence[Purchase]) -> dict[str, int]:
    products = {line.product_id for purchase in batch for line in purchase.lines if line.product_id}
    return vat_rates(db, sorted(products))
