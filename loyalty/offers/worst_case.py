"""Whether an offer pays before it is published: what each product group keeps, alone and beside all that is live.

Always holds: the worst member that may meet the offers is taken, not the usual one; nothing that can be met is
assumed away, and nothing that contradicts itself (two tiers at once, a basket that is too small) is counted in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from loyalty.basket import DEFAULT_GROUP, UNIT_QUANTITY, Basket, Line
from loyalty.conditions.situation import Contents
from loyalty.costs import Costs
from loyalty.groups import Groups
from loyalty.member import MemberSnapshot, Moment
from loyalty.money import WHOLE
from loyalty.offers.offer import AmountOff, BuyGet, Offer
from loyalty.offers.possible import could_hold, needs_of, tiers_asked
from loyalty.policy import Rules
from loyalty.pricing.bill import lay_out
from loyalty.pricing.choose import choose
from loyalty.pricing.floor import kept_by_group
from loyalty.pricing.settle import Table

PAYS, LOSES, UNKNOWN = "pays", "loses", "unknown"
USUAL = 1_000_000
"""The purchase looked at where neither the offer nor the past names one."""


@dataclass(frozen=True, slots=True)
class CheckRow:
    """What a product group keeps of a purchase; None where its margin is unknown.

    `profit_now` before any credit is spent, `profit_after_redeemed` once all of it is, `profit_expected` by the
    share the shop expects. `applies` says whether the offer works on such a purchase. `without_now` and
    `without_redeemed` are what the same purchase keeps where only the live offers work.
    """

    group: str
    at_amount: int
    profit_now: int | None
    profit_expected: int | None
    profit_after_redeemed: int | None
    verdict: str
    applies: bool
    without_now: int | None = None
    without_redeemed: int | None = None

    @property
    def loses_money(self) -> bool:
        """Say whether it keeps less than nothing, and not merely less than its floor."""
        return (self.profit_after_redeemed or 0) < 0


@dataclass(frozen=True, slots=True)
class Check:
    """The rows of the worst case beside all live offers (`groups`) and of the offer by itself (`alone`).

    `losing` is the row that decides where it loses; `beside` are the live offers that may work with it.
    """

    groups: tuple[CheckRow, ...]
    alone: tuple[CheckRow, ...]
    verdict: str
    losing: CheckRow | None
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Shop:
    draft: Offer
    live: tuple[Offer, ...]
    rules: Rules
    moment: Moment
    product_groups: Mapping[str, str]
    free: Rules
    """The rules without margins, so that no floor holds anything off."""
    seen: dict[tuple[object, ...], tuple[CheckRow, frozenset[str]]] = field(default_factory=dict)
    """The rows that were reckoned, by all that decides them: tiers that earn alike and meet the same share one."""


def _shop(
    draft: Offer,
    live: Sequence[Offer],
    rules: Rules,
    moment: Moment,
    product_groups: Mapping[str, str] | None,
) -> _Shop:
    others = tuple(offer for offer in live if offer.offer_id != draft.offer_id)
    return _Shop(draft, others, rules, moment, product_groups or {}, replace(rules, groups=Groups()))


def check_profit(
    draft: Offer,
    live: Sequence[Offer],
    rules: Rules,
    moment: Moment,
    *,
    usual: Mapping[str, int] | None = None,
    product_groups: Mapping[str, str] | None = None,
) -> Check:
    """Return the check of a draft; `usual` is a usual purchase by group, `product_groups` the group of a product."""
    shop = _shop(draft, live, rules, moment, product_groups)
    rows: list[CheckRow] = []
    alone: list[CheckRow] = []
    beside: set[str] = set()
    for group in _groups(shop):
        for amount in _amounts(shop, group, usual or {}):
            tier = _worst_tier(shop, group, amount, (draft, *shop.live))
            row, worked = _row(shop, group, amount, (draft, *shop.live), tier)
            rows.append(_compared(shop, row, tier))
            beside |= worked
            alone.append(_worst_row(shop, group, amount, (draft,)))
    shown = [row for row in rows if row.applies] or rows
    losing = next((row for row in shown if row.verdict == LOSES), None)
    verdict = LOSES if losing else PAYS if all(row.verdict == PAYS for row in shown) else UNKNOWN
    return Check(tuple(rows), tuple(alone), verdict, losing, tuple(sorted(beside - {draft.offer_id})))


def pays_on(
    draft: Offer,
    live: Sequence[Offer],
    rules: Rules,
    moment: Moment,
    group: str,
    *,
    usual: Mapping[str, int] | None = None,
    product_groups: Mapping[str, str] | None = None,
) -> bool:
    """Say whether a draft works on a product group and never loses there; as `check_profit`, for one group alone."""
    shop = _shop(draft, live, rules, moment, product_groups)
    met = (draft, *shop.live)
    rows = [_worst_row(shop, group, amount, met) for amount in _amounts(shop, group, usual or {})]
    working = [row for row in rows if row.applies]
    return bool(working) and all(row.verdict == PAYS for row in working)


def _groups(shop: _Shop) -> list[str]:
    """Return the groups a draft may touch, in the order of the shop's list."""
    known = list(shop.rules.groups.by_id)
    reaches = [getattr(benefit, "reach", None) for benefit in shop.draft.benefits]
    if all(reach is None or reach.whole for reach in reaches):
        asked = needs_of(shop.draft.basket).group
        whole = [asked] if asked and not any(reaches) else known
        return whole or [asked or DEFAULT_GROUP]
    named = {
        reach.group or shop.product_groups.get(reach.product_id, DEFAULT_GROUP) for reach in reaches if reach
    }
    return [group for group in known if group in named] or sorted(named)


