"""Boards about members: growth, retention and churn, the classes, points and tiers."""

from __future__ import annotations

from typing import Any

import numpy as np

from desktop.reports.board import Board, Column, Listing, Row, Tile
from desktop.reports.boards import pictures
from desktop.reports.boards.lens import Lens
from desktop.reports.boards.tiles import tiles
from desktop.reports.figures import churn, intervals, retention
from desktop.reports.figures.book import Book
from desktop.reports.figures.goods import holdings
from desktop.reports.figures.members import joined_here, membership_retention
from desktop.reports.figures.periods import date
from desktop.reports.figures.prediction import Unfit, predict
from desktop.reports.figures.rfm import rfm
from desktop.reports.figures.roll import Roll, RollRow, by_entry, roll
from desktop.reports.figures.standing import standing
from desktop.reports.series import Bars, Donut, Label, Line
from loyalty.segments import SEGMENTS

MOST_ROWS, SOON_ROWS = 500, 50
"""Rows of a table, and those of it that are shown at once: more than a screen holds, until the rest has come."""
_LEAVERS = (
    Column("member"),
    Column("class", "label"),
    Column("last_visit", "day"),
    Column("purchases_ever", "count"),
    Column("money_ever", "money"),
    Column("alive", "percent"),
)
_GAP_COLUMNS = (
    Column("class", "label"),
    Column("bought_again", "count"),
    Column("gaps", "count"),
    Column("gap_mean", "days"),
    Column("gap_median", "days"),
)
_RANKS = (
    Column("member"),
    Column("class", "label"),
    Column("scores"),
    Column("first_visit", "day"),
    Column("last_visit", "day"),
    Column("next_visit", "day"),
    Column("purchases", "count"),
    Column("money", "money"),
    Column("clv", "money"),
)
_EXPECTED = frozenset({"alive", "next_visit", "clv"})
"""Columns of what members are expected to do: learning that from everybody's past takes longer than a click may."""


def members(lens: Lens) -> Board:
    """Return how the membership grows."""
    shown = tiles(lens, ("joined", "buyers", "active_rate", "members_share"))
    kept = membership_retention(lens.book, lens.period)
    stayed = Tile(
        "membership_retention", "percent", kept.value, None, kept.numerator, kept.denominator,
        reason="" if kept.value is not None else "no_members",
    )  # fmt: skip
    return Board("members", (*shown, stayed), (pictures.buyers_bars(lens), pictures.members_line(lens)))


