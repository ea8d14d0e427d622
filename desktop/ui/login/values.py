"""What the sign-in screen shows. Plain frozen values, no Qt."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from loyalty.documents import Text


@dataclass(frozen=True, slots=True)
class StaffChoice:
    """Somebody who may sign in here; `role` is the words of the access level."""

    staff_id: str
    name: str
    role: Text
    locked: bool = False


@dataclass(frozen=True, slots=True)
class ShiftBefore:
    """What the shift before left: who handed over when, the counted cash, baskets still parked."""

    name: str
    staff: str
    ended_at: int
    counted: int | None
    parked: int = 0


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether signing in opens a shift. `shift` is its name; `is_open` when one is already running.

    `left_open` where a basket was left open on the counter.
    """

    shift: str = ""
    is_open: bool = True
    opened_by: str = ""
    opened_at: int | None = None
    before: ShiftBefore | None = None
    left_open: bool = False


@dataclass(frozen=True, slots=True)
class Doorway:
    """The place itself: shop, branch and till, the business day and the hour, tries a PIN has."""

    shop: str
    branch: str
    till: str
    on: dt.date
    at: int
    most_tries: int = 10
