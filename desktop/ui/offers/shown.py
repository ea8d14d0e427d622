"""What the offers screen shows and takes: plain frozen values, no Qt. Money and points are whole units."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

DRAFT, LIVE, STOPPED, ENDED, AHEAD = "draft", "live", "stopped", "ended", "ahead"
ADDS = "adds:"
"""Before the place of a row that was taken out, where the focus goes to what adds rows there: no text takes its keys."""
STATES = (LIVE, DRAFT, AHEAD, STOPPED, ENDED)

PAYS, LESS, UNDER, UNKNOWN, UNTRIED = "pays", "less", "under", "unknown", "untried"
"""What a check says of a product group: it pays, it earns less than now, it goes under the floor, margin unknown, or
there was no purchase to try it on."""


@dataclass(frozen=True, slots=True)
class OfferRow:
    """An offer of the list; figures are None where nothing was recorded yet; `reckoned` once the profit was looked for.

    The sentence of an `unready` draft says what is missing, not what it gives.
    """

    offer_id: str
    name: str
    sentence: str
    state: str
    version: int
    draft: bool = False
    uses: int | None = None
    cost: int | None = None
    profit: int | None = None
    reckoned: bool = False
    unready: bool = False


@dataclass(frozen=True, slots=True)
class OfferList:
    """The list as it is filtered; `counts` says how many stand in each state, `chosen` which one was just left."""

    rows: tuple[OfferRow, ...]
    counts: tuple[tuple[str, int], ...]
    state: str = ""
    text: str = ""
    may_publish: bool = False
    may_rule: bool = False
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class ShownField:
    """A control of a row. `place` is where its value stands in the document, `kind` which control it is.

    `among` are (key, words) of a choice; `value` is text, keys of a multiple choice are parted by commas.
    """

    place: str
    kind: str
    value: str
    name: str
    before: str = ""
    after: str = ""
    among: tuple[tuple[str, str], ...] = ()
    empty: str = ""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the form. `depth` counts the groups around it; `adds` is the place new rows of a group go to."""

    place: str
    title: str
    fields: tuple[ShownField, ...]
    depth: int = 0
    adds: str = ""
    removable: bool = True


@dataclass(frozen=True, slots=True)
class ShownPart:
    """One of the parts of the form: its rows, and the place its new rows go to."""

    part: str
    rows: tuple[ShownRow, ...]
    adds: str


@dataclass(frozen=True, slots=True)
class ShownForm:
    """The whole form of a draft."""

    parts: tuple[ShownPart, ...]


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """A sentence and the stretches of it that carry its figures and names, as (start, length)."""

    text: str
    marked: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ShownSaid:
    """What the draft says, in the reader's language and in the other one; `unfinished` rows are left out."""

    here: ShownSentence
    there: ShownSentence
    unfinished: int = 0


@dataclass(frozen=True, slots=True)
class Base:
    """The versions a draft stands on, 0 where there is none: the one it was begun from, and the newest of all.

    `stopped` says that the newest one is not live.
    """

    begun: int = 0
    newest: int = 0
    stopped: bool = False

    @property
    def replaces(self) -> int:
        """Return the version that was published after the draft was begun, 0 where none was."""
        return self.newest if self.begun < self.newest else 0


@dataclass(frozen=True, slots=True)
class ShownHead:
    """What stands above the form."""

    name: str
    base: Base
    kind: str
    kept: bool = False


@dataclass(frozen=True, slots=True)
class ShownReach:
    """How many members the offer reaches today, of how many; None while it is counted. `coded`: it takes a code besides."""

    reached: int | None
    whole: int | None
    coded: bool = False


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A product group in the check. Profits of one purchase: nothing redeemed, and all of it."""

    group: str
    name: str
    margin: int | None
    amount_now: int
    amount_then: int
    now: int | None
    then: int | None
    now_redeemed: int | None
    then_redeemed: int | None
    verdict: str
    words: str

    @property
    def loses_money(self) -> bool:
        """Say whether less than nothing is left, and not merely less than the floor."""
        return self.verdict == UNDER and (self.then_redeemed or 0) < 0


@dataclass(frozen=True, slots=True)
class Way:
    """A way out of a verdict: its words and the key the presenter knows it by; `field` is the row it changes."""

    key: str
    text: str
    field: str = ""

    @property
    def whole(self) -> str:
        """Return which row is changed to what."""
        return f"{self.field}: {self.text}" if self.field else self.text


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """The check as a table with its verdict; `stops` where it may not be published as it is."""

    rows: tuple[CheckRow, ...] = ()
    verdict: str = ""
    title: str = ""
    hint: str = ""
    stops: bool = False
    ways: tuple[Way, ...] = ()
    share: str = ""
    at_till: str = ""
    """What the counter will do with the purchase that decides, '' where it was seen to work on none."""

    @property
    def loses_money(self) -> bool:
        """Say whether it makes a loss on any group."""
        return any(row.loses_money for row in self.rows)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that may be added or opened: a block or a ready offer."""

    key: str
    title: str
    note: str = ""
    topic: str = ""
    also: str = ""
    """Other words it is found by; they are not shown."""
    shelf: str = ""
    """What the list is narrowed by: the trade of a ready offer."""
    everywhere: bool = False
    """It stands on every shelf: an offer for any trade."""


