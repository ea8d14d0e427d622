"""The day close presenter over the real store: the shift counted, the day closed, earlier days, paper."""

from __future__ import annotations

import datetime as dt
import unicodedata
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from desktop.ui.day_close.presenter import DayPresenter
from desktop.ui.day_close.till_days import TillDays
from desktop.ui.formats import plain
from desktop.ui.parts.cash import is_far_off
from desktop.ui.tasks import ImmediateTasks
from desktop.usecases.selling.days import day_of
from desktop.usecases.selling.paper_queue import list_jobs, move_job
from desktop.usecases.selling.shifts import shift_now
from tests.conftest import OWNER_PIN

TODAY = dt.date(2026, 11, 21)
DAY = 86_400_000


def test_an_empty_day_is_empty(presenter, view) -> None:
    day = view.last("show_day")
    assert (day.on, day.today, day.is_empty) == (TODAY, TODAY, True)
    assert not view.last("show_shift").is_open


def test_the_day_tells_money_groups_and_the_club(sold, presenter, view) -> None:
    day = view.last("show_day")
    assert (day.net, day.gross, day.purchases, day.average) == (600_000, 600_000, 2, 300_000)
    assert dict(day.tenders) == {"cash": 400_000, "card": 200_000}
    assert [(one.name, one.net, one.purchases) for one in day.groups] == [("Shoes", 600_000, 2)]
    assert (day.member_net, dict(day.club)["credit_given"], day.joined) == (500_000, 50_000, 1)
    assert day.closed_at is None


def test_a_shift_is_opened_with_what_was_counted(presenter, view, seat) -> None:
    presenter.on_counted(250_000)
    assert view.last("show_shift").is_open
    assert shift_now(seat.till).opened_with == 250_000
    assert view.last("show_notice").key == "shift_opened"


def test_what_should_be_there_is_said_after_counting(sold, presenter, view, sell) -> None:
    assert view.last("show_shift").counted is None
    sell(50_000)
    presenter.on_counted(530_000)
    shift = view.last("show_shift")
    assert (shift.counted, shift.expected, shift.difference) == (530_000, 550_000, -20_000)
    presenter.on_counted_again()
    assert view.last("show_shift").counted is None
    presenter.on_counted(550_000)
    presenter.on_shift_ended()
    assert not view.last("show_shift").is_open
    assert (view.last("show_notice").key, view.last("show_notice").value) == ("shift_closed", 0)
    done = view.last("show_day").shifts
    assert [(one.counted, one.difference) for one in done] == [(550_000, 0)]


def test_a_count_no_drawer_holds_is_asked_about_once(sold, presenter, view) -> None:
    presenter.on_counted(50_000_005_000_000)
    assert "50,000,005,000,000" in plain(view.last("show_count_problem"))
    assert view.last("show_shift").counted is None
    presenter.on_counted(90_000_000)
    assert view.last("show_shift").counted == 90_000_000, "much, but a drawer may hold it"
    presenter.on_counted_again()
    presenter.on_counted(50_000_005_000_000)
    assert view.last("show_shift").counted is None, "asked anew after another count"
    presenter.on_counted(50_000_005_000_000)
    assert view.last("show_shift").counted == 50_000_005_000_000


@pytest.mark.parametrize(
    ("counted", "expected", "currency", "far"),
    [
        (10**8, 0, "IRT", False),
        (10**8 + 1, 0, "IRT", True),
        (10**9, 0, "IRR", False),
        (10**9 + 1, 0, "IRR", True),
        (100_000_00 + 1, 0, "EUR", True),
        (11 * 10**9, 10**9, "IRT", False),
        (11 * 10**9 + 1, 10**9, "IRT", True),
        (0, 10**12, "IRT", False),
    ],
)
def test_a_count_is_far_off_by_what_is_expected_and_what_a_drawer_holds(
    counted: int, expected: int, currency: str, far: bool
) -> None:
    assert is_far_off(counted, expected, currency) is far


def test_nothing_counted_is_said_at_the_field(presenter, view) -> None:
    presenter.on_counted(None)
    assert view.last("show_count_problem")


def test_a_day_waits_for_its_shift(sold, presenter, view) -> None:
    presenter.on_closed()
    assert view.times("show_problem") == 1
    assert view.last("show_day").closed_at is None


def close(presenter) -> None:
    presenter.on_counted(500_000)
    presenter.on_shift_ended()
    close_again(presenter)


def close_again(presenter) -> None:
    presenter.on_closed()
    presenter.on_closed()


@pytest.mark.parametrize("act", ["on_close_left", "on_language_changed", "entered", "another day"])
def test_one_press_closes_no_day(sold, presenter, view, act) -> None:
    presenter.on_counted(500_000)
    presenter.on_shift_ended()
    presenter.on_closed()
    assert (view.last("show_sure"), view.last("show_day").closed_at) == (True, None)
    if act == "another day":
        presenter.on_day_stepped(-1)
        presenter.on_closed()
    else:
        getattr(presenter, act)()
    assert view.last("show_sure") is (act in ("on_language_changed", "another day"))
    assert view.last("show_day").closed_at is None


def test_what_is_left_is_asked_anew(sold, presenter, view) -> None:
    presenter.on_counted(500_000)
    presenter.on_shift_ended()
    presenter.on_closed()
    presenter.on_close_left()
    presenter.on_closed()
    assert (view.last("show_sure"), view.last("show_day").closed_at) == (True, None)
    presenter.on_closed()
    assert (view.last("show_sure"), view.last("show_day").closed_at is not None) == (False, True)


