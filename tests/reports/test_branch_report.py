"""The report of a branch read back from paper and sheets: the figures of what was sold, in both languages."""

from __future__ import annotations

import base64
import datetime as dt
import re
import zlib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import openpyxl
import pypdfium2 as pdfium
import pytest

from desktop.reports.axis import axis_scale, value_marks
from desktop.reports.branch_report import branch_report, step_of
from desktop.reports.branch_report_pdf import _a_day, write_branch_report
from desktop.reports.figures.periods import Period
from desktop.reports.figures.rung_up import RungUp
from desktop.reports.members_list import members_list
from desktop.reports.paper import Paper
from desktop.reports.report_sheets import branch_sheets, members_sheet, staff_sheets
from desktop.reports.staff_report import staff_report
from desktop.reports.staff_report_pdf import write_staff_report
from desktop.reports.unfair import Unfair
from desktop.reports.xlsx import write_xlsx
from desktop.usecases.members.enrol import NewMember, enrol
from desktop.usecases.selling.checkout import checkout
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.selling.reversing import void
from desktop.usecases.selling.shifts import begin_shift
from loyalty.basket import Tender
from loyalty.clock import DAY
from loyalty.errors import LoyaltyError
from tests.reports.test_statement_pdf import has, text_of

TODAY = dt.date(2026, 11, 21)
MONTH = Period.last(30, TODAY + dt.timedelta(days=1))


@pytest.fixture
def sold(till, session, fixed_clock):
    """Two purchases of a member and one of nobody, then one that was voided."""
    begin_shift(till, session, 0)
    who = enrol(till, session, NewMember("09120004567", name="سارا رضایی‌نژاد")).member_id
    for amount, member in ((1_000_000, who), (500_000, who), (250_000, None), (900_000, None)):
        basket = basket_of([group_line(till, "SHOES", amount, 1_000)])
        receipt = checkout(till, session, basket, member, (Tender("cash", amount),))
        fixed_clock.go(60_000)
    void(till, session, receipt.sale_id, reason="mistake")
    return who


def headline(told, name):
    return next(one for one in told.headlines if one.name == name)


def test_the_figures_are_those_of_what_was_sold(till, session, sold) -> None:
    told = branch_report(till, session, MONTH, till.shop.branch_id)
    assert headline(told, "net_sales").now == 1_750_000
    assert headline(told, "purchases").now == 3
    assert headline(told, "aov").now == pytest.approx(583_333.333333)
    assert headline(told, "net_sales").before == 0
    assert headline(told, "aov").before is None
    assert sum(net for _, net in told.line) == 1_750_000
    assert [(one.name.en, one.amount) for one in told.groups] == [("SHOES", 1_750_000)]
    assert sum(sum(row) for row in told.week) == 1_750_000
    assert told.branches == ()
    assert told.growth.joined == 1
    assert dict(told.classes)["loyal"] + dict(told.classes)["new"] + dict(told.classes)["champions"] <= 1


def test_english_paper_says_it_all(till, session, sold, tmp_path: Path) -> None:
    told = branch_report(till, session, MONTH, None)
    text = text_of(write_branch_report(told, tmp_path / "b.pdf", "en"))
    for words in (
        "Branch report",
        "1,750,000 Toman",
        "583,333 Toman",
        "no figure",
        "85.7%",
        "SHOES",
    ):
        assert words in text, words
    assert "points:" not in text
    several = replace(told, place=replace(told.place, branch=""))
    assert "Report of all branches" in text_of(write_branch_report(several, tmp_path / "all.pdf", "en"))


def test_persian_paper_says_it_all(till, session, sold, tmp_path: Path) -> None:
    told = branch_report(till, session, MONTH, till.shop.branch_id)
    text = text_of(write_branch_report(told, tmp_path / "b.pdf", "fa"))
    for words in ("گزارش", "قهرمانان", "نرخ", "۱٬۷۵۰٬۰۰۰", "۵۸۳٬۳۳۳"):
        assert has(text, words), words
    assert not any(letter in text for letter in "يك")


