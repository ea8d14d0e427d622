"""Issue unique codes of an offer: made here, shown once, written down as digests alone."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from desktop.models.log import Tx
from desktop.usecases.authority import authorise
from desktop.usecases.offers.shelf import find_offer
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.errors import require
from loyalty.kinds import CodesIssued
from loyalty.offers.codes import digest_of, make_code, shown_code
from loyalty.offers.offer import UNIQUE, Offer

MOST_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class IssuedCodes:
    """New codes as they are printed; once they are on paper nobody can read them from the shop's file again."""

    offer_id: str
    codes: tuple[str, ...]
    until_on: dt.date | None


def issue_codes(
    till: Till,
    session: Session,
    offer_id: str,
    number: int,
    days: int | None = None,
    approval: Session | None = None,
) -> IssuedCodes:
    """Issue codes that are good for `days` days after today (None: as long as the offer).

    Raises `offer_unknown`, `codes_not_unique`, `document_not_whole`, `not_allowed`.
    """
    most = MOST_AT_ONCE
    require(0 < number <= most, "document_not_whole", where="number", value=number, least=1, most=most)
    authority = authorise(till, session, "publish_offer", approval)
    with till.transaction(session.staff_id) as tx:
        offer = find_offer(tx, offer_id).offer
        require(offer.code == UNIQUE, "codes_not_unique", offer=offer_id)
        until = None if days is None else tx.on + dt.timedelta(days=days)
        codes = new_codes(number, secrets.token_bytes)
        body = _body(offer, codes, until)
        tx.record("code.issued", body, approvals=authority.approvals)
        return IssuedCodes(offer_id, tuple(map(shown_code, codes)), until)


def issue_for_sale(tx: Tx, offer: Offer, sale_id: str) -> IssuedCodes:
    """Issue a code that a sale brought."""
    code = new_codes(1, secrets.token_bytes)[0]
    days = offer.grant.days if offer.grant else None
    until = None if days is None else tx.on + dt.timedelta(days=days)
    tx.record("code.issued", _body(offer, [code], until, sale_id))
    return IssuedCodes(offer.offer_id, (shown_code(code),), until)


def new_codes(number: int, entropy: Callable[[int], bytes]) -> list[str]:
    """Return so many codes, no two alike."""
    codes: dict[str, None] = {}
    while len(codes) < number:
        codes[make_code(entropy)] = None
    return list(codes)


def _body(offer: Offer, codes: list[str], until: dt.date | None, sale_id: str = "") -> CodesIssued:
    digests = tuple(map(digest_of, codes))
    return CodesIssued(offer.offer_id, offer.version, digests, until.isoformat() if until else "", sale_id)
