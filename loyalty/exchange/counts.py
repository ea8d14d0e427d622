"""Counts of members: the centre opens one as a till asks for it first, in the hands of the till whose it is.

What must hold: there is one count of a member, and before it is opened nobody has it but the till that enrolled the
member. So that till goes on using it, told or untold, until it gives it back itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from loyalty.exchange.turn import Turn
from loyalty.kinds import BUSINESS_SCOPE, LotAmount, RightsGranted, RightsOpened
from loyalty.lots import Lot
from loyalty.uses import counted_from, is_count, use_lots


def open_counts(turn: Turn, names: Iterable[str]) -> dict[str, Lot]:
    """Open those of some uses that are counts and were never opened; return them as lots."""
    wanted = sorted(set(filter(is_count, names)))
    known = turn.view.lots(wanted) if wanted else {}
    new = [RightsOpened("", BUSINESS_SCOPE, (LotAmount(name, 1),)) for name in wanted if name not in known]
    for body in new:
        _open(turn, body)
    return {lot.lot_id: lot for body in new for lot in use_lots("", turn.at, "", body)}


def _open(turn: Turn, body: RightsOpened) -> None:
    name = body.lots[0].lot_id
    if name in turn.opened:
        return
    turn.opened[name] = 1
    turn.mint("rights.opened", body)
    if turn.view.works(counted_from(name)):
        turn.mint("rights.granted", RightsGranted(counted_from(name), body.lots, "count", ""))
