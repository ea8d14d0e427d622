"""Which of the offers that are met work, and on which lines: the best deal above every floor, then whole money.

The deal is weighed before rounding; where a whole unit of money more would take a line under its floor, the offer that
gives least there leaves that line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from loyalty.offers.offer import LATER, Offer
from loyalty.pricing.acts import Kind, Layout, lay_acts
from loyalty.pricing.bill import Masks
from loyalty.pricing.deal import STEPS, Deal, best_deal
from loyalty.pricing.floor import kept_by_line
from loyalty.pricing.lineup import Act
from loyalty.pricing.reasons import reasons
from loyalty.pricing.rivals import numbers_in
from loyalty.pricing.settle import Table, settle
from loyalty.pricing.tally import Tally
from loyalty.quote import Because

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


def choose(table: Table, met: Sequence[Offer], steps: int = STEPS, *, explain: bool = True) -> Chosen:
    """Return which of the met offers work, and what they do together; without `explain` not why others do not."""
    if not met:
        return Chosen(settle(table, ()), [])
    layout = lay_acts(table.bill, met, table.rules, table.tier)
    deal = best_deal(layout, steps)
    masks = _masks(layout, deal)
    working = [act for act in layout.acts if masks.get(act.offer.offer_id, True)]
    tally, held = _settle_above_floors(table, layout, working, masks)
    refused = held | reasons(layout, deal) if explain else {}
    chosen = [act.offer for act in working if masks.get(act.offer.offer_id, True)]
    return _finish(tally, chosen, refused, masks, deal.gap)


def pay_with_credit(table: Table, chosen: Chosen, credit: int) -> Chosen:
    """Return the same offers at work when credit pays a part of the net; raises `credit_over_net`.

    What is chosen, and so the price, never depends on how it is paid: credit spent only lowers what is earned.
    """
    if credit == 0:
        return chosen
    tally = settle(table, chosen.offers, credit, chosen.masks)
    return _finish(tally, chosen.offers, chosen.refused, chosen.masks, chosen.gap)


def _masks(layout: Layout, deal: Deal) -> Masks:
    """Return the lines of each offer that does not work wherever it reaches; no lines where it works nowhere."""
    left_out: dict[int, list[int]] = {}
    touched = 0
    for kind, found in zip(layout.kinds, deal.kinds, strict=True):
        touched |= kind.here
        for number in numbers_in(kind.here & ~found.works):
            left_out.setdefault(number, []).append(kind.number)
    masks: Masks = {}
    for act in layout.acts:
        if act.number in left_out:
            kinds = [k for k in layout.kinds if act.bit & k.here and k.number not in left_out[act.number]]
            masks[act.offer.offer_id] = frozenset([place for kind in kinds for place in kind.places])
        elif not act.bit & touched and not comes_later(act.offer):
            masks[act.offer.offer_id] = frozenset()
    return masks


def comes_later(offer: Offer) -> bool:
    """Say whether an offer brings something after the sale."""
    return any(isinstance(benefit, LATER) for benefit in offer.benefits)


def _settle_above_floors(
    table: Table, layout: Layout, acts: Sequence[Act], masks: Masks
) -> tuple[Tally, dict[str, Because]]:
    """Return the tally in whole money, and whom a floor held off lines that whole money would take below it."""
    held: dict[str, Because] = {}
    tally = settle(table, [act.offer for act in acts], 0, masks)
    if _all_above(kept_by_line(tally, table.bill, table.rules)):
        return tally, held
    base = _kept_by_base(table)
    while True:
        under = _under_floor(kept_by_line(tally, table.bill, table.rules), base)
        kind = next((one for one in layout.kinds if under in one.places), None)
        if under is None or kind is None:
            return tally, held
        leaves = _leave(kind, under, acts, masks, table)
        if not leaves:
            return tally, held
        held[leaves] = Because("floor", other=kind.group, number=kind.floor)
        tally = settle(table, [act.offer for act in acts], 0, masks)


def breaks_a_floor(kept: Mapping[int, tuple[int, int]], table: Table) -> bool:
    """Say whether a line keeps less than it must (both as `kept_by_line`), and less than by base earning alone."""
    return not _all_above(kept) and _under_floor(kept, _kept_by_base(table)) is not None


def _all_above(kept: Mapping[int, tuple[int, int]]) -> bool:
    return all(have >= least for have, least in kept.values())


def _kept_by_base(table: Table) -> Mapping[int, tuple[int, int]]:
    return kept_by_line(settle(table, ()), table.bill, table.rules)


def _under_floor(kept: Mapping[int, tuple[int, int]], base: Mapping[int, tuple[int, int]]) -> int | None:
    return next((p for p, (have, least) in kept.items() if have < min(base[p][0], least)), None)


def _leave(kind: Kind, place: int, acts: Sequence[Act], masks: Masks, table: Table) -> str:
    """Let the offer that gives least leave a line; a single one leaves all its lines. Return its id, "" without one."""
    here = [
        act for act in acts if act.bit & kind.here and place in masks.get(act.offer.offer_id, kind.places)
    ]
    if not here:
        return ""
    least = min(here, key=lambda act: (act.single, kind.promises[act.number], act.offer.offer_id))
    name = least.offer.offer_id
    everywhere = masks.get(name, frozenset(table.bill.everywhere))
    masks[name] = frozenset() if least.single else everywhere - {place}
    return name


def _finish(
    tally: Tally, offers: Sequence[Offer], refused: dict[str, Because], masks: Masks, gap: int
) -> Chosen:
    """Return the choice; an offer may do nothing in the end, when a later discount left nothing to earn on."""
    for offer in offers:
        if comes_later(offer):
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
