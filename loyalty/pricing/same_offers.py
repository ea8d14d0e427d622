"""The same offers met by many baskets: what was chosen for lines that are alike is not searched for again.

Where every offer works by rates alone and none is chosen for the whole basket, what works on a kind of lines is the same
whatever these cost and whatever lies beside them. Anywhere else, and where whole money would take a line below its floor,
each basket is searched for itself, so the outcome is always that of `choose`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from loyalty.basket import Basket, Line
from loyalty.offers.offer import Offer
from loyalty.policy import Rules
from loyalty.pricing.acts import lay_acts
from loyalty.pricing.bill import Bill, Masks, lay_out
from loyalty.pricing.choose import breaks_a_floor, choose, comes_later
from loyalty.pricing.deal import STEPS, best_deal
from loyalty.pricing.floor import kept_by_line
from loyalty.pricing.lineup import lineup_of
from loyalty.pricing.settle import Table, settle
from loyalty.pricing.steps import steps_of
from loyalty.pricing.tally import Tally

Alike: TypeAlias = tuple[str, str | None, int]
"""What lines of one kind share: product group, the product where an offer names it, VAT."""
Kinds: TypeAlias = dict[Alike, list[int]]


class Outcome(NamedTuple):
    """What offers came to: the tally, and what each line keeps with the least it must (as `kept_by_line`)."""

    tally: Tally
    kept: dict[int, tuple[int, int]]


class _Works(NamedTuple):
    # The acts that touch a kind of lines, those of them that work, and the steps it took to find these.
    here: int
    works: int
    steps: int


class _Plan(NamedTuple):
    # The offers that work, and the lines they keep to.
    offers: Sequence[Offer]
    masks: Masks


class SameOffers:
    """Offers that are met by many baskets under one set of rules; `products` are those whose lines are told apart."""

    __slots__ = (
        "_acts",
        "_by_rates",
        "_later",
        "_offers",
        "_plans",
        "_points",
        "_rules",
        "_works",
        "products",
    )

    def __init__(self, offers: Sequence[Offer], rules: Rules, products: frozenset[str] = frozenset()) -> None:
        lineup = lineup_of(offers, rules)
        self._offers, self._rules, self.products = offers, rules, lineup.products | products
        self._acts = lineup.acts
        self._by_rates = not any(act.single for act in self._acts)
        self._by_rates &= not any(fork.whole for fork in lineup.forks)
        self._later = frozenset([offer.offer_id for offer in offers if comes_later(offer)])
        # Points that cost nothing and that no offer gives change nothing that is asked here.
        self._points = bool(rules.costs.point_cost or steps_of(*offers).points)
        self._works: dict[tuple[str | None, Alike], _Works] = {}
        self._plans: dict[int, _Plan] = {}

    def kinds(self, bill: Bill) -> Kinds:
        """Return the places of lines that are alike, in the order in which a layout has them."""
        kinds: Kinds = {}
        products = self.products
        for place, line in enumerate(bill.lines):
            product_id = line.product_id if line.product_id in products else None
            kinds.setdefault((line.group, product_id, line.vat_rate), []).append(place)
        return kinds

    def work_on(self, table: Table, kinds: Kinds) -> Outcome:
        """Return what they come to on a bill with its kinds of lines; the table must go by the rules of these offers."""
        return (self._by_kinds(table, kinds) if self._by_rates else None) or self._searched(table)

    def _searched(self, table: Table) -> Outcome:
        tally = choose(table, self._offers, explain=False).tally
        return Outcome(tally, kept_by_line(tally, table.bill, self._rules))

    def _by_kinds(self, table: Table, kinds: Kinds) -> Outcome | None:
        """Return what works on each kind of lines by itself; None where that is not what works on the whole basket."""
        found = [self._works_on(table, alike, places[0]) for alike, places in kinds.items()]
        if sum([one.steps for one in found]) > STEPS:
            return None
        working, masks = self._plan(found, kinds)
        tally = settle(table, working, 0, masks, points=self._points)
        kept = kept_by_line(tally, table.bill, self._rules)
        if working and breaks_a_floor(kept, table):
            return None
        if self._later:
            tally.promised |= self._later.intersection([offer.offer_id for offer in working])
        return Outcome(tally, kept)

    def _plan(self, found: Sequence[_Works], kinds: Kinds) -> _Plan:
        """Return the offers that work and the lines they keep to; kept where each works wherever it reaches."""
        touched = left_out = 0
        for here, works, _ in found:
            touched |= here
            left_out |= here & ~works
        plan = None if left_out else self._plans.get(touched)
        if plan is None:
            masks = self._masks(found, list(kinds.values()))
            plan = _Plan([one.offer for one in self._acts if masks.get(one.offer.offer_id, True)], masks)
            if not left_out:
                self._plans[touched] = plan
        return plan

    def _works_on(self, table: Table, alike: Alike, first: int) -> _Works:
        key = table.tier, alike
        works = self._works.get(key)
        if works is None:
            works = self._works[key] = self._search_for(table.bill.lines[first], table.tier)
        return works

    def _search_for(self, line: Line, tier: str | None) -> _Works:
        if not self._offers:
            return _Works(0, 0, 0)
        layout = lay_acts(lay_out(Basket((line,))), self._offers, self._rules, tier)
        deal = best_deal(layout)
        return _Works(layout.kinds[0].here, deal.kinds[0].works, deal.steps)

    def _masks(self, found: Sequence[_Works], places: Sequence[Sequence[int]]) -> Masks:
        """Return the lines an offer keeps to, as `choose` has them."""
        touched = left_out = 0
        for here, works, _ in found:
            touched |= here
            left_out |= here & ~works
        masks: Masks = {}
        for act in self._acts:
            if act.bit & left_out:
                kept = [own for own, one in zip(places, found, strict=True) if act.bit & one.works]
                masks[act.offer.offer_id] = frozenset().union(*kept)
            elif not act.bit & touched and act.offer.offer_id not in self._later:
                masks[act.offer.offer_id] = frozenset()
        return masks
