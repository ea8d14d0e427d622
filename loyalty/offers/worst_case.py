"""Whether an offer pays before it is published: what each product group keeps, alone and beside all that is live.

Always holds: the worst member that may meet the offers is taken, not the usual one; nothing that can be met is
assumed away, and nothing that contradicts itself (two tiers at once, a basket that is too small) is counted in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from loyalty.basket import Basket
from loyalty.conditions.situation import Contents
from loyalty.costs import Costs
from loyalty.groups import Groups
from loyalty.member import MemberSnapshot, Moment
from loyalty.money import WHOLE
from loyalty.offers.offer import Offer
from loyalty.offers.possible import could_hold, must_hold, tiers_asked
from loyalty.offers.trying import Goods, amount_in, baskets_for, groups_reached, hangs_on_prices
from loyalty.policy import Rules
from loyalty.pricing.bill import lay_out
from loyalty.pricing.choose import choose, comes_later
from loyalty.pricing.floor import kept_by_group
from loyalty.pricing.settle import Table

PAYS, LOSES, UNKNOWN, UNTRIED = "pays", "loses", "unknown", "untried"
"""Untried: no purchase could be told on which it works, so that nothing is known of its worst case."""
NOTHING_KNOWN = Goods()


@dataclass(frozen=True, slots=True)
class CheckRow:
    """What a product group keeps of a purchase; None where its margin is unknown.

    `profit_now` before any credit is spent, `profit_after_redeemed` once all of it is, `profit_expected` by the
    share the shop expects. `applies` says whether the offer works on such a purchase. `without_now`,
    `without_redeemed` and `without_verdict` are what the same purchase keeps where only the live offers work.
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
    without_verdict: str = ""

    @property
    def loses_money(self) -> bool:
        """Say whether it keeps less than nothing, and not merely less than its floor."""
        return (self.profit_after_redeemed or 0) < 0


@dataclass(frozen=True, slots=True)
class AtTill:
    """What the counter does with one of the purchases that were tried, floors of margins held: what the draft gives on it.

    `amount` is of the `group`, `to_pay` and `whole` of the basket, after and before all offers. `held` says that a floor
    keeps the draft off, so that it gives nothing. `tier` is the member's, '' where it is the same for all.
    Of the live offers those work that hold for every member of it; `worst` says that the rows, on which all work that can
    be met and no floor holds any off, are of another price.
    """

    group: str
    amount: int
    whole: int
    to_pay: int
    discount: int
    credit: int
    points: int
    held: bool = False
    tier: str = ""
    worst: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """The rows of the worst case beside all live offers (`groups`) and of the offer by itself (`alone`).

    `losing` is the row that decides where it loses; `beside` are the live offers that may work with it. `untried` are the
    groups that it was tried on in no purchase on which it works.
    """

    groups: tuple[CheckRow, ...]
    alone: tuple[CheckRow, ...]
    verdict: str
    losing: CheckRow | None
    beside: tuple[str, ...]
    untried: tuple[str, ...] = ()
    later: bool = False
    """Whether it gives something for later, which is reckoned nowhere here."""
    at_till: AtTill | None = None
    """What the counter does with the purchase that decides, None where the draft was seen to work on none."""


@dataclass(frozen=True, slots=True)
class _Shop:
    draft: Offer
    live: tuple[Offer, ...]
    rules: Rules
    moment: Moment
    goods: Goods
    free: Rules
    """The rules without margins, so that no floor holds anything off."""
    seen: dict[tuple[object, ...], tuple[CheckRow, frozenset[str]]] = field(default_factory=dict)
    """The rows that were reckoned, by all that decides them: tiers that earn alike and meet the same share one."""
    held: dict[tuple[object, ...], bool] = field(default_factory=dict)
    """Whether its floor keeps a live offer by itself off a purchase, by what decides that."""
    usual: bool = False
    """Whether of the live offers only those work that hold for every member."""

    def beside_usual(self) -> _Shop:
        """Return the same with the live offers alone that hold for every member."""
        return replace(self, seen={}, held={}, usual=True)


def _shop(draft: Offer, live: Sequence[Offer], rules: Rules, moment: Moment, goods: Goods) -> _Shop:
    others = tuple(
        offer for offer in live if offer.offer_id != draft.offer_id and _meet(draft, offer, moment.on)
    )
    return _Shop(draft, others, rules, moment, goods, replace(rules, groups=Groups()))


def _meet(draft: Offer, other: Offer, today: dt.date) -> bool:
    """Say whether there is a day from today on that lies within the days of both."""
    since = max(one.since or today for one in (draft, other))
    until = min(one.until or dt.date.max for one in (draft, other))
    return max(since, today) <= until


