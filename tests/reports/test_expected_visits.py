"""When a member is expected again: the same day in the profile, the roll and the sheet; nobody where none can tell."""

from __future__ import annotations

from desktop.reports.expected_visits import ExpectedVisits
from desktop.reports.figures.document import read_shop
from desktop.reports.figures.roll import roll
from tests.ui.reports.conftest import demo, seat_of

__all__ = ["demo", "seat_of"]


def test_the_profile_and_the_roll_expect_the_same_day(demo) -> None:
    with demo.read() as db:
        told = roll(read_shop(db, demo.today(), demo.shop).book())
    expected = ExpectedVisits()
    rows = [told.row(entry) for entry in told.of_class().tolist()]
    days = {row.key: row.next_on for row in rows}
    for key, day in days.items():
        assert expected.of(demo, key) == day
    # Too few members, or members too alike, give no prediction and so nobody is expected.
    assert any(days.values()) == told.predicted or not told.predicted


def test_nobody_is_expected_where_there_are_too_few(till, session) -> None:
    assert ExpectedVisits().of(till, "anybody") is None
