"""A past priced with what was chosen before equals two quotes of each purchase; and proof that a worse memory is caught."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest

from loyalty.basket import Basket, Line
from loyalty.kinds import CREDIT
from loyalty.member import MemberSnapshot
from loyalty.offers.offer import Offer, PointsPlus, PointsTimes
from loyalty.offers.parse import parse_offer
from loyalty.offers.replay import PastLine, PastPerson, PastSale, Sums, make_play, replay
from loyalty.policy import Rules
from loyalty.pricing import same_offers
from loyalty.pricing.bill import Bill, lay_out
from loyalty.pricing.choose import choose
from loyalty.pricing.floor import kept_by_line
from loyalty.pricing.same_offers import SameOffers
from loyalty.pricing.settle import Table, settle
from loyalty.pricing.tally import Tally
from loyalty.quote import APPLIED
from tests.loyalty.offers.shop import TODAY, at, credit, member, off, offer, quote, rules, verdict
from tests.loyalty.offers.test_best_deal import Deal, draw_deal, rate

CASES = 60
WHO = (None, member(tier="bronze"), member(tier="silver"))


def draw_rates(source: random.Random) -> Deal:
    """Return a basket and rules as any, with offers that work by rates alone, whose floors bind now and then."""
    basket, _, by = draw_deal(source)
    offers = tuple(
        parse_offer(
            {
                "id": f"o{number}",
                "benefits": [source.choice(_rates(source)) for _ in range(source.choice([1, 1, 2]))],
                "place": source.choice(["item", "credit", "credit", "points"]),
            }
        )
        for number in range(source.randrange(1, 5))
    )
    return basket, offers, by


def _rates(source: random.Random) -> list[dict[str, object]]:
    of = source.choice(["basket", {"group": "A"}, {"group": "B"}, {"product": "p"}])
    return [
        {"discount": {"percent": rate(source, 30), "of": of}},
        {"credit": {"percent": rate(source, 25), "of": of}},
        {"credit": {"percent": rate(source, 25), "mode": "instead", "of": of}},
        {"points": {"times": 2, "of": of}},
        {"code": {"offer": "other"}},
    ]


def drawn() -> Iterator[tuple[list[Basket], tuple[Offer, ...], Rules]]:
    """Give offers with rules, and baskets that all of them are met by, half of the offers by rates alone."""
    for seed in range(CASES):
        source = random.Random(seed)
        _, offers, by = (draw_rates if seed % 3 else draw_deal)(source)
        usual = tuple(replace(one, code="") for one in offers)
        yield [draw_deal(source)[0] for _ in range(3)], usual, by
    # At the very floor, a whole Toman by largest remainder is one too many for a line.
    odd = [Basket((Line(1, "A", price), Line(2, "B", price + 3))) for price in range(101, 121)]
    yield odd, (offer("more", credit(2)), offer("most", off(30))), rules(0, margin={"A": 30, "B": 60})
    # Credit costs the shop more of a line whose price holds VAT: only the other one has room for both offers.
    taxed = [Basket((Line(1, "A", 100_000, vat_rate=rate), Line(2, "A", 110_000))) for rate in (500_000, 0)]
    yield taxed, (offer("more", credit(6)), offer("most", off(25))), rules(0, margin={"A": 30})


def what_matters(tally: Tally, offers: Sequence[Offer], by: Rules) -> Tally:
    """Return a tally without the points of every purchase, where they cost nothing and no offer gives any."""
    asked = by.costs.point_cost or any(isinstance(b, GIVES_POINTS) for one in offers for b in one.benefits)
    grants = {key: row for key, row in tally.grants.items() if asked or key.unit == CREDIT}
    return replace(tally, grants=grants)


def all_are_as_chosen() -> int:
    """Hold every outcome against one search of its own; return how many were priced by kinds of lines."""
    by_kinds = 0
    for baskets, offers, by in drawn():
        same = SameOffers(offers, by)
        for basket in baskets:
            for who in WHO:
                table = Table(lay_out(basket), who, by, at())
                found, chosen = (
                    same.work_on(table, same.kinds(table.bill)),
                    choose(table, offers, explain=False),
                )
                assert what_matters(found.tally, offers, by) == what_matters(chosen.tally, offers, by)
                assert found.kept == kept_by_line(chosen.tally, table.bill, by)
                by_kinds += len(offers) > 1 and bool(same._works)
    return by_kinds


def test_what_was_chosen_before_is_what_would_be_chosen_now() -> None:
    assert all_are_as_chosen() > CASES


def without_vat(self: SameOffers, bill: Bill) -> dict[object, list[int]]:
    """Return the kinds of lines as if all bore the same VAT."""
    kinds: dict[object, list[int]] = {}
    for (group, product_id, _), places in KINDS(self, bill).items():
        kinds.setdefault((group, product_id, 0), []).extend(places)
    return kinds


def first_plan(self: SameOffers, found: Sequence[Any], kinds: Any) -> Any:
    """Return what worked on the first basket."""
    return next(iter(self._plans.values()), None) or PLAN(self, found, kinds)


def settle_money(table: Table, offers: Sequence[Offer], credit: int, masks: Any, *, points: bool) -> Tally:
    """Settle as if points never mattered."""
    return settle(table, offers, credit, masks, points=False)


KINDS, PLAN, GIVES_POINTS = SameOffers.kinds, SameOffers._plan, (PointsTimes, PointsPlus)
FORGOTTEN = {
    "the floor in whole money": ("breaks_a_floor", lambda _kept, _table: False),
    "that groups are others": ("kinds", lambda self, bill: {("A", None, 0): bill.everywhere}),
    "that VAT is another": ("kinds", without_vat),
    "that baskets touch others": ("_plan", first_plan),
    "that points are given": ("settle", settle_money),
    "who keeps to few lines": ("_masks", lambda _self, _found, _places: {}),
}


@pytest.mark.parametrize("what", FORGOTTEN)
def test_a_memory_that_forgets_is_caught(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name, worse = FORGOTTEN[what]
    monkeypatch.setattr(same_offers if hasattr(same_offers, name) else SameOffers, name, worse)
    with pytest.raises(AssertionError):
        all_are_as_chosen()


def sums_of(
    basket: Basket, who: MemberSnapshot | None, live: tuple[Offer, ...], draft: Offer, by: Rules
) -> Sums:
    lines = tuple(
        PastLine(one.group, one.product_id, one.quantity, one.gross, one.vat_rate, one.divisible, one.gross)
        for one in basket.lines
    )
    sale = PastSale(at().at, "b1", "t1", "Asia/Tehran", basket.gross, lines)
    person = PastPerson(who.member_id if who else "", TODAY, (sale,))
    return replay([person], make_play(draft, live, by, 0))


def test_a_replay_says_what_two_quotes_say() -> None:
    used = 0
    for baskets, (*live, draft), by in drawn():
        for who in (None, member(tier="bronze")):
            basket = baskets[0]
            found = sums_of(basket, who, tuple(live), draft, by)
            before, after = quote(basket, *live, who=who, by=by), quote(basket, *live, draft, who=who, by=by)
            said = verdict(after, draft.offer_id)
            assert found.uses == (said.verdict == APPLIED)
            used += found.uses
            if found.uses:
                effect = said.effect
                assert (found.discount, found.credit, found.points) == effect[1:]
                given = [sum(one.amount for one in q.grants if one.unit == CREDIT) for q in (before, after)]
                more = before.totals.net - after.totals.net + given[1] - given[0]
                assert sum(row[1] for row in found.by_tier.values()) == more
    assert used > CASES // 2


@pytest.mark.parametrize("only", [{"caps": {"per_member": 2}}, {"holdout": 10}])
def test_who_is_no_member_gets_nothing_of_an_offer_for_members_in_a_replay_either(
    only: dict[str, object],
) -> None:
    theirs, draft, by = offer("theirs", off(20), **only), offer("draft", off(10)), rules(0)
    basket = Basket((Line(1, "A", 100_000),))
    said = verdict(quote(basket, theirs, draft, by=by), "draft")
    assert said.effect.discount == sums_of(basket, None, (theirs,), draft, by).discount == 10_000
    assert sums_of(basket, None, (), theirs, by).uses == 0
    assert sums_of(basket, WHO[1], (), theirs, by).uses == 1


def test_more_steps_than_a_quote_has_are_searched_for_as_a_quote_searches(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    by, live = rules(0, margin={"A": 30}), [offer("a", off(10)), offer("b", credit(5))]
    table = Table(lay_out(Basket((Line(1, "A", 100_000),))), WHO[1], by, at())
    monkeypatch.setattr(same_offers, "STEPS", 0)
    same = SameOffers(live, by)
    found = same.work_on(table, same.kinds(table.bill))
    assert found.tally == choose(table, live).tally