def check_profit(
    draft: Offer, live: Sequence[Offer], rules: Rules, moment: Moment, goods: Goods = NOTHING_KNOWN
) -> Check:
    """Return the check of a draft: beside the live offers that hold for every member where all of them leave it no room."""
    shop = _shop(draft, live, rules, moment, goods)
    found = _check(shop)
    if any(row.applies for row in found.groups):
        return found
    usual = _check(shop.beside_usual())
    return usual if any(row.applies for row in usual.groups) else found


def _check(shop: _Shop) -> Check:
    draft = shop.draft
    groups = groups_reached(draft, shop.rules.groups, shop.goods)
    rows: list[CheckRow] = []
    alone: list[CheckRow] = []
    beside: set[str] = set()
    tried: list[tuple[CheckRow, Basket, str]] = []
    for group in groups:
        for basket in baskets_for(draft, group, shop.rules.groups, shop.goods):
            tier = _worst_tier(shop, group, basket, (draft, *shop.live))
            row, worked = _row(shop, group, basket, (draft, *shop.live), tier)
            rows.append(_compared(shop, row, basket, tier))
            tried.append((rows[-1], basket, tier))
            beside |= worked
            alone.append(_worst_row(shop, group, basket, (draft,)))
    return Check(
        *_told(shop, rows, alone),
        tuple(sorted(beside - {draft.offer_id})),
        _untried(shop, rows),
        comes_later(draft),
        _at_till(shop, tried),
    )


def _at_till(shop: _Shop, tried: Sequence[tuple[CheckRow, Basket, str]]) -> AtTill | None:
    """Return what the counter does with the purchase that decides: the first that loses, else the last it works on."""
    working = [one for one in tried if one[0].applies]
    found = next((one for one in working if one[0].verdict == LOSES), working[-1] if working else None)
    if found is None:
        return None
    row, basket, tier = found
    told = _done(shop, row, basket, tier)
    differs = any(_done(shop, row, basket, other) != told for other in _tiers(shop))
    return replace(told, tier=tier) if differs else told


def _done(shop: _Shop, row: CheckRow, basket: Basket, tier: str) -> AtTill:
    """Return what the counter does with a purchase of a member of a tier."""
    contents = Contents(basket.lines)
    usual = [one for one in shop.live if _works_for_all(one, tier, contents)]
    chosen = choose(_table(shop, basket, tier, shop.rules), [shop.draft, *usual])
    everything = (shop.draft, *shop.live)
    _, worked = _row(shop, row.group, basket, everything, tier)
    worst = [one for one in everything if one.offer_id in worked]
    least = choose(_table(shop, basket, tier, shop.free), worst, explain=False)
    given = chosen.tally.effect(shop.draft.offer_id)
    return AtTill(
        row.group,
        row.at_amount,
        sum(line.gross for line in basket.lines),
        sum(chosen.tally.net),
        given.discount,
        given.credit,
        given.points,
        held=shop.draft.offer_id not in chosen.working,
        worst=chosen.tally.net != least.tally.net or chosen.working != least.working,
    )


def _table(shop: _Shop, basket: Basket, tier: str, rules: Rules) -> Table:
    member = MemberSnapshot("", shop.moment.on, tier=tier, tiers_reached=shop.rules.tiers.reached(tier))
    return Table(lay_out(basket), member, rules, shop.moment)


def _told(
    shop: _Shop, rows: list[CheckRow], alone: list[CheckRow]
) -> tuple[tuple[CheckRow, ...], tuple[CheckRow, ...], str, CheckRow | None]:
    """Return the rows with what they come to: what loses anywhere loses, and what was tried nowhere is not said to pay."""
    shown = [row for row in rows if row.applies]
    losing = next((row for row in shown if row.verdict == LOSES), None)
    if losing is not None:
        verdict = LOSES
    elif any(row.verdict == UNKNOWN for row in shown or rows):
        verdict = UNKNOWN
    else:
        verdict = UNTRIED if _untried(shop, rows) else PAYS
    return tuple(rows), tuple(alone), verdict, losing


def _untried(shop: _Shop, rows: Sequence[CheckRow]) -> tuple[str, ...]:
    """Return the groups on which nothing was seen: all where it works nowhere, else those whose units cost nobody knows what."""
    tried = {row.group for row in rows if row.applies}
    others = dict.fromkeys(row.group for row in rows if row.group not in tried)
    return tuple(group for group in others if not tried or hangs_on_prices(shop.draft, group, shop.goods))


def verdict_on(
    draft: Offer,
    live: Sequence[Offer],
    rules: Rules,
    moment: Moment,
    group: str,
    goods: Goods = NOTHING_KNOWN,
) -> str:
    """Return what `check_profit` would say of a draft on one product group alone: untried where it works on nothing there."""
    shop = _shop(draft, live, rules, moment, goods)
    found = _verdicts(shop, group) or _verdicts(shop.beside_usual(), group)
    return next((one for one in (LOSES, UNKNOWN, PAYS) if one in found), UNTRIED)


