"""Whom the sale screen shows besides the member: who stands at the till, whose PIN is asked, who left once. No Qt."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """Somebody who may give a PIN."""

    staff_id: str
    name: str
    level: str


@dataclass(frozen=True, slots=True)
class ShownPin:
    """A PIN asked in place. `purpose`: switch, approve or member; `typed` counts figures, never shows them.

    `hint` says what it is for, where that is more than the purpose.
    """

    purpose: str
    people: tuple[ShownPerson, ...]
    chosen: str
    typed: int = 0
    problem: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ShownFormer:
    """Somebody who left the club with the phone of who joins; `name` may be empty."""

    name: str
    left_on: dt.date


@dataclass(frozen=True, slots=True)
class ShownShift:
    """No shift is open: counted cash is asked."""


@dataclass(frozen=True, slots=True)
class ShownStand:
    """Who stands at which till. `training` shows the banner."""

    staff: str = ""
    branch: str = ""
    till: str = ""
    at: int | None = None
    training: bool = False
