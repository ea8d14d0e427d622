"""Baskets put aside: kept on this till until somebody takes them up again, through restarts and power cuts."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from desktop.models.sources import Source
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
        count = tx.value("SELECT count(*) FROM parked_basket")
        require(count < MOST_PARKED, "parked_too_many", most=MOST_PARKED)
        park_id = tx.new_id()
        tx.run(
            "INSERT INTO parked_basket (park_id, staff_id, member_id, parked_at, document) VALUES (?, ?, ?, ?, ?)",
            (park_id, session.staff_id, member_id, tx.at, _text(basket)),
        )
        return park_id


def parked(till: Till) -> tuple[Parked, ...]:
    """Return the baskets put aside, the newest first."""
    with till.read() as db:
        return _parked(db)


def recall(till: Till, session: Session, park_id: str) -> Parked:
    """Take a basket up again: it is put aside no more; raises `parked_unknown`."""
    with till.transaction(session.staff_id) as tx:
        found = next((one for one in _parked(tx) if one.park_id == park_id), None)
        if found is None:
            raise LoyaltyError("parked_unknown", parked=park_id)
        tx.run("DELETE FROM parked_basket WHERE park_id = ?", (park_id,))
        return found


def _parked(db: Source) -> tuple[Parked, ...]:
    rows = db.rows(
        "SELECT park_id, staff_id, member_id, parked_at, document FROM parked_basket ORDER BY parked_at DESC, park_id"
    )
    return tuple(Parked(row[0], row[1], row[2], row[3], _basket(row[4])) for row in rows)


def _text(basket: Basket) -> str:
    return json.dumps({"lines": [asdict(line) for line in basket.lines], "codes": basket.codes})


def _basket(text: str) -> Basket:
    document = json.loads(text)
    return Basket(tuple(Line(**line) for line in document["lines"]), tuple(document["codes"]))