def _verdicts(shop: _Shop, group: str) -> set[str]:
    """Return what is said of a draft on the purchases of a group that it works on."""
    met, rows = (shop.draft, *shop.live), list[CheckRow]()
    for one in baskets_for(shop.draft, group, shop.rules.groups, shop.goods):
        tier = _worst_tier(shop, group, one, met)
        rows.append(_compared(shop, _row(shop, group, one, met, tier)[0], one, tier))
    return {row.verdict for row in rows if row.applies}


def _worst_row(shop: _Shop, group: str, basket: Basket, offers: tuple[Offer, ...]) -> CheckRow:
    return _row(shop, group, basket, offers, _worst_tier(shop, group, basket, offers))[0]


def _worst_tier(shop: _Shop, group: str, basket: Basket, offers: tuple[Offer, ...]) -> str:
    """Return the tier whose member leaves least of a purchase the draft works on."""

    def kept(tier: str) -> tuple[bool, int]:
        row, _ = _row(shop, group, basket, offers, tier)
        return not row.applies, _after(row)

    return min(_tiers(shop), key=kept)


def _tiers(shop: _Shop) -> list[str]:
    """Return the tiers whose members may meet the draft."""
    tiers = [step.tier for step in shop.rules.tiers.tiers]
    asked = tiers_asked(shop.draft.audience) or tiers
    return [tier for tier in tiers if tier in asked] or tiers[:1]


def _compared(shop: _Shop, row: CheckRow, basket: Basket, tier: str) -> CheckRow:
    """Return a row with what the same member's purchase keeps without the draft."""
    without, _ = _row(shop, row.group, basket, shop.live, tier)
    # What the live offers lose by themselves is not this one's doing.
    spared = row.applies and row.verdict == LOSES and _after(row) >= _after(without)
    return replace(
        row,
        verdict=PAYS if spared else row.verdict,
        without_now=without.profit_now,
        without_redeemed=without.profit_after_redeemed,
        without_verdict=without.verdict,
    )


def _after(row: CheckRow) -> int:
    return 0 if row.profit_after_redeemed is None else row.profit_after_redeemed


def _row(
    shop: _Shop, group: str, basket: Basket, offers: tuple[Offer, ...], tier: str
) -> tuple[CheckRow, frozenset[str]]:
    """Return what a group keeps of a purchase when a member of a tier meets all that can be met, and what worked.

    Where it loses, live offers that the counter never gives there are left out.
    """
    met = _met(shop, basket, offers, tier)
    while True:
        row, worked = _reckoned(shop, group, basket, met, tier)
        if row.verdict != LOSES:
            return row, worked
        held = {
            one.offer_id for one in met if one.offer_id in worked and _never_given(shop, one, basket, tier)
        }
        if not held:
            return row, worked
        met = [one for one in met if one.offer_id not in held]


def _reckoned(
    shop: _Shop, group: str, basket: Basket, met: Sequence[Offer], tier: str
) -> tuple[CheckRow, frozenset[str]]:
    key = (group, basket, *_rates(shop, basket, tier), *[one.offer_id for one in met])
    if key not in shop.seen:
        shop.seen[key] = _reckon(shop, group, basket, met, tier)
    return shop.seen[key]


def _rates(shop: _Shop, basket: Basket, tier: str) -> tuple[int, ...]:
    return tuple(shop.rules.earning.rate_of(line.group, tier) for line in basket.lines)


def _met(shop: _Shop, basket: Basket, offers: Iterable[Offer], tier: str) -> list[Offer]:
    """Return the offers some member of a tier may meet with a basket."""
    contents = Contents(basket.lines)
    works = _works_for_all if shop.usual else _may_work
    return [one for one in offers if (_may_work if one is shop.draft else works)(one, tier, contents)]


def _never_given(shop: _Shop, offer: Offer, basket: Basket, tier: str) -> bool:
    """Say whether the counter gives nothing of a live offer on a purchase, for its floor keeps it off even by itself."""
    if offer is shop.draft:
        return False
    key = (offer.offer_id, basket, *_rates(shop, basket, tier))
    if key not in shop.held:
        alone = choose(_table(shop, basket, tier, shop.rules), [offer], explain=False)
        shop.held[key] = offer.offer_id not in alone.working
    return shop.held[key]


def _reckon(
    shop: _Shop, group: str, basket: Basket, met: Sequence[Offer], tier: str
) -> tuple[CheckRow, frozenset[str]]:
    amount = amount_in(group, basket)
    table = _table(shop, basket, tier, shop.free)
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


def _works_for_all(offer: Offer, tier: str, contents: Contents) -> bool:
    """Say whether an offer works for whoever buys this: it needs no right, no code and no luck of the day."""
    conditions = (offer.audience, offer.basket)
    free = offer.grant is None and not offer.code
    return free and all(must_hold(one, tier, contents) for one in conditions)


def _may_work(offer: Offer, tier: str, contents: Contents) -> bool:
    return could_hold(offer.audience, tier, contents) and could_hold(offer.basket, tier, contents)
