"""Goals of the business: set, taken back, and what a period came to kept once it is over.

Goals are one document, `goals`; what a period came to is a document of its own under `goal:`, the goal's id and the
period's first day, written once at a day's close and never changed.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any

from desktop.models.queries.policies import all_under, is_published
from desktop.models.sources import Source
from desktop.usecases.authority import authorise
from desktop.usecases.policies import policy_hash, policy_text, publish_policy, show_policy
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.errors import LoyaltyError
from loyalty.goals import Goal, parse_goals
from loyalty.kinds import PolicyPublished

RESULT = "goal:"


def goals_now(db: Source) -> tuple[Goal, ...]:
    """Return the goals that stand."""
    return parse_goals(show_policy(db, "goals").document)


def goal_rows(db: Source) -> tuple[dict[str, Any], ...]:
    """Return the goals that stand as their document has them."""
    return tuple(dict(row) for row in show_policy(db, "goals").document["goals"])


def goal_named(db: Source, goal_id: str) -> Goal:
    """Return a goal; raises `goal_unknown`."""
    for goal in goals_now(db):
        if goal.goal_id == goal_id:
            return goal
    raise LoyaltyError("goal_unknown", goal=goal_id)


def set_goal(till: Till, session: Session, row: Mapping[str, Any], approval: Session | None = None) -> Goal:
    """Set a goal, in place of the one of the same id; raises `document_*`, `not_allowed`."""
    with till.read() as db:
        rows = [one for one in goal_rows(db) if one["id"] != row["id"]]
    publish_policy(till, session, "goals", {"goals": [*rows, dict(row)]}, approval)
    with till.read() as db:
        return goal_named(db, row["id"])


def drop_goal(till: Till, session: Session, goal_id: str, approval: Session | None = None) -> None:
    """Take a goal back; what its periods came to stays. Raises `goal_unknown`, `not_allowed`."""
    with till.read() as db:
        goal_named(db, goal_id)
        rows = [one for one in goal_rows(db) if one["id"] != goal_id]
    publish_policy(till, session, "goals", {"goals": rows}, approval)


def kept_results(db: Source, goal_id: str) -> tuple[dict[str, Any], ...]:
    """Return what the goal's periods came to, the oldest first."""
    return tuple(json.loads(row.document) for row in all_under(db, f"{RESULT}{goal_id}:"))


def is_kept(db: Source, goal_id: str, start: dt.date | str) -> bool:
    """Say whether what a period came to is kept; `start` is its first day."""
    return is_published(db, f"{RESULT}{goal_id}:{start}")


def keep_results(
    till: Till, session: Session, results: Iterable[Mapping[str, Any]], approval: Session | None = None
) -> int:
    """Keep what periods that are over came to; those kept already stay as they are. Return how many were new."""
    authority = authorise(till, session, "close_day", approval)
    new = 0
    with till.transaction(session.staff_id) as tx:
        for result in results:
            if not is_kept(tx, result["goal"], result["start"]):
                name = f"{RESULT}{result['goal']}:{result['start']}"
                text = policy_text(result)
                body = PolicyPublished(name, 1, text, policy_hash(text), "")
                tx.record("policy.published", body, approvals=authority.approvals)
                new += 1
    return new
