"""The member screen: somebody is found, shown whole, and what a person does to them is done in place. No Qt.

What must hold: after every change the member is read anew, never patched; an answer to what is no longer asked is
dropped; a whole phone is shown only after somebody who may see it asked, and not for the next member.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from desktop.ui.approval.desk import ApprovalDesk, ApprovalView, sentence
from desktop.ui.formats import Formats
from desktop.ui.member.desk import MOST_FOUND, Approval, MemberDesk
from desktop.ui.member.panels import Panels, PanelView
from desktop.ui.member.showing import Reader, found_shown, member_shown
from desktop.ui.member.shown import NewPerson, Notice, ShownFound, ShownMember, TypedProfile
from desktop.ui.tasks import Job, Tasks
from desktop.usecases.members.find import FoundMember
from desktop.usecases.members.formers import Former
from desktop.usecases.members.member_card import MemberCard
from desktop.usecases.members.words import looks_like_phone
from loyalty.errors import LoyaltyError
from loyalty.words import Lang, fold_digits


class MemberView(ApprovalView, PanelView, Protocol):
    """What the screen can show."""

    def show_next_visit(self, on: dt.date | None) -> None:
        """Show when the member is expected again, or nothing."""
        ...

    def show_found(self, found: tuple[ShownFound, ...], at: int) -> None:
        """Show what the search brought, with the one Enter takes; nothing hides the list."""
        ...

    def show_more(self, shown: int) -> None:
        """Say that these are the first so many of more; 0: they are all."""
        ...

    def show_reading(self, reading: str, value: str) -> None:
        """Say what the field understood: '', found, new, nothing."""
        ...

    def show_member(self, member: ShownMember | None) -> None:
        """Show a member, or that nobody is chosen."""
        ...

    def show_enrolment(self, phone: str | None) -> None:
        """Show the form of enrolment with a phone, or take it away."""
        ...

    def show_field_problem(self, field: str, text: str) -> None:
        """Say what is wrong with a field of the form that stands open."""
        ...

    def set_field(self, text: str) -> None:
        """Put a text into the search field, or empty it."""
        ...

    def take_focus(self) -> None:
        """Give the focus to the search field."""
        ...

    def show_problem(self, said: Callable[[], str]) -> None:
        """Say what stands in the way."""
        ...

    def show_notice(self, notice: Notice) -> None:
        """Say what was done."""
        ...

    def clear_problem(self) -> None:
        """Say nothing any more."""
        ...


_FIELDS = {
    "phone_impossible": "phone",
    "phone_taken": "phone",
    "name_too_long": "name",
    "date_invalid": "birth",
    "birth_impossible": "birth",
    "card_taken": "card",
    "card_impossible": "card",
    "card_is_product": "card",
    "email_impossible": "email",
    "note_too_long": "note",
    "tags_too_many": "tags",
    "member_unknown": "referrer",
    "member_ambiguous": "referrer",
}


class MemberPresenter:
    """Handlers are `on_<what a person did>`; `serve(member_id)` takes a member to the counter."""

    def __init__(
        self,
        view: MemberView,
        tasks: Tasks,
        desk: MemberDesk,
        *,
        formats: Callable[[], Formats],
        serve: Callable[[str], None],
    ) -> None:
        self._view, self._tasks, self._desk = view, tasks, desk
        self._formats, self._serve = formats, serve
        self._text = ""
        self._found: tuple[FoundMember, ...] = ()
        self._more = False
        self._at = 0
        self._card: MemberCard | None = None
        self._wanted = ""
        self._back: Callable[[], None] | None = None
        self._acts: frozenset[str] = frozenset()
        self._revealed = self._shows_ended = False
        self._open_keys: frozenset[str] = frozenset()
        self._expecting = Job(ended=True)
        self.approval = ApprovalDesk(view, tasks, desk, lang=self._lang)
        self.panels = Panels(view, tasks, desk, self)

    # -- coming here ----------------------------------------------------------------------------------------

    def entered(self) -> None:
        """The screen is shown: read anew what stands here, for whoever stands here now."""
        self._revealed = False
        self._tasks.local(self._desk.acts, self._entered, self.fail)

    def open(self, member_id: str, back: Callable[[], None] | None = None) -> None:
        """Show a member; `back` leads to the list they were chosen from, if it was one of another screen."""
        self._forget_search()
        self._back = back
        self._revealed, self._shows_ended, self._open_keys = False, False, frozenset()
        self._read(member_id)

    def _entered(self, acts: frozenset[str]) -> None:
        self._acts = acts
        if self._card is not None:
            self.refresh()
        else:
            self._view.show_member(None)
        self._view.take_focus()

    def refresh(self) -> None:
        """Read the member anew (something was done)."""
        if self._card is not None:
            self._read(self._wanted)

    def on_language_changed(self) -> None:
        """Write everything in the other language."""
        self._show()
        self._show_found()

    def _read(self, member_id: str) -> None:
        self._wanted = member_id
        self._tasks.local(
            lambda: self._desk.card(member_id),
            partial(self._arrived, member_id),
            partial(self._missed, member_id),
        )

    def _arrived(self, member_id: str, card: MemberCard) -> None:
        # Another may have been opened since: whoever was asked for last is shown.
        if member_id == self._wanted:
            self._card = card
            self._show()
            self._ask_next_visit(card)

    def _ask_next_visit(self, card: MemberCard) -> None:
        member_id = card.profile.member_id
        self._view.show_next_visit(None)
        if "see_figures" in self._acts and card.profile.state == "active":
            self._expecting.cancel()
            self._expecting = self._tasks.long(
                lambda _: self._desk.next_visit(member_id), self._view.show_next_visit, self.fail
            )

    def _missed(self, member_id: str, error: LoyaltyError) -> None:
        if member_id == self._wanted and self._card is not None:
            self._wanted = self._card.profile.member_id
        self.fail(error)

    def _show(self) -> None:
        if self._card is not None:
            self._view.show_member(member_shown(self._card, self.reader()))

    def reader(self) -> Reader:
        """Return how the screen is read just now."""
        return Reader(
            self._formats(),
            self._desk.zone(),
            self._acts,
            self._revealed,
            self._open_keys,
            self._shows_ended,
        )

    @property
    def card(self) -> MemberCard | None:
        """Return the member that stands here."""
        return self._card

    # -- searching ------------------------------------------------------------------------------------------

    def on_text_changed(self, text: str) -> None:
        """Something was typed."""
        self._text = text
        self._view.clear_problem()
        if not text.strip():
            self._take_found("", ())
            return
        self._tasks.local(lambda: self._desk.find(text), partial(self._take_found, text), self._not_found)

    def on_moved(self, step: int) -> None:
        """Up or down in the list."""
        if self._found:
            self._at = max(0, min(self._at + step, len(self._found) - 1))
            self._show_found()

    def on_submitted(self) -> None:
        """Enter, once all that was typed is looked up: the chosen member, or enrolment of an unknown phone."""
        self._tasks.local(lambda: None, lambda _: self._submit(), self.fail)

    def _submit(self) -> None:
        if self._found:
            self.on_picked(self._at)
        elif looks_like_phone(self._text):
            self.on_enrolment_wanted()

    def on_picked(self, place: int) -> None:
        """A row of the list was pointed at."""
        if 0 <= place < len(self._found):
            self.open(self._found[place].member_id)

    def on_left(self) -> None:
        """Esc: one step back."""
        self._view.clear_problem()
        if self._text:
            self._forget_search()
        elif self._card is not None:
            back, self._back, self._card = self._back, None, None
            self._view.show_member(None)
            if back is not None:
                back()

    def _take_found(self, text: str, found: tuple[FoundMember, ...]) -> None:
        if text != self._text.strip() and text != self._text:
            return  # Typed on meanwhile: another answer is on its way.
        self._found, self._at, self._more = found[:MOST_FOUND], 0, len(found) > MOST_FOUND
        self._show_found()

    def _not_found(self, error: LoyaltyError) -> None:
        self._take_found(self._text, ())
        self.fail(error)

    def _show_found(self) -> None:
        shown = found_shown(self._found, self.reader())
        self._view.show_found(shown, self._at)
        self._view.show_more(len(shown) if self._more else 0)
        if shown:
            chosen = shown[self._at]
            self._view.show_reading("found", chosen.name or chosen.phone)
        elif not self._text.strip():
            self._view.show_reading("", "")
        elif looks_like_phone(self._text):
            self._view.show_reading("new", self._formats().phone(self._text))
        else:
            self._view.show_reading("nothing", "")

    def _forget_search(self) -> None:
        self._text, self._found, self._more = "", (), False
        self._view.set_field("")
        self._show_found()

    # -- looking --------------------------------------------------------------------------------------------

    def on_revealed(self) -> None:
        """Show the whole phone or hide it again."""
        self._revealed = not self._revealed
        self._show()

    def on_group_picked(self, key: str) -> None:
        """Open a group of lots, or close it."""
        self._open_keys = self._open_keys ^ {key} if key.startswith("group:") else self._open_keys
        self._show()

    def on_ended_wanted(self) -> None:
        """Show lots that are over, or those that live again."""
        self._shows_ended = not self._shows_ended
        self._show()

    def on_sold(self) -> None:
        """F2: take the member to the counter."""
        if self._card is not None and self._card.profile.state == "active":
            self._serve(self._card.profile.member_id)

    def on_statement(self, first_on: dt.date, last_on: dt.date, path: str) -> None:
        """Write the statement of a span of days into a file."""
        if self._card is None or not path:
            return
        member_id = self._card.profile.member_id
        self._tasks.local(
            lambda: self._desk.statement(member_id, first_on, last_on, Path(path)),
            lambda made: self.done("statement", str(made)),
            self.fail,
        )

    # -- joining --------------------------------------------------------------------------------------------

    def on_enrolment_wanted(self) -> None:
        """Show the form, with the phone that was typed."""
        phone = fold_digits(self._text).strip() if looks_like_phone(self._text) else ""
        self._view.show_enrolment(phone)

    def on_enrolled(self, person: NewPerson) -> None:
        """The form was sent."""
        self._view.clear_problem()
        joined = partial(self._joined, person.phone)
        self.approval.run(partial(self._desk.enrol, person), joined, self._form_wrong)

    def _joined(self, phone: str, member_id: str) -> None:
        self._view.show_enrolment(None)
        self.open(member_id)
        self._tasks.local(partial(self._desk.former, phone), self._tell_joined, self.fail)

    def _tell_joined(self, former: Former | None) -> None:
        """Say that somebody joined; and who had the phone before, for they begin anew."""
        self._view.show_notice(Notice("enrolled_again", former.name) if former else Notice("enrolled"))

    def _form_wrong(self, error: LoyaltyError) -> None:
        field = _FIELDS.get(error.code, "")
        if field:
            self._view.show_field_problem(field, sentence(error, self._lang(), self._desk.currency()))
        else:
            self.fail(error)

    # -- changing -------------------------------------------------------------------------------------------

    def on_profile_sent(self, typed: TypedProfile) -> None:
        """The profile's form was sent."""
        self.act(lambda member, by: self._desk.change(member, typed, by), "changed", self._form_wrong)

    def on_consent_turned(self, channel: str, given: bool) -> None:
        """A toggle of consent was turned; refused, it turns back."""
        self.act(lambda member, by: self._desk.consent(member, channel, given, by), "", self._turn_back)

    def _turn_back(self, error: LoyaltyError) -> None:
        self._show()
        self.fail(error)

    def on_card_issued(self, number: str) -> None:
        """One more card: a new number, or a blank card that was scanned."""
        self.act(lambda member, by: self._desk.issue_card(member, number, by), "card_issued")

    def on_card_blocked(self, number: str) -> None:
        """A card is lost."""
        self.act(lambda member, by: self._desk.block_card(member, number, by), "card_blocked")

    def on_card_replaced(self, old: str, number: str) -> None:
        """A card is lost and another given."""
        self.act(lambda member, by: self._desk.replace_card(member, old, number, by), "card_issued")

    def act(
        self,
        work: Callable[[str, Approval], object],
        notice: str,
        wrong: Callable[[LoyaltyError], None] | None = None,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Do something to the member that stands here, with an approval where it takes one; read anew after it."""
        if self._card is None:
            return
        member_id = self._card.profile.member_id

        def done(result: object) -> None:
            if then is not None:
                then()
            self.refresh()
            if notice:
                self.done(notice, result if isinstance(result, str) else "")

        self._view.clear_problem()
        self.approval.run(partial(work, member_id), done, wrong or self.fail)

    def done(self, notice: str, value: str = "") -> None:
        """Say what was done."""
        self._view.show_notice(Notice(notice, value))

    def fail(self, error: LoyaltyError) -> None:
        """Say what stands in the way."""
        self._view.show_problem(lambda: sentence(error, self._lang(), self._desk.currency()))

    def _lang(self) -> Lang:
        return self._formats().lang
