"""The offers screen without a screen, over the real use cases: list, draft, check, publish, stop."""

from __future__ import annotations

import pytest

from desktop.ui.offers.presenter import OffersPresenter
from desktop.ui.offers.shown import DRAFT, ENDED, LIVE, PAYS, STOPPED, UNDER, UNKNOWN, Base, Notice
from desktop.ui.offers.till_offers import TillOffers
from desktop.ui.tasks import ImmediateTasks, Job, Report
from desktop.usecases.offer_drafts import MOST_DRAFTS, Draft, keep_draft, list_drafts
from desktop.usecases.offers import granted_members, list_offers, publish
from desktop.usecases.policies import publish_policy
from desktop.usecases.sign_in import lock, sign_in
from desktop.usecases.staff import NewStaff, add_staff
from loyalty.errors import LoyaltyError
from loyalty.kinds import MemberEnrolled
from tests.conftest import STAFF_PIN
from tests.ui.seats import OneSeat, Remembering

INSTEAD = {
    "id": "instead-20",
    "name": {"fa": "بیست به‌جای ده", "en": "Twenty instead of ten"},
    "audience": {"member": True},
    "basket": {"basket_total": {"op": ">=", "amount": 600_000, "group": "SHOES"}},
    "benefits": [{"credit": {"percent": 20, "mode": "instead", "of": {"group": "SHOES"}}}],
}


def fill_in(presenter: OffersPresenter) -> None:
    """Write the shoe shop's offer, as a manager does: a row, its figures, a row, its figures."""
    editing = presenter.editing
    presenter.on_new()
    for place, text in (("name.fa", "بیست به‌جای ده"), ("name.en", "Twenty instead of ten")):
        editing.on_field_changed(place, "word", text, False)
    editing.on_add_wanted("audience.all")
    presenter.on_choice_picked("member")
    editing.on_add_wanted("basket.all")
    presenter.on_choice_picked("basket_total")
    editing.on_field_changed("basket.all[0].basket_total.amount", "money", "600000", False)
    editing.on_field_changed("basket.all[0].basket_total.group", "choice", "SHOES", True)
    editing.on_add_wanted("benefits")
    presenter.on_choice_picked("extra_credit")
    editing.on_field_changed("benefits[0].credit.percent", "percent", "20", False)
    editing.on_field_changed("benefits[0].credit.mode", "choice", "instead", False)
    editing.on_field_changed("benefits[0].credit.of?", "choice", "group:SHOES", True)


def rows(view: Remembering) -> list[tuple[str, str]]:
    return [(row.name, row.state) for row in view.last("show_list").rows]


def test_an_empty_list_may_be_filled_by_who_may(presenter, view) -> None:
    shown = view.last("show_list")
    assert (shown.rows, shown.may_publish, shown.may_rule) == ((), True, True)
    assert sum(count for _, count in shown.counts) == 0


def test_an_offer_is_written_said_and_checked(presenter, view) -> None:
    fill_in(presenter)
    said = view.last("show_said")
    assert said.unfinished == 0
    assert said.here.text == (
        "When the buyer is a member and the basket holds at least 600,000 Toman of Shoes: "
        "20% credit instead of the base rate on Shoes."
    )
    assert "۲۰٪ اعتبار به‌جای نرخ پایه" in said.there.text
    marked = [said.here.text[start : start + length] for start, length in said.here.marked]
    assert {"600,000 Toman", "20%", "Shoes"} <= set(marked)
    check = view.last("show_check")
    (shoes,) = check.rows
    assert (shoes.group, shoes.amount_now, shoes.amount_then) == ("SHOES", 200_000, 600_000)
    assert (shoes.now, shoes.now_redeemed, shoes.then, shoes.then_redeemed) == (
        60_000,
        40_000,
        180_000,
        60_000,
    )
    assert (shoes.verdict, check.verdict, check.stops) == (PAYS, PAYS, False)
    assert "20,000 Toman more" in shoes.words


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(presenter, view, seat) -> None:
    fill_in(presenter)
    editing = presenter.editing
    editing.on_field_changed("benefits[0].credit.percent", "percent", "120", False)
    assert view.last("show_problems") == {"benefits[0].credit.percent": "Write a percent from 0 to 100."}
    said = view.last("show_said")
    assert said.unfinished == 1
    assert said.here.text.endswith("600,000 Toman of Shoes: …")
    assert view.last("show_check").rows == ()
    (draft,) = list_drafts(seat.till)
    assert draft.document["benefits"][0]["credit"]["percent"] == 120
    editing.on_publish_wanted()
    assert view.last("show_problem") == "Write a percent from 0 to 100."
    assert view.times("show_publish") == 0


