"""A small club over the real encrypted file: a class that somebody left within the month, a drawn segment."""

from __future__ import annotations

import pytest

from desktop.ui.segments.presenter import SegmentsPresenter
from desktop.ui.segments.till_segments import TillSegments
from desktop.ui.tasks import ImmediateTasks
from desktop.usecases.members.enrol import NewMember, enrol
from desktop.usecases.segments import set_segment
from desktop.usecases.selling.checkout import checkout
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.selling.shifts import begin_shift
from loyalty.basket import Tender
from tests.ui.seats import OneSeat, Remembering

DAY = 86_400_000
PEOPLE = ("سارا رضایی‌نژاد", "علی کریمی", "Nina Ahmadi", "حسین مرادی", "مینا صادقی", "کیان یزدی")
BUYS = (
    *((0, 40, 900_000), (0, 20, 900_000), (0, 3, 1_200_000), (1, 45, 2_500_000), (1, 41, 2_000_000)),
    *((2, 50, 150_000), (3, 10, 300_000), (4, 2, 80_000)),
)
"""Whose purchase it was, how many days ago, and how much."""
BIG = {
    "id": "big",
    "name": {"fa": "خریداران بزرگ", "en": "Big spenders"},
    "condition": {"spent": {"op": ">=", "amount": 2_000_000}},
}


def buy(till, session, who: str | None, amount: int) -> None:
    basket = basket_of([group_line(till, "SHOES", amount, 1_000)])
    checkout(till, session, basket, who, (Tender("cash", amount),))


@pytest.fixture
def people(till, session, fixed_clock) -> list[str]:
    """Six members (the last has bought nothing), whose purchases lie on the days of `BUYS`."""
    end = fixed_clock.now() + 60 * DAY
    begin_shift(till, session, 0)
    ids = [
        enrol(till, session, NewMember(f"0912000456{n}", name=name)).member_id
        for n, name in enumerate(PEOPLE)
    ]
    for who, ago, amount in sorted(BUYS, key=lambda one: -one[1]):
        fixed_clock.go(end - ago * DAY - fixed_clock.now())
        buy(till, session, ids[who], amount)
    fixed_clock.go(end - fixed_clock.now())
    return ids


@pytest.fixture
def drawn(till, session) -> None:
    set_segment(till, session, BIG)


@pytest.fixture
def seat(till, session, people) -> OneSeat:
    return OneSeat(till, session)


@pytest.fixture
def view() -> Remembering:
    return Remembering()


@pytest.fixture
def went() -> list[tuple[str, str]]:
    """Where the presenter sent the window."""
    return []


@pytest.fixture
def presenter(seat: OneSeat, view: Remembering, went) -> SegmentsPresenter:
    made = SegmentsPresenter(
        view,
        ImmediateTasks(),
        TillSegments(seat),
        lang=lambda: "en",
        open_member=lambda key: went.append(("member", key)),
        offer_for=lambda name: went.append(("offer", name)),
    )
    made.entered()
    return made
