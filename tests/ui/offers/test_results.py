"""What a published offer did, in words: a nothing that has a reason says it."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.ui.offers.till_results import _nothing_before
from desktop.usecases.offers.results import BeforeAfter, OfferResults
from loyalty.offers.parse import parse_offer

AWAY = {"no_visit_for": {"months": 3}}


def results(*around: BeforeAfter) -> OfferResults:
    return OfferResults("x", 0, 1, 1, 0, 0, 0, 0, None, 0, None, (), around, 0, None)


@pytest.mark.parametrize(
    ("audience", "before", "members", "told"),
    [
        (AWAY, 0, 5, True),
        ({"all": [{"visits": {"op": ">", "value": 4}}, AWAY]}, 0, 5, True),
        (AWAY, 1, 5, False),
        (AWAY, 0, 0, False),
        ({"member": True}, 0, 5, False),
    ],
)
def test_nothing_bought_before_is_explained_where_the_offer_asks_for_those_away(
    audience: dict[str, Any], before: int, members: int, told: bool
) -> None:
    offer = parse_offer({"id": "x", "audience": audience, "benefits": [{"credit": {"percent": 5}}]})
    found = results(BeforeAfter(7, members, before, 900), BeforeAfter(30, members, 0, 900))
    said = {lang: _nothing_before(offer, found, lang) for lang in ("fa", "en")}
    assert all(bool(text) is told for text in said.values())