def test_every_row_that_is_wrong_says_so_at_once(presenter, view) -> None:
    fill_in(presenter)
    editing = presenter.editing
    editing.on_field_changed("basket.all[0].basket_total.amount", "money", "", False)
    editing.on_field_changed("benefits[0].credit.percent", "percent", "x", False)
    editing.on_add_wanted("limits")
    presenter.on_choice_picked("cap_member")
    editing.on_field_changed("caps.per_member", "whole", "0", False)
    assert set(view.last("show_problems")) == {
        "basket.all[0].basket_total.amount",
        "benefits[0].credit.percent",
        "caps.per_member",
    }


def test_dates_that_end_before_they_begin_are_told_at_the_end(presenter, view) -> None:
    fill_in(presenter)
    editing = presenter.editing
    editing.on_add_wanted("limits")
    presenter.on_choice_picked("dates_of_offer")
    editing.on_field_changed("from", "day", "2026-12-01", True)
    editing.on_field_changed("until", "day", "۱۴۰۵/۰۸/۳۰", True)
    assert view.last("show_problems") == {"until": "It ends before it begins: swap the two days."}


def test_a_new_offer_asks_for_nothing_before_somebody_goes_on(presenter, view) -> None:
    presenter.on_new()
    assert view.last("show_problems") == {}
    presenter.editing.on_publish_wanted()
    assert set(view.last("show_problems")) >= {"benefits"}
    assert "benefit" in view.last("show_problem")


def test_conditions_nest(presenter, view) -> None:
    fill_in(presenter)
    editing = presenter.editing
    editing.on_add_wanted("audience.all")
    presenter.on_choice_picked("any_of")
    assert set(view.last("show_problems")) == {"audience.all[1]"}
    editing.on_add_wanted("audience.all[1].any")
    presenter.on_choice_picked("tier_at_least")
    editing.on_add_wanted("audience.all[1].any")
    presenter.on_choice_picked("visits")
    text = view.last("show_said").here.text
    assert "(the member's tier is Silver or higher or the member has bought more than 10 times)" in text
    editing.on_field_changed("audience.all[1]?", "choice", "none_of", False)
    text = view.last("show_said").here.text
    assert "the member's tier is not Silver or higher and the member has bought at most 10 times" in text
    assert "audience.all[1].not.any[1]" in {row.place for row in audience_rows(view)}
    editing.on_moved("audience.all[1].not.any[1]", -1)
    assert [row.title for row in audience_rows(view)][-2:] == ["Visits", "Tier"]
    editing.on_removed("audience.all[1]")
    assert [row.title for row in audience_rows(view)] == ["Any member"]


def audience_rows(view: Remembering) -> list:
    return list(view.last("show_form")[0].parts[1].rows)


def test_publishing_shows_it_once_more_and_ends_the_draft(presenter, view, seat) -> None:
    fill_in(presenter)
    presenter.editing.on_publish_wanted()
    asked = view.last("show_publish")
    assert (asked.name, asked.warning, asked.stops, asked.holdout) == (
        "Twenty instead of ten",
        "",
        False,
        "10",
    )
    presenter.editing.on_published("0")
    (offer,) = list_offers(seat.till)
    assert (offer.status, offer.version) == ("live", 1)
    assert list_drafts(seat.till) == ()
    assert rows(view) == [("Twenty instead of ten", LIVE)]
    assert view.last("show_notice").key == "published"


def test_a_live_offer_gets_its_next_version_and_stays_live_meanwhile(presenter, view, seat) -> None:
    publish(seat.till, seat.session, INSTEAD)
    presenter.refresh()
    presenter.on_picked("instead-20")
    assert view.last("show_result").state == LIVE
    presenter.on_edit()
    assert view.last("show_head").base == Base(1, 1)
    presenter.editing.on_field_changed("benefits[0].credit.percent", "percent", "15", False)
    presenter.on_left()
    (row,) = view.last("show_list").rows
    assert (row.state, row.draft, row.version) == (LIVE, True, 1)
    presenter.on_edit("instead-20")
    presenter.editing.on_publish_wanted()
    presenter.editing.on_published("0")
    (offer,) = list_offers(seat.till)
    assert (offer.version, offer.published.document["benefits"][0]["credit"]["percent"]) == (2, 15)


