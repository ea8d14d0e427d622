"""Check a draft before it is published: does it pay, alone and beside all that is live. Records nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.models.sources import Source
from desktop.usecases.offers.shelf import names_for, offers_now
from desktop.usecases.offers.soundness import check_works, read_offer
from desktop.usecases.policies import rules_now
from desktop.usecases.till import Till
from loyalty.conditions.doubts import Doubt
from loyalty.documents import Text
from loyalty.member import moment_at
from loyalty.offers.offer import Offer
from loyalty.offers.worst_case import Check as Finding
from loyalty.offers.worst_case import CheckRow, check_profit
from loyalty.sentences.checks import say_check

USUAL_DAYS = 365
"""How far back a usual purchase of a group is looked for."""

_USUAL = (
    "SELECT product_group, sum(net) / sum(purchases) FROM day_sale WHERE on_day >= date(?, ?) AND purchases > 0 "
    "AND net > 0 GROUP BY product_group"
)


@dataclass(frozen=True, slots=True)
class Check:
    """What a check found: `groups` beside all that is live, `alone` by itself; `sentence` says it plainly.

    `losses` is what the shop's policy does with an offer that loses: warn, ask (a manager's PIN) or refuse. `doubts` are
    worth saying of its conditions, and keep nobody from publishing.
    """

    groups: tuple[CheckRow, ...]
    alone: tuple[CheckRow, ...]
    verdict: str
    sentence: Text
    beside: tuple[str, ...]
    losses: str
    doubts: tuple[Doubt, ...] = ()


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
        found.groups, found.alone, found.verdict, sentence, found.beside, rules.costs.losing_offers, doubtful
    )


def find_profit(db: Source, till: Till, draft: Offer) -> Finding:
    """Return the check of a draft beside the live offers of this shop."""
    moment = moment_at(till.now(), till.shop.zone, till.shop.branch_id, till.shop.till_id)
    usual = {row[0]: row[1] for row in db.rows(_USUAL, (moment.on.isoformat(), f"-{USUAL_DAYS} days"))}
    groups = {row[0]: row[1] for row in db.rows("SELECT product_id, product_group FROM product")}
    return check_profit(draft, offers_now(db), rules_now(db), moment, usual=usual, product_groups=groups)
