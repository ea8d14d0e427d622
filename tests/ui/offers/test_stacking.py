"""The tree of stacking: drawn from what is in force, changed group by group, published, and then priced by."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.ui.snapshots import settle
from desktop.ui.tasks import ImmediateTasks
from desktop.usecases.offers import publish
from desktop.usecases.policies import publish_policy, rules_now, show_policy
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.selling.pricing import price_basket
from tests.ui.accessibility import assert_all_named
from tests.ui.offers.hands import at_the_screen
from tests.ui.typing import press


def percent(key: str, rate: int, **more: object) -> dict:
    return {"id": key, "name": key, "benefits": [{"discount": {"percent": rate}}], **more}


@pytest.fixture
def ruled(presenter, view, seat):
    publish(seat.till, seat.session, percent("ten", 10))
    publish(seat.till, seat.session, percent("five", 5))
    presenter.on_stacking_wanted()
    return presenter.stacking


def titles(view) -> list[str]:
    return [step.title for step in view.last("show_stack").steps]


def net(seat) -> int:
    return price_basket(seat.till, basket_of([group_line(seat.till, "CARE", 100_000)]), None).quote.totals.net


def test_the_tree_in_force_is_drawn_with_its_offers(ruled, view) -> None:
    shown = view.last("show_stack")
    assert [step.group for step in shown.steps] == ["item", "basket", "credit", "points", "codes"]
    basket = shown.steps[1]
    assert {name for _, name in basket.inside} == {"ten", "five"}
    assert shown.may_rule
    assert not shown.changed


def test_another_mode_is_published_and_priced_by(ruled, view, seat) -> None:
    assert net(seat) == 90_000
    ruled.on_mode_chosen("basket", "all")
    assert view.last("show_stack").changed
    assert net(seat) == 90_000
    ruled.on_published()
    assert net(seat) == 85_500
    assert view.last("show_notice").key == "stacking"
    with seat.till.read() as db:
        assert show_policy(db, "stacking").number == 1


def test_groups_move_and_come_and_go(ruled, view) -> None:
    ruled.on_moved("credit", -1)
    assert [step.group for step in view.last("show_stack").steps][:2] == ["item", "credit"]
    ruled.on_moved("item", -1)
    assert view.last("show_stack").steps[0].group == "item"
    ruled.on_group_added("")
    own = view.last("show_stack").steps[0]
    assert own.own
    ruled.on_offer_moved("ten", own.group)
    (
        first,
        *_,
    ) = view.last("show_stack").steps
    assert [name for _, name in first.inside] == ["ten"]
    ruled.on_offer_moved("ten", "basket")
    assert view.last("show_stack").steps[0].inside == ()
    ruled.on_group_removed(own.group)
    ruled.on_group_removed("item")
    assert next(step.group for step in view.last("show_stack").steps) == "item"


def test_an_offer_named_into_a_family_works_there(ruled, view, seat) -> None:
    ruled.on_group_added("")
    own = view.last("show_stack").steps[0].group
    ruled.on_offer_moved("five", own)
    ruled.on_published()
    # Each is now alone in its group: both work, one upon the other.
    assert net(seat) == 85_500
    with seat.till.read() as db:
        assert rules_now(db).stacking.groups[0].offers == ("five",)


def test_families_lie_within_one_another_and_are_priced_so(ruled, view, seat) -> None:
    publish(seat.till, seat.session, percent("eight", 8))
    ruled.start()
    ruled.on_group_added("basket")
    both = view.last("show_stack").steps[2]
    assert (both.within, both.knot.depth, both.shares) == ("Discounts of the whole basket", 1, False)
    ruled.on_mode_chosen(both.group, "all")
    ruled.on_offer_moved("five", both.group)
    ruled.on_offer_moved("eight", both.group)
    basket, both = view.last("show_stack").steps[1:3]
    assert [name for _, name in basket.inside] == ["ten"]
    assert basket.knot.holds
    ruled.on_published()
    # Five and eight together, one upon the other, are more than ten alone.
    assert net(seat) == 87_400


def test_a_family_is_put_elsewhere_but_not_into_itself_nor_too_deep(ruled, view) -> None:
    for home in ("", "family-1", "family-2"):
        ruled.on_group_added(home)
    first, second, third = view.last("show_stack").steps[:3]
    assert [step.knot.depth for step in (first, second, third)] == [0, 1, 2]
    assert not third.may_hold
    assert dict(first.homes) == {}
    assert set(dict(third.homes)) == {"", "family-1", "item", "basket", "credit", "points", "codes"}
    ruled.on_put("family-3", "basket")
    ruled.on_put("family-2", "")
    steps = {step.group: step for step in view.last("show_stack").steps}
    assert [key for key, step in steps.items() if not step.knot.depth][:3] == ["family-1", "family-2", "item"]
    assert steps["family-3"].within == steps["basket"].title
    ruled.on_group_removed("family-3")
    assert "family-3" not in {step.group for step in view.last("show_stack").steps}


def test_families_of_one_name_are_told_apart(presenter, view, seat) -> None:
    twins = [{"id": "item", "places": ["item"]}, {"id": "item", "mode": "first", "places": ["basket"]}]
    publish_policy(seat.till, seat.session, "stacking", {"groups": twins})
    presenter.on_stacking_wanted()
    assert [step.group for step in view.last("show_stack").steps] == ["item", "item-1"]
    assert not view.last("show_stack").changed
    presenter.stacking.on_mode_chosen("item-1", "all")
    assert [step.mode for step in view.last("show_stack").steps] == ["all", "all"]


def test_it_is_drawn_and_changed_by_keys(app, seat, qtbot) -> None:
    publish(seat.till, seat.session, percent("ten", 10))
    manager = at_the_screen(ImmediateTasks(), seat, qtbot)
    press(manager.screen.list.stacking, Qt.Key.Key_Return)
    settle()
    page = manager.screen.stack
    assert manager.screen.page() == "stack"
    assert_all_named(manager.screen)
    assert not page.publish.isEnabled()
    box = page.box("basket", "mode")
    box.setFocus()
    press(box, Qt.Key.Key_Down)
    settle()
    assert page.box("basket", "mode").value() == "first"
    assert manager.screen.focusWidget() is page.box("basket", "mode")
    assert page.publish.isEnabled()
    page.menu("points", "put").pick("credit")
    settle()
    assert manager.screen.focusWidget().property("key") == "basket/mode"
    assert_all_named(manager.screen)
    press(page.publish, Qt.Key.Key_Return)
    settle()
    assert manager.screen.page() == "list"
    with seat.till.read() as db:
        groups = {group.name: group for group in rules_now(db).stacking.groups}
    assert groups["basket"].mode == "first"
    assert [one.name for one in groups["credit"].groups] == ["points"]


def test_a_problem_is_said(ruled, view, seat) -> None:
    seat.training = True
    ruled.on_published()
    assert "raining" in view.last("show_problem")