def test_a_stopped_offer_says_so_and_may_be_written_on(presenter, view, seat) -> None:
    publish(seat.till, seat.session, INSTEAD)
    presenter.refresh()
    presenter.on_picked("instead-20")
    presenter.on_stop_wanted()
    presenter.on_stop_wanted()
    assert rows(view) == [("Twenty instead of ten", STOPPED)]
    presenter.on_edit("instead-20")
    assert view.last("show_head").base == Base(2, 2, stopped=True)
    presenter.editing.on_publish_wanted()
    presenter.editing.on_published("0")
    assert rows(view) == [("Twenty instead of ten", LIVE)]


def test_a_version_published_after_a_draft_was_begun_is_told_before_it_is_replaced(
    presenter, view, seat
) -> None:
    publish(seat.till, seat.session, INSTEAD)
    presenter.refresh()
    presenter.on_edit("instead-20")
    presenter.editing.on_field_changed("benefits[0].credit.percent", "percent", "15", False)
    presenter.on_left()
    publish(seat.till, seat.session, INSTEAD | {"priority": 5})
    presenter.refresh()
    presenter.on_state_picked(DRAFT)
    assert (rows(view), dict(view.last("show_list").counts)[DRAFT]) == ([("Twenty instead of ten", LIVE)], 1)
    presenter.on_picked("instead-20")
    assert view.last("show_result").draft
    presenter.on_edit()
    assert view.last("show_head").base == Base(1, 2)
    presenter.editing.on_publish_wanted()
    assert view.last("show_publish").replaces == 2
    presenter.editing.on_published("0")
    assert list_offers(seat.till)[0].version == 3


def test_a_version_published_while_the_editor_is_open_is_never_replaced_unseen(presenter, view, seat) -> None:
    publish(seat.till, seat.session, INSTEAD)
    presenter.refresh()
    presenter.on_edit("instead-20")
    presenter.editing.on_field_changed("benefits[0].credit.percent", "percent", "15", False)
    presenter.editing.on_publish_wanted()
    publish(seat.till, seat.session, INSTEAD | {"priority": 5})
    presenter.editing.on_published("0")
    assert "Version 2" in view.last("show_problem")
    (offer,) = list_offers(seat.till)
    assert (offer.version, offer.published.document.get("priority")) == (2, 5)
    assert view.last("show_head").base.replaces == 2
    presenter.editing.on_publish_wanted()
    assert view.last("show_publish").replaces == 2
    presenter.editing.on_published("0")
    (offer,) = list_offers(seat.till)
    assert (offer.version, offer.published.document["benefits"][0]["credit"]["percent"]) == (3, 15)


def test_the_question_says_where_and_how_long_an_offer_holds(presenter, view) -> None:
    fill_in(presenter)
    presenter.editing.on_publish_wanted()
    assert view.last("show_publish").where == "In all branches, until it is stopped."
    presenter.editing.on_field_changed("until", "date", "2027-03-20", True)
    presenter.editing.on_publish_wanted()
    assert view.last("show_publish").where == "In all branches."


def test_an_offer_stops_only_for_who_says_so_twice(presenter, view, seat) -> None:
    publish(seat.till, seat.session, INSTEAD)
    presenter.refresh()
    for leave in (presenter.on_left, presenter.on_locked, lambda: presenter.on_picked("instead-20")):
        presenter.on_picked("instead-20")
        presenter.on_stop_wanted()
        assert view.last("show_stopping").name == "Twenty instead of ten"
        leave()
        presenter.on_stop_wanted()
        presenter.refresh()
        assert rows(view) == [("Twenty instead of ten", LIVE)]
        presenter.on_left()
        assert view.last("show_stopping") is None
    presenter.on_left()
    presenter.on_stop_wanted()
    presenter.refresh()
    assert rows(view) == [("Twenty instead of ten", LIVE)], "no offer is open any more"


def test_drafts_outlive_lock_and_restart(presenter, desk, seat) -> None:
    fill_in(presenter)
    lock(seat.session)
    again = Remembering()
    other = OffersPresenter(again, ImmediateTasks(), desk, lang=lambda: "fa")
    with pytest.raises(LoyaltyError):
        seat.session.signer.sign(b"")
    assert [draft.document["name"]["en"] for draft in list_drafts(seat.till)] == ["Twenty instead of ten"]
    other._take(other._read("fa"))
    assert rows(again) == [("بیست به‌جای ده", DRAFT)]


