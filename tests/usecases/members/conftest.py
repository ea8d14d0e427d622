"""A club: a shop that sells with ten percent credit, and what enrols people quickly."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.usecases.members.enrol import Enrolled, NewMember, enrol
from desktop.usecases.policies import publish_policy
from desktop.usecases.selling.checkout import Sold, checkout
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.selling.shifts import begin_shift
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.basket import Tender

Join = Callable[..., Enrolled]
Buy = Callable[..., Sold]


@pytest.fixture
def club(till: Till, session: Session) -> Till:
    """Return a till with an open shift and ten percent credit for everything, for half a year."""
    begin_shift(till, session, 100_000)
    publish_policy(till, session, "earning", {"credit": {"percent": 10, "expires_days": 180}})
    return till


@pytest.fixture
def join(club: Till, session: Session) -> Join:
    """Return what enrols a person: a phone, then the words of `NewMember`."""

    def join_(phone: str = "09120004567", **words: object) -> Enrolled:
        return enrol(club, session, NewMember(phone, **words))  # type: ignore[arg-type]

    return join_


@pytest.fixture
def buy(club: Till, session: Session) -> Buy:
    """Return what sells a member shoes for an amount, partly for credit."""

    def buy_(member_id: str | None, amount: int, *, credit: int = 0) -> Sold:
        basket = basket_of([group_line(club, "SHOES", amount, 1_000)])
        pay = amount - credit
        tenders = (Tender("cash", pay),) if pay else ()
        return checkout(club, session, basket, member_id, tenders, credit=credit)

    return buy_
