"""Caps over the business: the centre opens them as offers are published, and hands out shares to branches.

What must hold: what is open of a cap is never more than its standing version allows, but for what was used under an
earlier version that allowed more; and nothing is taken from a till: what is too much it is asked for.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from loyalty.clock import DAY
from loyalty.exchange.known import CappedOffer
from loyalty.exchange.reading import FOLDED
from loyalty.exchange.turn import Kept, Turn
from loyalty.exchange.wire import Recall
from loyalty.kinds import BUSINESS_SCOPE, LotAmount, PolicyPublished, RightsGranted, RightsOpened
from loyalty.lots import scope_allows
from loyalty.money import MAX_AMOUNT
from loyalty.rights import CENTRE
from loyalty.uses import cost_of, day_of, number_of

_PREFIX = "offer:"
_EPOCH_DAY = dt.date(1970, 1, 1).toordinal()


def learn(turn: Turn, kept: Iterable[Kept]) -> None:
    """Note the caps of offers that were published, where the version told is the one that stands."""
    told = [
        (one.linked.fact.fact_id, one.body)
        for one in kept
        if isinstance(one.body, PolicyPublished) and one.body.name.startswith(_PREFIX) and one.kind in FOLDED
    ]
    known = {offer.offer_id: offer for offer in turn.view.capped()} if told else {}
    for fact_id, body in told:
        new = _read(body, fact_id)
        before = turn.capped.get(new.offer_id) or known.get(new.offer_id)
        if before is None or new.place < before.place:
            turn.capped[new.offer_id] = new


def _read(body: PolicyPublished, fact_id: str) -> CappedOffer:
    offer_id = body.name.removeprefix(_PREFIX)
    try:
        document = json.loads(body.document)
        caps, scope = document.get("caps") or {}, document.get("scope") or BUSINESS_SCOPE
        limits = [_limit(caps.get(name)) for name in ("number", "cost", "per_day")]
    except (ValueError, AttributeError, RecursionError):
        return CappedOffer(offer_id, BUSINESS_SCOPE, body.number, fact_id)
    return CappedOffer(offer_id, str(scope), body.number, fact_id, *limits)


def _limit(told: Any) -> int | None:
    return told if type(told) is int and 0 < told <= MAX_AMOUNT else None


def targets(offer: CappedOffer, at: int) -> dict[str, int]:
    """Return how much of each use of an offer is to be open at an instant: of a cap of a day, today and tomorrow."""
    found = {} if offer.number is None else {number_of(offer.offer_id): offer.number}
    if offer.cost is not None:
        found[cost_of(offer.offer_id)] = offer.cost
    if offer.per_day is not None:
        for day in (at // DAY, at // DAY + 1):
            found[day_of(offer.offer_id, dt.date.fromordinal(_EPOCH_DAY + day))] = offer.per_day
    return found


def open_caps(turn: Turn, offers: Iterable[CappedOffer]) -> None:
    """Bring what is open of caps to what their offers allow now, as far as the centre holds what is to be closed."""
    if turn.waiting:
        return
    in_order = sorted(offers, key=lambda one: one.offer_id)
    aims = [targets(offer, turn.at) for offer in in_order]
    before = _opened(turn, chain.from_iterable(aims))
    for offer, wanted in zip(in_order, aims, strict=True):
        changes = {name: _change(turn, name, most, before[name]) for name, most in sorted(wanted.items())}
        more = tuple(LotAmount(name, by) for name, by in changes.items() if by > 0)
        less = tuple(LotAmount(name, -by) for name, by in changes.items() if by < 0)
        if more or less:
            turn.mint("rights.opened", RightsOpened(offer.offer_id, offer.scope, more, less))
            turn.opened.update({name: before[name] + by for name, by in changes.items()})


def _opened(turn: Turn, names: Iterable[str]) -> dict[str, int]:
    names = list(names)
    turn.load(names)
    known = turn.view.lots(names)
    return {name: turn.opened.get(name, known[name].amount if name in known else 0) for name in names}


def _change(turn: Turn, name: str, most: int, opened: int) -> int:
    if not opened:
        # A shop that was alone used its caps by itself; what it used under a higher one is no overspend.
        return max(most, -turn.book.total(name))
    return most - opened if most >= opened else -min(opened - most, max(0, turn.book.held(name, CENTRE)))


# -- shares -------------------------------------------------------------------------------------------------


def share_out(turn: Turn) -> None:
    """Give the till that is here its branch's share of every cap; ask it for what is more than that.

    All branches have equal shares of what is left, and the centre keeps one for whoever asks: a branch that uses much
    is given more each time it is here.
    """
    till = turn.till
    hubs = turn.view.hubs()
    shares = dict(_shares(turn, hubs))
    waited = turn.view.waited(shares, till.till_id) if shares else set()
    for offer in _all_capped(turn):
        names = [name for name in targets(offer, turn.at) if name in shares]
        lots = tuple(
            part for name in names if name not in waited and (part := _due(turn, name, shares[name]))
        )
        if lots:
            turn.mint("rights.granted", RightsGranted(till.till_id, lots, "share", ""))
        for name in names:
            held, share = turn.book.held(name, till.till_id), shares[name]
            if held > 2 * share:
                turn.ask(till.till_id, Recall(name, held - share, "home"))


def _all_capped(turn: Turn) -> list[CappedOffer]:
    return sorted(turn.view.capped(), key=lambda one: one.offer_id)


def _shares(turn: Turn, hubs: dict[str, str]) -> Iterator[tuple[str, int]]:
    here, offers = turn.till, _all_capped(turn)
    aims = [targets(offer, turn.at) for offer in offers]
    # All at once: a chain has many offers, and what a database is asked one by one each exchange waits for.
    opened = _opened(turn, chain.from_iterable(aims))
    for offer, wanted in zip(offers, aims, strict=True):
        branches = [branch for branch in hubs if scope_allows(offer.scope, branch)]
        hosts = here.branch_id in branches and hubs[here.branch_id] == here.till_id
        for name, most in wanted.items():
            left = max(0, turn.book.total(name) - max(0, opened[name] - most))
            parts = 1 if len(branches) == 1 else len(branches) + 1
            yield name, left // parts if hosts else 0


def _due(turn: Turn, name: str, share: int) -> LotAmount | None:
    held = turn.book.held(name, turn.till.till_id)
    part = min(share - held, turn.book.held(name, CENTRE))
    return LotAmount(name, part) if part > 0 and held < share - share // 2 else None
