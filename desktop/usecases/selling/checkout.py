"""Record a sale: facts, entries, sums and the waiting receipt in one transaction, or nothing at all.

What the member holds is read again inside the transaction, so a price shown earlier can never spend credit that is
gone. The caller may bring the fact's id: the same again under it is answered with the sale of before, never sold again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.models.local import forget_open
from desktop.models.log import Approval, Tx
from desktop.models.queries.lots import held_under
from desktop.models.queries.shifts import ShiftRow
from desktop.models.shops import receipt_code
from desktop.usecases.authority import authorise_within, require_alone
from desktop.usecases.members.member_pin import Proof
from desktop.usecases.offers.after_sale import give_after_sale
from desktop.usecases.offers.codes import IssuedCodes, codes_of_sale
from desktop.usecases.offers.granting import record_grants
from desktop.usecases.offers.guessing import guarded
from desktop.usecases.selling.counter_member import CounterMember, lendable_to
from desktop.usecases.selling.naming import codes_on_paper, nearly_on_paper
from desktop.usecases.selling.paper_queue import queue_slip
from desktop.usecases.selling.pricing import Credit, PricedBasket, price_ready
from desktop.usecases.selling.proving import note_proof, proved_within
from desktop.usecases.selling.ready import make_ready
from desktop.usecases.selling.told_before import (
    balance_then,
    exact_cash,
    fact_before,
    is_same_sale,
    priced_then,
    require_same,
    same_person,
)
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.basket import Basket, Tender, check_tenders
from loyalty.documents import read_word
from loyalty.errors import LoyaltyError, require
from loyalty.kinds import DebtPart, Grant, LotAmount, OfferUse, SaleRecorded, SoldLine, lot_id
from loyalty.ledger import Balance, balances, held_after, redeem, settle_owed, share_paid
from loyalty.lots import lent_of
from loyalty.offers.offer import Offer
from loyalty.quote import NEEDS_CENTRE


@dataclass(frozen=True, slots=True)
class Sold:
    """A recorded sale, and the member's credit before and after it (None for a walk-in)."""

    sale_id: str
    code: str
    sale: SaleRecorded
    priced: PricedBasket
    before: Balance | None
    after: Balance | None
    codes: tuple[str, ...] = ()
    """Unique codes the sale brought, to hand over now: once they are on paper nobody can read them again."""

    @property
    def change(self) -> int:
        """Return the cash that goes back over the counter."""
        return self.sale.change


@dataclass(frozen=True, slots=True)
class Promise:
    """What the buyer was told before: how much there is to pay, and the credit that comes of it."""

    to_pay: int
    credit_earned: int


def checkout(
    till: Till,
    session: Session,
    basket: Basket,
    member_id: str | None,
    tenders: tuple[Tender, ...] | None,
    *,
    credit: Credit = 0,
    fact_id: str | None = None,
    paper: bool = True,
    at_counter: bool = True,
    override: str = "",
    approval: Session | None = None,
    proof: Proof | None = None,
    vouched: bool = False,
    promised: Promise | None = None,
) -> Sold:
    """Record the sale and return it; done means durable. `tenders` None: the exact sum in cash.

    `override` is the reason why offers may go below the margin floor: an act of its own (`override_margin`), signed by
    who may, and written into the sale. `proof` is the member's PIN, given just now; `vouched`: somebody who may answers
    for the member instead. `promised` holds the sale to what was shown.
    Raises `shift_needed`, `price_changed`, what pricing raises, `tender_short`, `change_needs_cash`, `credit_needs_member`, what
    `loyalty.lots.redeem` and `proved_within` raise, `fact_exists` for another sale under its id, and `disk_full`.
    `paper` leaves a receipt in the print queue; `at_counter` says that the open basket of the counter is what is sold:
    it is open no more, in this transaction.
    """
    if sold := sold_before(till, fact_id, basket, member_id, tenders, credit):
        return sold
    require(member_id or not credit, "credit_needs_member")
    with guarded(till, basket.codes), till.transaction(session.staff_id) as tx:
        # Inside, for a reading of its own would cost the sale time, and could be older than what is written.
        found = make_ready(tx, till, member_id, tx.at)
        require_alone(tx, session, found.rules.access, "sell", *(("spend_credit",) if credit else ()))
        signed = _overridden(tx, session, override, approval)
        shift = open_now(found.shift)
        priced = price_ready(tx, till, basket, found, credit, tx.at, past_floor=bool(override))
        require_promised(priced, promised)
        proved = proved_within(tx, session, priced, proof, vouched=vouched, approval=approval)
        paid = exact_cash(priced.to_pay) if tenders is None else tenders
        body = _sale_body(tx, till, shift, priced, paid, override)
        if priced.member and (new := _given(priced)):
            record_grants(tx, new, priced.member.member_id, tx.on)
        told = tx.record("sale.recorded", body, fact_id=fact_id, approvals=signed)
        note_proof(tx, told.fact_id, priced, proved)
        given = give_after_sale(tx, till, priced, told.fact_id)
        after = _balance_after(tx, till, priced, told.fact_id, body)
        _leave_counter(tx, till, told.fact_id, priced, given, paper=paper, at_counter=at_counter)
        code = tx.receipt_code(body.number)
        return Sold(told.fact_id, code, body, priced, priced.balance, after, _codes_of(given))


def _codes_of(given: Sequence[IssuedCodes]) -> tuple[str, ...]:
    return tuple(code for one in given for code in one.codes)


def require_promised(priced: PricedBasket, promised: Promise | None) -> None:
    """Refuse a basket that costs or earns another sum than the buyer was told; raises `price_changed`."""
    now = Promise(priced.to_pay, priced.quote.totals.credit_earned)
    before = promised or now
    require(before == now, "price_changed", before=before.to_pay, now=now.to_pay)


