"""The hand-made cases, in both orders: what is imported and asked for is what was worked out by hand."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from desktop.reports.figures.document import figures, read_shop
from desktop.reports.figures.table import COLUMNS, member_rows
from desktop.usecases.importing.folder import import_folder
from loyalty import jalali
from tests.usecases.data.conftest import SHARED, write_rows

CASES = (
    {case["id"]: case for case in json.loads((SHARED / "cases.json").read_text(encoding="utf-8"))["cases"]}
    if (SHARED / "cases.json").is_file()
    else {}
)

COUNTS = {
    "members": "members",
    "duplicates": "duplicate_ids",
    "conflicts": "conflicting_ids",
    "future": "future_rows",
    "unmatched": "unmatched_rows",
}
RFM = {"recency_days", "f", "m", "R", "F", "M", "FM", "segment"}


@pytest.mark.parametrize("order", ["forward", "reversed"])
@pytest.mark.parametrize(
    "case_id", sorted(CASES) or [pytest.param("", marks=pytest.mark.skip("no cases.json"))]
)
def test_case(case_id: str, order: str, till, session, tmp_path: Path):
    case = CASES[case_id]
    told = import_folder(till, session, _write(tmp_path / "source", case, order))
    assert told.started
    assert told.refused == 0
    document, rows = told_of(till, dt.date.fromisoformat(case["config"]["as_of"]))
    for path, wanted in case["expect"].items():
        assert _figure(document, rows, path, wanted) == wanted, path


def told_of(till: Any, as_of: dt.date) -> tuple[Any, dict[str, dict[str, Any]]]:
    """Return the document of a day as JSON gives it back, and the table of members by shown id."""
    with till.read() as db:
        shop = read_shop(db, as_of, till.shop)
        document = json.loads(json.dumps(figures(db, shop)))
        rows = member_rows(shop.book())
    return document, {row.member_id: dict(zip(COLUMNS, row.cells, strict=True)) for row in rows}


def _figure(document: Any, rows: dict[str, dict[str, Any]], path: str, wanted: Any) -> Any:
    first, _, rest = path.partition(".")
    total = document["total"]
    if path in COUNTS:
        return document["counts"][COUNTS[path]]
    if first in ("points", "tier"):
        return rows[rest][first]
    if first == "rfm":
        row = rows[rest]
        return {key: row[key] for key in wanted or RFM} if row["segment"] else None
    if path == "rfm_scored":
        return total["rfm"]["scored_members"]
    if path == "segments":
        return {segment: count for segment, count in total["rfm"]["segments"].items() if count}
    if path == "days":
        return total["days"]
    return _nested(document, first, rest)


def _nested(document: Any, first: str, rest: str) -> Any:
    total = document["total"]
    if first == "jalali_day":
        on = jalali.to_date(*map(int, rest.split("-")))
        return total["days"][on.isoformat()][0]
    if first in ("jalali", "gregorian"):
        period, key = rest.split(".")
        return next(row for row in total[f"{first}_months"] if row["period"] == period)[key]
    if first == "campaign":
        campaign, key = rest.split(".")
        return next(row for row in document["campaigns"] if row["campaign_id"] == campaign)[key]
    if first == "branch":
        branch, _, rest = rest.partition(".")
        first, _, rest = rest.partition(".")
        total = document["by_branch"][branch]
        if first == "rfm_scored":
            return total["rfm"]["scored_members"]
    part = {"active": "active_90", "churn_months": "churn_6_calendar_months"}.get(first, first)
    return total[part][rest]


def _write(folder: Path, case: dict[str, Any], order: str) -> Path:
    folder.mkdir()
    members, purchases = list(case["members"]), list(case["purchases"])
    sent = [{"campaign_id": c, "member_id": m} for c, m in case.get("sent", [])]
    uses = [{"campaign_id": c, "member_id": m, "date": on} for c, m, on in case.get("redemptions", [])]
    _generate(case.get("generate"), members, purchases, sent, uses)
    files: dict[str, list[dict[str, Any]]] = {
        "members": members,
        "purchases": purchases if order == "forward" else purchases[::-1],
        "branches": [{"branch_id": branch} for branch in case.get("branches", [])],
        "campaigns": case.get("campaigns", []),
        "campaign_members": sent,
        "redemptions": uses,
    }
    for name, rows in files.items():
        if rows:
            write_rows(folder / f"{name}.csv", rows)
    (folder / "config.json").write_text(json.dumps(case["config"]), encoding="utf-8")
    return folder


def _generate(made: dict[str, Any] | None, members: list, purchases: list, sent: list, uses: list) -> None:
    if made is None:
        return
    names = [f"G{number:05d}" for number in range(1, made["members"] + 1)]
    members += [{"member_id": name, "joined_at": made["joined_at"]} for name in names]
    for place, run in enumerate(made["purchases"]):
        purchases += [
            {
                "purchase_id": f"G{number}-{place}",
                "kind": "sale",
                "member_id": f"G{number:05d}",
                "branch_id": "B1",
                "at": run["at"],
                "amount": run["amount"],
            }
            for number in range(run["first"], run["last"] + 1)
        ]
    for run, rows in ((made.get("sent"), sent), (made.get("redemptions"), uses)):
        for number in range(run["first"], run["last"] + 1) if run else ():
            row = {"campaign_id": run["campaign_id"], "member_id": f"G{number:05d}"}
            rows.append(row | ({"date": run["date"]} if "date" in run else {}))
