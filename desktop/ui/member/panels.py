"""What slides in beside a member: merging and its undoing, leaving, erasing, an entry by hand. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from desktop.ui.member.desk import MOST_FOUND, Approval, MemberDesk
from desktop.ui.member.showing import Reader, found_shown, one_shown
from desktop.ui.member.shown import ShownEnding, ShownId, ShownMemberPin, ShownMerge, ShownUnits
from desktop.ui.tasks import Tasks
from desktop.usecases.members.ending import Holdings
from desktop.usecases.members.find import FoundMember
from desktop.usecases.members.member_card import MemberCard
from desktop.usecases.members.merged import MergedOne
from loyalty.errors import LoyaltyError
from loyalty.kinds import CREDIT


class PanelView(Protocol):
    """The panels a screen can show; None takes one away."""

    def show_merge(self, merge: ShownMerge | None) -> None:
        """Show the panel of merging."""
        ...

    def show_ids(self, ids: tuple[ShownId, ...] | None) -> None:
        """Show the ids a person was merged of."""
        ...

    def show_ending(self, ending: ShownEnding | None) -> None:
        """Show what ends when the member goes."""
        ...

    def show_adjusting(self, units: ShownUnits | None) -> None:
        """Show the form of an entry by hand."""
        ...

    def show_member_pin(self, shown: ShownMemberPin | None) -> None:
        """Show the form of the member's own PIN."""
        ...


class Room(Protocol):
    """What the panels need of the presenter they belong to."""

    @property
    def card(self) -> MemberCard | None:
        """Return the member that stands here."""
        ...

    def reader(self) -> Reader:
        """Return how the screen is read just now."""
        ...

    def act(
        self,
        work: Callable[[str, Approval], object],
        notice: str,
        wrong: Callable[[LoyaltyError], None] | None = None,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Do something to the member that stands here."""
        ...

    def fail(self, error: LoyaltyError) -> None:
        """Say what stands in the way."""
        ...

    def open(self, member_id: str) -> None:
        """Show a member."""
        ...


class Panels:
    """One panel at a time; each begins with `open_…` and ends with what was done or with Esc."""

    def __init__(self, view: PanelView, tasks: Tasks, desk: MemberDesk, room: Room) -> None:
        self._view, self._tasks, self._desk, self._room = view, tasks, desk, room
        self._text = ""
        self._found: tuple[FoundMember, ...] = ()
        self._other: MemberCard | None = None
        self._going = ""

    # -- merging --------------------------------------------------------------------------------------------

    def open_merge(self) -> None:
        """Ask who else this member is."""
        self._text, self._found, self._other = "", (), None
        self._show_merge()

    def on_merge_typed(self, text: str) -> None:
        """Somebody is looked for to merge with."""
        self._text, self._other = text, None
        if not text.strip():
            self._take_found(text, ())
            return
        self._tasks.local(lambda: self._desk.find(text), partial(self._take_found, text), self._room.fail)

    def on_merge_picked(self, member_id: str) -> None:
        """The other one was chosen: show both side by side."""
        self._tasks.local(lambda: self._desk.card(member_id), self._take_other, self._room.fail)

    def on_merge_sent(self) -> None:
        """Both are the same person."""
        if self._other is None:
            return
        other_id = self._other.profile.member_id
        self._room.act(
            lambda member, by: self._desk.merge(member, other_id, by),
            "merged",
            then=lambda: self._view.show_merge(None),
        )

    def _take_found(self, text: str, found: tuple[FoundMember, ...]) -> None:
        card = self._room.card
        if text == self._text and card is not None:
            self._found = tuple(one for one in found[:MOST_FOUND] if one.member_id not in card.profile.ids)
            self._show_merge()

    def _take_other(self, card: MemberCard) -> None:
        self._other = card
        self._show_merge()

    def _show_merge(self) -> None:
        card, reader = self._room.card, self._room.reader()
        if card is not None:
            other = one_shown(self._other, reader) if self._other else None
            self._view.show_merge(
                ShownMerge(one_shown(card, reader), found_shown(self._found, reader), other)
            )

    # -- taking apart ---------------------------------------------------------------------------------------

    def open_ids(self) -> None:
        """Show of whom this person was merged."""
        card = self._room.card
        if card is not None:
            member_id = card.profile.member_id
            self._tasks.local(lambda: self._desk.merged(member_id), self._show_ids, self._room.fail)

    def on_split(self, member_id: str) -> None:
        """One of them is somebody else after all."""
        self._room.act(
            lambda _, by: self._desk.split(member_id, by), "split", then=lambda: self._view.show_ids(None)
        )

    def _show_ids(self, people: tuple[MergedOne, ...]) -> None:
        formats = self._room.reader().formats
        shown = tuple(
            ShownId(one.member_id, one.name, formats.masked(one.phone), one.joined_on, place == 0)
            for place, one in enumerate(people)
        )
        self._view.show_ids(shown)

    # -- leaving and erasing --------------------------------------------------------------------------------

    def open_ending(self, kind: str) -> None:
        """Say what ends when the member leaves (`kind` left) or is erased."""
        card = self._room.card
        if card is None:
            return
        self._going = kind
        member_id = card.profile.member_id
        if card.profile.state == "active":
            self._tasks.local(
                lambda: self._desk.holdings(member_id), partial(self._show_ending, kind), self._room.fail
            )
        else:
            self._show_ending(kind, Holdings(0, 0, ()))

    def on_ending_sent(self) -> None:
        """The member knows; do it."""
        work = self._desk.erase if self._going == "erased" else self._desk.leave
        self._room.act(work, self._going, then=lambda: self._view.show_ending(None))

    def _show_ending(self, kind: str, ending: Holdings) -> None:
        card = self._room.card
        if card is None:
            return
        working = sum(1 for one in card.cards if one.blocked_at is None)
        adjust = bool(ending.lots) and "adjust" not in self._room.reader().acts
        self._view.show_ending(
            ShownEnding(kind, card.profile.name, ending.credit, ending.points, working, adjust)
        )

    # -- by hand --------------------------------------------------------------------------------------------

    def open_adjusting(self) -> None:
        """Show the form of an entry by hand."""
        card, reader = self._room.card, self._room.reader()
        if card is None:
            return
        units = [(CREDIT, "", card.credit.spendable_here)]
        units += [
            (f"points:{one.kind}", one.name.of(reader.lang), one.balance.spendable_here)
            for one in card.points
        ]
        self._view.show_adjusting(ShownUnits(tuple(units)))

    def on_adjusted(self, unit: str, delta: int, reason: str, note: str) -> None:
        """The form was sent."""
        self._room.act(
            lambda member, by: self._desk.adjust(member, unit, delta, reason, note, by),
            "adjusted",
            then=lambda: self._view.show_adjusting(None),
        )

    # -- the member's own PIN -------------------------------------------------------------------------------

    def open_pin(self) -> None:
        """Ask for the PIN a member wants to have."""
        card = self._room.card
        if card is not None:
            self._view.show_member_pin(ShownMemberPin(card.profile.name, card.profile.has_pin))

    def on_pin_sent(self, new: str, old: str) -> None:
        """The member typed the PIN they want."""
        self._room.act(
            lambda member, by: self._desk.set_pin(member, new, old, by), "pin_set", then=self._pin_done
        )

    def on_pin_forgotten(self, old: str) -> None:
        """The member wants no PIN any more."""
        self._room.act(
            lambda member, by: self._desk.forget_pin(member, old, by), "pin_forgotten", then=self._pin_done
        )

    def _pin_done(self) -> None:
        self._view.show_member_pin(None)
