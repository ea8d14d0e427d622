"""What a person does with offers: list and show them, check and try a draft, publish, stop, see what came of it.

Each name is fetched from its module when it is first asked for: reading the offers that run needs nothing of the rest.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop.usecases.offers.checking import Check, Proposal, check_draft, propose, refusal_of
    from desktop.usecases.offers.codes import IssuedCodes, issue_codes
    from desktop.usecases.offers.dry_running import DryRun, GroupChange, TierChange, dry_run
    from desktop.usecases.offers.granting import GrantedMember, granted_members, who_is_given
    from desktop.usecases.offers.publishing import publish, stop
    from desktop.usecases.offers.results import BeforeAfter, OfferResults, UseDay, offer_results
    from desktop.usecases.offers.shelf import (
        ListedOffer,
        PublishedOffer,
        all_offers,
        list_offers,
        offers_now,
        show_offer,
    )
    from loyalty.offers.worst_case import CheckRow

_WHERE = {
    "BeforeAfter": "results",
    "Check": "checking",
    "CheckRow": "checking",
    "DryRun": "dry_running",
    "GrantedMember": "granting",
    "GroupChange": "dry_running",
    "IssuedCodes": "codes",
    "ListedOffer": "shelf",
    "OfferResults": "results",
    "Proposal": "checking",
    "PublishedOffer": "shelf",
    "TierChange": "dry_running",
    "UseDay": "results",
    "all_offers": "shelf",
    "check_draft": "checking",
    "dry_run": "dry_running",
    "granted_members": "granting",
    "issue_codes": "codes",
    "list_offers": "shelf",
    "offer_results": "results",
    "offers_now": "shelf",
    "propose": "checking",
    "publish": "publishing",
    "refusal_of": "checking",
    "show_offer": "shelf",
    "stop": "publishing",
    "who_is_given": "granting",
}

__all__ = [
    "BeforeAfter",
    "Check",
    "CheckRow",
    "DryRun",
    "GrantedMember",
    "GroupChange",
    "IssuedCodes",
    "ListedOffer",
    "OfferResults",
    "Proposal",
    "PublishedOffer",
    "TierChange",
    "UseDay",
    "all_offers",
    "check_draft",
    "dry_run",
    "granted_members",
    "issue_codes",
    "list_offers",
    "offer_results",
    "offers_now",
    "propose",
    "publish",
    "refusal_of",
    "show_offer",
    "stop",
    "who_is_given",
]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
