"""The best deal by trying everything: no bounds, no cleverness. Written apart from the product's solver."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import product

from loyalty.offers.offer import Offer
from loyalty.pricing.settle import Table
from tests.loyalty.offers import by_hand as model
from tests.loyalty.offers.by_hand import Choice, Names, Way

Leaf = Callable[[Names, Names], Way | None]


def sets_of(offers: Sequence[Offer], names: Names) -> Iterator[Names]:
    """Give every set of some names, those with the first in turn first."""
    some = [offer.offer_id for offer in offers if offer.offer_id in names]
    for chosen in product((True, False), repeat=len(some)):
        yield Names(name for name, one in zip(some, chosen, strict=True) if one)


def decide(choices: Sequence[Choice], may: Names, taken: Names, out: Names, leaf: Leaf) -> Way | None:
    """Return the way that choices come to, each taking by its groups what those after it leave; the first of equals."""
    if not choices:
        return leaf(taken, out)
    (options, forks), best = choices[0], None
    for member, must, away in options:
        if not must & out and not away & taken and (not member or member & may - out):
            way = decide(choices[1:], may, taken | must, out | away, leaf)
            if way and (best is None or model.rank(forks, way) > model.rank(forks, best)):
                best = way
    return best


def best_of_line(table: Table, offers: Sequence[Offer], place: int, taken: Names, free: Names) -> Way | None:
    """Return the best way to sell a line, where some must work and some may."""
    here = Names(o.offer_id for o in offers if any(model.part_of(table, b, place) for b in o.benefits))

    def leaf(must: Names, out: Names) -> Way | None:
        sets = map(must.union, sets_of(offers, free & here - out - must))
        ways = [model.line_way(table, place, offers, works) for works in sets]
        return max((way for way in ways if way), key=lambda way: way[0].worth, default=None)

    return decide(model.choices_of_line(table, offers), (taken | free) & here, taken & here, Names(), leaf)


def best_worth(table: Table, unsorted: Sequence[Offer]) -> Fraction:
    """Return what the best deal of a basket is worth to the member."""
    offers = model.in_turn(table, unsorted)
    everybody, singles = Names(o.offer_id for o in offers), model.singles_of(offers)

    def leaf(taken: Names, out: Names) -> Way | None:
        free = everybody - singles - out
        lines = [best_of_line(table, offers, place, taken, free) for place in table.bill.everywhere]
        return [one for line in lines if line for one in line] if all(lines) else None

    best = decide(model.choices_of_basket(table, offers), everybody, Names(), Names(), leaf)
    return sum((line.gross * line.worth for line in best), Fraction(0)) if best else Fraction(-1)
