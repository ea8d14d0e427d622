"""Figures the counter and the imports need: a day by tender, group and staff; points and tiers as of a day.

Definitions D1–D5 and D13: days are cut at the branch's midnight, `as_of` is exclusive, a purchase is a sale whose
net after the refunds known by then is above zero, and x ÷ 0 is no figure (None). Nothing at or after `as_of` is
seen. The full figures engine stands on the same tables.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.models.sources import Source
from desktop.usecases.importing.folder import RECORD_PREFIX
from loyalty.points import Points
from loyalty.tiers import Ladder

_NET_THEN = "s.net - coalesce((SELECT sum(r.net) FROM reversal AS r WHERE r.sale_id = s.sale_id AND r.on_day < :as_of), 0)"

_DAY_COLUMNS = (
    "gross",
    "discount",
    "net",
    "sales",
    "refunds",
    "refund_net",
    "purchases",
    "purchase_net",
    "member_net",
    "credit_paid",
    "credit_earned",
    "points_earned",
    "joined",
)


@dataclass(frozen=True, slots=True)
class MemberPoints:
    """What a member has earned by D13: in all, within the ladder's window, and the tier of the window.

    `shown_id` is the id the member had in the import, else the product's own.
    """

    member_id: str
    shown_id: str
    joined_on: str
    joined_branch: str
    points: int
    window: int
    tier: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows and members there are before a day; the counts of ids come from what imports told."""

    purchase_rows: int
    duplicate_ids: int
    conflicting_ids: int
    future_rows: int
    unmatched_rows: int
    members: int
    members_with_a_purchase: int
    branches: int


@dataclass(frozen=True, slots=True)
class Sales:
    """Sales before a day (D5), of the shop or of one branch."""

    net_sales: int
    transactions: int
    counted_amount: int
    sale_rows: int
    refund_rows: int
    anonymous_transactions: int
    anonymous_amount: int
    buyers: int

    @property
    def aov(self) -> float | None:
        """Return the average order value, rounded to six decimals; None without a purchase."""
        return round(self.counted_amount / self.transactions, 6) if self.transactions else None

    @property
    def not_counted_rows(self) -> int:
        """Return the sales that are no purchase."""
        return self.sale_rows - self.transactions


@dataclass(frozen=True, slots=True)
class GroupDay:
    """A product group on a day; quantity in thousandths, refunds subtracted."""

    group: str
    net: int
    discount: int
    quantity: int
    purchases: int


@dataclass(frozen=True, slots=True)
class StaffDay:
    """What one person recorded on a day."""

    staff_id: str
    sales: int
    net: int
    refunds: int
    refund_net: int


@dataclass(frozen=True, slots=True)
class DayFigures:
    """A day at a branch (or all): money by tender, by group, by person; `refund_net` is a positive number."""

    on: dt.date
    branch_id: str | None
    gross: int
    discount: int
    net: int
    sales: int
    refunds: int
    refund_net: int
    purchases: int
    purchase_net: int
    member_net: int
    credit_spent: int
    credit_granted: int
    points_granted: int
    joined: int
    tenders: tuple[tuple[str, int], ...]
    groups: tuple[GroupDay, ...]
    staff: tuple[StaffDay, ...]

    @property
    def aov(self) -> float | None:
        """Return the average of the day's purchases, None without one."""
        return round(self.purchase_net / self.purchases, 6) if self.purchases else None


@dataclass(frozen=True, slots=True)
class DayPoint:
    """A day in a line over time."""

    on: dt.date
    net: int
    purchases: int
    member_net: int


def member_points(db: Source, as_of: dt.date, points: Points, ladder: Ladder) -> tuple[MemberPoints, ...]:
    """Return every member who had joined by then, merged ones as their survivor, by shown id."""
    earned = _earned(db, as_of, points, ladder)
    sql = (
        "SELECT m.member_id, coalesce(nullif(p.external_id, ''), m.member_id), m.joined_on, m.joined_branch"
        " FROM member AS m LEFT JOIN person AS p ON p.member_id = m.member_id"
        " WHERE m.survivor_id = m.member_id AND m.joined_on < ? ORDER BY 2"
    )
    found = []
    for member_id, shown, joined_on, branch in db.rows(sql, (as_of.isoformat(),)):
        whole, window = earned.get(member_id, (0, 0))
        tier = ladder.standing(window).tier
        found.append(MemberPoints(member_id, shown, joined_on, branch, whole, window, tier))
    return tuple(found)


