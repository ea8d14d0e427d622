"""What the sale screen shows, as frozen values: figures and names, never sentences. No Qt.

The presenter makes them, the view writes them in the reader's language. Amounts are money units, quantities
thousandths, days business days.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from loyalty.documents import Text


@dataclass(frozen=True, slots=True)
class ShownCandidate:
    """One thing Enter might do: serve a member, add a line, open a receipt …

    `kind`: member, new_member, product, amount, group_amount, code, receipt, quantity, cash, card, transfer, coupon,
    other, credit, counted, back. `title` is a name, `note` a phone or a code.
    """

    kind: str
    title: str = ""
    note: str = ""
    amount: int | None = None
    quantity: int = 0
    tier: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ShownOther:
    """Another reading: `count` of a kind found for a text (`more`: at least one more than that), or an amount."""

    kind: str
    text: str = ""
    count: int | None = None
    amount: int | None = None
    more: bool = False


@dataclass(frozen=True, slots=True)
class ShownReading:
    """What the field understood. `state`: none, looking, ready, unknown (nothing found), no_code (of no product
    and no card), no_count (where the drawer is counted), short (type more) or long (a digit too many).

    `choices` stand open under the field when `listed`; `at` is the one Enter takes. `missing`: digits a mobile lacks,
    `over`: digits it has too many. `apart`: counted cash less what the last shift was closed with, None where no drawer is counted. `more`: of the choices that
    stand open there are more than these.
    """

    state: str = "none"
    chosen: ShownCandidate | None = None
    others: tuple[ShownOther, ...] = ()
    reaches: str = ""
    choices: tuple[ShownCandidate, ...] = ()
    at: int = 0
    listed: bool = False
    missing: int = 0
    over: int = 0
    apart: int | None = None
    more: bool = False


@dataclass(frozen=True, slots=True)
class ShownMissing:
    """What is missing, as a number with its unit: amount, average (money), quantity (thousandths), visits, days."""

    what: str
    have: int
    need: int
    group: str = ""

    @property
    def more(self) -> int:
        """Return how much more is needed."""
        return self.need - self.have


@dataclass(frozen=True, slots=True)
class ShownEarned:
    """A benefit in its three coins."""

    discount: int = 0
    credit: int = 0
    points: int = 0

    def __bool__(self) -> bool:
        return bool(self.discount or self.credit or self.points)


@dataclass(frozen=True, slots=True)
class ShownNear:
    """An offer that nearly applies: what is missing, and what it would be worth at least."""

    name: str
    missing: ShownMissing | None = None
    worth: ShownEarned = ShownEarned()


@dataclass(frozen=True, slots=True)
class ShownVerdict:
    """What became of one offer; `reason` is a sentence of the rules in the reader's language."""

    name: str
    verdict: str
    reason: str
    missing: tuple[ShownMissing, ...] = ()
    effect: ShownEarned = ShownEarned()
    override: str = ""
    """Why this basket may go below the margin floor; empty: it may not."""


@dataclass(frozen=True, slots=True)
class ShownBase:
    """What the purchase brings by itself: `name` of the unit, how much, and a sentence of the rule it comes from."""

    name: str
    amount: int
    reason: str
    money: bool = True


@dataclass(frozen=True, slots=True)
class ShownWhy:
    """What stands under "Why?": the purchase itself, then every offer; `nobody` says why a walk-in earns nothing."""

    base: tuple[ShownBase, ...] = ()
    verdicts: tuple[ShownVerdict, ...] = ()
    nobody: str = ""
    nothing_yet: bool = False
    """The basket is empty: offers may run all the same."""


