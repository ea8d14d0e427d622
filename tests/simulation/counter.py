"""What happens at a till's counter: members earn, spend, bring goods back; balances are brought in, days are closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from loyalty.basket import Tender
from loyalty.exchange import till as core
from loyalty.exchange.wire import Wish
from loyalty.kinds import (
    BASE_CAUSE,
    BUSINESS_SCOPE,
    CREDIT,
    Grant,
    LotAmount,
    LotExpired,
    LotsOpened,
    ReturnedLine,
    Reversal,
    SaleRecorded,
    SoldLine,
    lot_id,
)
from loyalty.lots import Lot, is_expired, standing
from tests.simulation.till import Till


@dataclass(frozen=True, slots=True)
class Trust:
    """What an owner lends: a limit for each member and outage, and a pool for each till and outage."""

    limit: int = 0
    pool: int = 0


def sell(
    till: Till,
    member: str,
    net: int,
    spends: Sequence[LotAmount] = (),
    trusted: Sequence[LotAmount] = (),
    grants: Sequence[Grant] = (),
) -> str:
    """Record a sale that is paid with credit and cash."""
    credit = sum(part.amount for part in spends)
    line = SoldLine(1, "g", None, 1000, net, 0, credit, 0)
    tenders = (Tender("cash", net - credit),) if net > credit else ()
    body = SaleRecorded(
        1, "shift", member, (line,), tenders, 0, tuple(spends), tuple(grants), (), trusted=tuple(trusted)
    )
    return till.record("sale.recorded", body)


def grant(till: Till, amount: int, scope: str = BUSINESS_SCOPE, lives: int | None = None) -> Grant:
    """Return a lot to be granted now."""
    at = till.now + till.skew
    return Grant(CREDIT, scope, amount, at, None if lives is None else at + lives, BASE_CAUSE)


def spendable(till: Till, member: str) -> list[Lot]:
    """Return a member's lots that may be spent here and now, the nearest expiry first."""
    at = till.now + till.skew
    lots = [
        lot
        for lot in till.file.accounts.lots.values()
        if (lot.member_id, lot.unit) == (member, CREDIT) and standing(lot, at, till.branch_id) == "spendable"
    ]
    return sorted(lots, key=lambda lot: (lot.expires_at is None, lot.expires_at or 0, lot.lot_id))


def own_part(till: Till, lots: Sequence[Lot], amount: int) -> list[LotAmount]:
    """Return what of an amount this till may take without asking."""
    parts = []
    if till.file.retired or till.file.doubt == "fork" or till.file.behind:
        return []
    for lot in lots:
        part = min(amount, till.file.accounts.book.held(lot.lot_id, till.till_id))
        if part > 0:
            parts.append(LotAmount(lot.lot_id, part))
            amount -= part
    return parts


def elsewhere(till: Till, lot: Lot) -> int:
    """Return what others hold of a lot, less what it lacks anywhere."""
    book = till.file.accounts.book
    others = sum(left for who, left in book.holders(lot.lot_id).items() if who != till.till_id and left > 0)
    return max(0, min(others, book.total(lot.lot_id)))


def lend(till: Till, member: str, lots: Sequence[Lot], amount: int, trust: Trust) -> list[LotAmount]:
    """Return the parts of an amount that are lent on trust: all of it, or nothing."""
    book, file = till.file.accounts.book, till.file
    if file.retired or file.doubt or file.behind or file.deferred:
        return []
    mine = [lot for lot in file.accounts.lots.values() if (lot.member_id, lot.unit) == (member, CREDIT)]
    unsettled = sum(max(0, -book.held(lot.lot_id, till.till_id)) for lot in mine)
    overspent = any(who != till.till_id for lot in mine for who, _ in book.below_zero(lot.lot_id))
    overspent = overspent or any(file.accounts.covered.get(lot.lot_id) for lot in mine)
    most = core.backed_trust(
        trust.limit,
        sum(elsewhere(till, lot) for lot in lots) + unsettled,
        max(file.lent.get(member, 0), unsettled),
        trust.pool - sum(file.lent.values()),
        overspent,
    )
    if amount > most:
        return []
    parts = []
    for lot in lots:
        part = min(amount, elsewhere(till, lot))
        if part > 0:
            parts.append(LotAmount(lot.lot_id, part))
            amount -= part
    return [] if amount else parts