def test_a_day_is_closed_printed_and_printed_again(sold, presenter, view, seat) -> None:
    close(presenter)
    day = view.last("show_day")
    assert day.closed_at is not None
    assert day.closed_by
    assert view.last("show_notice").key == "day_closed"
    presenter.on_printed_again()
    with seat.till.read() as db:
        slips = [(job.kind, job.copies) for job in list_jobs(db) if job.kind == "day"]
    assert sorted(slips) == [("day", 0), ("day", 1)]


def test_a_day_closed_again_tells_the_newest(sold, presenter, view, fixed_clock) -> None:
    close(presenter)
    first = view.last("show_day").closed_at
    fixed_clock.go(3_600_000)
    close_again(presenter)
    assert view.last("show_day").closed_at == first + 3_600_000


def test_earlier_days_are_looked_at_and_later_ones_are_not(sold, presenter, view, fixed_clock) -> None:
    close(presenter)
    fixed_clock.go(40 * DAY)
    presenter.entered()
    today = view.last("show_day").today
    assert view.last("show_day").is_empty
    presenter.on_day_chosen(TODAY)
    day = view.last("show_day")
    assert (day.net, day.closed_at is not None) == (600_000, True)
    presenter.on_day_stepped(-1)
    assert view.last("show_day").on == dt.date(2026, 11, 20)
    presenter.on_day_chosen(today + dt.timedelta(days=5))
    assert view.last("show_day").on == today


def test_a_day_closed_late_is_closed(sold, presenter, view, seat, fixed_clock) -> None:
    presenter.on_counted(500_000)
    presenter.on_shift_ended()
    fixed_clock.go(9 * DAY)
    presenter.entered()
    presenter.on_day_chosen(TODAY)
    assert view.last("show_day").closed_at is None
    close_again(presenter)
    assert view.last("show_day").closed_at == fixed_clock.at


def test_what_ended_is_told_on_the_day_it_was_posted(sold, presenter, view, seat, fixed_clock) -> None:
    close(presenter)
    fixed_clock.go(31 * DAY)
    presenter.entered()
    close_again(presenter)
    assert view.last("show_day").expired == 50_000
    assert day_of(seat.till, TODAY).totals.expired == 0


def test_a_cashier_closes_the_day_with_a_managers_pin(sold, presenter, view, seat, make_staff) -> None:
    presenter.on_counted(500_000)
    presenter.on_shift_ended()
    seat.session = make_staff("cashier")
    presenter.entered()
    assert not view.last("show_day").may_close
    close_again(presenter)
    presenter.approval.choose("owner")
    for figure in OWNER_PIN:
        presenter.approval.press(figure)
    presenter.approval.submit()
    assert view.last("show_day").closed_at is not None


@pytest.mark.parametrize(
    ("state", "act", "after"),
    [
        ("doubtful", "on_paper", "printed"),
        ("doubtful", "retry", "queued"),
        ("failed", "retry", "queued"),
        ("waiting", "drop", "dropped"),
        ("queued", "drop", "dropped"),
    ],
)
def test_a_person_sees_to_a_slip(sold, presenter, view, seat, state: str, act: str, after: str) -> None:
    with seat.till.read() as db:
        job = list_jobs(db)[0].job_id
    move_job(seat.till, job, state, "paper_out")
    presenter.refresh()
    paper = next(one for one in view.last("show_papers") if one.job_id == job)
    assert act in paper.acts
    assert "paper" in paper.problem.lower()
    presenter.on_paper_act(job, act)
    assert next(one for one in view.last("show_papers") if one.job_id == job).state == after


def test_a_printed_slip_is_copied(sold, presenter, view, seat) -> None:
    with seat.till.read() as db:
        job = list_jobs(db)[0]
    move_job(seat.till, job.job_id, "printed")
    presenter.refresh()
    presenter.on_paper_act(job.job_id, "copy")
    copies = [one.copies for one in view.last("show_papers") if one.kind == job.kind]
    assert 1 in copies


def test_a_slip_that_moved_on_is_shown_as_it_is(sold, presenter, view, seat) -> None:
    with seat.till.read() as db:
        job = list_jobs(db)[0].job_id
    move_job(seat.till, job, "doubtful")
    presenter.refresh()
    move_job(seat.till, job, "printed")
    presenter.on_paper_act(job, "retry")
    assert view.times("show_problem") == 1
    assert next(one for one in view.last("show_papers") if one.job_id == job).state == "printed"


@pytest.mark.parametrize(("lang", "words"), [("en", "Net sales"), ("fa", "فروش")])
def test_the_page_is_written(sold, seat, view, tmp_path: Path, lang: str, words: str) -> None:
    desk = TillDays(seat, lang=lambda: lang, printed=lambda: None)
    presenter = DayPresenter(view, ImmediateTasks(), desk, lang=lambda: lang)
    presenter.entered()
    target = tmp_path / "day.pdf"
    presenter.on_pdf(str(target))
    with pdfium.PdfDocument(target) as document:
        text = unicodedata.normalize("NFKC", document[0].get_textpage().get_text_range())
    figure = {"en": "600,000", "fa": "۶۰۰٬۰۰۰"}[lang]
    assert figure in text
    assert words in text or words[::-1] in text
    assert view.last("show_notice").text == str(target)


def test_training_writes_nothing(sold, presenter, view, seat) -> None:
    seat.training = True
    with seat.till.read() as db:
        before = db.value("SELECT count(*) FROM fact"), len(list_jobs(db))
    presenter.on_counted(500_000)
    presenter.on_shift_ended()
    presenter.on_closed()
    presenter.on_paper_act(view.last("show_papers")[0].job_id, "drop")
    with seat.till.read() as db:
        assert (db.value("SELECT count(*) FROM fact"), len(list_jobs(db))) == before
        assert all(job.state == "queued" for job in list_jobs(db))
    assert view.times("show_problem") == 3
