"""The purchases a draft is tried on before it is published: a usual one, and the smallest on which each benefit works.

A benefit that picks units costs most where these are dear: of a group the dearest product is taken, else what a usual
purchase of it comes to. Where neither is known no such purchase can be told, and none is made up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from loyalty.basket import DEFAULT_GROUP, UNIT_QUANTITY, Basket, Line
from loyalty.conditions.atoms import All
from loyalty.groups import Groups
from loyalty.money import WHOLE
from loyalty.offers.offer import (
    AmountOff,
    Benefit,
    BundlePrice,
    BuyGet,
    ExtraCredit,
    FixedCredit,
    FixedPrice,
    GiftProduct,
    Offer,
    PercentOff,
    PickOff,
    Reach,
)
from loyalty.offers.picking import UNIT_BENEFITS
from loyalty.offers.possible import Want, Wants, most_of, wants_of

USUAL = 1_000_000
"""The purchase looked at where neither the offer nor the past names one."""


@dataclass(frozen=True, slots=True)
class Goods:
    """What is known of what the shop sells; prices and purchases in whole money.

    `groups` is the group of a product, `usual` a usual purchase by group, `prices` are those of products, `dearest` of groups.
    """

    groups: Mapping[str, str] = field(default_factory=dict)
    usual: Mapping[str, int] = field(default_factory=dict)
    prices: Mapping[str, int] = field(default_factory=dict)
    dearest: Mapping[str, int] = field(default_factory=dict)

    def group_of(self, product_id: str) -> str:
        """Return the group of a product."""
        return self.groups.get(product_id, DEFAULT_GROUP)

    def piece(self, reach: Reach) -> int:
        """Return what the dearest piece of a product or a group costs as far as is known, 0 where nothing is."""
        if reach.product_id and self.prices.get(reach.product_id):
            return self.prices[reach.product_id]
        group = self.group_of(reach.product_id) if reach.product_id else reach.group
        return self.dearest.get(group) or self.usual.get(group, 0)


def reaches_of(benefit: Any) -> Sequence[Reach]:
    """Return what lines a benefit works on; of a bundle each part, of what comes after the sale none."""
    if isinstance(benefit, BundlePrice):
        return [reach for reach, _ in benefit.parts]
    reach = getattr(benefit, "reach", None)
    return [] if reach is None else [reach]


def groups_reached(draft: Offer, groups: Groups, goods: Goods) -> list[str]:
    """Return the product groups a draft may touch, in the order of the shop's list."""
    known = list(groups.by_id)
    reaches = [reach for benefit in draft.benefits for reach in reaches_of(benefit)]
    everywhere = len(reaches) < len(draft.benefits) or any(reach.whole for reach in reaches)
    named = {_group_of(reach, goods) for reach in reaches if not reach.whole}
    if everywhere:
        asked = {_group_of(Reach(*name), goods) for name in wants_of(draft.basket) if any(name)}
        return known or sorted(named | asked) or [DEFAULT_GROUP]
    return [group for group in known if group in named] or sorted(named)


def _group_of(reach: Reach, goods: Goods) -> str:
    return goods.group_of(reach.product_id) if reach.product_id else reach.group


def baskets_for(draft: Offer, group: str, groups: Groups, goods: Goods) -> list[Basket]:
    """Return the purchases of a group a draft is tried on, the smallest first; each begins with a line of the group."""
    found = _Trying(draft, group, groups, goods)
    baskets = [*(found.purchase(amount) for amount in found.amounts()), *found.bundles()]
    return sorted(dict.fromkeys(baskets), key=lambda basket: (amount_in(group, basket), len(basket.lines)))


def amount_in(group: str, basket: Basket) -> int:
    """Return what a basket holds of a group, before offers."""
    return sum(line.gross for line in basket.lines if line.group == group)


def hangs_on_prices(draft: Offer, group: str, goods: Goods) -> bool:
    """Say whether what a draft does to a group hangs on what its units cost."""
    told = [one for one in draft.benefits if isinstance(one, FixedPrice | BundlePrice | GiftProduct)]
    reaches = [reach for benefit in told for reach in reaches_of(benefit)]
    return any(reach.whole or _group_of(reach, goods) == group for reach in reaches)


