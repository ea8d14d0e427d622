"""Pricing a basket: pure, whole numbers only; the same input gives the same quote everywhere.

The order in which lines were rung or offers are listed never changes a total.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from loyalty.basket import Basket, check_basket
from loyalty.conditions.situation import contents_of
from loyalty.errors import require
from loyalty.kinds import CREDIT, Grant, OfferUse
from loyalty.member import MemberSnapshot, Moment
from loyalty.offers.codes import plain_code
from loyalty.offers.offer import Offer
from loyalty.offers.standing import NOTHING_KNOWN, Brought, Standing, Used
from loyalty.policy import Rules
from loyalty.pricing.bill import Bill, lay_out
from loyalty.pricing.choose import Chosen, choose, pay_with_credit
from loyalty.pricing.floor import vat_in
from loyalty.pricing.settle import Table
from loyalty.pricing.shortlist import Shortlist, judge_basket, refuse, shortlist
from loyalty.pricing.tally import Key, Tally
from loyalty.quote import (
    APPLIED,
    BEATEN,
    CAPPED,
    MARGIN,
    NOT_BASKET,
    Because,
    Effect,
    OfferVerdict,
    Quote,
    QuotedLine,
    Totals,
)

_BY_OFFER = attrgetter("offer_id")
_MET = Because("met")
_NO_EFFECT = Because("no_effect")
_NO_CODES: Mapping[str, Brought] = {}
_REFUSALS = {"beaten": BEATEN, "base_no_less": BEATEN, "floor": MARGIN, "no_effect": NOT_BASKET}


def price(
    basket: Basket,
    member: MemberSnapshot | None,
    offers: Iterable[Offer],
    rules: Rules,
    moment: Moment,
    *,
    credit: int = 0,
    standing: Standing = NOTHING_KNOWN,
) -> Quote:
    """Return the quote of a basket for a member (None: a walk-in) of which `credit` pays a part.

    Raises what `check_basket` raises, `offer_twice`, `credit_without_member` and `credit_over_net`.
    """
    return price_shortlist(basket, shortlist(member, offers, rules, moment, standing), credit=credit)


def price_shortlist(
    basket: Basket, known: Shortlist, *, credit: int = 0, brought: Mapping[str, Brought] = _NO_CODES
) -> Quote:
    """Return the quote of a basket from a shortlist made once for the member; as `price`.

    `brought` are the unique codes that came with the basket, by the offer they are of.
    """
    check_basket(basket)
    require(credit == 0 or known.member is not None, "credit_without_member")
    situation = known.situation(contents_of(basket))
    verdicts, met = list(known.settled), list[Offer]()
    codes = [plain_code(code) for code in basket.codes]
    for candidate in known.candidates:
        verdict = judge_basket(candidate, situation, codes, brought)
        if verdict is None:
            met.append(candidate.offer)
        else:
            verdicts.append(verdict)
    table = Table(lay_out(basket), known.member, known.rules, known.moment)
    best, spent = _within_budgets(table, met, known.standing)
    chosen = pay_with_credit(table, best, credit)
    working = chosen.working
    verdicts.extend(_judged(chosen, offer, working) for offer in met if offer not in spent)
    verdicts.extend(refuse(offer, CAPPED, why) for offer, why in spent.items())
    return _write(basket, table.bill, chosen, verdicts)


def _judged(chosen: Chosen, offer: Offer, working: frozenset[str]) -> OfferVerdict:
    why = chosen.refused.get(offer.offer_id)
    if offer.offer_id not in working:
        why = why or _NO_EFFECT
        return refuse(offer, _REFUSALS[why.code], why)
    effect = chosen.tally.effect(offer.offer_id)
    return OfferVerdict(offer.offer_id, offer.version, offer.name, APPLIED, why or _MET, (), effect)


def _write(basket: Basket, bill: Bill, chosen: Chosen, verdicts: list[OfferVerdict]) -> Quote:
    tally = chosen.tally
    grants = tuple(_grant(bill, key, row) for key, row in tally.grants.items())
    lines = _write_lines(basket, bill, chosen, grants)
    return Quote(
        lines=lines,
        grants=grants,
        uses=tuple(_use(bill, tally, offer) for offer in chosen.offers),
        verdicts=tuple(sorted(verdicts, key=_BY_OFFER)),
        totals=_total(lines, grants),
        gap=chosen.gap,
    )


def _within_budgets(
    table: Table, met: Sequence[Offer], standing: Standing
) -> tuple[Chosen, dict[Offer, Because]]:
    """Return the choice in which no offer costs more than its budget has left, and why others were left out for it."""
    spent: dict[Offer, Because] = {}
    while True:
        chosen = choose(table, [offer for offer in met if offer not in spent])
        over = {
            offer: why
            for offer in chosen.offers
            if offer.caps.cost is not None
            and (why := _over_budget(chosen, offer, offer.caps.cost, table.rules, standing))
        }
        if not over:
            return chosen, spent
        first = min(over, key=_BY_OFFER)
        spent[first] = over[first]


def _over_budget(chosen: Chosen, offer: Offer, most: int, rules: Rules, standing: Standing) -> Because | None:
    cost = cost_in_money(chosen.tally.effect(offer.offer_id), rules)
    if cost > most - standing.used.get(offer.offer_id, Used()).cost:
        return Because("cap_cost", number=most)
    return Because("needs_centre") if cost > standing.left.get(offer.offer_id, cost) else None


def cost_in_money(effect: Effect, rules: Rules) -> int:
    """Return what an offer costs by its effect: taken off, given as credit, and points at their price."""
    return effect.discount + effect.credit + effect.points * rules.costs.point_cost


def _grant(bill: Bill, key: Key, row: list[int]) -> Grant:
    return Grant(key.unit, key.scope, sum(row), key.vests_at, key.expires_at, key.cause, bill.as_rung(row))


def _use(bill: Bill, tally: Tally, offer: Offer) -> OfferUse:
    row = tally.discounts.get(offer.offer_id, [0] * len(bill.lines))
    return OfferUse(offer.offer_id, offer.version, bill.as_rung(row))


def _write_lines(
    basket: Basket, bill: Bill, chosen: Chosen, grants: Sequence[Grant]
) -> tuple[QuotedLine, ...]:
    tally = chosen.tally
    net, paid = bill.as_rung(tally.net), bill.as_rung(tally.paid)
    credit = _sum_rows([grant.by_line for grant in grants if grant.unit == CREDIT], len(net))
    points = _sum_rows([grant.by_line for grant in grants if grant.unit != CREDIT], len(net))
    effects = _effects_by_line(bill, chosen)
    rates = {bill.order[place]: tuple(by_cause) for place, by_cause in tally.rates.items()}
    return tuple(
        QuotedLine(
            line_no=line.line_no,
            group=line.group,
            gross=line.gross,
            discount=line.gross - net[place],
            credit_paid=paid[place],
            credit_earned=credit[place],
            points_earned=points[place],
            vat=vat_in(net[place], line.vat_rate),
            effects=tuple(effects[place]),
            rates=rates.get(place, ()),
        )
        for place, line in enumerate(basket.lines)
    )


def _sum_rows(rows: Sequence[Sequence[int]], lines: int) -> list[int]:
    return [sum(parts) for parts in zip(*rows, strict=True)] if rows else [0] * lines


def _effects_by_line(bill: Bill, chosen: Chosen) -> list[list[Effect]]:
    tally, nothing, order = chosen.tally, [0] * len(bill.lines), bill.order
    effects: list[list[Effect]] = [[] for _ in bill.lines]
    for name in [offer.offer_id for offer in chosen.offers]:
        rows = [by.get(name, nothing) for by in (tally.discounts, tally.credit, tally.points)]
        for place, off, credit, points in zip(order, *rows, strict=True):
            if off or credit or points:
                effects[place].append(Effect._make((name, off, credit, points)))
    return effects


def _total(lines: Sequence[QuotedLine], grants: Sequence[Grant]) -> Totals:
    by_kind: dict[str, int] = {}
    for grant in grants:
        if grant.unit != CREDIT:
            kind = grant.unit.partition(":")[2]
            by_kind[kind] = by_kind.get(kind, 0) + grant.amount
    return Totals(
        gross=sum(line.gross for line in lines),
        discount=sum(line.discount for line in lines),
        net=sum(line.net for line in lines),
        credit_paid=sum(line.credit_paid for line in lines),
        credit_earned=sum(line.credit_earned for line in lines),
        points_earned=sum(line.points_earned for line in lines),
        points_by_kind=tuple(sorted(by_kind.items())),
        vat=sum(line.vat for line in lines),
    )
