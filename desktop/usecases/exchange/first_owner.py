"""Who a new till is given to: an owner of the shop, looked for before the one-time code is used up.

Nobody else can let people in at a till that has just come, so a name that is no owner's would leave it to nobody.
"""

from __future__ import annotations

from collections.abc import Mapping

from desktop.models.folding import fold_text
from desktop.usecases.exchange.wire import Wire
from desktop.usecases.people import all_staff
from desktop.usecases.till import Till
from loyalty.access import OWNER
from loyalty.errors import LoyaltyError, require
from loyalty.exchange.enrolling import Invitation
from loyalty.words import isolate, isolate_ltr

_NO_OWNER = frozenset({"join_nobody_yet", "join_owner_unknown", "join_owner_ambiguous"})
_AROUND = " \t\u200e\u200f\u061c\u2066\u2068\u2069"


def look_with_owner(wire: Wire, code: str, owner: str) -> Invitation:
    """Return what a code is for, where the named owner is one of that shop; an empty name is not looked for.

    Raises what `find_owner` raises; a centre of an older version does not say who they are, and nothing is refused then.
    """
    invitation = wire.invitation(code)
    owners = invitation.owners
    if owner and isinstance(owners, dict) and invitation.branch_id:
        find_owner({str(one): str(name) for one, name in owners.items()}, owner)
    return invitation


def look_again(wire: Wire, code: str, owner: str) -> None:
    """Look for the owner at a till that began to join before; raises what `find_owner` raises, and nothing else.

    It may have been let in, unheard: then its code is used up and says no more whom it is for, and enrolling goes on.
    """
    try:
        look_with_owner(wire, code, owner)
    except LoyaltyError as problem:
        if problem.code in _NO_OWNER:
            raise


def owners_here(till: Till) -> dict[str, str]:
    """Return the owners this till has read of, id → name."""
    with till.read() as db:
        return {one.staff_id: one.name for one in all_staff(db) if one.active and one.level == OWNER}


def find_owner(owners: Mapping[str, str], named: str) -> str:
    """Return the id of the owner meant by an id or a name.

    Raises `join_nobody_yet`, `join_owner_unknown`, `join_owner_ambiguous`, each with what there is.
    """
    require(owners, "join_nobody_yet")
    # An id copied out of a sentence brings its marks of direction along.
    wanted, name = named.strip(_AROUND).casefold(), fold_text(named)
    if wanted in owners:
        return wanted
    found = [one for one, called in owners.items() if fold_text(called) == name]
    require(found, "join_owner_unknown", owner=named, known=_listed(owners))
    require(len(found) == 1, "join_owner_ambiguous", owner=named, known=_listed(owners))
    return found[0]


def _listed(owners: Mapping[str, str]) -> str:
    named = sorted(owners.items(), key=lambda one: (one[1], one[0]))
    return "; ".join(f"{isolate(name)} ({isolate_ltr(one)})" for one, name in named)
