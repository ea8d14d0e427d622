"""What the sale screen needs of the shop: one `Protocol`, and the values that cross it. No Qt.

Every method but `stand` reads or writes the shop's file, so the presenter calls it in the database lane. Refusals
are `LoyaltyError`s.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from desktop.usecases.members.formers import Former
from desktop.usecases.members.member_pin import Proof
from desktop.usecases.selling.checkout import Promise
from desktop.usecases.selling.counter_member import CounterMember
from desktop.usecases.selling.parking import Named, Parked
from desktop.usecases.selling.reversing import Foreseen
from desktop.usecases.selling.smart_field import Typed
from desktop.usecases.sign_in import Session
from loyalty.basket import Basket, Tender
from loyalty.documents import Text
from loyalty.errors import LoyaltyError
from loyalty.kinds import Product
from loyalty.ledger import Balance
from loyalty.paying import Paying
from loyalty.policy import Rules
from loyalty.quote import Effect, Quote
from loyalty.reversal import ReversalPlan


@dataclass(frozen=True, slots=True)
class Stand:
    """Who stands where, and what may be done here. `groups` and kinds of `points` as (id, names); `shift_at` None: no shift is open."""

    staff_id: str
    staff: str
    acts: frozenset[str]
    branch: str
    branch_id: str
    till: str
    zone: str
    shop: str = ""
    currency: str = "IRT"
    groups: tuple[tuple[str, Text], ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    """What measured goods of a group are measured in, by group."""
    branches: tuple[tuple[str, Text], ...] = ()
    points: tuple[tuple[str, Text], ...] = ()
    shift_at: int | None = None
    left_in_drawer: int | None = None
    """The cash the last shift was closed with; None before the first, or while one is open."""
    parked: int = 0
    training: bool = False
    printer: bool = True
    """Whether a printer is set: without one no receipt is kept waiting for paper."""


@dataclass(frozen=True, slots=True)
class FoundMember:
    """A member a search brought. `phone` is masked unless this person may see it."""

    member_id: str
    name: str
    phone: str
    tier: Text
    credit: int | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """What look-ups brought, by kind of reading; `more` names of member and product what there was more of."""

    members: Mapping[str, tuple[FoundMember, ...]] = field(default_factory=dict)
    products: Mapping[str, tuple[Product, ...]] = field(default_factory=dict)
    more: frozenset[str] = frozenset()
    blocked: LoyaltyError | None = None
    """That the card is blocked, where nobody else was found."""


@dataclass(frozen=True, slots=True)
class Served:
    """The member at the counter with the priced basket. `quote` is None for an empty basket.

    `worth` says what offers that nearly apply would bring, by offer.
    """

    at: int
    on: dt.date
    rules: Rules
    basket: Basket
    quote: Quote | None = None
    member: CounterMember | None = None
    balance: Balance | None = None
    credit_proposed: int = 0
    worth: Mapping[str, Effect] = field(default_factory=dict)
    credit_askable: int = 0
    """How much credit could pay this basket if those who hold it gave it; 0 where nobody can be asked."""
    idle_codes: tuple[str, ...] = ()
    """The codes of the basket that brought nothing."""


@dataclass(frozen=True, slots=True)
class Purchase:
    """What is to be recorded; `fact_id` makes a second try of the same purchase the same sale."""

    basket: Basket
    member_id: str | None
    tenders: tuple[Tender, ...]
    credit: int
    fact_id: str
    paper: bool
    override: str = ""
    """Why offers go below the margin floor."""
    proof: Proof | None = None
    """That the member gave their own PIN."""
    vouched: bool = False
    """Whether whoever approves answers for the member instead."""
    promised: Promise | None = None
    """What the customer was told."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recorded sale: its number as on paper, change, and the member's credit after it.

    `earned_later` is the part of the earned credit that cannot be spent before `active_on`.
    """

    number: str
    net: int
    change: int
    credit_after: int | None
    earned_credit: int
    earned_points: tuple[tuple[str, int], ...]
    earned_later: int = 0
    active_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody who wants to join. Only the phone is needed; `birth` as typed, Jalali or Gregorian."""

    phone: str
    name: str = ""
    birth: str = ""
    card_no: str = ""
    referrer: str = ""
    consents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineSold:
    """A line of a sale that may come back; quantities in thousandths."""

    line_no: int
    name: str
    code: str
    quantity: int
    left: int
    net: int
    divisible: bool
    unit: str = ""
    """What it is measured in (`loyalty.groups.UNITS`); empty for pieces."""


