"""What a person does with offers: list and show them, check a draft, publish, stop."""

from __future__ import annotations

from desktop.usecases.offers.checking import Check, check_draft
from desktop.usecases.offers.granting import GrantedMember, granted_members
from desktop.usecases.offers.publishing import publish, stop
from desktop.usecases.offers.shelf import ListedOffer, PublishedOffer, list_offers, show_offer
from loyalty.offers.worst_case import CheckRow

__all__ = [
    "Check",
    "CheckRow",
    "GrantedMember",
    "ListedOffer",
    "PublishedOffer",
    "check_draft",
    "granted_members",
    "list_offers",
    "publish",
    "show_offer",
    "stop",
]