@pytest.mark.parametrize(("days_past", "dotted"), [(0, True), (1, False)])
def test_a_day_that_is_not_over_is_dotted_and_said(
    till, session, sold, fixed_clock, tmp_path: Path, days_past: int, dotted: bool
) -> None:
    fixed_clock.go(days_past * DAY)
    told = branch_report(till, session, MONTH, None)
    content = page_of(file := write_branch_report(told, tmp_path / "b.pdf", "en"))
    assert ("Dotted: 21 Nov 2026 is not over yet" in text_of(file)) is dotted
    assert (b"[ 1 2.5 ] 0 d" in content or b"[1 2.5] 0 d" in content) is dotted


def test_days_to_come_have_no_figure_on_paper(till, session, sold) -> None:
    later = replace(MONTH, until=MONTH.until + dt.timedelta(days=5))
    told = branch_report(till, session, later, None)
    drawn = [_a_day(step, net, told) for step, net in told.line]
    assert drawn[-5:] == [None] * 5
    assert drawn[-6] == 1_750_000


def page_of(file: Path) -> bytes:
    """Return what is drawn on a paper, unpacked."""
    raw = file.read_bytes()
    found = re.findall(rb"stream\r?\n(.*?)endstream", raw, re.DOTALL)
    return b"".join(map(unpacked, found))


def unpacked(stream: bytes) -> bytes:
    with suppress(ValueError, zlib.error):
        if stream.rstrip().endswith(b"~>"):
            stream = base64.a85decode(b"<~" + stream.strip(), adobe=True)
        return zlib.decompress(stream)
    return stream


def test_a_period_without_sales_says_so(till, session, tmp_path: Path) -> None:
    told = branch_report(till, session, MONTH, None)
    text = text_of(write_branch_report(told, tmp_path / "b.pdf", "en"))
    assert "Nothing was sold in this period." in text
    assert headline(told, "aov").now is None


def test_a_long_report_turns_its_pages(till, session, sold, tmp_path: Path) -> None:
    told = branch_report(till, session, Period.last(3_660, MONTH.until), None)
    assert step_of(told.period) == "month"
    with pdfium.PdfDocument(write_branch_report(told, tmp_path / "b.pdf", "fa")) as document:
        assert len(document) >= 2


def test_days_are_cut_where_they_belong(till, session, sold) -> None:
    assert [
        len(branch_report(till, session, Period.last(days, MONTH.until), None).line) for days in (7, 30)
    ] == [
        7,
        30,
    ]
    quarter = branch_report(till, session, Period.last(90, MONTH.until), None)
    assert step_of(quarter.period) == "week"
    assert sum(step.days for step, _ in quarter.line) == 90


def test_a_report_of_ever_is_refused_and_so_is_a_strange_branch(till, session, sold) -> None:
    for period, branch, code in (
        (Period.last(0, TODAY), None, "report_too_long"),
        (Period.last(3_661, TODAY), None, "report_too_long"),
        (MONTH, "nowhere", "branch_unknown"),
    ):
        with pytest.raises(LoyaltyError) as refused:
            branch_report(till, session, period, branch)
        assert refused.value.code == code


def test_sheets_hold_the_figures_as_numbers(till, session, sold, tmp_path: Path) -> None:
    told = branch_report(till, session, MONTH, None)
    book = openpyxl.load_workbook(write_xlsx(tmp_path / "b.xlsx", branch_sheets(told, "en")))
    figures = {row[0].value: row[1].value for row in book["Figures"].iter_rows(min_row=2)}
    assert figures["Net sales"] == 1_750_000
    days = [row for row in book["Sales"].iter_rows(min_row=2, values_only=True) if row[1]]
    assert days == [(dt.datetime(2026, 11, 21), 1_750_000, 0)]


