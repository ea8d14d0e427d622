"""Costs the till cannot know: printing, postage, advertising, wages of an action; written by hand, spread over days.

A cost belongs to its days, both included, evenly: a period that covers half of them carries half. It may be of one
branch, and of one campaign; what names none is the business's, or the club's, as a whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from loyalty.documents import Text, read_day, read_list, read_object, read_text, read_whole, read_word
from loyalty.errors import require

MOST_COSTS = 1_000


@dataclass(frozen=True, slots=True)
class FixedCost:
    """An amount over the days `since` to `last`, both included; `branch` and `campaign` are empty where of none."""

    name: Text
    amount: int
    since: dt.date
    last: dt.date
    branch: str = ""
    campaign: str = ""

    def within(self, since: dt.date, until: dt.date) -> int:
        """Return the part that falls on the days of `[since, until)`, rounded down."""
        first, end = max(self.since, since), min(self.last + dt.timedelta(days=1), until)
        days = (self.last - self.since).days + 1
        return self.amount * max(0, (end - first).days) // days


def fixed_sum(
    costs: Collection[FixedCost],
    since: dt.date,
    until: dt.date,
    *,
    branches: Collection[str] = (),
    campaign: str | None = None,
) -> int:
    """Return what fell on `[since, until)`: of some branches (none named: all of them), of one campaign or of all."""
    return sum(
        cost.within(since, until)
        for cost in costs
        if (not branches or cost.branch in branches) and (campaign is None or cost.campaign == campaign)
    )


def parse_fixed_costs(document: object) -> tuple[FixedCost, ...]:
    """Return the costs of a `fixed_costs` document; raises `document_*`, `days_backwards`, `too_many_rows`."""
    rows = read_list(
        read_object(document, "fixed_costs", may=("costs",)).get("costs", []), "fixed_costs.costs"
    )
    require(len(rows) <= MOST_COSTS, "document_too_long", where="fixed_costs.costs", most=MOST_COSTS)
    return tuple(_parse_cost(row, f"fixed_costs.costs[{place}]") for place, row in enumerate(rows))


def _parse_cost(row: object, where: str) -> FixedCost:
    needs, may = ("name", "amount", "from", "to"), ("branch", "campaign")
    fields = read_object(row, where, needs=needs, may=may)
    since, last = read_day(fields["from"], f"{where}.from"), read_day(fields["to"], f"{where}.to")
    require(since <= last, "days_backwards", first=since, end=last)
    return FixedCost(
        name=read_text(fields["name"], f"{where}.name"),
        amount=read_whole(fields["amount"], f"{where}.amount"),
        since=since,
        last=last,
        branch=read_word(fields["branch"], f"{where}.branch") if fields.get("branch") else "",
        campaign=read_word(fields["campaign"], f"{where}.campaign") if fields.get("campaign") else "",
    )
