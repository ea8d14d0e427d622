"""What is asked before an offer is published: its sentences, what the counter will do, what the check warns of. Pure; no Qt."""

from __future__ import annotations

from desktop.ui.offers.judging import say_marked
from desktop.ui.offers.shown import LESS, UNDER, UNKNOWN, UNTRIED, ShownCheck, ShownPublish
from loyalty.kinds import BUSINESS_SCOPE
from loyalty.offers.offer import Offer
from loyalty.sentences.names import Names, name_of
from loyalty.words import Lang

_OTHER: dict[Lang, Lang] = {"fa": "en", "en": "fa"}


def question(
    offer: Offer,
    name: str,
    check: ShownCheck,
    reached: int | None,
    holdout: str,
    names: Names,
    lang: Lang,
    *,
    replaces: int,
) -> ShownPublish:
    """Return the question; a check that is fine warns of nothing. `replaces` is a version the writer began without."""
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
        where=_where(offer, names, lang),
        replaces=replaces,
    )


def _where(offer: Offer, names: Names, lang: Lang) -> str:
    """Return in which branches it holds; without a last day also that it goes on until it is stopped."""
    fa, branch = lang == "fa", offer.scope.removeprefix("branch:")
    place = "در همهٔ شعب" if fa else "In all branches"
    if offer.scope != BUSINESS_SCOPE:
        named = name_of(names.branches, branch, lang)
        place = f"تنها در {named}" if fa else f"In {named} alone"
    if offer.until is not None or offer.grant is not None:
        return f"{place}."
    return f"{place}، تا وقتی متوقف شود." if fa else f"{place}, until it is stopped."
