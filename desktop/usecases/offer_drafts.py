"""Offers that are being written: kept on this till through lock and restart until they are published or dropped.

A draft is no fact and travels nowhere. Whatever was typed is kept, finished or not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from desktop.models.settings import set_setting, setting
from desktop.models.sources import Source
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.errors import require

MOST_DRAFTS = 50
_NAME = "offer_drafts"


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft: its document, the version it began from (0 for a new offer), when and by whom it was last written."""

    offer_id: str
    document: dict[str, Any]
    from_version: int = 0
    at: int = 0
    staff_id: str = ""


def list_drafts(till: Till) -> tuple[Draft, ...]:
    """Return the drafts, the one written last first."""
    with till.read() as db:
        return tuple(sorted(_kept(db).values(), key=lambda one: (-one.at, one.offer_id)))


def keep_draft(till: Till, session: Session, draft: Draft) -> None:
    """Keep a draft in place of what was kept of it; raises `drafts_too_many`."""
    with till.transaction(session.staff_id) as tx:
        kept = _kept(tx)
        require(draft.offer_id in kept or len(kept) < MOST_DRAFTS, "drafts_too_many", most=MOST_DRAFTS)
        kept[draft.offer_id] = Draft(
            draft.offer_id, draft.document, draft.from_version, tx.at, session.staff_id
        )
        _write(tx, kept)


def drop_draft(till: Till, session: Session, offer_id: str) -> None:
    """Keep a draft no more."""
    with till.transaction(session.staff_id) as tx:
        kept = _kept(tx)
        if kept.pop(offer_id, None) is not None:
            _write(tx, kept)


def _kept(db: Source) -> dict[str, Draft]:
    rows = setting(db, _NAME, [])
    return {row["id"]: Draft(row["id"], row["document"], row["from"], row["at"], row["by"]) for row in rows}


def _write(tx: Any, kept: dict[str, Draft]) -> None:
    rows = [
        {
            "id": one.offer_id,
            "document": one.document,
            "from": one.from_version,
            "at": one.at,
            "by": one.staff_id,
        }
        for one in kept.values()
    ]
    set_setting(tx, _NAME, rows)
