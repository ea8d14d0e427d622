"""How a till comes to a centre: a shop that was alone brings all it has, an empty folder becomes a new till of a shop.

Every step may be done again: the request carries a nonce that is kept before it is sent, so a reply that was lost is
given the same way again.
"""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from desktop.models.exchanges import Centre, read_centre, write_centre
from desktop.models.keys import KeyStore, choose_keys
from desktop.models.opening import SYSTEM, create_shop_file
from desktop.models.queries.places import branch
from desktop.models.settings import set_setting, setting
from desktop.usecases.authority import authorise
from desktop.usecases.exchange.ahead import read_from_nothing
from desktop.usecases.exchange.authorities import check_vouched, keep_authority
from desktop.usecases.exchange.exchanging import Progress, centre_of, exchange_all, quiet
from desktop.usecases.exchange.first_owner import find_owner, look_again, look_with_owner, owners_here
from desktop.usecases.exchange.wire import Wire
from desktop.usecases.people import Staff, all_staff, sealed_key, staff_of
from desktop.usecases.pins import check_new_pin
from desktop.usecases.sign_in import Session
from desktop.usecases.staff import record_key
from desktop.usecases.staff_keys import HARDENED, KeyCost
from desktop.usecases.till import Till
from loyalty.clock import Clock
from loyalty.errors import LoyaltyError, require
from loyalty.exchange.enrolling import Enrolled, Enrolment, Invitation
from loyalty.ids import Entropy
from loyalty.kinds import BranchSet, TillOpened
from loyalty.words import Lang

OpenLine = Callable[[Till], Wire]
"""Opens the line of a till that has been let in: only then it knows the centre's key."""

FORGOTTEN = "till_unknown"
"""What a centre says to a till it does not know."""
HALF = "joining"
"""A file in the folder of a new till nobody can stand at yet, so that the next start goes on with the joining."""
_NONCE = "join_nonce"
_BRANCH = "join_branch"
"""The branch a code was for, as the centre names it: told by this till where no till has told it before."""
_CODE = re.compile(r"[A-Z0-9]{1,4}\Z")


@dataclass(frozen=True, slots=True)
class Joined:
    """A till that belongs to a centre now; `facts` is how many it read on coming, `again` that it had come before."""

    business: str
    branch: str
    till: str
    facts: int
    again: bool = False


def join(
    till: Till,
    session: Session,
    wire: Wire,
    open_line: OpenLine,
    url: str,
    code: str,
    progress: Progress = quiet,
    *,
    authority: str = "",
) -> Joined:
    """Join a shop that was alone, with all it has recorded; done again it only goes on where it was broken off.

    `authority`: the certificates (PEM) the centre's own is checked against from now on; '' leaves what is kept.
    Raises `joined_already` at another centre, `authority_without_tls`, and what the centre refuses.
    """
    authorise(till, session, "set_policy")
    check_vouched(url, authority)
    return _join(till, wire, open_line, url, code, progress, authority)


def new_till(
    folder: Path,
    wire: Wire,
    open_line: OpenLine,
    url: str,
    code: str,
    *,
    clock: Clock,
    entropy: Entropy = os.urandom,
    keys: KeyStore | None = None,
    language: Lang = "fa",
    key_cost: KeyCost = HARDENED,
    progress: Progress = quiet,
    authority: str = "",
    owner: str = "",
) -> tuple[Till, Joined]:
    """Make a new till of a shop in an empty folder, and read all there is; the caller closes the till.

    `authority` as in `join`; `owner` is who gets a PIN here (`first_pin`), looked for before the code is used up.
    Raises `invitation_needs_shop` for a code that is for a shop with a past of its own, `authority_without_tls`, and what
    `find_owner` raises.
    """
    check_vouched(url, authority)
    invitation = look_with_owner(wire, code, owner)
    require(invitation.branch_id, "invitation_needs_shop")
    store_keys = keys or choose_keys()
    store = create_shop_file(
        folder,
        keys=store_keys,
        clock=clock,
        entropy=entropy,
        business_id=invitation.business_id,
        branch_id=invitation.branch_id,
    )
    till = Till(store, clock, store_keys, language, None, key_cost)
    with ExitStack() as undo:
        undo.callback(till.close)
        (folder / HALF).touch()
        _open(till, invitation)
        joined = _join(till, wire, open_line, url, code, progress, authority)
        undo.pop_all()
    return till, joined


def _open(till: Till, told: Invitation) -> None:
    code = told.till_code if _CODE.match(told.till_code) else _made_code(till.shop.till_id)
    body = TillOpened(
        code, till.store.till_public_key, told.shop_name, told.currency, told.exponent, told.trade, told.test
    )
    with till.store.transaction(SYSTEM) as tx:
        tx.record("till.opened", body)
        set_setting(tx, "language", till.language)
        set_setting(tx, "paper_language", till.language)
        set_setting(tx, _BRANCH, {"name": told.branch_name, "zone": told.zone})


def _made_code(till_id: str) -> str:
    # Receipts of two tills must not look alike; the end of a random id is as good as a draw.
    return f"T{till_id[-3:].upper()}"


