"""The best deal for a whole basket: what is chosen for all of it at once, and the best of each kind of lines beneath.

Whatever decides for the whole basket (one discount of several, one of an exclusive name, an amount that works as one) is
branched over; a branch is left where even its bound is not better than the best deal found. Within the steps given the deal
is the best there is; beyond them the best found stands with the proven bound on what it may lack (`gap`). The steps are
counted, not timed: the same input has the same deal everywhere. Of deals that are worth the same, the one found first in
the order of turns stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from loyalty.pricing.acts import ONE, Kind, Layout
from loyalty.pricing.choices import Choice, Option, choices_of, last_marked, money_of
from loyalty.pricing.kind_deal import Bench, Budget, KindDeal, with_the_rest
from loyalty.pricing.marks import Share, mark_over
from loyalty.pricing.rivals import Fork, numbers_in
from loyalty.pricing.stack import stack_of
from loyalty.pricing.weigh import FREE, ground_of

STEPS = 4_000
"""The steps of a quote, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Deal:
    """The best deal: of each kind of lines its own and its bench, and what it may lack at most (money).

    `rivals` are, for each act, those that never work on a line with it, `shut_out` those never in a basket with it;
    `steps` are those it took.
    """

    kinds: list[KindDeal]
    benches: list[Bench]
    rivals: list[int]
    shut_out: list[int]
    gap: int
    steps: int


class _State(NamedTuple):
    """What is decided so far: who is taken whole, who is out, and the most that this may add to each kind.

    `money` is what that comes to on the whole bill, in parts of `ONE` of money.
    """

    taken: int
    out: int
    gains: Sequence[int]
    money: int = 0


class _Found(NamedTuple):
    """A deal that was found: what it is worth in parts of `ONE` of money, and that of each kind of lines."""

    worth: int
    deals: Sequence[KindDeal]

    def __bool__(self) -> bool:
        return bool(self.deals)


@dataclass(slots=True)
class _Outer:
    layout: Layout
    benches: list[Bench]
    forks: list[Fork]
    rivals: list[int]
    singles: int
    leaves: int
    """The acts of which one works in the whole basket, each for itself."""
    choices: list[Choice]
    ahead: list[Sequence[int]]
    """The most that the choices from each one on may add to each kind."""
    ahead_money: list[int]
    """What that comes to on the whole bill, in parts of `ONE` of money."""
    marked: int
    """How many of the choices, the first ones, are decided one by one, each by the groups it goes by."""
    budget: Budget
    plain: list[int]
    """The most each kind is worth before anything is decided for the whole basket."""
    plain_money: int
    """What that comes to on the whole bill, in parts of `ONE` of money."""
    grosses: list[int]
    rooms: list[int]
    endless: bool
    """Whether no kind has a room that is known, so that a bound of money is as good as one kind by kind."""
    found: _Found
    """The deal that is worth most of those under the choices that are looked at."""


