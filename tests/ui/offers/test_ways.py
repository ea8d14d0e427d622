"""Ways out of an offer that loses, each taken by one key: the draft then pays, and says what was taken."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.ui.offers.shown import UNDER, UNTRIED, Base, ShownCheck
from desktop.usecases.offers import publish
from desktop.usecases.policies import publish_policy
from desktop.usecases.products import set_products
from loyalty.kinds import Product
from tests.ui.offers.test_presenter import fill_in


def losing(presenter, benefit: dict[str, Any], view) -> ShownCheck:
    """Write an offer of one benefit, and return what the check says of it."""
    document = {"id": "x", "name": "X", "benefits": [benefit]}
    presenter.editing.begin(document, Base(), presenter._around)
    return view.last("show_check")


SHOES = {"of": {"group": "SHOES"}}
OUT = [
    (
        {"discount": {"amount": 150_000, **SHOES}},
        ("least:SHOES=", "From ", " of Shoes"),
        "holds at least",
    ),
    (
        {"discount": {"percent": 60, "cap": 60_000, **SHOES}},
        ("least:SHOES=", "From ", " of Shoes"),
        "holds at least",
    ),
    (
        {"buy_get": {"buy": 1, "get": 1, **SHOES}},
        ("benefits[0].buy_get.percent=", "", " instead of 100%"),
        "% off",
    ),
    (
        {"price": {"amount": 50_000, **SHOES}},
        ("benefits[0].price.amount=", "", " instead of 50,000 Toman"),
        "Each of Shoes at",
    ),
    (
        {"bundle": {"price": 90_000, "parts": [SHOES, {"of": {"group": "BAGS"}}]}},
        ("benefits[0].bundle.price=", "", " instead of 90,000 Toman"),
        "together at",
    ),
]


@pytest.mark.parametrize(("benefit", "way", "then"), OUT)
def test_each_kind_of_benefit_has_its_own_way_out(
    presenter, view, seat, benefit: dict[str, Any], way: tuple[str, str, str], then: str
) -> None:
    priced = [("boot", "SHOES", 300_000), ("case", "BAGS", 200_000)]
    rows = [Product(name, "", name, group, price, 0, False) for name, group, price in priced]
    set_products(seat.till, seat.session, rows)
    key, begins, ends = way
    check = losing(presenter, benefit, view)
    assert check.verdict == UNDER
    found = next(one for one in check.ways if one.key.startswith(key))
    assert found.text.replace("\u2068", "").startswith(begins)
    assert found.text.replace("\u2069", "").endswith(ends)
    presenter.editing.on_way_picked(found.key)
    assert view.last("show_check").verdict != UNDER
    assert then in view.last("show_said").here.text


def test_a_cap_is_a_way_out_where_a_least_basket_is_asked_for(presenter, view) -> None:
    fill_in(presenter)
    presenter.editing.on_field_changed("benefits[0].credit.percent", "percent", "45", False)
    (cap,) = [one for one in view.last("show_check").ways if ".cap=" in one.key]
    assert cap.text == "At most 180,000 Toman"
    presenter.editing.on_way_picked(cap.key)
    assert view.last("show_check").verdict != UNDER
    assert "(at most 180,000 Toman)" in view.last("show_said").here.text


def test_a_smaller_least_basket_gives_way_to_the_one_that_pays(presenter, view) -> None:
    losing(presenter, {"discount": {"amount": 150_000}}, view)
    editing = presenter.editing
    editing.on_add_wanted("basket.all")
    presenter.on_choice_picked("basket_total")
    editing.on_field_changed("basket.all[0].basket_total.amount", "money", "200000", False)
    (least,) = [one for one in view.last("show_check").ways if one.key.startswith("least:")]
    editing.on_way_picked(least.key)
    assert view.last("show_said").here.text.count("holds at least") == 1
    assert "200,000" not in view.last("show_said").here.text


def test_what_was_never_tried_is_not_said_to_pay(presenter, view) -> None:
    check = losing(presenter, {"price": {"amount": 50_000, **SHOES}}, view)
    assert [row.verdict for row in check.rows] == [UNTRIED]
    assert (check.title, check.stops) == ("Not tried on Shoes", False)
    assert "Write the prices" in check.rows[0].words


def test_a_purchase_never_grows_into_a_smaller_one_and_the_loss_of_others_is_said(
    presenter, view, seat
) -> None:
    publish_policy(seat.till, seat.session, "costs", {"redeemed_percent": 50})
    publish(seat.till, seat.session, {"id": "half", "benefits": [{"credit": {"percent": 50, **SHOES}}]})
    presenter.refresh()
    check = losing(presenter, {"discount": {"amount": 50_000, **SHOES}}, view)
    assert [row.amount_now for row in check.rows] == [0]
    losing(presenter, {"credit": {"percent": 5, **SHOES}}, view)
    assert "Even without this offer the live ones lose" in view.last("show_check").hint
