"""A copy of a receipt says the same whenever it is made: no figure that later sales or refunds move is on it."""

from __future__ import annotations

from desktop.printing.rows import Block, Code, Frame, Pair, Row
from desktop.printing.till_jobs import slip_rows
from desktop.usecases.selling.checkout import checkout
from desktop.usecases.selling.lines import basket_of
from desktop.usecases.selling.paper_queue import list_jobs, queue_copy
from desktop.usecases.selling.reversing import refund, void
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


def receipt_copy(
    till, session, sale_id: str, member_id: str
) -> tuple[list[str], list[tuple[str, str]], bool]:
    rows = newest_copy(till, session, sale_id, member_id)
    frames = [row.text for row in rows if isinstance(row, Frame)]
    return frames, figures_of(rows), any(isinstance(row, Code) for row in rows)


def test_a_copy_of_a_sale_that_came_back_says_so_first(selling, session, sara) -> None:
    sold = checkout(selling, session, basket_of([Line(1, "SHOES", 3_000_000, 3_000)]), sara, None)
    assert receipt_copy(selling, session, sold.sale_id, sara)[0] == ["Copy 1"]
    refund(selling, session, sold.sale_id, [(1, 1_000)])
    frames, figures, code = receipt_copy(selling, session, sold.sale_id, sara)
    assert frames == ["PARTLY RETURNED", "Copy 2"]
    assert code, "two may still come back"
    assert "1 ×" in figures[0][0]
    assert figures[0][1].endswith("1,000,000")
    refund(selling, session, sold.sale_id, None)
    frames, _, code = receipt_copy(selling, session, sold.sale_id, sara)
    assert frames == ["RETURNED", "Copy 3"]
    assert not code, "nothing is left to return"
    with selling.read() as db:
        first = next(job for job in list_jobs(db) if job.kind == "receipt" and not job.copies)
    assert not any(isinstance(row, Frame) for row in rows_of(selling, first)), "a first print stays as it was"


def test_a_copy_of_a_voided_sale_is_dead(selling, session, sara) -> None:
    sold = checkout(selling, session, basket_of([Line(1, "SHOES", 2_000_000)]), sara, None)
    void(selling, session, sold.sale_id, reason="mistake")
    frames, _, code = receipt_copy(selling, session, sold.sale_id, sara)
    assert (frames, code) == (["VOID", "Copy 1"], False)
