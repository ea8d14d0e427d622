"""A code a sale brings stands on its receipt, once, and is readable nowhere after that."""

from __future__ import annotations

from desktop.printing.rows import Block, Line
from desktop.printing.till_jobs import slip_rows
from desktop.usecases.offers import publish
from desktop.usecases.selling.checkout import checkout
from desktop.usecases.selling.lines import basket_of
from desktop.usecases.selling.paper_queue import list_jobs, move_job
from desktop.usecases.selling.pricing import price_basket
from loyalty.basket import Line as BasketLine

LATER = {
    "id": "later",
    "name": {"fa": "ده درصد بار بعد", "en": "Ten next time"},
    "code": {"unique": True},
    "benefits": [{"discount": {"percent": 10}}],
}
GIVES = {"id": "gives", "benefits": [{"points": {"plus": 1}}, {"code": {"offer": "later"}}]}


def lines_of(till, job, lang: str) -> list[str]:
    rows = [
        row
        for block in slip_rows(till, job, lang, 576)
        for row in (block.rows if isinstance(block, Block) else (block,))
    ]
    return [row.text for row in rows if isinstance(row, Line)]


def test_a_code_a_sale_brings_is_on_its_receipt_until_it_is_printed(selling, session, sara) -> None:
    publish(selling, session, LATER)
    publish(selling, session, GIVES)
    basket = basket_of([BasketLine(1, "SHOES", 100_000)])
    sold = checkout(selling, session, basket, sara, None)
    (code,) = sold.codes
    with selling.read() as db:
        (job,) = list_jobs(db)
    for lang, name in (("fa", "ده درصد بار بعد"), ("en", "Ten next time")):
        told = lines_of(selling, job, lang)
        assert any(code in text for text in told), told
        assert any(name in text for text in told), told
    assert price_basket(selling, basket_of(basket.lines, (code,)), sara).quote.totals.net == 90_000

    move_job(selling, job.job_id, "waiting")
    with selling.read() as db:
        assert code in list_jobs(db)[0].document
    move_job(selling, job.job_id, "printed")
    with selling.read() as db:
        (job,) = list_jobs(db)
    assert code not in job.document
    assert not any(code in text for text in lines_of(selling, job, "en"))