def test_members_are_listed_with_their_class_and_worth(till, session, sold, tmp_path: Path) -> None:
    told = members_list(till, session, MONTH.until, None)
    (row,) = told.rows
    assert (row.name, row.phone, row.purchases, row.amount) == ("سارا رضایی‌نژاد", "09120004567", 2, 1_500_000)
    assert (row.first_on, row.last_on, row.scores) == (TODAY, TODAY, (5, 1, 1))
    assert not told.predicted
    assert row.worth == 4_500_000
    book = openpyxl.load_workbook(write_xlsx(tmp_path / "m.xlsx", [members_sheet(told, "fa")]))
    assert "۰۹۱۲۰۰۰۴۵۶۷" not in [cell.value for cell in book.worksheets[0][2]]
    assert "09120004567" in [cell.value for cell in book.worksheets[0][2]]
    head = [cell.value for cell in book.worksheets[0][1]]
    assert "خرید (۳۶۵ روز آخر)" in head
    assert "جمع خرید (۳۶۵ روز آخر)" in str(head)
    assert members_list(till, session, MONTH.until, None, "lost").rows == ()


def test_staff_are_told_by_name_in_paper_and_sheet(till, session, sold, tmp_path: Path) -> None:
    told = staff_report(till, session, MONTH, None)
    (one,) = (worker for worker in told.workers if worker.work.sales)
    assert (one.work.sales, one.work.enrolments, one.work.voids) == (4, 1, 1)
    for lang in ("fa", "en"):
        text = text_of(write_staff_report(told, tmp_path / f"{lang}.pdf", lang))
        assert has(text, ("درخور", "Deserves a look")[lang != "fa"])
    book = openpyxl.load_workbook(write_xlsx(tmp_path / "s.xlsx", staff_sheets(told, "en")))
    assert book["Staff"]["A2"].value == one.name
    assert [row[0].value for row in book["Staff"].rows if row[0].value == "Brought in, nobody named"] == []


def test_what_nobody_here_rang_up_has_a_row_on_paper_and_sheet(till, session, sold, tmp_path: Path) -> None:
    told = replace(staff_report(till, session, MONTH, None), elsewhere=RungUp("", 7, 8_123_000, 3))
    for lang, words in (("fa", "۸٬۱۲۳٬۰۰۰"), ("en", "8,123,000")):
        assert has(text_of(write_staff_report(told, tmp_path / f"{lang}.pdf", lang)), words)
    alone = replace(told, workers=())
    assert has(text_of(write_staff_report(alone, tmp_path / "alone.pdf", "en")), "8,123,000")
    sheet = openpyxl.load_workbook(write_xlsx(tmp_path / "s.xlsx", staff_sheets(told, "en")))["Staff"]
    (row,) = [
        [cell.value for cell in row] for row in sheet.rows if row[0].value == "Brought in, nobody named"
    ]
    assert row[1:3] == [7, 8_123_000]


@pytest.mark.parametrize(
    ("most", "marks", "told"),
    [
        (0, [0, 0.5, 1], (1, "")),
        (7, [0, 2, 4, 6, 8], (1, "")),
        (999, [0, 500, 1_000], (1_000, "thousand")),
        (48_000_000, [0, 20_000_000, 40_000_000, 60_000_000], (1_000_000, "million")),
    ],
)
def test_an_axis_begins_at_nought_and_is_round(most, marks, told) -> None:
    assert value_marks(0, most) == marks
    assert axis_scale([None, *marks], "en") == told


def test_a_very_large_figure_keeps_out_of_the_next(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "t.pdf", "en", "T")
    paper.tiles([("Net sales", "9,007,199,254,740,993,000 Toman"), ("Purchases", "22"), ("Buyers", "7")])
    page = pdfium.PdfDocument(paper.save())[0].get_textpage()
    whole = page.get_text_range()
    end = page.get_charbox(whole.index("Toman") + 4)[2]
    assert end < page.get_charbox(whole.index("22"))[0]


def test_the_paper_says_why_there_is_no_fair_comparison(till, session, sold, tmp_path: Path) -> None:
    told = branch_report(till, session, Period.last(3, TODAY + dt.timedelta(days=1)), None)
    why = Unfair("began", dt.date(2026, 10, 2))
    told = replace(told, headlines=tuple(replace(one, before=1.0, unfair=why) for one in told.headlines))
    for lang, said in (("en", "nothing is known before 2 Oct 2026"), ("fa", "سنجش منصفانه")):
        text = text_of(write_branch_report(told, tmp_path / f"{lang}.pdf", lang))
        assert has(text, said)
