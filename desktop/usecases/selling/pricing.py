"""Price a basket: what it costs, what it brings, and how much credit might pay. Records nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from desktop.models.sources import Source
from desktop.usecases.offers import offers_now
from desktop.usecases.policies import rules_now
from desktop.usecases.selling.counter_member import CounterMember, load_member
from desktop.usecases.till import Till
from loyalty.basket import Basket, check_basket
from loyalty.ledger import Balance, redeem
from loyalty.member import moment_at
from loyalty.policy import Rules
from loyalty.pricing.price import price
from loyalty.quote import Quote

Credit = int | Literal["max"]
"""How much credit to spend: an amount, or all that may be spent here and now."""


@dataclass(frozen=True, slots=True)
class PricedBasket:
    """A basket with its quote; `credit_proposed` is what F2 offers, `balance` the member's credit (None: walk-in)."""

    basket: Basket
    quote: Quote
    member: CounterMember | None
    balance: Balance | None
    credit_proposed: int
    rules: Rules
    at: int

    @property
    def to_pay(self) -> int:
        """Return what is left to pay in money."""
        return self.quote.totals.to_pay


def price_basket(
    till: Till, basket: Basket, member_id: str | None, *, credit: Credit = 0, at: int | None = None
) -> PricedBasket:
    """Return the priced basket; raises what is wrong with the basket, the member or the credit."""
    with till.read() as db:
        return price_within(db, till, basket, member_id, credit, till.now() if at is None else at)


def price_within(
    db: Source, till: Till, basket: Basket, member_id: str | None, credit: Credit, at: int
) -> PricedBasket:
    """Price inside a snapshot or an open transaction, so that what was priced is what is recorded.

    Credit that may not be spent here and now is refused with its reason (`loyalty.lots.redeem`).
    """
    rules = rules_now(db)
    basket = taxed(check_basket(basket), rules)
    shop = till.shop
    member = load_member(db, member_id, rules, at, shop.zone) if member_id else None
    moment = moment_at(at, shop.zone, shop.branch_id, shop.till_id)
    snapshot = member.snapshot if member else None
    offers = offers_now(db)
    quote = price(basket, snapshot, offers, rules, moment)
    balance = member.balance(at, shop.branch_id) if member else None
    proposed = min(balance.spendable_here, quote.totals.net) if balance else 0
    wanted = proposed if credit == "max" else credit
    if wanted and member:
        redeem(member.held, wanted, at, shop.branch_id)
    if wanted:
        quote = price(basket, snapshot, offers, rules, moment, credit=wanted)
    return PricedBasket(basket, quote, member, balance, proposed, rules, at)


def taxed(basket: Basket, rules: Rules) -> Basket:
    """Return the basket with the VAT of its group on every line that has no product to say otherwise."""
    lines = tuple(
        line if line.product_id else replace(line, vat_rate=rules.groups.vat(line.group))
        for line in basket.lines
    )
    return replace(basket, lines=lines)
