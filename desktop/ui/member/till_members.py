"""The member screen's `MemberDesk` over the real till. No Qt; runs in the database lane.

In training everything is read as ever, and whatever would write is refused.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.reports.statement_pdf import write_statement
from desktop.ui.approval.seat import Seat
from desktop.ui.approval.till_approvals import TillApprovals
from desktop.ui.member.desk import MOST_FOUND, Approval
from desktop.ui.member.shown import NewPerson, TypedProfile
from desktop.usecases.authority import acts_of
from desktop.usecases.members.cards import block_card, issue_card, replace_card
from desktop.usecases.members.changing import Changes, change_member
from desktop.usecases.members.consenting import set_consents
from desktop.usecases.members.ending import Holdings
from desktop.usecases.members.enrol import NewMember, enrol
from desktop.usecases.members.erasing import erase
from desktop.usecases.members.find import FoundMember, find
from desktop.usecases.members.formers import Former, former_member
from desktop.usecases.members.leaving import leave, preview_leave
from desktop.usecases.members.member_card import MemberCard, member_card
from desktop.usecases.members.member_pin import forget_member_pin, set_member_pin
from desktop.usecases.members.merged import MergedOne, merged_people
from desktop.usecases.members.merging import merge, split
from desktop.usecases.members.statement import statement
from desktop.usecases.members.words import read_birth
from desktop.usecases.selling.adjusting import adjust
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.errors import require
from loyalty.words import Lang

if TYPE_CHECKING:
    from desktop.reports.expected_visits import ExpectedVisits


class TillMembers(TillApprovals):
    """`printed` is called when a slip was put into the queue."""

    def __init__(self, seat: Seat, *, lang: Callable[[], Lang], printed: Callable[[], None]) -> None:
        super().__init__(seat)
        self._lang, self._printed = lang, printed
        self._expected: ExpectedVisits | None = None

    @property
    def _till(self) -> Till:
        return self._seat.till

    def _writer(self) -> Session:
        self._seat.refuse_training()
        return self._seat.session

    def acts(self) -> frozenset[str]:
        """Return what the person at the till may do alone."""
        return acts_of(self._till, self._seat.session)

    def zone(self) -> str:
        """Return the time zone of the branch."""
        return self._till.shop.zone

    def find(self, text: str) -> tuple[FoundMember, ...]:
        """Return members for typed text."""
        return find(self._till, self._seat.session, text, MOST_FOUND + 1)

    def card(self, member_id: str) -> MemberCard:
        """Return a member whole."""
        return member_card(self._till, member_id, self._seat.session)

    def next_visit(self, member_id: str) -> dt.date | None:
        """Return when a member is expected again."""
        # Brings numpy and scipy: what no start of the till may wait for.
        from desktop.reports.expected_visits import ExpectedVisits

        if self._expected is None:
            self._expected = ExpectedVisits()
        return self._expected.of(self._till, member_id)

    def holdings(self, member_id: str) -> Holdings:
        """Return what ends when the member goes."""
        return preview_leave(self._till, member_id)

    def merged(self, member_id: str) -> tuple[MergedOne, ...]:
        """Return the ids of a person with their own words."""
        return merged_people(self._till, member_id, self._seat.session)

    def former(self, phone: str) -> Former | None:
        """Return who left the club with a phone."""
        return former_member(self._till, phone)

    def enrol(self, person: NewPerson, approval: Approval) -> str:
        """Enrol a person and return their id."""
        new = NewMember(
            phone=person.phone,
            name=person.name,
            birth=person.birth,
            card_no=person.card_no,
            referrer=person.referrer,
            consents=person.consents,
            shares_phone=person.shares_phone,
        )
        done = enrol(self._till, self._writer(), new, approval=approval)
        self._queued(done.slip_id)
        return done.member_id

    def change(self, member_id: str, typed: TypedProfile, approval: Approval) -> None:
        """Change what differs from what is known; an empty phone stays as it is, because it is shown masked."""
        session = self._writer()
        known = self.card(member_id).profile
        was = {"name": known.name, "email": known.email, "note": known.note, "tags": known.tags}
        new = {name: getattr(typed, name) for name in was if getattr(typed, name) != was[name]}
        if typed.phone:
            new["phone"] = typed.phone
        if read_birth(typed.birth, self._till.today()) != known.birth_on:
            new["birth"] = typed.birth
        require(new, "change_empty")
        changes = Changes(**new, shares_phone=typed.shares_phone)
        change_member(self._till, session, member_id, changes, approval=approval)

    def consent(self, member_id: str, channel: str, given: bool, approval: Approval) -> None:
        """Note what a member said about a channel."""
        set_consents(self._till, self._writer(), member_id, {channel: given}, approval=approval)

    def issue_card(self, member_id: str, number: str, approval: Approval) -> str:
        """Give one more card."""
        issued = issue_card(self._till, self._writer(), member_id, number, approval=approval)
        self._queued(issued.slip_id)
        return issued.number

    def block_card(self, member_id: str, number: str, approval: Approval) -> None:
        """Block a card."""
        block_card(self._till, self._writer(), member_id, number, approval=approval)

    def replace_card(self, member_id: str, old: str, new: str, approval: Approval) -> str:
        """Block a card and give another."""
        issued = replace_card(self._till, self._writer(), member_id, old, new, approval=approval)
        self._queued(issued.slip_id)
        return issued.number

    def merge(self, one_id: str, other_id: str, approval: Approval) -> str:
        """Join two members."""
        return merge(self._till, self._writer(), one_id, other_id, approval=approval).member_id

    def split(self, member_id: str, approval: Approval) -> None:
        """Take one of the merged ids out again."""
        split(self._till, self._writer(), member_id, approval=approval)

    def set_pin(self, member_id: str, new: str, old: str, approval: Approval) -> None:
        """Give a member a PIN of their own, or another one."""
        set_member_pin(self._till, self._writer(), member_id, new, old=old, approval=approval)

    def forget_pin(self, member_id: str, old: str, approval: Approval) -> None:
        """Let a member have no PIN any more."""
        forget_member_pin(self._till, self._writer(), member_id, old=old, approval=approval)

    def leave(self, member_id: str, approval: Approval) -> None:
        """Let a member leave; they know what ends with it, so that it may end."""
        leave(self._till, self._writer(), member_id, end_credit=True, approval=approval)

    def erase(self, member_id: str, approval: Approval) -> None:
        """Forget a member; the screen has asked."""
        erase(self._till, self._writer(), member_id, confirmed=True, approval=approval)

    def adjust(
        self, member_id: str, unit: str, delta: int, reason: str, note: str, approval: Approval
    ) -> None:
        """Give or take by hand."""
        adjust(
            self._till, self._writer(), member_id, unit, delta, reason=reason, note=note, approval=approval
        )

    def statement(self, member_id: str, first_on: dt.date, last_on: dt.date, path: Path) -> Path:
        """Write a member's statement."""
        told = statement(self._till, member_id, first_on, last_on, self._seat.session)
        return write_statement(told, path, self._lang())

    def _queued(self, slip_id: str | None) -> None:
        if slip_id is not None:
            self._printed()
