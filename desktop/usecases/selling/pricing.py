"""Price a basket: what it costs, what it brings, and how much credit might pay. Records nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from desktop.models.sources import Source
from desktop.usecases.credit_places import naming_branch, require_spending
from desktop.usecases.offers.guessing import guarded
from desktop.usecases.offers.rights import applying, drawn_by
from desktop.usecases.offers.standing import codes_brought
from desktop.usecases.selling.counter_member import CounterMember
from desktop.usecases.selling.ready import Ready, make_ready
from desktop.usecases.till import Till
from loyalty.basket import Basket, Line
from loyalty.errors import LoyaltyError
from loyalty.groups import unchecked
from loyalty.kinds import LotAmount
from loyalty.ledger import Balance, redeem
from loyalty.offers.offer import Benefit, Offer
from loyalty.offers.standing import Brought, counting
from loyalty.paying import Paying, price_as_paid
from loyalty.policy import Rules
from loyalty.pricing.price import price_shortlist
from loyalty.pricing.shortlist import Shortlist
from loyalty.quote import Quote

Credit = int | Literal["max"]
"""How much credit to spend: an amount, or all that may be spent here and now."""


@dataclass(frozen=True, slots=True)
class PricedBasket:
    """A basket with its quote; `credit_proposed` is what F2 offers, `balance` the member's credit (None: walk-in).

    `known` prices another basket for the same member and moment.
    """

    basket: Basket
    quote: Quote
    member: CounterMember | None
    balance: Balance | None
    credit_proposed: int
    rules: Rules
    at: int
    known: Shortlist
    given: tuple[Offer, ...] = ()
    live: tuple[Offer, ...] = ()
    brought: Mapping[str, Brought] = field(default_factory=dict)
    drawn: tuple[LotAmount, ...] = ()
    """The uses of offers a sale of it draws."""
    counted: tuple[LotAmount, ...] = ()
    """The rights to count the member's uses it leans on; a sale does not draw them."""

    def offer_benefits(self, offer_id: str) -> tuple[Benefit, ...]:
        """Return the benefits of an offer at the version that was priced."""
        found = (one.offer for one in self.known.candidates if one.offer.offer_id == offer_id)
        return next((offer.benefits for offer in found), ())

    @property
    def needed(self) -> tuple[LotAmount, ...]:
        """Return all uses a till has to hold for it."""
        return self.drawn + self.counted

    @property
    def to_pay(self) -> int:
        """Return what is left to pay in money."""
        return self.quote.totals.to_pay


def price_basket(
    till: Till,
    basket: Basket,
    member_id: str | None,
    *,
    credit: Credit = 0,
    at: int | None = None,
    past_floor: bool = False,
    as_if_held: bool = False,
) -> PricedBasket:
    """Return the priced basket; raises what is wrong with the basket, the member or the credit.

    `past_floor` shows what offers give where somebody lets them go below the margin floor, `as_if_held` what they give
    where this till holds all that the centre may give it.
    """
    with guarded(till, basket.codes), till.read() as db:
        now = till.now() if at is None else at
        return price_within(
            db, till, basket, member_id, credit, now, past_floor=past_floor, as_if_held=as_if_held
        )


def price_paid(
    till: Till,
    basket: Basket,
    member_id: str | None,
    paying: Paying,
    *,
    credit: Credit = 0,
    at: int | None = None,
    past_floor: bool = False,
) -> PricedBasket:
    """Return the basket priced for the kinds of tender that its payment comes to; as `price_basket`."""

    def price_for(kinds: tuple[str, ...]) -> PricedBasket:
        asked = replace(basket, tenders=kinds)
        return price_basket(till, asked, member_id, credit=credit, at=at, past_floor=past_floor)

    return price_as_paid(paying, price_for, lambda priced: priced.to_pay)


def price_within(
    db: Source,
    till: Till,
    basket: Basket,
    member_id: str | None,
    credit: Credit,
    at: int,
    *,
    past_floor: bool = False,
    as_if_held: bool = False,
) -> PricedBasket:
    """Price inside a snapshot or an open transaction, so that what was priced is what is recorded.

    Credit that may not be spent here and now is refused with its reason (`loyalty.lots.redeem`).
    """
    found = make_ready(db, till, member_id, at, as_if_held=as_if_held)
    return price_ready(db, till, basket, found, credit, at, past_floor=past_floor, as_if_held=as_if_held)


def price_ready(
    db: Source,
    till: Till,
    basket: Basket,
    found: Ready,
    credit: Credit,
    at: int,
    *,
    past_floor: bool = False,
    as_if_held: bool = False,
) -> PricedBasket:
    """Price by what is known of rules and member at this moment; as `price_within`."""
    brought, unknown = codes_brought(
        db, till, basket.codes, found.rules, found.known.moment.on, as_if_held=as_if_held
    )
    if unknown:
        raise LoyaltyError("code_unknown", value=unknown[0])
    known = found.known
    if past_floor:
        known = replace(known, rules=replace(found.rules, groups=unchecked(found.rules.groups)))
    member, branch_id = found.member, till.shop.branch_id
    basket = taxed(basket, found.rules)
    quote = price_shortlist(basket, known, brought=brought)
    balance = member.balance(at, branch_id) if member else None
    proposed = min(balance.at_once, quote.totals.net) if balance else 0
    wanted = proposed if credit == "max" else credit
    if wanted and member:
        require_spending(db)
        with naming_branch(db):
            redeem(member.held, wanted, at, branch_id, trust=member.lendable)
    if wanted:
        quote = price_shortlist(basket, known, credit=wanted, brought=brought)
    return PricedBasket(
        basket,
        quote,
        member,
        balance,
        proposed,
        found.rules,
        at,
        known,
        found.given,
        found.live,
        brought,
        drawn_by(quote, known, brought, found.rules),
        counting(applying(quote, known), known.standing),
    )


def taxed(basket: Basket, rules: Rules) -> Basket:
    """Return the basket with the VAT of its group on every line that has no product to say otherwise."""
    lines = tuple(_taxed(line, rules) for line in basket.lines)
    return basket if lines == basket.lines else replace(basket, lines=lines)


def _taxed(line: Line, rules: Rules) -> Line:
    rate = line.vat_rate if line.product_id else rules.groups.vat(line.group)
    return line if rate == line.vat_rate else replace(line, vat_rate=rate)
