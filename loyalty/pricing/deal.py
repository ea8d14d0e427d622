"""The best deal for a whole basket: what is chosen for all of it at once, and the best of each kind of lines beneath.

Whatever decides for the whole basket (one discount of several, an amount that works as one) is branched over; a branch
is left where even its bound is not better than the best deal found. Within the steps given the deal is the best there is;
beyond them the best found stands with the proven bound on what it may lack (`gap`). The steps are counted, not timed: the
same input has the same deal everywhere. Of deals that are worth the same, the one found first in the order of ids stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from loyalty.money import WHOLE
from loyalty.pricing.acts import ONE, Act, Kind, Layout
from loyalty.pricing.kind_deal import Bench, Budget, KindDeal, best_for_kind, explained, with_the_rest
from loyalty.pricing.weigh import Ground, ground_of, weigh
from loyalty.stacking import ALL, FIRST, KEEP_MOST, WHOLE_BASKET

STEPS = 4_000
"""The steps of a quote, unless told otherwise."""

_FREE = 10**30


@dataclass(frozen=True, slots=True)
class Deal:
    """The best deal: for each kind of lines its own, and what it may lack at most (money)."""

    kinds: tuple[KindDeal, ...]
    gap: int


Pick = tuple[Act | None, ...]


@dataclass(slots=True)
class _Outer:
    layout: Layout
    budget: Budget
    grounds: list[Ground]
    choices: list[tuple[Act | None, ...]]
    benches: list[Bench]
    ahead: list[list[int]]
    """The most that the choices from each one on may add to each kind."""
    ranked: bool
    """Whether something goes before what a deal is worth, so that a bound on its worth decides nothing."""
    plain: list[int] = field(default_factory=list)
    rooms: list[int] = field(default_factory=list)
    best: tuple[tuple[int, ...], int] | None = None
    deals: tuple[KindDeal, ...] = ()
    kept: dict[tuple[int, frozenset[str]], KindDeal | None] = field(default_factory=dict)


def best_deal(layout: Layout, steps: int = STEPS) -> Deal:
    """Return the best deal of a layout within a number of steps."""
    outer = _lay_outer(layout, Budget(steps))
    free = [_solve(outer, kind, ()) for kind in layout.kinds]
    outer.rooms = [_room(outer, kind) for kind in layout.kinds]
    outer.plain = [deal.weighed.worth if deal else 0 for deal in free]
    _begin_with_nothing(outer)
    _branch(outer, 0, ())
    gap = 0
    if outer.budget.spent and outer.best is not None:
        gap = max(0, -((outer.best[1] - _bound_of_all(outer)) // ONE))
    whole = [
        with_the_rest(kind, outer.grounds[kind.number], explained(outer.benches[kind.number], deal))
        for kind, deal in zip(layout.kinds, outer.deals, strict=True)
    ]
    return Deal(tuple(whole), gap)


def _lay_outer(layout: Layout, budget: Budget) -> _Outer:
    """Return what the branches over whole-basket choices share, made once."""
    stacking = layout.rules.stacking
    grounds = [ground_of(kind, layout.rules) for kind in layout.kinds]
    choices, inner = _split(layout)
    benches = [
        Bench(kind, ground, inner, stacking, budget)
        for kind, ground in zip(layout.kinds, grounds, strict=True)
    ]
    ahead = [[0] * len(layout.kinds)]
    for choice in reversed(choices):
        names = [act.offer.offer_id for act in choice if act is not None]
        most = [max([0, *(kind.promises.get(name, 0) for name in names)]) for kind in layout.kinds]
        ahead.insert(0, [more + later for more, later in zip(most, ahead[0], strict=True)])
    ranked = any(
        act is not None and stacking.group(act.group).mode in (FIRST, KEEP_MOST)
        for choice in choices
        for act in choice
    )
    return _Outer(layout, budget, grounds, choices, benches, ahead, ranked)


def _begin_with_nothing(outer: _Outer) -> None:
    """Take the deal without anything that is decided for the whole basket: it always fits, and any other beats it."""
    _weigh_leaf(outer, tuple([None] * len(outer.choices)))
    assert outer.best is not None
    outer.best = tuple([-_FREE * _FREE] * len(outer.best[0])), -1


def _split(layout: Layout) -> tuple[list[tuple[Act | None, ...]], list[Act]]:
    """Return what is decided for the whole basket, and the offers that each kind of lines decides for itself."""
    stacking = layout.rules.stacking
    groups: dict[int, list[Act]] = {}
    choices: list[tuple[Act | None, ...]] = []
    inner = []
    for act in layout.acts:
        group = stacking.group(act.group)
        if group.mode != ALL and group.per == WHOLE_BASKET:
            groups.setdefault(act.group, []).append(act)
        elif act.single:
            choices.append((act, None))
        else:
            inner.append(act)
    for number, members in sorted(groups.items()):
        if stacking.group(number).mode not in (FIRST, KEEP_MOST):
            members.sort(key=lambda act: (-layout.promised(act), act.offer.offer_id))
        choices.append((*members, None))
    return choices, inner


def _room(outer: _Outer, kind: Kind) -> int:
    """Return the most a kind of lines may be worth to the member above its floor."""
    ground = outer.grounds[kind.number]
    costs = outer.layout.rules.costs
    if not ground.checked or costs.redeemed < costs.credit_value or costs.point_value > costs.point_cost:
        return _FREE
    net = ONE * WHOLE // (WHOLE + ground.vat)
    slack = max(0, ground.base_kept - min(ground.base_kept, net * ground.floor // WHOLE))
    base = ground.base_rate * costs.credit_value // WHOLE * (ONE // WHOLE)
    per = (WHOLE + ground.vat) * WHOLE // max(1, WHOLE - ground.floor)
    return base + slack * max(per, WHOLE) // WHOLE + ONE // 1_000_000


def _branch(outer: _Outer, at: int, picked: Pick) -> None:
    if outer.best is not None and _bound(outer, at, picked) <= outer.best[1] and not outer.ranked:
        return
    if at == len(outer.choices):
        _weigh_leaf(outer, picked)
        return
    for act in outer.choices[at]:
        if not outer.budget.take():
            return
        if act is None or not (_clashes(outer, act, picked) or _breaks_floor(outer, act, picked)):
            _branch(outer, at + 1, (*picked, act))


def _clashes(outer: _Outer, act: Act, picked: Pick) -> bool:
    """Say whether an offer would share lines with another of a group of which one works on a line."""
    if outer.layout.rules.stacking.group(act.group).mode == ALL:
        return False
    name = act.offer.offer_id
    rivals = [one.offer.offer_id for one in picked if one is not None and one.group == act.group]
    return any(name in kind.gifts and any(r in kind.gifts for r in rivals) for kind in outer.layout.kinds)


def _breaks_floor(outer: _Outer, act: Act, picked: Pick) -> bool:
    """Say whether offers that work whole are below a floor together already: whatever joins them only takes more."""
    if not act.single:
        return False
    name = act.offer.offer_id
    singles = [one for one in (*picked, act) if one is not None and one.single]
    for kind in outer.layout.kinds:
        if name in kind.gifts:
            gifts = [kind.gifts[one.offer.offer_id] for one in singles if one.offer.offer_id in kind.gifts]
            if not weigh(outer.grounds[kind.number], gifts).fits:
                return True
    return False


def _bound(outer: _Outer, at: int, picked: Pick) -> int:
    names = [act.offer.offer_id for act in picked if act is not None]
    total = 0
    for kind, more in zip(outer.layout.kinds, outer.ahead[at], strict=True):
        for name in names:
            more += kind.promises.get(name, 0)
        total += kind.gross * min(outer.plain[kind.number] + more, outer.rooms[kind.number])
    return total


def _bound_of_all(outer: _Outer) -> int:
    """Return a bound that holds whatever was left out: every offer that stacks, and of each group the best one."""
    stacking, value = outer.layout.rules.stacking, outer.layout.rules.costs.credit_value
    total = 0
    for kind in outer.layout.kinds:
        most: dict[int, int] = {}
        for act in outer.layout.acts:
            worth = kind.promises.get(act.offer.offer_id, 0)
            alone = stacking.group(act.group).mode == ALL
            most[act.group] = most.get(act.group, 0) + worth if alone else max(most.get(act.group, 0), worth)
        base = outer.grounds[kind.number].base_rate * value // WHOLE * (ONE // WHOLE)
        total += kind.gross * min(base + sum(most.values()), outer.rooms[kind.number])
    return total


def _weigh_leaf(outer: _Outer, picked: Pick) -> None:
    deals: list[KindDeal] = []
    worth = kept = 0
    for kind in outer.layout.kinds:
        deal = _solve_masked(outer, kind, picked)
        deals.append(deal)
        worth += kind.gross * deal.weighed.worth
        kept += kind.gross * deal.weighed.kept
    rank = (*_marks(outer, picked, deals, kept), worth)
    if outer.best is None or rank > (*outer.best[0], outer.best[1]):
        outer.best, outer.deals = (rank[:-1], worth), tuple(deals)


def _marks(outer: _Outer, picked: Pick, deals: Sequence[KindDeal], kept: int) -> tuple[int, ...]:
    marks: list[int] = []
    for act, choice in zip(picked, outer.choices, strict=True):
        first = next(one for one in choice if one is not None)
        mode = outer.layout.rules.stacking.group(first.group).mode
        works = act is not None and any(act in deal.acts for deal in deals)
        if mode == FIRST:
            marks.append(-choice.index(act) if works else -len(choice))
        elif mode == KEEP_MOST:
            marks.append(kept if works else -_FREE * _FREE)
    return tuple(marks)


def _solve_masked(outer: _Outer, kind: Kind, picked: Pick) -> KindDeal:
    """Return the best deal for a kind of lines under a pick; one that is not single may leave lines alone.

    There is one: single offers that are below the floor together were never picked together.
    """
    here = [act for act in picked if act is not None and act.offer.offer_id in kind.gifts]
    may = [act for act in here if not act.single]
    best: KindDeal | None = None
    for number in range(2 ** len(may)):
        left = {act.offer.offer_id for place, act in enumerate(may) if number >> place & 1}
        deal = _solve(outer, kind, [act for act in here if act.offer.offer_id not in left])
        if deal is not None and (best is None or deal.weighed.worth > best.weighed.worth):
            best = deal
        if best is not None and number == 0 and not best.waits and kind.margin is None:
            break
    assert best is not None
    return best


def _solve(outer: _Outer, kind: Kind, forced: Sequence[Act]) -> KindDeal | None:
    key = (kind.number, frozenset([act.offer.offer_id for act in forced]))
    if key not in outer.kept:
        in_turn = sorted(forced, key=lambda act: act.turn)
        outer.kept[key] = best_for_kind(outer.benches[kind.number], in_turn)
    return outer.kept[key]
