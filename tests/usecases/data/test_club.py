"""What a folder says of its club is taken over where nobody here has decided yet, and refused where it cannot be."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from desktop.usecases.importing.club import club_days
from desktop.usecases.importing.folder import import_folder
from desktop.usecases.policies import publish_policy, rules_now, show_policy
from desktop.usecases.policy_defaults import parse_windows
from loyalty.errors import LoyaltyError
from tests.usecases.data.conftest import Write

MEMBER = {"member_id": "M1", "joined_at": "2024-01-01T12:00:00Z"}
CLUB = {
    "first_day": "2023-03-21",
    "as_of": "2024-03-20",
    "active_window_days": 45,
    "clv_lifespan_years": 5,
    "churn_period": ["2023-09-23", "2024-03-20"],
    "points_toman_each": 25_000,
    "tier_window_days": 180,
    "tiers": [["bronze", 0], ["ruby", 50]],
    "currency": "IRT",
}


def brought(till: Any, session: Any, folder: Any) -> int:
    import_folder(till, session, folder)
    with till.read() as db:
        found: int = db.value("SELECT count(*) FROM fact")
    return found


def test_windows_points_and_tiers_are_taken_over_once(till, session, write: Write) -> None:
    folder = write(config=CLUB, members=[MEMBER])
    facts = brought(till, session, folder)
    assert brought(till, session, folder) == facts
    with till.read() as db:
        rules, windows = rules_now(db), parse_windows(show_policy(db, "windows").document)
        days = club_days(db)
    assert (windows.active_window_days, windows.churn_window_days, windows.clv_lifespan_years) == (45, 180, 5)
    assert [(tier.tier, tier.least) for tier in rules.tiers.tiers] == [("bronze", 0), ("ruby", 50)]
    assert (rules.tiers.window_days, rules.points.kinds[0].money_each) == (180, 25_000)
    assert (days.first_day, days.as_of) == (dt.date(2023, 3, 21), dt.date(2024, 3, 20))
    assert days.churn_period == (dt.date(2023, 9, 23), dt.date(2024, 3, 20))


def test_what_somebody_decided_here_stays(till, session, write: Write) -> None:
    publish_policy(till, session, "windows", {"active_window_days": 30})
    publish_policy(till, session, "tiers", {"tiers": [["one", 0], ["two", 9]]})
    import_folder(till, session, write(config=CLUB, members=[MEMBER]))
    with till.read() as db:
        assert parse_windows(show_policy(db, "windows").document).active_window_days == 30
        assert [tier.tier for tier in rules_now(db).tiers.tiers] == ["one", "two"]
        assert rules_now(db).points.kinds[0].money_each == 25_000


def test_a_config_like_the_shops_own_changes_nothing(till, session, write: Write) -> None:
    same = {
        "active_window_days": 90,
        "points_toman_each": 10_000,
        "tiers": [["bronze", 0], ["silver", 2_000], ["gold", 8_000], ["platinum", 20_000]],
    }
    import_folder(till, session, write(config=same, members=[MEMBER]))
    with till.read() as db:
        assert [show_policy(db, name).number for name in ("windows", "points", "tiers")] == [0, 1, 1]
        assert club_days(db).first_day is None


@pytest.mark.parametrize(
    "broken",
    [
        {"active_window_days": 0},
        {"tiers": [["silver", 5]]},
        {"tiers": "gold"},
        {"points_toman_each": "10"},
        {"churn_period": ["2024-01-01"]},
        {"churn_period": ["2024-01-02", "2024-01-01"]},
        {"churn_period": 5},
        {"first_day": "tomorrow"},
        {"first_day": 20_240_101},
        {"tier_window_days": -1},
    ],
)
def test_a_club_that_cannot_be_starts_nothing(till, session, write: Write, broken: dict[str, Any]) -> None:
    with pytest.raises(LoyaltyError, match="import_config_broken"):
        import_folder(till, session, write(config=broken, members=[MEMBER]))
    with till.read() as db:
        assert db.value("SELECT count(*) FROM member") == 0


def test_a_dry_run_takes_over_nothing(till, session, write: Write) -> None:
    import_folder(till, session, write(config=CLUB, members=[MEMBER]), dry_run=True)
    with till.read() as db:
        assert show_policy(db, "windows").number == 0
        assert club_days(db).as_of is None
