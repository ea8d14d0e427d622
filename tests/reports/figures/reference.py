"""The definitions once more, row by row and as slowly as they read: what the columns are held against.

Nothing of the product is used here but the calendar of the Persian months. It takes the rows of a folder as mappings.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from math import floor
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from loyalty import jalali

Row = dict[str, Any]
TEHRAN = ZoneInfo("Asia/Tehran")
GRID = {
    "champions": (55, 54, 45), "loyal": (53, 44, 35, 34), "potential_loyalist": (52, 42, 33, 43), "new": (51,),
    "promising": (41, 31), "need_attention": (32, 23, 22), "about_to_sleep": (21,), "at_risk": (25, 24, 13),
    "cant_lose": (15, 14), "hibernating": (12,), "lost": (11,),
}  # fmt: skip
CLASS = {cell: name for name, cells in GRID.items() for cell in cells}
DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")


def midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), TEHRAN).astimezone(dt.UTC)


def day_of(row: Row) -> dt.date:
    return row["when"].astimezone(TEHRAN).date()


def rate(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 6) if whole else None


def plain_phone(text: str) -> str:
    digits = "".join(c for c in text.translate(DIGITS) if c.isdigit() or c == "+")
    for prefix in ("+98", "0098"):
        if digits.startswith(prefix):
            return "0" + digits.removeprefix(prefix)
    return digits if digits.startswith("0") or not digits else "0" + digits


class Known:
    """What is known before a day, row by row."""

    def __init__(self, files: dict[str, list[Row]], config: Row) -> None:
        self.as_of = dt.date.fromisoformat(config["as_of"])
        self.config, end = config, midnight(self.as_of)
        merged = {row["member_id"]: row["merged_into"] for row in files["members"] if row.get("merged_into")}
        self.joined = {
            row["member_id"]: row
            for row in files["members"]
            if not row.get("merged_into") and dt.datetime.fromisoformat(row["joined_at"]) < end
        }
        self.root = {row["member_id"]: self._end(row["member_id"], merged) for row in files["members"]}
        cards = {row["card_no"]: row["member_id"] for row in files["members"] if row.get("card_no")}
        phones = {plain_phone(row["phone"]): row["member_id"] for row in files["members"] if row.get("phone")}
        rows, seen = [], set()
        self.future = 0
        for row in files["purchases"]:
            if row["purchase_id"] in seen:
                continue
            seen.add(row["purchase_id"])
            when = dt.datetime.fromisoformat(row["at"])
            self.future += when >= end
            if when < end:
                whose = self._owner(row, cards, phones)
                rows.append({**row, "when": when, "who": whose, "amount": int(row["amount"])})
        self.rows = rows
        back: dict[str, int] = defaultdict(int)
        for row in rows:
            if row["kind"] == "refund" and row.get("refund_of"):
                back[row["refund_of"]] += row["amount"]
        sales = [row for row in rows if row["kind"] == "sale"]
        self.purchases = [
            {**row, "net": net} for row in sales if (net := row["amount"] + back[row["purchase_id"]]) > 0
        ]

    def _end(self, member: str, merged: dict[str, str]) -> str:
        while member in merged:
            member = merged[member]
        return member

    def _owner(self, row: Row, cards: dict[str, str], phones: dict[str, str]) -> str | None:
        found = row.get("member_id") if row.get("member_id") in self.root else None
        found = found or cards.get(row.get("card_no") or "-")
        found = found or phones.get(plain_phone(row.get("phone") or "-") or "-")
        root = self.root.get(found) if found else None
        return root if root in self.joined else None

    def at(self, branch: str | None) -> tuple[list[Row], list[Row]]:
        rows = [row for row in self.rows if branch in (None, row["branch_id"])]
        return rows, [row for row in self.purchases if branch in (None, row["branch_id"])]


def window(purchases: Iterable[Row], until: dt.date, days: int) -> list[Row]:
    start, end = midnight(until - dt.timedelta(days=days)), midnight(until)
    return [row for row in purchases if start <= row["when"] < end]


def buyers(purchases: Iterable[Row]) -> set[str]:
    return {row["who"] for row in purchases if row["who"]}


def sales(rows: list[Row], bought: list[Row]) -> Row:
    walked_in = [row for row in bought if row["who"] is None]
    counted, all_sales = sum(row["net"] for row in bought), sum(row["kind"] == "sale" for row in rows)
    return {
        "net_sales": sum(row["amount"] for row in rows),
        "transactions": len(bought),
        "counted_amount": counted,
        "aov": round(counted / len(bought), 6) if bought else None,
        "sale_rows": all_sales,
        "not_counted_rows": all_sales - len(bought),
        "refund_rows": sum(row["kind"] == "refund" for row in rows),
        "aov_all_rows": round(counted / all_sales, 6) if all_sales else None,
        "anonymous_transactions": len(walked_in),
        "anonymous_amount": sum(row["net"] for row in walked_in),
        "buyers": len(buyers(bought)),
    }


def churn(bought: list[Row], start: dt.date, end: dt.date, days: int) -> Row:
    first: dict[str, dt.datetime] = {}
    for row in bought:
        if row["who"]:
            first[row["who"]] = min(first.get(row["who"], row["when"]), row["when"])
    old, now = buyers(window(bought, start, days)), buyers(window(bought, end, days))
    new = {who for who, when in first.items() if midnight(start) <= when < midnight(end)}
    return {
        "start": start.isoformat(),
        "end": end.isoformat(),
        "window_days": days,
        "active_at_start": len(old),
        "active_at_end": len(now),
        "churned": len(old - now),
        "kept": len(old & now),
        "new_in_period": len(new),
        "new_and_active_at_end": len(new & now),
        "churn_rate": rate(len(old - now), len(old)),
        "retention_rate": rate(len(old & now), len(old)),
        "retention_rate_esn": rate(len(now) - len(new & now), len(old)),
    }


def month_name(day: dt.date, calendar: str) -> str:
    year, month = jalali.from_date(day)[:2] if calendar == "jalali" else (day.year, day.month)
    return f"{year:04d}-{month:02d}"


def months(rows: list[Row], bought: list[Row], first: dt.date, as_of: dt.date, calendar: str) -> list[Row]:
    days: dict[str, list[dt.date]] = defaultdict(list)
    for step in range((as_of - first).days):
        day = first + dt.timedelta(days=step)
        days[month_name(day, calendar)].append(day)
    told, before = [], None
    for name, inside in days.items():
        here = [row for row in bought if month_name(day_of(row), calendar) == name]
        whole = month_name(inside[0] - dt.timedelta(days=1), calendar) != name
        whole &= month_name(inside[-1] + dt.timedelta(days=1), calendar) != name
        now = buyers(here)
        told.append({
            "period": name,
            "partial": not whole,
            "net_sales": sum(row["amount"] for row in rows if month_name(day_of(row), calendar) == name),
            "transactions": len(here),
            "aov": round(sum(row["net"] for row in here) / len(here), 6) if here else None,
            "buyers": len(now),
            "retained_from_previous": None if before is None else len(now & before),
            "retention_rate": None if before is None else rate(len(now & before), len(before)),
        })  # fmt: skip
        before = now
    return told


def cohorts(bought: list[Row], first: dt.date, as_of: dt.date, calendar: str) -> Row:
    names = list(
        dict.fromkeys(month_name(first + dt.timedelta(days=n), calendar) for n in range((as_of - first).days))
    )
    came: dict[str, set[str]] = defaultdict(set)
    for row in bought:
        if row["who"]:
            came[row["who"]].add(month_name(day_of(row), calendar))
    told = {}
    for place, name in enumerate(names):
        members = [who for who, when in came.items() if min(when) == name]
        if members:
            told[name] = {
                "size": len(members),
                "active": [sum(later in came[who] for who in members) for later in names[place:]],
            }
    return told


def intervals(bought: list[Row]) -> Row:
    instants: dict[str, list[dt.datetime]] = defaultdict(list)
    for row in bought:
        if row["who"]:
            instants[row["who"]].append(row["when"])
    gaps = {
        who: [(b - a) / dt.timedelta(days=1) for a, b in pairwise(sorted(when))]
        for who, when in instants.items()
    }
    visits = {
        who: sorted({when.astimezone(TEHRAN).date() for when in told}) for who, told in instants.items()
    }
    day_gaps = {who: [(b - a).days for a, b in pairwise(told)] for who, told in visits.items()}
    return {**_pooled(gaps, ""), **_pooled(day_gaps, "day_")}


def _pooled(gaps: dict[str, list[Any]], kind: str) -> Row:
    every = [gap for told in gaps.values() for gap in told]
    means = [sum(told) / len(told) for told in gaps.values() if told]
    day = {"": ("gaps", "members_with_2", "mean_gap_days", "mean_of_member_means_days", "median_gap_days"),
           "day_": ("day_gaps", "members_with_2_days", "mean_day_gap", "mean_of_member_mean_day_gaps", "median_day_gap")}  # fmt: skip
    figures = (
        len(every), len(means), round(sum(every) / len(every), 6) if every else None,
        round(sum(means) / len(means), 6) if means else None, round(float(median(every)), 6) if every else None,
    )  # fmt: skip
    return dict(zip(day[kind], figures, strict=True)) | ({"day_gap_sum": sum(every)} if kind else {})


def clv(bought: list[Row], as_of: dt.date, years: int) -> Row:
    theirs = [row for row in window(bought, as_of, 365) if row["who"]]
    people, amount = buyers(theirs), sum(row["net"] for row in theirs)
    spans: dict[str, list[dt.datetime]] = defaultdict(list)
    for row in bought:
        if row["who"]:
            spans[row["who"]].append(row["when"])
    tenure = [(max(when) - min(when)) / dt.timedelta(days=365.25) for when in spans.values()]
    aov, often = (amount / len(theirs), len(theirs) / len(people)) if theirs else (None, None)
    return {
        "transactions": len(theirs),
        "buyers": len(people),
        "amount": amount,
        "aov": None if aov is None else round(aov, 6),
        "yearly_frequency": None if often is None else round(often, 6),
        "lifespan_years": years,
        "clv": round(amount * years / len(people), 6) if people else None,
        "observed_mean_tenure_years": round(sum(tenure) / len(tenure), 6) if tenure else None,
    }


def rfm(bought: list[Row], as_of: dt.date, days: int) -> dict[str, Row]:
    theirs: dict[str, list[Row]] = defaultdict(list)
    for row in window(bought, as_of, days):
        if row["who"]:
            theirs[row["who"]].append(row)
    last_day = as_of - dt.timedelta(days=1)
    values = {
        who: ((last_day - max(map(day_of, rows))).days, len(rows), sum(row["net"] for row in rows))
        for who, rows in theirs.items()
    }
    told = {}
    for who, (recency, often, money) in values.items():
        r = 6 - _score(recency, [one[0] for one in values.values()])
        f, m = (
            _score(often, [one[1] for one in values.values()]),
            _score(money, [one[2] for one in values.values()]),
        )
        fm = floor(Fraction(f + m, 2) + Fraction(1, 2))
        told[who] = {"recency_days": recency, "f": often, "m": money, "R": r, "F": f, "M": m, "FM": fm,
                     "segment": CLASS[10 * r + fm]}  # fmt: skip
    return told


def _score(value: int, values: list[int]) -> int:
    """Return 1 + the number of cut points (PERCENTILE.INC) a value lies above."""
    ordered = sorted(values)
    above = 0
    for share in (20, 40, 60, 80):
        place = Fraction((len(ordered) - 1) * share, 100)
        low, part = floor(place), place - floor(place)
        cut = ordered[low] + part * (ordered[min(low + 1, len(ordered) - 1)] - ordered[low])
        above += value > cut
    return 1 + above


def points_tiers(known: Known, branch: str | None) -> Row:
    here = [who for who, row in known.joined.items() if branch in (None, row.get("joined_branch"))]
    each, as_of = known.config["points_toman_each"], known.as_of
    points, recent = points_of(known.purchases, each), None
    recent = points_of(window(known.purchases, as_of, known.config["tier_window_days"]), each)
    tiers = known.config["tiers"]
    counts = {name: 0 for name, _ in tiers}
    for who in here:
        counts[[name for name, least in tiers if recent[who] >= least][-1]] += 1
    share = {name: rate(count, len(here)) for name, count in counts.items()}
    issued = sum(points[who] for who in here)
    return {"members": len(here), "points_issued": issued, "tiers": counts, "share": share}


def points_of(bought: Iterable[Row], each: int) -> dict[str, int]:
    points: dict[str, int] = defaultdict(int)
    for row in bought:
        if row["who"]:
            points[row["who"]] += row["net"] // each
    return points


def campaign(known: Known, files: dict[str, list[Row]], one: Row, first: dt.date) -> Row:
    start, end = dt.date.fromisoformat(one["start_date"]), dt.date.fromisoformat(one["end_date"])
    sent = sent_to(known, files, one["campaign_id"])
    uses = [row for row in files["redemptions"] if row["campaign_id"] == one["campaign_id"]]
    uses = [row for row in uses if dt.date.fromisoformat(row["date"]) < known.as_of]
    used = {
        known.root.get(row["member_id"]) for row in uses if start <= dt.date.fromisoformat(row["date"]) <= end
    }
    days = (end - start).days + 1
    touched: set[str] = set()
    for other in files["campaigns"]:
        begins, ends = dt.date.fromisoformat(other["start_date"]), dt.date.fromisoformat(other["end_date"])
        if begins <= end and ends >= start - dt.timedelta(days=days):
            touched |= sent_to(known, files, other["campaign_id"])
    everybody = set(known.joined)
    groups = {
        "sent_group": sent,
        "used_group": used & sent,
        "others": everybody - sent,
        "no_campaign": everybody - touched,
    }
    told = {name: around(known, start, end, days, group, first) for name, group in groups.items()}
    changes = told["sent_group"]["change_pct"], told["others"]["change_pct"]
    apart = None if None in changes else round(changes[0] - changes[1], 6)
    return {
        "campaign_id": one["campaign_id"], "days": days, "sent": len(sent), "used": len(used & sent),
        "engagement_rate": rate(len(used & sent), len(sent)), **told, "difference_in_differences_points": apart,
    }  # fmt: skip


def sent_to(known: Known, files: dict[str, list[Row]], campaign_id: str) -> set[str]:
    rows = [row for row in files["campaign_members"] if row["campaign_id"] == campaign_id]
    return {root for row in rows if (root := known.root.get(row["member_id"])) in known.joined}


def around(known: Known, start: dt.date, end: dt.date, days: int, group: set[str], first: dt.date) -> Row:
    day, long = dt.timedelta(days=1), dt.timedelta(days=days)
    spans = {
        "before": (start - long, start),
        "during": (start, end + day),
        "after": (end + day, end + day + long),
    }
    told: Row = {}
    for name, (since, until) in spans.items():
        inside = [row for row in known.purchases if row["who"] in group and since <= day_of(row) < until]
        amount = sum(row["net"] for row in inside)
        fits = bool(group) and first <= since and until <= known.as_of
        told[name] = {
            "amount": amount, "transactions": len(inside), "buyers": len(buyers(inside)),
            "aov": round(amount / len(inside), 6) if inside else None,
            "amount_per_member": round(amount / len(group), 6),
        } if fits else None  # fmt: skip
    before, during = told["before"], told["during"]
    change = rate(during["amount"] - before["amount"], before["amount"]) if before and during else None
    return {**told, "members": len(group), "change_pct": change}


def figures(files: dict[str, list[Row]], config: Row) -> Row:
    """Return the figures of a folder's rows, in the shape of the definitions."""
    known = Known(files, config)
    first = dt.date.fromisoformat(config["first_day"])
    branches = sorted(
        {row["branch_id"] for row in known.rows} | {row["branch_id"] for row in files["branches"]}
    )
    whole = scope(known, None, first)
    rows, bought = known.at(None)
    days: dict[str, list[int]] = {}
    for day in sorted({day_of(row) for row in rows}):
        net = sum(row["amount"] for row in rows if day_of(row) == day)
        days[day.isoformat()] = [net, sum(day_of(row) == day for row in bought)]
    whole |= {
        "days": days,
        "cohorts_gregorian": cohorts(bought, first, known.as_of, "gregorian"),
        "cohorts_jalali": cohorts(bought, first, known.as_of, "jalali"),
    }
    return {
        "counts": {"purchase_rows": len(known.rows), "future_rows": known.future, "members": len(known.joined),
                   "members_with_a_purchase": len(buyers(bought)), "branches": len(branches)},
        "total": whole,
        "campaigns": [campaign(known, files, one, first) for one in files["campaigns"]],
        "by_branch": {branch: scope(known, branch, first) for branch in branches},
    }  # fmt: skip


