"""The report of a branch on A4: the figures of the period in front, then sales, hours, members and classes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from desktop.reports.branch_report import BranchReport, Named, step_of
from desktop.reports.figures.cuts import Headline
from desktop.reports.figures.periods import Period
from desktop.reports.paper import Column, Paper
from desktop.reports.reasons import reason_words, unfair_words, why_lacking, why_none
from desktop.reports.report_words import change_text, figure_text, in_unit, joined, percent
from desktop.reports.report_words import say as word
from desktop.reports.shapes import draw_donut, draw_treemap
from desktop.reports.vectors import BAR, draw_bars, draw_heat, draw_line
from loyalty.kinds import CREDIT
from loyalty.money import exponent_of
from loyalty.segments import SEGMENT_NAMES
from loyalty.words import (
    WEEKDAYS,
    Lang,
    currency_name,
    digits,
    format_amount,
    format_day,
    format_int,
    format_money,
)

_WORDS = {
    "title": ("گزارش شعبه", "Branch report"),
    "title_all": ("گزارش همهٔ شعبه‌ها", "Report of all branches"),
    "span": ("{first} تا {last}", "{first} to {last}"),
    "beside": ("در برابر {days} روز پیش از آن", "beside the {days} days before"),
    "figures": ("همهٔ رقم‌ها", "All figures"),
    "figure": ("رقم", "Figure"),
    "now": ("این دوره", "This period"),
    "before": ("دورهٔ پیش", "The period before"),
    "change": ("تغییر", "Change"),
    "line_day": ("فروش روزانه", "Sales by day"),
    "line_week": ("فروش روزانه، میانگین هر هفته", "Sales a day, mean of each week"),
    "line_month": ("فروش روزانه، میانگین هر ماه", "Sales a day, mean of each month"),
    "dashed": ("خط پر: این دوره، خط‌چین: دورهٔ پیش", "Line: this period; dashed: the period before"),
    "running": ("نقطه‌چین: {day} هنوز تمام نشده است", "Dotted: {day} is not over yet"),
    "groups": ("گروه‌های کالایی", "Product groups"),
    "branches": ("شعبه‌ها", "Branches"),
    "week": ("ساعت‌های فروش در هفته", "Sales by hour of the week"),
    "members": ("اعضا", "Members"),
    "at_start": ("در آغاز دوره", "At the start"),
    "at_end": ("در پایان دوره", "At the end"),
    "joined": ("عضو شدند", "Joined"),
    "left": ("رفتند", "Left"),
    "first_time": ("نخستین خرید", "Bought for the first time"),
    "returning": ("دوباره خریدند", "Bought again"),
    "stayed": ("فعالِ آغاز دوره که ماند", "Active at the start who stayed"),
    "gone": ("فعالِ آغاز دوره که ریخت", "Active at the start who churned"),
    "classes": ("رتبه‌های RFM", "RFM classes"),
    "tiers": ("سطح‌ها", "Tiers"),
    "held": ("اعتبار و امتیازِ نزد اعضا", "Credit and points members hold"),
    "held_now": ("ماندهٔ امروز", "Outstanding"),
    "soon": ("تا ۳۰ روز دیگر تمام می‌شود", "Ends within 30 days"),
    "unit": ("واحد", "Unit"),
    "credit": ("اعتبار", "Credit"),
    "item": ("شرح", "Item"),
    "count": ("شمار", "Count"),
    "unfair": ("سنجش منصفانه‌ای نیست", "no fair comparison"),
    "nothing": ("در این دوره فروشی نبوده است.", "Nothing was sold in this period."),
    "club": ("هزینهٔ باشگاه", "What the club cost"),
    "discounts": ("تخفیف آفرها", "Discounts of offers"),
    "credit_spent": ("اعتبار خرج‌شده", "Credit redeemed"),
    "fixed": ("هزینه‌های ثابت", "Fixed costs"),
    "in_all": ("روی‌هم", "In all"),
    "no_return": (
        "بازگشت سرمایهٔ کل باشگاه رقمی ندارد، چون کسی از آن کنار نگه داشته نشده است؛ بازگشت هر آفر در نتیجهٔ آن آمده است.",
        "The club as a whole has no return on investment, for nobody is held out of it; each offer's is in its result.",
    ),
    "others": ("بقیه", "Others"),
}
COVER = ("net_sales", "purchases", "aov", "members_share", "active_rate", "return_rate")
MOST_ROWS = 12


def write_branch_report(told: BranchReport, path: str | Path, lang: Lang) -> Path:
    """Write the paper and return its path; raises what `Paper.save` raises."""
    paper = Paper(path, lang, f"{_title(told, lang)} — {told.place.shop}")
    paper.heading(_title(told, lang), joined((told.place.shop, write_span(told, lang)), lang))
    write_figures(paper, told)
    draw_sales(paper, told)
    if not told.place.branch:
        _parts(paper, "branches", told.branches, told.place.currency)
    _parts(paper, "groups", told.groups, told.place.currency)
    _week(paper, told)
    _figures(paper, told)
    _members(paper, told)
    _tiers(paper, told)
    _held(paper, told)
    _classes(paper, told)
    _club(paper, told)
    return paper.save()


def _say(key: str, lang: Lang) -> str:
    return _WORDS[key][lang != "fa"]


def _title(told: BranchReport, lang: Lang) -> str:
    return f"{_say('title', lang)} {told.place.branch}" if told.place.branch else _say("title_all", lang)


def write_span(told: BranchReport, lang: Lang) -> str:
    """Return which days a report is of, and beside which they stand."""
    last = told.period.until - dt.timedelta(days=1)
    span = _say("span", lang).format(first=format_day(told.period.since, lang), last=format_day(last, lang))
    beside = _say("beside", lang).format(days=format_int(told.period.days, lang))
    return joined((span, beside), lang)


def write_figures(paper: Paper, told: BranchReport, names: tuple[str, ...] = COVER) -> None:
    """Write six figures in two rows of three, each with its change."""
    by_name = {one.name: one for one in told.headlines}
    for row in (names[:3], names[3:]):
        figures = [by_name[name] for name in row]
        paper.tiles([(word(one.name, paper.lang), _value(one, told, paper.lang)) for one in figures])
        paper.y += 4
        paper.notes([_note(one, paper.lang) for one in figures])
    for said in _unfair_sentences([by_name[name] for name in names], paper.lang):
        paper.paragraph(said, 8.5)


def _note(one: Headline, lang: Lang) -> str:
    """Return how a figure moved, or why it is none."""
    if one.now is None:
        return why_none(one.name, lang)
    return _say("unfair", lang) if one.unfair else change_text(one.name, one.now, one.before, lang)


def _value(one: Headline, told: BranchReport, lang: Lang) -> str:
    return figure_text(one.name, one.now, lang, told.place.currency)


def draw_sales(paper: Paper, told: BranchReport, height: float = 130) -> None:
    """Draw sales over time, the period before dashed."""
    lang = paper.lang
    paper.section(_say(f"line_{step_of(told.period) or 'day'}", lang), height + 60)
    if not any(net for _, net in told.line):
        paper.write(_say("nothing", lang), paper.start)
        paper.down(18)
        return
    days = [format_day(step.since, lang, year=step_of(told.period) == "month") for step, _ in told.line]
    now, before = ([_a_day(step, net, told) for step, net in line] for line in (told.line, told.line_before))
    running = _running(told)
    unit = currency_name(told.place.currency, lang)
    draw_line(paper, now, before[: len(now)], days, unit, height, running=running is not None)
    said = [_say("dashed", lang)]
    if running is not None:
        said.append(_say("running", lang).format(day=format_day(told.today, lang)))
    paper.write(joined(said, lang), paper.start, size=8, ink="#5F6B71")
    paper.down(14)


def _running(told: BranchReport) -> Period | None:
    """Return the last step with a figure where it is not over: a part of a day beside whole ones is no fall."""
    begun = [step for step, _ in told.line if step.since <= told.today]
    return begun[-1] if begun and begun[-1].until > told.today else None


def _a_day(step: Period, net: int, told: BranchReport) -> float | None:
    """Return the mean of a step's days in whole money, none of days to come: a week cut by the period's end is no fall."""
    if step.since > told.today:
        return None
    scale: int = 10 ** exponent_of(told.place.currency)
    return net / scale / step.days


def _parts(paper: Paper, key: str, parts: tuple[Named, ...], currency: str) -> None:
    """Write the largest parts as bars, and the rest as one."""
    if not parts:
        return
    lang = paper.lang
    shown = parts if len(parts) <= MOST_ROWS else parts[: MOST_ROWS - 1]
    rows = [
        (one.name.of(lang), float(one.amount), format_amount(one.amount, lang, currency)) for one in shown
    ]
    rest = sum(one.amount for one in parts[len(shown) :])
    if len(shown) < len(parts):
        rows.append((_say("others", lang), float(rest), format_amount(rest, lang, currency)))
    paper.section(in_unit(_say(key, lang), lang, currency))
    draw_bars(paper, rows)


def _week(paper: Paper, told: BranchReport) -> None:
    if not any(any(row) for row in told.week):
        return
    lang = paper.lang
    used = [hour for hour in range(24) if any(row[hour] for row in told.week)]
    hours = range(used[0], used[-1] + 1)
    names = [WEEKDAYS[lang][(place + 5) % 7] for place in range(7)]
    rows = [(name, [float(row[hour]) for hour in hours]) for name, row in zip(names, told.week, strict=True)]
    paper.section(_say("week", lang), 15 * 8 + 44)
    draw_heat(paper, rows, [digits(str(hour), lang) for hour in hours])


def _figures(paper: Paper, told: BranchReport) -> None:
    lang, currency = paper.lang, told.place.currency
    columns = (
        Column(_say("figure", lang), 6),
        Column(_say("now", lang), 4, figures=True),
        Column(_say("before", lang), 4, figures=True),
        Column(_say("change", lang), 3, figures=True),
    )
    rows = [
        (
            word(one.name, lang),
            figure_text(one.name, one.now, lang, currency),
            figure_text(one.name, one.before, lang, currency),
            "—" if one.unfair else change_text(one.name, one.now, one.before, lang) or "—",
        )
        for one in told.headlines
    ]
    paper.section(_say("figures", lang))
    paper.table(columns, rows)
    if missing := _missing(told, lang):
        paper.paragraph(missing, 8.5)


def _missing(told: BranchReport, lang: Lang) -> str:
    """Return why figures of the table are none, each reason once; '' where there are all of them."""
    reasons = ((one.name, why_lacking(one.name, one.now, one.before, lang)) for one in told.headlines)
    said = [f"{word(name, lang)}: {why}" for name, why in reasons if why]
    said += _unfair_sentences(told.headlines, lang)
    if any(one.now is not None and not _note(one, lang) for one in told.headlines):
        said.append(f"—: {reason_words('before_all', lang)}")
    return joined(said, lang)


def _unfair_sentences(figures: Iterable[Headline], lang: Lang) -> list[str]:
    """Return which figures have no fair comparison and why, a sentence a reason."""
    found: dict[str, list[str]] = {}
    for one in figures:
        if one.unfair:
            found.setdefault(unfair_words(one.unfair, lang), []).append(word(one.name, lang))
    comma = "، " if lang == "fa" else ", "
    return [f"{comma.join(names)}: {why}" for why, names in found.items()]


def _members(paper: Paper, told: BranchReport) -> None:
    lang, growth = paper.lang, told.growth
    counts = [
        *((key, getattr(growth, key)) for key in ("at_start", "joined", "left", "at_end")),
        *((key, getattr(growth, key)) for key in ("first_time", "returning")),
        ("stayed", told.churn.kept),
        ("gone", told.churn.churned),
    ]
    paper.section(_say("members", lang))
    columns = (Column(_say("item", lang), 6), Column(_say("count", lang), 3, figures=True))
    paper.table(columns, [(_say(key, lang), format_int(count, lang)) for key, count in counts])


def _tiers(paper: Paper, told: BranchReport) -> None:
    if any(one.count for one in told.tiers):
        paper.section(_say("tiers", paper.lang), 130)
        draw_donut(paper, [(one.name.of(paper.lang), one.count) for one in told.tiers])


def _classes(paper: Paper, told: BranchReport) -> None:
    """Draw the classes as a map with their counts below, on one page."""
    lang = paper.lang
    if any(count for _, count in told.classes):
        paper.section(_say("classes", lang), 220 + BAR * len(told.classes))
        draw_treemap(paper, [(name, SEGMENT_NAMES[name].of(lang), count) for name, count in told.classes])
        paper.down(6)
        _shares(paper, [(SEGMENT_NAMES[name].of(lang), count) for name, count in told.classes])


def _shares(paper: Paper, parts: list[tuple[str, int]]) -> None:
    whole, lang = sum(count for _, count in parts), paper.lang
    draw_bars(
        paper,
        [
            (name, float(count), f"{format_int(count, lang)}  ·  {percent(100 * count / whole, lang)}")
            for name, count in parts
        ],
    )


def _club(paper: Paper, told: BranchReport) -> None:
    """Write what the club cost, beside the period before, and that a whole club has no return to speak of."""
    lang, currency = paper.lang, told.place.currency
    now, before = told.club.cost, told.club_before.cost
    paper.section(_say("club", lang), 180)
    columns = (
        Column(_say("item", lang), 6),
        Column(_say("now", lang), 4, figures=True),
        Column(_say("before", lang), 4, figures=True),
    )
    parts = (
        ("discounts", now.discounts, before.discounts),
        ("credit_spent", now.credit, before.credit),
        ("fixed", now.fixed, before.fixed),
        ("in_all", now.total, before.total),
    )
    paper.table(
        columns,
        [(_say(key, lang), *(format_money(one, lang, currency) for one in sums)) for key, *sums in parts],
    )
    paper.paragraph(_say("no_return", lang), 8.5)


def _held(paper: Paper, told: BranchReport) -> None:
    if not told.holdings:
        return
    lang, currency = paper.lang, told.place.currency
    columns = (
        Column(_say("unit", lang), 4),
        Column(_say("held_now", lang), 4, figures=True),
        Column(_say("soon", lang), 5, figures=True),
    )
    rows = []
    for one in told.holdings:
        is_money = one.unit == CREDIT
        shown = [
            format_amount(value, lang, currency) if is_money else format_int(value, lang)
            for value in (one.outstanding, one.ending_soon)
        ]
        rows.append((_unit(one.unit, told, lang), *shown))
    paper.section(_say("held", lang))
    paper.table(columns, rows)


def _unit(unit: str, told: BranchReport, lang: Lang) -> str:
    """Return the name of credit or of a kind of points; a kind the shop has dropped stands for itself."""
    if unit == CREDIT:
        return _say("credit", lang)
    named = told.units.get(unit)
    return named.of(lang) if named else unit.partition(":")[2]
