"""The page for partners and investors on A4: figures in front, sales, members, classes, goals; always one page.

What does not fit is left out from the foot, never shrunk: the figures come first.
"""

from __future__ import annotations

from pathlib import Path

from desktop.reports.branch_report_pdf import draw_sales, write_figures, write_span
from desktop.reports.goals_report_pdf import aim_row
from desktop.reports.paper import MARGIN, Column, Paper
from desktop.reports.partners_report import PartnersReport
from desktop.reports.reasons import reasons_of
from desktop.reports.report_words import joined, percent
from desktop.reports.shapes import draw_donut, draw_treemap
from loyalty.kinds import CREDIT
from loyalty.segments import SEGMENT_NAMES
from loyalty.words import Lang, format_int, format_money

FIGURES = (
    *("net_sales", "aov", "members_share"),
    *("buyers", "active_rate", "return_rate"),
)
_WORDS = {
    "title": ("{shop} در یک نگاه", "{shop} at a glance"),
    "members": ("اعضای باشگاه", "Members of the club"),
    "now": ("عضو در پایان دوره", "Members at the end"),
    "joined": ("عضو تازه", "Joined"),
    "kept": ("فعال‌های حفظ‌شده", "Active members kept"),
    "worth": ("ارزش طول عمر مشتری", "Customer lifetime value"),
    "cost": ("هزینهٔ باشگاه در دوره", "Cost of the club"),
    "owed": ("اعتبار نزد اعضا", "Credit outstanding"),
    "classes": ("نقشهٔ مشتریان", "Map of customers"),
    "tiers": ("اعضا به سطح", "Members by tier"),
    "goals": ("هدف‌ها", "Goals"),
    "goal": ("شاخص", "Figure"),
    "branch": ("شعبه", "Branch"),
    "until": ("تا", "Until"),
    "value": ("تا کنون", "So far"),
    "target": ("هدف", "Target"),
    "standing": ("وضع", "Standing"),
    "none": ("بی‌رقم", "no figure"),
}


def write_partners_report(told: PartnersReport, path: str | Path, lang: Lang) -> Path:
    """Write the page and return its path; raises what `Paper.save` raises."""
    report = told.told
    title = _say("title", lang).format(shop=report.place.shop)
    if report.place.branch:
        title = f"{title}{'،' if lang == 'fa' else ','} {report.place.branch}"
    paper = Paper(path, lang, title)
    paper.heading(title, write_span(report, lang))
    write_figures(paper, report, FIGURES)
    draw_sales(paper, report, 84)
    _members(paper, told)
    _classes(paper, told)
    _goals(paper, told)
    _tiers(paper, told)
    return paper.save()


def _say(key: str, lang: Lang) -> str:
    return _WORDS[key][lang != "fa"]


def _members(paper: Paper, told: PartnersReport) -> None:
    lang, report = paper.lang, told.told
    currency, none = report.place.currency, _say("none", lang)
    worth = next(one for one in report.headlines if one.name == "clv").now
    kept = report.churn.retention.value
    owed = next((one.outstanding for one in report.holdings if one.unit == CREDIT), 0)
    rows = (
        ("now", format_int(report.growth.at_end, lang)),
        ("joined", format_int(report.growth.joined, lang)),
        ("kept", none if kept is None else percent(kept, lang)),
        ("worth", none if worth is None else format_money(round(worth), lang, currency)),
        ("cost", format_money(report.club.cost.total, lang, currency)),
        ("owed", format_money(owed, lang, currency)),
    )
    paper.section(_say("members", lang))
    for place in (0, 3):
        paper.tiles([(_say(key, lang), text) for key, text in rows[place : place + 3]], size=12.5)
        paper.y += 4
    why = {"churn_rate": kept, "clv": worth}
    if missing := reasons_of((name for name, value in why.items() if value is None), lang):
        paper.paragraph(f"{none}: {joined(missing, lang)}", 8.5)


def _classes(paper: Paper, told: PartnersReport) -> None:
    lang, classes = paper.lang, told.told.classes
    if any(count for _, count in classes):
        paper.section(_say("classes", lang))
        draw_treemap(paper, [(name, SEGMENT_NAMES[name].of(lang), count) for name, count in classes], 84)


def _tiers(paper: Paper, told: PartnersReport) -> None:
    lang, tiers = paper.lang, told.told.tiers
    if any(one.count for one in tiers) and _left(paper) > 112:
        paper.section(_say("tiers", lang))
        draw_donut(paper, [(one.name.of(lang), one.count) for one in tiers], 72)


def _goals(paper: Paper, told: PartnersReport) -> None:
    """Write the goals in a table of as many rows as there is room for."""
    lang, room = paper.lang, int((_left(paper) - 58) // 20)
    if not told.aims or room < 1:
        return
    paper.section(_say("goals", lang))
    columns = (
        *(Column(_say("goal", lang), 4), Column(_say("branch", lang), 3), Column(_say("until", lang), 4)),
        *(Column(_say(key, lang), 5, figures=True) for key in ("value", "target")),
        Column(_say("standing", lang), 2),
    )
    paper.table(columns, [aim_row(aim, lang, told.told.place.currency) for aim in told.aims[:room]])


def _left(paper: Paper) -> float:
    return paper.y - MARGIN - 24
