"""The result of an offer, as paper tells it: what it did since it was published, what it cost, what came back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desktop.reports.figures.profit import Return
from desktop.reports.offer_return import offer_return
from desktop.usecases.authority import authorise
from desktop.usecases.offers.results import OfferResults, offer_results
from desktop.usecases.offers.shelf import ListedOffer, show_offer
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.clock import business_day


@dataclass(frozen=True, slots=True)
class OfferReport:
    """An offer's result up to `today`, its day not over; amounts in the smallest unit of `currency`."""

    shop: str
    currency: str
    since: dt.date
    today: dt.date
    offer: ListedOffer
    results: OfferResults
    back: Return


def offer_report(till: Till, session: Session, offer_id: str) -> OfferReport:
    """Return an offer's result; raises `offer_unknown`, `not_allowed`."""
    authorise(till, session, "see_figures")
    listed, results = show_offer(till, offer_id), offer_results(till, offer_id)
    shop, today = till.shop, till.today()
    with till.read() as db:
        back = offer_return(db, results, shop.zone, today)
    since = business_day(results.published_at, shop.zone)
    return OfferReport(shop.shop_name, shop.currency, since, today, listed, results, back)
