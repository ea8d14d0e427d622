"""The laws of a quote, each a function that raises where it does not hold, so that planted bugs can be tried on them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from loyalty.basket import Basket, Line
from loyalty.kinds import BASE_CAUSE, CREDIT
from loyalty.member import MemberSnapshot
from loyalty.offers.offer import Offer
from loyalty.policy import Rules
from loyalty.pricing import price as pricing
from loyalty.pricing.shortlist import shortlist
from loyalty.quote import VERDICTS, Quote
from tests.loyalty.offers.shop import at


@dataclass(frozen=True)
class Case:
    """One purchase: what, by whom, under which offers and rules, paying how many per mille of the net with credit."""

    basket: Basket
    who: MemberSnapshot | None
    offers: tuple[Offer, ...]
    by: Rules
    paying: int = 0

    def quote(self, *, basket: Basket | None = None, offers: tuple[Offer, ...] | None = None) -> Quote:
        what, live = basket or self.basket, self.offers if offers is None else offers
        free = pricing.price(what, self.who, live, self.by, at())
        if not self.paying or self.who is None:
            return free
        return pricing.price(
            what, self.who, live, self.by, at(), credit=free.totals.net * self.paying // 1_000
        )


def discounts_stay_within_gross(case: Case) -> None:
    for line in case.quote().lines:
        assert 0 <= line.discount <= line.gross
        assert 0 <= line.credit_paid <= line.net


def parts_add_up(case: Case) -> None:
    quote = case.quote()
    totals = quote.totals
    assert totals.gross == case.basket.gross == totals.net + totals.discount
    for grant in quote.grants:
        assert grant.amount > 0
        assert sum(grant.by_line) == grant.amount
        assert min(grant.by_line) >= 0
    credit = [grant for grant in quote.grants if grant.unit == CREDIT]
    assert totals.credit_earned == sum(grant.amount for grant in credit)
    for place, line in enumerate(quote.lines):
        assert line.credit_earned == sum(grant.by_line[place] for grant in credit)
        assert line.discount == sum(use.discounts[place] for use in quote.uses)
        assert line.discount == sum(effect.discount for effect in line.effects)
    assert sum(amount for _, amount in totals.points_by_kind) == totals.points_earned


def every_offer_has_one_verdict(case: Case) -> None:
    quote = case.quote()
    assert [each.offer_id for each in quote.verdicts] == sorted(offer.offer_id for offer in case.offers)
    assert all(each.verdict in VERDICTS for each in quote.verdicts)
    assert {each.offer_id for each in quote.verdicts if each.effect} == {use.offer_id for use in quote.uses}


def order_of_offers_does_not_matter(case: Case) -> None:
    assert case.quote(offers=tuple(reversed(case.offers))) == case.quote()


def order_of_lines_does_not_matter(case: Case) -> None:
    turned = case.quote(basket=_renumbered(tuple(reversed(case.basket.lines))))
    straight = case.quote()
    assert turned.totals == straight.totals
    assert turned.verdicts == straight.verdicts
    assert {(g.cause, g.unit, g.amount) for g in turned.grants} == {
        (g.cause, g.unit, g.amount) for g in straight.grants
    }


def pricing_twice_equals_once(case: Case) -> None:
    known = shortlist(case.who, case.offers, case.by, at())
    once = case.quote()
    assert case.quote() == once
    credit = once.totals.credit_paid
    assert pricing.price_shortlist(case.basket, known, credit=credit) == once
    assert pricing.price_shortlist(case.basket, known, credit=credit) == once


def what_credit_pays_earns_nothing(case: Case) -> None:
    """Each line earns at most the sum of its rates on what money pays, and nothing where credit pays it all."""
    fixed = {
        o.offer_id
        for o in case.offers
        if any(hasattr(b, "amount") and not hasattr(b, "reach") for b in o.benefits)
    }
    quote = case.quote()
    for place, line in enumerate(quote.lines):
        by_rate = sum(g.by_line[place] for g in quote.grants if g.unit == CREDIT and g.cause not in fixed)
        rates = sum(rate for cause, rate in line.rates if cause not in fixed)
        assert by_rate * 1_000_000 <= (line.net - line.credit_paid) * rates + 1_000_000 * len(line.rates)
        if line.net == line.credit_paid:
            assert line.credit_earned == 0


def base_is_floored_once(case: Case) -> None:
    quote = case.quote()
    exact = sum(
        (line.net - line.credit_paid) * rate
        for line in quote.lines
        for cause, rate in line.rates
        if cause == BASE_CAUSE
    )
    base = sum(grant.amount for grant in quote.grants if grant.unit == CREDIT and grant.cause == BASE_CAUSE)
    assert base == exact // 1_000_000


def the_price_does_not_depend_on_how_it_is_paid(case: Case) -> None:
    paid, free = case.quote(), replace(case, paying=0).quote()
    assert [line.discount for line in paid.lines] == [line.discount for line in free.lines]
    assert paid.totals.credit_earned <= free.totals.credit_earned
    assert paid.totals.points_by_kind == free.totals.points_by_kind


LAWS = (
    the_price_does_not_depend_on_how_it_is_paid,
    base_is_floored_once,
    discounts_stay_within_gross,
    parts_add_up,
    every_offer_has_one_verdict,
    order_of_offers_does_not_matter,
    order_of_lines_does_not_matter,
    pricing_twice_equals_once,
    what_credit_pays_earns_nothing,
)


def _renumbered(lines: tuple[Line, ...]) -> Basket:
    return Basket(
        tuple(
            Line(
                no,
                line.group,
                line.gross,
                line.quantity,
                line.product_id,
                line.name,
                line.divisible,
                line.vat_rate,
            )
            for no, line in enumerate(lines, 1)
        )
    )
