"""Bodies about offers: rights granted to members, and codes issued."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OfferGranted:
    """Members may use an offer at a version until a day (inclusive, empty: without end); at most 10,000 in a fact.

    `sale_id` names the sale that brought it (empty: the offer was published, or its condition came to be met): a
    grant falls with its sale. `gives` is what is granted where it is not the offer itself: `tier:<id>`.
    """

    offer_id: str
    version: int
    member_ids: tuple[str, ...]
    until_on: str = ""
    sale_id: str = ""
    gives: str = ""
    turn: int = 1
    """The how-many-th time these members are given it: the same told by two tills is one right."""


@dataclass(frozen=True, slots=True)
class CodesIssued:
    """Unique codes of an offer, as digests: who reads the log cannot spend them. `sale_id` as with grants."""

    offer_id: str
    version: int
    digests: tuple[str, ...]
    until_on: str = ""
    sale_id: str = ""
