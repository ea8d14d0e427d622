"""Baskets put aside, and the open one: kept on this till through restarts and power cuts until they are sold.

What must hold: a basket is in one place. What takes the open basket away (its sale, parking it) forgets it in the
same transaction, so a cut between the two can bring no sold basket back.
"""

from __future__ import annotations

import json
from dataclasses import asdict, astuple, dataclass, replace

from desktop.models import local
from desktop.models.log import Tx
from desktop.models.queries.goods import product
from desktop.models.queries.members import member, survivor
from desktop.models.sources import Source
from desktop.usecases.selling.lines import line_of
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.basket import Basket, Line, check_basket
from loyalty.errors import LoyaltyError, require

MOST_PARKED = 50


@dataclass(frozen=True, slots=True)
class Named:
    """What was said of a basket: credit, amounts by kind of tender, the kind for the rest, why the margin floor is let go.

    Nobody has signed for letting it go: who may is asked when the sale is recorded.
    """

    credit: int = 0
    tenders: tuple[tuple[str, int], ...] = ()
    rest: str = ""
    override: str = ""


@dataclass(frozen=True, slots=True)
class Parked:
    """A basket put aside: by whom, for which member, since when; and how it is to be paid."""

    park_id: str
    staff_id: str
    member_id: str | None
    parked_at: int
    basket: Basket
    named: Named = Named()


def park(
    till: Till,
    session: Session,
    basket: Basket,
    member_id: str | None,
    *,
    named: Named = Named(),
    at_counter: bool = True,
) -> str:
    """Put a basket aside, with how it is to be paid, and return its id; raises `parked_too_many` and what is wrong with the basket.

    `at_counter` says that it was the open basket of the counter, which is open no more.
    """
    check_basket(basket)
    with till.transaction(session.staff_id) as tx:
        require(local.count_parked(tx) < MOST_PARKED, "parked_too_many", most=MOST_PARKED)
        kept = local.Parked(tx.new_id(), session.staff_id, member_id, tx.at, _text(basket, named))
        local.park(tx, kept)
        if at_counter:
            local.forget_open(tx)
        return kept.park_id


def parked(till: Till) -> tuple[Parked, ...]:
    """Return the baskets put aside, the newest first."""
    with till.read() as db:
        return _parked(db)


def recall(till: Till, session: Session, park_id: str, *, at_counter: bool = True) -> Parked:
    """Take a basket up again: it is put aside no more, and `at_counter` it is the open one; raises `parked_unknown`.

    It may have waited for days: goods cost what they cost now. Lines of an amount, and goods that are no longer
    sold, stay as they were rung.
    """
    with till.transaction(session.staff_id) as tx:
        found = next((one for one in _parked(tx) if one.park_id == park_id), None)
        if found is None:
            raise LoyaltyError("parked_unknown", parked=park_id)
        local.unpark(tx, park_id)
        if at_counter:
            _keep(tx, session, found.basket, found.member_id, found.named)
        return _at_prices_of_now(tx, found)


def keep_open(
    till: Till, session: Session, basket: Basket, member_id: str | None, named: Named = Named()
) -> None:
    """Keep the counter's open basket as it stands now; an empty one is kept no more. It is no fact."""
    if basket.lines:
        with till.transaction(session.staff_id) as tx:
            _keep(tx, session, basket, member_id, named)
    else:
        _forget_open(till, session)


def open_basket(till: Till) -> Parked | None:
    """Return the basket that was open when the till went down, at the prices of now; None when there was none."""
    with till.read() as db:
        found = local.open_basket(db)
        return None if found is None else _at_prices_of_now(db, _read(found))


def _keep(tx: Tx, session: Session, basket: Basket, member_id: str | None, named: Named = Named()) -> None:
    known = member_id if member_id and _is_known(tx, member_id) else None
    local.keep_open(tx, local.Parked(local.OPEN, session.staff_id, known, tx.at, _text(basket, named)))


def _is_known(db: Source, member_id: str) -> bool:
    """Say whether a member may still be named: whoever was erased is not written down again."""
    row = member(db, survivor(db, member_id))
    return row is not None and row.state != "erased"


def _forget_open(till: Till, session: Session) -> None:
    with till.read() as db:
        kept = local.open_basket(db) is not None
    if kept:
        with till.transaction(session.staff_id) as tx:
            local.forget_open(tx)


def _at_prices_of_now(db: Source, found: Parked) -> Parked:
    lines = tuple(_at_price_of_now(db, line) for line in found.basket.lines)
    return replace(found, basket=replace(found.basket, lines=lines))


def _at_price_of_now(db: Source, line: Line) -> Line:
    known = product(db, line.product_id) if line.product_id else None
    if known is None or not known.active or known.divisible != line.divisible:
        return line
    return replace(line_of(known, line.quantity), line_no=line.line_no)


def _parked(db: Source) -> tuple[Parked, ...]:
    return tuple(map(_read, local.parked(db)))


def _read(row: local.Parked) -> Parked:
    document = json.loads(row.document)
    basket = Basket(tuple(Line(**line) for line in document["lines"]), tuple(document["codes"]))
    # A basket kept or put aside by an older version of the program says nothing of paying.
    credit, tenders, *more = document.get("named", (0, ()))
    named = Named(credit, tuple((kind, amount) for kind, amount in tenders), *more)
    return Parked(row.park_id, row.staff_id, row.member_id, row.parked_at, basket, named)


def _text(basket: Basket, named: Named = Named()) -> str:
    lines = [asdict(line) for line in basket.lines]
    return json.dumps({"lines": lines, "codes": basket.codes, "named": astuple(named)})
