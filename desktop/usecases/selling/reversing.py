"""Take a sale back: find it by its receipt, show what will happen, then do exactly that.

What the preview shows and what is recorded come from the same plan, made again inside the transaction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from desktop.models.counter import StoredSale, purse, stored_sale
from desktop.models.local import note_fact
from desktop.models.log import Tx
from desktop.models.queries.lots import debts, held, lots_with_kin
from desktop.models.queries.members import gone_among, set_of
from desktop.models.queries.receipts import read_number
from desktop.models.queries.shifts import ShiftRow, open_shift, shift_brought_in
from desktop.models.shops import receipt_code
from desktop.models.sources import Source
from desktop.usecases.authority import Authority, authorise
from desktop.usecases.members.words import clean_line
from desktop.usecases.offers.rights import give_back_uses
from desktop.usecases.policies import rules_now
from desktop.usecases.selling.checkout import open_now
from desktop.usecases.selling.money_back import tenders_back
from desktop.usecases.selling.paper_queue import queue_slip
from desktop.usecases.selling.told_before import balance_then, fact_before, require_same, units_of
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.basket import Tender
from loyalty.errors import LoyaltyError, require
from loyalty.kinds import CREDIT, Reversal, points_unit
from loyalty.ledger import Balance, Held, balances
from loyalty.policy import Rules
from loyalty.reversal import Parts, ReversalPlan, lots_needed, plan_refund, plan_void, remaining_parts

LONGEST_NOTE = 500

REASONS = ("changed_mind", "faulty", "wrong_item", "mistake", "other")
"""Why goods come back; what people say beyond it is an erasable note."""


@dataclass(frozen=True, slots=True)
class Reversible:
    """A sale with what of it may still come back: (line number, quantity in thousandths)."""

    stored: StoredSale
    left: tuple[tuple[int, int], ...]
    same_shift: bool


@dataclass(frozen=True, slots=True)
class Reversed:
    """A recorded refund or void, and the member's credit after it (None for a walk-in).

    `drawer_short` is the cash that went out beyond what should have been in the drawer; an act told again tells none.
    """

    reversal_id: str
    code: str
    plan: ReversalPlan
    body: Reversal
    after: Balance | None
    drawer_short: int = 0


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a refund or void would do now: its plan, the money by tender, and the cash of it the drawer lacks."""

    plan: ReversalPlan
    money_back: tuple[Tender, ...]
    drawer_short: int


def reversible(till: Till, reference: str) -> Reversible:
    """Return the sale a receipt names (its code, its QR or its id); raises `sale_unknown`."""
    with till.read() as db:
        stored = _stored(db, reference)
        shift = open_shift(db, till.shop.till_id)
        left = () if stored.voided else remaining_parts(stored.sale, stored.reversals)
        return Reversible(stored, left, shift is not None and shift.shift_id == stored.sale.shift_id)


def preview_refund(till: Till, reference: str, parts: Parts) -> ReversalPlan:
    """Return what a refund would do; raises what `plan_refund` raises."""
    with till.read() as db:
        return _refund_plan(db, till, _stored(db, reference), parts, till.now())


def preview_void(till: Till, reference: str) -> ReversalPlan:
    """Return what a void would do; raises what `plan_void` raises."""
    with till.read() as db:
        return _void_plan(db, till, _to_void(db, reference), till.now())


def foresee(till: Till, reference: str, parts: Parts | None, *, voiding: bool = False) -> Foreseen:
    """Return what a refund (of all that is left when `parts` is None) or a void would do; raises what they raise."""
    with till.read() as db:
        if voiding:
            stored = _to_void(db, reference)
            plan = _void_plan(db, till, stored, till.now())
        else:
            stored = _stored(db, reference)
            plan = _refund_plan(db, till, stored, _all_left(stored, reference, parts), till.now())
        back = tenders_back(stored.sale, stored.reversals, plan.money_back)
        return Foreseen(plan, back, _lacking(db, till, back))


def _all_left(stored: StoredSale, reference: str, parts: Parts | None) -> Parts:
    if parts is not None:
        return parts
    _check_own(stored, reference, "refund_of_refund")
    return () if stored.voided else remaining_parts(stored.sale, stored.reversals)


def _lacking(db: Source, till: Till, back: tuple[Tender, ...]) -> int:
    """Return the cash of some money back that the open drawer does not hold; 0 where no shift is open."""
    shift, cash = open_shift(db, till.shop.till_id), sum(one.amount for one in back if one.kind == "cash")
    if shift is None or not cash:
        return 0
    known = shift.shift_id, shift.opened_with
    return shift_brought_in(db, *known, paid_out=cash) - shift_brought_in(db, *known)


