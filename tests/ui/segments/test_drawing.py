"""A segment drawn in the window: said and counted while it is written, kept, changed, removed; never by accident."""

from __future__ import annotations

from desktop.usecases.offers.publishing import publish
from desktop.usecases.segments import segments_now


def drawn_now(till) -> set[str]:
    with till.read() as db:
        return set(segments_now(db))


def spent(drawing, amount: str) -> None:
    """Ask for what somebody spent, and write how much."""
    drawing.on_add_wanted("audience.all")
    drawing.on_choice_picked("spent")
    drawing.on_field_changed("audience.all[0].spent.amount", "money", amount, False)


def test_a_segment_is_drawn_counted_and_stands_in_the_list(presenter, view, till) -> None:
    drawing = presenter.drawing
    presenter.on_draw_wanted()
    drawing.on_add_wanted("audience.all")
    offered = {one.key for one in view.last("show_choices")}
    assert "spent" in offered
    assert not offered & {"hours", "weekdays", "branch", "basket_total"}, (
        "those ask about more than the member"
    )
    drawing.on_choice_picked("spent")
    drawing.on_field_changed("audience.all[0].spent.amount", "money", "2000000", False)
    assert view.last("show_reach").reached == 2
    assert "2,000,000" in view.last("show_said") or "۲٬۰۰۰٬۰۰۰" in view.last("show_said")
    drawing.on_saved()
    assert drawn_now(till) == set(), "one without a name is not kept"
    assert "name" in view.last("show_problems")
    drawing.on_field_changed("name.fa", "word", "خریداران بزرگ", False)
    drawing.on_saved()
    (segment,) = drawn_now(till)
    groups = {one.key: one for one in view.last("show_groups")[0]}
    assert (groups[segment].name, groups[segment].count) == ("خریداران بزرگ", 2)
    assert view.last("show_people").group.key == segment


def test_a_drawn_segment_is_changed_and_removed(drawn, presenter, view, till, session) -> None:
    drawing = presenter.drawing
    presenter.on_group("big")
    presenter.on_redraw_wanted()
    drawing.on_field_changed("audience.all[0].spent.amount", "money", "1", False)
    assert view.last("show_reach").reached == 5
    drawing.on_saved()
    assert view.last("show_people").whole == 5

    offer = {"id": "o", "audience": {"in_segment": "big"}, "benefits": [{"discount": {"percent": 5}}]}
    publish(till, session, offer)
    presenter.on_redraw_wanted()
    drawing.on_dropped()
    assert drawn_now(till) == {"big"}, "an offer names it"
    assert "big" in view.last("show_problem")
    drawing.leave()


def test_a_segment_of_everybody_is_not_kept(presenter, view, till) -> None:
    presenter.on_draw_wanted()
    presenter.drawing.on_field_changed("name.en", "word", "Everybody", False)
    presenter.drawing.on_saved()
    assert drawn_now(till) == set()
    assert view.times("show_problem")


def test_what_is_written_and_not_kept_is_left_only_by_who_says_so_twice(presenter, view, till) -> None:
    drawing = presenter.drawing
    presenter.on_draw_wanted()
    spent(drawing, "2000000")
    drawing.on_left()
    assert view.last("show_drawing")[0] is not None, "it stands there still"
    assert view.times("show_problem")
    drawing.on_field_changed("audience.all[0].spent.amount", "money", "3000000", False)
    drawing.on_left()
    assert view.last("show_drawing")[0] is not None, "what was written since is asked about anew"
    drawing.on_left()
    assert (view.last("show_drawing")[0], drawn_now(till)) == (None, set())


def test_what_is_kept_or_untouched_is_left_at_once(drawn, presenter, view) -> None:
    presenter.on_group("big")
    presenter.on_redraw_wanted()
    presenter.drawing.on_left()
    assert view.last("show_drawing")[0] is None
