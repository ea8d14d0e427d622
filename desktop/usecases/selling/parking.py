"""Baskets put aside: kept on this till until somebody takes them up again, through restarts and power cuts."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace

from desktop.models import local
from desktop.models.queries.shop import product
from desktop.models.sources import Source
from desktop.usecases.selling.lines import line_of
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.basket import Basket, Line, check_basket
from loyalty.errors import LoyaltyError, require

MOST_PARKED = 50


@dataclass(frozen=True, slots=True)
class Parked:
    """A basket put aside: by whom, for which member, since when."""

    park_id: str
    staff_id: str
    member_id: str | None
    parked_at: int
    basket: Basket


def park(till: Till, session: Session, basket: Basket, member_id: str | None) -> str:
    """Put a basket aside and return its id; raises `parked_too_many` and what is wrong with the basket."""
    check_basket(basket)
    with till.transaction(session.staff_id) as tx:
        require(local.count_parked(tx) < MOST_PARKED, "parked_too_many", most=MOST_PARKED)
        kept = local.Parked(tx.new_id(), session.staff_id, member_id, tx.at, _text(basket))
        local.park(tx, kept)
        return kept.park_id


def parked(till: Till) -> tuple[Parked, ...]:
    """Return the baskets put aside, the newest first."""
    with till.read() as db:
        return _parked(db)


def recall(till: Till, session: Session, park_id: str) -> Parked:
    """Take a basket up again: it is put aside no more; raises `parked_unknown`.

    It may have waited for days: goods cost what they cost now. Lines of an amount, and goods that are no longer
    sold, stay as they were rung.
    """
    with till.transaction(session.staff_id) as tx:
        found = next((one for one in _parked(tx) if one.park_id == park_id), None)
        if found is None:
            raise LoyaltyError("parked_unknown", parked=park_id)
        local.unpark(tx, park_id)
        lines = tuple(_at_price_of_now(tx, line) for line in found.basket.lines)
        return replace(found, basket=replace(found.basket, lines=lines))


def _at_price_of_now(db: Source, line: Line) -> Line:
    known = product(db, line.product_id) if line.product_id else None
    if known is None or not known.active or known.divisible != line.divisible:
        return line
    return replace(line_of(known, line.quantity), line_no=line.line_no)


def _parked(db: Source) -> tuple[Parked, ...]:
    return tuple(
        Parked(one.park_id, one.staff_id, one.member_id, one.parked_at, _basket(one.document))
        for one in local.parked(db)
    )


def _text(basket: Basket) -> str:
    return json.dumps({"lines": [asdict(line) for line in basket.lines], "codes": basket.codes})


def _basket(text: str) -> Basket:
    document = json.loads(text)
    return Basket(tuple(Line(**line) for line in document["lines"]), tuple(document["codes"]))
