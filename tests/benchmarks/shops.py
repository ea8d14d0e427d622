"""Shops to measure on: made in a folder by the product itself."""

from __future__ import annotations

import os
from pathlib import Path

from desktop.clocks import SystemClock
from desktop.models.keys import FileKeys
from desktop.models.people import Person
from desktop.usecases.new_shop import NewShop, new_shop
from desktop.usecases.open_till import open_till
from desktop.usecases.policies import publish_policy
from desktop.usecases.selling.shifts import begin_shift
from desktop.usecases.sign_in import Session, sign_in
from desktop.usecases.staff_keys import LIGHT
from desktop.usecases.till import Till
from loyalty.kinds import MemberEnrolled

PIN = "730614"


def made_shop(folder: Path, *, members: int = 1) -> tuple[Till, Session, list[str]]:
    """Make a shop with members, ten percent credit and an open shift; return it open."""
    keys = FileKeys(folder / "keys")
    said = NewShop("فروشگاه", "مرکزی", PIN, test=True)
    new_shop(folder / "shop", said, clock=SystemClock(), entropy=os.urandom, keys=keys, key_cost=LIGHT)
    till, session = opened_shop(folder)
    begin_shift(till, session, 0)
    publish_policy(till, session, "earning", {"credit": {"percent": 10, "expires_days": 180}})
    ids = [till.new_id() for _ in range(members)]
    with till.transaction(session.staff_id) as tx:
        for member_id in ids:
            tx.record("member.enrolled", MemberEnrolled(member_id, None))
        people = {m: Person(name=f"عضو {n}", phone=f"0900{n:07d}") for n, m in enumerate(ids)}
        tx.set_people(people)
    return till, session, ids


def opened_shop(folder: Path) -> tuple[Till, Session]:
    """Open a shop made here, its owner at the till."""
    keys = FileKeys(folder / "keys")
    till = open_till(folder / "shop", clock=SystemClock(), entropy=os.urandom, keys=keys, key_cost=LIGHT)
    return till, sign_in(till, "owner", PIN, record=False)
