"""Where a figure is none, whoever reads it is told why: on every paper and sheet, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.reports import branch_report_pdf, reasons
from desktop.reports.branch_report import branch_report
from desktop.reports.branch_report_pdf import write_branch_report
from desktop.reports.day_close_pdf import write_day_close
from desktop.reports.goals_report import goals_report
from desktop.reports.goals_report_pdf import write_goals_report
from desktop.reports.members_list import members_list
from desktop.reports.partners_report import partners_report
from desktop.reports.partners_report_pdf import write_partners_report
from desktop.reports.report_sheets import branch_sheets, members_sheet
from desktop.usecases.goals import set_goal
from desktop.usecases.members.enrol import NewMember, enrol
from desktop.usecases.selling.day_close import day_totals
from tests.reports.test_branch_report import MONTH, TODAY
from tests.reports.test_statement_pdf import has, text_of

LANGS = ("fa", "en")
WHY = {
    "fa": ("خریدی نبود", "هیچ عضوی نخرید", "در آغاز دوره کسی فعال نبود"),
    "en": ("there was no purchase", "no member bought", "nobody was active at the start"),
}


@pytest.mark.parametrize("lang", LANGS)
def test_papers_of_a_shop_without_a_sale_say_why(till, session, tmp_path: Path, lang) -> None:
    told = branch_report(till, session, MONTH, None)
    text = text_of(write_branch_report(told, tmp_path / "b.pdf", lang))
    assert [why for why in WHY[lang] if not has(text, why)] == []
    assert has(text, reasons.reason_words("no_members", lang))
    club = partners_report(till, session, MONTH, None, "jalali", lang)
    text = text_of(write_partners_report(club, tmp_path / "p.pdf", lang))
    assert [why for why in WHY[lang] if not has(text, why)] == []
    set_goal(till, session, {"id": "g", "figure": "aov", "every": "month", "from": "2026-01-01",
                             "calendar": "jalali", "target": "100000"})  # fmt: skip
    goals = goals_report(till, session, None, lang)
    assert has(text_of(write_goals_report(goals, tmp_path / "g.pdf", lang)), WHY[lang][0])
    day = day_totals(till, TODAY)
    assert has(text_of(write_day_close(till, day, tmp_path / "d.pdf", lang)), WHY[lang][0])


@pytest.mark.parametrize("lang", LANGS)
def test_sheets_say_why(till, session, lang) -> None:
    told = branch_report(till, session, MONTH, None)
    rows = [tuple(row) for row in branch_sheets(told, lang)[0].rows]
    assert [row for row in rows if None in row[1:3] and not row[-1]] == []
    assert [row for row in rows if None not in row[1:3] and row[-1]] == []
    enrol(till, session, NewMember("09120004567", name="سارا"))
    listed = members_sheet(members_list(till, session, MONTH.until, None), lang)
    (row,) = listed.rows
    assert reasons.reason_words("outside", lang) in row
    assert any(reasons.reason_words("not_expected", lang) in column.title for column in listed.columns)


def test_a_paper_that_keeps_silent_is_caught(till, session, tmp_path: Path, monkeypatch) -> None:
    for name in ("why_none", "why_lacking"):
        monkeypatch.setattr(branch_report_pdf, name, lambda *_: "")
    told = branch_report(till, session, MONTH, None)
    text = text_of(write_branch_report(told, tmp_path / "b.pdf", "en"))
    assert not any(has(text, why) for why in WHY["en"])
