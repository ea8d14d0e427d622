"""What offers have to say about the open basket: those that nearly apply, and every verdict in sentences."""

from __future__ import annotations

from dataclasses import replace

from desktop.ui.sale.counter import Served, Stand
from desktop.ui.sale.shown import ShownBase, ShownEarned, ShownMissing, ShownNear, ShownVerdict, ShownWhy
from loyalty.base_earning import BaseEarned, base_earned
from loyalty.conditions.verdict import Missing
from loyalty.documents import Text
from loyalty.kinds import CREDIT
from loyalty.policy import Rules
from loyalty.quote import APPLIED, NEARLY, NEEDS_CENTRE, Effect, OfferVerdict
from loyalty.sentences.earned import base_name, say_base, say_nobody
from loyalty.sentences.names import Names, names_of
from loyalty.sentences.verdicts import say_verdict
from loyalty.words import Lang

CENTRE = "centre"
"""Shown for what the centre alone could let apply, in the place of `capped`."""
ORDER = (APPLIED, NEARLY, CENTRE, "beaten", "margin", "capped", "not_basket", "not_now", "not_member")
"""The verdicts as they are read: what applies first, what is out of reach last."""


def near(served: Served, lang: Lang, verdict: str, most: int) -> tuple[ShownNear, ...]:
    """Return the offers of one verdict, those that lack least first."""
    if served.quote is None:
        return ()
    found = [one for one in served.quote.verdicts if one.verdict == verdict]
    found.sort(key=lambda one: (_distance(one), one.offer_id))
    return tuple(_near(one, served, lang) for one in found[:most])


def why(served: Served | None, stand: Stand, lang: Lang, override: str = "") -> ShownWhy:
    """Return what the basket earns by itself and by which rule, and what became of every offer."""
    if served is None or served.quote is None:
        return ShownWhy(nothing_yet=True)
    verdicts = all_verdicts(served, stand, lang, override)
    if served.member is None:
        return ShownWhy((), verdicts, say_nobody(lang))
    names = shop_names(served, stand)
    earned = base_earned(served.quote, served.rules, served.member.place.tier.tier)
    return ShownWhy(tuple(_base(one, lang, names) for one in earned), verdicts)


def _base(one: BaseEarned, lang: Lang, names: Names) -> ShownBase:
    return ShownBase(base_name(one, lang, names), one.amount, say_base(one, lang, names), one.unit == CREDIT)


def all_verdicts(
    served: Served | None, stand: Stand, lang: Lang, override: str = ""
) -> tuple[ShownVerdict, ...]:
    """Return what became of every offer, with its reason as a sentence; `override` is why the floor was let go."""
    if served is None or served.quote is None:
        return ()
    names = shop_names(served, stand)
    ordered = sorted(served.quote.verdicts, key=lambda one: (ORDER.index(_shown(one)), _distance(one)))
    return tuple(
        ShownVerdict(
            name=one.name.of(lang),
            verdict=_shown(one),
            reason=say_verdict(one, lang, names),
            missing=tuple(missing_shown(lack, served.rules, lang) for lack in one.missing),
            effect=earned(one.effect),
            override=override,
        )
        for one in ordered
    )


def _shown(one: OfferVerdict) -> str:
    return CENTRE if one.because.code in NEEDS_CENTRE else one.verdict


def shop_names(served: Served, stand: Stand) -> Names:
    """Return the names sentences need: groups, tiers, kinds of points, offers, products, this branch."""
    offers = {one.offer_id: one.name for one in served.quote.verdicts} if served.quote else {}
    products = {
        line.product_id: Text(line.name, line.name) for line in served.basket.lines if line.product_id
    }
    branches = dict(stand.branches) | {stand.branch_id: Text(stand.branch, stand.branch)}
    known = names_of(served.rules, currency=stand.currency, products=products, branches=branches)
    return replace(known, offers=offers)


def earned(effect: Effect | None) -> ShownEarned:
    """Return what an offer gave in its three coins."""
    return ShownEarned(effect.discount, effect.credit, effect.points) if effect else ShownEarned()


def missing_shown(lack: Missing, rules: Rules, lang: Lang) -> ShownMissing:
    """Return what is missing with the name of its group."""
    group = rules.groups.by_id.get(lack.group)
    return ShownMissing(lack.what, lack.have, lack.need, group.name.of(lang) if group else lack.group)


def _near(one: OfferVerdict, served: Served, lang: Lang) -> ShownNear:
    lack = missing_shown(one.missing[0], served.rules, lang) if one.missing else None
    return ShownNear(one.name.of(lang), lack, earned(one.effect or served.worth.get(one.offer_id)))


def _distance(one: OfferVerdict) -> int:
    """How far from being met, in parts per million; what cannot be measured comes last."""
    lack = one.missing[0] if one.missing else None
    return lack.more * 1_000_000 // lack.need if lack and lack.need else 1_000_001
