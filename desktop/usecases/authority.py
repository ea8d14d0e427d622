"""May this person do this? The shop's own access table decides, here and nowhere else.

Who may not do an act alone may bring another person's PIN. The outcome carries the signature for the fact: of the
one who is entitled, made with a key that only their PIN opens, so that editing the file forges nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.models.queries.names import level_at_work
from desktop.models.sources import Source
from desktop.usecases.acts import act_words, is_signed
from desktop.usecases.people import level_of
from desktop.usecases.policies import rules_now
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.access import Access, levels_for, may
from loyalty.documents import Text
from loyalty.errors import LoyaltyError, require
from loyalty.policy import Rules

if TYPE_CHECKING:
    from desktop.models.log import Approval

Words = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Authority:
    """An act allowed: who does it, who approved it ('' where nobody had to), and the signatures of its fact."""

    act: str
    staff_id: str
    approver_id: str
    approvals: tuple[Approval, ...]


def authorise(
    till: Till, session: Session, act: str, approval: Session | None = None, *, doing: str = ""
) -> Authority:
    """Return the authority for an act, or say who could approve it; `doing` names what is done under it (`acts.DEEDS`).

    Raises `session_locked`, `not_allowed`, `approver_same`, `approver_not_allowed`, `staff_gone`, `act_unknown`.
    """
    with till.read() as db:
        return authorise_within(db, session, act, approval, doing=doing)


def authorise_within(
    db: Source, session: Session, act: str, approval: Session | None = None, *, doing: str = ""
) -> Authority:
    """Return the same inside a reading or a transaction under way; raises what `authorise` raises."""
    access = rules_now(db).access
    level = level_of(db, session.staff_id)
    approver_level = level_of(db, approval.staff_id) if approval else ""
    require(session.signer.open, "session_locked")
    if may(access, level, act):
        return _by(session, act)
    if approval is None:
        raise LoyaltyError("not_allowed", level=level, act=act, **_words(access, level, act, doing))
    require(approval.staff_id != session.staff_id, "approver_same")
    if not may(access, approver_level, act):
        words = _words(access, approver_level, act, doing)
        raise LoyaltyError("approver_not_allowed", staff=approval.name, act=act, **words)
    return _by(session, act, approval)


def require_alone(db: Source, session: Session, access: Access, *acts: str) -> None:
    """Refuse acts that a person may not do alone, inside a transaction under way; raises what `authorise` raises.

    `access` is the table in force now, which the caller has read: a sale reads its rules once.
    """
    level = level_of(db, session.staff_id)
    require(session.signer.open, "session_locked")
    for act in acts:
        if not may(access, level, act):
            raise LoyaltyError("not_allowed", level=level, act=act, **_words(access, level, act))


def may_do(till: Till, session: Session | None, act: str) -> bool:
    """Say whether a person may do an act alone, for what is shown or hidden; nobody may do nothing."""
    if session is None or not session.signer.open:
        return False
    with till.read() as db:
        return may_under(db, rules_now(db), session, act)


def may_under(db: Source, rules: Rules, session: Session | None, act: str) -> bool:
    """Say the same inside a reading under way, by rules that were read already."""
    if session is None or not session.signer.open:
        return False
    level = level_at_work(db, session.staff_id)
    return level is not None and may(rules.access, level, act)


def acts_of(till: Till, session: Session) -> frozenset[str]:
    """Return every act a person may do alone: what their window shows."""
    with till.read() as db:
        access, own = rules_now(db).access, level_of(db, session.staff_id)
    return next((level.acts for level in access.levels if level.level == own), frozenset())


def _by(session: Session, act: str, approval: Session | None = None) -> Authority:
    from desktop.models.log import Approval

    entitled = approval or session
    require(entitled.signer.open, "session_locked")
    approvals = (Approval(entitled.staff_id, entitled.signer),) if approval or is_signed(act) else ()
    return Authority(act, session.staff_id, approval.staff_id if approval else "", approvals)


def level_name(access: Access, level: str) -> Text:
    """Return what people call an access level; one the table no longer has stands for itself."""
    return next((known.name for known in access.levels if known.level == level), Text(level, level))


def level_words(access: Access, level: str) -> dict[str, str]:
    """Return the names of a level for a refusal."""
    name = level_name(access, level)
    english = name.of("en").lower()
    article = "An" if english[:1] in ("a", "e", "i", "o", "u") else "A"
    return {"level_fa": name.of("fa"), "level_en": english, "one_level_en": f"{article} {english}"}


def _words(access: Access, level: str, act: str, doing: str = "") -> dict[str, str]:
    who = levels_for(access, act)
    act_fa, act_en = act_words(doing or act)
    return {
        **level_words(access, level),
        "act_fa": act_fa,
        "act_en": act_en,
        "who_fa": "، ".join(known.name.of("fa") for known in who),
        "who_en": ", ".join(known.name.of("en").lower() for known in who),
    }
