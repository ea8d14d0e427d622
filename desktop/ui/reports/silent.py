"""Branches and tills that were not heard of for a while: what they recorded since is in no figure here. No Qt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from loyalty.clock import business_day


@dataclass(frozen=True, slots=True)
class Silent:
    """A branch with the day of its last record, or one till of it ('' where no till of it was heard of)."""

    branch: str
    till: str
    on: dt.date


def silent_places(heard: Iterable[tuple[str, str, int]], zone: str, late: dt.date) -> tuple[Silent, ...]:
    """Return who recorded nothing that came here after the day `late`, the longest first.

    `heard`: of each till its branch, its code, and the instant of its last record.
    A branch where a till was heard of since is told by its other tills: their sales are missing from its figures.
    """
    days = (Silent(branch, code, business_day(at, zone)) for branch, code, at in sorted(heard))
    found: list[Silent] = []
    for branch, group in groupby(days, lambda one: one.branch):
        tills = list(group)
        gone = [one for one in tills if one.on <= late]
        found += [Silent(branch, "", max(one.on for one in gone))] if gone == tills else gone
    return tuple(sorted(found, key=lambda one: (one.on, one.branch, one.till)))
