"""A small shop of shoes over the real encrypted file, with a member, margins and ten percent of base credit."""

from __future__ import annotations

import pytest

from desktop.ui.offers.presenter import OffersPresenter
from desktop.ui.offers.till_offers import TillOffers
from desktop.ui.tasks import ImmediateTasks
from desktop.usecases.policies import publish_policy
from tests.ui.seats import OneSeat, Remembering

GROUPS = {
    "groups": [
        {"id": "SHOES", "name": {"fa": "کفش", "en": "Shoes"}, "margin": 30},
        {"id": "BAGS", "name": {"fa": "کیف", "en": "Bags"}, "margin": 60},
        {"id": "CARE", "name": {"fa": "نگهداری", "en": "Care"}},
    ]
}
EARNING = {"credit": {"percent": 10, "expires_days": 180}}


@pytest.fixture
def seat(till, session) -> OneSeat:
    publish_policy(till, session, "groups", GROUPS)
    publish_policy(till, session, "earning", EARNING)
    return OneSeat(till, session)


@pytest.fixture
def desk(seat: OneSeat) -> TillOffers:
    return TillOffers(seat)


@pytest.fixture
def view() -> Remembering:
    return Remembering()


@pytest.fixture
def presenter(desk: TillOffers, view: Remembering) -> OffersPresenter:
    made = OffersPresenter(view, ImmediateTasks(), desk, lang=lambda: "en")
    made.entered()
    return made
