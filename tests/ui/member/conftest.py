"""A club with members who bought, over the real encrypted file."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.ui.formats import Formats
from desktop.ui.member.presenter import MemberPresenter
from desktop.ui.member.till_members import TillMembers
from desktop.ui.tasks import ImmediateTasks
from desktop.usecases.members.enrol import Enrolled, NewMember, enrol
from desktop.usecases.policies import publish_policy
from desktop.usecases.selling.checkout import Sold, checkout
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.selling.shifts import begin_shift
from loyalty.basket import Tender
from tests.ui.seats import OneSeat, Remembering


@pytest.fixture
def club(till, session):
    """A till with an open shift, ten percent credit for sixty days, points."""
    begin_shift(till, session, 100_000)
    publish_policy(till, session, "earning", {"credit": {"percent": 10, "expires_days": 60}})
    return till


@pytest.fixture
def join(club, session) -> Callable[..., Enrolled]:
    def join_(phone: str = "09120004567", **words: object) -> Enrolled:
        return enrol(club, session, NewMember(phone, **words))

    return join_


@pytest.fixture
def buy(club, session) -> Callable[..., Sold]:
    def buy_(member_id: str, amount: int, *, credit: int = 0) -> Sold:
        basket = basket_of([group_line(club, "SHOES", amount, 1_000)])
        tenders = (Tender("cash", amount - credit),) if amount - credit else ()
        return checkout(club, session, basket, member_id, tenders, credit=credit)

    return buy_


@pytest.fixture
def seat(club, session) -> OneSeat:
    return OneSeat(club, session)


@pytest.fixture
def served() -> list[str]:
    return []


@pytest.fixture
def view() -> Remembering:
    return Remembering()


@pytest.fixture
def presenter(seat: OneSeat, view: Remembering, served: list[str]) -> MemberPresenter:
    desk = TillMembers(seat, lang=lambda: "en", printed=lambda: None)
    formats = Formats("en", "latin", "gregorian", "IRT", "Asia/Tehran")
    made = MemberPresenter(view, ImmediateTasks(), desk, formats=lambda: formats, serve=served.append)
    made.entered()
    return made
