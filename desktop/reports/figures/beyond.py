"""The figures beyond sales and RFM (D15–D21) of a scope, under the names of the definitions."""

from __future__ import annotations

from typing import Any

from desktop.models.sources import Source
from desktop.reports.figures import aftermath, profit
from desktop.reports.figures.book import Book
from desktop.reports.figures.campaigns import Reach
from desktop.reports.figures.clv import worth
from desktop.reports.figures.interactions import active_with_interactions, interactions
from desktop.reports.figures.members import membership_retention, return_rate
from desktop.reports.figures.periods import Period
from desktop.reports.figures.prediction import predict, readiness_document
from desktop.reports.figures.rfm import loyal_share, rfm
from desktop.reports.figures.sales import sales


def document(db: Source, book: Book, period: Period, reached: tuple[Reach, ...]) -> dict[str, Any]:
    """Return D15–D21; retention of membership and return rate are of the period churn is told of."""
    found, churned = sales(book, period), book.settings.churned_over
    named = {"start": churned.since.isoformat(), "end": churned.until.isoformat()}
    done = interactions(book, reached)
    days = book.settings.windows.active_window_days
    return {
        "active_with_interactions": active_with_interactions(book, done, days).rate,
        "members_share": found.members_share.rate | {"aov_of_members": found.aov_of_members.value},
        "loyal_share": loyal_share(rfm(book)).rate,
        "membership_retention": membership_retention(book, churned).rate | named,
        "return_rate": return_rate(book, churned).rate | named,
        "clv_profit": profit.profit_document(worth(book), profit.members_margin(db, book)),
        "roi": profit.club_return(db, book, period).document(),
        "readiness": readiness_document(predict(book)),
    }


def of_campaign(book: Book, one: Reach) -> dict[str, Any]:
    """Return D18 and D19 of a campaign."""
    campaign = one.campaign
    cost = profit.campaign_return(book, campaign.campaign_id, campaign.during)
    return {"after": aftermath.document(book, one), "roi": cost.document()}
