"""Why the key of credit has nothing to propose: one sentence instead of silence. No Qt, nothing is read here."""

from __future__ import annotations

from desktop.ui.sale.showing import last_day
from desktop.ui.sale.state import SaleState
from loyalty.clock import business_day
from loyalty.errors import LoyaltyError
from loyalty.kinds import CREDIT
from loyalty.ledger import Balance, Held
from loyalty.lots import RECENT, elsewhere, is_expired, standing
from loyalty.words import Lang


def why_no_credit(state: SaleState, lang: Lang) -> LoyaltyError | None:
    """Return what keeps credit from being spent on the open sale; None while it is being priced."""
    served = state.served
    if not state.member_id:
        return LoyaltyError("no_credit_member")
    if served is None or served.member is None or served.balance is None:
        return None
    if served.balance.spendable_here:
        return _not_on_this(state, served.balance)
    held = [one for one in served.member.held if one.lot.unit == CREDIT]
    return _not_active(state, held) or _of_branches(state, held, lang) or _ended(state, held)


def _not_on_this(state: SaleState, balance: Balance) -> LoyaltyError | None:
    """There is credit, and this sale cannot take it: it is empty, free, or others hold the credit."""
    quote = state.served.quote if state.served else None
    if not state.lines:
        return LoyaltyError("basket_empty")
    if quote is None:
        return None
    if not quote.totals.net:
        return LoyaltyError("no_credit_nothing_to_pay")
    return LoyaltyError("no_credit_held", amount=balance.held_by_others)


def _not_active(state: SaleState, held: list[Held]) -> LoyaltyError | None:
    waits = [one for one in held if one.remaining > 0 and _stands(state, one) == "not_vested"]
    if not waits:
        return None
    first = min(one.lot.vests_at for one in waits)
    amount = sum(one.remaining for one in waits if one.lot.vests_at == first)
    return LoyaltyError("no_credit_active", amount=amount, day=business_day(first, state.stand.zone))


def _of_branches(state: SaleState, held: list[Held], lang: Lang) -> LoyaltyError | None:
    assert state.served is not None
    others = elsewhere(held, state.served.at, state.stand.branch_id)
    names = {branch: name.of(lang) for branch, name in state.stand.branches}
    ids = [scope.partition(":")[2] for scope in others]
    place = ("، " if lang == "fa" else ", ").join(names.get(one, one) for one in ids)
    return LoyaltyError("no_credit_here", amount=sum(others.values()), place=place) if others else None


def _ended(state: SaleState, held: list[Held]) -> LoyaltyError:
    """What ended of late is told with its day; older credit nobody thinks of any more."""
    assert state.served is not None
    at = state.served.at
    gone = [one for one in held if is_expired(one.lot, at) and one.remaining + one.expired > 0]
    ends = max((one.lot.expires_at or 0 for one in gone), default=0)
    if at - ends >= RECENT:
        return LoyaltyError("no_credit_yet")
    amount = sum(one.remaining + one.expired for one in gone if one.lot.expires_at == ends)
    return LoyaltyError("no_credit_ended", amount=amount, day=last_day(ends, state.stand.zone))


def _stands(state: SaleState, one: Held) -> str:
    assert state.served is not None
    return standing(one.lot, state.served.at, state.stand.branch_id)
