"""A till that sold today, over the real encrypted file."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.ui.day_close.presenter import DayPresenter
from desktop.ui.day_close.till_days import TillDays
from desktop.ui.tasks import ImmediateTasks
from desktop.usecases.members.enrol import NewMember, enrol
from desktop.usecases.policies import publish_policy
from desktop.usecases.selling.checkout import Sold, checkout
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.selling.shifts import begin_shift
from loyalty.basket import Tender
from tests.ui.seats import OneSeat, Remembering

GROUPS = {"groups": [{"id": "SHOES", "name": {"fa": "کفش", "en": "Shoes"}}]}


@pytest.fixture
def seat(till, session) -> OneSeat:
    publish_policy(till, session, "groups", GROUPS)
    publish_policy(till, session, "earning", {"credit": {"percent": 10, "expires_days": 30}})
    return OneSeat(till, session)


@pytest.fixture
def sell(seat) -> Callable[..., Sold]:
    def sell_(amount: int, *, card: int = 0, member: str | None = None) -> Sold:
        cash = amount - card
        tenders = tuple(t for t in (Tender("cash", cash), Tender("card", card)) if t.amount)
        basket = basket_of([group_line(seat.till, "SHOES", amount, 1_000)])
        return checkout(seat.till, seat.session, basket, member, tenders)

    return sell_


@pytest.fixture
def sold(seat, sell) -> Sold:
    """A shift with 100,000 in the drawer, a member's purchase and a walk-in's."""
    begin_shift(seat.till, seat.session, 100_000)
    who = enrol(seat.till, seat.session, NewMember("09120004567", card_no=None)).member_id
    first = sell(500_000, card=200_000, member=who)
    sell(100_000)
    return first


@pytest.fixture
def view() -> Remembering:
    return Remembering()


@pytest.fixture
def presenter(seat: OneSeat, view: Remembering) -> DayPresenter:
    desk = TillDays(seat, lang=lambda: "en", printed=lambda: None)
    made = DayPresenter(view, ImmediateTasks(), desk, lang=lambda: "en")
    made.entered()
    return made
