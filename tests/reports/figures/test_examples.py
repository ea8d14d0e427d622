"""The customer's five worked examples, by name, from rows to the figure."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from desktop.reports.figures.document import figures, read_shop
from desktop.usecases.importing.folder import import_folder
from tests.usecases.data.conftest import Write

AS_OF = dt.date(2025, 1, 1)
JOINED = "2024-01-01T12:00:00+03:30"


def members(count: int) -> list[dict[str, Any]]:
    return [{"member_id": f"M{number}", "joined_at": JOINED} for number in range(count)]


def bought(member: int, at: str, amount: int) -> dict[str, Any]:
    return {
        "purchase_id": f"{member}-{at}-{amount}",
        "member_id": f"M{member}",
        "branch_id": "B1",
        "at": f"{at}:00+03:30",
        "amount": amount,
    }


@pytest.fixture
def told(till, session, write: Write):
    def of(config: dict[str, Any] | None = None, **files: Any) -> Any:
        assert import_folder(till, session, write(config=config or {}, **files)).refused == 0
        with till.read() as db:
            return figures(db, read_shop(db, AS_OF, till.shop))

    return of


def test_active_rate_is_40_percent_when_4_of_10_bought(told) -> None:
    rows = [bought(number, "2024-12-01T12:00", 100_000) for number in range(4)]
    found = told(members=members(10), purchases=rows)["total"]["active_90"]
    assert found == {"numerator": 4, "denominator": 10, "rate": 40.0}


def test_average_order_is_5_000_000_when_250_000_000_came_in_50_purchases(told) -> None:
    rows = [
        bought(0, f"2024-12-{day:02d}T1{hour}:00", 4_000_000 + 2_000_000 * hour)
        for day in range(1, 26)
        for hour in (0, 1)
    ]
    found = told(members=members(1), purchases=rows)["total"]["sales"]
    assert (found["counted_amount"], found["transactions"], found["aov"]) == (250_000_000, 50, 5_000_000)


def test_lifetime_value_is_6_000_000_of_500_000_three_times_a_year_for_four_years(told) -> None:
    rows = [bought(who, f"2024-{month}-01T12:00", 500_000) for who in (0, 1) for month in ("02", "06", "10")]
    found = told({"clv_lifespan_years": 4}, members=members(2), purchases=rows)["total"]["clv"]
    assert (found["aov"], found["yearly_frequency"], found["lifespan_years"]) == (500_000, 3, 4)
    assert found["clv"] == 6_000_000


def test_churn_is_20_percent_when_1_600_of_8_000_did_not_come_back(told) -> None:
    rows = [bought(number, "2024-03-01T12:00", 100_000) for number in range(80)]
    rows += [bought(number, "2024-12-01T12:00", 100_000) for number in range(16, 80)]
    found = told(members=members(80), purchases=rows)["total"]["churn"]
    assert (found["active_at_start"], found["churned"]) == (80, 16)
    assert (found["churn_rate"], found["retention_rate"]) == (20.0, 80.0)


def test_engagement_is_8_percent_when_400_of_5_000_used_what_they_were_sent(told) -> None:
    campaign = {"campaign_id": "C1", "kind": "sms", "start_date": "2024-11-01", "end_date": "2024-11-30"}
    sent = [{"campaign_id": "C1", "member_id": f"M{number}"} for number in range(500)]
    used = [{"campaign_id": "C1", "member_id": f"M{number}", "date": "2024-11-30"} for number in range(40)]
    document = told(members=members(500), campaigns=[campaign], campaign_members=sent, redemptions=used)
    found = document["campaigns"][0]
    assert (found["sent"], found["used"], found["engagement_rate"]) == (500, 40, 8.0)
