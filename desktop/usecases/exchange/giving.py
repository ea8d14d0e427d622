"""What a till gives back after an exchange: rights it was asked for, and uses of sales others took back."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.models.opening import SYSTEM
from desktop.models.queries.lots import own_rights
from desktop.models.queries.offers import uses_held, uses_to_return
from desktop.usecases.offers import rights
from desktop.usecases.till import Till
from loyalty.exchange.glancing import Placed, whole
from loyalty.exchange.reading import read_told
from loyalty.exchange.till import give_back
from loyalty.exchange.wire import Recall
from loyalty.kinds import Reversal

_REVERSALS = ("sale.refunded", "sale.voided")


def give(till: Till, recalls: tuple[Recall, ...], busy: frozenset[str]) -> int:
    """Give back what the centre asks for and this till holds; return how many lots and uses."""
    if not recalls:
        return 0
    names = {recall.lot_id for recall in recalls}
    with till.store.transaction(SYSTEM) as tx:
        held = own_rights(tx, names) | uses_held(tx, till.shop.till_id, names)
        bodies = give_back(recalls, held, busy)
        for body in bodies:
            tx.record("rights.returned", body)
    return sum(len(body.lots) for body in bodies)


def give_back_uses(till: Till, fresh: Sequence[Placed]) -> None:
    """Take back the uses of own sales of which the rest was taken back elsewhere."""
    told = [one for one in fresh if one.fact.kind in _REVERSALS]
    bodies = [read_told(whole(one.fact, one.raw), one.raw, by_centre=False).body for one in told]
    sales = {body.sale_id for body in bodies if isinstance(body, Reversal)}
    with till.read() as db:
        due = bool(sales) and bool(uses_to_return(db, sales))
    if due:
        with till.store.transaction(SYSTEM) as tx:
            rights.give_back_uses(tx, sales)
