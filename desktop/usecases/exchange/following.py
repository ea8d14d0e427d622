"""Following a centre to another address: its machine was renewed, its name changed, or it began to speak TLS.

The till believes the new address only after the centre it knows has answered there: each answer is signed with the key
kept since joining. What waits to be sent goes along, so nothing is lost on the way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desktop.models.exchanges import read_centre, write_centre
from desktop.usecases.authority import authorise
from desktop.usecases.exchange.authorities import authority_of, check_vouched, keep_authority, needs_authority
from desktop.usecases.exchange.exchanging import Exchanged, Progress, centre_of, exchange_all, quiet
from desktop.usecases.exchange.wire import Wire
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till

OpenAt = Callable[[Till, str, str], Wire]
"""Opens the line of a till at an address, whose certificate is checked against an authority (PEM; '' for public ones)."""


def follow_centre(
    till: Till,
    session: Session,
    open_at: OpenAt,
    url: str,
    authority: str = "",
    progress: Progress = quiet,
) -> Exchanged:
    """Exchange with the centre at another address, and keep that address from now on; return what the exchange did.

    `authority` is the one to trust there; '' for the one kept. Nothing changes where the exchange fails: raises
    `not_joined`, `authority_without_tls`, `centre_signature_wrong` where another centre answers, and all the line raises.
    """
    authorise(till, session, "set_policy")
    check_vouched(url, authority)
    centre_of(till)
    trusted = authority or _kept(till, url)
    done = exchange_all(till, open_at(till, url, trusted), progress)
    with till.transaction(session.staff_id) as tx:
        centre = read_centre(tx)
        assert centre is not None
        write_centre(tx, replace(centre, url=url.strip().rstrip("/")))
        keep_authority(tx, trusted)
    return done


def _kept(till: Till, url: str) -> str:
    if not needs_authority(url):
        return ""
    with till.read() as db:
        return authority_of(db)
