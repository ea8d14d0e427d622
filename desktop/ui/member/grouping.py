"""More than eight lots are too many to read: those that end in the same month stand as one row that opens. No Qt.

What ends soon is never hidden in a group, and a month with one lot stays that lot.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby

from desktop.ui.member.shown import ShownEnd, ShownLot

MOST_LOTS = 8
MOST_ENDS = 9
MonthOf = Callable[[dt.date], str]


def group_lots(lots: tuple[ShownLot, ...], open_keys: frozenset[str], month: MonthOf) -> tuple[ShownLot, ...]:
    """Return the rows of a table; `open_keys` are the groups whose lots stand under them."""
    if len(lots) <= MOST_LOTS:
        return lots
    rows: list[ShownLot] = []
    for key, found in groupby(lots, key=lambda lot: _key(lot, month)):
        members = list(found)
        if not key or len(members) == 1:
            rows += members
            continue
        rows.append(_group(f"group:{key}:{members[0].key}", members, open_keys))
        if rows[-1].open:
            rows += [replace(lot, inside=True) for lot in members]
    return tuple(rows)


def group_ends(ends: tuple[ShownEnd, ...], month: MonthOf) -> tuple[ShownEnd, ...]:
    """Return what the timeline can carry: by day, and by month where there are too many days."""
    if len(ends) <= MOST_ENDS:
        return ends
    soon = [end for end in ends if end.standing == "soon"]
    rest = [end for end in ends if end.standing != "soon"]
    grouped = []
    for _, found in groupby(rest, key=lambda end: month(end.on)):
        members = list(found)
        kinds = {end.standing for end in members}
        standing = members[0].standing if len(kinds) == 1 else "here"
        total = sum(end.amount for end in members)
        grouped.append(ShownEnd(members[0].on, total, standing, sum(end.count for end in members)))
    return (*soon, *grouped)


def _key(lot: ShownLot, month: MonthOf) -> str:
    if lot.standing == "soon":
        return ""
    # Lots of the same month that stand differently (here, not yet) are not one row: their sums differ in meaning.
    return f"{lot.standing}:{'' if lot.ends_on is None else month(lot.ends_on)}"


def _group(key: str, members: list[ShownLot], open_keys: frozenset[str]) -> ShownLot:
    first = members[0]
    days = [lot.ends_on for lot in members if lot.ends_on is not None]
    return replace(
        first,
        key=key,
        cause="",
        of="",
        branch="" if len({lot.branch for lot in members}) > 1 else first.branch,
        granted_on=min(lot.granted_on for lot in members),
        last_on=max(days) if days else None,
        amount=sum(lot.amount for lot in members),
        left=sum(lot.left for lot in members),
        count=len(members),
        open=key in open_keys,
    )