@dataclass(frozen=True, slots=True)
class ShownMember:
    """The member column."""

    member_id: str
    name: str
    phone: str = ""
    whole_phone: str = ""
    may_reveal: bool = False
    joined_on: dt.date | None = None
    tier: str = ""
    next_tier: str = ""
    to_next: int = 0
    tier_share: tuple[int, int] = (0, 0)
    credit: int = 0
    safe: int = 0
    trusted: int = 0
    not_vested: int = 0
    elsewhere: int = 0
    branches: tuple[str, ...] = ()
    expiring: int = 0
    expires_on: dt.date | None = None
    days_left: int = 0
    owed: int = 0
    spending: int = 0
    """How much of the credit this sale takes."""
    points: int = 0
    points_name: str = ""
    points_expiring: int = 0
    points_expire_on: dt.date | None = None
    visits: int = 0
    last_visit_on: dt.date | None = None
    days_ago: int = 0
    birth_on: dt.date | None = None
    birthday_on: dt.date | None = None
    days_to_birthday: int | None = None
    applying: tuple[ShownNear, ...] = ()
    nearly: tuple[ShownNear, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownEffect:
    """What one offer did to a line."""

    name: str
    earned: ShownEarned


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of the basket; `net` is None before it is priced. `grouped` says that `name` is a product group."""

    line_no: int
    name: str
    code: str
    quantity: int
    unit_price: int
    gross: int
    net: int | None
    effects: tuple[ShownEffect, ...] = ()
    chosen: bool = False
    grouped: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ShownBasket:
    """The basket column; `soft` is the line Enter will add, `open_since` the instant of a basket brought back.

    `codes` are those that work, or whose work is not known yet; `idle_codes` those that bring this basket nothing.

    `behind`: it waits behind what was just recorded. `served`: a member stands at the counter already.
    """

    lines: tuple[ShownLine, ...] = ()
    pieces: int = 0
    soft: ShownCandidate | None = None
    can_undo: bool = False
    parked: int = 0
    codes: tuple[str, ...] = ()
    idle_codes: tuple[str, ...] = ()
    open_since: int = 0
    since_today: bool = True
    behind: bool = False
    served: bool = False


@dataclass(frozen=True, slots=True)
class ShownTender:
    """A way to pay; `implied` is the one that takes what nobody named, `active` the one digits go to."""

    kind: str
    amount: int
    implied: bool = False
    active: bool = False


@dataclass(frozen=True, slots=True)
class ShownPay:
    """The pay column. `missing` is what the tenders named do not cover."""

    gross: int = 0
    discount: int = 0
    net: int = 0
    credit: int = 0
    credit_first: int = 0
    credit_first_on: dt.date | None = None
    credit_active: bool = False
    to_pay: int = 0
    vat: int = 0
    tenders: tuple[ShownTender, ...] = ()
    change: int = 0
    missing: int = 0
    earned_credit: int = 0
    earned_points: tuple[tuple[str, int], ...] = ()
    priced: bool = False
    can_record: bool = False
    enter_records: bool = False
    may_spend_credit: bool = False
    may_refund: bool = True
    more_tenders: tuple[str, ...] = ()
    printer: bool = True


@dataclass(frozen=True, slots=True)
class ShownRecorded:
    """The calm after a sale: number, change, what the member has now; points by their kind's name in each language.

    `kind`: sale, refund, void; training, refund_training, void_training. `money_kinds` is the money by kind of tender, as it
    was handed over for a sale or goes back; `drawer_short` of it is not in the drawer; `credit_taken`, `points_taken`, `withheld` and `owed` are
    what a refund takes back. `earned_later` of the earned credit can be spent from
    `active_on` alone. `basket_waits`: a basket was open meanwhile, and is there again when this is left.
    """

    kind: str
    number: str
    net: int
    credit_spent: int = 0
    change: int = 0
    money_back: int = 0
    money_kinds: tuple[tuple[str, int], ...] = ()
    drawer_short: int = 0
    credit_back: int = 0
    credit_after: int | None = None
    earned_credit: int = 0
    earned_later: int = 0
    active_on: dt.date | None = None
    earned_points: tuple[tuple[Text, int], ...] = ()
    credit_taken: int = 0
    points_taken: tuple[tuple[Text, int], ...] = ()
    withheld: int = 0
    owed: int = 0
    member: str = ""
    printing: bool = False
    basket_waits: bool = False


@dataclass(frozen=True, slots=True)
class ShownRefundLine:
    """A line of the sale to take back: what was sold, what can still come back, what was picked."""

    line_no: int
    name: str
    code: str
    sold: int
    left: int
    picked: int
    net: int
    unit: str = ""
    chosen: bool = False
    enter_picks: bool = False
    """Enter takes this line back now."""


@dataclass(frozen=True, slots=True)
class ShownReturn:
    """What goes back and what is taken back, before it is confirmed; `money_kinds` is the money by kind of tender.

    `drawer_short` of the cash is not in the drawer.
    """

    net: int
    money: int
    credit: int
    credit_taken: int
    points_taken: tuple[tuple[str, int], ...]
    withheld: int
    owed: int
    grace: int
    lapsed: int
    late: bool
    ended: int = 0
    drawer_short: int = 0
    money_kinds: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ShownRefund:
    """The refund page. `stage`: receipt (nothing found yet), lines, approval; `member` and masked `phone` may be unknown."""

    stage: str = "receipt"
    number: str = ""
    sold_on: dt.date | None = None
    sold_at: int = 0
    member: str = ""
    phone: str = ""
    of_member: bool = False
    lines: tuple[ShownRefundLine, ...] = ()
    preview: ShownReturn | None = None
    reasons: tuple[str, ...] = ()
    reason: str = ""
    tender: str = "cash"
    may_void: bool = False
    may_copy: bool = False
    voiding: bool = False
    can_confirm: bool = False
    enter_confirms: bool = False
    printer: bool = True

    @property
    def all_back(self) -> bool:
        """Say whether nothing of the sale is left to come back."""
        return self.stage == "lines" and bool(self.lines) and not any(line.left for line in self.lines)


@dataclass(frozen=True, slots=True)
class ShownParked:
    """A basket put aside."""

    key: str
    at: int
    lines: int
    gross: int
    member: str
    staff: str = ""
