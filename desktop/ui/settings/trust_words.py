"""What a form of trust would cost, worked out as it is typed. No Qt."""

from __future__ import annotations

from desktop.ui.settings.values import RulesShown, TrustCost
from loyalty.errors import LoyaltyError
from loyalty.problems import say
from loyalty.trust import LOSS_PER_MILLION, parse_trust
from loyalty.words import Lang


def trust_cost(form: RulesShown, lang: Lang) -> TrustCost:
    """Return what is lent at most and what is lost at worst and as a rule; or why the form cannot stand."""
    try:
        told = parse_trust({"per_member": form.per_member, "pool": form.pool})
    except LoyaltyError as refused:
        return TrustCost(problem=say(refused, lang))
    return TrustCost(
        lends=told.per_member > 0,
        each=told.pool,
        tills=form.tills,
        worst=told.worst_loss(form.tills),
        spent=form.spent,
        expected=told.expected_loss(form.spent, form.tills),
        share=LOSS_PER_MILLION,
        apart=form.apart,
    )
