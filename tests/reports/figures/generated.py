"""Small shops full of what goes wrong: midnights, old summers, refunds of every kind, merges, walk-ins, ties.

The same seed makes the same folder. Everything lies around 2021 and 2022, while Iran still moved its clocks.
"""

from __future__ import annotations

import datetime as dt
import json
import random
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tests.usecases.data.conftest import write_rows

Row = dict[str, Any]
TEHRAN = ZoneInfo("Asia/Tehran")
FIRST, AS_OF = dt.date(2021, 3, 9), dt.date(2022, 10, 5)
CONFIG = {
    "timezone": "Asia/Tehran",
    "first_day": FIRST.isoformat(),
    "as_of": AS_OF.isoformat(),
    "active_window_days": 60,
    "churn_window_days": 120,
    "churn_period": ["2022-03-21", "2022-10-05"],
    "rfm_window_days": 300,
    "clv_lifespan_years": 4,
    "points_toman_each": 7_000,
    "tier_window_days": 200,
    "tiers": [["bronze", 0], ["silver", 30], ["gold", 120]],
}
EDGES = ("00:00:00", "23:59:59", "00:30:00", "23:30:00", "01:00:00", "04:15:00", "12:00:00", "18:45:10")
DAYS = (
    *(
        dt.date(2022, 3, 21),
        dt.date(2022, 3, 22),
        dt.date(2022, 9, 21),
        dt.date(2022, 9, 22),
        dt.date(2021, 3, 20),
    ),
    *(
        dt.date(2022, 8, 6),
        dt.date(2022, 8, 5),
        dt.date(2022, 5, 22),
        dt.date(2022, 5, 23),
        dt.date(2021, 12, 9),
    ),
    *(
        dt.date(2021, 12, 8),
        dt.date(2022, 3, 19),
        dt.date(2022, 10, 4),
        dt.date(2022, 10, 5),
        dt.date(2021, 10, 4),
    ),
)


def folder(seed: int) -> dict[str, list[Row]]:
    """Return the rows of a folder by the name of their file."""
    chance = random.Random(seed)
    members = _members(chance)
    purchases = _purchases(chance, members)
    sent = [
        {"campaign_id": c, "member_id": row["member_id"]}
        for c in ("C1", "C2", "C3", "C4", "C5")
        for row in members
        if chance.random() < 0.4
    ]
    uses = [
        {"campaign_id": chance.choice(("C1", "C2", "C4")), "member_id": row["member_id"], "date": _day(chance, on).isoformat()}
        for row in members
        for on in (dt.date(2022, 5, 20), dt.date(2022, 9, 28), dt.date(2022, 10, 2))
        if chance.random() < 0.5
    ]  # fmt: skip
    for place, row in enumerate(uses):
        row["code"] = f"K{place}"
    return {
        "members": members,
        "purchases": purchases,
        "branches": [{"branch_id": "B1"}, {"branch_id": "EMPTY"}],
        "campaigns": [
            {"campaign_id": "C1", "kind": "sms", "start_date": "2022-05-23", "end_date": "2022-06-11"},
            {"campaign_id": "C2", "kind": "sms", "start_date": "2022-09-22", "end_date": "2022-10-01"},
            {"campaign_id": "C3", "kind": "sms", "start_date": "2022-06-01", "end_date": "2022-06-05"},
            {"campaign_id": "C4", "kind": "sms", "start_date": "2022-09-28", "end_date": "2022-10-20"},
            {"campaign_id": "C5", "kind": "sms", "start_date": "2022-05-05", "end_date": "2022-05-09"},
        ],
        "campaign_members": sent,
        "redemptions": uses,
    }


def _day(chance: random.Random, around: dt.date) -> dt.date:
    return around + dt.timedelta(days=chance.randint(-6, 14))


