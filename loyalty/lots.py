"""Lots as a member holds them: what may be spent here and now, in which order, and why something may not.

What must always hold: "spendable" is computed when it is read, so what has expired is never spendable; a draw
never takes more from a lot than is left in it. Nothing here reads a clock: instants are passed in, in trusted time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from loyalty.clock import DAY
from loyalty.errors import LoyaltyError
from loyalty.kinds import BUSINESS_SCOPE, CREDIT, LotAmount
from loyalty.money import check_amount

REDEEM_ORDER = ("expiry", "vesting", "granting", "name")
"""Which lot is spent first: nearest expiry (undated last), then the one that vested and was granted first."""

TAKE_ORDER = ("expiry", "vesting", "granting", "name")
"""Which of the member's other lots earned credit is taken back from first, once the sale's own are empty."""

SOON = 30 * DAY
"""Credit that ends within this time is shown as ending soon."""

RECENT = 90 * DAY
"""How long an expired lot may still be named as the reason why credit is missing."""

NO_PARTNERS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lot:
    """What one grant gave: `amount` of `unit`, spendable in `scope` from `vests_at` until before `expires_at`."""

    lot_id: str
    member_id: str
    unit: str
    scope: str
    amount: int
    granted_at: int
    vests_at: int
    expires_at: int | None
    branch_id: str
    cause: str
    fact_id: str


@dataclass(frozen=True, slots=True)
class Held:
    """A lot and what is left in it; `expired` is what ended unspent in it, `by_hand` what entries ended.

    `right` is what this till may take from it without asking (below zero where it lent); None: all that is left.
    """

    lot: Lot
    remaining: int
    expired: int = 0
    right: int | None = None
    by_hand: int = 0

    @property
    def here(self) -> int:
        """Return what may be taken from the lot right here: never more than is left in it."""
        return self.remaining if self.right is None else max(0, min(self.remaining, self.right))

    @property
    def gone(self) -> int:
        """Return what is out of the lot though nobody spent it.

        Points by hand do not count: they decide tiers by what purchases brought, and cost no money when they are owed.
        """
        return self.expired + (self.by_hand if self.lot.unit == CREDIT else 0)

    def after(self, delta: int) -> Held:
        """Return the lot as it is once this till put something in, or (below zero) took something out."""
        right = None if self.right is None else self.right + delta
        return Held(self.lot, self.remaining + delta, self.expired, right, self.by_hand)


@dataclass(frozen=True, slots=True)
class Balance:
    """A member's unexpired holdings of a unit; `total` = `spendable_here` + `not_vested` + `elsewhere`.

    Of `spendable_here` this till holds `safe` itself and would lend `trusted`; for the rest it has to ask.
    """

    total: int = 0
    spendable_here: int = 0
    not_vested: int = 0
    elsewhere: int = 0
    expiring_soon: int = 0
    next_expires_at: int | None = None
    next_expiring: int = 0

    safe: int = 0
    trusted: int = 0

    @property
    def at_once(self) -> int:
        """Return what may be spent here and now without asking anybody."""
        return self.safe + self.trusted

    @property
    def held_by_others(self) -> int:
        """Return what could be spent here if those who hold it gave it."""
        return self.spendable_here - self.safe


def is_expired(lot: Lot, at: int) -> bool:
    """Say whether a lot's time has passed: `expires_at` itself is already too late."""
    return lot.expires_at is not None and at >= lot.expires_at


def scope_allows(scope: str, branch_id: str, partners: frozenset[str] = NO_PARTNERS) -> bool:
    """Say whether a scope may be spent at a branch that belongs to these partners' agreements."""
    kind, _, name = scope.partition(":")
    if kind == "branch":
        return name == branch_id
    if kind == "partners":
        return name in partners
    return scope == BUSINESS_SCOPE


def standing(lot: Lot, at: int, branch_id: str, partners: frozenset[str] = NO_PARTNERS) -> str:
    """Return `expired`, `elsewhere`, `not_vested` or `spendable`: how a lot stands here and now."""
    if is_expired(lot, at):
        return "expired"
    if not scope_allows(lot.scope, branch_id, partners):
        return "elsewhere"
    return "spendable" if at >= lot.vests_at else "not_vested"


