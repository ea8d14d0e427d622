"""What is asked before an offer is published: its sentences, what the counter will do, what the check warns of. Pure; no Qt."""

from __future__ import annotations

from desktop.ui.offers.judging import say_marked
from desktop.ui.offers.shown import LESS, UNDER, UNKNOWN, UNTRIED, ShownCheck, ShownPublish
from loyalty.offers.offer import Offer
from loyalty.sentences.names import Names
from loyalty.words import Lang

_OTHER: dict[Lang, Lang] = {"fa": "en", "en": "fa"}


def question(
    offer: Offer, name: str, check: ShownCheck, reached: int | None, holdout: str, names: Names, lang: Lang
) -> ShownPublish:
    """Return the question; a check that is fine warns of nothing."""
    here, there = (say_marked(offer, one, names).text for one in (lang, _OTHER[lang]))
    warns = check.verdict in (LESS, UNDER, UNKNOWN, UNTRIED)
    return ShownPublish(
        name,
        here,
        there,
        check.title if warns else "",
        reached,
        holdout,
        check.stops,
        gives=offer.grant is not None,
        loses=check.loses_money,
        at_till=check.at_till,
        hint=check.hint if warns else "",
        ways=check.ways,
    )