class _Trying:
    """A draft tried on a group."""

    def __init__(self, draft: Offer, group: str, groups: Groups, goods: Goods) -> None:
        self.draft, self.group, self.groups, self.goods = draft, group, groups, goods
        self.condition = All((draft.basket, draft.audience))
        self.wants = wants_of(self.condition)
        self.here = [one for one in draft.benefits if any(map(self._is_here, reaches_of(one)))]
        self.picking = [
            one for one in self.here if isinstance(one, UNIT_BENEFITS) and not isinstance(one, BundlePrice)
        ]

    def _is_here(self, reach: Reach) -> bool:
        return reach.whole or _group_of(reach, self.goods) == self.group

    def amounts(self) -> list[int]:
        """Return a usual purchase, the least that meets the draft, and where amounts and prices weigh most."""
        least, most = self._least(), most_of(self.condition, self.group)
        usual = self.goods.usual.get(self.group) or (least // 3 if least else USUAL)
        if any(isinstance(one, FixedPrice) for one in self.here) and not self._piece():
            # Made up, a purchase would say that a price of 9,000 loses on pieces of a million.
            usual = min(usual, *(one.price for one in self.here if isinstance(one, FixedPrice)))
        lumps = [lump for one in self.draft.benefits if (lump := _weighs_most(one))]
        pieces = self._pieces() // UNIT_QUANTITY * self._piece() if self.picking else 0
        found = {usual, least or usual, *(max(least, lump) for lump in lumps), max(least, pieces)}
        return sorted({amount if most is None else min(amount, most) for amount in found} - {0})

    def _least(self) -> int:
        """Return what must be bought of the group, or of everything, for the draft to be met."""
        return max(self.wants.get(name, Want()).amount for name in (("", ""), (self.group, "")))

    def _piece(self) -> int:
        """Return what the dearest piece costs that a benefit picks here, 0 where that is not known."""
        reaches = [reach for one in self.picking for reach in reaches_of(one) if self._is_here(reach)]
        return max(
            (self.goods.piece(reach if reach.product_id else Reach(group=self.group)) for reach in reaches),
            default=0,
        )

    def purchase(self, amount: int) -> Basket:
        """Return a purchase of an amount in the group, with what else the draft asks for beside it."""
        pieces, piece = self._pieces(), self._piece()
        if piece:
            pieces = max(pieces, -(-amount // piece) * UNIT_QUANTITY)
        few = [one.number for one in self.picking if isinstance(one, PickOff) and one.dearest]
        own = [self._line(self.group, self._product(), amount, pieces)]
        rest = pieces // UNIT_QUANTITY - max(few, default=0)
        if few and rest > 0 and amount > rest:
            # The dearest cost most where the others are next to nothing.
            own = [
                self._line(self.group, self._product(), amount - rest, max(few) * UNIT_QUANTITY),
                self._line(self.group, "", rest, rest * UNIT_QUANTITY),
            ]
        return _numbered([*own, *self._beside(self.wants)])

    def bundles(self) -> Iterable[Basket]:
        """Yield each bundle that reaches the group, of the dearest pieces, where the price of each part is known."""
        for one in self.here:
            if isinstance(one, BundlePrice) and all(self.goods.piece(part) for part, _ in one.parts):
                yield self._bundle(one)

    def _bundle(self, bundle: BundlePrice) -> Basket:
        lines = [
            self._line(
                _group_of(part, self.goods),
                part.product_id,
                self.goods.piece(part) * number,
                number * UNIT_QUANTITY,
            )
            for part, number in bundle.parts
        ]
        lines.sort(key=lambda line: line.group != self.group)
        held = {(line.group, "") for line in lines} | {("", line.product_id) for line in lines}
        more = {name: want for name, want in self.wants.items() if name not in held}
        return _numbered([*lines, *self._beside(more)])

    def _pieces(self) -> int:
        """Return how much of the group has to be bought for the draft to give some of it: of three for two, three."""
        asked = [
            self.wants.get(name, Want()).quantity
            for name in (("", ""), (self.group, ""), ("", self._product()))
        ]
        least = max(*asked, UNIT_QUANTITY)
        for one in self.picking:
            if isinstance(one, BuyGet):
                whole = (one.buy + one.get) * UNIT_QUANTITY
                least = max(-(-least // whole) * whole, whole)
            elif isinstance(one, GiftProduct | PickOff):
                least = max(least, one.number * UNIT_QUANTITY if isinstance(one, GiftProduct) else least)
        return least

    def _product(self) -> str:
        """Return the product of the group that a benefit, or the condition, is about; '' where none is."""
        named = {reach.product_id for one in self.draft.benefits for reach in reaches_of(one)}
        asked = {product_id for _, product_id in self.wants}
        for names in (named, asked):
            here = [name for name in sorted(names - {""}) if self.goods.group_of(name) == self.group]
            if here:
                return here[-1]
        return ""

    def _beside(self, wants: Wants) -> list[Line]:
        """Return the lines of what is asked for beside the group."""
        others = []
        for (group, product_id), want in wants.items():
            home = self.goods.group_of(product_id) if product_id else group
            mine = home == self.group and product_id in ("", self._product())
            if home and not mine:
                others.append(self._line(home, product_id, max(want.amount, 1), want.quantity))
        return others

    def _line(self, group: str, product_id: str, amount: int, quantity: int) -> Line:
        pieces = max(quantity, UNIT_QUANTITY)
        return Line(1, group, amount, pieces, product_id or None, vat_rate=self.groups.vat(group))


def _weighs_most(benefit: Benefit) -> int:
    """Return the purchase of which a benefit takes most: all of it for an amount, for a capped percent where the cap begins."""
    if isinstance(benefit, AmountOff | FixedCredit):
        return benefit.amount
    if isinstance(benefit, PercentOff | ExtraCredit) and benefit.cap is not None:
        return benefit.cap * WHOLE // benefit.rate
    return 0


def _numbered(lines: Sequence[Line]) -> Basket:
    return Basket(
        tuple(
            Line(n, one.group, one.gross, one.quantity, one.product_id, vat_rate=one.vat_rate)
            for n, one in enumerate(lines, start=1)
        )
    )
