"""A copy of a receipt says the same whenever it is made: no figure that later sales or refunds move is on it."""

from __future__ import annotations

from desktop.printing.rows import Block, Pair, Row
from desktop.printing.till_jobs import slip_rows
from desktop.usecases.selling.checkout import checkout
from desktop.usecases.selling.lines import basket_of
from desktop.usecases.selling.paper_queue import list_jobs, queue_copy
from desktop.usecases.selling.reversing import void
from loyalty.basket import Line


def rows_of(till, job) -> list[Row]:
    blocks = slip_rows(till, job, "en", 576)
    return [row for block in blocks for row in (block.rows if isinstance(block, Block) else (block,))]


def newest_copy(till, session, sale_id: str, member_id: str) -> list[Row]:
    queue_copy(till, session, "receipt", sale_id, member_id)
    with till.read() as db:
        job = max(
            (job for job in list_jobs(db) if job.kind == "receipt" and job.fact_id == sale_id),
            key=lambda job: job.copies,
        )
    return rows_of(till, job)


def figures_of(rows: list[Row]) -> list[tuple[str, str]]:
    return [(row.label, row.value) for row in rows if isinstance(row, Pair)]


def test_a_copy_says_the_same_after_a_later_void(selling, session, sara) -> None:
    sales = [
        checkout(selling, session, basket_of([Line(1, "SHOES", 2_000_000)]), sara, None) for _ in range(2)
    ]
    with selling.read() as db:
        first = next(job for job in list_jobs(db) if job.fact_id == sales[1].sale_id)
    assert any("tier" in label for label, _ in figures_of(rows_of(selling, first)))
    before = figures_of(newest_copy(selling, session, sales[1].sale_id, sara))
    void(selling, session, sales[0].sale_id, reason="mistake")
    after = figures_of(newest_copy(selling, session, sales[1].sale_id, sara))
    assert after == before
    assert not any("tier" in label for label, _ in after)
    assert any(label == "Your credit" for label, _ in after)
