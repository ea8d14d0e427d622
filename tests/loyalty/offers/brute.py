"""The best deal by trying everything: no bounds, no cleverness. Written apart from the product's solver."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, product

from loyalty.offers.offer import Offer
from loyalty.pricing.settle import Table
from tests.loyalty.offers import by_hand as model
from tests.loyalty.offers.by_hand import Members, Names, Way


def sets_of(names: Names) -> Iterator[Names]:
    """Give every set of some names, the largest first."""
    return (Names(some) for size in range(len(names), -1, -1) for some in combinations(sorted(names), size))


def choices(
    forks: model.Forks, taken: Names, free: Names, may: Names
) -> Iterator[tuple[tuple[Names, ...], Names, Names]]:
    """Give every choice of a member of each fork that may work, or nobody, who must work by it, and who may no more."""
    for choice in product(*[(*members, Names()) for _, members in forks]):
        pairs = list(zip(choice, forks, strict=True))
        out = Names().union(*(one - mine for mine, (_, all_of) in pairs for one in all_of))
        must = taken.union(*(one & free for one in choice if len(one) == 1))
        if not must & out and all_open(choice, forks, may):
            yield choice, must, out


def all_open(choice: Sequence[Names], forks: model.Forks, may: Names) -> bool:
    """Say whether every member chosen has somebody in it whom no choice before has put out."""
    for one, (_, members) in zip(choice, forks, strict=True):
        if one and not one & may:
            return False
        may -= Names().union(*members) - one
    return True


def best_of_line(table: Table, offers: Sequence[Offer], place: int, taken: Names, free: Names) -> Way | None:
    """Return worth, what is kept and who gives something on a line, where some must and some may."""
    forks = model.forks_of(table, offers, "unit")
    here = Names(o.offer_id for o in offers if any(model.part_of(table, b, place) for b in o.benefits))
    ways = []
    for choice, must, out in choices(forks, taken & here, free & here, (taken | free) & here):
        for works in map(must.union, sets_of((free & here) - out - must)):
            worth, kept, fits = model.weigh(table, place, [o for o in offers if o.offer_id in works])
            gives = model.giving(table, place, offers, works)
            ways += [(choice, (worth, kept, gives))] if fits else []
    return model.first_of(forks, ways)


def best_worth(table: Table, unsorted: Sequence[Offer]) -> Fraction:
    """Return what the best deal of a basket is worth to the member."""
    offers = model.in_turn(table, unsorted)
    forks = model.forks_of(table, offers, "basket")
    everybody, singles, ways = Names(o.offer_id for o in offers), model.singles_of(offers), []
    for choice, must, out in choices(forks, Names(), singles, everybody):
        for more in sets_of(singles - out - must):
            free = everybody - singles - out
            lines = [best_of_line(table, offers, p, must | more, free) for p in table.bill.everywhere]
            known = [(line.gross, one) for line, one in zip(table.bill.lines, lines, strict=True) if one]
            if len(known) == len(lines):
                worth, kept = (sum((gross * one[n] for gross, one in known), Fraction(0)) for n in (0, 1))
                ways.append((choice, (worth, kept, Members().union(*(one[2] for _, one in known)))))
    best = model.first_of(forks, ways)
    return best[0] if best else Fraction(-1)