def test_a_draft_is_dropped_and_what_is_live_stays(presenter, view, seat) -> None:
    publish(seat.till, seat.session, INSTEAD)
    presenter.refresh()
    presenter.on_edit("instead-20")
    presenter.editing.on_field_changed("benefits[0].credit.percent", "percent", "15", False)
    presenter.editing.on_dropped()
    assert list_drafts(seat.till) == ()
    assert list_offers(seat.till)[0].version == 1
    assert view.last("show_notice").key == "dropped"


def test_drafts_are_kept_in_bounds(till, session) -> None:
    for number in range(MOST_DRAFTS):
        keep_draft(till, session, Draft(f"o{number}", {}))
    keep_draft(till, session, Draft("o1", {"id": "o1"}))
    with pytest.raises(LoyaltyError, match="drafts_too_many"):
        keep_draft(till, session, Draft("one-more", {}))


def test_the_list_is_narrowed_by_words_and_state(presenter, view, seat) -> None:
    publish(seat.till, seat.session, INSTEAD)
    publish(seat.till, seat.session, {**INSTEAD, "id": "past", "name": "Spring", "until": "2026-11-25"})
    seat.till.clock.go(10 * 24 * 3_600_000)
    presenter.refresh()
    assert rows(view) == [("Twenty instead of ten", LIVE), ("Spring", ENDED)]
    presenter.on_text_changed("SPRING")
    assert rows(view) == [("Spring", ENDED)]
    presenter.on_state_picked(LIVE)
    assert rows(view) == []
    presenter.on_text_changed("")
    assert rows(view) == [("Twenty instead of ten", LIVE)]


def test_a_loss_is_told_with_a_way_out(presenter, view) -> None:
    fill_in(presenter)
    editing = presenter.editing
    editing.on_field_changed("benefits[0].credit.percent", "percent", "45", False)
    check = view.last("show_check")
    assert [row.verdict for row in check.rows] == [UNDER]
    assert check.title == "It loses money on Shoes"
    assert "loses" in check.rows[0].words
    way = check.ways[0]
    assert way.key == "benefits[0].credit.percent=30"
    editing.on_way_picked(way.key)
    assert view.last("show_check").verdict != UNDER
    assert "30% credit" in view.last("show_said").here.text


def test_the_whole_basket_is_narrowed_to_the_group_that_pays(presenter, view) -> None:
    fill_in(presenter)
    editing = presenter.editing
    editing.on_removed("basket.all[0]")
    editing.on_field_changed("benefits[0].credit.of?", "choice", "", True)
    editing.on_field_changed("benefits[0].credit.percent", "percent", "45", False)
    check = view.last("show_check")
    assert {row.group: row.verdict for row in check.rows} == {"SHOES": UNDER, "BAGS": PAYS, "CARE": UNKNOWN}
    keys = [way.key for way in check.ways]
    assert "benefits[0].credit.of.group=BAGS" in keys
    editing.on_way_picked("benefits[0].credit.of.group=BAGS")
    assert [row.group for row in view.last("show_check").rows] == ["BAGS"]


def test_policy_may_refuse_what_loses(presenter, view, seat) -> None:
    publish_policy(seat.till, seat.session, "costs", {"losing_offers": "refuse"})
    fill_in(presenter)
    presenter.editing.on_field_changed("benefits[0].credit.percent", "percent", "45", False)
    assert view.last("show_check").stops


def test_the_language_may_change_while_writing(desk) -> None:
    view, lang = Remembering(), ["fa"]
    presenter = OffersPresenter(view, ImmediateTasks(), desk, lang=lambda: lang[0])
    presenter.entered()
    fill_in(presenter)
    assert "سبد از کفش دست‌کم" in view.last("show_said").here.text
    lang[0] = "en"
    presenter.on_language_changed()
    assert view.last("show_said").here.text.startswith("When the buyer")
    assert view.last("show_form")[0].parts[1].rows[0].title == "Any member"


def test_what_an_offer_did_and_a_dry_run_speak_the_language_of_the_window(desk) -> None:
    view, lang = Remembering(), ["fa"]
    presenter = OffersPresenter(view, ImmediateTasks(), desk, lang=lambda: lang[0])
    presenter.entered()
    fill_in(presenter)
    presenter.editing.on_trial_wanted()
    assert view.last("show_trial") is not None
    lang[0] = "en"
    presenter.on_language_changed()
    assert view.last("show_trial") is None, "its words are the other language's"
    presenter.editing.on_publish_wanted()
    presenter.editing.on_published("0")
    presenter.on_picked(view.last("show_list").rows[0].offer_id)
    assert view.last("show_result").sentence.startswith("When")
    lang[0] = "fa"
    presenter.on_language_changed()
    assert view.last("show_result").sentence.startswith("اگر")


