"""What this till may use of offers over the business: what it holds of their uses, what a purchase draws, what comes back.

A shop without a centre has everything in its own hands: it draws the same uses, and nobody asks whether it holds them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from desktop.models.exchanges import read_centre
from desktop.models.log import Tx
from desktop.models.queries.offers import holder_of_count, uses_held, uses_to_return
from desktop.models.queries.places import till_place
from desktop.models.sources import Source
from desktop.usecases.policies import rules_now
from desktop.usecases.till import Till
from loyalty.kinds import LotAmount, UsesReturned
from loyalty.offers.offer import Offer
from loyalty.offers.standing import Brought, Right, draws
from loyalty.policy import Rules
from loyalty.pricing.price import cost_in_money
from loyalty.pricing.shortlist import Shortlist
from loyalty.quote import APPLIED, Quote
from loyalty.uses import cost_of, is_count, lacking

ONE = 1


def in_hand(db: Source, till: Till, names: Iterable[str]) -> dict[str, int] | None:
    """Return what this till may use without asking; None where there is no centre, and nobody to share with.

    A till that is retired, or whose past is in doubt, uses nothing.
    """
    centre = read_centre(db)
    if centre is None:
        return None
    if centre.retired or centre.doubt or centre.own:
        return {}
    names, own = list(names), till.shop.till_id
    counts = {name: 1 for name in filter(is_count, names) if holder_of_count(db, name) == own}
    return uses_held(db, own, [name for name in names if not is_count(name)]) | counts


def not_here(
    db: Source, till: Till, offers: Sequence[Offer], rights: Mapping[str, Right], on: dt.date
) -> tuple[dict[str, str], dict[str, int]]:
    """Return the offers this till holds no use of, each with its reason, and what it holds of budgets."""
    needed = {offer.offer_id: draws(offer, rights.get(offer.offer_id), "", ONE, on) for offer in offers}
    held = in_hand(db, till, (part.lot_id for parts in needed.values() for part in parts))
    if held is None:
        return {}, {}
    reasons = {}
    for offer in offers:
        right = rights.get(offer.offer_id)
        short = {part.lot_id for part in lacking(needed[offer.offer_id], held)}
        if short:
            own = right is not None and right.name in short
            reasons[offer.offer_id] = "grant_needs_centre" if own else "needs_centre"
    budgets = [offer.offer_id for offer in offers if offer.caps.cost is not None]
    return reasons, {offer_id: held.get(cost_of(offer_id), 0) for offer_id in budgets}


def counted_where(db: Source, till: Till, counts: Sequence[str]) -> str | None:
    """Return the branch that keeps a count this till lacks, empty for the centre, None where it lacks none."""
    held = in_hand(db, till, counts)
    lacked = [] if held is None else [name for name in counts if name not in held]
    if not lacked:
        return None
    holder = holder_of_count(db, lacked[0])
    place = till_place(db, holder) if holder else None
    return place[1] if place else ""


def applying(quote: Quote, known: Shortlist) -> Iterator[Offer]:
    """Give the offers that apply to a priced purchase."""
    offers = {one.offer.offer_id: one.offer for one in known.candidates}
    yield from (offers[one.offer_id] for one in quote.verdicts if one.verdict == APPLIED)


def drawn_by(
    quote: Quote, known: Shortlist, brought: Mapping[str, Brought], rules: Rules
) -> tuple[LotAmount, ...]:
    """Return the uses a priced purchase draws."""
    offers = {one.offer.offer_id: one.offer for one in known.candidates}
    found: list[LotAmount] = []
    for verdict in quote.verdicts:
        if verdict.verdict != APPLIED or verdict.effect is None:
            continue
        code, right = brought.get(verdict.offer_id), known.standing.rights.get(verdict.offer_id)
        digest = code.digest if code and code.refusal is None else ""
        cost = cost_in_money(verdict.effect, rules)
        found += draws(offers[verdict.offer_id], right, digest, cost, known.moment.on)
    return tuple(found)


def give_back_uses(tx: Tx, sale_ids: Iterable[str]) -> int:
    """Write down that sales of this till, of which all came back, gave their uses back; return how many.

    Only the till that sold does this, whoever took the goods back: so a use comes back once.
    """
    if not rules_now(tx).refunds.uses_return:
        return 0
    found = uses_to_return(tx, sale_ids)
    for sale_id, uses in found.items():
        parts = tuple(LotAmount(name, amount) for name, amount in uses.items())
        tx.record("uses.returned", UsesReturned(sale_id, parts))
    return len(found)
