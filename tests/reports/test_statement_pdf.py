"""A member's statement read back from the paper, in both languages: names, sums and the running balance."""

from __future__ import annotations

import datetime as dt
import unicodedata
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from desktop.reports.paper import Column, Paper
from desktop.reports.statement_pdf import write_statement
from desktop.usecases.members.enrol import NewMember, enrol
from desktop.usecases.members.merging import merge
from desktop.usecases.members.statement import statement
from desktop.usecases.policies import publish_policy
from desktop.usecases.selling.adjusting import adjust
from desktop.usecases.selling.checkout import checkout
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.selling.shifts import begin_shift
from loyalty.basket import Tender
from loyalty.errors import LoyaltyError
from loyalty.kinds import points_unit

FIRST, LAST = dt.date(2026, 9, 1), dt.date(2026, 11, 21)


@pytest.fixture
def told(till, session):
    begin_shift(till, session, 100_000)
    publish_policy(till, session, "earning", {"credit": {"percent": 10, "expires_days": 180}})
    who = enrol(till, session, NewMember("09120004567", name="سارا رضایی‌نژاد")).member_id
    for amount, credit in ((1_000_000, 0), (500_000, 30_000)):
        basket = basket_of([group_line(till, "SHOES", amount, 1_000)])
        checkout(till, session, basket, who, (Tender("cash", amount - credit),), credit=credit)
    return statement(till, who, FIRST, LAST, session)


@pytest.mark.parametrize("rows", range(1, 90))
def test_no_page_holds_one_row_of_a_table_alone(tmp_path: Path, rows: int) -> None:
    paper = Paper(tmp_path / "table.pdf", "en", "Table")
    paper.section("Rows")
    paper.table((Column("Item", 1),), [(f"row {number}",) for number in range(rows)])
    with pdfium.PdfDocument(paper.save()) as document:
        counts = [page.get_textpage().get_text_range().count("row ") for page in document]
    assert sum(counts) == rows
    assert rows == 1 or 1 not in counts


def text_of(path: Path) -> str:
    """The text of a PDF as written: presentation forms folded back, digits as they are."""
    with pdfium.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return unicodedata.normalize("NFKC", "\n".join(pages))


def has(text: str, words: str) -> bool:
    """Whether words stand in the text, in logical or in visual order."""
    return words in text or words[::-1] in text


def test_english_says_it_all(told, tmp_path: Path) -> None:
    text = text_of(write_statement(told, tmp_path / "s.pdf", "en"))
    for words in (
        "Member's statement",
        "Credit at the start",
        "Purchases",
        "1,500,000",
        "117,000",
        "+47,000",
        "-30,000",
        "147,000",
    ):
        assert words in text
    assert "+100,000" in text
    assert "0912" in text
    assert "09120004567" not in text


def test_persian_says_it_all(told, tmp_path: Path) -> None:
    text = text_of(write_statement(told, tmp_path / "s.pdf", "fa"))
    for words in ("رضایی", "گردش", "اعتبار", "خرید"):
        assert has(text, words), words
    for figure in ("۱٬۵۰۰٬۰۰۰", "۱۱۷٬۰۰۰", "۷۰٬۰۰۰"):
        assert figure in text, figure
    assert not any(letter in text for letter in "يك")


def test_the_balance_runs_to_the_ledger(told) -> None:
    assert told.closing == told.member.credit.total == 117_000
    assert [row.credit_after for row in told.rows] == [100_000, 117_000]


def test_many_rows_turn_the_page_and_repeat_the_head(told, tmp_path: Path) -> None:
    from dataclasses import replace

    many = replace(told, rows=told.rows * 60)
    path = write_statement(many, tmp_path / "s.pdf", "en")
    with pdfium.PdfDocument(path) as document:
        heads = [page.get_textpage().get_text_range() for page in document]
    assert len(heads) > 2
    assert all("Balance" in head for head in heads[1:-1])


def test_rows_that_are_not_listed_stand_in_sums_and_balances(
    told, till, session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.usecases.members.statement.MOST_ROWS", 1)
    short = statement(till, told.member.profile.member_id, FIRST, LAST, session)
    assert (short.rows, short.left_out) == (told.rows[-1:], 1)
    assert (short.opening, short.closing, short.purchases) == (told.opening, told.closing, told.purchases)
    assert short.moved == told.moved
    text = text_of(write_statement(short, tmp_path / "s.pdf", "en"))
    assert "1 earlier movements are not listed" in text


def test_an_entry_by_hand_tells_its_reason_and_its_points(told, till, session, tmp_path: Path) -> None:
    document = {"kinds": [{"id": "main", "name": {"fa": "ستاره", "en": "Stars"}, "money_each": 10_000}]}
    publish_policy(till, session, "points", document)
    who = told.member.profile.member_id
    adjust(till, session, who, points_unit("main"), 20, reason="prize")
    adjust(till, session, who, "credit", 5_000, reason="what only the shop should read")
    text = text_of(write_statement(statement(till, who, FIRST, LAST, session), tmp_path / "s.pdf", "en"))
    assert "Entry by hand: Prize" in text
    assert "Stars" in text
    assert "+20" in text
    assert "only the shop" not in text


def test_after_a_merge_the_card_of_who_stayed_is_told(told, till, session) -> None:
    who = told.member.profile.member_id
    own = told.member.cards[0].number
    other = enrol(till, session, NewMember("09120004568", name="سارا رضایی")).member_id
    merge(till, session, who, other)
    merged = statement(till, who, FIRST, LAST, session).member
    assert merged.profile.member_id == who
    assert (len(merged.cards), merged.cards[0].number) == (2, own)


def test_an_empty_span_says_so(told, till, session, tmp_path: Path) -> None:
    empty = statement(till, told.member.profile.member_id, dt.date(2020, 1, 1), dt.date(2020, 1, 2), session)
    assert "Nothing happened in this period." in text_of(write_statement(empty, tmp_path / "e.pdf", "en"))


def test_a_place_that_cannot_be_written_is_said(told, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LoyaltyError) as refused:
        write_statement(told, tmp_path / "file" / "s.pdf", "fa")
    assert refused.value.code == "file_unwritable"
