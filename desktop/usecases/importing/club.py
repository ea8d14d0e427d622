"""What a folder says of the club it comes from: its windows, tiers and points, and the days its figures speak of.

Windows, tiers and points are taken over as the shop's own as long as nobody here has set them. The first day and the
period of churn belong to the source's own reckoning: they are kept as they were told and hold for that alone.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.models.queries.policies import latest_under
from desktop.models.shops import Shop
from desktop.models.sources import Source
from desktop.usecases.importing.job import Job
from desktop.usecases.policies import next_version, policy_text, show_policy
from desktop.usecases.policy_defaults import parse_windows
from desktop.usecases.trades import windows_of
from loyalty.clock import parse_day
from loyalty.documents import read_list
from loyalty.errors import LoyaltyError, require
from loyalty.kinds import PolicyPublished
from loyalty.points import parse_points
from loyalty.policy import read_rules
from loyalty.tiers import parse_tiers

CLUB_PREFIX = "import:club:"
_WINDOWS = ("active_window_days", "churn_window_days", "rfm_window_days", "clv_lifespan_years")

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ClubDays:
    """The first day of a source's rows, and the period its churn is of, as seen on its `as_of`."""

    first_day: dt.date | None = None
    as_of: dt.date | None = None
    churn_period: tuple[dt.date, dt.date] | None = None


@dataclass(frozen=True, slots=True)
class Club:
    """What a `config.json` says beyond its source and zone; every part may be missing."""

    windows: Document
    tiers: Document
    money_each: int | None
    days: Document


def read_club(told: Mapping[str, Any]) -> Club:
    """Return what a config says of its club; raises `import_config_broken`."""
    try:
        windows = {key: told[key] for key in _WINDOWS if key in told}
        parse_windows(windows)
        club = Club(windows, _tiers(told), told.get("points_toman_each"), _days(told))
        if club.money_each is not None:
            parse_points({"kinds": [{"id": "main", "money_each": club.money_each}]})
    except (LoyaltyError, TypeError, ValueError) as problem:
        raise LoyaltyError("import_config_broken", value=str(problem)) from problem
    return club


def _tiers(told: Mapping[str, Any]) -> Document:
    document = {}
    if "tiers" in told:
        document["tiers"] = told["tiers"]
        parse_tiers(document)
    if "tier_window_days" in told:
        document["window_days"] = told["tier_window_days"]
        parse_tiers({"tiers": [["bronze", 0]], **document})
    return document


def _days(told: Mapping[str, Any]) -> Document:
    days = {key: parse_day(told[key]).isoformat() for key in ("first_day", "as_of") if told.get(key)}
    if told.get("churn_period"):
        first, end = (parse_day(one) for one in read_list(told["churn_period"], "churn_period"))
        require(first < end, "days_backwards", first=first, end=end)
        days["churn_period"] = [first.isoformat(), end.isoformat()]  # type: ignore[assignment]
    return days


def keep_club(job: Job, club: Club) -> None:
    """Publish what the club decided, where this shop has decided nothing itself."""
    with job.open() as tx:
        for name, document in (("windows", _windows(tx, club, job.till.shop)), *_rules(tx, club)):
            if document is not None:
                _publish(job, tx, name, document)
        if club.days:
            _publish(job, tx, CLUB_PREFIX + job.source, club.days)


def _windows(db: Source, club: Club, shop: Shop) -> Document | None:
    now = show_policy(db, "windows")
    undecided = now.number == 0 or (now.number == 1 and now.document == windows_of(shop.trade))
    differs = club.windows and parse_windows(club.windows) != parse_windows(now.document)
    return club.windows if undecided and differs else None


def _rules(db: Source, club: Club) -> tuple[tuple[str, Document], ...]:
    """Return points and tiers as the club had them; the shop's first version is the product's, not a person's."""
    now = {name: show_policy(db, name) for name in ("points", "tiers")}
    told = {name: version.document for name, version in now.items()}
    if now["tiers"].number <= 1:
        told["tiers"] = {**told["tiers"], **club.tiers}
    if now["points"].number <= 1 and club.money_each is not None:
        by = parse_tiers(told["tiers"]).by
        kinds = [_priced(kind, by, club.money_each) for kind in told["points"]["kinds"]]
        told["points"] = {"kinds": kinds}
    rules, before = read_rules(told), read_rules({name: version.document for name, version in now.items()})
    differ = {"points": rules.points != before.points, "tiers": rules.tiers != before.tiers}
    return tuple((name, told[name]) for name in told if differ[name])


def _priced(kind: Document, by: str, money_each: int) -> Document:
    return {**kind, "money_each": money_each} if kind["id"] == by else kind


def _publish(job: Job, tx: Any, name: str, document: Document) -> None:
    version = next_version(tx, name, document)
    if version.at is None:
        body = PolicyPublished(name, version.number, policy_text(document), version.hash, version.parent)
        job.record(tx, "policy.published", body)


def club_days(db: Source) -> ClubDays:
    """Return the days the imports spoke of: the earliest first day, and the churn of the last import."""
    told = [json.loads(row.document) for row in sorted(latest_under(db, CLUB_PREFIX), key=lambda one: one.at)]
    firsts = [parse_day(one["first_day"]) for one in told if "first_day" in one]
    last: Document = next((one for one in reversed(told) if "as_of" in one), {})
    churn = last.get("churn_period")
    return ClubDays(
        min(firsts, default=None),
        parse_day(last["as_of"]) if last else None,
        (parse_day(churn[0]), parse_day(churn[1])) if churn else None,
    )
