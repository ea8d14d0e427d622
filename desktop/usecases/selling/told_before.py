"""What was asked for before under the same id: the act is not done again, its answer is given again.

A command whose reply was lost is repeated with its id. The fact is the memory: what it says is compared with what is
asked now, and the answer is made of it, with balances as they stood right after it. Something else under the same id
is `fact_exists`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desktop.models.counter import held_as_of
from desktop.models.queries.facts import FactRow, fact
from desktop.models.queries.lots import held_lots
from desktop.models.queries.members import set_of
from desktop.models.sources import Source
from desktop.usecases.offers.shelf import offer_names
from desktop.usecases.policies import rules_now
from desktop.usecases.selling.pricing import Credit, PricedBasket, taxed
from desktop.usecases.selling.ready import make_ready
from desktop.usecases.till import Till
from loyalty.basket import Basket, Tender
from loyalty.documents import Text
from loyalty.errors import require
from loyalty.kinds import CREDIT, LotAmount, SaleRecorded, SoldLine
from loyalty.ledger import Balance, balances
from loyalty.pricing.floor import vat_in
from loyalty.quote import APPLIED, Because, Effect, OfferVerdict, Quote, QuotedLine, Totals


def fact_before(db: Source, fact_id: str | None, kind: str) -> FactRow | None:
    """Return the fact of an id that was asked for before, None where nothing was.

    Raises `fact_exists` when the id belongs to a fact of another kind.
    """
    found = fact(db, fact_id) if fact_id else None
    require(found is None or found.fact.kind == kind, "fact_exists", fact=fact_id or "")
    return found


def require_same(found: FactRow, *, same: bool) -> None:
    """Refuse what is not what was recorded under its id; raises `fact_exists`."""
    require(same, "fact_exists", fact=found.fact.fact_id)


def balance_then(
    db: Source, found: FactRow, member_id: str | None, unit: str = CREDIT, *, before: bool = False
) -> Balance | None:
    """Return what a member held right after a fact (or right before it), as seen from its branch."""
    if member_id is None:
        return None
    held = held_as_of(db, member_id, found.fact.fact_id, before=before)
    return balances(held, found.fact.at, found.fact.branch_id, unit)


def same_person(db: Source, one_id: str | None, other_id: str | None) -> bool:
    """Say whether two ids are one person (or both nobody's)."""
    if one_id is None or other_id is None:
        return one_id == other_id
    return other_id in set_of(db, one_id)


def is_same_sale(
    sale: SaleRecorded, basket: Basket, tenders: Sequence[Tender] | None, credit: Credit
) -> bool:
    """Say whether a sale is what is asked for; `tenders` None is the exact sum in cash, `max` any credit."""
    paid = sum(line.credit_paid for line in sale.lines)
    told = exact_cash(sale.net - paid) if tenders is None else tuple(tenders)
    sold = [(line.group, line.product_id, line.quantity, line.gross) for line in sale.lines]
    asked = [(line.group, line.product_id, line.quantity, line.gross) for line in basket.lines]
    return sold == asked and sale.tenders == told and credit in ("max", paid)


def exact_cash(amount: int) -> tuple[Tender, ...]:
    """Return the tenders of one who pays the exact sum in cash."""
    return (Tender("cash", amount),) if amount else ()


def priced_then(db: Source, till: Till, found: FactRow, basket: Basket) -> PricedBasket:
    """Return a recorded sale's basket with the prices it was sold at; of the offers, those that worked."""
    sale: SaleRecorded = found.body
    rules = rules_now(db)
    before = balance_then(db, found, sale.member_id, before=True)
    return PricedBasket(
        basket=taxed(basket, rules),
        quote=quote_of(sale, offer_names(db, [use.offer_id for use in sale.uses])),
        member=None,
        balance=before,
        credit_proposed=min(before.spendable_here, sale.net) if before else 0,
        rules=rules,
        at=found.fact.at,
        known=make_ready(db, till, None, found.fact.at).known,
    )


def quote_of(sale: SaleRecorded, names: dict[str, Text]) -> Quote:
    """Return the quote a sale was recorded by, as far as the fact tells it."""
    lines = tuple(_quoted(sale, place, line) for place, line in enumerate(sale.lines))
    return Quote(lines, sale.grants, sale.uses, _verdicts(sale, names), _totals(sale, lines))


def _quoted(sale: SaleRecorded, place: int, line: SoldLine) -> QuotedLine:
    earned = [(grant.unit == CREDIT, grant.by_line[place]) for grant in sale.grants if grant.by_line]
    return QuotedLine(
        line_no=line.line_no,
        group=line.group,
        gross=line.gross,
        discount=line.discount,
        credit_paid=line.credit_paid,
        credit_earned=sum(amount for is_credit, amount in earned if is_credit),
        points_earned=sum(amount for is_credit, amount in earned if not is_credit),
        vat=vat_in(line.net, line.vat_rate),
    )


def _totals(sale: SaleRecorded, lines: Sequence[QuotedLine]) -> Totals:
    kinds: dict[str, int] = {}
    for grant in sale.grants:
        kinds[grant.unit] = kinds.get(grant.unit, 0) + grant.amount
    credit = kinds.pop(CREDIT, 0)
    points = tuple((unit.removeprefix("points:"), amount) for unit, amount in kinds.items())
    return Totals(
        gross=sale.gross,
        discount=sale.gross - sale.net,
        net=sale.net,
        credit_paid=sum(line.credit_paid for line in lines),
        credit_earned=credit,
        points_earned=sum(kinds.values()),
        points_by_kind=points,
        vat=sum(line.vat for line in lines),
    )


def _verdicts(sale: SaleRecorded, names: dict[str, Text]) -> tuple[OfferVerdict, ...]:
    return tuple(
        OfferVerdict(
            use.offer_id,
            use.version,
            names[use.offer_id],
            APPLIED,
            Because("met"),
            effect=Effect(
                use.offer_id,
                sum(use.discounts),
                _given(sale, use.offer_id, credit=True),
                _given(sale, use.offer_id, credit=False),
            ),
        )
        for use in sale.uses
    )


def _given(sale: SaleRecorded, offer_id: str, *, credit: bool) -> int:
    given = (g for g in sale.grants if g.cause == offer_id and (g.unit == CREDIT) is credit)
    return sum(grant.amount for grant in given)


def units_of(db: Source, parts: Sequence[LotAmount]) -> dict[str, int]:
    """Return how much of each unit amounts of lots come to."""
    lots: dict[str, Any] = held_lots(db, [part.lot_id for part in parts])
    sums: dict[str, int] = {}
    for part in parts:
        unit = lots[part.lot_id].lot.unit
        sums[unit] = sums.get(unit, 0) + part.amount
    return sums
