"""Costs the till cannot know, written by hand: one document, `fixed_costs`, read and written as a list of rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.models.sources import Source
from desktop.usecases.policies import publish_policy, show_policy
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till

Row = Mapping[str, Any]


def cost_rows(db: Source) -> tuple[dict[str, Any], ...]:
    """Return the costs that stand, as their document has them."""
    return tuple(dict(row) for row in show_policy(db, "fixed_costs").document.get("costs", []))


def put_cost(
    till: Till, session: Session, row: Row | None, before: Row | None = None, approval: Session | None = None
) -> None:
    """Write a cost in the place of the one `before`, or (None) as another; a `row` of None takes it back.

    What somebody else wrote meanwhile stays. Raises `document_*`, `days_backwards`, `not_allowed`.
    """
    new = [] if row is None else [dict(row)]
    with till.read() as db:
        rows = list(cost_rows(db))
    at = rows.index(dict(before)) if before is not None and dict(before) in rows else len(rows)
    publish_policy(till, session, "fixed_costs", {"costs": [*rows[:at], *new, *rows[at + 1 :]]}, approval)
