"""Large clubs to count figures of: purchases written into the tables directly, as selling a million takes hours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from desktop.models.engine import connect
from desktop.reports.figures.periods import date
from tests.benchmarks.shops import made_shop

FIRST_DAY, DAYS, BRANCHES = 19_000, 1_096, 10
AS_OF = date(FIRST_DAY + DAYS)
DAY_MS = 86_400_000
_TEHRAN = 12_600_000
_GROUPS = ("SHOES", "BAGS", "BELTS", "SOCKS", "CARE")


def purchases(count: int, members: int) -> dict[str, np.ndarray]:
    """Return the columns of purchases in the order they happened; money grows by a few big spenders."""
    chance = np.random.default_rng(11)
    often = chance.gamma(0.8, 1.0, members)
    member = chance.choice(members, count, p=often / often.sum()).astype(np.int64)
    # The last hours are left out: in Tehran they belong to the day behind the last.
    at = np.sort(chance.integers(0, DAYS * DAY_MS - _TEHRAN, count)) + FIRST_DAY * DAY_MS
    net = (chance.lognormal(12.5, 0.9, count).astype(np.int64) // 500 + 1) * 500
    return {"member": member, "at": at, "net": net, "branch": chance.integers(0, BRANCHES, count)}


def fill(folder: Path, told: dict[str, np.ndarray], members: int, *, whole: bool = False) -> None:
    """Write members and purchases into a shop's file as rows.

    `whole`: also members' names and phones, a refund of part of every fiftieth purchase, and the sums by day and group.
    """
    till, session, _ = made_shop(folder)
    assert session
    path, key = till.store.path, till.store.data_key
    till.close()
    writer = connect(path, key)
    writer.execute("BEGIN IMMEDIATE")
    ids = [f"m{number:07d}" for number in range(members)]
    joined = date(FIRST_DAY).isoformat()
    writer.executemany(
        "INSERT INTO member VALUES (?, ?, ?, 'B0', 'owner', NULL, 'import', 'active', NULL, ?, '')",
        ((one, FIRST_DAY * DAY_MS, joined, one) for one in ids),
    )
    days = {number: date(number).isoformat() for number in range(FIRST_DAY, FIRST_DAY + DAYS + 1)}
    rows = zip(*(column.tolist() for column in told.values()), strict=True)
    writer.executemany(
        "INSERT INTO sale VALUES (?, ?, 'import', NULL, ?, ?, '', 'owner', NULL, ?, ?, ?, 0, 0, ?, ?, 0, 0, 0, 0, 'sold')",
        (
            (n, f"s{n:08d}", ids[m], f"B{b}", at, days[(at + _TEHRAN) // DAY_MS], net, net, net)
            for n, (m, at, net, b) in enumerate(rows, start=10)
        ),
    )
    if whole:
        _fill_beside(writer, ids, days)
    writer.execute("COMMIT")
    writer.close()


def fill_straight(folder: Path, count: int, members: int) -> None:
    """Write a whole club of the same kind without handing a row to Python: millions of purchases take minutes.

    The rows come in the order of their days; a few members buy most of it. All of it follows from the row's number.
    """
    till, session, _ = made_shop(folder)
    assert session
    path, key = till.store.path, till.store.data_key
    till.close()
    writer = connect(path, key)
    writer.execute("PRAGMA cache_size = -1000000")
    writer.execute("BEGIN IMMEDIATE")
    joined = FIRST_DAY * DAY_MS, date(FIRST_DAY).isoformat()
    writer.execute(
        f"{_NUMBERS} INSERT INTO member SELECT printf('m%07d', n), ?2, ?3, 'B0', 'owner', NULL, 'import', 'active', NULL,"
        " printf('m%07d', n), '' FROM number",
        (members, *joined),
    )
    writer.execute(_STRAIGHT, (count, members, *joined, DAYS * DAY_MS - _TEHRAN))
    days = {number: date(number).isoformat() for number in range(FIRST_DAY, FIRST_DAY + DAYS + 1)}
    _fill_beside(writer, [f"m{number:07d}" for number in range(members)], days)
    writer.execute("COMMIT")
    writer.close()


_NUMBERS = "WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < ?1)"
_STRAIGHT = f"""{_NUMBERS},
    drawn (n, chance, at) AS (
        SELECT n, (n * 2654435761 % 4294967296) / 4294967296.0, ?3 + n * (?5 / ?1) FROM number
    ), told (n, member, at, net, branch) AS (
        SELECT n, CAST(?2 * chance * chance * chance AS INTEGER), at,
            (1 + n * 40503 % 1999) * 500, n * 7919 % {BRANCHES} FROM drawn
    )
    INSERT INTO sale SELECT n + 10, printf('s%08d', n), 'import', NULL, printf('m%07d', member), 'B' || branch, '', 'owner',
        NULL, at, date((at + {_TEHRAN}) / 1000, 'unixepoch'), net, 0, 0, net, net, 0, 0, 0, 0, 'sold'
    FROM told WHERE ?4 IS NOT NULL"""


def _fill_beside(writer: Any, ids: list[str], days: dict[int, str]) -> None:
    writer.executemany(
        "INSERT INTO person (member_id, survivor_id, state, stamp, name, phone, email, gender, note, external_id, tags,"
        " folded, phone_back, external_key) VALUES (?1, ?1, 'active', 1, ?2, ?3, '', '', '', '', '[]', ?2, ?4, '')",
        ((one, f"عضو شمارهٔ {n}", f"0912{n:07d}", f"0912{n:07d}"[::-1]) for n, one in enumerate(ids)),
    )
    writer.execute(
        "INSERT INTO reversal SELECT sale_no, 'r' || sale_id, sale_id, 'import', NULL, member_id, branch_id, till_id,"
        " staff_id, NULL, at + 3600000, on_day, net / 2, 0, 0, net / 2, net / 2, 0, 0, 0, 0, 0, ''"
        " FROM sale WHERE sale_no % 50 = 0"
    )
    writer.executemany(
        "INSERT INTO day_sale VALUES (?, ?, ?, 900000, 100000, 800000, 12000, 9)",
        ((on, f"B{b}", group) for on in days.values() for b in range(BRANCHES) for group in _GROUPS),
    )
