"""Finds whom purchases name: by id, else card, else phone in any spelling; two with one phone are nobody's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.models.folding import fold_card
from desktop.models.queries.known import named_by_card, named_by_id, named_by_phone
from desktop.models.sources import Row, Source
from desktop.usecases.importing.job import Job
from desktop.usecases.importing.rows import PurchaseRow
from desktop.usecases.members.words import phone_forms


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
            found = self.by_phone.get(phone_forms(row.phone, job.till.shop.currency)[0])
        return found


def match(job: Job, db: Source, rows: Sequence[PurchaseRow]) -> Matches:
    """Return the members that rows name, asked for in three queries."""
    ids = {job.id_of("member", row.member_id) for row in rows if row.member_id}
    cards = {fold_card(row.card_no) for row in rows if row.card_no}
    forms = [phone_forms(row.phone, job.till.shop.currency) for row in rows if row.phone]
    # One phone in two spellings is one phone: whoever has it in either is found under the first.
    phones = {form: spelt[0] for spelt in forms for form in spelt if form}
    return Matches(
        _one_each(named_by_id(db, sorted(ids))),
        _one_each(named_by_card(db, sorted(cards))),
        _one_each((phones[phone], *rest) for phone, *rest in named_by_phone(db, sorted(phones))),
    )


def _one_each(rows: Iterable[Row]) -> dict[str, str]:
    found: dict[str, tuple[str, str]] = {}
    shared: set[str] = set()
    for key, member_id, survivor in rows:
        _, other = found.setdefault(key, (member_id, survivor))
        if other != survivor:
            shared.add(key)
    return {key: member_id for key, (member_id, _) in found.items() if key not in shared}
