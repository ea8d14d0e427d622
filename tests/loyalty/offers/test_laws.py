"""The laws of a quote over generated purchases, and proof that each law catches a real bug."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty.basket import Basket, Line
from loyalty.offers.offer import Offer
from loyalty.offers.parse import parse_offer
from loyalty.policy import Rules
from loyalty.pricing import bill, choose, discounts, kind_deal, lineup, price, settle, tally
from loyalty.pricing.bill import Bill, lay_out
from loyalty.pricing.floor import kept_by_line
from loyalty.pricing.keeping import Kept
from loyalty.pricing.settle import Table
from loyalty.quote import Effect
from tests.loyalty.offers import laws
from tests.loyalty.offers.laws import LAWS, Case
from tests.loyalty.offers.shop import (
    at,
    basket,
    member,
    off,
    offer,
    quote,
    rules,
    silver,
    verdict,
    verdicts,
    visits,
)
from tests.loyalty.offers.shop import credit as credit_of

GROUPS = ("A", "B", "C")
reach = st.sampled_from(["basket", {"group": "A"}, {"group": "B"}, {"product": "p"}])
percent = st.integers(1, 100)


def _only(**fields: Any) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value is not None}


amounts = st.integers(1, 3_000)
caps = st.none() | amounts
benefits = st.one_of(
    st.builds(
        lambda percent, of, base, cap: {"discount": _only(percent=percent, of=of, base=base, cap=cap)},
        percent,
        reach,
        st.sampled_from(["initial", "remaining"]),
        caps,
    ),
    st.builds(lambda amount, of: {"discount": {"amount": amount, "of": of}}, amounts, reach),
    st.builds(
        lambda percent, of, mode, cap, days: {
            "credit": _only(percent=percent, of=of, mode=mode, cap=cap, expires_days=days)
        },
        percent,
        reach,
        st.sampled_from(["plus", "instead"]),
        caps,
        st.none() | st.just(30),
    ),
    st.builds(lambda amount: {"credit": {"amount": amount}}, amounts),
    st.builds(
        lambda times, of: {"points": {"times": times, "of": of}}, st.sampled_from(["1.5", 2, 7]), reach
    ),
    st.builds(lambda plus: {"points": {"plus": plus}}, st.integers(1, 50)),
)
conditions = st.sampled_from(
    [
        {},
        {"member": True},
        {"tier_at_least": "silver"},
        {"visits": {"op": ">", "value": 3}},
        {"basket_total": {"op": ">=", "amount": 500, "group": "A"}},
        {"basket_quantity": {"op": "<", "value": 9}},
    ]
)


@st.composite
def offer_lists(draw: st.DrawFn) -> tuple[Any, ...]:
    rows = draw(
        st.lists(st.tuples(st.lists(benefits, min_size=1, max_size=3), conditions, conditions), max_size=7)
    )
    return tuple(
        parse_offer(
            {
                "id": f"o{number}",
                "benefits": given_benefits,
                "audience": audience,
                "basket": condition,
                "priority": draw(st.integers(0, 2)),
                "exclusive": draw(st.sampled_from(["", "", "x", "y"])),
            }
        )
        for number, (given_benefits, audience, condition) in enumerate(rows)
    )


lines = st.lists(
    st.builds(
        lambda group, gross, product, pieces, vat: (group, gross, product, pieces, vat),
        st.sampled_from(GROUPS),
        st.integers(1, 2_000),
        st.sampled_from([None, "p", "q"]),
        st.integers(1, 3),
        st.sampled_from([0, 90_000]),
    ),
    min_size=1,
    max_size=6,
)


def _basket(rows: Sequence[tuple[str, int, str | None, int, int]]) -> Basket:
    return Basket(
        tuple(
            Line(no, g, gross, n * 1_000, p, vat_rate=vat) for no, (g, gross, p, n, vat) in enumerate(rows, 1)
        )
    )


@st.composite
def rule_sets(draw: st.DrawFn) -> Rules:
    margins = {group: draw(st.integers(0, 100)) for group in draw(st.sets(st.sampled_from(GROUPS)))}
    mode = st.sampled_from(["first", "all"])
    return rules(
        draw(st.integers(0, 30)),
        margin=margins,
        floor=draw(st.integers(0, 20)),
        stacking={"item": draw(mode), "basket": draw(mode)},
        points={
            "kinds": [
                {"id": "main", "money_each": draw(st.integers(1, 500))},
                {"id": "star", "money_each": 7},
            ]
        },
        costs={"redeemed_percent": draw(st.integers(0, 100)), "point_cost": draw(st.integers(0, 3))},
        earning={"credit": {"percent": draw(st.integers(0, 30))}, "by_group": {"B": draw(st.integers(0, 9))}},
    )


people = st.sampled_from([None, member(), member(*visits(5)), silver(*visits(2))])
cases = st.builds(Case, st.builds(_basket, lines), people, offer_lists(), rule_sets(), st.integers(0, 1_000))


def test_the_laws_hold() -> None:
    @settings(max_examples=250, deadline=None)
    @given(cases)
    def hold(case: Case) -> None:
        for law in LAWS:
            law(case)

    hold()


def test_a_capped_rate_that_loses_to_the_base_wins_once_a_discount_leaves_less() -> None:
    capped = offer("capped", credit_of(20, mode="instead", cap=8_000), priority=1)
    found = quote(basket(("A", 100_000)), offer("half", off(50)), capped, who=member(), by=rules(10))
    assert verdicts(found) == {"capped": "applied", "half": "applied"}
    assert verdict(found, "capped").effect == Effect("capped", 0, 8_000)


def the_floor_holds(case: Case) -> None:
    """No line that an offer works on keeps less than it must, unless base earning alone takes it there."""
    table = Table(lay_out(case.basket), case.who, case.by, at())
    before = kept_by_line(settle.settle(table, ()), table.bill, case.by)
    tally_then = choose.choose(table, case.offers).tally
    given = [*tally_then.discounts.values(), *tally_then.credit.values(), *tally_then.points.values()]
    for place, (kept, least) in kept_by_line(tally_then, table.bill, case.by).items():
        if any(row[place] for row in given):
            assert kept >= min(before[place][0], least)


@settings(max_examples=150, deadline=None)
@given(cases)
def test_no_set_of_offers_takes_a_line_below_its_floor(case: Case) -> None:
    the_floor_holds(case)


def test_the_floor_law_catches_a_guard_that_sleeps(monkeypatch: pytest.MonkeyPatch) -> None:
    thin = Case(basket(("A", 1_000)), member(), (offer("half", off(50)),), rules(0, margin={"A": 30}))
    the_floor_holds(thin)
    monkeypatch.setattr(
        kind_deal, "weigh", lambda ground, gifts: KEEP_WEIGH(ground, gifts)._replace(fits=True)
    )
    monkeypatch.setattr(choose, "_under_floor", lambda kept, base: None)
    with pytest.raises(AssertionError):
        the_floor_holds(thin)


KEEP_WEIGH = kind_deal.weigh
Patch = pytest.MonkeyPatch

SHOES = basket(("A", 1_000), ("B", 333), ("A", 334))
CASE = Case(
    SHOES,
    member(),
    (
        offer("both", off(50, of={"group": "A"}), credit_of(10)),
        offer("rest", {"discount": {"amount": 1_600}}),
        offer("same", {"discount": {"amount": 1_600}}),
        offer("credit", credit_of(7)),
    ),
    rules(10),
    700,
)


def pile_up(patch: Patch) -> None:
    """The whole discount lands on one line."""
    patch.setattr(discounts, "allocate", lambda total, weights: [total, *([0] * (len(weights) - 1))])


def mix_up_lines(patch: Patch) -> None:
    """Parts are handed to the lines in the order of the bill instead of the basket."""
    patch.setattr(Bill, "as_rung", lambda self, parts: tuple(parts))


def round_line_by_line(patch: Patch) -> None:
    """Shares rounded apart, so that they no longer add up."""

    def apart(total: int, weights: Sequence[int]) -> list[int]:
        return [total * weight // max(1, sum(weights)) for weight in weights]

    patch.setattr(tally, "allocate", apart)


def forget_refused(patch: Patch) -> None:
    """Offers that were beaten are not spoken of."""
    keep = price._judged
    patch.setattr(
        price,
        "_judged",
        lambda chosen, each, working: (
            keep(chosen, each, working)
            if each.offer_id == "both"
            else keep(chosen, chosen.offers[0], working)
        ),
    )


def take_as_listed(patch: Patch) -> None:
    """Offers take their turn as they are listed."""

    def listed(offers: Sequence[Offer], by: Rules) -> list[lineup.Act]:
        return [
            lineup.Act(one.offer, one.group, (one.group, number, ""), one.single, number, 1 << number)
            for number, one in enumerate(
                sorted(KEEP_ACTS(offers, by), key=lambda act: offers.index(act.offer))
            )
        ]

    patch.setattr(lineup, "_LINEUPS", Kept(lineup._make, 1))
    patch.setattr(lineup, "_acts", listed)


KEEP_ACTS = lineup._acts


def take_as_rung(patch: Patch) -> None:
    """Lines are divided over in the order they were rung."""
    patch.setattr(price, "lay_out", lambda what: Bill(list(what.lines), list(range(len(what.lines)))))


def remember_between(patch: Patch) -> None:
    """Every quote gives a little more than the one before."""
    seen: list[int] = []

    def more(net: Sequence[int], paid: int) -> list[int]:
        seen.append(1)
        return bill.spread_credit(net, max(0, paid - len(seen)))

    patch.setattr(settle, "spread_credit", more)
    patch.setattr(price, "require", lambda *_, **__: None)


def earn_on_credit(patch: Patch) -> None:
    """Credit is earned on the whole net, whatever pays it."""
    patch.setattr(tally.Tally, "earning", property(lambda self: list(self.net)))


def forget_when_paid(patch: Patch) -> None:
    """Offers that worked are forgotten once credit pays a part."""

    def dearer(table: Table, offers: Sequence[Offer], paid: int = 0, masks: Any = None) -> tally.Tally:
        return KEEP(table, offers[: len(offers) // 2] if paid else offers, paid, masks or {})

    patch.setattr(choose, "settle", dearer)


KEEP = settle.settle
ONE_TOMAN = Case(
    basket(("A", 5), ("B", 5)),
    member(),
    (),
    rules(earning={"credit": {"percent": 10}, "by_group": {"B": 60}}),
    100,
)
TENTH = (offer("tenth", off(10)),)
PAID = Case(basket(("A", 1_000)), member(), (offer("credit", credit_of(7)),), rules(10), 1_000)

BUGS: list[tuple[Callable[[Patch], None], Callable[[Case], None], Case]] = [
    (pile_up, laws.discounts_stay_within_gross, replace(CASE, paying=0)),
    (mix_up_lines, laws.parts_add_up, CASE),
    (round_line_by_line, laws.base_is_floored_once, replace(CASE, offers=())),
    (forget_refused, laws.every_offer_has_one_verdict, CASE),
    (take_as_listed, laws.order_of_offers_does_not_matter, CASE),
    (take_as_rung, laws.order_of_lines_does_not_matter, ONE_TOMAN),
    (remember_between, laws.pricing_twice_equals_once, replace(PAID, paying=500)),
    (
        forget_when_paid,
        laws.the_price_does_not_depend_on_how_it_is_paid,
        replace(PAID, offers=TENTH, paying=500),
    ),
    (earn_on_credit, laws.what_credit_pays_earns_nothing, PAID),
]


def test_every_law_has_its_bug() -> None:
    assert {law for _, law, _ in BUGS} == set(LAWS)


@pytest.mark.parametrize(("bug", "law", "case"), BUGS, ids=[bug.__name__ for bug, _, _ in BUGS])
def test_a_law_catches_its_bug(
    bug: Callable[[Patch], None], law: Callable[[Case], None], case: Case, monkeypatch: Patch
) -> None:
    law(case)
    bug(monkeypatch)
    with pytest.raises(AssertionError):
        law(case)