def merge(*drawn: Sequence[LotAmount]) -> list[LotAmount]:
    """Return parts of the same lots as one."""
    sums: dict[str, int] = {}
    for parts in drawn:
        for part in parts:
            sums[part.lot_id] = sums.get(part.lot_id, 0) + part.amount
    return [LotAmount(lot, amount) for lot, amount in sums.items()]


def spend(till: Till, member: str, amount: int, trust: Trust, online: Callable[[], None]) -> list[LotAmount]:
    """Sell for credit as far as the rules allow: own right, a wish, trust. Return what was lent."""
    lots = spendable(till, member)
    spends = own_part(till, lots, amount)
    missing = amount - sum(part.amount for part in spends)
    if missing and any(elsewhere(till, lot) for lot in lots):
        claim = till.make_id()
        wanted = tuple(
            (lot.lot_id, min(missing, elsewhere(till, lot))) for lot in lots if elsewhere(till, lot)
        )
        till.file.wishes[claim] = Wish(claim, wanted)
        till.wished[claim] = wanted
        till.busy = frozenset(lot.lot_id for lot in lots)
        online()
        till.busy = frozenset()
        lots = spendable(till, member)
        spends = own_part(till, lots, amount)
        missing = amount - sum(part.amount for part in spends)
    lent = lend(till, member, lots, missing, trust) if missing else []
    if lent:
        till.file.lent[member] = till.file.lent.get(member, 0) + missing
    if spends or lent:
        sell(till, member, amount + 10, merge(spends, lent), lent)
    return lent


def refund(till: Till, sale_id: str) -> None:
    """Take a whole sale back: spent credit to its lots, and of what it earned what this till still holds."""
    sale = till.file.sales.pop(sale_id)
    book = till.file.accounts.book
    frozen = till.file.retired or bool(till.file.doubt) or till.file.behind
    taken = []
    for place, given in enumerate(sale.grants):
        part = min(given.amount, book.held(lot_id(sale_id, place), till.till_id))
        if part > 0 and not frozen:
            taken.append(LotAmount(lot_id(sale_id, place), part))
    take_back(till, sale_id, sale, taken)


def take_back(till: Till, sale_id: str, sale: SaleRecorded, taken: Sequence[LotAmount] = ()) -> None:
    """Write down that a whole sale came back."""
    credit = sum(part.amount for part in sale.spends)
    money = sale.net - credit
    body = Reversal(
        sale_id, 1, "shift", sale.member_id, (ReturnedLine(1, 1000, sale.net, credit),),
        (Tender("cash", money),) if money else (), sale.spends, (), tuple(taken), 0, (), "wish",
    )  # fmt: skip
    till.record("sale.refunded", body)


def bring_in(till: Till, member: str, row: int) -> None:
    """Import an opening balance: the same row is the same lot at whichever till."""
    body = LotsOpened(member, 1, "b0", (Grant(CREDIT, BUSINESS_SCOPE, 40, 1, None, "opening"),), f"row-{row}")
    till.record("lots.opened", body)


def close_day(till: Till) -> None:
    """Post what has expired in this till's own hands."""
    if till.file.retired or till.file.doubt or till.file.behind:
        return
    at, book = till.now + till.skew, till.file.accounts.book
    over = [lot for lot in till.file.accounts.lots.values() if is_expired(lot, at)]
    lots = [LotAmount(lot.lot_id, book.held(lot.lot_id, till.till_id)) for lot in over]
    if any(part.amount > 0 for part in lots):
        till.record("lot.expired", LotExpired(tuple(part for part in lots if part.amount > 0)))


def spoil(till: Till, way: int) -> None:
    """Write, past the program, what no till writes: chained and signed like any other fact."""
    lots = [[lot, 30] for lot in sorted(till.file.accounts.lots)[-3:]]
    rows: list[tuple[str, list[Any]]] = [
        ("sale.recorded", ["no", "sale"]),
        ("rights.granted", [till.till_id, lots, "claim", "mine"]),
        ("rights.returned", [[[lot, -amount] for lot, amount in lots], "home"]),
        ("overspend.recognised", [till.till_id, lots, "trust", "mine"]),
        ("rights.returned", [[[lots[0][0] if lots else "none.0", 10**30]], "home"]),
        ("epoch.opened", ["nowhere"]),
        ("sale.refunded", []),
    ]
    till.spoil(*rows[way % len(rows)])
