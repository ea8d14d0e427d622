"""What a member agrees to hear, channel by channel: given and withdrawn, each time as a fact of its own."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.models.queries.members import consents
from desktop.usecases.authority import authorise
from desktop.usecases.members.enrol import channel_of
from desktop.usecases.members.naming import active_member
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.errors import require
from loyalty.kinds import Consent


def set_consents(
    till: Till,
    session: Session,
    member_id: str,
    said: Mapping[str, bool],
    *,
    approval: Session | None = None,
) -> dict[str, bool]:
    """Note what a member said and return everything they said so far; what they said before is not noted twice.

    Raises `consent_unknown`, `change_empty`, `member_unknown`, `member_left`, `member_erased`.
    """
    authorise(till, session, "change_member", approval, doing="set_consent")
    wanted = {channel_of(channel): given for channel, given in said.items()}
    require(wanted, "change_empty")
    with till.transaction(session.staff_id) as tx:
        chief = active_member(tx, member_id).member_id
        before = consents(tx, chief)
        for channel, given in wanted.items():
            if before.get(channel) is not given:
                kind = "consent.given" if given else "consent.withdrawn"
                tx.record(kind, Consent(chief, channel))
        return consents(tx, chief)
