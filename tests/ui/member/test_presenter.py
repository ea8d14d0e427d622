"""The member screen's presenter over the real store: finding, showing, changing, with and without the right to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.ui.formats import Formats
from desktop.ui.member.presenter import MemberPresenter
from desktop.ui.member.shown import NewPerson, ShownMember, TypedProfile
from desktop.ui.member.till_members import TillMembers
from desktop.ui.tasks import ImmediateTasks, Job
from desktop.usecases.members.leaving import leave
from desktop.usecases.members.member_card import member_card
from desktop.usecases.policies import publish_policy
from desktop.usecases.policy_defaults import default_document
from desktop.usecases.selling.adjusting import adjust
from desktop.usecases.selling.paper_queue import list_jobs
from tests.ui.sale.test_order_of_things import SlowTasks
from tests.ui.seats import Remembering

DAY = 86_400_000


def shown(view) -> ShownMember:
    return view.last("show_member")


def typed(**words: object) -> TypedProfile:
    plain = {"name": "", "phone": "", "birth": "", "email": "", "note": "", "tags": ()}
    return TypedProfile(**{**plain, **words})


def test_nobody_is_chosen_at_first(presenter, view) -> None:
    assert view.last("show_member") is None


def test_typing_lists_and_enter_opens(presenter, view, join) -> None:
    sara = join(name="سارا رضایی", phone="09120004567")
    join(name="مریم رضایی", phone="09120001111")
    presenter.on_text_changed("رضايي")
    found, at = view.last("show_found")
    assert {one.name for one in found} == {"سارا رضایی", "مریم رضایی"}
    assert all("•••" in one.phone for one in found)
    presenter.on_text_changed("۴۵۶۷")
    presenter.on_submitted()
    assert shown(view).head.member_id == sara.member_id
    assert view.last("set_field") == ""
    assert at == 0


def test_arrows_choose_who_enter_opens(presenter, view, join) -> None:
    join(name="سارا رضایی", phone="09120004567")
    join(name="مریم رضایی", phone="09120001111")
    presenter.on_text_changed("رضایی")
    found, _ = view.last("show_found")
    presenter.on_moved(1)
    presenter.on_moved(1)
    presenter.on_submitted()
    assert shown(view).head.member_id == found[1].member_id


@pytest.mark.parametrize(("people", "more"), [(20, 0), (21, 20)])
def test_a_list_that_is_not_all_of_them_says_so(presenter, view, join, people: int, more: int) -> None:
    for number in range(people):
        join(phone=f"0912000{number:04}", name=f"زهرا {number}")
    presenter.on_text_changed("زهرا")
    found, _ = view.last("show_found")
    assert (len(found), view.last("show_more")) == (20, more)
    presenter.on_text_changed("")
    assert view.last("show_more") == 0


class SlowLookUps(SlowTasks):
    """Look-ups wait until they are let run; what takes long is left out."""

    def long(self, *_asked: object, **_more: object) -> Job:
        return Job(ended=True)


def test_enter_faster_than_the_look_up_opens_the_member_and_no_form(seat, join, served) -> None:
    who = join(phone="09120004567").member_id
    view, tasks = Remembering(), SlowLookUps()
    desk = TillMembers(seat, lang=lambda: "fa", printed=lambda: None)
    presenter = MemberPresenter(view, tasks, desk, formats=Formats, serve=served.append)
    presenter.entered()
    tasks.run()
    presenter.on_text_changed("09120004567")
    presenter.on_submitted()
    tasks.run()
    assert view.times("show_enrolment") == 0
    assert shown(view).head.member_id == who


def test_an_unknown_phone_turns_into_enrolment(presenter, view, club) -> None:
    presenter.on_text_changed("۰۹۱۲۷۷۷۸۸۹۹")
    assert view.last("show_reading")[0] == "new"
    presenter.on_submitted()
    assert view.last("show_enrolment") == "09127778899"
    presenter.on_enrolled(NewPerson("09127778899", "نو", "", "", "", ("sms_service",)))
    assert shown(view).head.name == "نو"
    assert view.last("show_notice").key == "enrolled"
    assert [one.given for one in shown(view).consents] == [True, None, None]


def test_who_joins_with_the_phone_of_a_former_member_is_told_to_begin_anew(
    presenter, view, club, session, join
) -> None:
    leave(club, session, join(phone="09120004567", name="سارا رضایی").member_id)
    presenter.on_enrolled(NewPerson("۰۹۱۲۰۰۰۴۵۶۷", "نو", "", None, "", ()))
    assert (view.last("show_notice").key, view.last("show_notice").value) == ("enrolled_again", "سارا رضایی")


def test_a_taken_phone_is_said_at_its_field_and_may_be_shared(presenter, view, join) -> None:
    join(phone="09120004567")
    presenter.on_enrolled(NewPerson("09120004567", "", "", None, "", ()))
    field, text = view.last("show_field_problem")
    assert field == "phone"
    assert "\n" in text
    presenter.on_enrolled(NewPerson("09120004567", "برادر", "", None, "", (), shares_phone=True))
    assert shown(view).head.name == "برادر"
    assert shown(view).head.card == ""


def test_figures_lots_and_side_agree_with_the_ledger(presenter, view, join, buy, fixed_clock) -> None:
    who = join().member_id
    buy(who, 1_000_000)
    fixed_clock.go(40 * DAY)
    buy(who, 500_000, credit=30_000)
    fixed_clock.go(15 * DAY)
    presenter.open(who)
    member = shown(view)
    first, second = member.lots.lots
    assert (first.left, first.standing, first.days) == (70_000, "soon", 5)
    assert (second.left, second.standing) == (47_000, "here")
    band = member.lots.band
    assert (band.here, band.soon, band.not_vested) == (117_000, 70_000, 0)
    assert band.soon_on == first.ends_on
    assert [(end.on, end.amount) for end in member.lots.ends] == [
        (first.ends_on, 70_000),
        (second.ends_on, 47_000),
    ]
    assert (member.side.visits, member.side.spent, member.side.gap_days) == (2, 1_500_000, 40)
    assert sum(n for _, n in member.side.months) == 2
    assert [move.credit for move in member.moves] == [17_000, 100_000]


def test_what_is_spent_or_over_stands_among_the_ended(presenter, view, join, buy, fixed_clock) -> None:
    who = join().member_id
    buy(who, 300_000)
    fixed_clock.go(61 * DAY)
    presenter.open(who)
    assert shown(view).lots.lots == ()
    assert shown(view).lots.ended == 1
    presenter.on_ended_wanted()
    assert [lot.standing for lot in shown(view).lots.lots] == ["expired"]


def test_more_than_eight_lots_are_grouped_and_open(presenter, view, club, session, join, fixed_clock) -> None:
    who = join().member_id
    for amount in range(1, 13):
        adjust(club, session, who, "credit", amount * 1_000, reason="prize")
        fixed_clock.go(4 * DAY)
    presenter.open(who)
    rows = shown(view).lots.lots
    groups = [row for row in rows if row.count > 1]
    assert groups
    assert len(rows) < 12
    assert sum(row.left for row in rows) == 78_000
    presenter.on_group_picked(groups[0].key)
    opened = shown(view).lots.lots
    inside = [row for row in opened if row.inside]
    assert len(inside) == groups[0].count
    assert sum(row.left for row in inside) == groups[0].left
    presenter.on_group_picked(groups[0].key)
    assert shown(view).lots.lots == rows


def test_eight_lots_stand_one_by_one(presenter, view, club, session, join) -> None:
    who = join().member_id
    for _ in range(8):
        adjust(club, session, who, "credit", 1_000, reason="prize")
    presenter.open(who)
    assert [lot.count for lot in shown(view).lots.lots] == [1] * 8


def test_the_phone_is_whole_only_when_asked_and_not_for_the_next(presenter, view, join) -> None:
    sara, other = join().member_id, join("09120001111").member_id
    presenter.open(sara)
    assert shown(view).head.whole_phone == ""
    presenter.on_revealed()
    assert shown(view).head.whole_phone == "09120004567"
    presenter.open(other)
    assert shown(view).head.whole_phone == ""


def test_who_may_not_see_phones_cannot_ask(presenter, view, seat, club, session, join, make_staff) -> None:
    who = join().member_id
    levels = default_document("access")["levels"]
    kept = [
        {**level, "acts": [act for act in level["acts"] if act != "see_phone"]}
        if level["id"] == "operator"
        else level
        for level in levels
    ]
    publish_policy(club, session, "access", {"levels": kept})
    seat.session = make_staff("operator")
    presenter.entered()
    presenter.open(who)
    seen = shown(view).head
    assert "see_phone" not in shown(view).acts
    presenter.on_revealed()
    assert not seen.may_reveal
    assert shown(view).head.whole_phone == ""
    assert "0004567" not in seen.phone


def test_profile_changes_what_differs(presenter, view, join, club) -> None:
    who = join(name="سارا").member_id
    presenter.open(who)
    presenter.on_profile_sent(typed(name="سارا رضایی", birth="۱۳۷۰/۵/۲۴", tags=("همسایه",), note="کفش ۳۷"))
    profile = member_card(club, who).profile
    assert (profile.name, profile.birth_on) == ("سارا رضایی", dt.date(1991, 8, 15))
    assert (profile.tags, profile.note) == (("همسایه",), "کفش ۳۷")
    assert view.last("show_notice").key == "changed"
    presenter.on_profile_sent(
        typed(name="سارا رضایی", birth="1991-08-15", tags=("همسایه",), note="کفش ۳۷", phone="09350000001")
    )
    assert "0001" in member_card(club, who).profile.phone_masked


def test_a_wrong_birthday_is_said_at_its_field(presenter, view, join) -> None:
    presenter.open(join().member_id)
    presenter.on_profile_sent(typed(birth="۱۳۷۰/۱۳/۴۰"))
    assert view.last("show_field_problem")[0] == "birth"


def test_consents_are_kept(presenter, view, join) -> None:
    presenter.open(join().member_id)
    presenter.on_consent_turned("sms_promo", True)
    presenter.on_consent_turned("messenger", False)
    assert [one.given for one in shown(view).consents] == [None, True, False]


def test_cards_are_replaced_and_blocked(presenter, view, join, club) -> None:
    joined = join()
    presenter.open(joined.member_id)
    presenter.on_card_replaced(joined.card_no, "")
    new, old = shown(view).cards
    assert old.number == joined.card_no
    assert old.blocked_on is not None
    assert view.last("show_notice").value == new.number
    presenter.on_card_blocked(new.number)
    assert all(card.blocked_on for card in shown(view).cards)
    with club.read() as db:
        assert [job.kind for job in list_jobs(db)] == ["card", "card"]


def test_two_become_one_and_apart_again(presenter, view, join, buy) -> None:
    sara, twin = join(name="سارا").member_id, join("09120001111", name="سارا ر").member_id
    buy(sara, 100_000)
    buy(twin, 200_000)
    presenter.open(sara)
    presenter.panels.open_merge()
    presenter.panels.on_merge_typed("سارا")
    assert [one.member_id for one in view.last("show_merge").found] == [twin]
    presenter.panels.on_merge_picked(twin)
    pair = view.last("show_merge")
    assert (pair.one.credit, pair.other.credit) == (10_000, 20_000)
    presenter.panels.on_merge_sent()
    assert shown(view).lots.band.here == 30_000
    assert shown(view).head.merged == 2
    assert view.last("show_merge") is None
    presenter.panels.open_ids()
    ids = view.last("show_ids")
    assert [one.first for one in ids] == [True, False]
    presenter.panels.on_split(ids[1].member_id)
    assert shown(view).lots.band.here == 10_000
    assert shown(view).head.merged == 1


def test_by_hand_gives_and_takes(presenter, view, join) -> None:
    presenter.open(join().member_id)
    presenter.panels.open_adjusting()
    units = view.last("show_adjusting").units
    assert units[0] == ("credit", "", 0)
    presenter.panels.on_adjusted("credit", 25_000, "goodwill", "")
    presenter.panels.on_adjusted("credit", -5_000, "correction", "")
    assert shown(view).lots.band.here == 20_000
    presenter.panels.on_adjusted("credit", -50_000, "correction", "")
    assert view.times("show_problem") == 1


def test_a_cashier_needs_a_pin_for_an_entry_by_hand(presenter, view, seat, join, make_staff) -> None:
    who = join().member_id
    seat.session = make_staff("cashier")
    presenter.entered()
    presenter.open(who)
    presenter.panels.on_adjusted("credit", 9_000, "goodwill", "")
    asked = view.last("show_approval")
    assert "owner" in [one.staff_id for one in asked.people]
    presenter.approval.choose("owner")
    for figure in "000000":
        presenter.approval.press(figure)
    presenter.approval.submit()
    assert view.last("show_approval").problem
    assert shown(view).lots.band.here == 0
    for figure in "۷۳۰۶۱۴":
        presenter.approval.press(figure)
    presenter.approval.submit()
    assert view.last("show_approval") is None
    assert shown(view).lots.band.here == 9_000


def test_esc_on_the_pin_does_nothing_to_the_member(presenter, view, seat, join, make_staff, club) -> None:
    who = join().member_id
    seat.session = make_staff("cashier")
    presenter.open(who)
    presenter.panels.on_adjusted("credit", 9_000, "goodwill", "")
    presenter.approval.leave()
    presenter.approval.press("7")
    presenter.approval.submit()
    assert member_card(club, who).credit.total == 0


def test_leaving_says_what_ends_and_ends_it(presenter, view, join, buy, club) -> None:
    who = join().member_id
    buy(who, 400_000)
    presenter.open(who)
    presenter.panels.open_ending("left")
    ending = view.last("show_ending")
    assert (ending.credit, ending.kind) == (40_000, "left")
    presenter.panels.on_ending_sent()
    assert shown(view).head.state == "left"
    assert member_card(club, who).credit.total == 0


def test_erasing_leaves_no_name(presenter, view, join, buy, club) -> None:
    who = join(name="سارا رضایی").member_id
    buy(who, 400_000)
    presenter.open(who)
    presenter.panels.open_ending("erased")
    assert view.last("show_ending").cards == 1
    presenter.panels.on_ending_sent()
    head = shown(view).head
    assert (head.state, head.name, head.phone) == ("erased", "", "")
    presenter.on_text_changed("رضایی")
    assert view.last("show_found")[0] == ()


def test_selling_takes_the_member_to_the_counter(presenter, view, join, served) -> None:
    who = join().member_id
    presenter.on_sold()
    presenter.open(who)
    presenter.on_sold()
    assert served == [who]


def test_the_statement_is_a_file(presenter, view, join, buy, tmp_path: Path) -> None:
    who = join().member_id
    buy(who, 400_000)
    presenter.open(who)
    target = tmp_path / "out" / "s.pdf"
    presenter.on_statement(dt.date(2026, 9, 1), dt.date(2026, 11, 21), str(target))
    assert target.read_bytes().startswith(b"%PDF")
    assert view.last("show_notice").value == str(target)
    presenter.on_statement(dt.date(2026, 11, 22), dt.date(2026, 11, 21), str(target))
    assert view.times("show_problem") == 1


@pytest.mark.parametrize("act", ["enrol", "consent", "card", "adjust", "erase"])
def test_training_writes_nothing(act: str, presenter, view, seat, join, club) -> None:
    who = join().member_id
    presenter.open(who)
    with club.read() as db:
        before = db.value("SELECT count(*) FROM fact")
    seat.training = True
    acts = {
        "enrol": lambda: presenter.on_enrolled(NewPerson("09127778899", "", "", None, "", ())),
        "consent": lambda: presenter.on_consent_turned("sms_promo", True),
        "card": lambda: presenter.on_card_issued(""),
        "adjust": lambda: presenter.panels.on_adjusted("credit", 1_000, "prize", ""),
        "erase": lambda: (presenter.panels.open_ending("erased"), presenter.panels.on_ending_sent()),
    }
    acts[act]()
    with club.read() as db:
        assert db.value("SELECT count(*) FROM fact") == before
    assert view.times("show_problem") == 1


def test_esc_goes_back_step_by_step(presenter, view, join) -> None:
    presenter.open(join().member_id)
    presenter.on_text_changed("09")
    presenter.on_left()
    assert shown(view) is not None
    presenter.on_left()
    assert view.last("show_member") is None


class Queued(ImmediateTasks):
    """Work that waits its turn, as behind the real lane: `go()` does all of it in order."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[Callable[[], object]] = []

    def local(self, work, on_result=None, on_error=None) -> Job:
        self.waiting.append(lambda: super(Queued, self).local(work, on_result, on_error))
        return Job()

    def go(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()


def test_who_was_asked_for_last_is_shown_and_not_who_stood_there_before(seat, view, join) -> None:
    sara, mina = join(name="سارا").member_id, join("09120001111", name="مینا").member_id
    tasks, desk = Queued(), TillMembers(seat, lang=lambda: "en", printed=lambda: None)
    formats = Formats("en", "latin", "gregorian", "IRT", "Asia/Tehran")
    presenter = MemberPresenter(view, tasks, desk, formats=lambda: formats, serve=lambda _: None)
    presenter.open(sara)
    tasks.go()
    # As a name pressed in the reports does: the page is entered, which reads anew who stands there, and another opened.
    presenter.entered()
    presenter.open(mina)
    tasks.go()
    assert shown(view).head.member_id == mina
    presenter.open("nobody")
    tasks.go()
    presenter.refresh()
    tasks.go()
    assert shown(view).head.member_id == mina


def test_esc_leads_back_to_the_list_the_member_was_chosen_from(presenter, view, join) -> None:
    went: list[str] = []
    presenter.open(join().member_id, lambda: went.append("segments"))
    presenter.on_text_changed("09")
    presenter.on_left()
    assert went == []
    presenter.on_left()
    assert (view.last("show_member"), went) == (None, ["segments"])
    presenter.open(join(phone="09121119988").member_id)
    presenter.on_left()
    assert went == ["segments"]
