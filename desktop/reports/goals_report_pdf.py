"""The goals on A4: each with a bar of how far it is and what it takes, then the periods that are over."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from desktop.reports.board import Aim, Cell, Row
from desktop.reports.fonts import BOLD, MEDIUM
from desktop.reports.goals_report import GoalsReport
from desktop.reports.paper import ACCENT, MARGIN, SOFT_INK, WIDTH, Column, Paper
from desktop.reports.reasons import why_none
from desktop.reports.report_words import figure_text, joined, percent, say
from desktop.reports.series import Label, Value
from loyalty.words import Lang, format_day, format_int

_WORDS = {
    "title": ("هدف‌ها", "Goals"),
    "title_branch": ("هدف‌های {branch}", "Goals of {branch}"),
    "today": ("تا {day}", "Up to {day}"),
    "of": ("{value} از {target}", "{value} of {target}"),
    "no_value": ("هنوز رقمی نیست؛ هدف {target}", "No figure yet; the goal is {target}"),
    "under": ("{value}، کمتر از {target} باشد", "{value}, to stay under {target}"),
    "span": ("{branch}، {first} تا {last}", "{branch}, {first} to {last}"),
    "left": ("{days} روز مانده", "{days} days left"),
    "each_day": ("روزی {value} لازم است", "takes {value} a day"),
    "members": ("{count} عضو دیگر لازم است", "takes {count} more members"),
    "past": ("دوره‌های پایان‌یافته", "Periods that are over"),
    "figure": ("شاخص", "Figure"),
    "branch": ("شعبه", "Branch"),
    "period": ("دوره", "Period"),
    "target": ("هدف", "Target"),
    "value": ("رسید به", "Came to"),
    "standing": ("وضع", "Standing"),
    "no_goals": ("هدفی گذاشته نشده است.", "No goal is set."),
    "no_past": ("هنوز دوره‌ای پایان نیافته است.", "No period is over yet."),
}
_WARN, _TRACK = "#8A5A00", "#E7EBEC"


def write_goals_report(told: GoalsReport, path: str | Path, lang: Lang) -> Path:
    """Write the paper and return its path; raises what `Paper.save` raises."""
    title = _say("title_branch", lang).format(branch=told.branch) if told.branch else _say("title", lang)
    paper = Paper(path, lang, f"{title} — {told.shop}")
    today = _say("today", lang).format(day=format_day(told.today, lang))
    paper.heading(title, joined((told.shop, today), lang))
    for aim in told.board.aims:
        draw_aim(paper, aim, told.currency)
    if not told.board.aims:
        paper.paragraph(_say("no_goals", lang))
    _past(paper, told)
    return paper.save()


def _say(key: str, lang: Lang) -> str:
    return _WORDS[key][lang != "fa"]


def draw_aim(paper: Paper, aim: Aim, currency: str) -> None:
    """Write a goal: figure and standing, how far it is as a bar, what it takes."""
    paper.keep(62)
    lang, ink = paper.lang, _WARN if aim.standing in ("behind", "missed") else ACCENT
    paper.down(4)
    paper.write(say(aim.figure, lang), paper.start, size=11, font=BOLD)
    paper.write(say(aim.standing, lang), paper.end, size=10, font=MEDIUM, ink=ink, align="end")
    paper.down(15)
    words = _say(_way(aim), lang)
    value, target = (_figure(aim.figure, one, lang, currency) for one in (aim.value, aim.target))
    paper.write(words.format(value=value, target=target), paper.start, size=10)
    if aim.percent is not None:
        paper.write(percent(aim.percent, lang), paper.end, size=10, font=MEDIUM, align="end")
    paper.down(10)
    _bar(paper, aim, ink)
    paper.down(13)
    paper.write(joined(_under(aim, lang, currency), lang), paper.start, size=8.5, ink=SOFT_INK)
    paper.down(16)


def _way(aim: Aim) -> str:
    if aim.value is None:
        return "no_value"
    return "under" if aim.percent is None else "of"


def aim_row(aim: Aim, lang: Lang, currency: str) -> tuple[str, ...]:
    """Return a goal as a row: figure, branch, last day, so far, target, standing."""
    branch = aim.branch.own if aim.branch else say("all_branches", lang)
    last = format_day(aim.until - dt.timedelta(days=1), lang)
    value, target = (_figure(aim.figure, one, lang, currency) for one in (aim.value, aim.target))
    return say(aim.figure, lang), branch, last, value, target, say(aim.standing, lang)


def _figure(name: str, value: Value, lang: Lang, currency: str) -> str:
    return figure_text(name, None if value is None else float(value), lang, currency)


def _bar(paper: Paper, aim: Aim, ink: str) -> None:
    if aim.percent is None:
        return
    wide = WIDTH - 2 * MARGIN
    done = wide * max(0.0, min(1.0, aim.percent / 100))
    paper.canvas.setFillColor(_TRACK)
    paper.canvas.roundRect(MARGIN, paper.y, wide, 6, 3, stroke=0, fill=1)
    if done > 0:
        paper.canvas.setFillColor(ink)
        left = WIDTH - MARGIN - done if paper.lang == "fa" else MARGIN
        paper.canvas.roundRect(left, paper.y, done, 6, min(3, done / 2), stroke=0, fill=1)


def _under(aim: Aim, lang: Lang, currency: str) -> list[str]:
    branch = aim.branch.own if aim.branch else say("all_branches", lang)
    last = aim.until - dt.timedelta(days=1)
    days = {"first": format_day(aim.since, lang), "last": format_day(last, lang)}
    told = [_say("span", lang).format(branch=branch, **days)]
    if aim.value is None and (why := why_none(aim.figure, lang)):
        told.append(why)
    if aim.days_left:
        told.append(_say("left", lang).format(days=format_int(aim.days_left, lang)))
    if aim.each_day is not None:
        told.append(_say("each_day", lang).format(value=_figure(aim.figure, aim.each_day, lang, currency)))
    if aim.members is not None:
        told.append(_say("members", lang).format(count=format_int(aim.members, lang)))
    return told


def _past(paper: Paper, told: GoalsReport) -> None:
    lang = paper.lang
    rows = [_row(row, lang, told.currency) for one in told.board.listings for row in one.rows]
    if not told.board.aims and not rows:
        return
    paper.section(_say("past", lang))
    if not rows:
        paper.paragraph(_say("no_past", lang))
        return
    columns = (
        *(Column(_say("figure", lang), 4), Column(_say("branch", lang), 3), Column(_say("period", lang), 6)),
        *(Column(_say(key, lang), 5, figures=True) for key in ("target", "value")),
        Column(_say("standing", lang), 2),
    )
    paper.table(columns, rows)


def _row(row: Row, lang: Lang, currency: str) -> tuple[str, ...]:
    figure, branch, first, last, target, value, standing = row.cells
    assert isinstance(figure, Label)
    assert isinstance(branch, Label)
    assert isinstance(standing, Label)
    assert isinstance(first, dt.date)
    assert isinstance(last, dt.date)
    one_year = _year(first, lang) == _year(last, lang) and first != last
    days = format_day(first, lang, year=not one_year), format_day(last, lang)
    amounts = (_figure(figure.key, _value(one), lang, currency) for one in (target, value))
    return (
        say(figure.key, lang),
        branch.own or say("all_branches", lang),
        days[0] if first == last else " – ".join(days),
        *amounts,
        say(standing.key, lang),
    )


def _year(day: dt.date, lang: Lang) -> str:
    return format_day(day, lang).rpartition(" ")[2]


def _value(cell: Cell) -> Value:
    return cell if isinstance(cell, int | float) else None
