"""All figures of a day as one document, in the shape and under the names of the definitions.

`total` and each of `by_branch` are the same figures over another scope; nothing in it knows what came at or after
`as_of`.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from desktop.models import shops as models
from desktop.models.queries import figures as queries
from desktop.models.sources import Reader
from desktop.reports.figures import beyond, campaigns, clv, gaps, intervals, rfm, standing
from desktop.reports.figures.book import EVERYTHING, Book, Scope, open_book
from desktop.reports.figures.campaigns import Campaign, Reach
from desktop.reports.figures.churn import churn, churn_by_months, quarters
from desktop.reports.figures.columns import Columns
from desktop.reports.figures.loading import load
from desktop.reports.figures.members import active, active_of_joined_here
from desktop.reports.figures.periods import Calendar, Period, number
from desktop.reports.figures.retention import by_month, cohorts
from desktop.reports.figures.sales import days, sales
from desktop.reports.figures.settings import Settings, read_settings
from desktop.reports.figures.weeks import Kept
from desktop.usecases.importing.campaigns import imported_campaigns
from desktop.usecases.importing.club import CLUB_PREFIX
from desktop.usecases.importing.folder import RECORD_PREFIX
from desktop.usecases.importing.job import DEFAULT_SOURCE, id_from
from loyalty.clock import day_start, parse_day

CHURN_WINDOWS = (30, 60, 90, 120, 150, 180)
ACTIVE_WINDOWS = (7, 30, 60, 90, 180, 365)
QUARTER_WINDOW = 90
MONTHS_WINDOW = 6
MOST_BOOKS = 4
"""Books kept with what was worked out of them: a page is often asked for again, for what takes long."""
_FIRST = dt.date(1900, 1, 1)


@dataclass(frozen=True)
class Shop:
    """Everything a document is made of: the columns, the campaigns and what imports told of their files."""

    columns: Columns
    settings: Settings
    campaigns: tuple[Campaign, ...]
    told: dict[str, int]
    sources: tuple[str, ...]
    business_id: str
    currency: str
    _books: dict[tuple[Scope, dt.date], Book] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def kept(self) -> Kept:
        """Return the sums of weeks that figures are told from."""
        return Kept(self.columns, self.sources)

    def work_out(self) -> None:
        """Work out what is kept of the sales before the day, before anybody asks."""
        self.kept.work_out()
        gaps.parts(self.kept, number(self.settings.as_of))

    def book(self, scope: Scope = EVERYTHING, as_of: dt.date | None = None, *, keep: bool = False) -> Book:
        """Return what was known before the day, or before another one; `keep` has what was worked out of it kept."""
        asked = scope, as_of or self.settings.as_of
        book = self._books.get(asked) or self._opened(*asked)
        if keep:
            self._books.pop(asked, None)
            self._books[asked] = book  # the last one asked for stands last
            while len(self._books) > MOST_BOOKS:
                self._books.pop(next(iter(self._books)), None)
        return book

    def _opened(self, scope: Scope, as_of: dt.date) -> Book:
        settings = self.settings
        if as_of != settings.as_of:
            settings = replace(settings, as_of=as_of, churn_period=None)
        return open_book(self.columns, settings, scope, self._root, self.kept)

    def _root(self, shown: str, group: frozenset[str]) -> str | None:
        kept = (id_from(self.business_id, source, "member", shown) for source in self.sources)
        return next((one for one in kept if one in group), None)


def read_shop(db: Reader, as_of: dt.date, shop: models.Shop, before: Columns | None = None) -> Shop:
    """Return what the figures of a day are made of; with the columns of an earlier reading only what is new is read."""
    counts, sources = _told(db)
    return Shop(
        columns=load(db, before),
        settings=read_settings(db, as_of, shop.zone),
        campaigns=read_campaigns(db),
        told=counts,
        sources=sources,
        business_id=shop.business_id,
        currency=shop.currency,
    )


def read_campaigns(db: Reader) -> tuple[Campaign, ...]:
    """Return the campaigns of the club before, in the order of their ids."""
    found = imported_campaigns(db).values()
    told = (
        Campaign(
            one.campaign_id,
            parse_day(one.start_on),
            parse_day(one.end_on),
            frozenset(one.sent),
            tuple((member, parse_day(on)) for member, _, on, _ in sorted(one.uses)),
        )
        for one in found
    )
    return tuple(sorted(told, key=lambda one: _in_order(one.campaign_id)))


def _in_order(name: str) -> tuple[int, int, str]:
    return (0, int(name), name) if name.isdecimal() else (1, 0, name)


def _told(db: Reader) -> tuple[dict[str, int], tuple[str, ...]]:
    sums = {"duplicate_ids": 0, "conflicting_ids": 0, "unmatched_rows": 0}
    sources = {DEFAULT_SOURCE}
    for name, text in queries.import_records(db):
        prefix = next(prefix for prefix in (RECORD_PREFIX, CLUB_PREFIX) if name.startswith(prefix))
        sources.add(name.removeprefix(prefix))
        for key, count in json.loads(text).items() if prefix == RECORD_PREFIX else ():
            sums[key] = sums.get(key, 0) + count
    return sums, tuple(sorted(sources))


def figures(
    db: Reader, shop: Shop, *, since: dt.date | None = None, scope: Scope = EVERYTHING
) -> dict[str, Any]:
    """Return the document; sales and months of `[since, as_of)`, the whole cut to branches and members of a scope."""
    book = shop.book(scope)
    period = Period(min(since or _FIRST, book.as_of), book.as_of)
    reached = campaigns.reach_all(book, shop.campaigns)
    shown = [name for name in branches_shown(book) if not scope.branches or name in scope.branches]
    return {
        "config": {"currency": shop.currency} | _config(book),
        "counts": counts(shop, book),
        "total": _scope(book, period, since)
        | _whole(book, period)
        | beyond.document(db, book, period, reached),
        "campaigns": [_campaign(book.cut(EVERYTHING), one, reached) for one in reached],
        "by_branch": {
            name: _branch(book.cut(Scope(frozenset((name,)), scope.members)), period, since, reached)
            for name in shown
        },
        "product_groups": product_groups(db, book, period),
    }


def _config(book: Book) -> dict[str, Any]:
    settings, windows = book.settings, book.settings.windows
    churned = settings.churned_over
    return {
        "timezone": settings.zone,
        "week_starts": "saturday",
        "first_day": book.first_day.isoformat() if book.first_day else None,
        "as_of": settings.as_of.isoformat(),
        "active_window_days": windows.active_window_days,
        "churn_window_days": windows.churn_window_days,
        "churn_period": [churned.since.isoformat(), churned.until.isoformat()],
        "rfm_window_days": windows.rfm_window_days,
        "clv_lifespan_years": windows.clv_lifespan_years,
        "points_toman_each": settings.points.money_each,
        "tier_window_days": settings.ladder.window_days,
        "tiers": [[tier.tier, tier.least] for tier in settings.ladder.tiers],
    }


def counts(shop: Shop, book: Book) -> dict[str, int]:
    """Return how many rows, members and branches there are before the day, and what imports told of their files."""
    whole = book.cut(EVERYTHING)
    rows = len(whole.sold) + len(whole.returned)
    every = len(shop.columns.sales.day) + len(shop.columns.backs.day)
    return {
        "purchase_rows": rows,
        "duplicate_ids": shop.told["duplicate_ids"],
        "conflicting_ids": shop.told["conflicting_ids"],
        "future_rows": every - rows,
        "unmatched_rows": shop.told["unmatched_rows"],
        "members": int(whole.joined.sum()),
        "members_with_a_purchase": int(whole.buyers(Period(_FIRST, whole.as_of)).sum()),
        "branches": len(branches_shown(book)),
    }


def branches_shown(book: Book) -> tuple[str, ...]:
    """Return the branches figures speak of: those described, and those where something was sold or came back."""
    columns, until = book.columns, number(book.as_of)
    codes: set[int] = set()
    for part in (columns.sales, columns.backs):
        codes |= set(part.branch[part.day < until].tolist())
    return tuple(sorted(columns.described | {columns.branches[code] for code in codes}))


def _campaign(book: Book, one: Reach, reached: tuple[Reach, ...]) -> dict[str, Any]:
    return campaigns.document(book, one, reached) | beyond.of_campaign(book, one)


def _scope(book: Book, period: Period, since: dt.date | None) -> dict[str, Any]:
    windows, churned = book.settings.windows, book.settings.churned_over
    by_months = churn_by_months(book, churned, MONTHS_WINDOW)
    named = {"start": churned.since.isoformat(), "end": churned.until.isoformat()}
    within = period if since else None
    return {
        "sales": sales(book, period).document(),
        "active_90": active(book, windows.active_window_days).rate,
        "churn": churn(book, churned, windows.churn_window_days).document(),
        "intervals": intervals.document(book),
        "clv": clv.document(book),
        "churn_6_calendar_months": by_months.rate | named | {"window_months": MONTHS_WINDOW},
        "churn_by_quarter_90": [one.document() for one in quarters(book, QUARTER_WINDOW)],
        "gregorian_months": [month.document() for month in by_month(book, "gregorian", within)],
        "jalali_months": [month.document() for month in by_month(book, "jalali", within)],
        "rfm": rfm.document(rfm.rfm(book)),
        "points_tiers": standing.document(book),
    }


def _whole(book: Book, period: Period) -> dict[str, Any]:
    churned = book.settings.churned_over
    return {
        "churn_by_window_days": {str(w): churn(book, churned, w).document() for w in CHURN_WINDOWS},
        "active_by_window_days": {str(window): active(book, window).rate for window in ACTIVE_WINDOWS},
        "days": days(book, period),
        "cohorts_gregorian": _cohorts(book, "gregorian"),
        "cohorts_jalali": _cohorts(book, "jalali"),
    }


def _cohorts(book: Book, calendar: Calendar) -> dict[str, Any]:
    return {one.name: {"size": one.size, "active": list(one.active)} for one in cohorts(book, calendar)}


def _branch(book: Book, period: Period, since: dt.date | None, reached: tuple[Reach, ...]) -> dict[str, Any]:
    joined = active_of_joined_here(book, book.settings.windows.active_window_days)
    return _scope(book, period, since) | {
        "active_90_of_members_joined_here": joined.rate,
        "campaigns": campaigns.of_branch(book, reached),
    }


def product_groups(db: Reader, book: Book, period: Period) -> dict[str, dict[str, int]]:
    """Return lines, amount, discount and third parties' coupons by product group, by name."""
    cut = queries.LineCut(
        period.since, period.until, tuple(sorted(book.scope.branches)), book.entries_of_scope
    )
    zone = book.settings.zone
    sums = queries.group_sums(db, cut)
    told = queries.line_coupons(db, cut, day_start(period.since, zone), day_start(period.until, zone))
    return {
        group: {
            "lines": one.lines,
            "amount": one.amount,
            "discount": one.discount,
            "coupon": told.get(group, 0),
        }
        for group, one in sorted(sums.items())
    }
