"""Who left the club with a phone: whoever joins with it anew begins from nothing, and somebody should know."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desktop.models.queries.members import leavers_of_phones
from desktop.usecases.members.naming import words_of
from desktop.usecases.members.words import phone_forms
from desktop.usecases.till import Till
from loyalty.clock import business_day


@dataclass(frozen=True, slots=True)
class Former:
    """Somebody who left the club, on a business day of this branch; `name` may be empty."""

    member_id: str
    name: str
    left_on: dt.date


def former_member(till: Till, phone: str) -> Former | None:
    """Return who left last of those who had a phone, under whichever of its spellings; None: nobody did."""
    shop = till.shop
    with till.read() as db:
        found = leavers_of_phones(db, phone_forms(phone, shop.currency))
        if not found:
            return None
        member_id, left_at = found[0]
        return Former(member_id, words_of(db, member_id).name, business_day(left_at, shop.zone))