def _leave_counter(
    tx: Tx,
    till: Till,
    sale_id: str,
    priced: PricedBasket,
    given: Sequence[IssuedCodes],
    *,
    paper: bool,
    at_counter: bool,
) -> None:
    """Put the receipt into the queue, and keep the basket open no more."""
    if paper:
        values = {"nearly": nearly_on_paper(tx, till, priced), "codes": codes_on_paper(tx, given)}
        member_id = priced.member.member_id if priced.member else None
        queue_slip(tx, "receipt", sale_id, member_id=member_id, values=values)
    if at_counter:
        forget_open(tx)


def _given(priced: PricedBasket) -> list[Offer]:
    """Return what the member comes to have by standing here, but for what only the centre could let them use now."""
    waiting = {one.offer_id for one in priced.quote.verdicts if one.because.code in NEEDS_CENTRE}
    return [offer for offer in priced.given if offer.offer_id not in waiting]


def _overridden(tx: Tx, session: Session, reason: str, approval: Session | None) -> tuple[Approval, ...]:
    """Return who signs for going below the floor, nobody where nothing goes below it; raises `not_allowed`."""
    if not reason:
        return ()
    read_word(reason, "override")
    return tuple(authorise_within(tx, session, "override_margin", approval).approvals)


def sold_before(
    till: Till,
    fact_id: str | None,
    basket: Basket,
    member_id: str | None,
    tenders: tuple[Tender, ...] | None,
    credit: Credit,
) -> Sold | None:
    """Return the sale recorded under an id, None where there is none; raises `fact_exists` for another sale."""
    if fact_id is None:
        return None
    with till.read() as db:
        found = fact_before(db, fact_id, "sale.recorded")
        if found is None:
            return None
        sale: SaleRecorded = found.body
        same = is_same_sale(sale, basket, tenders, credit) and same_person(db, sale.member_id, member_id)
        require_same(found, same=same)
        priced = priced_then(db, till, found, basket)
        code = receipt_code(till.shop.code, sale.number)
        after = balance_then(db, found, sale.member_id)
        codes = codes_of_sale(db, till, found)
        return Sold(found.fact.fact_id, code, sale, priced, priced.balance, after, codes)


def open_now(shift: ShiftRow | None) -> ShiftRow:
    """Return the open shift; raises `shift_needed` where there is none."""
    if shift is None:
        raise LoyaltyError("shift_needed")
    return shift


def _sale_body(
    tx: Tx, till: Till, shift: ShiftRow, priced: PricedBasket, tenders: tuple[Tender, ...], override: str
) -> SaleRecorded:
    change = check_tenders(tenders, priced.to_pay)
    member = priced.member
    grants = priced.quote.grants if member else ()
    settled = settle_owed(grants, member.owed) if member else ()
    spends = _spends(member, priced.quote.totals.credit_paid, tx.at, till.shop.branch_id)
    return SaleRecorded(
        number=tx.next_number(),
        shift_id=shift.shift_id,
        member_id=member.member_id if member else None,
        lines=sold_lines(priced),
        tenders=tenders,
        change=change,
        spends=spends,
        grants=grants,
        uses=_uses(priced),
        settled=settled,
        debts=_debts(member, grants, settled) if member else (),
        trusted=lent_of(member.held, spends) if member else (),
        gap=priced.quote.gap,
        override=override,
        drawn=priced.drawn,
    )


def _uses(priced: PricedBasket) -> tuple[OfferUse, ...]:
    """Return the offers used, each with the code that was spent on it."""
    spent = {offer_id: one.digest for offer_id, one in priced.brought.items() if one.refusal is None}
    return tuple(replace(use, code=spent.get(use.offer_id, "")) for use in priced.quote.uses)


def _debts(
    member: CounterMember, grants: tuple[Grant, ...], settled: tuple[LotAmount, ...]
) -> tuple[DebtPart, ...]:
    units = {lot_id("", place): grant.unit for place, grant in enumerate(grants)}
    paid: dict[str, int] = {}
    for part in settled:
        unit = units[part.lot_id]
        paid[unit] = paid.get(unit, 0) + part.amount
    return share_paid(paid, member.debts, member.member_id)


def _spends(member: CounterMember | None, amount: int, at: int, branch_id: str) -> tuple[LotAmount, ...]:
    return redeem(member.held, amount, at, branch_id, trust=member.lendable) if member and amount else ()


def sold_lines(priced: PricedBasket) -> tuple[SoldLine, ...]:
    """Return the lines as they are recorded: what was asked for, at the price of the quote."""
    return tuple(
        SoldLine(
            line_no=line.line_no,
            group=line.group,
            product_id=line.product_id,
            quantity=line.quantity,
            gross=line.gross,
            discount=quoted.discount,
            credit_paid=quoted.credit_paid,
            vat_rate=line.vat_rate,
            divisible=line.divisible,
        )
        for line, quoted in zip(priced.basket.lines, priced.quote.lines, strict=True)
    )


def _balance_after(
    tx: Tx, till: Till, priced: PricedBasket, sale_id: str, sale: SaleRecorded
) -> Balance | None:
    """Return what the member holds now: worked out from what they held, read again where more than the sale counts."""
    member, branch_id = priced.member, till.shop.branch_id
    if member is None:
        return None
    if tx.recorded != [sale_id] or sale.trusted:
        lots = held_under(tx, member.ids)
        trust = lendable_to(tx, member.member_id, priced.rules, lots)
    else:
        lots, trust = held_after(member.held, tx.fold.posted), member.lendable
    return balances(lots, tx.at, branch_id, trust=trust)
