"""Issue unique codes of an offer: made here, shown once, written down as digests alone."""

from __future__ import annotations

import datetime as dt
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from desktop.models.log import Tx
from desktop.models.queries.facts import FactRow, facts_after
from desktop.models.queries.offers import codes_of
from desktop.models.sources import Source
from desktop.usecases.authority import authorise
from desktop.usecases.offers.shelf import find_offer
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.errors import require
from loyalty.kinds import CodesIssued
from loyalty.offers.codes import digest_of, make_code, shown_code
from loyalty.offers.offer import UNIQUE, Offer

MOST_AT_ONCE = 10_000
LONGEST_DAYS = 3_650


@dataclass(frozen=True, slots=True)
class IssuedCodes:
    """New codes as they are printed; once they are on paper nobody can read them from the shop's file again."""

    offer_id: str
    codes: tuple[str, ...]
    until_on: dt.date | None
    unserved: int = 0
    """How many of all codes of the offer can find nothing left: it has a cap, and more codes are out."""


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
    require(
        days is None or 0 <= days <= LONGEST_DAYS,
        "document_not_whole",
        where="days",
        value=days,
        least=0,
        most=LONGEST_DAYS,
    )
    authority = authorise(till, session, "publish_offer", approval, doing="make_codes")
    with till.transaction(session.staff_id) as tx:
        offer = find_offer(tx, offer_id).offer
        require(offer.code == UNIQUE, "codes_not_unique", offer=offer_id)
        until = None if days is None else tx.on + dt.timedelta(days=days)
        codes = new_codes(number, secrets.token_bytes)
        body = _body(offer, codes, until)
        tx.record("code.issued", body, approvals=authority.approvals)
        return IssuedCodes(offer_id, tuple(map(shown_code, codes)), until, _unserved(tx, offer))


def _unserved(db: Source, offer: Offer) -> int:
    cap = offer.caps.number
    return 0 if cap is None else max(0, codes_of(db, offer.offer_id)[0] - cap)


def issue_for_sale(tx: Tx, till: Till, offer: Offer, sale_id: str, place: int) -> IssuedCodes:
    """Issue a code that a sale brought (the `place`th of them)."""
    code = _code_of_sale(till, sale_id, place)
    days = offer.grant.days if offer.grant else None
    until = None if days is None else tx.on + dt.timedelta(days=days)
    tx.record("code.issued", _body(offer, [code], until, sale_id))
    return IssuedCodes(offer.offer_id, (shown_code(code),), until)


def codes_of_sale(db: Source, till: Till, sale: FactRow) -> tuple[str, ...]:
    """Return the codes that a sale of this till brought, as they were printed, for its answer to be given again.

    They are made of the sale's id and this till's secret, so that nobody reads them from the log, and they are told
    only where the log holds their digest. They were issued in the sale's own transaction: right behind it.
    """
    found: list[str] = []
    for row in facts_after(db, sale.pos, _MOST_BEHIND):
        if row.fact.at != sale.fact.at or row.fact.till_id != sale.fact.till_id:
            break
        if row.fact.kind == "code.issued" and row.body.sale_id == sale.fact.fact_id:
            code = _code_of_sale(till, sale.fact.fact_id, len(found))
            found += [shown_code(code)] if digest_of(code) in row.body.digests else []
    return tuple(found)


def _code_of_sale(till: Till, sale_id: str, place: int) -> str:
    told = hmac.digest(till.store.pepper, f"code of sale|{sale_id}|{place}".encode(), "sha256")
    return make_code(lambda length: told[:length])


_MOST_BEHIND = 100
"""Facts behind a sale that are looked at for the codes it brought."""


def new_codes(number: int, entropy: Callable[[int], bytes]) -> list[str]:
    """Return so many codes, no two alike."""
    codes: dict[str, None] = {}
    while len(codes) < number:
        codes[make_code(entropy)] = None
    return list(codes)


def _body(offer: Offer, codes: list[str], until: dt.date | None, sale_id: str = "") -> CodesIssued:
    digests = tuple(map(digest_of, codes))
    return CodesIssued(offer.offer_id, offer.version, digests, until.isoformat() if until else "", sale_id)