def _earned(db: Source, as_of: dt.date, points: Points, ladder: Ladder) -> dict[str, tuple[int, int]]:
    kind = next(kind for kind in points.kinds if kind.kind == ladder.by)
    sql = (
        "SELECT survivor, sum(net / :each), sum(iif(on_day >= :since, net / :each, 0)) FROM ("  # noqa: S608
        f"SELECT m.survivor_id AS survivor, s.on_day AS on_day, {_NET_THEN} AS net"
        " FROM sale AS s JOIN member AS m ON m.member_id = s.member_id WHERE s.on_day < :as_of"
        ") WHERE net > 0 GROUP BY survivor"
    )
    since = ladder.window_start(as_of).isoformat()
    named = {"each": kind.money_each, "since": since, "as_of": as_of.isoformat()}
    return {survivor: (whole, window) for survivor, whole, window in _rows(db, sql, named)}


def tier_counts(members: Iterable[MemberPoints], ladder: Ladder) -> dict[str, int]:
    """Return how many members stand on each tier, the lowest first."""
    counts = {tier.tier: 0 for tier in ladder.tiers}
    for member in members:
        counts[member.tier] += 1
    return counts


def counts(db: Source, as_of: dt.date) -> Counts:
    """Return the counts of the shop before a day."""
    day = as_of.isoformat()
    told = _told_by_imports(db)
    rows = "(SELECT on_day FROM sale UNION ALL SELECT on_day FROM reversal)"
    buyers = sales(db, as_of).buyers
    return Counts(
        purchase_rows=db.value(f"SELECT count(*) FROM {rows} WHERE on_day < ?", (day,)),  # noqa: S608
        duplicate_ids=told["duplicate_ids"],
        conflicting_ids=told["conflicting_ids"],
        future_rows=db.value(f"SELECT count(*) FROM {rows} WHERE on_day >= ?", (day,)),  # noqa: S608
        unmatched_rows=told["unmatched_rows"],
        members=db.value(
            "SELECT count(*) FROM member WHERE survivor_id = member_id AND joined_on < ?", (day,)
        ),
        members_with_a_purchase=buyers,
        branches=len(branches_shown(db, as_of)),
    )


def _told_by_imports(db: Source) -> dict[str, int]:
    sql = (
        "SELECT document FROM policy AS p WHERE substr(name, 1, ?) = ?"
        " AND number = (SELECT max(number) FROM policy WHERE name = p.name)"
    )
    sums = {"duplicate_ids": 0, "conflicting_ids": 0, "unmatched_rows": 0}
    for (text,) in db.rows(sql, (len(RECORD_PREFIX), RECORD_PREFIX)):
        for key, number in json.loads(text).items():
            sums[key] = sums.get(key, 0) + number
    return sums


def branches_shown(db: Source, as_of: dt.date) -> tuple[str, ...]:
    """Return the branches figures speak of: those described, but a till's own only once something is sold there."""
    sql = (
        "SELECT branch_id FROM branch WHERE branch_id NOT IN (SELECT branch_id FROM till)"
        " UNION SELECT branch_id FROM sale WHERE on_day < ?1"
        " UNION SELECT branch_id FROM reversal WHERE on_day < ?1 ORDER BY 1"
    )
    return tuple(branch_id for (branch_id,) in db.rows(sql, (as_of.isoformat(),)))


def sales(
    db: Source,
    as_of: dt.date,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    branch_id: str | None = None,
) -> Sales:
    """Return the sales of `[since, until)` as known before `as_of`, of the shop or of a branch.

    A refund counts on its own day and branch; it takes its sale out of the purchases of the sale's day.
    """
    named = {
        "as_of": as_of.isoformat(),
        "until": min(until or as_of, as_of).isoformat(),
        "since": (since or dt.date.min).isoformat(),
        "branch": branch_id,
    }
    period = "on_day < :until AND on_day >= :since AND (:branch IS NULL OR branch_id = :branch)"
    sold = (
        "SELECT count(*), coalesce(sum(whole), 0), coalesce(sum(net > 0), 0),"  # noqa: S608
        " coalesce(sum(CASE WHEN net > 0 THEN net END), 0),"
        " coalesce(sum(net > 0 AND survivor IS NULL), 0),"
        " coalesce(sum(CASE WHEN net > 0 AND survivor IS NULL THEN net END), 0),"
        " count(DISTINCT CASE WHEN net > 0 THEN survivor END) FROM ("
        f"SELECT s.net AS whole, {_NET_THEN} AS net, m.survivor_id AS survivor"
        f" FROM sale AS s LEFT JOIN member AS m ON m.member_id = s.member_id WHERE {_of_sale(period)})"
    )
    rows, whole, purchases, counted, walk_ins, walk_in_net, buyers = _rows(db, sold, named)[0]
    back = f"SELECT count(*), coalesce(sum(net), 0) FROM reversal WHERE {period}"  # noqa: S608
    refunds, refunded = _rows(db, back, named)[0]
    return Sales(whole - refunded, purchases, counted, rows, refunds, walk_ins, walk_in_net, buyers)


