"""Series of the sales and members of a period, as boards show them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from desktop.reports.boards.lens import Lens
from desktop.reports.figures import cuts
from desktop.reports.figures.exact import Figure
from desktop.reports.figures.fair import unfair
from desktop.reports.figures.goods import groups_over
from desktop.reports.figures.hours import counts
from desktop.reports.figures.members import growth
from desktop.reports.figures.periods import Calendar, Period, Step, add_months, back, next_start
from desktop.reports.figures.retention import Cohort, cohorts
from desktop.reports.figures.rfm import rfm
from desktop.reports.figures.sales import points
from desktop.reports.series import Bars, HeatMap, Label, Line, StackedBars, Treemap, labels
from loyalty.segments import SEGMENTS

WEEK = ("saturday", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday")
MOST_BARS = 12
MOST_PARTS = 4
COHORT_MONTHS = 12


def sales_line(lens: Lens) -> Line:
    """Return net sales over time, the period before dashed under it."""
    parts = lens.cut(lens.period)
    first = lens.book.first_day
    now = points(lens.book, parts)
    earlier = lens.alongside()
    known = first is not None and any(one.until > first for one in earlier)
    values = points(lens.book, earlier) if known and earlier else ()
    return Line(
        f"sales_by_{lens.step}",
        "money",
        tuple((one.period.since, _known(one.net, one.period, first)) for one in now),
        tuple(
            (part.since, _known(then.net, then.period, first))
            for part, then in zip(parts, values, strict=False)
        ),
        earlier[0].since if values else None,
        lens.step,
        lens.partial_from,
    )


def _known(net: int, period: Period, first: dt.date | None) -> int | None:
    """Return the net of a step; before the shop began there is no figure."""
    return net if first is not None and period.until > first else None


def week_map(lens: Lens) -> HeatMap:
    """Return purchases by weekday and hour; hours before the first and after the last purchase are left out."""
    found = counts(lens.book, lens.period)
    busy = found.sum(axis=0).nonzero()[0]
    first, last = (int(busy[0]), int(busy[-1])) if len(busy) else (9, 20)
    return HeatMap(
        "hours_of_week",
        "count",
        labels(WEEK),
        tuple(range(first, last + 1)),
        tuple(tuple(int(n) for n in row[first : last + 1]) for row in found.tolist()),
    )


def group_bars(lens: Lens) -> Bars:
    """Return net sales by product group, the largest first, beside the period before."""
    now = lens.groups[:MOST_BARS]
    before = {one.group: one.total for one in groups_over(lens.db, lens.book, (lens.earlier,))}
    before = before if _is_fair(lens) else {}
    return Bars(
        "sales_by_group",
        "money",
        tuple((lens.names.group(one.group), one.total) for one in now),
        tuple(before.get(one.group) for one in now) if before else (),
    )


def groups_over_time(lens: Lens) -> StackedBars:
    """Return net sales of the largest product groups step by step, the rest as one."""
    parts, found = lens.few_steps, lens.groups
    named, rest = found[:MOST_PARTS], found[MOST_PARTS:]
    labels_ = [lens.names.group(one.group) for one in named]
    lines = [one.net for one in named]
    if rest:
        labels_.append(Label("other_groups"))
        lines.append(tuple(map(sum, zip(*(one.net for one in rest), strict=True))))
    columns = zip(parts, zip(*lines, strict=True), strict=True) if lines else ()
    steps = tuple((part.since, values) for part, values in columns)
    return StackedBars("groups_over_time", "money", tuple(labels_), steps, lens.few_step)


def branch_bars(lens: Lens) -> Bars:
    """Return net sales by branch, the largest first, beside the period before."""
    now = cuts.by_branch(lens.book, lens.period)[:MOST_BARS]
    before = {one.name: one.net for one in cuts.by_branch(lens.book, lens.earlier)} if _is_fair(lens) else {}
    return Bars(
        "sales_by_branch",
        "money",
        tuple((lens.names.branch(one.name), one.net) for one in now),
        tuple(before.get(one.name) for one in now) if before else (),
    )


def _is_fair(lens: Lens) -> bool:
    """Say whether sales of the period may stand beside those of the one compared with."""
    return unfair(lens.book, "net_sales", lens.period, lens.earlier, lens.today) is None


def buyers_bars(lens: Lens) -> StackedBars:
    """Return who bought for the first time and who came back, step by step."""
    parts = lens.few_steps
    told = [growth(lens.book, part) for part in parts]
    return StackedBars(
        "buyers_new_returning",
        "count",
        labels(("first_time", "returning")),
        tuple((part.since, (one.first_time, one.returning)) for part, one in zip(parts, told, strict=True)),
        lens.few_step,
    )


def members_line(lens: Lens) -> Line:
    """Return how many members there were at the end of each step."""
    parts = lens.few_steps
    told = [growth(lens.book, part) for part in parts]
    return Line(
        "members_over_time",
        "count",
        tuple((back(part.until, 1), one.at_end) for part, one in zip(parts, told, strict=True)),
        step=_end_step(lens),
        partial_from=_unfinished(lens, parts),
    )


def _end_step(lens: Lens) -> Step:
    """Return the step of what is told at the end of weeks or months: a point of a week stands on its last day."""
    return "day" if lens.few_step == "week" else lens.few_step


def _unfinished(lens: Lens, parts: tuple[Period, ...]) -> dt.date | None:
    return parts[-1].since if lens.partial_from and parts else None


def clv_line(lens: Lens) -> Line:
    """Return what a member was worth by the year before the end of each step."""
    parts = lens.few_steps
    told = [cuts.figure_of(lens.book_of(part.until), "clv", part) for part in parts]
    return Line(
        "clv_over_time",
        "money",
        tuple((back(part.until, 1), _nearest(one)) for part, one in zip(parts, told, strict=True)),
        step=_end_step(lens),
        partial_from=_unfinished(lens, parts),
    )


def _nearest(found: Figure) -> int | None:
    """Return the whole number nearest to a figure, halves rounded up."""
    whole = found.denominator
    return (2 * found.numerator + whole) // (2 * whole) if whole else None


def rfm_map(lens: Lens) -> Treemap:
    """Return the members of each class, and beside them those with no purchase in the window."""
    found = rfm(lens.book)
    counts = [int((found.ranks.segment == place).sum()) for place in range(len(SEGMENTS))]
    outside = int(lens.book.members.sum()) - sum(counts) if not lens.branch else 0
    return Treemap(
        "rfm_map",
        tuple((Label(name), count) for name, count in zip(SEGMENTS, counts, strict=True)),
        (Label(cuts.NO_PURCHASE), outside) if outside > 0 else None,
        through=lens.book.as_of - dt.timedelta(days=1),
    )


def cohort_map(lens: Lens) -> HeatMap:
    """Return of each month's newcomers how many in a hundred bought in each month after."""
    found = cohorts(lens.book, lens.calendar)[-COHORT_MONTHS:]
    longest = max((len(one.active) for one in found), default=0)
    return HeatMap(
        "cohorts",
        "percent",
        tuple(one.period.since for one in found),
        tuple(range(longest)),
        tuple(
            tuple(100 * n / one.size for n in one.active) + (None,) * (longest - len(one.active))
            for one in found
        ),
        tuple(one.size for one in found),
        _running(lens, found, longest),
    )


def _running(lens: Lens, found: Sequence[Cohort], longest: int) -> frozenset[tuple[int, int]]:
    """Return the cells of the month that is not over: the last of each row, if the book ends inside a month."""
    ends = min(lens.book.as_of, lens.today)
    last = [(one, len(one.active) - 1) for one in found]
    return frozenset(
        (row, column)
        for row, (one, column) in enumerate(last)
        if 0 <= column < longest and _month_after(one.period.since, column, lens.calendar).until > ends
    )


def _month_after(start: dt.date, months: int, calendar: Calendar) -> Period:
    since = add_months(start, months, calendar)
    return Period(since, next_start(since, "month", calendar))