def test_who_may_not_publish_is_asked_for_a_pin(seat, session) -> None:
    from desktop.usecases.sign_in import sign_in

    manager = add_staff(seat.till, session, NewStaff("نگار", "branch_manager", pin=STAFF_PIN))
    cashier = add_staff(seat.till, session, NewStaff("ثنا", "cashier", pin=STAFF_PIN))
    mine = OneSeat(seat.till, sign_in(seat.till, cashier.staff_id, STAFF_PIN))
    view = Remembering()
    presenter = OffersPresenter(view, ImmediateTasks(), TillOffers(mine), lang=lambda: "en")
    presenter.entered()
    assert not view.last("show_list").may_publish
    fill_in(presenter)
    presenter.editing.on_publish_wanted()
    presenter.editing.on_published("0")
    asked = view.last("show_approval")
    assert asked is not None
    presenter.approval.choose(manager.staff_id)
    for figure in STAFF_PIN:
        presenter.approval.press(figure)
    presenter.approval.submit()
    assert list_offers(seat.till)[0].status == "live"


def test_training_writes_nothing(desk, seat, view) -> None:
    seat.training = True
    presenter = OffersPresenter(view, ImmediateTasks(), desk, lang=lambda: "en")
    presenter.entered()
    fill_in(presenter)
    presenter.editing.on_publish_wanted()
    presenter.editing.on_published("0")
    assert list_offers(seat.till) == ()
    assert list_drafts(seat.till) == ()
    assert "training" in view.last("show_problem").lower()


def test_what_can_never_hold_is_doubted_where_it_stands(presenter, view) -> None:
    fill_in(presenter)
    editing = presenter.editing
    for _ in range(2):
        editing.on_add_wanted("audience.all")
        presenter.on_choice_picked("visits")
    editing.on_field_changed("audience.all[2].visits.op", "choice", "<", False)
    editing.on_field_changed("audience.all[2].visits.value", "whole", "3", False)
    told = view.last("show_problems")
    assert list(told.values()) == ["It contradicts another condition: both are never so together."] * len(
        told
    )
    assert all(place.startswith("audience.all[") for place in told)
    assert told
    # A doubt stops nothing: the sentence stands, and who publishes decides.
    assert view.last("show_said").unfinished == 0
    editing.on_publish_wanted()
    assert view.times("show_publish") == 1


def test_a_ready_offer_of_another_shop_asks_for_our_own_groups(presenter, view) -> None:
    presenter.on_library_wanted()
    presenter.on_choice_picked("nail-not-colour")
    told = view.last("show_problems")
    assert {place.split(".")[0] for place in told} == {"audience", "benefits[0]"}
    assert set(told.values()) == {"The shop has no such product group: choose one."}


def test_an_offer_for_a_class_begins_with_its_audience_and_leaves_the_open_draft_kept(
    presenter, view, desk
) -> None:
    presenter.on_new()
    presenter.editing.on_field_changed("name.en", "word", "Half written", False)
    presenter.on_new_for("at_risk")
    rows = [row for part in view.last("show_form")[0].parts for row in part.rows]
    assert "at_risk" in {field.value for row in rows for field in row.fields}
    assert [draft.document["name"]["en"] for draft in desk.drafts()] == ["Half written"]


class Later(ImmediateTasks):
    """Long work stands until it is let run."""

    def long(self, work, on_result=None, on_error=None, on_progress=None) -> Job:
        if on_progress is None:
            return super().long(work, on_result, on_error)
        self.waiting = Job()
        self.run = lambda: self._run(
            lambda: work(Report(self.waiting, on_progress)), on_result, on_error, self.waiting
        )
        return self.waiting


def test_a_one_shot_is_published_once_it_is_found_to_whom_and_not_where_that_was_cancelled(
    desk, view, seat
) -> None:
    with seat.till.transaction(seat.session.staff_id) as tx:
        tx.record("member.enrolled", MemberEnrolled("sara", None))
    tasks = Later()
    presenter = OffersPresenter(view, tasks, desk, lang=lambda: "en")
    presenter.entered()
    fill_in(presenter)
    editing = presenter.editing
    editing.on_field_changed("kind?", "choice", "one_shot", True)
    editing.on_removed("basket.all[0]")
    editing.on_publish_wanted()
    assert view.last("show_publish").gives
    editing.on_published("0")
    editing.giving.cancel()
    tasks.run()
    assert (list_offers(seat.till), view.last("show_publish")) == ((), None)
    editing.on_publish_wanted()
    editing.on_published("0")
    tasks.run()
    (offer,) = list_offers(seat.till)
    assert view.last("show_given") == 1
    assert [one.member_id for one in granted_members(seat.till, offer.offer_id)] == ["sara"]


