"""The hand-made cases: what D2–D5 and D13 say of counts, sales, branches, days and points, in both orders."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from desktop.usecases import figures_day
from desktop.usecases.importing.campaigns import imported_campaigns
from desktop.usecases.importing.folder import import_folder
from desktop.usecases.policies import rules_now
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


@pytest.mark.parametrize("order", ["forward", "reversed"])
@pytest.mark.parametrize(
    "case_id", sorted(CASES) or [pytest.param("", marks=pytest.mark.skip("no cases.json"))]
)
def test_case(case_id: str, order: str, till, session, tmp_path: Path):
    case = CASES[case_id]
    source = _write(tmp_path / "source", case, order)
    told = import_folder(till, session, source)
    assert told.started
    assert told.refused == 0
    as_of = dt.date.fromisoformat(case["config"]["as_of"])
    with till.read() as db:
        for path, wanted in case["expect"].items():
            found = _figure(db, as_of, path)
            assert found is UNKNOWN or found == wanted, path


UNKNOWN = object()
"""A figure of the full engine, which is not this module's."""


def _figure(db: Any, as_of: dt.date, path: str) -> Any:
    first, _, rest = path.partition(".")
    if path in COUNTS:
        return getattr(figures_day.counts(db, as_of), COUNTS[path])
    if first == "sales":
        return getattr(figures_day.sales(db, as_of), rest)
    if first == "branch":
        branch, part, key = rest.split(".")[:3] if rest.count(".") > 1 else (*rest.split("."), "")
        known = part == "sales"
        return getattr(figures_day.sales(db, as_of, branch_id=branch), key) if known else UNKNOWN
    if first in ("points", "tier"):
        rules = rules_now(db)
        members = figures_day.member_points(db, as_of, rules.points, rules.tiers)
        return next(getattr(member, first) for member in members if member.shown_id == rest)
    if first in ("gregorian", "jalali"):
        period, key = rest.split(".")
        since, until = _month(first, period)
        return getattr(figures_day.sales(db, as_of, since=since, until=until), key)
    if first == "jalali_day":
        on = jalali.to_date(*map(int, rest.split("-")))
        return figures_day.day_figures(db, on).net
    return _campaign(db, rest) if first == "campaign" else UNKNOWN


def _campaign(db: Any, rest: str) -> Any:
    campaign_id, key = rest.split(".")
    campaign = imported_campaigns(db)[campaign_id]
    survivors = dict(db.rows("SELECT member_id, survivor_id FROM member"))
    sent = {survivors[member] for member in campaign.sent}
    used = {
        survivors[member]
        for member, _, on, _ in campaign.uses
        if campaign.start_on <= on <= campaign.end_on and survivors[member] in sent
    }
    return {"sent": len(sent), "used": len(used)}.get(key, UNKNOWN)


def _month(calendar: str, period: str) -> tuple[dt.date, dt.date]:
    year, month = map(int, period.split("-"))
    if calendar == "jalali":
        since = jalali.to_date(year, month, 1)
        return since, jalali.add_months(since, 1)
    return dt.date(year, month, 1), dt.date(year + month // 12, month % 12 + 1, 1)


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