def refund(
    till: Till,
    session: Session,
    reference: str,
    parts: Parts | None,
    *,
    reason: str = "changed_mind",
    note: str = "",
    fact_id: str | None = None,
    approval: Session | None = None,
) -> Reversed:
    """Take lines of a sale back (all that is left when `parts` is None) and return what was done.

    All that is left comes back by the sale's own number alone: `refund_of_refund` for that of one of its refunds.
    Beyond the days of return it is `refund_beyond_limit` and needs somebody who may. The same again under one
    `fact_id` returns what was done before; raises `fact_exists` for something else under it.
    """
    check_reason(reason)
    if back := _reversed_before(till, fact_id, "sale.refunded", reference, parts, reason):
        return back
    seen = reversible(till, reference)
    if parts is None:  # who names a refund sees what it was of before all of it comes back
        _check_own(seen.stored, reference, "refund_of_refund")
    wanted = seen.left if parts is None else parts
    late = preview_refund(till, reference, wanted).late if wanted else False
    authority = authorise(till, session, "refund_beyond_limit" if late else "refund", approval)
    with till.transaction(session.staff_id) as tx:
        stored = _stored(tx, reference)
        plan = _refund_plan(tx, till, stored, wanted, tx.at)
        if plan.late and not late:  # the days of return ended since it was asked
            authority = authorise(till, session, "refund_beyond_limit", approval)
        return _tell(tx, till, stored, plan, "sale.refunded", reason, note, authority, fact_id)


def void(
    till: Till,
    session: Session,
    reference: str,
    *,
    reason: str = "mistake",
    note: str = "",
    fact_id: str | None = None,
    approval: Session | None = None,
) -> Reversed:
    """Undo a whole sale of this shift exactly and return what was done; `fact_id` as in `refund`."""
    check_reason(reason)
    if back := _reversed_before(till, fact_id, "sale.voided", reference, None, reason):
        return back
    authority = authorise(till, session, "void", approval)
    with till.transaction(session.staff_id) as tx:
        stored = _to_void(tx, reference)
        plan = _void_plan(tx, till, stored, tx.at)
        return _tell(tx, till, stored, plan, "sale.voided", reason, note, authority, fact_id)


def check_reason(reason: str) -> None:
    """Refuse a reason that is not one of `REASONS`."""
    if reason not in REASONS:
        raise LoyaltyError("reason_unknown", reason=reason, known=", ".join(REASONS))


def receipt_reference(text: str) -> str:
    """Return the sale a scanned, typed or copied receipt names: its QR carries the id after `B1:`.

    A number copied out of Persian text brings its direction marks along.
    """
    bare = clean_line(text)
    return bare.split(":", 2)[1].lower() if bare.upper().startswith("B1:") else bare.upper()


def _to_void(db: Source, reference: str) -> StoredSale:
    """Return the sale to be voided; raises `void_of_refund` where a refund's own number is given."""
    stored = _stored(db, reference)
    _check_own(stored, reference, "void_of_refund")
    return stored


def _check_own(stored: StoredSale, reference: str, code: str) -> None:
    """Raise `code` where a reference is the number of a refund or void of a sale, not the sale's own."""
    given = receipt_reference(reference)
    named = read_number(given)
    own = named is None or named.number == stored.sale.number
    require(own, code, number=given, sale=stored.code)


def _stored(db: Source, reference: str) -> StoredSale:
    stored = stored_sale(db, receipt_reference(reference))
    if stored is None:
        raise LoyaltyError("sale_unknown", sale=reference)
    return stored


def _held(db: Source, stored: StoredSale, at: int) -> dict[str, Held]:
    member_id = stored.sale.member_id
    if member_id is None:
        return {}
    needed = lots_needed(stored.sale, stored.sale_id, stored.reversals)
    return {one.lot.lot_id: one for one in purse(db, member_id, at)} | lots_with_kin(db, member_id, needed)


def _gone(db: Source, stored: StoredSale, lots: Mapping[str, Held]) -> frozenset[str]:
    """Return who of the member and the holders of lots can hold nothing any more."""
    holders = {one.lot.member_id for one in lots.values()} | {stored.sale.member_id or ""}
    return gone_among(db, holders)


@contextmanager
def _named(stored: StoredSale) -> Iterator[None]:
    """Let a refusal name the sale as its receipt does."""
    try:
        yield
    except LoyaltyError as error:
        if "number" in error.values:
            error.values["number"] = stored.code
        raise


