"""What the settings show and what they send back. Plain frozen values, no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from loyalty.documents import Text

PRINTER, MACHINE, STAFF, ACCESS, BRANCHES, CENTRE, RULES, SAFETY, ABOUT = (
    "printer",
    "machine",
    "staff",
    "access",
    "branches",
    "centre",
    "rules",
    "safety",
    "about",
)
AUTHORITY = "authority"
CLOCK = "clock"
FOLLOWED = "followed"
LEVEL, PIN, GONE, BRANCH = "level", "pin", "gone", "branch"
"""What else may be told as done: of a person their level, their PIN and their leaving; of a branch that it is new."""
"""What is told as kept beside the sections: whom this till trusts to vouch for the centre."""
SECTIONS = (PRINTER, MACHINE, STAFF, ACCESS, BRANCHES, CENTRE, RULES, SAFETY, ABOUT)
EARNING, POINTS, TIERS, REFUNDS, COSTS, TRUST = "earning", "points", "tiers", "refunds", "costs", "trust"
OF_BRANCHES = (EARNING, REFUNDS, TRUST)
"""Forms a branch may have of its own; the others are the same in every branch."""
Kept = Mapping[str, str | int | bool]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works here; `has_pin` on this till, `stopped` after too many wrong ones."""

    staff_id: str
    name: str
    level: str
    branch: str
    has_pin: bool
    stopped: bool


@dataclass(frozen=True, slots=True)
class StaffShown:
    """The people, and the levels and branches they may get as (key, words)."""

    people: tuple[Person, ...] = ()
    levels: tuple[tuple[str, Text], ...] = ()
    branches: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AccessShown:
    """The table of levels × acts: names of both, and who may what."""

    levels: tuple[tuple[str, Text], ...] = ()
    acts: tuple[tuple[str, Text], ...] = ()
    may: frozenset[tuple[str, str]] = frozenset()
    editable: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A branch; `here` is the one this till stands in."""

    branch_id: str
    name: str
    address: str
    zone: str
    here: bool


@dataclass(frozen=True, slots=True)
class PlacesShown:
    """The branches and this till's own code."""

    places: tuple[Place, ...] = ()
    till_code: str = ""


@dataclass(frozen=True, slots=True)
class PointsRow:
    """A kind of points: one for each `money_each`; days until they end as text, '' never."""

    kind: str
    name: Text
    money_each: int
    expires: str = ""


@dataclass(frozen=True, slots=True)
class TierRow:
    """A tier and the points it begins at."""

    tier: str
    name: Text
    least: int


@dataclass(frozen=True, slots=True)
class RateRow:
    """A base rate of its own, of a product group or a tier; '' where the general one holds."""

    key: str
    name: Text
    percent: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """Which version of a document is in force; number 0 is the product's own."""

    number: int = 0
    at: int | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class RulesShown:
    """The policies in plain forms: what is typed stands as text and is read by the rules' own parsers."""

    percent: str = ""
    vests: str = ""
    expires: str = ""
    by_group: tuple[RateRow, ...] = ()
    by_tier: tuple[RateRow, ...] = ()
    points: tuple[PointsRow, ...] = ()
    window_days: str = ""
    tiers: tuple[TierRow, ...] = ()
    shortfall: str = "withhold"
    grace_days: str = ""
    return_days: str = ""
    redeemed: str = ""
    point_cost: int = 0
    losing: str = "warn"
    versions: Mapping[str, Version] | None = None
    branch: str = ""
    """The branch whose forms these are; empty: the whole business."""
    branches: tuple[tuple[str, str, bool], ...] = ()
    """Every branch: its id, its name, whether it has anything of its own."""
    per_member: int = 0
    pool: int = 0
    tills: int = 0
    """How many tills lend by the limits shown."""
    spent: int = 0
    """Credit spent at them in the last 30 days."""
    apart: tuple[tuple[str, int], ...] = ()
    """Branches with limits of their own, by name, each with the most it can lose in one outage."""
    pin_above: int | None = None
    """The credit of a day above which a member's own PIN is asked; None: never."""


@dataclass(frozen=True, slots=True)
class TrustCost:
    """What limits of trust cost: `worst` in one outage at so many `tills`, `expected` in a month; or what is wrong."""

    lends: bool = False
    each: int = 0
    tills: int = 0
    worst: int = 0
    spent: int = 0
    expected: int = 0
    share: int = 0
    """What the model lost of all credit spent, in parts per million."""
    apart: tuple[tuple[str, int], ...] = ()
    """Branches with limits of their own, each with what it can lose besides."""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup that was written."""

    path: str
    facts: int


@dataclass(frozen=True, slots=True)
class ClockShown:
    """What the computer's clock says and what the till goes by (instants); `ahead`: it waits for somebody to confirm it."""

    wall: int = 0
    at: int = 0
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Proved:
    """The outcome of a check: facts read, and each thing that is wrong in words."""

    facts: int
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """The program: its version and the texts of its licences as (name, text)."""

    version: str = ""
    papers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class OtherTill:
    """A till elsewhere: its code, its branch, when it recorded last (None: nothing known), and how many days ago."""

    code: str
    branch: str
    last_at: int | None
    retired: bool
    holds: int = 0
    notes: str = ""
    here: bool = False
    days: int = 0
    retired_at: int | None = None


@dataclass(frozen=True, slots=True)
class SpentTwice:
    """Credit spent twice: where, how much, why; `at` since when it is on the house, None while it is open."""

    code: str
    branch: str
    amount: int
    credit: bool
    cause: str
    at: int | None


@dataclass(frozen=True, slots=True)
class ActShown:
    """A privileged act in words, with who did it and who signed."""

    what: str
    at: int
    code: str
    branch: str
    staff: str
    signed: tuple[str, ...]
    credit: int = 0


@dataclass(frozen=True, slots=True)
class CentreShown:
    """How this till stands with its centre; `alone` has none. Sentences are in the reader's language.

    `trouble` is what failed since `trouble_since`; `answered` says that there is a line all the same.
    """

    alone: bool = True
    url: str = ""
    waiting: int = 0
    waiting_since: int | None = None
    unread: int = 0
    ok_at: int | None = None
    trouble: str = ""
    trouble_since: int | None = None
    answered: bool = True
    notes: tuple[str, ...] = ()
    tills: tuple[OtherTill, ...] = ()
    overseen: bool = False
    spent_twice: tuple[SpentTwice, ...] = ()
    acts: tuple[ActShown, ...] = ()
    authority: str = ""
    authority_until: int | None = None
    fingerprint: str = ""

    @property
    def speaks_tls(self) -> bool:
        """Say whether somebody has to vouch for the centre at all."""
        return self.url.startswith("https:")
