"""Taking a sale back, whole (void) or in parts (refund), by deltas from what was stored with it.

What must always hold: parts add up to the whole exactly, in any order and any cut; no lot goes below zero; buying
and giving back never leaves a member with more money and credit than before, whatever was spent in between.

Each value of a line is cut by its cumulative floor: value(q) = total × q // quantity, and a part is the
difference of two such values. The money part of a line is never negative, because the credit that had paid for it is cut
along its net. Spent credit comes back last spent first (the lot that lives longest), each part to its own lot:

- the lot lives: back into it, with its expiry;
- it has expired: into a grace lot (`RefundRules.grace_days`), whose cause names its origin;
- it is itself a grace lot that has expired: it was given its second life once. The amount goes back into it, is not
  spendable, and leaves with the next `lot.expired` (`ReversalPlan.lapsed` says how much). So does everything
  expired when the rules give no days of grace.

Earned credit and points are taken from the sale's own lots (whatever their scope and vesting; grace lots that
stand for them too), then from the member's other spendable lots in `TAKE_ORDER`. What expired unspent in the sale's own
lots, or was taken out of them by hand, is gone already and is not asked for again. The rest follows
`RefundRules.shortfall`; points become owed points.

Who has left or was erased can hold nothing: credit that comes back to their lots ends with the same fact
(`ReversalPlan.ended`), and what they would owe is withheld where there is money to withhold it from.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from loyalty.basket import Tender
from loyalty.errors import require
from loyalty.kinds import (
    CREDIT,
    DebtPart,
    GraceLot,
    LotAmount,
    Owed,
    ReturnedLine,
    Reversal,
    SaleRecorded,
    lot_id,
)
from loyalty.ledger import grace_origin, resolve_lot, share_paid
from loyalty.lots import Held
from loyalty.refund_rules import WITHHOLD, RefundRules
from loyalty.reversal_book import Book, find
from loyalty.sale_parts import (
    Cut,
    Parts,
    PointsEach,
    check_sold,
    cut_sale,
    dues,
    remaining_parts,
    returned_lines,
    whole_cut,
)

Debts = Mapping[tuple[str, str], int]
"""What a person's ids owe: (member id, unit) → amount."""

__all__ = [
    "Parts",
    "PointsEach",
    "ReversalPlan",
    "lots_needed",
    "plan_refund",
    "plan_void",
    "remaining_parts",
]


@dataclass(frozen=True, slots=True)
class ReversalPlan:
    """Everything a refund or void will do, ready to be shown and then told as a `Reversal`.

    `net` = `credit_back` + `money_due`; `money_back` = `money_due` − `withheld`. `taken` holds credit and points;
    `credit_taken` and `points_taken` sum it. `lapsed` of the credit back goes into a lot that has expired for good.
    `late`: the days of return are over (`RefundRules.return_days`), so somebody has to approve.
    """

    sale_id: str
    member_id: str | None
    lines: tuple[ReturnedLine, ...]
    credit_back: int
    withheld: int = 0
    returned: tuple[LotAmount, ...] = ()
    graced: tuple[GraceLot, ...] = ()
    settled: tuple[LotAmount, ...] = ()
    ended: tuple[LotAmount, ...] = ()
    debts: tuple[DebtPart, ...] = ()
    taken: tuple[LotAmount, ...] = ()
    owed: tuple[Owed, ...] = ()
    credit_taken: int = 0
    points_taken: tuple[tuple[str, int], ...] = ()
    lapsed: int = 0
    late: bool = False

    @property
    def net(self) -> int:
        """Return the net value of what comes back."""
        return sum(line.net for line in self.lines)

    @property
    def money_due(self) -> int:
        """Return what had been paid with money for what comes back."""
        return self.net - self.credit_back

    @property
    def money_back(self) -> int:
        """Return the money the member gets."""
        return self.money_due - self.withheld

    def tell(self, number: int, shift_id: str, money_back: tuple[Tender, ...], reason: str) -> Reversal:
        """Return the body of the fact; the tenders must add up to `money_back` (`money_back_mismatch`)."""
        told = sum(tender.amount for tender in money_back)
        require(told == self.money_back, "money_back_mismatch", told=told, due=self.money_back)
        return Reversal(
            sale_id=self.sale_id,
            number=number,
            shift_id=shift_id,
            member_id=self.member_id,
            lines=self.lines,
            money_back=money_back,
            returned=self.returned,
            graced=self.graced,
            taken=self.taken,
            withheld=self.withheld,
            owed=self.owed,
            reason=reason,
            settled=self.settled,
            ended=self.ended,
            debts=self.debts,
        )


def lots_needed(sale: SaleRecorded, sale_id: str, before: Sequence[Reversal]) -> frozenset[str]:
    """Return the lots a plan must be given, even when empty, beside all the member holds."""
    spent = {part.lot_id for part in sale.spends}
    taken = {part.lot_id for reversal in before for part in reversal.taken}
    return frozenset(spent | taken | set(_own_lots(sale, sale_id)))