def staying(lens: Lens) -> Board:
    """Return retention and churn, cohorts, and who is leaving."""
    window = lens.book.settings.windows.churn_window_days
    told = churn.churn(lens.book, lens.period, window)
    shown = [*tiles(lens, ("churn_rate", "return_rate"))]
    shown.append(_rate_tile("retention", told.retention.value, told.kept, told.active_at_start))
    gaps, bars, table = _gaps(lens)
    shown.append(_gap_tile("gap_mean", gaps.mean_days, gaps.total // gaps.unit, gaps.count))
    shown.append(_gap_tile("gap_median", gaps.median_days, gaps.count, 1))
    drawn = pictures.cohort_map(lens), _retention_line(lens), _quarters(lens), bars
    return Board("staying", tuple(shown), drawn, (table, _leavers(lens, window)))


def _gap_tile(name: str, days: float | None, above: int, below: int) -> Tile:
    reason = "" if days is not None else "no_gaps"
    return Tile(name, "days", _tenth(days), None, above, below, good="neither", reason=reason)


def _tenth(days: float | None) -> float | None:
    return None if days is None else round(days, 1)


def _gaps(lens: Lens) -> tuple[intervals.Gaps, Bars, Listing]:
    """Return how long it takes from one purchase to the next, of all members and of each class."""
    whole, of_class = lens.book.remember(_gaps, lambda: _gaps_by_class(lens.book))
    told = [(Label(name), gaps) for name, gaps in zip(SEGMENTS, of_class, strict=True) if gaps.count]
    bars = Bars("gap_by_class", "days", tuple((name, _tenth(gaps.median_days)) for name, gaps in told))
    rows = tuple(
        Row((name, gaps.members, gaps.count, _tenth(gaps.mean_days), _tenth(gaps.median_days)))
        for name, gaps in told
    )
    return whole, bars, Listing("gaps_by_class", _GAP_COLUMNS, rows, len(rows), "" if rows else "no_gaps")


def _gaps_by_class(book: Book) -> tuple[intervals.Gaps, tuple[intervals.Gaps, ...]]:
    ranks = rfm(book)
    place = np.full(book.size, -1, dtype=np.int64)
    place[ranks.member] = ranks.ranks.segment
    return intervals.by_group(book, place, len(SEGMENTS))


def _rate_tile(name: str, value: float | None, part: int, whole: int) -> Tile:
    reason = "" if value is not None else "nobody_active"
    return Tile(name, "percent", value, None, part, whole, reason=reason)


def _retention_line(lens: Lens) -> Line:
    months = retention.by_month(lens.book, lens.calendar)[-24:]
    return Line(
        "retention_monthly",
        "percent",
        tuple((one.sales.period.since, one.retention.value) for one in months),
        step="month",
        partial_from=months[-1].sales.period.since if months and months[-1].partial else None,
    )


def _quarters(lens: Lens) -> Bars:
    found = churn.quarters(lens.book, 90, lens.calendar)[-8:]
    return Bars(
        "churn_by_quarter",
        "percent",
        tuple((one.period.since, one.rate.value) for one in found),
    )


def _leavers(lens: Lens, window: int) -> Listing:
    book = lens.book
    gone = np.flatnonzero(churn.leavers(book, lens.period, window))
    columns = tuple(one for one in _LEAVERS if not (lens.soon and one.key in _EXPECTED))
    if not len(gone):
        return Listing("leavers", columns, (), 0, "nobody_left")
    alive = {} if lens.soon else by_entry(predict(book), lambda told: 100 * told.alive)
    times, money, last = book.history
    order = gone[np.argsort(-money[gone].astype(np.float64), kind="stable")][: _most(lens)].tolist()
    segment = _classes(lens, order)
    rows = tuple(
        Row(
            (
                _shown(book, entry),
                Label(segment[entry]),
                date(int(last[entry])),
                int(times[entry]),
                int(money[entry]),
                alive.get(entry),
            )[: len(columns)],
            book.columns.members.ids[entry],
        )
        for entry in order
    )
    return Listing("leavers", columns, rows, len(gone))


def classes(lens: Lens, chosen: str = "") -> Board:
    """Return the map of classes and the table of their members, or of one class."""
    told = roll(lens.book, predicted=not lens.soon)
    chosen = chosen if chosen in SEGMENTS else ""
    entries, count = told.of_class(chosen, _most(lens)).tolist(), told.count(chosen)
    rows = tuple(_ranked(told.row(entry)) for entry in entries)
    columns = tuple(Column(_worth_key(told), one.kind) if one.key == "clv" else one for one in _RANKS)
    if lens.soon:
        kept = [place for place, one in enumerate(_RANKS) if one.key not in _EXPECTED]
        columns = tuple(columns[place] for place in kept)
        rows = tuple(Row(tuple(row.cells[place] for place in kept), row.member) for row in rows)
    days = lens.book.settings.windows.rfm_window_days
    listing = Listing("rfm_members", columns, rows, count, "" if rows else "no_purchases", days)
    shown = tiles(lens, ("active_rate", "clv"))
    if not told.predicted and not lens.soon:
        reason = told.told.reason if isinstance(told.told, Unfit) else "money_not_learnt"
        shown = (*shown, Tile("clv_predicted", "money", None, reason=reason))
    return Board("rfm", shown, (pictures.rfm_map(lens), pictures.clv_line(lens)), (listing,))


def _most(lens: Lens) -> int:
    return SOON_ROWS if lens.soon else MOST_ROWS


def _worth_key(told: Roll) -> str:
    return "clv" if told.predicted else "clv_plain"


def _ranked(row: RollRow) -> Row:
    scores = "-".join(map(str, row.scores)) if row.scores else ""
    visits = row.first_on, row.last_on, row.next_on
    return Row(
        (row.shown, Label(row.segment), scores, *visits, row.purchases, row.amount, row.worth), row.key
    )


def points(lens: Lens) -> Board:
    """Return what members hold and where they stand."""
    held = {one.unit: one for one in holdings(lens.db, lens.book)}
    book, stand = lens.book, standing(lens.book)
    here = joined_here(book)
    names = [tier.tier for tier in book.settings.ladder.tiers]
    counts = np.bincount(stand.tier[here], minlength=len(names)).tolist()
    shown: list[Tile] = []
    for unit, one in held.items():
        money = "money" if unit == "credit" else "points"
        shown.append(Tile(f"{_held(unit)}_outstanding", money, one.outstanding, good="neither"))  # type: ignore[arg-type]
        shown.append(Tile(f"{_held(unit)}_ending", money, one.ending_soon, good="neither"))  # type: ignore[arg-type]
        shown.append(
            Tile(f"{_held(unit)}_breakage", "percent", one.breakage.value, None, one.ended, one.granted,
                 good="neither", reason="" if one.breakage.value is not None else "nothing_granted")
        )  # fmt: skip
    tiers = {tier.tier: tier.name for tier in book.settings.ladder.tiers}
    parts = tuple(
        (Label(name, _text(tiers[name], lens)), int(n)) for name, n in zip(names, counts, strict=True)
    )
    kinds = tuple((Label(unit), max(0, one.outstanding)) for unit, one in held.items() if unit != "credit")
    return Board(
        "points",
        tuple(shown[:6]),
        (Donut("members_by_tier", "count", parts), Donut("points_by_kind", "points", kinds)),
    )


def _held(unit: str) -> str:
    return "credit" if unit == "credit" else "points"


def _text(name: Any, lens: Lens) -> str:
    return str(name.of(lens.lang))


def _shown(book: Any, entry: int) -> str:
    return str(book.who.shown[entry] or book.columns.members.ids[entry])


def _classes(lens: Lens, entries: list[int]) -> dict[int, str]:
    found, place = rfm(lens.book), np.full(lens.book.size, len(SEGMENTS), dtype=np.int64)
    place[found.member] = found.ranks.segment
    return dict(zip(entries, map((*SEGMENTS, "no_purchase").__getitem__, place[entries]), strict=True))
