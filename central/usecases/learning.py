"""After an update from a version that knew no uses of offers: what was told of them before is accounted for, once."""

from __future__ import annotations

from central.store import accounts, feed
from central.usecases.checking import COUNTED
from central.usecases.sitting import Sitting, write_effects
from loyalty.exchange.caps import learn, open_caps
from loyalty.exchange.centre import Kept, Turn, settle
from loyalty.exchange.judging import Linked
from loyalty.exchange.known import CappedOffer
from loyalty.facts import parse_fact
from loyalty.kinds import BUSINESS_SCOPE, read_body
from loyalty.ledger import Postings
from loyalty.rights import CENTRE, RightMove
from loyalty.uses import once, use_moves

_KINDS = frozenset({"offer.granted", "code.issued", "policy.published"})
"""Kinds an older version kept and did not account for."""
DONE = CappedOffer("", BUSINESS_SCOPE, 0, "")
"""The row that says that all was looked through: no offer is named so."""


def is_learned(sitting: Sitting) -> bool:
    """Say whether what an older version kept has been looked through."""
    return accounts.is_capped(sitting.db, DONE.offer_id)


def learn_old_uses(sitting: Sitting) -> None:
    """Account for grants, codes and caps in the feed, as if they were told now."""
    turn = Turn(sitting.view(sitting.business.centre_id), sitting.centre, sitting.at, sitting.waiting)
    seen: set[str] = set()
    for _, till_id, digest, raw, kind, _ in feed.walk(sitting.db):
        fact = parse_fact(raw)
        if kind in COUNTED and fact.kind in _KINDS:
            body = read_body(fact.kind, fact.version, fact.body)
            author = CENTRE if till_id == sitting.business.centre_id else till_id
            moves = [RightMove(*move) for move in use_moves(author, body)]
            known = seen | turn.view.lots(move.lot_id for move in moves).keys()
            seen |= once(body)
            moves = [move for move in moves if move.lot_id not in known]
            turn.load(move.lot_id for move in moves)
            turn.book.post(moves)
            turn.kept.append(Kept(Linked(fact, raw, digest), "ok", body, Postings()))
    learn(turn, turn.kept)
    open_caps(turn, turn.capped.values())
    settle(turn)
    turn.capped[DONE.offer_id] = DONE
    write_effects(sitting, turn)
