"""What was told of days that are over lasts as long as nothing it was told from is another, and no longer.

A shop is read twice; in between a week, what came back, members, who of them is who, or a setting becomes another one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from desktop.models.queries.figures import Pair
from desktop.reports.figures import cuts, lasting
from desktop.reports.figures.book import Book, open_book
from desktop.reports.figures.columns import Columns
from desktop.reports.figures.members import growth
from desktop.reports.figures.periods import date, months
from desktop.reports.figures.retention import by_month, cohorts
from desktop.reports.figures.settings import Settings
from desktop.reports.figures.weeks import Kept
from loyalty.clock import DAY
from loyalty.goals import FIGURES
from tests.reports.figures.test_kept_gaps import FIRST, shop

ENDS = tuple(FIRST + days for days in (60, 200, 400, 603))
Reading = tuple[Columns, Settings]


def told(book: Book) -> list[Any]:
    """Return figures of days before the last week."""
    parts = months(date(FIRST), book.as_of, "gregorian")
    headlines = [cuts.figure_of(book, name, part) for name in sorted(FIGURES) for part in parts[-3:]]
    return [
        *headlines,
        *(growth(book, part) for part in parts),
        cohorts(book, "jalali"),
        by_month(book, "jalali"),
    ]


def looked(reading: Reading, *, kept: bool = True) -> list[Any]:
    """Return the figures of several days, told from what is kept or from every purchase."""
    columns, settings = reading
    sums = Kept(columns) if kept else None
    days = [replace(settings, as_of=date(day)) for day in ENDS]
    return [told(open_book(columns, one, kept=sums)) for one in days]


def later(before: Columns, **changed: Any) -> Columns:
    """Return a reading after another one, in which some columns are others; weeks stay where sales do."""
    weeks = {} if {"sales", "backs", "pairs"} & set(changed) else dict(before.weeks)
    return replace(before, **changed, weeks=weeks, spans={}, past=dict(before.past))


def sold_to_another(columns: Columns) -> Columns:
    member = columns.sales.member.copy()
    member[20:90] = 3
    return later(columns, sales=replace(columns.sales, member=member))


def came_back(columns: Columns) -> Columns:
    return later(columns, backs=replace(columns.backs, net=columns.backs.net * 0))


def left(columns: Columns) -> Columns:
    left_at = np.full_like(columns.members.left_at, (FIRST + 30) * DAY)
    return later(columns, members=replace(columns.members, left_at=left_at))


CHANGES: dict[str, Callable[[Columns], Columns]] = {
    "sales": sold_to_another,
    "backs": came_back,
    "members": left,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_figures_follow_what_they_were_told_from(change: Callable[[Columns], Columns]) -> None:
    columns = shop(1)
    before, settings = looked((columns, Settings(date(FIRST)))), Settings(date(FIRST))
    after = change(columns), settings
    assert looked(after, kept=False) != before
    assert looked(after) == looked(after, kept=False)


def test_they_follow_merges_and_settings() -> None:
    columns, settings = shop(1), Settings(date(FIRST))
    looked((columns, settings))
    both = later(columns, pairs=(Pair("m3", "m4", 0),)), settings
    assert looked(both) == looked(both, kept=False)
    other = later(columns), replace(settings, windows=replace(settings.windows, active_window_days=9))
    assert looked(other) == looked(other, kept=False)


def test_what_outlives_its_grounds_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lasting.Grounds, "are", lambda *_: True)
    for change in CHANGES.values():
        columns, settings = shop(1), Settings(date(FIRST))
        looked((columns, settings))
        after = change(columns), settings
        assert looked(after) != looked(after, kept=False)


def test_what_stands_is_not_worked_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    columns, settings = shop(1), Settings(date(FIRST))
    before = looked((columns, settings))
    monkeypatch.setattr(cuts, "_HEADLINES", dict.fromkeys(cuts._HEADLINES))
    with pytest.raises(TypeError):
        looked((shop(1), settings))
    days = [replace(settings, as_of=date(day)) for day in ENDS[:3]]
    assert [told(open_book(later(columns), day, kept=Kept(later(columns)))) for day in days] == before[:3]