_KEYS: dict[str, Callable[[Lot], Any]] = {
    "expiry": lambda lot: (lot.expires_at is None, lot.expires_at or 0),
    "vesting": lambda lot: lot.vests_at,
    "granting": lambda lot: lot.granted_at,
    "name": lambda lot: lot.lot_id,
}


def in_order(held: Iterable[Held], order: Sequence[str]) -> tuple[Held, ...]:
    """Return lots sorted by a table of keys such as `REDEEM_ORDER`."""
    return tuple(sorted(held, key=lambda one: tuple(_KEYS[name](one.lot) for name in order)))


def spendable(
    held: Iterable[Held], at: int, branch_id: str, unit: str = CREDIT, partners: frozenset[str] = NO_PARTNERS
) -> tuple[Held, ...]:
    """Return what may be spent here and now, in the order it is spent."""
    usable = [
        one
        for one in held
        if one.remaining > 0
        and one.lot.unit == unit
        and standing(one.lot, at, branch_id, partners) == "spendable"
    ]
    return in_order(usable, REDEEM_ORDER)


def draw(held: Iterable[Held], amount: int) -> tuple[LotAmount, ...]:
    """Return up to `amount` drawn from what this till may take of lots, in the order given; less when that is less."""
    drawn: list[LotAmount] = []
    for one in held:
        part = min(amount, one.here)
        if part > 0:
            drawn.append(LotAmount(one.lot.lot_id, part))
            amount -= part
    return tuple(drawn)


def redeem(
    held: Iterable[Held],
    amount: int,
    at: int,
    branch_id: str,
    unit: str = CREDIT,
    partners: frozenset[str] = NO_PARTNERS,
    trust: int = 0,
) -> tuple[LotAmount, ...]:
    """Return the lots that pay `amount`, nearest expiry first; up to `trust` of it from what others hold.

    Raises, with `amount`, `available` and `missing`: `credit_of_other_branch` (`scope`), `credit_not_vested`
    (`vests_at`), `credit_expired` (`expires_at`), else `credit_short`; for points `points_short`. Where others hold
    what is missing: `rights_short` with `amount`, `safe`, `missing` and `at_once`, what would go now; where they hold
    some and there is less than `amount` with that: `credit_short_here` with `at_once` and `held` too.
    """
    check_amount(amount)
    held = tuple(held)
    usable = spendable(held, at, branch_id, unit, partners)
    available = sum(one.remaining for one in usable)
    if available < amount:
        here = sum(one.here for one in usable)
        at_once = here + max(0, min(trust, available - here))
        _refuse(
            [one for one in held if one.lot.unit == unit],
            amount,
            available,
            at_once,
            at,
            branch_id,
            unit,
            partners,
        )
    own = draw(usable, amount)
    short = amount - sum(part.amount for part in own)
    if not short:
        return own
    if short > trust:
        safe = amount - short
        raise LoyaltyError(
            "rights_short", amount=amount, safe=safe, missing=short, at_once=safe + trust, unit=unit
        )
    return _add_parts(own, borrow(usable, short))


def elsewhere(held: Iterable[Held], at: int, branch_id: str, unit: str = CREDIT) -> dict[str, int]:
    """Return what is left of a unit that may not be spent at this branch, by scope; the most first."""
    sums: dict[str, int] = {}
    for one in held:
        if one.remaining > 0 and one.lot.unit == unit and standing(one.lot, at, branch_id) == "elsewhere":
            sums[one.lot.scope] = sums.get(one.lot.scope, 0) + one.remaining
    return dict(sorted(sums.items(), key=lambda found: (-found[1], found[0])))


def borrow(usable: Iterable[Held], amount: int) -> tuple[LotAmount, ...]:
    """Return up to `amount` from the part of lots that others hold, in the order given."""
    taken: list[LotAmount] = []
    for one in usable:
        part = min(amount, one.remaining - one.here)
        if part > 0:
            taken.append(LotAmount(one.lot.lot_id, part))
            amount -= part
    return tuple(taken)


def lent_of(held: Iterable[Held], spends: Iterable[LotAmount]) -> tuple[LotAmount, ...]:
    """Return the part of what is spent that this till had no right to, lot by lot."""
    rights = {one.lot.lot_id: one.here for one in held}
    over = [(part.lot_id, part.amount - rights.get(part.lot_id, 0)) for part in spends]
    return tuple([LotAmount(lot_id, amount) for lot_id, amount in over if amount > 0])


