"""The report of a branch, or of all of them, over a period: every figure of the paper, made in one reading.

Nothing at or after the period's end is seen. What the person may not see (another branch) is refused by name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.models.sources import Reader
from desktop.reports.figures import cuts, goods, hours, members, rfm, sales, standing
from desktop.reports.figures.book import Book, Scope
from desktop.reports.figures.churn import Churn, churn
from desktop.reports.figures.exact import counts_by
from desktop.reports.figures.periods import Calendar, Period, Step, back, next_start, step_start
from desktop.reports.figures.profit import Return, club_return
from desktop.reports.scope import authorise_scope, book_of, only_branch
from desktop.usecases.places import place_of
from desktop.usecases.policies import rules_now
from desktop.usecases.selling.stories import group_name
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.documents import Text
from loyalty.errors import require
from loyalty.kinds import points_unit
from loyalty.segments import SEGMENTS

LONGEST = 3_660
"""Days of the longest report: ten years."""

_BY_DAY, _BY_WEEK = 62, 370


@dataclass(frozen=True, slots=True)
class ReportPlace:
    """Whose report it is: `branch` is empty where several branches are in it."""

    shop: str
    branch: str
    currency: str


@dataclass(frozen=True, slots=True)
class Named:
    """A part with its name in both languages, how much it is, and how many purchases or members it has."""

    name: Text
    amount: int
    count: int


@dataclass(frozen=True, slots=True)
class BranchReport:
    """Figures of a period beside those of the period before; amounts in the smallest unit, `week` from Saturday.

    `club` is what the club cost in the period and what came back of it. `line` is the net of each day, week or month; `line_before` the same of the period before, place by place.
    """

    place: ReportPlace
    period: Period
    headlines: tuple[cuts.Headline, ...]
    line: tuple[tuple[Period, int], ...]
    line_before: tuple[tuple[Period, int], ...]
    groups: tuple[Named, ...]
    branches: tuple[Named, ...]
    week: tuple[tuple[int, ...], ...]
    growth: members.Growth
    churn: Churn
    classes: tuple[tuple[str, int], ...]
    tiers: tuple[Named, ...]
    holdings: tuple[goods.Holding, ...]
    club: Return
    club_before: Return
    units: Mapping[str, Text]
    """Names of kinds of points, by unit."""
    today: dt.date
    """The day the report is made on: what reaches to it or beyond is not over."""


def branch_report(
    till: Till, session: Session, period: Period, branch_id: str | None, calendar: Calendar = "jalali"
) -> BranchReport:
    """Return the report of a period; raises `not_allowed`, `branch_unknown`, `report_too_long`."""
    authorise_scope(till, session, "see_figures", branch_id)
    require(0 < period.days <= LONGEST, "report_too_long", most=LONGEST)
    with till.read() as db:
        now, before = (book_of(db, till, day, branch_id) for day in (period.until, period.since))
        return _report(db, till, now, before, period, calendar)


def _report(
    db: Reader, till: Till, now: Book, before: Book, period: Period, calendar: Calendar
) -> BranchReport:
    steps, earlier = _steps(period, calendar), _steps(period.before(), calendar)
    groups = goods.groups_over(db, now, (period,))
    rules = rules_now(db)
    return BranchReport(
        place=_place(db, till, now.scope),
        period=period,
        headlines=cuts.headlines(now, period, before, today=till.today()),
        line=tuple((point.period, point.net) for point in sales.points(now, steps)),
        line_before=tuple((point.period, point.net) for point in sales.points(before, earlier)),
        groups=tuple(Named(group_name(rules, one.group), one.total, 0) for one in groups),
        branches=_branches(db, till, now, period),
        week=tuple(tuple(row) for row in hours.week(now, period).net.tolist()),
        growth=members.growth(now, period),
        churn=churn(now, period, now.settings.windows.churn_window_days),
        classes=_classes(now),
        tiers=_tiers(now),
        holdings=goods.holdings(db, now),
        club=club_return(db, now, period),
        club_before=club_return(db, before, period.before()),
        units={points_unit(kind.kind): kind.name for kind in rules.points.kinds},
        today=till.today(),
    )


def _place(db: Reader, till: Till, scope: Scope) -> ReportPlace:
    named = next(iter(scope.branches or only_branch(db)), "")
    branch = place_of(db, till, named, "").branch if named else ""
    return ReportPlace(till.shop.shop_name, branch or named, till.shop.currency)


def step_of(period: Period) -> Step | None:
    """Return what a line over a period is cut into: days (None) to two months, weeks to a year, else months."""
    return None if period.days <= _BY_DAY else "week" if period.days <= _BY_WEEK else "month"


def _steps(period: Period, calendar: Calendar) -> tuple[Period, ...]:
    """Return the steps of a period; the first and the last may be cut by its ends."""
    step, found, since = step_of(period), [], period.since
    while since < period.until:
        until = (
            back(since, -1) if step is None else next_start(step_start(since, step, calendar), step, calendar)
        )
        found.append(Period(since, min(until, period.until)))
        since = until
    return tuple(found)


def _branches(db: Reader, till: Till, book: Book, period: Period) -> tuple[Named, ...]:
    if book.scope.branches:
        return ()
    parts = cuts.by_branch(book, period)
    return tuple(Named(_branch_name(db, till, part.name), part.net, part.purchases) for part in parts)


def _branch_name(db: Reader, till: Till, branch_id: str) -> Text:
    name = place_of(db, till, branch_id, "").branch or branch_id
    return Text(name, name)


def _classes(book: Book) -> tuple[tuple[str, int], ...]:
    found = rfm.rfm(book)
    counted = counts_by(found.ranks.segment, len(SEGMENTS)).tolist()
    return tuple(zip(SEGMENTS, counted, strict=True))


def _tiers(book: Book) -> tuple[Named, ...]:
    ladder = book.settings.ladder.tiers
    held = standing.standing(book).tier[book.members]
    counted = counts_by(held, len(ladder)).tolist()
    return tuple(Named(tier.name, 0, count) for tier, count in zip(ladder, counted, strict=True))
