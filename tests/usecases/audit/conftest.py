"""A shop that sells, as a thief and an accountant find it: an open shift, ten percent credit, two members."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.models.people import Person
from desktop.usecases.policies import publish_policy
from desktop.usecases.selling.checkout import Sold, checkout
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.selling.shifts import begin_shift
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.basket import Tender
from loyalty.kinds import MemberEnrolled

Sell = Callable[..., Sold]


@pytest.fixture
def selling(till: Till, session: Session) -> Till:
    """Return a till with an open shift of 100,000 and ten percent credit for everything."""
    begin_shift(till, session, 100_000)
    publish_policy(till, session, "earning", {"credit": {"percent": 10, "expires_days": 180}})
    return till


@pytest.fixture
def join(selling: Till, session: Session) -> Callable[[str, str], str]:
    """Return what enrols a person."""

    def joined(name: str, phone: str) -> str:
        member_id = selling.new_id()
        with selling.transaction(session.staff_id) as tx:
            tx.record("member.enrolled", MemberEnrolled(member_id, None))
            tx.set_people({member_id: Person(name=name, phone=phone)})
        return member_id

    return joined


@pytest.fixture
def sara(join: Callable[[str, str], str]) -> str:
    """Return a member who has just joined."""
    return join("سارا رضایی‌نژاد", "09120004567")


@pytest.fixture
def reza(join: Callable[[str, str], str], sara: str) -> str:
    """Return a member who joined after Sara."""
    return join("رضا کاوه", "09130007654")


@pytest.fixture
def sell(selling: Till, session: Session) -> Sell:
    """Return what sells one line and takes the rest in one tender."""

    def sold(
        member: str | None, amount: int, *, credit: int = 0, pieces: int = 1, kind: str = "cash"
    ) -> Sold:
        basket = basket_of([group_line(selling, "SHOES", amount, pieces * 1_000)])
        tenders = (Tender(kind, amount - credit),) if amount > credit else ()
        return checkout(selling, session, basket, member, tenders, credit=credit)

    return sold