def _of_sale(period: str) -> str:
    return period.replace("on_day", "s.on_day").replace("branch_id", "s.branch_id")


def _rows(db: Source, sql: str, named: Mapping[str, object]) -> list[tuple[Any, ...]]:
    # Named places become numbered ones: a source takes values in their order.
    for place, key in enumerate(named, start=1):
        sql = sql.replace(f":{key}", f"?{place}")
    return db.rows(sql, tuple(named.values()))


def day_figures(db: Source, on: dt.date, branch_id: str | None = None) -> DayFigures:
    """Return a day of a branch, or of all of them."""
    where, values = _where(on, branch_id)
    sums = ", ".join(f"coalesce(sum({column}), 0)" for column in _DAY_COLUMNS)
    row = db.row(f"SELECT {sums} FROM day_branch WHERE {where}", values)  # noqa: S608
    assert row is not None
    parts = (_tenders(db, where, values), _groups(db, where, values), _staff(db, where, values))
    return DayFigures(on, branch_id, *(*row, *parts))


def _where(on: dt.date, branch_id: str | None) -> tuple[str, tuple[str, ...]]:
    if branch_id is None:
        return "on_day = ?", (on.isoformat(),)
    return "on_day = ? AND branch_id = ?", (on.isoformat(), branch_id)


def _tenders(db: Source, where: str, values: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    sql = f"SELECT kind, sum(amount) FROM day_tender WHERE {where} GROUP BY kind ORDER BY kind"  # noqa: S608
    return tuple((kind, amount) for kind, amount in db.rows(sql, values))


def _groups(db: Source, where: str, values: tuple[str, ...]) -> tuple[GroupDay, ...]:
    sql = (
        "SELECT product_group, sum(net), sum(discount), sum(quantity), sum(purchases) FROM day_sale"  # noqa: S608
        f" WHERE {where} GROUP BY product_group ORDER BY sum(net) DESC, product_group"
    )
    return tuple(GroupDay(*row) for row in db.rows(sql, values))


def _staff(db: Source, where: str, values: tuple[str, ...]) -> tuple[StaffDay, ...]:
    sql = (
        "SELECT staff_id, sum(sold), sum(net), sum(back), sum(back_net) FROM ("  # noqa: S608
        f"SELECT staff_id, 1 AS sold, net, 0 AS back, 0 AS back_net FROM sale WHERE {where}"
        " AND origin = 'till' UNION ALL "
        f"SELECT staff_id, 0, 0, 1, net FROM reversal WHERE {where} AND kind <> 'import'"
        ") GROUP BY staff_id ORDER BY sum(net) DESC, staff_id"
    )
    return tuple(StaffDay(*row) for row in db.rows(sql, (*values, *values)))


def daily_sales(
    db: Source, since: dt.date, until: dt.date, branch_id: str | None = None
) -> tuple[DayPoint, ...]:
    """Return each day of `[since, until)`, also those without a sale."""
    sql = (
        "SELECT on_day, sum(net), sum(purchases), sum(member_net) FROM day_branch"
        " WHERE on_day >= ? AND on_day < ? AND (? IS NULL OR branch_id = ?) GROUP BY on_day"
    )
    values = (since.isoformat(), until.isoformat(), branch_id, branch_id)
    found = {row[0]: tuple(row[1:]) for row in db.rows(sql, values)}
    days = (since + dt.timedelta(days=place) for place in range((until - since).days))
    return tuple(DayPoint(on, *found.get(on.isoformat(), (0, 0, 0))) for on in days)