def _amounts(shop: _Shop, group: str, usual: Mapping[str, int]) -> list[int]:
    """Return the purchases looked at: a usual one, the least that meets the offer, and where amounts weigh most."""
    least = needs_of(shop.draft.basket).amount
    typical = usual.get(group) or (least // 3 if least else USUAL)
    lumps = [benefit.amount for benefit in shop.draft.benefits if isinstance(benefit, AmountOff)]
    return sorted({typical, least or typical, *(max(least, lump) for lump in lumps)} - {0})


def _worst_row(shop: _Shop, group: str, amount: int, offers: tuple[Offer, ...]) -> CheckRow:
    return _row(shop, group, amount, offers, _worst_tier(shop, group, amount, offers))[0]


def _worst_tier(shop: _Shop, group: str, amount: int, offers: tuple[Offer, ...]) -> str:
    """Return the tier whose member leaves least of a purchase the draft works on."""
    tiers = [step.tier for step in shop.rules.tiers.tiers]
    asked = tiers_asked(shop.draft.audience) or tiers

    def kept(tier: str) -> tuple[bool, int]:
        row, _ = _row(shop, group, amount, offers, tier)
        return not row.applies, _after(row)

    return min([tier for tier in tiers if tier in asked] or tiers[:1], key=kept)


def _compared(shop: _Shop, row: CheckRow, tier: str) -> CheckRow:
    """Return a row with what the same member's purchase keeps without the draft."""
    without, _ = _row(shop, row.group, row.at_amount, shop.live, tier)
    return replace(row, without_now=without.profit_now, without_redeemed=without.profit_after_redeemed)


def _after(row: CheckRow) -> int:
    return 0 if row.profit_after_redeemed is None else row.profit_after_redeemed


def _row(
    shop: _Shop, group: str, amount: int, offers: tuple[Offer, ...], tier: str
) -> tuple[CheckRow, frozenset[str]]:
    """Return what a group keeps when a member of a tier buys for an amount and meets all that can be met."""
    basket = _basket(shop, group, amount)
    contents = Contents(basket.lines)
    met = [one for one in offers if _may_work(one, tier, contents)]
    rates = [shop.rules.earning.rate_of(line.group, tier) for line in basket.lines]
    key = (group, amount, *rates, *[one.offer_id for one in met])
    if key not in shop.seen:
        shop.seen[key] = _reckon(shop, basket, met, tier)
    return shop.seen[key]


def _reckon(shop: _Shop, basket: Basket, met: Sequence[Offer], tier: str) -> tuple[CheckRow, frozenset[str]]:
    group, amount = basket.lines[0].group, basket.lines[0].gross
    member = MemberSnapshot("", shop.moment.on, tier=tier, tiers_reached=shop.rules.tiers.reached(tier))
    table = Table(lay_out(basket), member, shop.free, shop.moment)
    chosen = choose(table, met, explain=False)
    worked = frozenset(one.offer_id for one in chosen.offers)
    applies = shop.draft.offer_id in worked
    if shop.rules.groups.margin(group) is None:
        return CheckRow(group, amount, None, None, None, UNKNOWN, applies), worked

    def kept(costs: Costs) -> tuple[int, int]:
        priced = replace(shop.rules, costs=costs)
        known = kept_by_group(chosen.tally, table.bill, priced)[group]
        return known.kept, known.least

    point_cost = shop.rules.costs.point_cost
    now, _ = kept(Costs(0, 0))
    after, least = kept(Costs(WHOLE, point_cost))
    expected, _ = kept(shop.rules.costs)
    verdict = LOSES if after < max(least, 0) else PAYS
    return (
        CheckRow(group, amount, now // WHOLE, expected // WHOLE, after // WHOLE, verdict, applies),
        worked,
    )


def _basket(shop: _Shop, group: str, amount: int) -> Basket:
    """Return a purchase of an amount in a group, with what else the offer asks for beside it."""
    needs = needs_of(shop.draft.basket)
    quantity = max(needs.quantity, UNIT_QUANTITY)
    beside = needs.group not in ("", group)
    own = max(UNIT_QUANTITY if beside else quantity, _pieces(shop, group))
    lines = [Line(1, group, amount, own, vat_rate=shop.rules.groups.vat(group))]
    for product in sorted({b.reach.product_id for b in shop.draft.benefits if hasattr(b, "reach")} - {""}):
        if shop.product_groups.get(product, DEFAULT_GROUP) == group:
            lines = [replace(lines[0], product_id=product)]
    if beside:
        vat = shop.rules.groups.vat(needs.group)
        lines.append(Line(2, needs.group, max(needs.amount, 1), quantity, vat_rate=vat))
    return Basket(tuple(lines))


def _pieces(shop: _Shop, group: str) -> int:
    """Return how much of a group has to be bought for the draft to give some of it: of three for two, three."""
    giving = [one for one in shop.draft.benefits if isinstance(one, BuyGet)]
    return (
        max((one.buy + one.get for one in giving if one.reach.group in ("", group)), default=0)
        * UNIT_QUANTITY
    )


def _may_work(offer: Offer, tier: str, contents: Contents) -> bool:
    return could_hold(offer.audience, tier, contents) and could_hold(offer.basket, tier, contents)
