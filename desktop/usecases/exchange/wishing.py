"""Asks the centre for credit that others hold, so that a member can spend here and now what is theirs."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.models.exchanges import read_centre
from desktop.usecases.credit_places import Holder, holder_place, holders
from desktop.usecases.exchange.exchanging import NOBODY, exchange_once
from desktop.usecases.exchange.wire import Wire
from desktop.usecases.policies import rules_now
from desktop.usecases.selling.counter_member import load_member
from desktop.usecases.till import Till
from loyalty.errors import LoyaltyError
from loyalty.exchange.wire import Granted, Wish
from loyalty.ledger import Balance
from loyalty.lots import Held, borrow, spendable
from loyalty.words import Lang

PATIENCE = 8.0
"""Seconds a cashier and a customer wait for a till elsewhere to answer."""
STEP = 0.5
REASONS = frozenset(("till_retired", "till_doubtful", "centre_waits"))
"""Why a centre gives a till nothing, whatever it asks for."""

Waiting = Callable[[float], None]
"""Called with the seconds waited so far."""


@dataclass(frozen=True, slots=True)
class Wished:
    """How a wish ended: the balance after it, whom was asked, why not where it was refused."""

    balance: Balance
    asked: tuple[str, ...]
    reason: str

    def covers(self, amount: int) -> bool:
        """Say whether this till now holds the amount."""
        return self.balance.safe >= amount

    def refusal(self, amount: int, lang: Lang) -> LoyaltyError:
        """Return why an amount did not come: `rights_asked` names who holds it, else what the centre gave as its reason."""
        if self.reason in REASONS and not self.asked:
            return LoyaltyError(self.reason)
        at_once, asked = self.balance.at_once, ("، " if lang == "fa" else ", ").join(self.asked)
        code, short = ("rights_asked" if asked else "rights_short"), max(0, amount - at_once)
        return LoyaltyError(code, amount=amount, safe=at_once, missing=short, at_once=at_once, asked=asked)


def quiet(_waited: float) -> None:
    """Show nothing."""


def wish(
    till: Till,
    wire: Wire,
    member_id: str,
    amount: int,
    *,
    patience: float = PATIENCE,
    waiting: Waiting = quiet,
    busy: frozenset[str] = NOBODY,
) -> Wished:
    """Ask for what this till lacks to spend an amount of a member's credit, wait a while, return how it ended.

    Raises what the line raises. What comes later than the patience lasts stays here all the same.
    """
    usable = _usable(till, member_id)
    wanted = _lacking(usable, amount)
    if not wanted:
        return Wished(_balance(till, member_id), (), "")
    told = ask(
        till,
        wire,
        wanted,
        lambda: _balance(till, member_id).safe >= amount,
        patience=patience,
        waiting=waiting,
        # What is here already is counted on as well: it must not go home while the rest is on its way.
        busy=busy | {one.lot.lot_id for one in usable},
    )
    return Wished(_balance(till, member_id), names_of(till, told.asked), told.reason)


def ask(
    till: Till,
    wire: Wire,
    wanted: tuple[tuple[str, int], ...],
    has_come: Callable[[], bool],
    *,
    patience: float = PATIENCE,
    waiting: Waiting = quiet,
    busy: frozenset[str] = NOBODY,
) -> Granted:
    """Wish for rights, again and again until they have come, are refused or patience ends; return how the wish stands.

    A refusal counts once all that this till had to tell was told: what it wishes for may be among it.
    """
    claim_id, began = till.new_id(), time.monotonic()
    told = Granted(claim_id, "asked")
    busy |= {lot_id for lot_id, _ in wanted}
    while True:
        done = exchange_once(till, wire, wishes=(Wish(claim_id, wanted),), busy=busy)
        told = next((one for one in done.claims if one.claim_id == claim_id), told)
        waited = time.monotonic() - began
        refused = told.state == "refused" and not done.pending
        if has_come() or refused or waited >= patience:
            return told
        waiting(waited)
        time.sleep(STEP if told.state != "refused" else 0)


def _usable(till: Till, member_id: str) -> tuple[Held, ...]:
    at = till.now()
    with till.read() as db:
        member = load_member(db, member_id, rules_now(db), at, till.shop.zone)
    return tuple(spendable(member.held, at, till.shop.branch_id))


def _lacking(usable: Sequence[Held], amount: int) -> tuple[tuple[str, int], ...]:
    short = amount - sum(one.here for one in usable)
    return tuple((part.lot_id, part.amount) for part in borrow(usable, short)) if short > 0 else ()


def _balance(till: Till, member_id: str) -> Balance:
    at = till.now()
    with till.read() as db:
        return load_member(db, member_id, rules_now(db), at, till.shop.zone).balance(at, till.shop.branch_id)


def held_by(till: Till, member_id: str) -> tuple[Holder, ...]:
    """Return who else holds credit of a member that could be spent here, the largest holding first."""
    with till.read() as db:
        member = load_member(db, member_id, rules_now(db), at := till.now(), till.shop.zone)
        return holders(db, member.held, at, till.shop.branch_id)


def names_of(till: Till, tills: tuple[str, ...]) -> tuple[str, ...]:
    """Return tills by their code and branch."""
    with till.read() as db:
        return tuple(" · ".join(filter(None, holder_place(db, one))) for one in tills)


def can_ask(till: Till) -> bool:
    """Say whether there is a centre that could be asked."""
    with till.read() as db:
        return read_centre(db) is not None


def ask_before_sale(
    till: Till, wire: Wire, member_id: str, amount: int, lang: Lang, waiting: Waiting = quiet
) -> LoyaltyError | None:
    """Ask for what a sale lacks; return why it did not come, None where it did. The sale itself says what is possible."""
    try:
        told = wish(till, wire, member_id, amount, waiting=waiting)
    except LoyaltyError as problem:
        return problem
    return None if told.covers(amount) else told.refusal(amount, lang)
