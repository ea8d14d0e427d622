"""A shop that sells: an open shift, a member, base earning of ten percent."""

from __future__ import annotations

import pytest

from desktop.models.people import Person
from desktop.usecases.policies import publish_policy
from desktop.usecases.selling.shifts import begin_shift
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.kinds import MemberEnrolled


@pytest.fixture
def selling(till: Till, session: Session) -> Till:
    """Return a till with an open shift of 100,000 and ten percent credit for everything."""
    begin_shift(till, session, 100_000)
    publish_policy(till, session, "earning", {"credit": {"percent": 10, "expires_days": 180}})
    return till


@pytest.fixture
def sara(selling: Till, session: Session) -> str:
    """Return a member who has just joined."""
    member_id = selling.new_id()
    with selling.transaction(session.staff_id) as tx:
        tx.record("member.enrolled", MemberEnrolled(member_id, None))
        tx.set_people({member_id: Person(name="سارا رضایی‌نژاد", phone="09120004567")})
    return member_id
