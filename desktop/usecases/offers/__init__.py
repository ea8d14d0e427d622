"""What a person does with offers: list and show them, check and try a draft, publish, stop, see what came of it."""

from __future__ import annotations

from desktop.usecases.offers.checking import Check, check_draft
from desktop.usecases.offers.dry_running import DryRun, GroupChange, TierChange, dry_run
from desktop.usecases.offers.granting import GrantedMember, granted_members
from desktop.usecases.offers.publishing import publish, stop
from desktop.usecases.offers.results import BeforeAfter, OfferResults, UseDay, offer_results
from desktop.usecases.offers.shelf import ListedOffer, PublishedOffer, list_offers, show_offer
from loyalty.offers.worst_case import CheckRow

__all__ = [
    "BeforeAfter",
    "Check",
    "CheckRow",
    "DryRun",
    "GrantedMember",
    "GroupChange",
    "ListedOffer",
    "OfferResults",
    "PublishedOffer",
    "TierChange",
    "UseDay",
    "check_draft",
    "dry_run",
    "granted_members",
    "list_offers",
    "offer_results",
    "publish",
    "show_offer",
    "stop",
]
