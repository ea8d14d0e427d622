"""Boards about members: growth, retention and churn, the classes, points and tiers."""

from __future__ import annotations

from typing import Any

import numpy as np

from desktop.reports.board import Board, Column, Listing, Row, Tile
from desktop.reports.boards import pictures
from desktop.reports.boards.lens import Lens
from desktop.reports.boards.tiles import tiles
from desktop.reports.figures import churn, intervals, retention
from desktop.reports.figures.goods import holdings
from desktop.reports.figures.members import joined_here, membership_retention
from desktop.reports.figures.periods import date
from desktop.reports.figures.prediction import Prediction, Unfit, predict
from desktop.reports.figures.rfm import rfm
from desktop.reports.figures.standing import standing
from desktop.reports.series import Bars, Donut, Label, Line
from loyalty.segments import SEGMENTS

MOST_ROWS = 500
YEAR = 365
_LEAVERS = (
    Column("member"),
    Column("class", "label"),
    Column("last_visit", "day"),
    Column("purchases", "count"),
    Column("money", "money"),
    Column("alive", "percent"),
)
_RANKS = (
    Column("member"),
    Column("class", "label"),
    Column("scores"),
    Column("first_visit", "day"),
    Column("last_visit", "day"),
    Column("purchases", "count"),
    Column("money", "money"),
    Column("clv", "money"),
)


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
    gaps = intervals.by_instant(lens.book)
    mean = None if gaps.mean_days is None else round(gaps.mean_days, 1)
    shown.append(
        Tile("gap_mean", "days", mean, None, gaps.total // max(gaps.unit, 1), gaps.count, good="neither",
             reason="" if mean is not None else "no_gaps")
    )  # fmt: skip
    line = pictures.cohort_map(lens), _retention_line(lens), _quarters(lens)
    return Board("staying", tuple(shown), line, (_leavers(lens, window),))


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
    found = churn.quarters(lens.book, 90)[-8:]
    return Bars(
        "churn_by_quarter",
        "percent",
        tuple((one.period.since, one.rate.value) for one in found),
    )


def _leavers(lens: Lens, window: int) -> Listing:
    book = lens.book
    gone = np.flatnonzero(churn.leavers(book, lens.period, window))
    if not len(gone):
        return Listing("leavers", _LEAVERS, (), 0, "nobody_left")
    alive = _by_entry(predict(book), lambda told: 100 * told.alive)
    places = _history(book)
    segment = _classes(book)
    money, times, last = places["money"], places["times"], places["last"]
    order = gone[np.argsort(-money[gone].astype(np.float64), kind="stable")]
    rows = tuple(
        Row(
            (
                _shown(book, entry),
                Label(segment.get(entry, "no_purchase")),
                date(int(last[entry])),
                int(times[entry]),
                int(money[entry]),
                alive.get(entry),
            ),
            book.columns.members.ids[entry],
        )
        for entry in order[:MOST_ROWS].tolist()
    )
    return Listing("leavers", _LEAVERS, rows, len(gone))


def classes(lens: Lens, chosen: str = "") -> Board:
    """Return the map of classes and the table of their members, or of one class."""
    book = lens.book
    found = rfm(book)
    told = predict(book)
    worth = _by_entry(told, lambda one: one.worth(YEAR))
    first = book.first_bought
    order = np.lexsort((-found.money.astype(np.float64), found.ranks.segment))
    if chosen in SEGMENTS:
        order = order[found.ranks.segment[order] == SEGMENTS.index(chosen)]
    rows = []
    for place in order[:MOST_ROWS].tolist():
        entry = int(found.member[place])
        ranks = found.ranks
        rows.append(
            Row(
                (
                    _shown(book, entry),
                    Label(SEGMENTS[int(ranks.segment[place])]),
                    f"{ranks.r[place]}-{ranks.f[place]}-{ranks.m[place]}",
                    date(int(first[entry])),
                    date(int(found.last_day[place])),
                    int(found.frequency[place]),
                    int(found.money[place]),
                    _whole(worth.get(entry)),
                ),
                book.columns.members.ids[entry],
            )
        )
    listing = Listing("rfm_members", _RANKS, tuple(rows), len(order), "" if rows else "no_purchases")
    shown = tiles(lens, ("active_rate", "clv"))
    if not worth:
        reason = told.reason if isinstance(told, Unfit) else "money_not_learnt"
        shown = (*shown, Tile("clv_predicted", "money", None, reason=reason))
    return Board("rfm", shown, (pictures.rfm_map(lens),), (listing,))


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


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


def _history(book: Any) -> dict[str, Any]:
    bought = book.bought
    last = np.zeros(book.size, dtype=np.int64)
    np.maximum.at(last, bought.member, bought.day)
    money = np.zeros(book.size, dtype=object)
    np.add.at(money, bought.member, bought.net.astype(object))
    return {"money": money, "times": np.bincount(bought.member, minlength=book.size), "last": last}


def _classes(book: Any) -> dict[int, str]:
    found = rfm(book)
    codes = found.ranks.segment.tolist()
    return {entry: SEGMENTS[code] for entry, code in zip(found.member.tolist(), codes, strict=True)}


def _by_entry(told: Prediction | Unfit, of: Any) -> dict[int, float]:
    if isinstance(told, Unfit):
        return {}
    values = of(told)
    if values is None:
        return {}
    return dict(zip(told.visits.member.tolist(), values.tolist(), strict=True))
