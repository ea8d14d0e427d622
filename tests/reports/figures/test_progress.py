"""Goals stand as they should, say what it takes, and keep what they came to; drifts are told and swaying is not."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from desktop.reports.figures.document import Shop, read_shop
from desktop.reports.figures.drift import judge, notes
from desktop.reports.figures.periods import Period
from desktop.reports.figures.progress import ended, kept_result, progress, running
from desktop.usecases.goals import drop_goal, goals_now, keep_results, kept_results, set_goal
from desktop.usecases.importing.folder import import_folder
from loyalty.errors import LoyaltyError
from loyalty.goals import Goal, parse_goals
from tests.cli.conftest import bare, lines
from tests.cli.lines import Lines
from tests.usecases.data.conftest import Write

__all__ = ("bare", "lines")
MONTH = Period(dt.date(2024, 11, 1), dt.date(2024, 12, 1))


def goal(figure: str, target: Any, **words: Any) -> Goal:
    row = {
        "id": "g",
        "figure": figure,
        "target": target,
        "every": "month",
        "from": "2024-01-01",
        "calendar": "gregorian",
    }
    return parse_goals({"goals": [row | words]})[0]


def sale(number: int, at: str, amount: int = 1_000, member: str = "") -> dict[str, Any]:
    return {
        "purchase_id": f"P{number}",
        "member_id": member,
        "branch_id": "B1",
        "at": f"{at}T12:00:00+03:30",
        "amount": amount,
    }


@pytest.fixture
def shop_of(till, session, write: Write):
    def of(as_of: str, **files: Any) -> Shop:
        import_folder(till, session, write(**files))
        with till.read() as db:
            return read_shop(db, dt.date.fromisoformat(as_of), till.shop)

    return of


def test_sales_say_what_each_day_must_bring(shop_of) -> None:
    shop = shop_of("2024-11-21", purchases=[sale(n, f"2024-11-{n:02d}") for n in range(1, 21)])
    told = progress(shop, goal("net_sales", 40_000), MONTH, dt.date(2024, 11, 21))
    assert (told.figure.value, told.reached_percent, told.days_left) == (20_000, 50.0, 10)
    assert (told.takes.each_day, told.standing) == (2_000, "behind")
    assert progress(shop, goal("net_sales", 30_000), MONTH, dt.date(2024, 11, 21)).standing == "on_track"
    reached = progress(shop, goal("net_sales", 20_000), MONTH, dt.date(2024, 11, 21))
    assert (reached.standing, reached.takes.each_day) == ("reached", None)


def test_rates_say_how_many_members_it_takes(shop_of) -> None:
    members = [{"member_id": f"M{n}", "joined_at": "2024-01-01T00:00:00Z"} for n in range(10)]
    rows = [sale(n, "2024-11-05", member=f"M{n}") for n in range(3)] + [sale(9, "2024-07-05", member="M9")]
    shop = shop_of("2024-11-21", members=members, purchases=rows)
    active = progress(shop, goal("active_rate", "50"), MONTH, dt.date(2024, 11, 21))
    assert (active.figure.value, active.takes.members, active.standing) == (30.0, 2, "behind")
    churn = progress(shop, goal("churn_rate", 20), MONTH, dt.date(2024, 11, 21))
    assert (churn.figure.value, churn.figure.denominator, churn.takes.members) == (0.0, 1, None)
    assert churn.standing == "on_track"
    average = progress(shop, goal("aov", 5_000), MONTH, dt.date(2024, 11, 21))
    assert (average.takes.members, average.takes.each_day) == (None, None)


def test_a_past_period_is_told_as_it_ended_and_kept_once(shop_of, till, session) -> None:
    rows = [sale(1, "2024-10-30"), sale(2, "2024-11-05", 9_000)]
    refund = {**sale(3, "2024-12-03", -9_000), "kind": "refund", "refund_of": "P2"}
    shop = shop_of("2025-01-01", purchases=[*rows, refund])
    one = goal("net_sales", 9_000)
    told = progress(shop, one, MONTH, dt.date(2025, 1, 1))
    assert (told.as_of, told.figure.value, told.standing) == (MONTH.until, 9_000, "reached")
    assert keep_results(till, session, [kept_result(told)]) == 1
    assert keep_results(till, session, [kept_result(told)]) == 0
    with till.read() as db:
        assert [(row["start"], row["value"], row["standing"]) for row in kept_results(db, "g")] == [
            ("2024-11-01", "9000.0", "reached")
        ]
    missed = progress(
        shop, goal("aov", 9_000), Period(dt.date(2024, 12, 1), dt.date(2025, 1, 1)), dt.date(2025, 2, 1)
    )
    assert missed.standing == "no_figure"


def test_periods_follow_their_calendar_and_their_beginning() -> None:
    jalali = goal("net_sales", 1, calendar="jalali")
    assert running(jalali, dt.date(2025, 3, 20)) == Period(dt.date(2025, 2, 19), dt.date(2025, 3, 21))
    weekly = goal("net_sales", 1, every="week", **{"from": "2024-11-10", "to": "2024-11-20"})
    assert [one.since for one in ended(weekly, dt.date(2024, 12, 4))] == [
        dt.date(2024, 11, 9),
        dt.date(2024, 11, 16),
    ]
    assert len(ended(goal("net_sales", 1), dt.date(2024, 12, 4))) == 11


def test_goals_are_set_changed_and_taken_back(till, session, make_staff) -> None:
    row = {"id": "g1", "figure": "aov", "target": 5, "every": "week", "from": "2026-01-01"}
    set_goal(till, session, row)
    set_goal(till, session, row | {"target": 7})
    with till.read() as db:
        assert [one.target for one in goals_now(db)] == [7_000_000]
    with pytest.raises(LoyaltyError, match="not_allowed"):
        set_goal(till, make_staff("cashier"), row)
    drop_goal(till, session, "g1")
    with pytest.raises(LoyaltyError, match="goal_unknown"):
        drop_goal(till, session, "g1")


def test_the_line_sets_lists_and_shows(lines: Lines) -> None:
    assert lines.run("goal", "list").json == {"goals": []}
    made = lines.run(
        "goal", "set", "sales", "--figure", "net_sales", "--target", "۵۰۰۰", "--every", "week"
    ).json
    assert (made["target"], made["value"], made["standing"]) == (5_000.0, 0.0, "behind")
    assert "5,000" in lines.run_plain("goal", "list").out
    assert "۵٬۰۰۰" in lines.run_plain("--lang", "fa", "goal", "show", "sales").out
    assert lines.run("goal", "keep").json["kept"] == 0
    assert lines.run("goal", "set", "x", "--figure", "aov", "--target", "much").error == "amount_not_whole"
    assert lines.run("goal", "show", "nothing").error == "goal_unknown"
    assert lines.run("goal", "drop", "sales").json == {"goal": "sales"}


WEEKS = [dt.date(2024, 9, 7) + dt.timedelta(days=7 * n) for n in range(13)]


def test_a_run_out_of_the_usual_range_is_a_note() -> None:
    rising = [5.0, 5.2, 4.9, 5.1, 5.0, 4.8, 5.1, 5.0, 5.2, 4.9, 6.0, 7.5, 9.0]
    found = judge("churn_rate", "VANAK", rising, WEEKS)
    assert found is not None
    assert (found.rising, found.weeks, found.since, found.now) == (True, 3, WEEKS[10], 9.0)
    assert found.low < 5.0 < found.high < 9.0
    falling = judge("net_sales", "", [-value for value in rising], WEEKS)
    assert falling is not None
    assert not falling.rising


@pytest.mark.parametrize(
    "values",
    [
        [5.0, 6.0] * 6 + [5.0],
        [5.0] * 13,
        [5.0] * 10 + [5.01, 5.02, 5.03],
        [5.0] * 11 + [9.0, 4.0],
        [None, *[5.0] * 9, 6.0, 7.0, 8.0],
        [5.0, 5.1, 6.0, 7.0],
    ],
)
def test_swaying_is_no_note(values) -> None:
    assert judge("aov", "", values, WEEKS) is None


def test_notes_are_told_of_the_shop_and_its_branches(shop_of) -> None:
    amounts = [1_000] * 10 + [1_500, 2_500, 4_000]
    rows = [
        sale(100 * week + n, (start + dt.timedelta(days=n)).isoformat(), amount)
        for week, (start, amount) in enumerate(zip(WEEKS, amounts, strict=True))
        for n in range(3)
    ]
    book = shop_of("2024-12-07", purchases=rows).book()
    found = {(note.figure, note.branch): note for note in notes(book, ("B1", "B2"))}
    assert found["net_sales", ""].now == 12_000
    assert found["aov", "B1"].rising
    assert ("purchases", "") not in found
