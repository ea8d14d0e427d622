"""An offer's result, the goals and the page for partners, read back from the paper; in a shop of nobody too."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest

from desktop.reports.figures.periods import Period
from desktop.reports.goals_report import goals_report
from desktop.reports.goals_report_pdf import write_goals_report
from desktop.reports.offer_report import offer_report
from desktop.reports.offer_report_pdf import write_offer_report
from desktop.reports.partners_report import partners_report
from desktop.reports.partners_report_pdf import write_partners_report
from desktop.usecases.goals import set_goal
from desktop.usecases.offers.publishing import publish
from tests.reports.test_branch_report import MONTH, sold
from tests.reports.test_statement_pdf import has, text_of

__all__ = ["sold"]

GOAL = {"figure": "net_sales", "every": "month", "from": "2026-01-01", "calendar": "jalali"}


def partners(till, session, path: Path, lang: str, period: Period = MONTH) -> Path:
    return write_partners_report(partners_report(till, session, period, None, "jalali", lang), path, lang)


def test_the_offer_tells_what_it_did_and_why_it_has_no_return(till, session, sold, tmp_path) -> None:
    name = {"fa": "آفر پاییزه", "en": "Autumn offer"}
    publish(till, session, {"id": "autumn", "name": name, "benefits": [{"discount": {"percent": 10}}]})
    told = offer_report(till, session, "autumn")
    english = text_of(write_offer_report(told, tmp_path / "e.pdf", "en"))
    for words in ("Result of an offer: Autumn offer", "Nobody has used it yet.", "Cost in all", "no figure"):
        assert words in english
    assert "Nobody was held out" in english
    persian = text_of(write_offer_report(told, tmp_path / "f.pdf", "fa"))
    assert has(persian, "بازگشت سرمایه")
    assert has(persian, "آفر پاییزه")


def test_goals_stand_on_paper_with_what_they_take(till, session, sold, tmp_path) -> None:
    set_goal(till, session, {**GOAL, "id": "sales", "every": "year", "target": "3500000"})
    told = goals_report(till, session, None, "en")
    text = text_of(write_goals_report(told, tmp_path / "g.pdf", "en"))
    for words in ("Net sales", "1,750,000 Toman of 3,500,000 Toman", "50%", "a day", "Periods that are over"):
        assert words in text
    assert has(text_of(write_goals_report(told, tmp_path / "p.pdf", "fa")), "فروش خالص")


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_partners_are_told_on_one_page(till, session, sold, tmp_path, lang) -> None:
    for place in range(12):
        set_goal(till, session, {**GOAL, "id": f"g{place}", "target": str(1_000_000 * (place + 1))})
    path = partners(till, session, tmp_path / "p.pdf", lang)
    with pdfium.PdfDocument(path) as document:
        assert len(document) == 1
    assert has(text_of(path), "۱٬۷۵۰٬۰۰۰" if lang == "fa" else "1,750,000 Toman")


def test_a_shop_of_nobody_has_papers_too(till, session, tmp_path) -> None:
    text = text_of(partners(till, session, tmp_path / "p.pdf", "en"))
    assert "Nothing was sold in this period." in text
    assert "no figure" in text
    assert "No goal is set." in text_of(
        write_goals_report(goals_report(till, session, None, "en"), tmp_path / "g.pdf", "en")
    )
