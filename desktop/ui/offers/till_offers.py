"""The offers screen's `OffersDesk` over the real till. No Qt. In training nothing is written."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

from desktop.ui.approval.till_approvals import TillApprovals
from desktop.ui.offers.check_words import best_group, shown_check
from desktop.ui.offers.draft import opened, written
from desktop.ui.offers.fields import Choices
from desktop.ui.offers.port import Approval, Surroundings, Told
from desktop.ui.offers.shown import (
    AHEAD,
    ENDED,
    LIVE,
    STOPPED,
    Choice,
    OfferRow,
    ShownCheck,
    ShownReach,
    ShownResult,
    ShownTrial,
)
from desktop.ui.offers.stacking import Standing, Tree
from desktop.ui.offers.till_results import result_shown, try_out
from desktop.ui.offers.ways import ways_of
from desktop.usecases.authority import acts_of
from desktop.usecases.branches import list_branches
from desktop.usecases.doubting import shop_around
from desktop.usecases.offer_drafts import Draft, drop_draft, keep_draft, list_drafts
from desktop.usecases.offer_library import KINDS, TRADES, ready_offer, ready_offers
from desktop.usecases.offer_reach import reach_of
from desktop.usecases.offers import (
    IssuedCodes,
    ListedOffer,
    check_draft,
    issue_codes,
    list_offers,
    offer_results,
    propose,
    publish,
    refusal_of,
    show_offer,
    stop,
    who_is_given,
)
from desktop.usecases.offers.shelf import names_for
from desktop.usecases.policies import publish_policy, rules_now
from desktop.usecases.sign_in import Session
from loyalty.conditions.atoms import Condition
from loyalty.documents import Text
from loyalty.errors import LoyaltyError
from loyalty.offers.worst_case import LOSES
from loyalty.words import Lang

_STATES = {"live": LIVE, "stopped": STOPPED, "waiting": AHEAD, "over": ENDED}


class TillOffers(TillApprovals):
    """Runs in the database lane; `trial` beside it."""

    def surroundings(self) -> Surroundings:
        """Return the shop around a draft."""
        till = self._seat.till
        names = names_for(till)
        with till.read() as db:
            rules, known = rules_now(db), shop_around(db, till)
        choices = Choices(
            groups=tuple((group.group, group.name) for group in rules.groups.by_id.values()),
            tiers=tuple((tier.tier, tier.name) for tier in rules.tiers.tiers),
            kinds=tuple((kind.kind, kind.name) for kind in rules.points.kinds),
            branches=tuple((one.branch_id, Text(one.name, one.name)) for one in list_branches(till)),
            tills=tuple(names.tills.items()),
            offers=tuple(names.offers.items()),
            segments=tuple(names.segments.items()),
            currency=till.shop.currency,
        )
        return Surroundings(rules, names, choices, acts_of(till, self._seat.session), known)

    def offers(self, lang: Lang) -> tuple[OfferRow, ...]:
        """Return every published offer with its figures."""
        return tuple(_row(one, lang) for one in list_offers(self._seat.till))

    def document(self, offer_id: str) -> tuple[dict[str, Any], int]:
        """Return the newest document of an offer and its version."""
        found = show_offer(self._seat.till, offer_id)
        return deepcopy(found.published.document), found.version

    def drafts(self) -> tuple[Draft, ...]:
        """Return the drafts kept on this till."""
        return list_drafts(self._seat.till)

    def refusals(self, drafts: tuple[Draft, ...]) -> dict[str, LoyaltyError]:
        """Return, by id, what publishing would refuse a draft for."""
        found = {one.offer_id: refusal_of(self._seat.till, written(opened(one.document))) for one in drafts}
        return {offer_id: error for offer_id, error in found.items() if error is not None}

    def keep(self, draft: Draft) -> None:
        """Keep a draft."""
        self._seat.refuse_training()
        keep_draft(self._seat.till, self._seat.session, draft)

    def forget(self, offer_id: str) -> None:
        """Keep a draft no more."""
        self._seat.refuse_training()
        drop_draft(self._seat.till, self._seat.session, offer_id)

    def new_offer_id(self) -> str:
        """Return an id no offer has, at any till."""
        return f"offer-{self._seat.till.new_id()}"

    def library(self, lang: Lang) -> tuple[Choice, ...]:
        """Return the ready offers: those of the shop's own trade first, then those for any, then those of others."""
        own = self._seat.till.shop.trade
        ready = sorted(
            ready_offers(self._seat.till.shop.currency),
            key=lambda one: (one.trade != own, one.trade != "any"),
        )
        return tuple(
            Choice(
                one.key,
                one.name.of(lang),
                one.note.of(lang),
                KINDS[one.kind].of(lang),
                shelf=TRADES[one.trade].of(lang),
                everywhere=one.trade == "any",
            )
            for one in ready
        )

    def ready_offer(self, key: str) -> dict[str, Any]:
        """Return the document of a ready offer."""
        return deepcopy(ready_offer(key, self._seat.till.shop.currency).document)

    def reach(self, audience: Condition, told: Told) -> ShownReach:
        """Count whom an audience reaches today."""
        found = reach_of(self._seat.till, audience, told)
        return ShownReach(found.reached, found.whole)

    def check(self, document: dict[str, Any], lang: Lang) -> ShownCheck:
        """Return whether a draft pays, and what would make it pay."""
        till = self._seat.till
        found = check_draft(till, document)
        with till.read() as db:
            rules = rules_now(db)
        names = names_for(till)
        if found.verdict != LOSES:
            return shown_check(found, rules, names, lang, ())
        would = propose(till, document)
        ways = ways_of(would.advice, document, best_group(found), names, lang)
        return shown_check(found, rules, names, lang, ways, would.sentence.of(lang) if would.sentence else "")

    def trial(self, document: dict[str, Any], days: int, lang: Lang, told: Told) -> ShownTrial:
        """Replay the shop's past through a draft."""
        return try_out(self._seat.till, document, days, lang, told)

    def at_till(self) -> Session | None:
        """Return who sits at the till now, None when nobody does."""
        try:
            return self._seat.session if self._seat.session.open else None
        except LoyaltyError:
            return None

    def given_to(self, document: dict[str, Any], told: Told) -> tuple[str, ...] | None:
        """Return whom an offer would be given to on being published, None where it is given to nobody then."""
        self._seat.refuse_training()
        return who_is_given(self._seat.till, document, told)

    def publish(
        self, document: dict[str, Any], given_to: tuple[str, ...] | None, over: int, approval: Approval
    ) -> None:
        """Publish an offer or its next version over one; `given_to` as found before."""
        self._seat.refuse_training()
        publish(self._seat.till, self._seat.session, document, approval, given_to, over)

    def issue_codes(self, offer_id: str, number: int, days: int | None, approval: Approval) -> IssuedCodes:
        """Make codes of one use each."""
        self._seat.refuse_training()
        return issue_codes(self._seat.till, self._seat.session, offer_id, number, days, approval)

    def write_codes(self, made: IssuedCodes, path: Path, lang: Lang) -> None:
        """Write codes into a CSV file."""
        from desktop.reports.code_sheet import codes_sheet
        from desktop.reports.csv_sheet import write_csv

        write_csv(path, codes_sheet(made, lang))

    def stop(self, offer_id: str, approval: Approval) -> None:
        """Stop an offer."""
        self._seat.refuse_training()
        stop(self._seat.till, self._seat.session, offer_id, approval)

    def result(self, offer_id: str, lang: Lang) -> ShownResult:
        """Return what an offer did."""
        may_publish = "publish_offer" in acts_of(self._seat.till, self._seat.session)
        return result_shown(self._seat.till, offer_id, lang, may_publish=may_publish, states=_STATES)

    def tree(self) -> Tree:
        """Return how offers share a basket, and the live offers."""
        till = self._seat.till
        with till.read() as db:
            groups = rules_now(db).stacking.groups
        live = [one.published.offer for one in list_offers(till) if one.status in ("live", "waiting")]
        standing = tuple(Standing(one.offer_id, one.name, one.place, bool(one.code)) for one in live)
        return Tree(groups, standing, "set_policy" in acts_of(till, self._seat.session))

    def publish_stacking(self, document: dict[str, Any], approval: Approval) -> None:
        """Publish another way of sharing."""
        self._seat.refuse_training()
        publish_policy(self._seat.till, self._seat.session, "stacking", document, approval)

    def profits(self, offer_ids: tuple[str, ...], told: Told) -> dict[str, int]:
        """Return the profit of the sales each offer worked in, where margins are known; beside the lane."""
        found: dict[str, int] = {}
        for number, offer_id in enumerate(offer_ids):
            told(number, len(offer_ids))
            profit = offer_results(self._seat.till, offer_id).profit
            if profit is not None:
                found[offer_id] = profit
        return found


def _row(one: ListedOffer, lang: Lang) -> OfferRow:
    return OfferRow(
        one.offer_id,
        one.name.of(lang),
        one.sentence.of(lang),
        _STATES[one.status],
        one.version,
        uses=one.uses,
        cost=one.cost,
    )