@dataclass(frozen=True, slots=True)
class SaleFound:
    """A sale found by its receipt. `may_void`: the whole of it, in the shift it was sold in; `phone` is masked."""

    sale_id: str
    number: str
    at: int
    on: dt.date
    member: str
    lines: tuple[LineSold, ...]
    may_void: bool
    phone: str = ""
    of_member: bool = False


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A recorded refund or void; money by kind of tender. `drawer_short` of its cash was not in the drawer."""

    number: str
    plan: ReversalPlan
    money_back: tuple[Tender, ...]
    credit_after: int | None
    member: str = ""
    drawer_short: int = 0


@dataclass(frozen=True, slots=True)
class ParkedBasket:
    """A basket put aside with the name of its member."""

    parked: Parked
    member: str
    staff: str


@dataclass(frozen=True, slots=True)
class PersonHere:
    """Somebody whose PIN may be asked."""

    staff_id: str
    name: str
    level: Text


class Counter(Protocol):
    """The till as the sale screen uses it."""

    def stand(self) -> Stand:
        """Return who stands where, as last read: needs no lane."""
        ...

    def read_stand(self) -> Stand:
        """Read anew who stands where, and whether a shift is open."""
        ...

    def look_up(self, readings: tuple[Typed, ...]) -> Looked:
        """Return the members and products the readings of a text may mean."""
        ...

    def reaches(self, basket: Basket, member_id: str | None, applied: frozenset[str]) -> Text | None:
        """Return the name of an offer the basket would newly reach, or None."""
        ...

    def serve(
        self, basket: Basket, member_id: str | None, credit: int, paying: Paying, *, past_floor: bool = False
    ) -> Served:
        """Return the member and the basket, priced for the kinds of tender it is paid by."""
        ...

    def can_ask(self) -> bool:
        """Say whether there is a centre that could be asked for credit."""

    def has_line(self) -> bool:
        """Say whether the centre answered when it was last tried."""

    def ask_credit(self, member_id: str, amount: int) -> None:
        """Ask for credit others hold: in the lane of the network. Raises `rights_asked`, and what a line raises."""

    def ask_uses(self, basket: Basket, member_id: str | None) -> None:
        """Ask for uses of offers that others hold: in the lane of the network. Raises `uses_asked`, `uses_nowhere`, and
        what a line raises.
        """

    def new_id(self) -> str:
        """Return the id the next sale will have."""
        ...

    def record(self, purchase: Purchase, approval: Session | None = None) -> Recorded:
        """Record a sale, durably; going below the margin floor may take an approval."""
        ...

    def enrol(self, person: NewPerson) -> str:
        """Enrol a member and return their id."""
        ...

    def former(self, phone: str) -> Former | None:
        """Return who left the club with a phone, None where nobody did."""
        ...

    def find_sale(self, reference: str) -> SaleFound:
        """Return the sale a receipt names."""
        ...

    def preview(self, sale_id: str, parts: tuple[tuple[int, int], ...] | None) -> Foreseen:
        """Return what a refund of parts would do, or (None) a void."""
        ...

    def take_back(
        self,
        sale_id: str,
        parts: tuple[tuple[int, int], ...] | None,
        reason: str,
        approval: Session | None,
    ) -> TakenBack:
        """Record a refund of parts, or (None) a void."""
        ...

    def print_again(self, sale_id: str) -> None:
        """Queue the receipt of a sale once more, as the next copy; raises where no printer is set."""
        ...

    def begin_shift(self, counted: int) -> None:
        """Open a shift with counted cash."""
        ...

    def park(self, basket: Basket, member_id: str | None, named: Named) -> None:
        """Put a basket aside with how it is to be paid, and why it may go below the floor."""
        ...

    def parked(self) -> tuple[ParkedBasket, ...]:
        """Return the baskets put aside, the newest first."""
        ...

    def recall(self, park_id: str) -> Parked:
        """Take a basket up again."""
        ...

    def keep_open(self, basket: Basket, member_id: str | None, named: Named) -> None:
        """Keep the open basket and how it is to be paid through a crash; an empty one is kept no more."""
        ...

    def open_basket(self) -> Parked | None:
        """Return the basket that was open when the till went down, or None."""
        ...

    def people(self, act: str) -> tuple[PersonHere, ...]:
        """Return who may give a PIN: for an act those who may do it, for '' everybody else."""
        ...

    def switch(self, staff_id: str, pin: str) -> None:
        """Let another person stand at the till."""
        ...

    def approve(self, staff_id: str, pin: str) -> Session:
        """Return another person's session for one approval."""
        ...

    def release(self, approval: Session) -> None:
        """Forget the key of an approval nothing was done with."""
        ...

    def prove(self, member_id: str, pin: str) -> Proof:
        """Return the proof that a member gave their own PIN; raises `member_pin_wrong` and the like."""
        ...

    def set_training(self, training: bool) -> None:
        """Write nothing from now on, or write again."""
        ...
