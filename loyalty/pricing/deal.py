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
from loyalty.pricing.acts import ONE, Act, Gift, Kind, Layout
from loyalty.pricing.kind_deal import Budget, KindDeal, best_for_kind, with_the_rest
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
    inner: list[list[Act]]
    turns: dict[str, tuple[int, int, str]]
    plain: list[int] = field(default_factory=list)
    rooms: list[int] = field(default_factory=list)
    best: tuple[tuple[int, ...], int] | None = None
    deals: tuple[KindDeal, ...] = ()
    kept: dict[tuple[int, frozenset[str]], KindDeal | None] = field(default_factory=dict)


def best_deal(layout: Layout, steps: int = STEPS) -> Deal:
    """Return the best deal of a layout within a number of steps."""
    budget = Budget(steps)
    grounds = [ground_of(kind, layout.rules) for kind in layout.kinds]
    choices, inner = _split(layout)
    turns = {act.offer.offer_id: act.turn for act in layout.acts}
    touching = [_touching(kind, inner) for kind in layout.kinds]
    outer = _Outer(layout, budget, grounds, choices, touching, turns)
    free = [_solve(outer, kind, frozenset()) for kind in layout.kinds]
    outer.rooms = [_room(outer, kind) for kind in layout.kinds]
    outer.plain = [deal.weighed.worth if deal else 0 for deal in free]
    _begin_with_nothing(outer)
    _branch(outer, 0, ())
    gap = 0
    if budget.spent and outer.best is not None:
        gap = max(0, -((outer.best[1] - _bound_of_all(outer)) // ONE))
    whole = [
        with_the_rest(kind, grounds[kind.number], deal)
        for kind, deal in zip(layout.kinds, outer.deals, strict=True)
    ]
    return Deal(tuple(whole), gap)


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
            members.sort(key=lambda act: (-_total_promise(layout, act), act.offer.offer_id))
        choices.append((*members, None))
    return choices, inner


def _touching(kind: Kind, acts: Sequence[Act]) -> list[Act]:
    return [act for act in acts if act.offer.offer_id in kind.gifts]


def promise(gift: Gift, credit_value: int) -> int:
    """Return the most a gift can be worth, in parts of `ONE`."""
    rates = sum([cut.rate for cut in gift.cuts]) + (gift.plus + gift.instead) * credit_value // WHOLE
    shares = sum([cut.share for cut in gift.cuts]) + gift.credit * credit_value // WHOLE
    return rates * (ONE // WHOLE) + shares + gift.worth + gift.worth_rate


def _total_promise(layout: Layout, act: Act) -> int:
    value, name = layout.rules.costs.credit_value, act.offer.offer_id
    return sum(kind.gross * promise(kind.gifts[name], value) for kind in layout.kinds if name in kind.gifts)


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
    if outer.best is not None and _bound(outer, at, picked) <= outer.best[1] and not _ranked(outer):
        return
    if at == len(outer.choices):
        _weigh_leaf(outer, picked)
        return
    for act in outer.choices[at]:
        if not outer.budget.take():
            return
        if act is None or not (_clashes(outer, act, picked) or _breaks_floor(outer, act, picked)):
            _branch(outer, at + 1, (*picked, act))


def _ranked(outer: _Outer) -> bool:
    """Say whether something goes before what a deal is worth, so that a bound on its worth decides nothing."""
    stacking = outer.layout.rules.stacking
    acts = [act for choice in outer.choices for act in choice if act is not None]
    return any(stacking.group(act.group).mode in (FIRST, KEEP_MOST) for act in acts)


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
    singles = [one.offer.offer_id for one in (*picked, act) if one is not None and one.single]
    for kind in outer.layout.kinds:
        if name in kind.gifts:
            forced = frozenset(one for one in singles if one in kind.gifts)
            ground = outer.grounds[kind.number]
            if not weigh(
                ground, [kind.gifts[one] for one in sorted(forced, key=outer.turns.__getitem__)]
            ).fits:
                return True
    return False


def _bound(outer: _Outer, at: int, picked: Pick) -> int:
    value = outer.layout.rules.costs.credit_value
    total = 0
    for kind in outer.layout.kinds:
        more = sum(_promised(kind, act, value) for act in picked)
        for choice in outer.choices[at:]:
            more += max([_promised(kind, act, value) for act in choice])
        total += kind.gross * min(outer.plain[kind.number] + more, outer.rooms[kind.number])
    return total


def _promised(kind: Kind, act: Act | None, value: int) -> int:
    gift = None if act is None else kind.gifts.get(act.offer.offer_id)
    return promise(gift, value) if gift else 0


def _bound_of_all(outer: _Outer) -> int:
    """Return a bound that holds whatever was left out: every offer that stacks, and of each group the best one."""
    stacking, value = outer.layout.rules.stacking, outer.layout.rules.costs.credit_value
    total = 0
    for kind in outer.layout.kinds:
        most: dict[int, int] = {}
        for act in outer.layout.acts:
            worth = _promised(kind, act, value)
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
        if deal is None:
            return
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


def _solve_masked(outer: _Outer, kind: Kind, picked: Pick) -> KindDeal | None:
    """Return the best deal for a kind of lines under a pick; one that is not single may leave lines alone."""
    names = [act for act in picked if act is not None and act.offer.offer_id in kind.gifts]
    must = frozenset(act.offer.offer_id for act in names if act.single)
    may = [act.offer.offer_id for act in names if not act.single]
    best: KindDeal | None = None
    for number in range(2 ** len(may)):
        chosen = must | {name for place, name in enumerate(may) if not number >> place & 1}
        deal = _solve(outer, kind, chosen)
        if deal is not None and (best is None or deal.weighed.worth > best.weighed.worth):
            best = deal
        if best is not None and number == 0 and not best.refused and kind.margin is None:
            break
    return best


def _solve(outer: _Outer, kind: Kind, forced: frozenset[str]) -> KindDeal | None:
    key = (kind.number, forced)
    if key not in outer.kept:
        acts = outer.inner[kind.number]
        if forced:
            known = set(map(id, acts))
            acts = [a for a in outer.layout.acts if id(a) in known or a.offer.offer_id in forced]
        stacking = outer.layout.rules.stacking
        outer.kept[key] = best_for_kind(
            kind, outer.grounds[kind.number], acts, forced, stacking, outer.budget
        )
    return outer.kept[key]