def scope(known: Known, branch: str | None, first: dt.date) -> Row:
    config, as_of = known.config, known.as_of
    rows, bought = known.at(branch)
    base = set(known.joined) if branch is None else buyers(bought)
    active = buyers(window(bought, as_of, config["active_window_days"]))
    start, end = map(dt.date.fromisoformat, config["churn_period"])
    scored = rfm(bought, as_of, config["rfm_window_days"])
    names = [one["segment"] for one in scored.values()]
    amounts = {name: sum(one["m"] for one in scored.values() if one["segment"] == name) for name in GRID}
    return {
        "sales": sales(rows, bought),
        "active_90": {"numerator": len(active), "denominator": len(base), "rate": rate(len(active), len(base))},
        "churn": churn(bought, start, end, config["churn_window_days"]),
        "intervals": intervals(bought),
        "clv": clv(bought, as_of, config["clv_lifespan_years"]),
        "gregorian_months": months(rows, bought, first, as_of, "gregorian"),
        "jalali_months": months(rows, bought, first, as_of, "jalali"),
        "rfm": {"scored_members": len(scored), "segments": {name: names.count(name) for name in GRID},
                "segment_amount": amounts},
        "points_tiers": points_tiers(known, branch),
    }  # fmt: skip


def member_cells(files: dict[str, list[Row]], config: Row) -> dict[str, Row]:
    """Return the table of members: their scores where they have any, and their points."""
    known = Known(files, config)
    scored = rfm(known.purchases, known.as_of, config["rfm_window_days"])
    points = points_of(known.purchases, config["points_toman_each"])
    return {who: {**scored.get(who, {}), "points": points[who]} for who in known.joined}
