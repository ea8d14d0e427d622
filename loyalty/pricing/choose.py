"""Which of the offers that are met work, and on which lines: the best deal above every floor, then whole money.

The deal is weighed before rounding; where a whole unit of money more would take a line under its floor, the offer that
gives least there leaves that line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from loyalty.offers.offer import LATER, Offer
from loyalty.pricing.acts import ONE, Act, Kind, Layout, lay_acts
from loyalty.pricing.bill import Masks
from loyalty.pricing.deal import STEPS, Deal, best_deal
from loyalty.pricing.floor import kept_by_line
from loyalty.pricing.settle import Table, settle
from loyalty.pricing.tally import Tally
from loyalty.quote import Because
from loyalty.stacking import ALL

_NO_EFFECT = Because("no_effect")


@dataclass(slots=True)
class Chosen:
    """The result of a choice: the tally, the offers that worked in their order, and why others did not.

    `masks` are the lines an offer keeps to where it does not work on all it reaches. `gap` as in a deal.
    """

    tally: Tally
    offers: list[Offer]
    refused: dict[str, Because] = field(default_factory=dict)
    masks: Masks = field(default_factory=dict)
    gap: int = 0

    @property
    def working(self) -> frozenset[str]:
        """Return the ids of the offers that work."""
        return frozenset(offer.offer_id for offer in self.offers)


def choose(table: Table, met: Sequence[Offer], steps: int = STEPS) -> Chosen:
    """Return which of the met offers work, and what they do together."""
    left, set_aside = _one_of_each_name(table, met)
    before: dict[str, Because] = {}
    while True:
        chosen = _choose(table, left, steps)
        if not set_aside:
            return chosen
        idle = {o.exclusive for o in left if o.exclusive} - {o.exclusive for o in chosen.offers}
        if not any(offer.exclusive in idle for offer in set_aside):
            break
        before |= {o.offer_id: why for o in left if (why := chosen.refused.get(o.offer_id)) and o.exclusive}
        again, still = _one_of_each_name(table, [o for o in set_aside if o.exclusive in idle])
        left = [*(o for o in left if o.exclusive not in idle), *again]
        set_aside = [*(o for o in set_aside if o.exclusive not in idle), *still]
    tried = {offer.offer_id for offer in left}
    for offer in met:
        if offer.offer_id not in tried:
            why = before.get(offer.offer_id) or _pushed_out(offer, chosen.offers)
            chosen.refused.setdefault(offer.offer_id, why)
    return chosen


def pay_with_credit(table: Table, chosen: Chosen, credit: int) -> Chosen:
    """Return the same offers at work when credit pays a part of the net; raises `credit_over_net`.

    What is chosen, and so the price, never depends on how it is paid: credit spent only lowers what is earned.
    """
    if credit == 0:
        return chosen
    tally = settle(table, chosen.offers, credit, chosen.masks)
    return _finish(tally, chosen.offers, chosen.refused, chosen.masks, chosen.gap)


def _one_of_each_name(table: Table, offers: Sequence[Offer]) -> tuple[list[Offer], list[Offer]]:
    """Return offers with one of each exclusive name, by priority, then by what it gives, and those set aside."""
    named = [offer for offer in offers if offer.exclusive]
    if not named:
        return list(offers), []
    layout = lay_acts(table.bill, named, table.rules, table.tier)
    worth = {act.offer.offer_id: layout.promised(act) for act in layout.acts}
    named.sort(key=lambda o: (-o.priority, -worth[o.offer_id], o.offer_id))
    first: dict[str, Offer] = {}
    for offer in named:
        first.setdefault(offer.exclusive, offer)
    keep = [offer for offer in offers if not offer.exclusive or first[offer.exclusive] is offer]
    return keep, [offer for offer in named if first[offer.exclusive] is not offer]


def _pushed_out(offer: Offer, working: Sequence[Offer]) -> Because:
    other = next((one.offer_id for one in working if one.exclusive == offer.exclusive), "")
    return Because("beaten", other=other) if other else _NO_EFFECT


def _choose(table: Table, offers: Sequence[Offer], steps: int) -> Chosen:
    layout = lay_acts(table.bill, offers, table.rules, table.tier)
    deal = best_deal(layout, steps)
    masks = _masks(layout, deal)
    working = [act for act in layout.acts if masks.get(act.offer.offer_id, True)]
    tally = _settle_above_floors(table, layout, working, masks)
    refused = _reasons(layout, deal, table)
    chosen = [act.offer for act in working if masks.get(act.offer.offer_id, True)]
    return _finish(tally, chosen, refused, masks, deal.gap)


def _masks(layout: Layout, deal: Deal) -> Masks:
    """Return the lines of each offer that does not work wherever it reaches; no lines where it works nowhere."""
    working: dict[str, list[Kind]] = {}
    for kind, found in zip(layout.kinds, deal.kinds, strict=True):
        for act in found.acts:
            working.setdefault(act.offer.offer_id, []).append(kind)
    masks: Masks = {}
    touched = Counter(name for kind in layout.kinds for name in kind.gifts)
    for act in layout.acts:
        name = act.offer.offer_id
        here = working.get(name, [])
        if len(here) < touched[name]:
            masks[name] = frozenset(place for kind in here for place in kind.places)
        elif not touched[name] and not _comes_later(act.offer):
            masks[name] = frozenset()
    return masks


def _comes_later(offer: Offer) -> bool:
    return any(isinstance(benefit, LATER) for benefit in offer.benefits)


def _settle_above_floors(table: Table, layout: Layout, acts: Sequence[Act], masks: Masks) -> Tally:
    """Return the tally in whole money; rounding takes no line under its floor that the deal left above it."""
    tally = settle(table, [act.offer for act in acts], 0, masks)
    if all(have >= least for have, least in kept_by_line(tally, table.bill, table.rules).values()):
        return tally
    base = kept_by_line(settle(table, (), 0), table.bill, table.rules)
    while True:
        under = _under_floor(kept_by_line(tally, table.bill, table.rules), base)
        kind = next((one for one in layout.kinds if under in one.places), None)
        if under is None or kind is None or not _leave(kind, under, acts, masks, table):
            return tally
        tally = settle(table, [act.offer for act in acts], 0, masks)


def _under_floor(kept: Mapping[int, tuple[int, int]], base: Mapping[int, tuple[int, int]]) -> int | None:
    return next((p for p, (have, least) in kept.items() if have < min(base[p][0], least)), None)


def _leave(kind: Kind, place: int, acts: Sequence[Act], masks: Masks, table: Table) -> bool:
    """Let the offer that gives least leave a line; a single one leaves all its lines. False when there is none."""
    here = [
        act
        for act in acts
        if act.offer.offer_id in kind.gifts and place in masks.get(act.offer.offer_id, kind.places)
    ]
    if not here:
        return False
    least = min(here, key=lambda act: (act.single, kind.promises[act.offer.offer_id], act.offer.offer_id))
    name = least.offer.offer_id
    everywhere = masks.get(name, frozenset(table.bill.everywhere))
    masks[name] = frozenset() if least.single else everywhere - {place}
    return True


def _reasons(layout: Layout, deal: Deal, table: Table) -> dict[str, Because]:
    """Return why offers work on some lines not, or on none: beaten by which and by how much, or by the floor."""
    refused: dict[str, Because] = {}
    lost: dict[str, dict[str, int]] = {}
    for kind, found in zip(layout.kinds, deal.kinds, strict=True):
        for name, (winner, less) in found.beaten.items():
            by = lost.setdefault(name, {})
            by[winner] = by.get(winner, 0) + kind.gross * less
        for name in found.refused:
            floor = Because("floor", other=kind.group, number=table.rules.groups.floor(kind.group))
            if name not in refused or kind.group < refused[name].other:
                refused[name] = floor
    for name, by in lost.items():
        winner = max(sorted(by), key=lambda one: by[one])
        refused.setdefault(name, Because("beaten", other=winner, number=by[winner] // ONE))
    working = {act.offer.offer_id: act for found in deal.kinds for act in found.acts}
    for act in layout.acts:
        if act.offer.offer_id not in refused and act.offer.offer_id not in working:
            _explain_outer(layout, working, act, refused, table)
    return refused


def _explain_outer(
    layout: Layout, working: Mapping[str, Act], act: Act, refused: dict[str, Because], table: Table
) -> None:
    """Say why an offer that is decided for the whole basket does not work: a rival of its group, or a floor."""
    name = act.offer.offer_id
    touched = [kind for kind in layout.kinds if name in kind.gifts]
    if not touched:
        return
    rivals = [one for one in working.values() if one.group == act.group]
    kind = next((one for one in touched if one.margin is not None), None)
    if rivals and table.rules.stacking.group(act.group).mode != ALL:
        more = (layout.promised(rivals[0]) - layout.promised(act)) // ONE
        if more >= 0 or kind is None:
            refused[name] = Because("beaten", other=rivals[0].offer.offer_id, number=max(0, more))
            return
    if kind is not None:
        refused[name] = Because("floor", other=kind.group, number=table.rules.groups.floor(kind.group))


def _finish(
    tally: Tally, offers: Sequence[Offer], refused: dict[str, Because], masks: Masks, gap: int
) -> Chosen:
    """Return the choice; an offer may do nothing in the end, when a later discount left nothing to earn on."""
    for offer in offers:
        if _comes_later(offer):
            tally.promised.add(offer.offer_id)
    worked = {offer.offer_id for offer in offers if tally.worked(offer.offer_id)}
    working = [offer for offer in offers if offer.offer_id in worked]
    partly = {name: why for name, why in tally.beaten.items() if name in worked}
    idle = {
        offer.offer_id: tally.beaten.get(offer.offer_id) or refused.get(offer.offer_id, _NO_EFFECT)
        for offer in offers
        if offer.offer_id not in worked
    }
    return Chosen(tally, working, {**partly, **refused, **idle}, masks, gap)
