"""Hours as people type them in the editor: a whole hour alone, in any digits; half of one is asked about plainly."""

from __future__ import annotations

import pytest

from desktop.usecases.offer_drafts import list_drafts


def begin(presenter, text: str) -> None:
    editing = presenter.editing
    presenter.on_new()
    editing.on_add_wanted("basket.all")
    presenter.on_choice_picked("hours")
    editing.on_field_changed("basket.all[0].hours.from", "hour", text, False)
    editing.on_field_changed("basket.all[0].hours.until", "hour", "۲۱:۳۰", False)


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("17", "17:00"),
        ("۱۷", "17:00"),
        (" ١٧ ", "17:00"),
        ("9", "09:00"),
        ("0", "00:00"),
        ("24", "24:00"),
        ("17:05", "17:05"),
    ],
)
def test_a_whole_hour_needs_no_minutes(presenter, view, seat, typed: str, hour: str) -> None:
    begin(presenter, typed)
    (draft,) = list_drafts(seat.till)
    assert draft.document["basket"]["all"] == [{"hours": {"from": hour, "until": "21:30"}}]
    assert view.last("show_problems") == {}


@pytest.mark.parametrize("typed", ["17:5", "25", "17:", "1730", "five"])
def test_half_an_hour_is_asked_about_and_stays_as_it_was_typed(presenter, view, seat, typed: str) -> None:
    begin(presenter, typed)
    assert view.last("show_problems") == {
        "basket.all[0].hours.from": "Write the hour from 0 to 24, its minutes in two figures: 17 or 17:05."
    }
    (draft,) = list_drafts(seat.till)
    assert draft.document["basket"]["all"][0]["hours"]["from"] == typed
