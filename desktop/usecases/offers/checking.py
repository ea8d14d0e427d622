"""Check a draft before it is published: does it pay, alone and beside all that is live. Records nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from desktop.models.queries.goods import dearest_goods, group_of_goods, prices_of_goods, usual_purchases
from desktop.models.sources import Source
from desktop.usecases.offers.shelf import names_for, offers_now
from desktop.usecases.offers.soundness import check_works, read_offer
from desktop.usecases.policies import rules_now
from desktop.usecases.till import Till
from loyalty.conditions.doubts import Doubt
from loyalty.documents import Text
from loyalty.errors import LoyaltyError
from loyalty.member import Moment, moment_at
from loyalty.offers.advice import AnyAdvice, advise
from loyalty.offers.offer import Offer
from loyalty.offers.trying import Goods, reaches_of
from loyalty.offers.worst_case import LOSES, CheckRow, check_profit
from loyalty.offers.worst_case import Check as Finding
from loyalty.policy import Rules
from loyalty.sentences.advices import say_advice
from loyalty.sentences.at_till import say_at_till
from loyalty.sentences.checks import say_check

USUAL_DAYS = 365
"""How far back a usual purchase of a group is looked for."""


@dataclass(frozen=True, slots=True)
class Check:
    """What a check found: `groups` beside all that is live, `alone` by itself; `sentence` says it plainly.

    `losses` is what the shop's policy does with an offer that loses: warn, ask (a manager's PIN) or refuse. `doubts` are
    worth saying of its conditions, and keep nobody from publishing. `untried` are groups on which it was tried in no purchase.
    """

    groups: tuple[CheckRow, ...]
    alone: tuple[CheckRow, ...]
    verdict: str
    sentence: Text
    beside: tuple[str, ...]
    losses: str
    doubts: tuple[Doubt, ...] = ()
    untried: tuple[str, ...] = ()
    """The product groups on which it was tried in no purchase that it works on."""
    later: bool = False
    """Whether it gives something for later, which is reckoned nowhere here."""
    at_till: Text | None = None
    """What the counter will do with the purchase that decides, None where it was seen to work on none."""


def check_draft(till: Till, document: Mapping[str, Any]) -> Check:
    """Return what a draft would keep; raises what is wrong with the document, at its field."""
    names = names_for(till)
    with till.read() as db:
        rules = rules_now(db)
        draft = read_offer(document, rules)
        doubtful = check_works(db, till, draft, document)
        found = find_profit(db, till, draft)
    sentence = say_check(found, names)
    return Check(
        found.groups,
        found.alone,
        found.verdict,
        sentence,
        found.beside,
        rules.costs.losing_offers,
        doubtful,
        found.untried,
        found.later,
        say_at_till(found, names),
    )


def refusal_of(till: Till, document: Mapping[str, Any]) -> LoyaltyError | None:
    """Return what a draft cannot be published for as it is, None where it can; whether it pays is not asked."""
    try:
        with till.read() as db:
            check_works(db, till, read_offer(document, rules_now(db)), document)
    except LoyaltyError as error:
        return error
    return None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would pay instead of a draft that loses: by benefit, and said plainly (None: there is nothing in it to change)."""

    advice: tuple[AnyAdvice, ...]
    sentence: Text | None


def propose(till: Till, document: Mapping[str, Any]) -> Proposal:
    """Return the percents, amounts, caps and prices at which a draft would pay on the groups where it loses; nothing where it does not."""
    names = names_for(till)
    with till.read() as db:
        draft = read_offer(document, rules_now(db))
        against = _against(db, till, draft)
        found = check_profit(draft, *against)
        losing = list(
            dict.fromkeys(row.group for row in found.groups if row.applies and row.verdict == LOSES)
        )
        advice = advise(draft, *against, groups=losing) if losing else ()
    return Proposal(advice, say_advice(advice, names))


class _Against(NamedTuple):
    """What a draft is checked against: live offers, rules, the moment, and what is known of what is sold."""

    live: Sequence[Offer]
    rules: Rules
    moment: Moment
    goods: Goods


def find_profit(db: Source, till: Till, draft: Offer) -> Finding:
    """Return the check of a draft beside the live offers of this shop."""
    return check_profit(draft, *_against(db, till, draft))


def _against(db: Source, till: Till, draft: Offer) -> _Against:
    moment = moment_at(till.now(), till.shop.zone, till.shop.branch_id, till.shop.till_id)
    named = sorted({one.product_id for benefit in draft.benefits for one in reaches_of(benefit)} - {""})
    goods = Goods(
        group_of_goods(db),
        usual_purchases(db, moment.on - dt.timedelta(days=USUAL_DAYS)),
        prices_of_goods(db, named),
        dearest_goods(db),
    )
    return _Against(offers_now(db), rules_now(db), moment, goods)
