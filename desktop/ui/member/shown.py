"""What the member screen shows. Plain frozen values, no Qt: figures stay figures, words are the view's."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShownFound:
    """A member the search brought; `phone` is masked."""

    member_id: str
    name: str
    phone: str
    tier: str
    credit: int
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class ShownHead:
    """Who it is. `whole_phone` is set only after somebody who may asked for it; `state` active, left or erased."""

    member_id: str
    name: str
    phone: str
    whole_phone: str
    may_reveal: bool
    tier: str
    card: str
    joined_on: dt.date
    branch: str
    state: str
    merged: int = 1
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownLot:
    """A lot, or several that end in the same month (`count` above one; `open` when they stand under it).

    `standing`: soon, here, not_vested, elsewhere, used, expired. `ends_on` is the last day it may be spent, of
    several the first such day; `days` until it is over. `cause` names where it came from, `of` the offer or number.
    """

    key: str
    cause: str
    of: str
    granted_on: dt.date
    branch: str
    amount: int
    left: int
    ends_on: dt.date | None
    days: int | None
    vests_on: dt.date | None
    standing: str
    count: int = 1
    open: bool = False
    inside: bool = False
    kind: str = ""
    last_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ShownEnd:
    """What ends on a day, for the timeline; endless credit is not on it."""

    on: dt.date
    amount: int
    standing: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class ShownBand:
    """The four figures: spendable here and now (`held` of it by others, asked for when it is used), not yet vested, ends
    within seven days, points.

    `holders` are the others by their code and branch, '' for the centre; `branches` where alone `elsewhere` may be spent.
    """

    here: int
    held: int
    elsewhere: int
    owed: int
    not_vested: int
    vests_on: dt.date | None
    soon: int
    soon_on: dt.date | None
    points: int
    points_name: str
    points_soon: int
    points_soon_on: dt.date | None
    holders: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownLots:
    """The tab of lots."""

    today: dt.date
    band: ShownBand
    ends: tuple[ShownEnd, ...]
    lots: tuple[ShownLot, ...]
    ended: int
    shows_ended: bool = False


@dataclass(frozen=True, slots=True)
class ShownMove:
    """A transaction: `net` negative for what came back; `points` as (name, signed); who did it and who approved it."""

    key: str
    kind: str
    at: int
    number: str
    net: int
    credit: int
    points: tuple[tuple[str, int], ...]
    by: str = ""
    approved_by: str = ""


@dataclass(frozen=True, slots=True)
class ShownPoints:
    """A kind of points and what is held of it."""

    kind: str
    name: str
    total: int
    not_vested: int
    soon: int
    ends_on: dt.date | None


@dataclass(frozen=True, slots=True)
class ShownTier:
    """Where the member stands on the ladder; `missing` points are `money_missing` of purchases without any offer."""

    name: str
    points: int
    next: str
    missing: int
    most: int
    money_missing: int = 0


@dataclass(frozen=True, slots=True)
class ShownConsent:
    """What was said about a channel: yes, no, or None when never asked."""

    channel: str
    given: bool | None


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A card."""

    card_id: str
    number: str
    issued_on: dt.date | None
    blocked_on: dt.date | None


@dataclass(frozen=True, slots=True)
class ShownProfile:
    """The words of a member that may be changed; the phone stands masked: a new one is typed over it."""

    name: str
    phone: str
    birth_on: dt.date | None
    email: str
    note: str
    tags: tuple[str, ...]
    referrer: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownSide:
    """This member's figures. `months` are (first day of a month of the branch's calendar, visits), the present one last."""

    spent: int
    average: int | None
    visits: int
    gap_days: int | None
    last_on: dt.date | None
    birthday_on: dt.date | None
    birthday_in: int | None
    months: tuple[tuple[dt.date, int], ...]
    tier: ShownTier
    consents: tuple[ShownConsent, ...]


@dataclass(frozen=True, slots=True)
class ShownMember:
    """A member, whole."""

    head: ShownHead
    lots: ShownLots
    moves: tuple[ShownMove, ...]
    points: tuple[ShownPoints, ...]
    point_lots: tuple[ShownLot, ...]
    consents: tuple[ShownConsent, ...]
    profile: ShownProfile
    cards: tuple[ShownCard, ...]
    side: ShownSide
    acts: frozenset[str]


@dataclass(frozen=True, slots=True)
class ShownOne:
    """A member beside another before they are merged."""

    member_id: str
    name: str
    phone: str
    joined_on: dt.date
    tier: str
    credit: int
    visits: int
    spent: int
    last_on: dt.date | None
    cards: int


@dataclass(frozen=True, slots=True)
class ShownMerge:
    """The panel of merging: who was found, or both side by side (`other` set)."""

    one: ShownOne
    found: tuple[ShownFound, ...] = ()
    other: ShownOne | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ShownEnding:
    """What ends when a member leaves (`kind` left) or is erased."""

    kind: str
    name: str
    credit: int
    points: int
    cards: int
    needs_adjust: bool


@dataclass(frozen=True, slots=True)
class ShownUnits:
    """What may be given or taken by hand: credit and kinds of points, as (unit, name, spendable here)."""

    units: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class ShownMemberPin:
    """Whose own PIN is set, and whether they have one already."""

    name: str
    has_pin: bool


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Who joins, as typed; `card_no` None for no card, '' for a new one."""

    phone: str
    name: str
    birth: str
    card_no: str | None
    referrer: str
    consents: tuple[str, ...]
    shares_phone: bool = False


@dataclass(frozen=True, slots=True)
class TypedProfile:
    """The form of the profile, as typed."""

    name: str
    phone: str
    birth: str
    email: str
    note: str
    tags: tuple[str, ...]
    shares_phone: bool = False


@dataclass(frozen=True, slots=True)
class ShownId:
    """One of the ids a person was merged of; `first` is the one they go by."""

    member_id: str
    name: str
    phone: str
    joined_on: dt.date
    first: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """What was done, for one quiet line; `value` is a number or name that belongs into it."""

    key: str
    value: str = ""
