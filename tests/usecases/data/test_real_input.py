"""The real data sets come in whole: counts, sums and every member's points to the unit, once and only once."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import json
from pathlib import Path

from desktop.reports.figures.document import figures, read_shop
from desktop.reports.figures.table import member_rows
from desktop.usecases.classes import classes_as_of
from desktop.usecases.importing.campaigns import imported_campaigns
from desktop.usecases.importing.folder import import_folder


def _facts(till) -> int:
    with till.read() as db:
        return db.value("SELECT count(*) FROM fact")


def _rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def test_retail_comes_in_whole(till, session, shared):
    source = shared / "retail"
    told = import_folder(till, session, source)
    assert {name: (file.read, file.added, file.refused) for name, file in told.files.items()} == {
        "branches": (6, 6, ()),
        "members": (226, 226, ()),
        "purchases": (10_033, 10_033, ()),
        "lines": (93_453, 93_453, ()),
        "campaigns": (25, 25, ()),
        "campaign_members": (585, 585, ()),
        "redemptions": (170, 170, ()),
    }
    expected = json.loads((source / "expected-figures.json").read_text(encoding="utf-8"))
    as_of = dt.date.fromisoformat(expected["config"]["as_of"])
    with till.read() as db:
        _check_groups(db, expected["product_groups"])
        campaigns = imported_campaigns(db)
        classes = classes_as_of(db, as_of, till.shop.zone)
        shop = read_shop(db, as_of, till.shop)
        shown = dict(zip(shop.columns.members.ids, shop.book().who.shown, strict=True))
    table = {row["member_id"]: row for row in _rows(source / "expected-rfm.csv.gz")}
    wanted = {name: row["segment"] for name, row in table.items() if row["R"]}
    assert {shown[member_id]: segment for member_id, segment in classes.items()} == wanted
    assert sum(len(campaign.sent) for campaign in campaigns.values()) == 585
    assert sum(len(campaign.uses) for campaign in campaigns.values()) == 170


def _check_groups(db, groups) -> None:
    sql = "SELECT product_group, count(*), sum(net), sum(discount) FROM sale_line GROUP BY product_group"
    mine = {group: (lines, net, discount) for group, lines, net, discount in db.rows(sql)}
    wanted = {group: (row["lines"], row["amount"], row["discount"]) for group, row in groups.items()}
    assert mine == wanted


def test_retail_twice_adds_nothing(till, session, shared):
    import_folder(till, session, shared / "retail")
    before = _facts(till)
    told = import_folder(till, session, shared / "retail")
    assert _facts(till) == before
    for name, file in told.files.items():
        assert (file.added, file.conflicts, file.duplicates) == (0, 0, file.read), name


def test_cdnow_comes_in_whole(till, session, shared):
    source = shared / "cdnow"
    told = import_folder(till, session, source)
    assert {name: (file.read, file.added) for name, file in told.files.items()} == {
        "members": (2_357, 2_357),
        "purchases": (6_919, 6_919),
    }
    config = json.loads((source / "config.json").read_text(encoding="utf-8"))
    as_of = dt.date.fromisoformat(config["as_of"])
    purchases = _rows(source / "purchases.csv.gz")
    points: dict[str, int] = {}
    for row in purchases:
        member = row["member_id"]
        points[member] = points.get(member, 0) + int(row["amount"]) // config["points_toman_each"]
    with till.read() as db:
        shop = read_shop(db, as_of, till.shop)
        document, members = figures(db, shop), member_rows(shop.book())
    sales = document["total"]["sales"]
    assert sales["net_sales"] == sum(int(row["amount"]) for row in purchases)
    assert sales["transactions"] == sum(int(row["amount"]) > 0 for row in purchases)
    assert {member.member_id: member.points for member in members if member.points} == {
        member: earned for member, earned in points.items() if earned
    }
    expected = json.loads((source / "expected-clv.json").read_text(encoding="utf-8"))
    assert len(members) == expected["customers"]
