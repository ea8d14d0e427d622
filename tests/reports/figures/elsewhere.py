"""Clubs of other names and times: leap Esfand, twenty years, a single day, sales of days to come and from before the first,
refunds that do not say of what.

The same seed makes the same folder.
"""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from tests.reports.figures.generated import CONFIG, EDGES, TEHRAN

Row = dict[str, Any]
ESFAND_30, NOROOZ = dt.date(2025, 3, 20), dt.date(2025, 3, 21)
SPANS = (
    (1, dt.date(2019, 1, 5), NOROOZ),
    (2, dt.date(2005, 3, 21), ESFAND_30),
    (3, ESFAND_30, ESFAND_30),
    (4, dt.date(2024, 3, 20), dt.date(2026, 1, 1)),
)
"""Seed, first day and the day looked from: before the last the leap day is over, before the second it is not."""

_DAYS = (
    *(ESFAND_30 - dt.timedelta(days=1), ESFAND_30, NOROOZ, dt.date(2021, 3, 20), dt.date(2021, 3, 21)),
    *(dt.date(2024, 2, 29), dt.date(2040, 1, 1)),
)
_BRANCHES = ("شمال", "Branch #7", "بازار")


def config(first: dt.date, as_of: dt.date) -> Row:
    """Return the settings of a folder; churn is of the half year before the day."""
    half = [(as_of - dt.timedelta(days=180)).isoformat(), as_of.isoformat()]
    return {**CONFIG, "first_day": first.isoformat(), "as_of": as_of.isoformat(), "churn_period": half}


def folder(seed: int, first: dt.date, as_of: dt.date) -> dict[str, list[Row]]:
    """Return the rows of a folder by the name of their file."""
    chance = random.Random(seed)
    members = [_member(chance, number, first, as_of) for number in range(1, 41)]
    members[4]["merged_into"] = members[2]["member_id"]
    days = (*_DAYS, as_of - dt.timedelta(days=1), as_of, as_of + dt.timedelta(days=400))
    span = (as_of - first).days
    bought = [
        (row, chance.choice(days) if chance.random() < 0.3 else first + dt.timedelta(days=chance.randint(0, span + 20)))
        for row in members
        for _ in range(chance.choice((0, 1, 3, 9, 25)))
    ]  # fmt: skip
    sales = [_sale(chance, number, *told) for number, told in enumerate(bought)]
    backs = [_refund(chance, n, sale) for n, sale in enumerate(chance.sample(sales, len(sales) // 6))]
    sent = [{"campaign_id": "9", "member_id": row["member_id"]} for row in members[::2]]
    return {
        "members": members,
        "purchases": sales + backs,
        "branches": [{"branch_id": "شمال"}, {"branch_id": "خالی"}],
        "campaigns": [{"campaign_id": "9", "kind": "sms", "start_date": _ago(as_of, 60), "end_date": _ago(as_of, 41)}],
        "campaign_members": sent,
        "redemptions": [
            {"campaign_id": "9", "member_id": row["member_id"], "code": f"q{n}", "date": _ago(as_of, 50 - n % 13)}
            for n, row in enumerate(members[::3])
        ],
    }  # fmt: skip


def _ago(as_of: dt.date, days: int) -> str:
    return (as_of - dt.timedelta(days=days)).isoformat()


def _at(chance: random.Random, on: dt.date) -> str:
    return dt.datetime.combine(on, dt.time.fromisoformat(chance.choice(EDGES)), TEHRAN).isoformat()


def _member(chance: random.Random, number: int, first: dt.date, as_of: dt.date) -> Row:
    joined = first + dt.timedelta(days=chance.randint(0, max(1, (as_of - first).days)))
    return {
        "member_id": f"عضو-{number}", "card_no": f"77{number:05d}" if number % 3 else "", "phone": f"0935100{number:04d}",
        "joined_at": _at(chance, joined), "joined_branch": chance.choice((*_BRANCHES[:2], "")), "merged_into": "",
    }  # fmt: skip


def _sale(chance: random.Random, number: int, member: Row, on: dt.date) -> Row:
    named = (
        {"member_id": member["member_id"]} if number % 4 else {"phone": member["phone"] if number % 8 else ""}
    )
    return {
        "purchase_id": f"p-{number}", "kind": "sale", "refund_of": "", "member_id": "", "card_no": "", "phone": "",
        "branch_id": chance.choice(_BRANCHES), "at": _at(chance, on),
        "amount": chance.choice((0, 10_000, 55_000, 55_000, 1_200_000, 9_999)), **named,
    }  # fmt: skip


def _refund(chance: random.Random, number: int, sale: Row) -> Row:
    on = dt.datetime.fromisoformat(sale["at"]) + dt.timedelta(days=chance.choice((0, 3, 40, 300)))
    back = chance.choice((sale["amount"], sale["amount"] // 2, sale["amount"] + 5)) or 5
    named = "" if number % 4 == 3 else sale["purchase_id"]
    row = {"purchase_id": f"r-{number}", "kind": "refund", "refund_of": named, "amount": -back}
    return {**sale, **row, "at": on.isoformat()}