def go_on_joining(
    till: Till,
    wire: Wire,
    open_line: OpenLine,
    url: str,
    code: str,
    progress: Progress = quiet,
    *,
    authority: str = "",
    owner: str = "",
) -> Joined:
    """Finish the joining of a new till whose power or line went before it was done; `authority`, `owner` as in `new_till`.

    Raises `join_needs_owner`, `authority_without_tls`, and what `find_owner` raises.
    """
    with till.read() as db:
        joined = read_centre(db) is not None
        require(not all_staff(db) or joined, "join_needs_owner")
    if owner and not joined:
        look_again(wire, code, owner)
    # Once somebody can sign in, whom the till trusts is theirs to say: `join`, `trust_authority`.
    kept = authority if is_bare(till) else ""
    check_vouched(url, kept)
    return _join(till, wire, open_line, url, code, progress, kept)


def is_half_joined(folder: Path) -> bool:
    """Say whether a folder holds a new till whose joining was interrupted."""
    return (folder / HALF).exists()


def is_bare(till: Till) -> bool:
    """Say whether nobody can stand at this till yet: it was made to join a shop, and has not been finished."""
    with till.read() as db:
        return not any(staff.has_key for staff in all_staff(db))


def _join(
    till: Till, wire: Wire, open_line: OpenLine, url: str, code: str, progress: Progress, authority: str
) -> Joined:
    with till.read() as db:
        known = read_centre(db)
    if known is not None and authority:
        require(known.url == url.strip().rstrip("/"), "joined_already")
        with till.store.transaction(SYSTEM) as tx:
            keep_authority(tx, authority)
    if known is not None and not is_bare(till):
        require(known.url == url.strip().rstrip("/"), "joined_already")
        line = open_line(till)
        facts, out = _read_if_let(till, line, progress)
        if out:
            wire.enroll(_enrolment(till, code))
            facts += read_all(till, line, progress)
        return Joined(known.business_id, known.branch_id, till.shop.till_id, facts, again=not out)
    if known is None:
        enrolled = wire.enroll(_enrolment(till, code))
        _keep(till, enrolled, url, authority)
    shop = till.shop
    centre_branch = known.branch_id if known else enrolled.branch_id
    line = open_line(till)
    facts = _read_first(till, line, progress)
    if _tell_branch(till):
        read_all(till, line)
    return Joined(known.business_id if known else enrolled.business_id, centre_branch, shop.till_id, facts)


def _read_if_let(till: Till, line: Wire, progress: Progress) -> tuple[int, bool]:
    """Read what there is; return how much, and whether this till has to be let in anew: it was taken out of use, or came
    after the backup the centre was put back to, and nobody else has told of it.
    """
    try:
        facts = read_all(till, line, progress)
    except LoyaltyError as problem:
        if problem.values.get("reason") != FORGOTTEN:
            raise
        return 0, True
    return facts, centre_of(till).retired


def _read_first(till: Till, line: Wire, progress: Progress) -> int:
    """Read what there is: at a new till with all the machine has, for nobody sells at it yet."""
    return read_from_nothing(till, line, progress).pulled if is_bare(till) else read_all(till, line, progress)


def _tell_branch(till: Till) -> bool:
    """Tell the branch of a new till where it is the first of it; say whether it was."""
    branch_id = till.shop.branch_id
    with till.read() as db:
        known = branch(db, branch_id)
        invited = setting(db, _BRANCH)
    if known or not invited:
        return False
    with till.store.transaction(SYSTEM) as tx:
        tx.record("branch.set", BranchSet(branch_id, invited["name"], "", invited["zone"]))
    return True


def _enrolment(till: Till, code: str) -> Enrolment:
    shop = till.shop
    with till.store.transaction(SYSTEM) as tx:
        nonce = setting(tx, _NONCE)
        if nonce is None:
            nonce = till.new_id()
            set_setting(tx, _NONCE, nonce)
        known = branch(tx, shop.branch_id)
        invited = setting(tx, _BRANCH) or {}
    name = known.name if known else invited.get("name", "")
    zone = known.zone if known else invited.get("zone", shop.zone)
    return Enrolment(
        nonce=nonce,
        code=code.strip(),
        till_id=shop.till_id,
        business_id=shop.business_id,
        branch_id=shop.branch_id,
        branch_name=name,
        zone=zone,
        shop_name=shop.shop_name,
        currency=shop.currency,
        exponent=shop.exponent,
        till_code=shop.code,
        public_key=base64.b64encode(till.store.till_public_key).decode("ascii"),
    )


def _keep(till: Till, told: Enrolled, url: str, authority: str) -> None:
    centre = Centre(
        url.rstrip("/"),
        told.business_id,
        told.branch_id,
        told.centre_id,
        told.centre_key,
        told.generation,
        till.now(),
    )
    with till.store.transaction(SYSTEM) as tx:
        write_centre(tx, centre)
        keep_authority(tx, authority)
        tx.give_openings()
    till.store.centre_id = told.centre_id


def read_all(till: Till, wire: Wire, progress: Progress = quiet) -> int:
    """Exchange until nothing is left to send or read; return how many facts were taken in."""
    return exchange_all(till, wire, progress).pulled


def first_pin(till: Till, staff: str, pin: str) -> Staff:
    """Give an owner of the shop their PIN on a new till, by the right of the code that let it in.

    Raises what `find_owner` raises for somebody who is none: an owner approves the others. Nobody's key is replaced.
    """
    new_pin = check_new_pin(pin)
    staff_id = find_owner(owners_here(till), staff)
    with till.transaction(staff_id) as tx:
        require(sealed_key(till, tx, staff_id) is None, "joined_already")
        record_key(till, tx, staff_id, new_pin, ())
        owner = staff_of(tx, staff_id)
    (till.store.folder / HALF).unlink(missing_ok=True)
    return owner
