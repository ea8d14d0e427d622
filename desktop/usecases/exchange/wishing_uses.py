"""Asks the centre for uses of offers that this till does not hold: a share of a cap, a member's grant, a code."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.models.exchanges import read_centre
from desktop.usecases.exchange.exchanging import NOBODY
from desktop.usecases.exchange.wire import Wire
from desktop.usecases.exchange.wishing import PATIENCE, Waiting, ask, names_of, quiet
from desktop.usecases.offers.granting import record_grants
from desktop.usecases.offers.rights import in_hand
from desktop.usecases.selling.pricing import PricedBasket, price_basket
from desktop.usecases.till import Till
from loyalty.basket import Basket
from loyalty.errors import LoyaltyError
from loyalty.kinds import LotAmount
from loyalty.quote import APPLIED, NEEDS_CENTRE
from loyalty.uses import lacking
from loyalty.words import Lang


@dataclass(frozen=True, slots=True)
class WishedUses:
    """How a wish for uses ended: whether all of them are here now, whom was asked, why not where it was refused."""

    here: bool
    asked: tuple[str, ...] = ()
    reason: str = ""

    def require_here(self, lang: Lang) -> None:
        """Raise `uses_asked` (who holds them) or `uses_nowhere` where the uses did not come."""
        if self.here:
            return
        if self.asked:
            raise LoyaltyError("uses_asked", asked=("، " if lang == "fa" else ", ").join(self.asked))
        raise LoyaltyError("uses_nowhere" if self.reason in ("", "rights_nowhere") else self.reason)


def could_ask(priced: PricedBasket) -> bool:
    """Say whether an offer waits for the centre alone."""
    return any(one.because.code in NEEDS_CENTRE for one in priced.quote.verdicts)


def wish_uses(
    till: Till,
    wire: Wire,
    staff_id: str,
    basket: Basket,
    member_id: str | None,
    *,
    patience: float = PATIENCE,
    waiting: Waiting = quiet,
    busy: frozenset[str] = NOBODY,
) -> WishedUses:
    """Ask for the uses a basket would draw if this till held them, wait a while, return how it ended.

    Raises what pricing and the line raise. What comes later than the patience lasts stays here all the same.
    """
    whole = price_basket(till, basket, member_id, as_if_held=True)
    if not _short(till, whole):
        return WishedUses(True)
    _tell_grants(till, staff_id, whole)
    wanted = tuple((part.lot_id, part.amount) for part in _short(till, whole))
    told = ask(
        till, wire, wanted, lambda: not _short(till, whole), patience=patience, waiting=waiting, busy=busy
    )
    return WishedUses(not _short(till, whole), names_of(till, told.asked), told.reason)


def _short(till: Till, whole: PricedBasket) -> tuple[LotAmount, ...]:
    with till.read() as db:
        centre, held = read_centre(db), in_hand(db, till, (part.lot_id for part in whole.needed))
    return () if centre is None or held is None else lacking(whole.needed, held)


def _tell_grants(till: Till, staff_id: str, whole: PricedBasket) -> None:
    """Write down what the member has just come to be given: the centre gives no right that nobody told it of."""
    used = {one.offer_id for one in whole.quote.verdicts if one.verdict == APPLIED}
    given = [offer for offer in whole.given if offer.offer_id in used]
    if given and whole.member:
        with till.transaction(staff_id) as tx:
            record_grants(tx, given, whole.member.member_id, tx.on)
