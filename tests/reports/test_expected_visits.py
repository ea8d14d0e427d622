"""When a member is expected again: the same day in the profile, the roll and the sheet; nobody where none can tell."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from desktop.models.keys import FileKeys
from desktop.reports.expected_visits import ExpectedVisits
from desktop.reports.figures.document import read_shop
from desktop.reports.figures.roll import roll
from desktop.usecases.demo.shop import PIN, make_demo
from desktop.usecases.open_till import open_till
from desktop.usecases.policies import rules_now
from desktop.usecases.selling.checkout import checkout
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.selling.pricing import price_basket
from desktop.usecases.sign_in import people, sign_in
from desktop.usecases.staff_keys import LIGHT
from desktop.usecases.till import Till
from loyalty.basket import Tender
from tests.conftest import FixedClock
from tests.ui.reports.conftest import demo, seat_of

__all__ = ["demo", "seat_of"]


def expected_days(till: Till) -> dict[str, dt.date | None]:
    """The next visits of the roll that reaches to the end of today."""
    with till.read() as db:
        told = roll(read_shop(db, till.today() + dt.timedelta(days=1), till.shop).book())
    return {row.key: row.next_on for row in (told.row(entry) for entry in told.of_class().tolist())}


def test_the_profile_and_the_roll_of_today_expect_the_same_day(demo) -> None:
    expected, days = ExpectedVisits(), expected_days(demo)
    assert {key: expected.of(demo, key) for key in days} == days
    assert any(days.values())


def test_who_has_bought_since_is_expected_anew(tmp_path: Path) -> None:
    clock, keys = FixedClock(), FileKeys(tmp_path / "keys")
    make_demo(tmp_path / "shop", members=160, months=7, seed=5, clock=clock, keys=keys, key_cost=LIGHT)
    till = open_till(tmp_path / "shop", clock=clock, keys=keys, key_cost=LIGHT)
    owner = sign_in(till, people(till)[0].staff_id, PIN)
    expected, before = ExpectedVisits(), expected_days(till)
    who = min((day, key) for key, day in before.items() if day)[1]
    assert expected.of(till, who) == before[who]
    clock.go(60_000)
    with till.read() as db:
        group = next(iter(rules_now(db).groups.by_id))
    basket = basket_of([group_line(till, group, 500_000, 1_000)])
    checkout(till, owner, basket, who, (Tender("cash", price_basket(till, basket, who).to_pay),))
    after = expected_days(till)
    assert after[who] != before[who]
    assert expected.of(till, who) == after[who]
    till.close()


def test_nobody_is_expected_where_there_are_too_few(till, session) -> None:
    assert ExpectedVisits().of(till, "anybody") is None
