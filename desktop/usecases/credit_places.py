"""Where credit is, by the names people know: the branch that alone may spend it, and who holds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from desktop.models.exchanges import read_centre
from desktop.models.queries.lots import holders_of
from desktop.models.queries.places import branch_name, till_place
from desktop.models.sources import Source
from loyalty.errors import LoyaltyError, require
from loyalty.lots import Held, elsewhere, spendable
from loyalty.rights import CENTRE


@dataclass(frozen=True, slots=True)
class BranchCredit:
    """Credit that may be spent at another branch alone."""

    branch: str
    amount: int


@dataclass(frozen=True, slots=True)
class Holder:
    """Who else holds credit of a member: a till by its code and branch, or the centre (both empty)."""

    till: str
    branch: str
    amount: int


def require_spending(db: Source) -> None:
    """Refuse to spend anybody's credit at a till that knows it may not: raises `credit_rests_retired`, `credit_rests_doubt`.

    Its rights are somebody else's by now, or there are two machines with them; whoever spends here spends twice.
    """
    centre = read_centre(db)
    if centre is not None:
        require(not centre.retired, "credit_rests_retired")
        require(not centre.doubt, "credit_rests_doubt")


def scope_place(db: Source, scope: str) -> str:
    """Return the name of the branch a scope belongs to; its id where nobody has described it."""
    branch_id = scope.partition(":")[2]
    return branch_name(db, branch_id) or branch_id


def credit_elsewhere(db: Source, held: Iterable[Held], at: int, branch_id: str) -> tuple[BranchCredit, ...]:
    """Return the credit that may not be spent at this branch, by the branch where it may, the most first."""
    found = elsewhere(held, at, branch_id).items()
    return tuple(BranchCredit(scope_place(db, scope), amount) for scope, amount in found)


def holders(db: Source, held: Sequence[Held], at: int, branch_id: str) -> tuple[Holder, ...]:
    """Return who else holds credit that could be spent here, the largest holding first."""
    asked = [one.lot.lot_id for one in spendable(held, at, branch_id) if one.remaining > one.here]
    found = holders_of(db, asked).items() if asked else ()
    return tuple(Holder(*holder_place(db, holder), amount) for holder, amount in found)


def holder_place(db: Source, holder: str) -> tuple[str, str]:
    """Return a holder's code and branch, both empty for the centre."""
    if holder == CENTRE:
        return "", ""
    place = till_place(db, holder)
    return (place[0], place[2]) if place else (holder[-4:], "")


@contextmanager
def naming_branch(db: Source) -> Iterator[None]:
    """Let a refusal of credit that belongs to another branch say which one."""
    try:
        yield
    except LoyaltyError as problem:
        if problem.code != "credit_of_other_branch":
            raise
        place = scope_place(db, str(problem.values["scope"]))
        raise LoyaltyError(problem.code, **problem.values, place=place) from problem
