"""A report of a past day does not know what came after it, however it comes; and bad days have no figure, never a wrong one."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any

import pytest

from desktop.reports.figures import cuts
from desktop.reports.figures.book import Scope
from desktop.reports.figures.document import figures, read_shop
from desktop.reports.figures.periods import Period, steps
from desktop.reports.figures.sales import days, points, sales
from desktop.reports.figures.table import member_rows
from desktop.usecases.importing.folder import import_folder
from desktop.usecases.members.enrol import NewMember, enrol
from desktop.usecases.members.merging import merge
from loyalty.clock import DAY
from tests.reports.figures import generated
from tests.usecases.data.conftest import Write

EARLY = dt.date(2022, 5, 1)
TOLD_BY_IMPORTS = {"future_rows", "duplicate_ids", "conflicting_ids", "unmatched_rows"}


def seen(till: Any, as_of: dt.date) -> dict[str, Any]:
    with till.read() as db:
        document = figures(db, read_shop(db, as_of, till.shop))
    document["counts"] = {
        key: count for key, count in document["counts"].items() if key not in TOLD_BY_IMPORTS
    }
    return document


def test_later_facts_change_nothing_before_them(till, session, tmp_path) -> None:
    files = generated.folder(4)
    early, late = copy.deepcopy(files), copy.deepcopy(files)
    early["purchases"] = [row for row in files["purchases"] if row["at"] < "2022-05-02"]
    late["purchases"] = [row for row in files["purchases"] if row["at"] >= "2022-05-02"]
    import_folder(till, session, generated.write(tmp_path / "early", early))
    before = seen(till, EARLY)
    import_folder(till, session, generated.write(tmp_path / "late", late))
    assert seen(till, EARLY) == before
    assert seen(till, generated.AS_OF) != before


def test_what_is_found_out_later_is_not_known_before(till, session, fixed_clock) -> None:
    one, other = (
        enrol(till, session, NewMember(phone=f"0912000000{n}", name="سارا")).member_id for n in (1, 2)
    )
    tomorrow = till.today() + dt.timedelta(days=1)
    fixed_clock.go(2 * DAY)
    merge(till, session, one, other)
    with till.read() as db:
        shop = read_shop(db, till.today() + dt.timedelta(days=1), till.shop)
    assert shop.book().joined.sum() == 1
    assert shop.book(as_of=tomorrow).joined.sum() == 2
    assert shop.book(as_of=tomorrow - dt.timedelta(days=1)).joined.sum() == 0


def test_more_than_two_to_the_53_is_exact(till, session, write: Write) -> None:
    amount = 10**15 - 1
    rows = [
        {"purchase_id": f"P{number}", "member_id": "M1", "branch_id": "B1", "at": f"2024-12-{day:02d}T12:00:00Z", "amount": amount}
        for number, day in enumerate([*range(1, 29)] * 3)
    ]  # fmt: skip
    import_folder(
        till,
        session,
        write(members=[{"member_id": "M1", "joined_at": "2024-01-01T12:00:00Z"}], purchases=rows),
    )
    total = seen(till, dt.date(2025, 1, 1))["total"]
    assert total["sales"]["net_sales"] == 84 * amount > 2**53
    assert total["rfm"]["segment_amount"]["new"] == 84 * amount
    assert total["gregorian_months"][-1]["net_sales"] == 84 * amount


@pytest.mark.parametrize("length", [0, 1, 7_305])
def test_a_period_of_nothing_or_of_twenty_years(length: int, till, session, tmp_path) -> None:
    import_folder(till, session, generated.write(tmp_path / "source", generated.folder(5)))
    with till.read() as db:
        shop = read_shop(db, generated.AS_OF, till.shop)
    book, period = shop.book(), Period.last(length, generated.AS_OF)
    line = points(book, steps(period.since, period.until, "month", "jalali"))
    if length == 0:
        assert (line, sales(book, period).aov.value, days(book, period)) == ((), None, {})
    else:
        assert sum(point.net for point in line) >= sales(book, period).net
    before = shop.book(as_of=period.since)
    assert {one.name for one in cuts.headlines(book, period, before)} >= {"net_sales", "churn_rate"}


def test_a_branch_without_sales_and_an_empty_shop_have_no_figure(till) -> None:
    with till.read() as db:
        shop = read_shop(db, till.today(), till.shop)
        book = shop.book(Scope(frozenset({till.shop.branch_id})))
        told = figures(db, shop)
    assert [one.now for one in cuts.headlines(book, Period.last(7, till.today()), book)].count(None) >= 5
    assert told["total"]["readiness"] == {"days": 7, "members": [], "reason": "too_few_members"}
    assert told["total"]["clv_profit"]["reason"] == "margin_unknown"
    assert told["total"]["gregorian_months"] == []
    assert member_rows(book) == ()


def test_a_clock_that_ran_ahead_is_told_and_not_counted(till, session, write: Write) -> None:
    row = {"purchase_id": "A", "branch_id": "B1", "at": "2060-01-01T00:00:00Z", "amount": 5}
    import_folder(till, session, write(purchases=[row]))
    with till.read() as db:
        document = figures(db, read_shop(db, till.today(), till.shop))
    assert document["counts"]["future_rows"] == 1
    assert document["total"]["sales"]["net_sales"] == 0
