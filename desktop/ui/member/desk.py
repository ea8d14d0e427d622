"""What the member screen asks of the shop: the port its presenter stands on. No Qt.

Everything that writes takes an `approval`, the session of somebody else who gave their PIN, or None.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Protocol

from desktop.ui.approval.desk import Approvals
from desktop.ui.member.shown import NewPerson, TypedProfile
from desktop.usecases.members.ending import Holdings
from desktop.usecases.members.find import FoundMember
from desktop.usecases.members.formers import Former
from desktop.usecases.members.member_card import MemberCard
from desktop.usecases.members.merged import MergedOne
from desktop.usecases.sign_in import Session

Approval = Session | None

MOST_FOUND = 20
"""As many as a search lists; one more that is found says that there are more."""


class MemberDesk(Approvals, Protocol):
    """The use cases of the member screen; all of them but `next_visit` run in the database lane."""

    def acts(self) -> frozenset[str]:
        """Return what the person at the till may do alone."""
        ...

    def zone(self) -> str:
        """Return the time zone of the branch."""
        ...

    def find(self, text: str) -> tuple[FoundMember, ...]:
        """Return members for typed text, up to one more than `MOST_FOUND`; raises `look_ups_too_many`."""
        ...

    def card(self, member_id: str) -> MemberCard:
        """Return a member whole; raises `member_unknown`."""
        ...

    def next_visit(self, member_id: str) -> dt.date | None:
        """Return when a member is expected again, None where nobody can tell. Runs beside the lanes."""
        ...

    def holdings(self, member_id: str) -> Holdings:
        """Return what ends when the member goes."""
        ...

    def merged(self, member_id: str) -> tuple[MergedOne, ...]:
        """Return the ids of a person with their own words."""
        ...

    def enrol(self, person: NewPerson, approval: Approval) -> str:
        """Enrol a person and return their id."""
        ...

    def former(self, phone: str) -> Former | None:
        """Return who left the club with a phone."""
        ...

    def change(self, member_id: str, typed: TypedProfile, approval: Approval) -> None:
        """Change what differs; raises `change_empty` where nothing does."""
        ...

    def consent(self, member_id: str, channel: str, given: bool, approval: Approval) -> None:
        """Note what a member said about a channel."""
        ...

    def issue_card(self, member_id: str, number: str, approval: Approval) -> str:
        """Give one more card and return its number."""
        ...

    def block_card(self, member_id: str, number: str, approval: Approval) -> None:
        """Block a card."""
        ...

    def replace_card(self, member_id: str, old: str, new: str, approval: Approval) -> str:
        """Block a card, give another and return its number."""
        ...

    def merge(self, one_id: str, other_id: str, approval: Approval) -> str:
        """Join two members and return the id they go by."""
        ...

    def split(self, member_id: str, approval: Approval) -> None:
        """Take one of the merged ids out again."""
        ...

    def set_pin(self, member_id: str, new: str, old: str, approval: Approval) -> None:
        """Give a member a PIN of their own, or another one."""
        ...

    def forget_pin(self, member_id: str, old: str, approval: Approval) -> None:
        """Let a member have no PIN any more."""
        ...

    def leave(self, member_id: str, approval: Approval) -> None:
        """Let a member leave; what they hold ends."""
        ...

    def erase(self, member_id: str, approval: Approval) -> None:
        """Forget a member for ever."""
        ...

    def adjust(
        self, member_id: str, unit: str, delta: int, reason: str, note: str, approval: Approval
    ) -> None:
        """Give or take credit or points by hand."""
        ...

    def statement(self, member_id: str, first_on: dt.date, last_on: dt.date, path: Path) -> Path:
        """Write a member's statement as a PDF in the reader's language and return where it is."""
        ...
