"""Which of the offers that are met work together: in order of priority, one of each exclusive name, above the floor.

All of them work when together they break no floor. Otherwise they are taken one by one: an offer joins if it does
something and no group keeps less than it must.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from loyalty.money import share_of
from loyalty.offers.offer import PLACES, AmountOff, ExtraCredit, FixedCredit, Offer, PercentOff
from loyalty.pricing.bill import Bill
from loyalty.pricing.floor import broken_floor, kept_by_group
from loyalty.pricing.settle import Table, settle
from loyalty.pricing.tally import Tally
from loyalty.quote import Because

_NO_EFFECT = Because("no_effect")


@dataclass(slots=True)
class Chosen:
    """The result of a choice: the tally, the offers that worked in their order, and why others did not."""

    tally: Tally
    offers: list[Offer]
    refused: dict[str, Because] = field(default_factory=dict)


def choose(table: Table, met: Sequence[Offer]) -> Chosen:
    """Return which of the met offers work, and what they do together."""
    ordered = in_order(table.bill, met)
    return choose_together(table, ordered) or choose_one_by_one(table, ordered)


def pay_with_credit(table: Table, chosen: Chosen, credit: int) -> Chosen:
    """Return the same offers at work when credit pays a part of the net; raises `credit_over_net`.

    What is chosen, and so the price, never depends on how it is paid: credit spent only lowers what is earned.
    """
    if credit == 0:
        return chosen
    return _finish(settle(table, chosen.offers, credit), chosen.offers, chosen.refused)


def in_order(bill: Bill, offers: Sequence[Offer]) -> list[Offer]:
    """Return offers as they take their turn: priority, place, what they give alone, then id."""
    return sorted(offers, key=lambda offer: _turn(bill, offer))


def choose_together(table: Table, ordered: Sequence[Offer]) -> Chosen | None:
    """Return the choice when nothing stands in the way of all, else None."""
    first: dict[str, Offer] = {}
    offers = [o for o in ordered if not o.exclusive or first.setdefault(o.exclusive, o) is o]
    tally = settle(table, offers)
    if not all(tally.worked(offer.offer_id) for offer in first.values()):
        return None
    kept = kept_by_group(tally, table.bill, table.rules)
    if kept and broken_floor(kept_by_group(settle(table, ()), table.bill, table.rules), kept):
        return None
    refused = {
        offer.offer_id: Because("beaten", other=first[offer.exclusive].offer_id)
        for offer in ordered
        if offer.exclusive and first[offer.exclusive] is not offer
    }
    return _finish(tally, offers, refused)


def choose_one_by_one(table: Table, ordered: Sequence[Offer]) -> Chosen:
    """Return the choice made offer by offer."""
    tally, offers = settle(table, ()), list[Offer]()
    kept = kept_by_group(tally, table.bill, table.rules)
    taken: dict[str, str] = {}
    refused: dict[str, Because] = {}
    for offer in ordered:
        if offer.exclusive in taken:
            refused[offer.offer_id] = Because("beaten", other=taken[offer.exclusive])
            continue
        trial = settle(table, [*offers, offer])
        kept_then = kept_by_group(trial, table.bill, table.rules)
        if _may_still_work(trial, offer):
            tally, kept = trial, kept_then
            offers.append(offer)
            continue
        why = _why_not(table, trial, offer, broken_floor(kept, kept_then))
        if why is not None:
            refused[offer.offer_id] = why
            continue
        tally, kept = trial, kept_then
        offers.append(offer)
        if offer.exclusive:
            taken[offer.exclusive] = offer.offer_id
    return _finish(tally, offers, refused)


def _may_still_work(trial: Tally, offer: Offer) -> bool:
    """Say whether an offer that does nothing yet may, once later discounts leave less to earn on.

    A rate with a cap brings less than base earning on a large sum, and more on a small one.
    """
    return not offer.exclusive and offer.offer_id in trial.beaten and not trial.worked(offer.offer_id)


def _why_not(table: Table, trial: Tally, offer: Offer, broken: str) -> Because | None:
    if not trial.worked(offer.offer_id):
        return _idle(trial, offer)
    return Because("floor", other=broken, number=table.rules.groups.floor(broken)) if broken else None


def _finish(tally: Tally, offers: Sequence[Offer], refused: dict[str, Because]) -> Chosen:
    """Return the choice; an offer may do nothing in the end, when a later discount left nothing to earn on."""
    worked = {offer.offer_id for offer in offers if tally.worked(offer.offer_id)}
    working = [offer for offer in offers if offer.offer_id in worked]
    idle = {o.offer_id: _idle(tally, o) for o in offers if o.offer_id not in worked}
    return Chosen(tally, working, {**refused, **idle})


def _idle(tally: Tally, offer: Offer) -> Because:
    return tally.beaten.get(offer.offer_id, _NO_EFFECT)


def _turn(bill: Bill, offer: Offer) -> tuple[int, int, int, str]:
    return -offer.priority, PLACES.index(offer.place), -_worth(bill, offer), offer.offer_id


def _worth(bill: Bill, offer: Offer) -> int:
    """Return about what an offer gives when it works alone, to order offers of one priority."""
    total = 0
    for benefit in offer.benefits:
        if isinstance(benefit, FixedCredit):
            total += benefit.amount
        elif isinstance(benefit, PercentOff | AmountOff | ExtraCredit):
            gross = sum(bill.lines[place].gross for place in bill.places(benefit.reach))
            if isinstance(benefit, AmountOff):
                total += min(benefit.amount, gross)
            else:
                share = share_of(gross, benefit.rate)
                total += share if benefit.cap is None else min(share, benefit.cap)
    return total