def _own_lots(sale: SaleRecorded, sale_id: str) -> list[str]:
    if sale.member_id is None:
        return []
    return [lot_id(sale_id, place) for place in range(len(sale.grants))]


def plan_refund(
    sale: SaleRecorded,
    sale_id: str,
    sold_at: int,
    before: Sequence[Reversal],
    parts: Parts,
    held: Mapping[str, Held],
    rules: RefundRules,
    points_each: PointsEach,
    at: int,
    branch_id: str,
    zone: str,
    *,
    debts: Debts | None = None,
    ids: Collection[str] | None = None,
    gone: Collection[str] = (),
    voided: bool = False,
) -> ReversalPlan:
    """Return what a refund of parts of a sale does.

    `before`: the sale's earlier refunds. `held`: the lots of `lots_needed` and all the member holds. `debts`: what
    the person's ids owe, by (id, unit); credit that comes back pays it first. `ids`: all ids the person goes by now
    (None: the lots given are all theirs). A lot of somebody they were split from gets its spent credit back and pays
    nothing. `gone`: whoever of the holders has left or was erased.
    Raises `sale_voided`, `sale_fully_returned`, `refund_empty`, `refund_line_unknown`, `refund_line_returned`,
    `refund_more_than_sold`, `refund_more_than_left`, `refund_line_whole_only`, `quantity_not_whole`,
    `quantity_invalid`, `sale_unbalanced`, `lot_unknown`.
    """
    require(not voided, "sale_voided", number=str(sale.number))
    check_sold(sale)
    cut = cut_sale(sale, before, parts)
    lines = returned_lines(cut)
    back = sum(line.credit_paid for line in lines)
    plan = ReversalPlan(sale_id, sale.member_id, lines, back, late=rules.is_late(sold_at, at))
    if sale.member_id is None:
        return plan
    for name in lots_needed(sale, sale_id, before):
        find(held, name)
    debts = debts or {}
    owed = sum(amount for (_, unit), amount in debts.items() if unit == CREDIT)
    book = Book(dict(held), at, branch_id, rules, zone, owed, ids, gone)
    for part in _unspend(sale, before, back):
        book.give_back(part)
    claims = _claims(cut, sale_id, before, book, points_each)
    rest = {claim.unit: _reclaim(claim, book) for claim in claims}
    return _close(plan, book, rest, debts)


def plan_void(
    sale: SaleRecorded,
    sale_id: str,
    before: Sequence[Reversal],
    held: Mapping[str, Held],
    *,
    shift_id: str,
    gone: Collection[str] = (),
    voided: bool = False,
) -> ReversalPlan:
    """Return what undoes a whole sale exactly, within the shift it was sold in (`shift_id` is the open one).

    Raises `sale_voided`, `sale_fully_returned`, `void_out_of_shift`, `void_after_refund`, `void_earned_spent`,
    `void_member_gone`, `sale_unbalanced`, `lot_unknown`.
    """
    require(not voided, "sale_voided", number=str(sale.number))
    require(remaining_parts(sale, before), "sale_fully_returned", number=str(sale.number))
    require(shift_id == sale.shift_id, "void_out_of_shift", number=str(sale.number))
    require(not before, "void_after_refund", number=str(sale.number))
    check_sold(sale)
    lines = returned_lines(whole_cut(sale))
    plan = ReversalPlan(sale_id, sale.member_id, lines, sum(line.credit_paid for line in lines))
    if sale.member_id is None:
        return plan
    for name in lots_needed(sale, sale_id, before):
        find(held, name)
    ended = tuple(part for part in sale.spends if find(held, part.lot_id).lot.member_id in gone)
    return _undo_grants(replace(plan, ended=ended), sale, sale_id, held, gone)


def _unspend(sale: SaleRecorded, before: Sequence[Reversal], back: int) -> tuple[LotAmount, ...]:
    # The spent lots laid end to end, last spent first; this part is the stretch after what came back before.
    start = sum(line.credit_paid for reversal in before for line in reversal.lines)
    parts: list[LotAmount] = []
    for spent in reversed(sale.spends):
        part = min(max(spent.amount - start, 0), back)
        start = max(start - spent.amount, 0)
        back -= part
        if part:
            parts.append(LotAmount(spent.lot_id, part))
    return tuple(parts)


# -- earned credit and points are taken back --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Claim:
    # What a unit must give back now: by own lot, in all, and how much of it may be waived as gone unspent.
    unit: str
    by_lot: tuple[LotAmount, ...]
    family: tuple[str, ...]
    amount: int
    waivable: int


def _claims(
    cut: Cut, sale_id: str, before: Sequence[Reversal], book: Book, points_each: PointsEach
) -> tuple[_Claim, ...]:
    was = dues(cut.sale, cut.before, points_each)
    will = dues(cut.sale, cut.after, points_each)
    units = dict.fromkeys(grant.unit for grant in cut.sale.grants)
    return tuple(_claim(unit, cut.sale, sale_id, was, will, before, book) for unit in units)


