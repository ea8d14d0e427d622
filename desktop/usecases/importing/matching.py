"""Finds whom purchases name: by id, else card, else phone in any spelling; two with one phone are nobody's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.models.folding import fold_card
from desktop.models.sources import Source
from desktop.usecases.importing.job import Job, rows_in
from desktop.usecases.importing.rows import PurchaseRow
from desktop.usecases.members.words import phone_forms

_BY_ID = "SELECT member_id, member_id, survivor_id FROM member WHERE member_id IN (?)"
_BY_CARD = (
    "SELECT c.number, c.member_id, m.survivor_id FROM card_number AS c"
    " JOIN member AS m ON m.member_id = c.member_id WHERE c.number IN (?)"
)
_BY_PHONE = (
    "SELECT p.phone, p.member_id, m.survivor_id FROM person AS p"
    " JOIN member AS m ON m.member_id = p.member_id WHERE p.phone IN (?)"
)


@dataclass(frozen=True, slots=True)
class Matches:
    """The members a batch of purchases may name."""

    by_id: dict[str, str]
    by_card: dict[str, str]
    by_phone: dict[str, str]

    def of(self, job: Job, row: PurchaseRow) -> str | None:
        """Return the member of a purchase, None for a walk-in."""
        found = self.by_id.get(job.id_of("member", row.member_id)) if row.member_id else None
        if found is None and row.card_no:
            found = self.by_card.get(fold_card(row.card_no))
        if found is None and row.phone:
            forms = phone_forms(row.phone, job.till.shop.currency)
            found = next((self.by_phone[form] for form in forms if form in self.by_phone), None)
        return found


def match(job: Job, db: Source, rows: Sequence[PurchaseRow]) -> Matches:
    """Return the members that rows name, asked for in three queries."""
    ids = {job.id_of("member", row.member_id) for row in rows if row.member_id}
    cards = {fold_card(row.card_no) for row in rows if row.card_no}
    currency = job.till.shop.currency
    phones = {form for row in rows if row.phone for form in phone_forms(row.phone, currency)} - {""}
    return Matches(
        _one_each(db, _BY_ID, ids), _one_each(db, _BY_CARD, cards), _one_each(db, _BY_PHONE, phones)
    )


def _one_each(db: Source, sql: str, keys: Iterable[str]) -> dict[str, str]:
    found: dict[str, tuple[str, str]] = {}
    shared: set[str] = set()
    for key, member_id, survivor in rows_in(db, sql, sorted(keys)):
        _, other = found.setdefault(key, (member_id, survivor))
        if other != survivor:
            shared.add(key)
    return {key: member_id for key, (member_id, _) in found.items() if key not in shared}
