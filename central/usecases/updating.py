"""After an update: facts that came from a newer version are folded, now that this one can read them,
and uses of offers an older version did not account for."""

from __future__ import annotations

from central.store import catalogue, feed
from central.store.places import Place
from central.usecases.learning import is_learned, learn_old_uses
from central.usecases.sitting import Sitting, settle_waited, sit, write_effects
from loyalty.clock import Clock
from loyalty.exchange.centre import Turn, keep_again
from loyalty.exchange.judging import Linked
from loyalty.exchange.reading import read_told
from loyalty.facts import parse_fact
from loyalty.ids import IdMaker
from loyalty.rights import CENTRE


def fold_deferred(place: Place, clock: Clock, ids: IdMaker) -> int:
    """Fold what was put off in every business, as far as it can be read now; return how many facts."""
    with place.catalogue() as db:
        known = [business_id for business_id, _ in catalogue.tenants(db)]
    return sum(_fold_business(place, clock, ids, business_id) for business_id in known)


def _fold_business(place: Place, clock: Clock, ids: IdMaker, business_id: str) -> int:
    with sit(place, business_id, clock, ids) as sitting:
        if not is_learned(sitting):
            learn_old_uses(sitting)
        if not feed.any_deferred(sitting.db):
            return 0
        told = feed.deferred(sitting.db)
        folded = sum(
            _fold(sitting, pos, till_id, Linked(parse_fact(raw), raw, digest))
            for pos, till_id, digest, raw in told
        )
        if folded:
            settle_waited(sitting)
    return folded


def _fold(sitting: Sitting, pos: int, till_id: str, linked: Linked) -> bool:
    author = sitting.author(till_id)
    by_centre = author is not None and author.till_id == CENTRE
    if author is None or read_told(linked.fact, linked.raw, by_centre).kind == "deferred":
        return False
    # Nothing is settled before all are folded: what one lacks the next may bring.
    turn = Turn(sitting.view(author.till_id), author, sitting.at, waiting=True)
    keep_again(turn, [linked])
    feed.set_class(sitting.db, pos, turn.kept[0].kind)
    write_effects(sitting, turn)
    return True
