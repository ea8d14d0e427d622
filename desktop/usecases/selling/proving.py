"""Is it the member who spends? Above the amount of credit a day that the owner set, their PIN is asked, or a voucher's.

How it was made sure is a fact of its own beside the sale; a voucher signs it with their own key.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desktop.models.log import Approval, Tx
from desktop.models.queries.pins import PIN, VOUCHED, credit_spent_on, standing_pin
from desktop.models.sources import Source
from desktop.usecases.authority import authorise_within
from desktop.usecases.members.member_pin import VOUCH, Proof, is_proved
from desktop.usecases.selling.pricing import PricedBasket
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.clock import business_day
from loyalty.errors import LoyaltyError
from loyalty.kinds import MemberProved


@dataclass(frozen=True, slots=True)
class Proved:
    """How the payer was known: by `PIN` or `VOUCHED` for; who signs for the latter."""

    how: str
    approvals: tuple[Approval, ...] = ()


def proved_within(
    tx: Tx,
    session: Session,
    priced: PricedBasket,
    proof: Proof | None,
    *,
    vouched: bool,
    approval: Session | None,
) -> Proved | None:
    """Return how the payer of a basket's credit is known, None where nobody need ask.

    Raises `member_pin_needed`, `member_pin_unset`, and what `authorise` raises of the one who vouches.
    """
    member = priced.member
    if member is None or not priced.quote.totals.credit_paid:
        return None
    needed = _needed(tx, priced, tx.on)
    if needed is None:
        return None
    if is_proved(tx, member.member_id, proof):
        return Proved(PIN)
    if vouched:
        return Proved(VOUCHED, authorise_within(tx, session, VOUCH, approval).approvals)
    raise needed


def practise(
    till: Till,
    session: Session,
    priced: PricedBasket,
    proof: Proof | None,
    *,
    vouched: bool,
    approval: Session | None,
) -> None:
    """Ask in training what a sale would ask; nothing is written. Raises as `proved_within`.

    Any PIN proves, as none is looked at: where no try is counted, right and wrong must not be told apart.
    """
    with till.read() as db:
        needed = _needed(db, priced, business_day(priced.at, till.shop.zone))
        if needed is None or proof is not None:
            return
        if not vouched:
            raise needed
        authorise_within(db, session, VOUCH, approval)


def _needed(db: Source, priced: PricedBasket, on: dt.date) -> LoyaltyError | None:
    """Return what a sale is refused with until somebody says who the payer is; None where nobody need ask."""
    member, credit = priced.member, priced.quote.totals.credit_paid
    trust = priced.rules.trust
    if member is None or not credit or trust.pin_above is None:
        return None
    spent = credit_spent_on(db, member.member_id, on.isoformat())
    if not trust.asks_pin(credit, spent):
        return None
    code = "member_pin_needed" if standing_pin(db, member.member_id) else "member_pin_unset"
    return LoyaltyError(code, limit=trust.pin_above, spent=spent)


def note_proof(tx: Tx, sale_id: str, priced: PricedBasket, proved: Proved | None) -> None:
    """Record how the payer of a sale was known, where it was asked."""
    if proved is not None and priced.member is not None:
        body = MemberProved(sale_id, priced.member.member_id, proved.how)
        tx.record("member.proved", body, approvals=proved.approvals)
