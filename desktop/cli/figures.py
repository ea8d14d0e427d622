"""`figures`: counts, sales, points and tiers of the shop as of a day, in all and by branch.

`--as-of` is exclusive: nothing at or after that day is seen. `--members-csv` writes a row a member.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop.cli.answers import Answer, Phrases, pairs, phrase
from desktop.cli.arguments import day
from desktop.cli.commands import Commands
from desktop.cli.context import Context
from desktop.models.private import write_whole
from desktop.models.sources import Source
from desktop.usecases.figures_day import (
    MemberPoints,
    Sales,
    branches_shown,
    counts,
    daily_sales,
    member_points,
    sales,
    tier_counts,
)
from desktop.usecases.policies import rules_now
from loyalty.errors import require
from loyalty.tiers import Ladder
from loyalty.words import format_int, format_money

PHRASES: Phrases = {
    "members": ("عضو", "members"),
    "purchases": ("تراکنش", "transactions"),
    "net": ("فروش خالص", "net sales"),
    "aov": ("میانگین ارزش هر خرید", "average order value"),
    "points": ("امتیاز داده‌شده", "points issued"),
    "none": ("بی‌رقم", "no figure"),
}
COLUMNS = ("member_id", "points", "points_window", "tier")
FIRST_DAY = dt.date(1990, 1, 1)


def register(commands: Commands) -> None:
    """Add the family."""
    words = ("شمارها، فروش، امتیاز و سطح‌ها تا یک روز", "counts, sales, points and tiers up to a day")
    figures = commands.add("figures", _figures, words)
    figures.add_argument("--as-of", type=day, metavar="DAY")
    figures.add_argument("--from", dest="since", type=day, metavar="DAY")
    figures.add_argument("--branch", metavar="B")
    figures.add_argument("--members-csv", metavar="F")


def _figures(ctx: Context) -> Answer:
    till, args = ctx.till(), ctx.args
    as_of = args.as_of or till.today() + dt.timedelta(days=1)
    # The day of --as-of is not in the figures, so the first day must lie before it.
    require(args.since is None or args.since < as_of, "days_backwards", first=args.since, end=as_of)
    with till.read() as db:
        rules = rules_now(db)
        members = member_points(db, as_of, rules.points, rules.tiers)
        document = _document(db, as_of, args.since, args.branch, members, rules.tiers)
    if args.members_csv:
        document["members_csv"] = str(_write_members(Path(args.members_csv), members))
    return Answer(document, _text(ctx, document))


def _document(
    db: Source,
    as_of: dt.date,
    since: dt.date | None,
    branch: str | None,
    members: Sequence[MemberPoints],
    ladder: Ladder,
) -> dict[str, Any]:
    shown = [name for name in branches_shown(db, as_of) if branch in (None, name)]
    return {
        "as_of": as_of.isoformat(),
        "counts": asdict(counts(db, as_of)),
        "total": {
            "sales": sales_json(sales(db, as_of, since=since, branch_id=branch)),
            "points_tiers": tiers_json(members, ladder),
            "days": _days(db, since or FIRST_DAY, as_of, branch),
        },
        "by_branch": {
            name: {
                "sales": sales_json(sales(db, as_of, since=since, branch_id=name)),
                "points_tiers": tiers_json([one for one in members if one.joined_branch == name], ladder),
            }
            for name in shown
        },
    }


def sales_json(found: Sales) -> dict[str, Any]:
    """Return sales with the average and the rows that count as no purchase."""
    return asdict(found) | {"aov": found.aov, "not_counted_rows": found.not_counted_rows}


def tiers_json(members: Sequence[MemberPoints], ladder: Ladder) -> dict[str, Any]:
    """Return points issued and members by tier with their shares; x ÷ 0 is no figure."""
    tiers, whole = tier_counts(members, ladder), len(members)
    share = {tier: round(100 * number / whole, 6) if whole else None for tier, number in tiers.items()}
    issued = sum(member.points for member in members)
    return {"members": whole, "points_issued": issued, "tiers": tiers, "share": share}


def _days(db: Source, since: dt.date, as_of: dt.date, branch: str | None) -> dict[str, list[int]]:
    points = daily_sales(db, since, as_of, branch)
    return {one.on.isoformat(): [one.net, one.purchases] for one in points if one.net or one.purchases}


def _write_members(path: Path, members: Sequence[MemberPoints]) -> Path:
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    rows.writerows((one.shown_id, one.points, one.window, one.tier) for one in members)
    return write_whole(path, text.getvalue().encode("utf-8"))


def _text(ctx: Context, document: dict[str, Any]) -> str:
    lang, currency = ctx.lang, ctx.till().shop.currency
    found = document["total"]["sales"]
    aov = (
        phrase(PHRASES, "none", lang)
        if found["aov"] is None
        else format_money(round(found["aov"]), lang, currency)
    )
    rows = [
        ("members", format_int(document["counts"]["members"], lang)),
        ("purchases", format_int(found["transactions"], lang)),
        ("net", format_money(found["net_sales"], lang, currency)),
        ("aov", aov),
        ("points", format_int(document["total"]["points_tiers"]["points_issued"], lang)),
    ]
    return pairs([(phrase(PHRASES, key, lang), text) for key, text in rows])