def test_profit_now_is_filled_where_every_purchase_meets_the_offer(
    presenter: OffersPresenter, view: Remembering
) -> None:
    document = INSTEAD | {"basket": {"all": []}}
    rows = presenter._desk.check(document, "en").rows
    assert next(row for row in rows if row.group == "SHOES").now is not None


@pytest.fixture
def looking(desk, view, seat):
    """Whom a one-shot is given to is being looked for; `run()` ends that."""
    with seat.till.transaction(seat.session.staff_id) as tx:
        tx.record("member.enrolled", MemberEnrolled("sara", None))
    tasks = Later()
    presenter = OffersPresenter(view, tasks, desk, lang=lambda: "en")
    presenter.entered()
    fill_in(presenter)
    presenter.editing.on_field_changed("kind?", "choice", "one_shot", True)
    presenter.editing.on_removed("basket.all[0]")
    presenter.editing.on_publish_wanted()
    presenter.editing.on_published("0")
    return presenter, tasks


def test_a_search_that_ends_when_another_sits_here_publishes_nothing(looking, view, seat) -> None:
    _, tasks = looking
    add_staff(seat.till, seat.session, NewStaff("ثنا", "owner", "sana", STAFF_PIN))
    lock(seat.session)
    seat.session = sign_in(seat.till, "sana", STAFF_PIN)
    tasks.run()
    assert (list_offers(seat.till), view.last("show_publish")) == ((), None)


def test_locking_up_ends_the_search(looking, view, seat) -> None:
    presenter, tasks = looking
    presenter.on_locked()
    tasks.run()
    assert (list_offers(seat.till), view.last("show_publish")) == ((), None)


def test_what_is_written_during_the_search_stops_it_and_is_kept(looking, view, seat) -> None:
    presenter, tasks = looking
    presenter.editing.on_field_changed("name.en", "word", "Changed since", False)
    tasks.run()
    assert (list_offers(seat.till), view.last("show_publish")) == ((), None)
    assert [one.document["name"]["en"] for one in list_drafts(seat.till)] == ["Changed since"]


def test_a_second_version_is_given_to_nobody_who_has_it_already(looking, desk, seat) -> None:
    _, tasks = looking
    tasks.run()
    (offer,) = list_offers(seat.till)
    document, _ = desk.document(offer.offer_id)
    assert desk.given_to(document, lambda done, total: None) == ()


def test_a_row_that_was_taken_out_comes_back_by_one_key(presenter, view, seat) -> None:
    fill_in(presenter)
    presenter.editing.on_removed("audience.all[0]")
    assert view.last("show_notice") == Notice("removed")
    (draft,) = list_drafts(seat.till)
    assert draft.document["audience"] == {"all": []}
    presenter.on_undone()
    (draft,) = list_drafts(seat.till)
    assert draft.document["audience"] == {"all": [{"member": True}]}
    presenter.on_undone()
    assert list_drafts(seat.till) == (draft,), "there is nothing more to bring back"


def test_what_was_changed_after_a_row_was_taken_out_is_never_undone_with_it(presenter, seat) -> None:
    fill_in(presenter)
    presenter.editing.on_removed("audience.all[0]")
    presenter.editing.on_field_changed("benefits[0].credit.percent", "percent", "15", False)
    presenter.on_undone()
    (draft,) = list_drafts(seat.till)
    assert draft.document["benefits"][0]["credit"]["percent"] == 15


def test_a_draft_that_was_dropped_comes_back_by_one_key(presenter, view, seat) -> None:
    fill_in(presenter)
    (draft,) = list_drafts(seat.till)
    presenter.editing.on_dropped()
    assert (list_drafts(seat.till), view.last("show_notice").key) == ((), "dropped")
    presenter.on_undone()
    (back,) = list_drafts(seat.till)
    assert (back.offer_id, back.document) == (draft.offer_id, draft.document)
    assert rows(view) == [("Twenty instead of ten", DRAFT)]
