"""Why an offer that was met does not work, or not everywhere: who took its place and by how much, or which floor held it off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from loyalty.pricing.acts import ONE, Kind, Layout
from loyalty.pricing.deal import Deal
from loyalty.pricing.kind_deal import Bench, KindDeal
from loyalty.pricing.lineup import Act
from loyalty.pricing.rivals import numbers_in
from loyalty.quote import Because

_NO_LESS = Because("base_no_less")


@dataclass(slots=True)
class _Lost:
    """What was found of an act on the kinds of lines where it does not work.

    `by` is who took its place there and how much more that gives, `held` the kinds that a floor held it off.
    """

    by: dict[int, int] = field(default_factory=dict)
    held: list[Kind] = field(default_factory=list)


def reasons(layout: Layout, deal: Deal) -> dict[str, Because]:
    """Return why offers work on some lines not, or on none."""
    working = 0
    for found in deal.kinds:
        working |= found.works
    lost: dict[int, _Lost] = {}
    idle, whole = 0, sum([act.bit for act in layout.acts if act.single])
    for bench, found in zip(deal.benches, deal.kinds, strict=True):
        idle |= _look_at(bench, found, deal.rivals, lost, whole)
    told = {layout.acts[number].offer.offer_id: _NO_LESS for number in numbers_in(idle & ~working)}
    for number, one in lost.items():
        act = layout.acts[number]
        because = _because(layout, act, one, deal.shut_out[number] & working)
        if because.code == "floor" and act.bit & working:
            because = because._replace(lines=sum([len(kind.places) for kind in one.held]))
        told[act.offer.offer_id] = because
    return told


def _look_at(bench: Bench, found: KindDeal, rivals: Sequence[int], lost: dict[int, _Lost], whole: int) -> int:
    """Note, for each act that does not work on a kind of lines, who took its place or that the floor held it off.

    An act of `whole` may be out for the sake of other lines alone. Return those that give nothing there, because base
    earning gives no less.
    """
    idle = 0
    for number in numbers_in(bench.kind.here & ~found.works):
        if not bench.gives_alone(number):
            idle |= (bench.kind.gifts[number].instead > 0) << number
            continue
        one = lost.get(number)
        if one is None:
            one = lost[number] = _Lost()
        rival = rivals[number] & found.works
        if not rival:
            if not (whole >> number & 1 and bench.weighed(found.works | 1 << number).fits):
                one.held.append(bench.kind)
            continue
        winner = (rival & -rival).bit_length() - 1
        more = bench.kind.promises[winner] - bench.kind.promises[number]
        # By the mode of its group who promises less may go first: then no floor is to blame.
        if more < 0 and not bench.weighed(found.works & ~rivals[number] | 1 << number).fits:
            one.held.append(bench.kind)
        else:
            one.by[winner] = one.by.get(winner, 0) + bench.kind.gross * max(0, more)
    return idle


def _because(layout: Layout, act: Act, lost: _Lost, shut_out: int) -> Because:
    checked = [kind for kind in lost.held if kind.margin is not None]
    if lost.by and not checked:
        winner = max(sorted(lost.by), key=lambda number: lost.by[number])
        return _beaten(layout, winner, lost.by[winner])
    if shut_out and not lost.by:
        winner = next(numbers_in(shut_out))
        more = layout.promised(layout.acts[winner]) - layout.promised(act)
        if more >= 0 or not checked:
            return _beaten(layout, winner, max(0, more))
    if not checked:
        return Because("no_effect")
    group = min(kind.group for kind in checked)
    floor = next(kind.floor for kind in checked if kind.group == group)
    return Because("floor", other=group, number=floor)


def _beaten(layout: Layout, winner: int, more: int) -> Because:
    return Because("beaten", other=layout.acts[winner].offer.offer_id, number=more // ONE)
