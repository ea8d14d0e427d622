"""Who did what at the tills, and what deserves a look, on A4."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from desktop.reports.paper import Column, Paper
from desktop.reports.report_words import in_unit, joined
from desktop.reports.report_words import say as word
from desktop.reports.staff_report import StaffReport, Worker
from desktop.reports.staff_words import pattern_text
from loyalty.words import Lang, format_amount, format_day, format_int

_WORDS = {
    "title": ("کارکنان و استثناها", "Staff and exceptions"),
    "span": ("{first} تا {last}", "{first} to {last}"),
    "sales": ("فروش", "Sales"),
    "back": ("ابطال و مرجوعی", "Voids and refunds"),
    "looks": ("درخور نگاه", "Deserves a look"),
    "name": ("نام", "Name"),
    "count": ("فروش", "Sales"),
    "net": ("مبلغ", "Amount"),
    "share": ("به اعضا", "To members"),
    "enrolments": ("عضوگیری", "Enrolled"),
    "hand": ("اعتبار دستی", "By hand"),
    "voids": ("ابطال", "Voids"),
    "void_net": ("مبلغ", "Amount"),
    "refunds": ("مرجوعی", "Refunds"),
    "refund_net": ("مبلغ", "Amount"),
    "approvals": ("تأیید", "Approvals"),
    "quiet": ("چیزی که درخور نگاه باشد نبود.", "Nothing deserved a look."),
    "nobody": ("در این دوره کسی کاری نکرده است.", "Nobody did anything in this period."),
}


def write_staff_report(told: StaffReport, path: str | Path, lang: Lang) -> Path:
    """Write the paper and return its path; raises what `Paper.save` raises."""
    paper = Paper(path, lang, f"{_say('title', lang)} — {told.shop}")
    last = told.period.until - dt.timedelta(days=1)
    span = _say("span", lang).format(first=format_day(told.period.since, lang), last=format_day(last, lang))
    paper.heading(
        _say("title", lang), joined((told.shop, told.branch or word("all_branches", lang), span), lang)
    )
    if not told.workers and not told.elsewhere.sales:
        paper.write(_say("nobody", lang), paper.start)
        return paper.save()
    _sold(paper, told)
    _given_back(paper, told)
    _looks(paper, told)
    return paper.save()


def _say(key: str, lang: Lang) -> str:
    return _WORDS[key][lang != "fa"]


def _sold(paper: Paper, told: StaffReport) -> None:
    lang = paper.lang
    heads = (("count", 2), ("net", 4), ("share", 3), ("enrolments", 3), ("hand", 4))
    columns = (
        Column(_say("name", lang), 5),
        *(Column(_say(key, lang), share, figures=True) for key, share in heads),
    )
    paper.section(in_unit(_say("sales", lang), lang, told.currency))
    rows = [_sold_row(one, lang, told.currency) for one in told.workers]
    if told.elsewhere.sales:
        rows.append(_elsewhere_row(told, lang))
    paper.table(columns, rows)


def _elsewhere_row(told: StaffReport, lang: Lang) -> tuple[str, ...]:
    """Return the sales nobody here rang up, so that the paper comes to what the others say."""
    one = told.elsewhere
    net = format_amount(one.net, lang, told.currency)
    return (
        word("brought_in", lang), format_int(one.sales, lang), net, format_int(one.member_sales, lang), "—", "—",
    )  # fmt: skip


def _sold_row(one: Worker, lang: Lang, currency: str) -> tuple[str, ...]:
    work = one.work
    return (
        one.name,
        format_int(work.sales, lang),
        format_amount(work.net, lang, currency),
        format_int(work.member_sales, lang),
        format_int(work.enrolments, lang),
        format_amount(work.credit_by_hand, lang, currency),
    )


def _given_back(paper: Paper, told: StaffReport) -> None:
    lang = paper.lang
    heads = (("voids", 2), ("void_net", 4), ("refunds", 2), ("refund_net", 4), ("approvals", 3))
    columns = (
        Column(_say("name", lang), 5),
        *(Column(_say(key, lang), share, figures=True) for key, share in heads),
    )
    rows = [
        (
            one.name,
            format_int(one.work.voids, lang),
            format_amount(one.work.void_net, lang, told.currency),
            format_int(one.work.refunds, lang),
            format_amount(one.work.refund_net, lang, told.currency),
            format_int(one.work.approvals, lang),
        )
        for one in told.workers
    ]
    paper.section(in_unit(_say("back", lang), lang, told.currency))
    paper.table(columns, rows)


def _looks(paper: Paper, told: StaffReport) -> None:
    lang = paper.lang
    paper.section(_say("looks", lang))
    for one in told.looks:
        paper.paragraph(f"{one.name}: {pattern_text(one, lang, told.currency)}")
    if not told.looks:
        paper.paragraph(_say("quiet", lang))