def best_deal(layout: Layout, steps: int = STEPS) -> Deal:
    """Return the best deal of a layout within a number of steps."""
    outer = _lay_outer(layout, Budget(steps))
    flat = [0] * len(layout.kinds)
    nobody = outer.singles
    for fork in outer.forks:
        nobody |= fork.everyone
    plain = [_solve(outer, bench, _State(0, nobody, flat)) for bench in outer.benches]
    outer.plain = [
        _most_beside(bench, deal, nobody) for bench, deal in zip(outer.benches, plain, strict=True)
    ]
    outer.plain_money = money_of(layout.kinds, outer.plain)
    proven = not outer.budget.spent
    found = _Found(money_of(layout.kinds, [deal.weighed.worth for deal in plain]), plain)
    if outer.choices:
        found = _resolve(outer, 0, _State(0, 0, flat)) or found
    gap = 0
    if outer.budget.spent:
        most = _bound(outer, 0, flat) if proven else _bound_of_all(outer)
        gap = max(0, -((found.worth - most) // ONE))
    kinds = [with_the_rest(bench, deal) for bench, deal in zip(outer.benches, found.deals, strict=True)]
    return Deal(kinds, outer.benches, outer.rivals, layout.lineup.shut_out, gap, steps - outer.budget.steps)


def _most_beside(bench: Bench, deal: KindDeal, out: int) -> int:
    """Return the most a kind is worth where some are out, from its deal without them.

    Where forks go by their mode, that deal need not be worth most: what is taken whole may bring others in.
    """
    return _most_of(bench, bench.forks, ~out) if bench.ranked else deal.weighed.worth


def _lay_outer(layout: Layout, budget: Budget) -> _Outer:
    """Return what the branches over whole-basket choices share, made once."""
    forks, rivals = layout.lineup.forks, layout.lineup.rivals
    whole = [fork for fork in forks if fork.whole]
    by_line = [fork for fork in forks if not fork.whole]
    choices = choices_of(layout, forks)
    marked, benches = last_marked(choices), []
    stack = stack_of(layout, rivals)
    for kind in layout.kinds:
        ground, room = ground_of(kind, layout.rules.costs)
        benches.append(Bench(kind, ground, by_line, rivals, room, budget, stack=stack, in_turn=marked > 0))
    ahead: list[Sequence[int]] = [[0] * len(layout.kinds)]
    for choice in reversed(choices):
        most = [max(column) for column in zip(*(one.gains for one in choice.options), strict=True)]
        ahead.insert(0, [more + later for more, later in zip(most, ahead[0], strict=True)])
    rooms = [bench.room for bench in benches]
    return _Outer(
        layout,
        benches,
        whole,
        rivals,
        sum([act.bit for act in layout.acts if act.single]),
        _leaves(whole),
        choices,
        ahead,
        [money_of(layout.kinds, later) for later in ahead],
        marked,
        budget,
        [],
        0,
        [kind.gross for kind in layout.kinds],
        rooms,
        min(rooms) == FREE,
        _Found(-1, []),
    )


def _leaves(forks: Sequence[Fork]) -> int:
    leaves = 0
    for fork in forks:
        leaves |= fork.leaves
    return leaves


def _resolve(outer: _Outer, at: int, state: _State) -> _Found:
    """Decide the choices up to the last marked one, each by its groups, and look beneath for the deal that is worth most."""
    if at == outer.marked:
        outer.found = _Found(-1, [])
        _branch(outer, at, state)
        return outer.found
    best, highest = _Found(-1, []), None
    for option in _options(outer, at, state):
        found = _resolve(outer, at + 1, _decided(state, option))
        marks = _marks(outer, outer.choices[at].forks, found) if found else None
        if marks is not None and (highest is None or marks > highest):
            best, highest = found, marks
    return best


def _marks(outer: _Outer, forks: Sequence[Fork], found: _Found) -> list[tuple[int, ...]]:
    """Return how good a deal is to a choice: to each of its groups in turn, then what it is worth."""
    pairs = list(zip(outer.benches, found.deals, strict=True))
    marks = [
        mark_over(
            fork,
            [Share(one.kind.gross, one.giving(fork, deal.works), deal.weighed.kept) for one, deal in pairs],
        )
        for fork in forks
    ]
    return [*marks, (found.worth,)]


def _branch(outer: _Outer, at: int, state: _State) -> None:
    """Look beneath every option of a choice that may still come to more than the best deal found."""
    if at == len(outer.choices):
        _weigh_leaf(outer, state)
        return
    most = outer.plain_money + state.money + outer.ahead_money[at + 1]
    for option in _options(outer, at, state):
        if most + option.money > outer.found.worth:
            after = _decided(state, option)
            if outer.endless or _bound(outer, at + 1, after.gains) > outer.found.worth:
                _branch(outer, at + 1, after)


def _options(outer: _Outer, at: int, state: _State) -> Iterator[Option]:
    """Give each option of a choice that goes with what is decided, as far as the steps go."""
    for option in outer.choices[at].options:
        if not outer.budget.take():
            return
        if _is_open(outer, option, state):
            yield option


def _decided(state: _State, option: Option) -> _State:
    gains = [some + more for some, more in zip(state.gains, option.gains, strict=True)]
    return _State(state.taken | option.taken, state.out | option.out, gains, state.money + option.money)


def _is_open(outer: _Outer, option: Option, state: _State) -> bool:
    """Say whether an option goes with what is decided: nobody is out who is taken, nor shares lines with a rival."""
    if option.out & state.taken or (option.member and not option.member & ~state.out):
        return False
    fresh = option.taken & ~state.taken
    return not fresh or _has_room(outer, fresh, state.taken)


def _has_room(outer: _Outer, fresh: int, taken: int) -> bool:
    """Say whether a single act fits beside those taken: whatever else joins them only takes more from the floor."""
    rivals = outer.rivals[fresh.bit_length() - 1] & taken
    for bench in outer.benches:
        here = bench.kind.here
        if here & fresh and (here & rivals or not bench.fits((taken | fresh) & here)):
            return False
    return True


def _bound(outer: _Outer, at: int, gains: Sequence[int]) -> int:
    total = 0
    columns = zip(outer.grosses, outer.plain, gains, outer.ahead[at], outer.rooms, strict=True)
    for gross, plain, more, later, room in columns:
        most = plain + more + later
        total += gross * (most if most < room else room)
    return total


def _bound_of_all(outer: _Outer) -> int:
    """Return a bound that holds whatever was left out: every offer that stacks, and of each fork the best member."""
    total = 0
    for bench in outer.benches:
        most = _most_of(bench, (*outer.forks, *bench.forks), bench.kind.here)
        total += bench.kind.gross * min(most, bench.room)
    return total


def _most_of(bench: Bench, forks: Sequence[Fork], acts: int) -> int:
    """Return the most that acts may be worth on a kind of lines: all that stack, and of each fork the best member."""
    most, known = bench.weighed(0).worth, acts & bench.kind.here
    for fork in forks:
        most += max([_promised(bench.kind, member & known) for member in fork.members])
        known &= ~fork.everyone
    return most + _promised(bench.kind, known)


def _promised(kind: Kind, acts: int) -> int:
    return sum([kind.promises.get(number, 0) for number in numbers_in(acts)])


def _weigh_leaf(outer: _Outer, state: _State) -> None:
    """Weigh what is decided, kind by kind, and leave as soon as even the rest cannot make it better."""
    deals: list[KindDeal] = []
    most = _bound(outer, len(outer.choices), state.gains)
    columns = zip(outer.benches, outer.grosses, outer.plain, state.gains, strict=True)
    for bench, gross, plain, more in columns:
        deal = _solve(outer, bench, state)
        deals.append(deal)
        most -= gross * (min(plain + more, bench.room) - deal.weighed.worth)
        if most <= outer.found.worth:
            return
    outer.found = _Found(most, deals)


def _solve(outer: _Outer, bench: Bench, state: _State) -> KindDeal:
    """Return the best deal of a kind of lines; there is one: those taken were never below a floor together."""
    here = bench.kind.here
    free = here & ~(state.taken | state.out | outer.singles)
    chosen = free & outer.leaves
    pick = 0 if outer.marked or bench.ranked or chosen & (chosen - 1) else chosen
    deal = bench.solve(state.taken & here, free & ~pick, pick)
    assert deal is not None
    return with_the_rest(bench, deal) if outer.marked else deal