def _add_parts(one: Iterable[LotAmount], other: Iterable[LotAmount]) -> tuple[LotAmount, ...]:
    sums: dict[str, int] = {}
    for part in (*one, *other):
        sums[part.lot_id] = sums.get(part.lot_id, 0) + part.amount
    return tuple([LotAmount(lot_id, amount) for lot_id, amount in sums.items()])


def _refuse(
    held: Sequence[Held],
    amount: int,
    available: int,
    at_once: int,
    at: int,
    branch_id: str,
    unit: str,
    partners: frozenset[str],
) -> NoReturn:
    # What is named as possible must be possible: never what only others could let go.
    numbers = {"amount": amount, "available": at_once, "missing": amount - at_once}
    if unit != CREDIT:
        raise LoyaltyError("points_short", **numbers, unit=unit)
    found = {name: _kept_back(held, name, at, branch_id, partners) for name in _REASONS}
    enough = [name for name in _REASONS if sum(map(_lost, found[name])) >= amount - available]
    some = [name for name in _REASONS if found[name]] if available == 0 else []
    for name in (*enough, *some):
        code, value = _REASONS[name]
        raise LoyaltyError(code, **numbers, branch=branch_id, **{value: getattr(found[name][0].lot, value)})
    if at_once < available:
        numbers |= {"available": available, "missing": amount - available}
        held_away = available - at_once
        raise LoyaltyError("credit_short_here", **numbers, at_once=at_once, held=held_away, branch=branch_id)
    raise LoyaltyError("credit_short", **numbers, branch=branch_id)


_REASONS = {
    "elsewhere": ("credit_of_other_branch", "scope"),
    "not_vested": ("credit_not_vested", "vests_at"),
    "expired": ("credit_expired", "expires_at"),
}


def _lost(one: Held) -> int:
    return one.remaining + one.expired


def _kept_back(
    held: Sequence[Held], name: str, at: int, branch_id: str, partners: frozenset[str]
) -> tuple[Held, ...]:
    # The lots of one standing that the member may be thinking of; long expired ones are forgotten.
    return in_order(
        [
            one
            for one in held
            if _lost(one) > 0
            and standing(one.lot, at, branch_id, partners) == name
            and at - (one.lot.expires_at or at) < RECENT
        ],
        REDEEM_ORDER,
    )


def expired(held: Iterable[Held], at: int) -> tuple[LotAmount, ...]:
    """Return what this till holds of lots whose time has passed, for the body of `lot.expired`."""
    over = [one for one in held if is_expired(one.lot, at) and one.here > 0]
    return tuple(LotAmount(one.lot.lot_id, one.here) for one in in_order(over, ("name",)))


def balances(
    held: Iterable[Held],
    at: int,
    branch_id: str,
    unit: str = CREDIT,
    *,
    partners: frozenset[str] = NO_PARTNERS,
    soon: int = SOON,
    trust: int = 0,
) -> Balance:
    """Return what a member holds of a unit as seen from a branch; `soon` in milliseconds.

    `trust` is the most this till would lend the member now of what others hold.
    """
    live = [one for one in held if one.lot.unit == unit and one.remaining > 0 and not is_expired(one.lot, at)]
    sums = {"spendable": 0, "not_vested": 0, "elsewhere": 0}
    safe = 0
    for one in live:
        stands = standing(one.lot, at, branch_id, partners)
        sums[stands] += one.remaining
        safe += one.here if stands == "spendable" else 0
    dated = [(one.lot.expires_at, one.remaining) for one in live if one.lot.expires_at is not None]
    first = min((end for end, _ in dated), default=None)
    return Balance(
        total=sum(sums.values()),
        spendable_here=sums["spendable"],
        not_vested=sums["not_vested"],
        elsewhere=sums["elsewhere"],
        expiring_soon=sum(left for end, left in dated if end - at <= soon),
        next_expires_at=first,
        next_expiring=sum(left for end, left in dated if end == first),
        safe=safe,
        trusted=max(0, min(trust, sums["spendable"] - safe)),
    )
