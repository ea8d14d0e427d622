"""Gaps and visits told from what is kept by quarters are those of all purchases, also where instants and days do not go together.

Shops of a few members are made as columns: purchases of years, some on another day than their instant's (branches far
apart, clocks that were wrong), some so far ahead that lengths and members do not fit into one number.
"""

from __future__ import annotations

from dataclasses import fields, replace
from importlib import import_module
from typing import Any

import numpy as np
import pytest

from desktop.reports.figures import gaps, lengths
from desktop.reports.figures.columns import NEVER, NOTHING, BackColumns, Columns, MemberColumns, SaleColumns
from desktop.reports.figures.periods import date
from desktop.reports.figures.settings import Settings
from loyalty.clock import DAY
from tests.reports.figures import mutants

MEMBERS, SALES, FIRST, DAYS = 9, 300, 19_000, 600
GROUPS = 3
HISTORY = ("member", "repeats", "last", "known", "money", "last_day")


def shop(seed: int, *, apart: int = 0, ahead: int = 0, size: int = SALES, part: int = 10) -> Columns:
    """Return purchases whose days lie up to `apart` beside their instants, a `part` of them `ahead` days later."""
    chance = np.random.default_rng(seed)
    at = chance.integers(FIRST * DAY, (FIRST + DAYS) * DAY, size)
    at[: size // part] += ahead * DAY
    day = (at // DAY + chance.integers(-apart, apart + 1, size)).astype(np.int32)
    order = np.argsort(day, kind="stable")
    at, day, member = at[order], day[order], chance.integers(-1, MEMBERS, size).astype(np.int32)
    net, code = chance.integers(0, 3, size) * 100, np.zeros(size, np.int16)
    sales = SaleColumns(np.arange(size), at, day, code, member, net, code, code, code > 0)
    back = chance.choice(size, size // 6, replace=False).astype(np.int32)
    on = (day[back] + chance.integers(0, 90, len(back))).astype(np.int32)
    of_back, part_of = np.zeros(len(back), np.int32), chance.integers(1, 3, len(back))
    backs = BackColumns(back, at[back], on, of_back, net[back] // part_of, of_back, of_back > 0)
    ids = tuple(f"m{number}" for number in range(MEMBERS))
    joined = np.where(np.arange(MEMBERS) < 2, FIRST + 200, FIRST - 9).astype(np.int32)
    nobody = np.full(MEMBERS, -1, np.int32)
    members = MemberColumns(
        ids, ids, joined * DAY, joined, nobody, nobody < 0, np.full(MEMBERS, NEVER), nobody
    )
    named = {"branches": ("B",), "zones": ("Asia/Tehran",), "staff": ("S",), "tills": ("T",)}
    return replace(NOTHING, sales=sales, backs=backs, members=members, weeks={}, spans={}, **named)


DAYS_SEEN = (0, 1, 150, 171, 364, 480, DAYS + 9, 5_000, 6_000)


def differences(columns: Columns) -> int:
    """Return how many groups have other gaps than their purchases, or others visits: now and once more came back."""
    weeks = import_module(f"{mutants.PACKAGE}.weeks")
    wrong = told_otherwise(columns)
    more = came_back(columns)
    more.weeks.update(weeks.weeks_that_hold(columns, more))
    more.spans.update(columns.spans)
    return wrong + told_otherwise(more)


def came_back(columns: Columns) -> Columns:
    """Return the columns once all of the third purchase came back after two months, and a part of every fifth."""
    backs, sale = columns.backs, np.array([2, *range(4, len(columns.sales.net), 5)], dtype=np.int32)
    at, day = columns.sales.at[sale] + 60 * DAY, columns.sales.day[sale] + np.int32(60)
    nothing, net = np.zeros(len(sale), np.int32), columns.sales.net[sale] // 2
    net[0] = columns.sales.net[2]
    new = (sale, at, day, nothing, net, nothing, nothing > 0)
    known = (getattr(backs, one.name) for one in fields(BackColumns))
    both = BackColumns(*(np.concatenate(pair) for pair in zip(known, new, strict=True)))
    return replace(columns, backs=both, weeks={}, spans={})


def told_otherwise(columns: Columns) -> int:
    """Return how many groups, looked at from several days, have other gaps than their purchases, or visits.

    From one day to the next some members come into another group.
    """
    intervals, weeks, books = (
        import_module(f"{mutants.PACKAGE}.{one}") for one in ("intervals", "weeks", "book")
    )
    kept, wrong, chance = weeks.Kept(columns), 0, np.random.default_rng(3)
    group = np.arange(MEMBERS) % (GROUPS + 1) - 1
    for day in DAYS_SEEN:
        book = books.open_book(columns, Settings(date(FIRST + day)), kept=kept)
        told, asked = (intervals.by_group(one, group, GROUPS) for one in (book, replace(book, kept=None)))
        pairs = zip((told[0], *told[1]), (asked[0], *asked[1]), strict=True)
        wrong += sum(one != other or one.mean_of_means != other.mean_of_means for one, other in pairs)
        wrong += came(book) != came(replace(book, kept=None))
        group[chance.integers(0, MEMBERS, 2)] = chance.integers(-1, GROUPS, 2)
    return wrong


def came(book: Any) -> list[list[int]]:
    """Return the histories that predictions are made from."""
    found = import_module(f"{mutants.PACKAGE}.visits").visits(book)
    return [getattr(found, one).tolist() for one in HISTORY]


def shows(columns: Columns) -> bool:
    """Say whether anything is wrong, be it that nothing can be told."""
    try:
        return differences(columns) > 0
    except (ValueError, IndexError):
        return True


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"apart": 30},
        {"ahead": 3_000},
        {"ahead": 5_000, "size": 18, "part": 2},
        {"apart": 9, "ahead": 3_000},
    ],
)
def test_gaps_are_those_of_all_purchases(seed: int, asked: dict[str, int]) -> None:
    assert differences(shop(seed, **asked)) == 0


def test_so_are_they_where_no_number_holds_length_and_member(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gaps, "_WIDEST", 20)
    monkeypatch.setattr(lengths, "_WIDEST", 20)
    assert differences(shop(1, apart=9)) == 0


@pytest.mark.parametrize("mistake", mutants.OF_GAPS, ids=lambda one: one.name)
def test_mistakes_are_caught(mistake: mutants.Mistake) -> None:
    shops = shop(1, size=40), shop(1), shop(1, apart=30), shop(1, ahead=5_000, size=18, part=2)
    with mutants.with_mistake(mistake):
        assert any(map(shows, shops))
