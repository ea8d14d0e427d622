"""Clubs of hardly anything, and clubs elsewhere, say what the definitions say: row by row, from whatever day.

One member, one purchase, everybody on one day, walk-ins alone, members who never bought, refunds alone; clocks with
summer time on either half of the earth, and one of three quarters of an hour.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from desktop.reports.figures.columns import Columns
from desktop.reports.figures.cuts import figure_of
from desktop.reports.figures.document import Shop, read_shop
from desktop.reports.figures.members import growth
from desktop.reports.figures.periods import months
from desktop.usecases.importing.folder import import_folder
from tests.reports.figures import generated, mutants, reference
from tests.reports.figures.generated import CONFIG
from tests.reports.figures.test_generated import compare
from tests.reports.figures.test_real_input import differences

Row = dict[str, Any]
Files = dict[str, list[Row]]
BLANK = dict.fromkeys(("refund_of", "member_id", "card_no", "phone"), "")
ON = dt.date(2022, 9, 21)
"""The day after which Tehran's summer time ended for good."""


def member(number: int, joined: str = "2021-04-01T12:00:00Z") -> Row:
    return {
        "member_id": f"M{number:02d}",
        "card_no": "",
        "phone": f"0912000{number:04d}",
        "joined_at": joined,
        "joined_branch": "B1",
        "merged_into": "",
    }


def sale(number: int, who: str, at: str, amount: int = 90_000, branch: str = "B1") -> Row:
    told = {"purchase_id": f"S{number:03d}", "kind": "sale", "member_id": who, "branch_id": branch, "at": at}
    return {**BLANK, **told, "amount": amount}


def back(one: Row, at: str, branch: str = "B2") -> Row:
    told = {"purchase_id": "R" + one["purchase_id"], "kind": "refund", "refund_of": one["purchase_id"]}
    return {**one, **told, "at": at, "branch_id": branch, "amount": -one["amount"]}


def club(members: list[Row], purchases: list[Row]) -> Files:
    described: Files = {"branches": [{"branch_id": "B1"}, {"branch_id": "EMPTY"}]}
    none: Files = {"campaigns": [], "campaign_members": [], "redemptions": []}
    return {"members": members, "purchases": purchases, **described, **none}


def brought(files: Files, config: Row, till: Any, session: Any, folder: Path) -> None:
    """Import the files of a club that have any rows."""
    source = generated.write(folder, {name: rows for name, rows in files.items() if rows})
    (source / "config.json").write_text(json.dumps(config), encoding="utf-8")
    import_folder(till, session, source)


def clubs() -> dict[str, Files]:
    several = [member(number) for number in range(1, 9)]
    noon = f"{ON}T08:00:00Z"
    once = sale(1, "M01", noon)
    twice = sale(2, "M01", "2022-08-31T19:29:59Z", 70_000)
    return {
        "one member who bought once": club(several[:1], [once]),
        "one member, of whom a purchase came back in another month at another branch": club(
            several[:1], [once, twice, back(twice, "2022-09-30T20:30:00Z")]
        ),
        "everybody on one day": club(
            several,
            [sale(number, f"M{number % 8 + 1:02d}", noon, 10_000 * (number % 3)) for number in range(20)],
        ),
        "walk-ins alone": club([], [sale(number, "", noon) for number in range(3)]),
        "members who never bought": club(several, []),
        "all of it came back": club(several[:2], [once, back(once, f"{ON}T09:00:00Z", "B1")]),
    }


@pytest.mark.parametrize("name", clubs())
def test_clubs_of_hardly_anything(name: str, till, session, tmp_path: Path) -> None:
    brought(clubs()[name], CONFIG, till, session, tmp_path / "source")
    with till.read() as db:
        assert compare(db, till, clubs()[name], CONFIG) == []


def at_changes(zone: str) -> Files:
    """Return purchases within the hours in which a zone's clock is put on and back, and at its midnights."""
    place, rows = ZoneInfo(zone), []
    for month, day in ((3, 26), (3, 27), (4, 2), (4, 3), (9, 10), (9, 11), (9, 21), (9, 22)):
        for hour, minute in ((0, 0), (0, 30), (23, 59)):
            at = dt.datetime(2022, month, day, hour, minute, tzinfo=place).astimezone(dt.UTC)
            rows.append(sale(len(rows), f"M{len(rows) % 5 + 1:02d}", at.isoformat(), 10_000 + len(rows)))
    return club([member(number) for number in range(1, 7)], rows)


ZONES = ("Europe/Berlin", "America/Santiago", "Asia/Kathmandu", "Asia/Tehran")


@pytest.mark.parametrize("zone", ZONES)
def test_clocks_with_and_without_summer_time(zone: str, till, session, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(reference, "TEHRAN", ZoneInfo(zone))
    config, there = CONFIG | {"timezone": zone}, SimpleNamespace(shop=replace(till.shop, zone=zone))
    brought(at_changes(zone), config, till, session, tmp_path / "source")
    with till.read() as db:
        assert compare(db, there, at_changes(zone), config) == []


@pytest.mark.parametrize("name", ["a fixed offset of +03:30", "nothing divided by nothing is nought"])
def test_usual_mistakes_are_caught(name: str, till, session, tmp_path: Path) -> None:
    """Days of a fixed offset, on a clock with summer time; noughts where there is no figure, in a club of no purchase."""
    mistake = next(one for one in mutants.MISTAKES if one.name == name)
    files = at_changes("Asia/Tehran") if "offset" in name else clubs()["members who never bought"]
    wanted = json.loads(json.dumps(reference.figures(files, CONFIG)))
    brought(files, CONFIG, till, session, tmp_path / "source")
    with mutants.with_mistake(mistake) as document, till.read() as db:
        told = document.figures(db, document.read_shop(db, generated.AS_OF, till.shop))
    assert list(differences(json.loads(json.dumps(told)), wanted))


def test_a_list_that_becomes_known_later_tells_anew_who_joined_when(till, session, tmp_path: Path) -> None:
    """Merged entries go by the one of their list: before the list is known they go by the earliest."""
    early, late = member(1, "2021-04-01T12:00:00Z"), member(2, "2021-08-01T12:00:00Z")
    files = club([{**early, "merged_into": "M02"}, late, member(3)], [])
    others = [sale(n, "", f"2022-0{1 + n}-03T08:00:00Z") for n in range(8)]
    last = [sale(100 + n, "M03", f"2022-11-1{n}T08:00:00Z") for n in range(4)]
    periods = months(dt.date(2021, 3, 1), dt.date(2021, 10, 1), "gregorian")

    def bring(source: str, some: Files) -> None:
        folder = generated.write(tmp_path / f"{source}-{len(some)}", some)
        (folder / "config.json").write_text(json.dumps({"source": source}))
        import_folder(till, session, folder)

    def read(before: Columns | None) -> Shop:
        with till.read() as db:
            return read_shop(db, dt.date(2022, 12, 1), till.shop, before)

    def joined(shop: Shop, **how: Any) -> list[Any]:
        book = replace(shop.book(as_of=dt.date(2022, 6, 1)), **how)
        return [(growth(book, one), figure_of(book, "joined", one)) for one in periods]

    bring("old-club", {name: files[name] for name in ("members", "branches")})
    bring("till-export", {"purchases": others, "branches": files["branches"]})
    first = read(None)
    assert joined(first) == joined(first, kept=None)
    bring("old-club", {"purchases": last})
    then = read(first.columns)
    assert then.sources != first.sources
    assert joined(then) == joined(then, kept=None)
    assert joined(then) != joined(first)