def _claim(
    unit: str,
    sale: SaleRecorded,
    sale_id: str,
    was: Sequence[int],
    will: Sequence[int],
    before: Sequence[Reversal],
    book: Book,
) -> _Claim:
    places = [place for place, grant in enumerate(sale.grants) if grant.unit == unit]
    own = {lot_id(sale_id, place): place for place in places}
    family = (*own, *(name for name, one in book.held.items() if grace_origin(one.lot) in own))
    collected = _collected(unit, sale, sale_id, before, book.held)
    gone = sum(find(book.held, name).gone for name in family)
    waived = min(gone, max(0, sum(was[place] for place in places) - collected))
    due = sum(will[place] for place in places) - collected - waived
    by_lot = tuple(LotAmount(name, max(0, will[place] - was[place])) for name, place in own.items())
    return _Claim(unit, by_lot, family, max(0, due), gone - waived)


def _collected(
    unit: str, sale: SaleRecorded, sale_id: str, before: Sequence[Reversal], held: Mapping[str, Held]
) -> int:
    # What earlier refunds of the sale have got of a unit, from wherever they got it.
    own = {lot_id(sale_id, place): grant.unit for place, grant in enumerate(sale.grants)}
    parts = [part for reversal in before for part in reversal.taken]
    taken = sum(p.amount for p in parts if (own.get(p.lot_id) or find(held, p.lot_id).lot.unit) == unit)
    owed = sum(part.amount for reversal in before for part in reversal.owed if part.unit == unit)
    withheld = sum(reversal.withheld for reversal in before) if unit == CREDIT else 0
    return taken + owed + withheld


def _reclaim(claim: _Claim, book: Book) -> int:
    """Take what is claimed, own lots first; return what nobody holds any more."""
    left = claim.amount
    for part in claim.by_lot:
        wanted = min(part.amount, left)
        left += book.take([book.held[part.lot_id]], wanted) - wanted
    left = book.take([book.held[name] for name in claim.family], left)
    left -= min(left, claim.waivable)
    return book.take(book.others(claim.unit, claim.family), left)


def _close(plan: ReversalPlan, book: Book, rest: Mapping[str, int], debts: Debts) -> ReversalPlan:
    short = rest.get(CREDIT, 0)
    withholds = book.rules.shortfall == WITHHOLD or plan.member_id in book.gone
    withheld = min(short, plan.money_due) if withholds else 0
    owed = {unit: amount - (withheld if unit == CREDIT else 0) for unit, amount in rest.items()}
    told = tuple(Owed(unit, amount) for unit, amount in owed.items() if amount > 0)
    points = [(unit, book.taken_of(unit)) for unit in rest if unit != CREDIT]
    return replace(
        plan,
        withheld=withheld,
        returned=tuple(book.returned),
        graced=tuple(book.graced),
        settled=tuple(book.settled),
        taken=tuple(LotAmount(name, amount) for name, amount in book.taken.items()),
        owed=told,
        ended=tuple(book.ended),
        debts=_debts(plan.member_id or "", book.settled, debts, told),
        credit_taken=book.taken_of(CREDIT),
        points_taken=tuple((unit, amount) for unit, amount in points if amount > 0),
        lapsed=book.lapsed,
    )


def _debts(
    member_id: str, settled: Sequence[LotAmount], debts: Debts, owed: Sequence[Owed]
) -> tuple[DebtPart, ...]:
    paid = share_paid({CREDIT: sum(part.amount for part in settled)}, debts, member_id)
    return (*paid, *(DebtPart(member_id, part.unit, part.amount) for part in owed)) if paid else ()


# -- a void -----------------------------------------------------------------------------------------------


def _undo_grants(
    plan: ReversalPlan, sale: SaleRecorded, sale_id: str, held: Mapping[str, Held], gone: Collection[str]
) -> ReversalPlan:
    settled = {resolve_lot(sale_id, part.lot_id): part.amount for part in sale.settled}
    taken: list[LotAmount] = []
    owed: dict[str, int] = {}
    sums: dict[str, int] = {}
    for place, grant in enumerate(sale.grants):
        name = lot_id(sale_id, place)
        one, paid = find(held, name), settled.get(name, 0)
        missing = grant.amount - paid - one.gone - one.here
        left = one.lot.member_id in gone
        require(missing <= 0 or not left, "void_member_gone", number=str(sale.number))
        require(missing <= 0, "void_earned_spent", number=str(sale.number), missing=missing, unit=grant.unit)
        sums[grant.unit] = sums.get(grant.unit, 0) + one.here
        owed[grant.unit] = owed.get(grant.unit, 0) + paid
        if one.here > 0:
            taken.append(LotAmount(name, one.here))
    points = [(unit, amount) for unit, amount in sums.items() if unit != CREDIT and amount > 0]
    return replace(
        plan,
        returned=sale.spends,
        taken=tuple(taken),
        owed=tuple(Owed(unit, amount) for unit, amount in owed.items() if amount > 0),
        debts=tuple(DebtPart(part.member_id, part.unit, -part.delta) for part in sale.debts),
        credit_taken=sums.get(CREDIT, 0),
        points_taken=tuple(points),
    )
