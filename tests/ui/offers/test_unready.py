"""A draft that is not ready promises nothing in the list: it says what is missing, in the reader's words."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.ui.offers.draft import opened
from desktop.ui.offers.presenter import OffersPresenter
from desktop.ui.offers.shown import OfferRow
from desktop.ui.tasks import ImmediateTasks
from desktop.usecases.offer_drafts import Draft
from tests.ui.seats import Remembering


def listed(desk: Any, lang: Any, **document: Any) -> OfferRow:
    """Return the row of a draft in the list."""
    whole = opened({"id": "spring", "name": {"fa": "بهار", "en": "Spring"}, "benefits": [], **document})
    desk.keep(Draft("spring", whole, 0))
    view = Remembering()
    OffersPresenter(view, ImmediateTasks(), desk, lang=lambda: lang).entered()
    (row,) = view.last("show_list").rows
    return row


@pytest.mark.parametrize(
    ("document", "fa", "en"),
    [
        ({}, "هنوز آماده نیست. بگویید عضو چه می‌گیرد", "Not ready yet. Say what the member gets"),
        (
            {"benefits": [{"discount": {"percent": 120}}]},
            "هنوز آماده نیست. درصد تخفیف: درصدی میان ۰ و ۱۰۰ بنویسید.",
            "Not ready yet. Percent off: Write a percent from 0 to 100.",
        ),
        (
            {"name": {"fa": "", "en": ""}, "benefits": [{"discount": {"percent": 120}}]},
            "هنوز آماده نیست. نام: نامی بنویسید. و ۱ چیز دیگر.",
            "Not ready yet. Name: Write a name. And 1 more.",
        ),
        (
            {"benefits": [{"gift": {"product": "P-404"}}]},
            "هنوز آماده نیست. کالای هدیه: این کالا در فروشگاه نیست",
            "Not ready yet. Gift product: The shop has no such product",
        ),
        (
            {"benefits": [{"points": {"plus": 5}}], "until": "2020-01-01"},
            "هنوز آماده نیست. زمان: این تاریخ گذشته است",
            "Not ready yet. Dates: This day has passed",
        ),
    ],
    ids=["empty", "120 percent", "two things", "no such product", "never opens"],
)
def test_what_is_missing_stands_in_place_of_what_it_gives(desk, document: Any, fa: str, en: str) -> None:
    for lang, told in (("fa", fa), ("en", en)):
        row = listed(desk, lang, **document)
        assert row.sentence.startswith(told)
        assert row.unready


def test_a_ready_draft_says_what_it_gives(desk) -> None:
    row = listed(desk, "en", benefits=[{"discount": {"percent": 12}}])
    assert (row.sentence, row.unready) == ("12% off the basket.", False)
