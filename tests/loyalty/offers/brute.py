"""The best deal by trying everything: exact fractions, no bounds, no cleverness. Written apart from the product's solver."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction as F
from itertools import combinations, product

from loyalty.basket import Basket, Line
from loyalty.offers.offer import AmountOff, ExtraCredit, FixedCredit, Offer, PercentOff, Reach
from loyalty.policy import Rules

M = 1_000_000


def reaches(reach: Reach, line: Line) -> bool:
    return (
        reach.whole
        or reach.group == line.group
        or bool(reach.product_id and reach.product_id == line.product_id)
    )


def is_single(offer: Offer) -> bool:
    return any(
        isinstance(b, AmountOff | FixedCredit) or getattr(b, "cap", None) is not None for b in offer.benefits
    )


def weigh(line: Line, offers: Sequence[Offer], basket: Basket, rules: Rules) -> tuple[F, bool]:
    """Return what offers on a line are worth per Toman of its price, and whether the floor holds."""
    cuts, plus, instead, credit = [], F(0), F(0), F(0)
    for offer in sorted(
        offers,
        key=lambda o: (rules.stacking.place_of(o.offer_id, o.place, by_code=False), -o.priority, o.offer_id),
    ):
        for b in offer.benefits:
            reach = getattr(b, "reach", Reach())
            gross = sum(one.gross for one in basket.lines if reaches(reach, one))
            if not reaches(reach, line):
                continue
            rate = F(getattr(b, "rate", 0), M)
            if getattr(b, "cap", None) is not None and rate * gross > b.cap:
                rate = F(b.cap * M // gross, M)
            if isinstance(b, PercentOff):
                cuts.append((reach.whole, rate, b.base == "initial"))
            elif isinstance(b, AmountOff):
                cuts.append((reach.whole, min(F(1), F(b.amount, gross)), True))
            elif isinstance(b, FixedCredit):
                credit += F(b.amount, gross)
            elif isinstance(b, ExtraCredit) and b.mode == "instead":
                instead = max(instead, rate)
            elif isinstance(b, ExtraCredit):
                plus += rate
    left = F(1)
    for _, rate, initial in sorted(cuts, key=lambda cut: cut[0]):
        left -= min(left, rate * (1 if initial else left))
    base, margin = F(rules.earning.rate, M), rules.groups.margin(line.group)
    given = left * (max(base, instead) + plus) + (credit if left else 0)
    if margin is None:
        return 1 - left + given, True
    redeemed, floor = F(rules.costs.redeemed, M), F(rules.groups.floor(line.group), M)
    cost = 1 - F(margin, M)
    return 1 - left + given, left - cost - given * redeemed >= min(1 - cost - base * redeemed, left * floor)


def outer(offers: Sequence[Offer], rules: Rules) -> Iterator[frozenset[str]]:
    """Give every way to decide what is decided for the whole basket."""
    singles = [o.offer_id for o in offers if is_single(o) and o.place != "basket"]
    picks = [None, *(o.offer_id for o in offers if o.place == "basket")]
    for number in range(len(singles) + 1):
        for chosen in combinations(singles, number):
            for pick in picks:
                yield frozenset(chosen) | ({pick} if pick else frozenset())


def best_worth(basket: Basket, offers: Sequence[Offer], rules: Rules) -> F:
    """Return the worth of the best deal under the usual stacking."""
    return max(
        total for way in outer(offers, rules) if (total := _total(basket, offers, rules, way)) is not None
    )


def _total(basket: Basket, offers: Sequence[Offer], rules: Rules, way: frozenset[str]) -> F | None:
    total = F(0)
    for line in basket.lines:
        here = [o for o in offers if any(reaches(getattr(b, "reach", Reach()), line) for b in o.benefits)]
        must = [o for o in here if is_single(o) and o.offer_id in way]
        may = [o for o in here if not is_single(o) and (o.place != "basket" or o.offer_id in way)]
        worths = []
        for mask in product((False, True), repeat=len(may)):
            chosen = must + [o for o, on in zip(may, mask, strict=True) if on]
            if sum(o.place == "item" for o in chosen) <= 1:
                worth, fits = weigh(line, chosen, basket, rules)
                worths += [worth] if fits else []
        if not worths:
            return None
        total += line.gross * max(worths)
    return total
