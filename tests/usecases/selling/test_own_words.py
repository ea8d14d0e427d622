"""The shop's own words on paper: the heading above all that is said of a purchase, the foot under a sale that stands."""

from __future__ import annotations

import pytest

from desktop.printing.rows import Block, Line
from desktop.printing.till_jobs import slip_rows
from desktop.usecases.policies import publish_policy
from desktop.usecases.selling.checkout import Sold, checkout
from desktop.usecases.selling.lines import basket_of
from desktop.usecases.selling.paper_queue import PrintJob, list_jobs
from desktop.usecases.selling.reversing import refund, void
from desktop.usecases.slips import copy_slip
from desktop.usecases.till import Till
from loyalty.basket import Line as BasketLine

WORDS = {
    "heading": {"fa": "از ۱۳۷۲ در ونک", "en": "At Vanak since 1993"},
    "footer": {"fa": "کالای حراج پس گرفته نمی‌شود", "en": "No returns of sale goods"},
}
HEADING, FOOTER = "At Vanak since 1993", "No returns of sale goods"


def told(till: Till, job: PrintJob, lang: str) -> list[str]:
    rows = [
        row
        for block in slip_rows(till, job, lang, 576)
        for row in (block.rows if isinstance(block, Block) else (block,))
    ]
    return [row.text for row in rows if isinstance(row, Line)]


def newest(till: Till) -> PrintJob:
    with till.read() as db:
        return max(list_jobs(db), key=lambda job: job.made_at)


@pytest.fixture
def sold(selling: Till, session) -> Sold:
    publish_policy(selling, session, "receipt", WORDS)
    lines = [BasketLine(1, "SHOES", 100_000), BasketLine(2, "SHOES", 50_000)]
    return checkout(selling, session, basket_of(lines), None, None)


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_receipt_has_the_shops_words_above_and_below(selling: Till, sold: Sold, lang: str) -> None:
    said = told(selling, newest(selling), lang)
    assert said.index(WORDS["heading"][lang]) < said.index(WORDS["footer"][lang])


@pytest.mark.parametrize("undo", ["refund", "void"])
def test_what_undoes_a_sale_has_no_foot_and_no_word_of_returns(
    selling: Till, session, sold: Sold, undo: str
) -> None:
    if undo == "void":
        void(selling, session, sold.sale_id, reason="mistake", note="")
    else:
        refund(selling, session, sold.sale_id, [(1, 1_000)], reason="faulty", note="")
    with selling.read() as db:
        (job,) = (one for one in list_jobs(db) if one.kind == undo)
    said = told(selling, job, "en")
    assert HEADING in said
    assert FOOTER not in said
    assert not any("for returns" in text for text in said)


def test_a_copy_of_a_dead_sale_has_no_foot(selling: Till, session, sold: Sold) -> None:
    void(selling, session, sold.sale_id, reason="mistake", note="")
    copy_slip(selling, session, sold.code)
    with selling.read() as db:
        (copy,) = (one for one in list_jobs(db) if one.kind == "receipt" and one.copies)
    assert FOOTER not in told(selling, copy, "en")
    assert HEADING in told(selling, copy, "en")
