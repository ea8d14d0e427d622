"""What the segments screen shows. Plain frozen values, no Qt; amounts in the smallest unit."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A line of the list at the side; `own` says that the shop has drawn it; `count` None is not counted yet."""

    key: str
    name: str
    count: int | None
    own: bool = False


@dataclass(frozen=True, slots=True)
class ShownMember:
    """A member of the chosen group; `phone` is masked, as in the profile before somebody asks; `worth` None is no figure."""

    key: str
    name: str
    code: str
    phone: str
    segment: str
    last_on: dt.date | None
    purchases: int
    worth: int | None
    first_on: dt.date | None
    tier: str


@dataclass(frozen=True, slots=True)
class ShownMoves:
    """How a class changed since a day: where its members came from, where those who were in it are now."""

    since: dt.date
    stayed: int
    came: tuple[tuple[str, int], ...]
    went: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ShownPeople:
    """The chosen group: the first of its members that fit the search, how many fit, how many there are.

    `moves` is None where classes are not compared; `counting` says that who is in it is still being found out.
    """

    group: ShownGroup
    rows: tuple[ShownMember, ...]
    fitting: int
    whole: int
    text: str = ""
    moves: ShownMoves | None = None
    predicted: bool = False
    years: int = 0
    may_export: bool = False
    may_offer: bool = False
    counting: bool = False
    may_draw: bool = False
    may_redraw: bool = False
    days: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """Something was done: `written` so many members into a file."""

    path: str
    count: int