@dataclass(frozen=True, slots=True)
class ShownPublish:
    """What is asked before publishing: the sentence once more, what the check says, and the hold-out proposed."""

    name: str
    sentence: str
    other: str
    warning: str
    reached: int | None
    holdout: str = "10"
    stops: bool = False
    gives: bool = False
    """Whether it is given to those it reaches at once."""
    loses: bool = False
    """Whether the check says that it makes a loss: publishing it takes an act of its own."""
    at_till: str = ""
    hint: str = ""
    """What the warning is about, in figures, and what to do."""
    ways: tuple[Way, ...] = ()
    where: str = ""
    """In which branches it holds, and that it goes on until it is stopped where it has no last day."""
    replaces: int = 0
    """The version that was published after this draft was begun, 0 where none was."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its words; `kind` money, signed_money, count, percent or text."""

    label: str
    value: int | str
    kind: str = "count"
    tone: str = "text"


@dataclass(frozen=True, slots=True)
class Slice:
    """A bar of a picture: who or what, how much, and its tone."""

    name: str
    amount: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShownTrial:
    """The outcome of a dry run: figures, bars of profit by group, and who wins."""

    title: str
    figures: tuple[Figure, ...]
    bars: tuple[Slice, ...]
    winners: tuple[Slice, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ResultRow:
    """What so many members bought in the days before their first use and in those after it."""

    days: int
    members: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class ShownGrant:
    """A member to whom a one-shot offer was granted."""

    member_id: str
    name: str
    state: str
    granted_on: dt.date | None
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class ShownResult:
    """What an offer did since it is live."""

    offer_id: str
    name: str
    sentence: str
    state: str
    version: int
    figures: tuple[Figure, ...]
    rows: tuple[ResultRow, ...] = ()
    grants: tuple[ShownGrant, ...] = ()
    note: str = ""
    may_publish: bool = False
    one_shot: bool = False
    codes: bool = False
    """Whether it works by codes."""
    draft: bool = False
    """Whether a next version of it is being written on this till."""
    makes_codes: bool = False
    """Whether codes of one use each may be made for it now."""


@dataclass(frozen=True, slots=True)
class ShownCodes:
    """Unique codes that were made for an offer by its name, none yet where they are only asked for; `until` their last day.

    `unserved`: so many more codes are out than the offer is given in all.
    """

    offer: str
    codes: tuple[str, ...] = ()
    until: dt.date | None = None
    unserved: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """What was done; `value` is a name that belongs into the line."""

    key: str
    value: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Knot:
    """Where a group hangs in the tree: its number among those beside it, and whether lines go on below it.

    `more` says for each group it lies in, the outermost first, and last for itself, whether another comes after it.
    """

    number: int
    more: tuple[bool, ...] = (False,)
    holds: bool = False

    @property
    def depth(self) -> int:
        """Return in how many groups it lies."""
        return len(self.more) - 1


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A group of the stacking tree: how its offers share, which stand in it, which could, and where it could be put.

    `own`: it may be removed. `within` is the title of the group it lies in, which `shares` where all in it stack.
    """

    group: str
    title: str
    mode: str
    per: str
    inside: tuple[tuple[str, str], ...] = ()
    outside: tuple[tuple[str, str], ...] = ()
    own: bool = False
    homes: tuple[tuple[str, str], ...] = ()
    knot: Knot = Knot(1)
    within: str = ""
    shares: bool = False
    may_hold: bool = False


@dataclass(frozen=True, slots=True)
class ShownStack:
    """The tree as it is being changed: every group, each before those within it."""

    steps: tuple[ShownStep, ...]
    may_rule: bool
    changed: bool = False
