"""Hours and weekdays of columns of instants, on the clock of each row's branch."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from desktop.reports.figures.exact import Ints
from desktop.reports.figures.periods import date
from loyalty.clock import HOUR, day_end, day_start, local_time

_FROM_SATURDAY = 5


def weekdays(days: Ints) -> Ints:
    """Return the weekday of each day, 0 being Saturday."""
    found: Ints = (days.astype(np.int64) + date(0).weekday() - _FROM_SATURDAY) % 7
    return found


def clock_hours(at: Ints, day: Ints, branch: Ints, zones: tuple[str, ...], usual: str) -> Ints:
    """Return the hour of each row; a branch without a zone has the usual one."""
    result = np.zeros(len(at), dtype=np.int64)
    for zone in set(zones):
        codes = [code for code, name in enumerate(zones) if name == zone]
        here = slice(None) if len(codes) == len(zones) else np.isin(branch, codes)
        result[here] = _hours_in(at[here], day[here], zone or usual)
    return result


def _hours_in(at: Ints, day: Ints, zone: str) -> Ints:
    there = np.zeros(0, dtype=np.int64) if not len(day) else _present(day)
    starts, changing = np.zeros((2, int(there[-1] - there[0]) + 1 if len(there) else 0), dtype=np.int64)
    for one in there.tolist():
        starts[one - there[0]], changing[one - there[0]] = _day(one, zone)
    place = day - (there[0] if len(there) else 0)
    found: Ints = np.clip((at - starts[place]) // HOUR, 0, 23)
    for row in np.flatnonzero(changing[place]):
        found[row] = local_time(int(at[row]), zone).hour
    return found


def _present(day: Ints) -> Ints:
    """Return the days that occur, in order; rows mostly stand by day, so that few places need be looked at."""
    present: Ints = np.unique(day[np.flatnonzero(np.r_[True, day[1:] != day[:-1]])])
    return present


@lru_cache(maxsize=50_000)
def _day(number: int, zone: str) -> tuple[int, bool]:
    """Return when a day starts, and whether its hours are not those counted from its start."""
    on = date(number)
    start = day_start(on, zone)
    return start, day_end(on, zone) - start != 24 * HOUR or local_time(start, zone).hour != 0
