"""The tree of stacking: drawn from what is in force, changed group by group, published, and then priced by."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.ui.snapshots import settle
from desktop.ui.tasks import ImmediateTasks
from desktop.usecases.offers import publish
from desktop.usecases.policies import rules_now, show_policy
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
    ruled.on_group_added()
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
    ruled.on_group_added()
    own = view.last("show_stack").steps[0].group
    ruled.on_offer_moved("five", own)
    ruled.on_published()
    # Each is now alone in its group: both work, one upon the other.
    assert net(seat) == 85_500
    with seat.till.read() as db:
        assert rules_now(db).stacking.groups[0].offers == ("five",)


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
    press(page.publish, Qt.Key.Key_Return)
    settle()
    assert manager.screen.page() == "list"
    with seat.till.read() as db:
        assert rules_now(db).stacking.groups[1].mode == "first"


def test_a_problem_is_said(ruled, view, seat) -> None:
    seat.training = True
    ruled.on_published()
    assert "raining" in view.last("show_problem")
