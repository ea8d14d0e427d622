"""The branches of the business: their names, addresses and time zones."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.models.queries.places import branches
from desktop.models.sources import Source
from desktop.usecases.authority import authorise
from desktop.usecases.names import check_name
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.clock import zone as check_zone
from loyalty.errors import require
from loyalty.kinds import BranchSet
from loyalty.words import fold_digits

LONGEST_ADDRESS = 200


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch; `here` is the one this till stands in."""

    branch_id: str
    name: str
    address: str
    zone: str
    here: bool


def list_branches(till: Till) -> tuple[Branch, ...]:
    """Return all branches, this till's own first."""
    with till.read() as db:
        return _branches(till, db)


def add_branch(
    till: Till,
    session: Session,
    name: str,
    *,
    address: str = "",
    zone: str = "",
    approval: Session | None = None,
) -> Branch:
    """Add a branch; its zone is this branch's where none is named. Raises `branch_exists`, `zone_unknown`."""
    body = BranchSet(till.new_id(), check_name(name), _address(address), zone or till.shop.zone)
    return _record(till, session, body, approval)


def change_branch(
    till: Till,
    session: Session,
    branch_id: str,
    name: str,
    *,
    address: str = "",
    approval: Session | None = None,
) -> Branch:
    """Give a branch another name or address; its zone stays, for business days hang on it."""
    with till.read() as db:
        before = find_branch(till, db, branch_id)
    body = BranchSet(before.branch_id, check_name(name), _address(address), before.zone)
    return _record(till, session, body, approval)


def find_branch(till: Till, db: Source, text: str) -> Branch:
    """Return the branch of an id or a name; raises `branch_unknown`."""
    found = _named(_branches(till, db), text)
    require(found, "branch_unknown", branch=text)
    assert found is not None
    return found


def _named(branches: tuple[Branch, ...], text: str) -> Branch | None:
    wanted = fold_digits(text.strip()).casefold()
    by_id = (b for b in branches if wanted == fold_digits(b.branch_id).casefold())
    return next(by_id, None) or next((b for b in branches if wanted == fold_digits(b.name).casefold()), None)


def branch_id(till: Till, text: str) -> str:
    """Return the id of a branch named by id or name; what is no branch here stays as it is typed.

    Sales brought in from elsewhere may tell of branches that nobody has described: they have an id and no more.
    """
    with till.read() as db:
        found = _named(_branches(till, db), text)
    return found.branch_id if found else text


def _record(till: Till, session: Session, body: BranchSet, approval: Session | None) -> Branch:
    check_zone(body.zone)
    authority = authorise(till, session, "manage_branches", approval)
    with till.transaction(session.staff_id) as tx:
        same = (b for b in _branches(till, tx) if b.name.casefold() == body.name.casefold())
        require(all(b.branch_id == body.branch_id for b in same), "branch_exists", name=body.name)
        tx.record("branch.set", body, approvals=authority.approvals)
        return find_branch(till, tx, body.branch_id)


def _branches(till: Till, db: Source) -> tuple[Branch, ...]:
    here = till.shop.branch_id
    known = sorted(branches(db), key=lambda one: one.branch_id != here)
    return tuple(
        Branch(one.branch_id, one.name, one.address, one.zone, one.branch_id == here) for one in known
    )


def _address(text: str) -> str:
    return check_name(text, most=LONGEST_ADDRESS) if text.strip() else ""
