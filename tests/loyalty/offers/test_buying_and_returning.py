"""Whatever offers worked in a sale, once it has come back, in any parts and order, nobody has gained or lost anything."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from typing import Any, get_args

import pytest

from loyalty import ledger
from loyalty.basket import Basket, Line, Tender
from loyalty.kinds import SaleRecorded, SoldLine
from loyalty.offers.offer import (
    Benefit,
    CreditBenefit,
    Discount,
    LaterBenefit,
    Offer,
    PointsBenefit,
    UnitBenefit,
)
from loyalty.policy import Rules
from loyalty.refund_rules import OWE, WITHHOLD, RefundRules
from tests.loyalty import bugs
from tests.loyalty.club import BRANCH, MEMBER, POINTS, Club, Plan
from tests.loyalty.offers.shop import at, member, offer, quote, rules
from tests.loyalty.properties import bring_back, refund_some, remaining

SALES = 250
SOAK = int(os.environ.get("BASHGAH_SOAK", "20000"))
EACH = 7
"""What a point costs."""

TERMS = {"expires_days": 2, "vests_days": 0}
BENEFITS: dict[str, Callable[[int], dict[str, Any]]] = {
    "percent": lambda n: {"discount": {"percent": f"{n % 90}.3", "base": ("initial", "remaining")[n % 2]}},
    "capped percent": lambda n: {"discount": {"percent": 40, "of": {"group": "A"}, "cap": n}},
    "amount": lambda n: {"discount": {"amount": n, "of": {"group": "B"}}},
    "cheapest": lambda n: {"discount": {"percent": n % 100 + 1, "cheapest": 2}},
    "dearest": lambda n: {"discount": {"percent": n % 100 + 1, "dearest": 1}},
    "fixed price": lambda n: {"price": {"amount": n, "of": {"product": "p"}}},
    "buy and get": lambda n: {"buy_get": {"buy": 2, "get": 1, "percent": n % 100 + 1}},
    "bundle": lambda n: {
        "bundle": {"price": n, "parts": [{"of": {"group": "A"}}, {"of": {"group": "B"}, "quantity": 2}]}
    },
    "gift": lambda n: {"gift": {"product": "p", "quantity": n % 3 + 1}},
    "credit on top": lambda n: {"credit": {"percent": n % 90 + 1, **TERMS}},
    "credit instead": lambda n: {"credit": {"percent": n % 90 + 1, "mode": "instead", "of": {"group": "A"}}},
    "capped credit": lambda n: {"credit": {"percent": 60, "cap": n}},
    "fixed credit": lambda n: {"credit": {"amount": n, "scope": "branch"}},
    "points times": lambda n: {"points": {"times": n % 6 + 2}},
    "points plus": lambda n: {"points": {"plus": n}},
    "a later offer": lambda _: {"grant": {"offer": "later"}},
    "a later code": lambda _: {"code": {"offer": "later"}},
    "a tier": lambda _: {"tier": {"lift": "silver", "days": 3}},
}


def draw_offers(source: random.Random) -> list[Offer]:
    names = source.sample(sorted(BENEFITS), source.randrange(1, 6))
    return [
        offer(f"o{at_}", BENEFITS[name](source.randrange(1, 300)), priority=source.randrange(3))
        for at_, name in enumerate(names)
    ]


def draw_basket(source: random.Random) -> Basket:
    """Return lines of few Toman, where every rounding shows, some of them weighed."""
    return Basket(
        tuple(
            Line(no, source.choice("AB"), source.randrange(1, 400), 1_500, "w", divisible=True)
            if source.random() < 0.2
            else Line(no, source.choice("AB"), source.randrange(1, 400), source.randrange(1, 5) * 1_000, "p")
            for no in range(1, source.randrange(1, 4) + 1)
        )
    )


def buy(club: Club, source: random.Random, by: Rules) -> str:
    """Sell a basket of chance with offers of chance, a part of it paid with credit."""
    what, offers = draw_basket(source), draw_offers(source)
    net = quote(what, *offers, who=member(), by=by).totals.net
    credit = min(club.spendable(), net) * source.choice([0, 0, 40, 100]) // 100
    found = quote(what, *offers, who=member(), by=by, paying=credit)
    lines = tuple(
        SoldLine(
            line.line_no,
            line.group,
            line.product_id,
            line.quantity,
            line.gross,
            told.discount,
            told.credit_paid,
            0,
            line.divisible,
        )
        for line, told in zip(what.lines, found.lines, strict=True)
    )
    tenders = (Tender("cash", net - credit),) if net > credit else ()
    spends = ledger.redeem(club.held().values(), credit, club.now, BRANCH)
    settled = ledger.settle_owed(found.grants, club.owed())
    number = len(club.sales) + 1
    return club.keep(
        SaleRecorded(
            number, club.shift(), MEMBER, lines, tenders, 0, spends, found.grants, found.uses, settled
        )
    )


def new_club(source: random.Random) -> tuple[Club, Rules]:
    club = Club(RefundRules(shortfall=source.choice([WITHHOLD, OWE])), Plan(points_each=EACH), now=at().at)
    by = rules(
        source.choice([0, 10, 33]),
        margin={"A": 90} if source.random() < 0.3 else None,
        points={"kinds": [{"id": "main", "name": "main", "money_each": EACH}]},
        stacking={"item": source.choice(["all", "best_for_member"])},
    )
    return club, by


def comes_back_whole(seed: int) -> None:
    """One sale among others comes back in parts: the member holds what they held, lot by lot, and all their money."""
    source = random.Random(seed)
    club, by = new_club(source)
    club.open_lot(source.randrange(1, 500), source.choice([None, 3]))
    if source.random() < 0.5:
        buy(club, source, by)
    before, money, owed = remaining(club), club.money, club.owed()
    bring_back(club, buy(club, source, by), source)
    assert (remaining(club), club.money, club.owed()) == (before, money, owed)


def gains_nothing(seed: int) -> None:
    """Sales, parts that come back, days that pass: at the end, all returned, nobody has more than they were given."""
    source = random.Random(seed)
    club, by = new_club(source)
    given, aged = source.randrange(500), False
    club.open_lot(given + 1)
    for _ in range(source.randrange(2, 5)):
        name = buy(club, source, by)
        refund_some(club, source.choice([name, *club.sales]), [source.randrange(3) for _ in range(3)])
        if source.random() < 0.3:
            club.wait(source.choice([1, 4]))
            club.expire()
            aged = True
    names = list(club.sales)
    source.shuffle(names)
    for name in names:
        bring_back(club, name, source)
    points = club.sum_of(POINTS) - club.owed().get(POINTS, 0)
    assert club.holdings().overdrawn() == ()
    assert club.worth() <= given + 1
    assert points <= 0
    assert aged or (club.worth(), points) == (given + 1, 0)


LAWS = (comes_back_whole, gains_nothing)


def hold(law: Callable[[int], None], seeds: range) -> None:
    for seed in seeds:
        law(seed)


def test_every_kind_of_benefit_is_bought_and_returned() -> None:
    kinds = (Discount, UnitBenefit, CreditBenefit, PointsBenefit, LaterBenefit)
    every = {one for kind in kinds for one in get_args(kind)}
    assert every == set(get_args(Benefit))
    made = {type(offer("o", draw(5)).benefits[0]) for draw in BENEFITS.values()}
    assert made == every


@pytest.mark.parametrize("law", LAWS)
def test_a_sale_that_comes_back_leaves_what_was_before(law: Callable[[int], None]) -> None:
    hold(law, range(SALES))


@pytest.mark.soak
@pytest.mark.parametrize("law", LAWS)
def test_many_more_sales_that_come_back(law: Callable[[int], None]) -> None:
    hold(law, range(SALES, SALES + SOAK))


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("plant", [bugs.keep_earned_credit, bugs.claw_back_twice, bugs.floor_each_part])
def test_a_planted_bug_is_caught(
    plant: Callable[[pytest.MonkeyPatch], None],
    law: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plant(monkeypatch)
    with pytest.raises(AssertionError):
        hold(law, range(SALES))
