"""What the offers screen can show, and what it asks of the shop: the two seams of its presenters. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from desktop.ui.approval.desk import Approvals, ApprovalView
from desktop.ui.offers.fields import Choices
from desktop.ui.offers.shown import (
    Choice,
    Notice,
    OfferList,
    OfferRow,
    ShownCheck,
    ShownCodes,
    ShownForm,
    ShownHead,
    ShownPublish,
    ShownReach,
    ShownResult,
    ShownSaid,
    ShownTrial,
)
from desktop.ui.offers.stacking import StackingDesk, StackingView
from desktop.usecases.offer_drafts import Draft
from desktop.usecases.offers import IssuedCodes
from desktop.usecases.sign_in import Session
from loyalty.conditions.atoms import Condition
from loyalty.conditions.doubts import Surroundings as Around
from loyalty.errors import LoyaltyError
from loyalty.policy import Rules
from loyalty.sentences.names import Names
from loyalty.words import Lang

Approval = Session | None
Told = Callable[[int, int], None]


class OffersView(ApprovalView, StackingView, Protocol):
    """What the screen can show."""

    def show_list(self, shown: OfferList) -> None:
        """Show the list of offers."""
        ...

    def show_page(self, page: str) -> None:
        """Turn to a page: list, editor, result."""
        ...

    def show_head(self, shown: ShownHead) -> None:
        """Show what stands above the form."""
        ...

    def show_form(self, shown: ShownForm, focus: str) -> None:
        """Draw the form anew, with the focus in the first field of a row ('' to leave it)."""
        ...

    def show_said(self, shown: ShownSaid) -> None:
        """Show the sentences."""
        ...

    def show_problems(self, problems: dict[str, str]) -> None:
        """Show what is wrong, each at its place."""
        ...

    def show_reach(self, shown: ShownReach) -> None:
        """Show how many members it reaches."""
        ...

    def show_check(self, shown: ShownCheck) -> None:
        """Show whether it pays."""
        ...

    def show_choices(self, title: str, choices: tuple[Choice, ...]) -> None:
        """Offer things to choose from in the panel, or take the panel away (none)."""
        ...

    def show_publish(self, shown: ShownPublish | None) -> None:
        """Ask before publishing, or no more."""
        ...

    def show_giving(self, done: int, total: int) -> None:
        """Show in the panel that asks how many members were looked at for being given the offer; (0, 0) that it began."""
        ...

    def show_given(self, number: int) -> None:
        """Show that the offer is now given to so many."""
        ...

    def show_trial_progress(self, done: int, total: int) -> None:
        """Show how far the dry run is; (0, 0) that it began."""
        ...

    def show_trial(self, shown: ShownTrial | None) -> None:
        """Show the outcome of a dry run, or put it away."""
        ...

    def show_result(self, shown: ShownResult) -> None:
        """Show what an offer did."""
        ...

    def show_stopping(self, shown: ShownResult | None) -> None:
        """Ask once more whether an offer is to stop, saying what becomes of what it gave; or no more."""
        ...

    def show_problem(self, said: Callable[[], str]) -> None:
        """Say what stands in the way."""
        ...

    def show_codes(self, shown: ShownCodes) -> None:
        """Ask for unique codes, or show those that were made."""
        ...

    def show_notice(self, notice: Notice) -> None:
        """Say what was done."""
        ...

    def clear_problem(self) -> None:
        """Say nothing any more."""
        ...


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The shop around a draft: its rules, its names, what it has to choose from."""

    rules: Rules
    names: Names
    choices: Choices
    acts: frozenset[str]
    known: Around
    """What conditions may name, for doubts about them."""


class OffersDesk(Approvals, StackingDesk, Protocol):
    """The use cases of the offers screen. Words come in the language that is passed."""

    def surroundings(self) -> Surroundings:
        """Return the shop around a draft."""
        ...

    def offers(self, lang: Lang) -> tuple[OfferRow, ...]:
        """Return every published offer with its figures."""
        ...

    def document(self, offer_id: str) -> tuple[dict[str, Any], int]:
        """Return the newest document of an offer and its version."""
        ...

    def drafts(self) -> tuple[Draft, ...]:
        """Return the drafts kept on this till."""
        ...

    def refusals(self, drafts: tuple[Draft, ...]) -> dict[str, LoyaltyError]:
        """Return, by id, what publishing would refuse a draft for; drafts that may be published are not in it."""
        ...

    def keep(self, draft: Draft) -> None:
        """Keep a draft."""
        ...

    def forget(self, offer_id: str) -> None:
        """Keep a draft no more."""
        ...

    def new_offer_id(self) -> str:
        """Return an id no offer has."""
        ...

    def library(self, lang: Lang) -> tuple[Choice, ...]:
        """Return the ready offers."""
        ...

    def ready_offer(self, key: str) -> dict[str, Any]:
        """Return the document of a ready offer."""
        ...

    def reach(self, audience: Condition, told: Told) -> ShownReach:
        """Count whom an audience reaches today; `told` may raise to stop it."""
        ...

    def check(self, document: dict[str, Any], lang: Lang) -> ShownCheck:
        """Return whether a draft pays."""
        ...

    def trial(self, document: dict[str, Any], days: int, lang: Lang, told: Told) -> ShownTrial:
        """Replay the shop's past through a draft; `told` may raise to stop it."""
        ...

    def at_till(self) -> Session | None:
        """Return who sits at the till now, None when nobody does."""
        ...

    def given_to(self, document: dict[str, Any], told: Told) -> tuple[str, ...] | None:
        """Return whom an offer would be given to on being published, None: nobody then; `told` may raise to stop it."""
        ...

    def publish(
        self, document: dict[str, Any], given_to: tuple[str, ...] | None, over: int, approval: Approval
    ) -> None:
        """Publish an offer or its next version; `given_to` as found before. Raises `offer_changed` where `over` is not the newest."""
        ...

    def issue_codes(self, offer_id: str, number: int, days: int | None, approval: Approval) -> IssuedCodes:
        """Make codes of one use each, good for so many days after today (None: as long as the offer)."""
        ...

    def write_codes(self, made: IssuedCodes, path: Path, lang: Lang) -> None:
        """Write codes into a CSV file; raises `file_unwritable`, `file_no_room`, `file_not_ours`."""
        ...

    def stop(self, offer_id: str, approval: Approval) -> None:
        """Stop an offer."""
        ...

    def result(self, offer_id: str, lang: Lang) -> ShownResult:
        """Return what an offer did."""
        ...

    def profits(self, offer_ids: tuple[str, ...], told: Told) -> dict[str, int]:
        """Return the profit of the sales each offer worked in, where it can be known; `told` may raise to stop."""
        ...
