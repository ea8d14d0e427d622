"""Bugs in how uses of offers are handed out, each as a patch: what the checks of the world must catch."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest

from loyalty import rights, uses
from loyalty.exchange import caps, centre
from loyalty.exchange.turn import Turn
from loyalty.kinds import LotAmount, OfferGranted, TillRetired, UsesReturned
from loyalty.rights import CENTRE
from tests.simulation import accounts, offers
from tests.simulation import till as tills

Patch = pytest.MonkeyPatch


def cap_opened_at_each_publishing(patch: Patch) -> None:
    """Each version brings its whole cap, whatever an earlier one opened."""
    patch.setattr(caps, "_change", lambda turn, name, most, opened: most)


def last_told_cap_stands(patch: Patch) -> None:
    """The version told last stands, whichever was published first."""
    patch.setattr(caps, "learn", _learn_last)


def _learn_last(turn: Turn, kept: Iterable[Any]) -> None:
    for one in kept:
        if isinstance(one.body, caps.PolicyPublished) and one.body.name.startswith("offer:"):
            new = caps._read(one.body, one.linked.fact.fact_id)
            turn.capped[new.offer_id] = new


def lowered_cap_takes(patch: Patch) -> None:
    """A lowered cap is closed at once, though tills hold what is closed."""
    patch.setattr(caps, "_change", lambda turn, name, most, opened: most - opened)


def share_of_what_is_not_there(patch: Patch) -> None:
    """A branch is given its share though the centre does not hold so much."""

    def generous(turn: Turn, name: str, share: int) -> LotAmount | None:
        part = share - turn.book.held(name, turn.till.till_id)
        return LotAmount(name, part) if part > 0 else None

    patch.setattr(caps, "_due", generous)


def share_is_taking(patch: Patch) -> None:
    """What a till holds beyond its share is taken from it, not asked for."""
    share_out = caps.share_out

    def greedy(turn: Turn) -> None:
        before = len(turn.recalls)
        share_out(turn)
        for holder, recall in turn.recalls[before:]:
            turn.mint(
                "till.retired", TillRetired(holder, (LotAmount(recall.lot_id, recall.amount),), "share")
            )

    patch.setattr(caps, "share_out", greedy)


def caps_opened_while_waiting(patch: Patch) -> None:
    """A centre that was put back opens caps again before it has heard what it opened."""
    open_caps = caps.open_caps

    def hasty(turn: Turn, told: Iterable[Any]) -> None:
        waiting, turn.waiting = turn.waiting, False
        open_caps(turn, told)
        turn.waiting = waiting

    patch.setattr(caps, "open_caps", hasty)


def grant_counts_each_time(patch: Patch) -> None:
    """The same grant told by two tills is two rights."""
    patch.setattr(centre, "once", lambda body: frozenset())
    patch.setattr(accounts, "once", lambda body: frozenset())


def grant_held_by_its_teller(patch: Patch) -> None:
    """Whoever tells a grant holds it: two tills that tell the same hold two."""
    moves = uses.use_moves

    def tellers(author: str, body: Any) -> Any:
        told = moves(author, body)
        return [(name, author, by) for name, _, by in told] if type(body) is OfferGranted else told

    patch.setattr(rights, "use_moves", tellers)
    patch.setattr(accounts, "use_moves", tellers)
    patch.setattr(centre, "once", lambda body: frozenset())
    patch.setattr(accounts, "once", lambda body: frozenset())


def drawn_without_right(patch: Patch) -> None:
    """A till uses what it does not hold."""
    patch.setattr(offers, "lacking", lambda needed, held: ())


def drawn_and_not_told(patch: Patch) -> None:
    """A use is not counted where it was drawn."""
    patch.setitem(uses._MOVES, uses.SaleRecorded, lambda author, body: ())


def uses_returned_twice(patch: Patch) -> None:
    """A sale that came back gives its uses back twice."""
    record = tills.Till.record

    def twice(till: Any, kind: str, body: Any, fact_id: str = "") -> str:
        if isinstance(body, UsesReturned):
            record(till, kind, replace(body, sale_id=f"{body.sale_id}-again"))
        return record(till, kind, body, fact_id)

    patch.setattr(tills.Till, "record", twice)


def code_held_by_the_centre_too(patch: Patch) -> None:
    """A code is the centre's to give as soon as it is told, though its till still holds it."""
    issue = uses._issue

    def both(author: str, body: Any) -> Any:
        told = list(issue(author, body))
        return told + [(name, CENTRE, by) for name, _, by in told]

    patch.setitem(uses._MOVES, uses.CodesIssued, both)


OFFER_BUGS: tuple[Callable[[Patch], None], ...] = tuple(
    bug for name, bug in list(globals().items()) if callable(bug) and getattr(bug, "__module__", "") == __name__
    and not name.startswith("_")
)  # fmt: skip
