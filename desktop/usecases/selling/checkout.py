"""Record a sale: facts, entries, sums and the waiting receipt in one transaction, or nothing at all.

What the member holds is read again inside the transaction, so a price shown earlier can never spend credit that is
gone. The caller may bring the fact's id; a second try with it is `fact_exists`, never a second sale.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.models.log import Tx
from desktop.models.queries.lots import held
from desktop.models.queries.shop import ShiftRow, open_shift
from desktop.usecases.authority import authorise
from desktop.usecases.selling.counter_member import CounterMember
from desktop.usecases.selling.naming import nearly_on_paper
from desktop.usecases.selling.paper_queue import queue_slip
from desktop.usecases.selling.pricing import Credit, PricedBasket, price_within
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.basket import Basket, Tender, check_tenders
from loyalty.errors import LoyaltyError, require
from loyalty.kinds import LotAmount, SaleRecorded, SoldLine
from loyalty.ledger import Balance, balances, redeem, settle_owed
from loyalty.lots import lent_of


@dataclass(frozen=True, slots=True)
class Sold:
    """A recorded sale, and the member's credit before and after it (None for a walk-in)."""

    sale_id: str
    code: str
    sale: SaleRecorded
    priced: PricedBasket
    before: Balance | None
    after: Balance | None

    @property
    def change(self) -> int:
        """Return the cash that goes back over the counter."""
        return self.sale.change


def checkout(
    till: Till,
    session: Session,
    basket: Basket,
    member_id: str | None,
    tenders: tuple[Tender, ...],
    *,
    credit: Credit = 0,
    fact_id: str | None = None,
    paper: bool = True,
) -> Sold:
    """Record the sale and return it; done means durable.

    Raises `shift_needed`, what pricing raises, `tender_short`, `change_needs_cash`, `credit_needs_member`, what
    `loyalty.lots.redeem` raises, and `disk_full`. `paper` leaves a receipt in the print queue.
    """
    require(member_id or not credit, "credit_needs_member")
    authorise(till, session, "sell")
    if credit:
        authorise(till, session, "spend_credit")
    with till.transaction(session.staff_id) as tx:
        shift = shift_of(tx, till)
        priced = price_within(tx, till, basket, member_id, credit, tx.at)
        body = _sale_body(tx, till, shift, priced, tenders)
        told = tx.record("sale.recorded", body, fact_id=fact_id)
        after = _balance_after(tx, till, priced)
        if paper:
            values = {"nearly": nearly_on_paper(tx, till, priced)}
            queue_slip(tx, "receipt", told.fact_id, member_id=body.member_id, values=values)
        return Sold(told.fact_id, tx.receipt_code(body.number), body, priced, priced.balance, after)


def shift_of(tx: Tx, till: Till) -> ShiftRow:
    """Return the open shift; raises `shift_needed`."""
    shift = open_shift(tx, till.shop.till_id)
    if shift is None:
        raise LoyaltyError("shift_needed")
    return shift


def _sale_body(
    tx: Tx, till: Till, shift: ShiftRow, priced: PricedBasket, tenders: tuple[Tender, ...]
) -> SaleRecorded:
    change = check_tenders(tenders, priced.to_pay)
    member = priced.member
    grants = priced.quote.grants if member else ()
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
        uses=priced.quote.uses,
        settled=settle_owed(grants, member.owed) if member else (),
        trusted=lent_of(member.held, spends) if member else (),
    )


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


def _balance_after(tx: Tx, till: Till, priced: PricedBasket) -> Balance | None:
    if priced.member is None:
        return None
    return balances(held(tx, priced.member.member_id), tx.at, till.shop.branch_id)
