"""What an offer cannot be stands under its row in the editor, in both languages, and what was typed stays."""

from __future__ import annotations

import pytest

from desktop.ui.offers.presenter import OffersPresenter
from desktop.ui.offers.shown import Base
from desktop.ui.tasks import ImmediateTasks
from desktop.usecases.offer_drafts import list_drafts
from desktop.usecases.offers import list_offers, publish, show_offer
from tests.cli.test_offer_refusals import CREDIT, REFUSED
from tests.ui.seats import Remembering

NAMED = {"name": {"fa": "آزمایشی", "en": "Trial"}, "benefits": CREDIT}


def problems_of(desk, lang: str, document: dict) -> dict[str, str]:
    """Open a draft, touch it, ask to publish it: return what stands at its places in the end."""
    view = Remembering()
    presenter = OffersPresenter(view, ImmediateTasks(), desk, lang=lambda: lang)
    presenter.entered()
    presenter.editing.begin(document, Base(), desk.surroundings())
    presenter.editing.on_field_changed("name.en", "word", "Trial of it", False)
    found: dict[str, str] = view.last("show_problems")
    if presenter.editing._judged.offer is not None and "show_publish" not in [name for name, _ in view.shown]:
        presenter.editing.on_publish_wanted()
        presenter.editing.on_published("")
        found = {**found, **view.last("show_problems")}
    return found


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_what_cannot_be_stands_at_its_row(desk, seat, lang: str) -> None:
    for number, (name, (offer, _, where)) in enumerate(REFUSED.items()):
        found = problems_of(desk, lang, {"id": f"x{number}", **NAMED, **offer})
        row = where.replace("basket.dates", "basket.all[0].dates").removesuffix(".not")
        assert any(place.startswith(row) for place in found), (name, found)
    assert list_offers(seat.till) == ()
    assert len(list_drafts(seat.till)) == len(REFUSED)


@pytest.mark.parametrize(
    ("document", "place", "fa", "en"),
    [
        (
            {"caps": {"per_member": 0}},
            "caps.per_member",
            "عددی دست‌کم ۱ بار بنویسید.",
            "of times, at least 1.",
        ),
        (
            {"caps": {"cost": 0}},
            "caps.cost",
            "مبلغی دست‌کم ۱ تومان بنویسید.",
            "an amount of at least 1 Toman.",
        ),
        (
            {"benefits": [{"discount": {"percent": 120}}]},
            "benefits[0].discount.percent",
            "درصدی میان ۰ و ۱۰۰ بنویسید.",
            "a percent from 0 to 100.",
        ),
    ],
)
def test_the_sentence_stands_at_the_very_field_in_its_unit(desk, document, place, fa, en) -> None:
    for lang, said in (("fa", fa), ("en", en)):
        found = problems_of(desk, lang, {"id": "x", **NAMED, **document})
        assert said in found[place], found


def test_a_circle_is_said_where_it_closes(desk, seat) -> None:
    right = {"kind": "one_shot", "grant": {"days": 30}}
    for key, gives in (("b", []), ("a", [{"grant": {"offer": "b"}}])):
        publish(seat.till, seat.session, {"id": key, **NAMED, **right, "benefits": [*CREDIT, *gives]})
    benefits = [*CREDIT, {"grant": {"offer": "a"}}]
    found = problems_of(desk, "en", {"id": "b", **NAMED, **right, "benefits": benefits})
    assert found["benefits[1]"] == "These offers give each other for ever: b → a → b. Choose another."
    assert show_offer(seat.till, "b").version == 1


def test_how_it_is_paid_and_at_which_till_are_blocks_with_names(desk, seat) -> None:
    view = Remembering()
    presenter = OffersPresenter(view, ImmediateTasks(), desk, lang=lambda: "en")
    presenter.on_new()
    for key in ("tender", "till"):
        presenter.editing.on_add_wanted("basket.all")
        presenter.on_choice_picked(key)
    presenter.editing.on_field_changed("basket.all[0].tender", "many", "cash,card", False)
    presenter.editing.on_add_wanted("benefits")
    presenter.on_choice_picked("percent_off")
    said = view.last("show_said")
    assert "the payment is by card or cash alone" in said.here.text
    assert f"at till {seat.till.shop.code}" in said.here.text
    assert seat.till.shop.till_id not in said.here.text + said.there.text
    assert view.last("show_problems") == {}
