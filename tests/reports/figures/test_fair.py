"""A change is told only where both periods are whole: a shop that began, a month that runs, a branch that opened later."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop.reports.figures.book import Book, Scope
from desktop.reports.figures.cuts import headlines
from desktop.reports.figures.document import read_shop
from desktop.reports.figures.drift import notes
from desktop.reports.figures.fair import begun, unfair
from desktop.reports.figures.periods import Period
from desktop.reports.unfair import Unfair
from desktop.usecases.importing.folder import import_folder
from tests.usecases.data.conftest import Write

AS_OF = dt.date(2022, 6, 1)
FIRST = dt.date(2022, 1, 1)
FAR = dt.date(2022, 8, 1)


@pytest.fixture
def book(till, session, write: Write) -> Book:
    """B1 sells every day of five months, B2 of the last alone; B1 sells more in each of the last weeks."""
    sales = []
    for place in range((AS_OF - FIRST).days):
        day = FIRST + dt.timedelta(days=place)
        grown = max(0, (day - dt.date(2022, 5, 7)).days // 7 + 1) * 400_000
        sales.append(_sale(f"A{place}", "B1", day, 100_000 + grown))
        if day >= dt.date(2022, 5, 1):
            sales.append(_sale(f"B{place}", "B2", day, 100_000))
    members = [{"member_id": "M1", "joined_at": "2021-12-01T00:00:00Z"}]
    import_folder(till, session, write(members=members, purchases=sales))
    with till.read() as db:
        return read_shop(db, AS_OF, till.shop).book()


def _sale(number: str, branch: str, day: dt.date, amount: int) -> dict[str, object]:
    at = f"{day}T12:00:00+03:30"
    return {"purchase_id": number, "member_id": "M1", "branch_id": branch, "at": at, "amount": amount}


def last(days: int) -> tuple[Period, Period]:
    period = Period.last(days, AS_OF)
    return period, period.before()


def test_half_a_former_period_is_no_comparison(book: Book) -> None:
    assert unfair(book, "net_sales", *last(60), FAR) is None
    assert unfair(book, "net_sales", *last(90), FAR) == Unfair("began", FIRST)
    assert (
        unfair(book, "net_sales", *last(365), FAR) is None
    )  # nothing at all before: no figure, not an unfair one


def test_a_figure_needs_its_window_known_too(book: Book) -> None:
    period, earlier = last(30)
    assert unfair(book, "active_rate", period, earlier, FAR) is None
    assert unfair(book, "churn_rate", period, earlier, FAR) == Unfair("began", FIRST)
    assert unfair(book, "clv", period, earlier, FAR) == Unfair("began", FIRST)


def test_a_branch_that_opened_later_is_told_by_its_own_first_day(book: Book) -> None:
    there = book.cut(Scope(frozenset(("B2",))))
    assert begun(there) == dt.date(2022, 5, 1)
    assert unfair(there, "net_sales", *last(20), FAR) == Unfair("began", dt.date(2022, 5, 1))
    assert unfair(there, "net_sales", *last(15), FAR) is None


def test_days_that_are_not_over_are_no_comparison(book: Book) -> None:
    week, before = last(7)
    today = AS_OF - dt.timedelta(days=1)
    assert unfair(book, "net_sales", week, before, today) is None
    assert unfair(book, "net_sales", *last(3), today) == Unfair("not_over", today)
    assert unfair(book, "net_sales", week, before, today - dt.timedelta(days=1)) == Unfair("not_over", today)
    running = before.until - dt.timedelta(days=1)
    assert unfair(book, "net_sales", week, before, running) == Unfair("compared_not_over", running)


def test_an_unfair_headline_has_no_change(book: Book, till) -> None:
    with till.read() as db:
        before = read_shop(db, AS_OF, till.shop).book(as_of=AS_OF - dt.timedelta(days=90))
    sold = headlines(book, Period.last(90, AS_OF), before)[0]
    assert sold.before
    assert sold.unfair == Unfair("began", FIRST)
    assert sold.change is None


def test_notes_of_a_branch_are_its_own(book: Book) -> None:
    rising = {(note.branch, note.figure) for note in notes(book, ("B1", "B2"))}
    assert {("", "net_sales"), ("B1", "net_sales")} <= rising
    assert {note.branch for note in notes(book, ("B1",), whole=False)} == {"B1"}
    assert notes(book, ("B2",), whole=False) == ()