def _refund_plan(db: Source, till: Till, stored: StoredSale, parts: Parts, at: int) -> ReversalPlan:
    rules, member_id = rules_now(db), stored.sale.member_id
    lots = _held(db, stored, at)
    with _named(stored):
        return plan_refund(
            stored.sale,
            stored.sale_id,
            stored.at,
            stored.reversals,
            parts,
            lots,
            rules.refunds,
            points_each(rules),
            at,
            till.shop.branch_id,
            till.shop.zone,
            debts=debts(db, member_id) if member_id else None,
            ids=set_of(db, member_id) if member_id else None,
            gone=_gone(db, stored, lots),
            voided=stored.voided,
        )


def points_each(rules: Rules) -> dict[str, int]:
    """Return the money for one point, by unit."""
    return {points_unit(kind.kind): kind.money_each for kind in rules.points.kinds}


def _void_plan(db: Source, till: Till, stored: StoredSale, at: int) -> ReversalPlan:
    lots = _held(db, stored, at)
    shift = open_shift(db, till.shop.till_id)
    with _named(stored):
        return plan_void(
            stored.sale,
            stored.sale_id,
            stored.reversals,
            lots,
            shift_id=shift.shift_id if shift else "",
            gone=_gone(db, stored, lots),
            voided=stored.voided,
        )


def _tell(
    tx: Tx,
    till: Till,
    stored: StoredSale,
    plan: ReversalPlan,
    kind: str,
    reason: str,
    note: str,
    authority: Authority,
    fact_id: str | None,
) -> Reversed:
    shift = open_now(open_shift(tx, till.shop.till_id))
    before = _brought(tx, shift)
    back = tenders_back(stored.sale, stored.reversals, plan.money_back)
    body = plan.tell(tx.next_number(), shift.shift_id, back, reason)
    told = tx.record(kind, body, fact_id=fact_id, approvals=authority.approvals)
    give_back_uses(tx, (stored.sale_id,))
    if said := clean_line(note)[:LONGEST_NOTE]:
        note_fact(tx, told.fact_id, said, plan.member_id)
    queue_slip(
        tx, kind.removeprefix("sale.").replace("refunded", "refund").replace("voided", "void"), told.fact_id
    )
    after, code = _after(tx, till, plan.member_id), tx.receipt_code(body.number)
    return Reversed(told.fact_id, code, plan, body, after, _brought(tx, shift) - before)


def _brought(tx: Tx, shift: ShiftRow) -> int:
    return shift_brought_in(tx, shift.shift_id, shift.opened_with)


def _after(tx: Tx, till: Till, member_id: str | None) -> Balance | None:
    return None if member_id is None else balances(held(tx, member_id), tx.at, till.shop.branch_id)


# -- the same asked again -----------------------------------------------------------------------------------


def _reversed_before(
    till: Till, fact_id: str | None, kind: str, reference: str, parts: Parts | None, reason: str
) -> Reversed | None:
    with till.read() as db:
        found = fact_before(db, fact_id, kind)
        if found is None:
            return None
        body: Reversal = found.body
        stored = _stored(db, reference)
        same = body.sale_id == stored.sale_id and body.reason == reason
        require_same(found, same=same and _same_parts(body, stored, parts))
        after = balance_then(db, found, body.member_id)
        code = receipt_code(till.shop.code, body.number)
        return Reversed(found.fact.fact_id, code, _plan_of(db, body), body, after)


def _same_parts(body: Reversal, stored: StoredSale, parts: Parts | None) -> bool:
    """Say whether just these parts came back; None asks for all that was left of the sale then."""
    earlier = tuple(one for one in stored.reversals if one.number < body.number)
    asked = remaining_parts(stored.sale, earlier) if parts is None else parts
    wanted: dict[int, int] = {}
    for line_no, quantity in asked:
        wanted[line_no] = wanted.get(line_no, 0) + quantity
    return wanted == {line.line_no: line.quantity for line in body.lines}


def _plan_of(db: Source, body: Reversal) -> ReversalPlan:
    taken = units_of(db, body.taken)
    return ReversalPlan(
        sale_id=body.sale_id,
        member_id=body.member_id,
        lines=body.lines,
        credit_back=sum(line.credit_paid for line in body.lines),
        withheld=body.withheld,
        returned=body.returned,
        graced=body.graced,
        settled=body.settled,
        ended=body.ended,
        debts=body.debts,
        taken=body.taken,
        owed=body.owed,
        credit_taken=taken.pop(CREDIT, 0),
        points_taken=tuple(taken.items()),
    )
