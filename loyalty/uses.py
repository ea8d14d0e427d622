"""Uses: rights to what may be used a limited number of times, beside the rights to lots and in the same accounts.

A use has a name: `number:OFFER` (purchases that may still use a capped offer), `cost:OFFER` (money of its budget),
`day:OFFER:DATE` (purchases of one day), `one:OFFER:…` (a one-shot offer given to a member), `code:OFFER:DIGEST` (a
unique code). What holds of lots holds of uses: only who holds one may draw it, and opened − drawn = what all hold.

A *count* is a use nobody draws: `count:MEMBER:TILL` is the right to count how often a member used offers, and so to use
those with a cap for each member. There is one of it, so where it lies all uses before are known, under any version of
any offer. It is its till's, the one that enrolled the member, without a word; the centre opens it when another till asks
for the first time (`loyalty.exchange.counts`). An imported member's has no till, and is the centre's.

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

NUMBER, COST, A_DAY, ONE, CODE, COUNT = "number", "cost", "day", "one", "code", "count"
_KINDS = frozenset({NUMBER, COST, A_DAY, ONE, CODE, COUNT})
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


def count_of(member_id: str, till_id: str) -> str:
    """Return the right to count a member's uses of offers, by the till that enrolled the member (empty: imported)."""
    return _named(COUNT, member_id, till_id)


def is_money(name: str) -> bool:
    """Say whether a use is counted in money: a budget is, all others are a number of times."""
    return name.partition(":")[0] == COST


def is_count(name: str) -> bool:
    """Say whether a use is a count."""
    return name.partition(":")[0] == COUNT


def counted_from(name: str) -> str:
    """Return the till whose a count is before the centre opens it, empty where that is nobody's but the centre's."""
    return name.rpartition(":")[2]


def count_holder(name: str, opened: bool, held: Mapping[str, int]) -> str:
    """Return who has a count (empty: no till): whose it is by birth, and once it was opened who holds it."""
    if not opened:
        return counted_from(name)
    return next((holder for holder, amount in held.items() if amount > 0), "")


def _member_of(name: str) -> str:
    return name.partition(":")[2].rpartition(":")[0] if is_count(name) else ""


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
        return tuple(
            _lot(part, _member_of(part.lot_id), body.scope, at, None, "", fact_id) for part in body.lots
        )
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
