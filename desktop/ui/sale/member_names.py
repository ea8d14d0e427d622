"""What a member is called before whoever sells: by name, or by a phone whose middle is hidden."""

from __future__ import annotations

from desktop.usecases.policies import rules_now
from desktop.usecases.selling.counter_member import load_member
from desktop.usecases.till import Till
from loyalty.errors import LoyaltyError
from loyalty.words import Lang, mask_phone


def name_of_member(till: Till, member_id: str | None, lang: Lang) -> str:
    """Return what a member is called; empty for nobody and for one who cannot be read."""
    if member_id is None:
        return ""
    with till.read() as db:
        try:
            found = load_member(db, member_id, rules_now(db), till.now(), till.shop.zone)
        except LoyaltyError:
            return ""
    return found.person.name or mask_phone(found.person.phone, lang)
