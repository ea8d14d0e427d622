"""What is decided for a whole basket, one choice after another, and what each goes by before what the deal is worth.

These are the groups per basket, the offers whose amount is one, and whether a group with such offers and an order of its own
works or makes way within a group that is best for the member. They are decided in the order of the tree, from the outermost
in. Each goes by the ranked groups per unit that it lies in, the outermost first, then by its own mode, then by worth.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from loyalty.pricing.acts import Kind, Layout
from loyalty.pricing.lineup import Act
from loyalty.pricing.rivals import Fork, numbers_in


class Option(NamedTuple):
    """One way to decide something for the whole basket: who may work, who of them is taken whole, who is out.

    `gains` is the most it adds to each kind of lines, `money` what that comes to, in parts of `ONE` of money.
    """

    member: int
    taken: int
    out: int
    gains: Sequence[int] = ()
    money: int = 0


class Choice(NamedTuple):
    """What is open, the last of it that nobody works, and the ranked groups it goes by.

    `place` is where it stands in the tree; `by_worth`: where only worth decides, the most promising goes first.
    """

    place: tuple[int, int, int]
    options: Sequence[Option]
    forks: tuple[Fork, ...]
    by_worth: bool = False


_FORK, _WAY, _ACT = range(3)
_MOST_FIRST = attrgetter("money")


def choices_of(layout: Layout, forks: Sequence[Fork]) -> list[Choice]:
    """Return what is decided for the whole basket, in order; `forks` are all there are.

    Acts that go by worth alone come last. What an act may add is counted where it is decided first.
    """
    singles = [act for act in layout.acts if act.single]
    whole = sum([act.bit for act in singles])
    found = [_choice_of_fork(fork, forks, whole) for fork in forks if fork.whole]
    found += [_choice_of_act(act, layout, forks) for act in singles]
    found += [way for fork in forks for way in _ways(fork, forks, whole)]
    found.sort(key=lambda one: (one.place[1] == _ACT and not one.forks, one.place))
    choices, counted = [], 0
    marked = last_marked(found)
    for at, one in enumerate(found):
        options = [_counted(layout, option, counted) for option in one.options]
        if one.by_worth and at >= marked:
            options[:-1] = sorted(options[:-1], key=_MOST_FIRST, reverse=True)
        choices.append(one._replace(options=options))
        counted |= sum([opt.member for opt in options])
    return choices


def _counted(layout: Layout, option: Option, counted: int) -> Option:
    """Return an option with the most it adds, less those that are counted elsewhere."""
    gains = _gains(layout, option.member & ~counted)
    return Option(option.member, option.taken, option.out, gains, money_of(layout.kinds, gains))


def last_marked(choices: Sequence[Choice]) -> int:
    """Return how many choices, up to the last that goes by a group, are decided before worth alone decides."""
    return max([at for at, choice in enumerate(choices, 1) if choice.forks], default=0)


def money_of(kinds: Sequence[Kind], each: Sequence[int]) -> int:
    """Return what shares of the prices of kinds of lines come to, in parts of `ONE` of money."""
    return sum([kind.gross * one for kind, one in zip(kinds, each, strict=True)])


def _choice_of_fork(fork: Fork, forks: Sequence[Fork], whole: int) -> Choice:
    """Let one member of a group work, or nobody."""
    options = [Option(one, one & fork.leaves & whole, fork.others(one)) for one in fork.members]
    goes_by = _around(forks, fork.path[:-1])
    goes_by = (*goes_by, fork) if fork.ranked else goes_by
    place = (fork.path[-1], _FORK, 0)
    return Choice(place, [*options, Option(0, 0, fork.everyone)], goes_by, by_worth=not fork.ranked)


def _choice_of_act(act: Act, layout: Layout, forks: Sequence[Fork]) -> Choice:
    """Let an act work on all its lines or on none."""
    goes_by = _around(forks, layout.rules.stacking.paths[act.group])
    options = [Option(act.bit, act.bit, 0), Option(0, 0, act.bit)]
    return Choice((act.group, _ACT, act.number), options, goes_by)


def _ways(outer: Fork, forks: Sequence[Fork], whole: int) -> Iterator[Choice]:
    """Let each group in one that is best for the member, where it has an order for offers taken whole, work or make way."""
    if outer.whole or outer.ranked:
        return
    ordered = [one.everyone for one in forks if one.ranked and outer.path[-1] in one.path]
    for number, member in enumerate(outer.members):
        if any(one & member & whole for one in ordered):
            place = (outer.path[-1], _WAY, number)
            yield Choice(place, [Option(0, 0, 0), Option(0, 0, member)], _around(forks, outer.path))


def _around(forks: Sequence[Fork], path: Sequence[int]) -> tuple[Fork, ...]:
    """Return the ranked groups per unit on a path, the outermost first."""
    return tuple([fork for fork in forks if fork.ranked and not fork.whole and fork.path[-1] in path])


def _gains(layout: Layout, acts: int) -> list[int]:
    if not acts & (acts - 1):
        return [kind.promises.get(acts.bit_length() - 1, 0) for kind in layout.kinds]
    numbers = list(numbers_in(acts))
    return [sum([kind.promises.get(number, 0) for number in numbers]) for kind in layout.kinds]
