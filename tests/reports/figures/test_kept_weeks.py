"""What is told from the kept sums of weeks is what going through every purchase finds, from any day, after any acts.

Two ways to be wrong: a week that was worked out wrongly, and one that outlived what it was worked out from. Planted
mistakes: weeks that are never worked out again, and sales judged once for all days.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from desktop.models.people import Person
from desktop.reports.figures import cuts, loading, weeks
from desktop.reports.figures.book import Book, Scope
from desktop.reports.figures.churn import churn
from desktop.reports.figures.clv import worth
from desktop.reports.figures.columns import Columns
from desktop.reports.figures.document import Shop, read_shop
from desktop.reports.figures.hours import counts
from desktop.reports.figures.intervals import by_group
from desktop.reports.figures.members import active, growth, return_rate
from desktop.reports.figures.periods import Period, date, steps
from desktop.reports.figures.retention import by_month, cohorts
from desktop.reports.figures.rfm import rfm
from desktop.reports.figures.sales import points, sales
from desktop.reports.figures.visits import visits
from desktop.usecases.importing.folder import import_folder
from loyalty.clock import DAY
from loyalty.goals import FIGURES
from loyalty.segments import SEGMENTS
from tests.models.world import enrol, refund, sell
from tests.reports.figures import generated, mutants
from tests.reports.figures.test_kept_columns import Acts

SCOPES = (Scope(), Scope(frozenset({"B1"})), Scope(frozenset({"B2", "EMPTY"})))


def came(book: Book) -> list[list[int]]:
    """Return the histories that predictions are made from."""
    found = visits(book)
    columns = (found.member, found.repeats, found.last, found.known, found.money, found.last_day)
    return [column.tolist() for column in columns]


def told(book: Book, period: Period) -> Iterator[tuple[str, Any]]:
    """Yield everything that kept sums tell, by name."""
    yield "sales", sales(book, period)
    yield "points", points(book, steps(period.since, period.until, "week", "jalali"))
    yield "branches", cuts.by_branch(book, period)
    yield "buyers", book.buyers(period).tolist()
    yield "often", book.often(period).tolist()
    yield "before", book.buyers_before(period.since).tolist()
    yield "first", book.first_bought.tolist()
    yield "last", book.last_bought.tolist()
    found = rfm(book)
    columns = (found.member, found.last_day, found.frequency, found.money, found.ranks.segment)
    yield "classes", [column.tolist() for column in columns]
    group = np.full(book.size, -1)
    group[found.member] = found.ranks.segment
    whole, each = by_group(book, group, len(SEGMENTS))
    yield "gaps", [(gaps, gaps.mean_of_means) for gaps in (whole, *each)]
    yield "growth", growth(book, period)
    yield "churn", churn(book, period, 40)
    yield "worth", worth(book)
    yield "returned", return_rate(book, period)
    yield "active", active(book, 60)
    yield "months", by_month(book, "jalali")
    yield "cohorts", cohorts(book, "gregorian")
    yield "headlines", [cuts.figure_of(book, name, period) for name in sorted(FIGURES)]
    yield "visits", came(book)
    yield "hours", counts(book, period).tolist()


def differences(shop: Shop, days: list[tuple[dt.date, int]]) -> list[str]:
    """Return what differs, looked at from some days over as many days before them."""
    wrong = []
    for as_of, length in days:
        for scope in SCOPES:
            kept, period = shop.book(scope, as_of), Period.last(length, as_of)
            slow = dict(told(replace(kept, kept=None), period))
            wrong += [
                f"{name} of {scope.branches} before {as_of}"
                for name, one in told(kept, period)
                if slow[name] != one
            ]
    return wrong


def folder(seed: int) -> dict[str, list[dict[str, Any]]]:
    """Return a folder in which some come twice in a week, and of some purchases a part comes back weeks later."""
    files = generated.folder(seed)
    blank = dict.fromkeys(("refund_of", "member_id", "card_no", "phone"), "")
    for number in range(24):
        on = generated.FIRST + dt.timedelta(days=40 + 19 * number)
        for visit in range(2):
            at = f"{on + dt.timedelta(days=visit)}T09:00:00Z"
            sale = {
                **blank,
                "purchase_id": f"W{number}-{visit}",
                "kind": "sale",
                "branch_id": "B1",
                "at": at,
                "amount": 90_000,
            }
            sale["member_id"] = f"M{number + 1:02d}" if number % 3 else ""
            files["purchases"].append(sale)
        back = {
            "purchase_id": f"W{number}-R",
            "kind": "refund",
            "refund_of": sale["purchase_id"],
            "amount": -20_000,
        }
        files["purchases"].append({**sale, **back, "at": f"{on + dt.timedelta(days=24)}T09:00:00Z"})
    return files


@pytest.fixture
def shop(request: pytest.FixtureRequest, till, session, tmp_path) -> Shop:
    import_folder(till, session, generated.write(tmp_path / "source", folder(request.param)))
    with till.read() as db:
        return read_shop(db, generated.AS_OF, till.shop)


def some_days(seed: int) -> list[tuple[dt.date, int]]:
    chance = random.Random(seed)
    ends = [generated.FIRST + dt.timedelta(days=chance.randint(-3, 620)) for _ in range(7)]
    amid = [
        generated.FIRST + dt.timedelta(days=50 + 19 * number) for number in (7, 14)
    ]  # before what comes back
    return [(end, chance.choice((0, 1, 7, 13, 30, 365, 7_305))) for end in (*ends, generated.AS_OF, *amid)]


@pytest.mark.parametrize("shop", [1, 2], indirect=True)
def test_kept_sums_tell_what_every_purchase_tells(shop: Shop) -> None:
    assert differences(shop, some_days(1)) == []
    assert len(shop.columns.weeks) > 20
    assert len(shop.columns.spans) > 5
    assert len(shop.kept.since(0).open.day) > 5
    assert len(shop.kept.since(0).given.day) > 10


@pytest.mark.parametrize("shop", [1], indirect=True)
def test_sales_judged_once_for_all_days_are_caught(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weeks.Kept, "_settled", lambda _, member, __: np.ones(len(member), dtype=bool))
    assert differences(shop, some_days(1))


@pytest.mark.parametrize("mistake", mutants.OF_OTHER_DAYS, ids=lambda one: one.name)
def test_mistakes_of_other_days_are_caught(mistake: mutants.Mistake, till, session, tmp_path) -> None:
    import_folder(till, session, generated.write(tmp_path / "source", folder(1)))
    with mutants.with_mistake(mistake) as document, till.read() as db:
        assert differences(document.read_shop(db, generated.AS_OF, till.shop), some_days(1))


def run(till: Any, clock: Any, acts: Acts, length: int) -> list[str]:
    """Act and look by turns, each reading going on from the one before; return the first differences."""
    read: Columns | None = None
    for _ in range(length):
        acts.act()
        clock.go(acts.dice.choice((0, 0, 1, 9)) * DAY)
        if acts.dice.random() < 0.5:
            continue
        with till.read() as db:
            shop = read_shop(db, till.today() + dt.timedelta(days=1), till.shop, read)
        read = shop.columns
        first = date(int(read.sales.day[0])) if len(read.sales.day) else till.today()
        early = [(first + dt.timedelta(days=after), 7) for after in (1, 30)]
        if found := differences(shop, [(shop.settings.as_of, 30), *early]):
            return found
    return []


def test_they_do_so_after_any_acts(till, fixed_clock) -> None:
    assert run(till, fixed_clock, Acts(till, random.Random(1)), 25) == []


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10, 40))
def test_they_do_so_after_many_acts(seed: int, till, fixed_clock) -> None:
    assert run(till, fixed_clock, Acts(till, random.Random(seed)), 300) == []


def read_on(till: Any, clock: Any) -> tuple[int, list[str]]:
    """Sell in five weeks and look; take one sale back and sell once more; return the weeks kept, and what differs."""
    buyer = enrol(till.store, Person(name="سارا"))
    sold = []
    for _ in range(5):
        sold.append(sell(till.store, buyer, credit=0))
        clock.go(7 * DAY)
    days = [(till.today(), 90), (till.today(), 20)]
    with till.read() as db:
        before = read_shop(db, till.today(), till.shop)
    assert differences(before, days) == []
    refund(till.store, sold[1], buyer, ((1, 200_000), (2, 100_000)), kind="sale.refunded")
    sell(till.store, buyer, credit=0)
    clock.go(DAY)
    with till.read() as db:
        shop = read_shop(db, till.today(), till.shop, before.columns)
    return len(shop.columns.weeks), differences(shop, [*days, (till.today(), 90)])


def test_weeks_that_nothing_touched_are_kept(till, fixed_clock) -> None:
    assert read_on(till, fixed_clock) == (4, [])


@pytest.mark.parametrize("outlived", ["weeks_that_hold", "_sales_that_changed"])
def test_a_week_that_outlives_what_it_was_made_of_is_caught(
    outlived: str, till, fixed_clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    where, instead = (
        (loading, lambda before, _: before.weeks) if outlived == "weeks_that_hold" else (weeks, lambda *_: ())
    )
    monkeypatch.setattr(where, outlived, instead)
    assert read_on(till, fixed_clock)[1]
