"""Uses: rights to what may be used a limited number of times, beside the rights to lots and in the same accounts.

A use has a name: `number:OFFER` (purchases that may still use a capped offer), `cost:OFFER` (money of its budget),
`day:OFFER:DATE` (purchases of one day), `one:OFFER:…` (a one-shot offer given to a member), `code:OFFER:DIGEST` (a
unique code). What holds of lots holds of uses: only who holds one may draw it, and opened − drawn = what all hold.

- A grant is named by offer, member and turn, so two tills that give the same hold nothing twice: it counts once,
  and the centre holds it. One that a sale brought, and a code, are named by chance and held by the till that gave it.
- Caps are opened by the centre alone, so that two managers who publish at once open one cap.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from loyalty.clock import DAY
from loyalty.kinds import (
    BUSINESS_SCOPE,
    CodesIssued,
    LotAmount,
    LotExpired,
    OfferGranted,
    OverspendRecognised,
    RightsOpened,
    SaleRecorded,
    UsesReturned,
)
from loyalty.lots import Lot
from loyalty.money import MAX_AMOUNT

CENTRE = "centre"
"""The holder that is no till."""

USE = "use"
"""The unit of the lots that stand for uses where rights are handed out."""

NUMBER, COST, A_DAY, ONE, CODE = "number", "cost", "day", "one", "code"
_KINDS = frozenset({NUMBER, COST, A_DAY, ONE, CODE})
_LONGEST = 110

UseMove = tuple[str, str, int]
"""A use, who holds it, and a signed change."""


def is_use(name: str) -> bool:
    """Say whether an account is one of a use: the ids of lots have no such beginning."""
    return name.partition(":")[0] in _KINDS


def number_of(offer_id: str) -> str:
    """Return the use of a purchase that an offer's cap in number allows."""
    return _named(NUMBER, offer_id)


def cost_of(offer_id: str) -> str:
    """Return the use of the money that an offer's budget allows."""
    return _named(COST, offer_id)


def day_of(offer_id: str, on: dt.date) -> str:
    """Return the use of a purchase that an offer's cap of a day allows."""
    return _named(A_DAY, offer_id, on.isoformat())


def one_of(offer_id: str, member_id: str, turn: int, sale_id: str = "") -> str:
    """Return the use of a grant: the `turn`-th time a member is given an offer, or what a sale brought."""
    told = f"{member_id}|{sale_id or turn}"
    return _named(ONE, offer_id, hashlib.sha256(told.encode()).hexdigest()[:24])


def code_of(offer_id: str, digest: str) -> str:
    """Return the use of a unique code."""
    return _named(CODE, offer_id, digest)


def _named(*parts: str) -> str:
    name = ":".join(parts)
    if len(name) <= _LONGEST:
        return name
    return f"{name[: _LONGEST - 32]}{hashlib.sha256(name.encode()).hexdigest()[:32]}"


# -- what facts do to uses ------------------------------------------------------------------------------------


def use_moves(author: str, body: Any) -> Iterable[UseMove]:
    """Return what a fact of a till (or of `CENTRE`) does to uses. The moves of `once` count for the first such fact."""
    move = _MOVES.get(type(body))
    return move(author, body) if move else ()


def once(body: Any) -> frozenset[str]:
    """Return the uses a fact opens that count once, whoever tells them."""
    if type(body) is not OfferGranted or body.gives or body.sale_id:
        return frozenset()
    return frozenset(_granted(body))


def use_lots(fact_id: str, at: int, branch_id: str, body: Any) -> tuple[Lot, ...]:
    """Return the uses a fact opens as lots of the unit `USE`: whose they are, where they count, until when."""
    if type(body) is RightsOpened:
        return tuple(_lot(part, "", body.scope, at, None, "", fact_id) for part in body.lots)
    if type(body) is CodesIssued:
        names = [code_of(body.offer_id, digest) for digest in body.digests]
        until = _end_of(body.until_on)
        return tuple(
            _lot(LotAmount(name, 1), "", BUSINESS_SCOPE, at, until, branch_id, fact_id) for name in names
        )
    if type(body) is not OfferGranted or body.gives:
        return ()
    until = _end_of(body.until_on)
    return tuple(
        _lot(LotAmount(name, 1), member, BUSINESS_SCOPE, at, until, branch_id, fact_id)
        for name, member in _granted(body).items()
    )


def _lot(
    part: LotAmount, member: str, scope: str, at: int, until: int | None, branch: str, fact_id: str
) -> Lot:
    return Lot(part.lot_id, member, USE, scope, part.amount, at, at, until, branch, USE, fact_id)


def _end_of(day: str) -> int | None:
    # The day ends everywhere on Earth: the exact end, in the branch's zone, is the till's to know.
    try:
        return (dt.date.fromisoformat(day).toordinal() - dt.date(1970, 1, 1).toordinal() + 2) * DAY
    except ValueError:
        return None


def _granted(body: OfferGranted) -> dict[str, str]:
    return {one_of(body.offer_id, member, body.turn, body.sale_id): member for member in body.member_ids}


def _grant(author: str, body: OfferGranted) -> Iterator[UseMove]:
    holder = author if body.sale_id else CENTRE
    return iter(() if body.gives else [(name, holder, 1) for name in _granted(body)])


def _issue(author: str, body: CodesIssued) -> Iterator[UseMove]:
    return ((code_of(body.offer_id, digest), author, 1) for digest in dict.fromkeys(body.digests))


def _draw(author: str, body: SaleRecorded) -> Iterable[UseMove]:
    return [(part.lot_id, author, -part.amount) for part in _real(body.drawn)] if body.drawn else ()


def _return(author: str, body: UsesReturned) -> Iterator[UseMove]:
    return ((part.lot_id, author, part.amount) for part in _real(body.lots))


def _open(_author: str, body: RightsOpened) -> Iterator[UseMove]:
    yield from ((part.lot_id, CENTRE, part.amount) for part in body.lots)
    yield from ((part.lot_id, CENTRE, -part.amount) for part in body.closed)


def _expire(author: str, body: LotExpired) -> Iterator[UseMove]:
    return ((part.lot_id, author, -part.amount) for part in _real(body.lots))


def _cover(_author: str, body: OverspendRecognised) -> Iterator[UseMove]:
    return ((part.lot_id, body.till_id, part.amount) for part in _real(body.lots))


def _real(parts: Iterable[LotAmount]) -> Iterator[LotAmount]:
    return (part for part in parts if is_use(part.lot_id) and 0 < part.amount <= MAX_AMOUNT)


_MOVES: dict[type, Callable[[str, Any], Iterable[UseMove]]] = {
    SaleRecorded: _draw,
    UsesReturned: _return,
    OfferGranted: _grant,
    CodesIssued: _issue,
    RightsOpened: _open,
    LotExpired: _expire,
    OverspendRecognised: _cover,
}


# -- at the till ------------------------------------------------------------------------------------------------


def lacking(needed: Iterable[LotAmount], held: Mapping[str, int]) -> tuple[LotAmount, ...]:
    """Return what of the uses a purchase needs a till does not hold."""
    short = ((part.lot_id, part.amount - max(0, held.get(part.lot_id, 0))) for part in needed)
    return tuple(LotAmount(name, amount) for name, amount in short if amount > 0)