def _members(chance: random.Random) -> list[Row]:
    rows = []
    for number in range(1, 37):
        joined = dt.date(2021, 3, 9) + dt.timedelta(days=chance.randint(0, 620))
        rows.append({
            "member_id": f"M{number:02d}",
            "card_no": f"29{number:05d}" if number % 3 else "",
            "phone": f"0912000{number:04d}",
            "joined_at": _at(chance, min(joined, dt.date(2022, 10, 8))),
            "joined_branch": chance.choice(("B1", "B2", "")),
            "merged_into": "",
        })  # fmt: skip
    for merged, into in (("M05", "M04"), ("M06", "M05"), ("M20", "M21"), ("M30", "M02")):
        rows[int(merged[1:]) - 1]["merged_into"] = into
    for late, at in (
        ("M35", "2022-10-05T00:00:00+03:30"),
        ("M36", "2022-10-04T23:59:59+03:30"),
        ("M34", "2022-10-07T12:00:00Z"),
    ):
        rows[int(late[1:]) - 1]["joined_at"] = at
    return rows


def _at(chance: random.Random, on: dt.date) -> str:
    wall = dt.datetime.combine(on, dt.time.fromisoformat(chance.choice(EDGES)), TEHRAN).astimezone(dt.UTC)
    return chance.choice(
        (wall, wall.astimezone(TEHRAN), wall.astimezone(ZoneInfo("Europe/Berlin")))
    ).isoformat()


def _purchases(chance: random.Random, members: list[Row]) -> list[Row]:
    # Some come often and some once, so that classes, tiers and churn all have somebody in them.
    often = {row["member_id"]: chance.choice((0, 1, 1, 2, 4, 8, 14)) for row in members}
    sales: list[Row] = []
    for row in members:
        cadence = chance.choice((6, 20, 45))
        start = FIRST + dt.timedelta(days=chance.randint(0, 500))
        for visit in range(often[row["member_id"]]):
            drift = dt.timedelta(days=visit * cadence + chance.randint(0, 4))
            on = start + drift if chance.random() < 0.7 else chance.choice(DAYS)
            if on > dt.date(2022, 10, 9):
                on = chance.choice(DAYS)
            sales.append(_sale(chance, len(sales), on, _named(chance, row)))
    for _ in range(18):
        sales.append(
            _sale(chance, len(sales), chance.choice(DAYS), {"phone": chance.choice(("", "09990000000"))})
        )
    rows = sales + _refunds(chance, sales)
    chance.shuffle(rows)
    return rows


def _named(chance: random.Random, member: Row) -> Row:
    phone = member["phone"]
    spelled = chance.choice((phone, "+98 " + phone[1:], "0098" + phone[1:], phone.translate(_PERSIAN)))
    ways = [{"member_id": member["member_id"]}, {"phone": spelled}]
    if member["card_no"]:
        ways.append({"card_no": member["card_no"]})
    return chance.choice(ways)


_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def _sale(chance: random.Random, number: int, on: dt.date, named: Row) -> Row:
    # Few distinct amounts make ties; some are enormous, some are nothing.
    amount = chance.choice((0, 70_000, 70_000, 100_000, 250_000, 69_999, 3 * 10**14 + 1))
    branch = chance.choice(("B1", "B1", "B2", "B3"))
    return {
        "purchase_id": f"S{number:03d}", "kind": "sale", "refund_of": "", "member_id": "", "card_no": "", "phone": "",
        "branch_id": branch, "at": _at(chance, on), "amount": amount, **named,
    }  # fmt: skip


def _refunds(chance: random.Random, sales: list[Row]) -> list[Row]:
    rows = []
    for sale in chance.sample(sales, len(sales) // 4):
        back = chance.choice((sale["amount"], sale["amount"], sale["amount"] // 3))
        on = dt.datetime.fromisoformat(sale["at"]) + dt.timedelta(days=chance.choice((0, 1, 9, 40, 200)))
        row = {**sale, "purchase_id": f"R{len(rows):03d}", "kind": "refund", "refund_of": sale["purchase_id"]}
        rows.append({**row, "at": on.isoformat(), "amount": -back, "branch_id": chance.choice(("B1", "B2"))})
    rows.append({**rows[0], "purchase_id": "RX", "refund_of": "NOWHERE", "amount": -5_000})
    return rows


def write(path: Path, files: dict[str, list[Row]]) -> Path:
    """Write the files of a folder."""
    path.mkdir(parents=True)
    for name, rows in files.items():
        write_rows(path / f"{name}.csv", rows)
    (path / "config.json").write_text(json.dumps(CONFIG), encoding="utf-8")
    return path
