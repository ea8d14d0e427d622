"""What periods of goals came to is kept at the close of a day, so that it stands even where settings change later.

A till keeps the goals of its own branch; those of the whole business only for who may see all branches. What is kept
is what was known here at that moment. Nothing is read where no period has come to its end.
"""

from __future__ import annotations

import datetime as dt

from desktop.models.sources import Source
from desktop.reports.figures.document import read_shop
from desktop.reports.figures.periods import Period
from desktop.reports.figures.progress import ended, kept_result, progress
from desktop.usecases.authority import authorise, may_do
from desktop.usecases.goals import goals_now, is_kept, keep_results
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.goals import Goal


def keep_goals(till: Till, session: Session, approval: Session | None = None) -> int:
    """Keep what periods over by the end of today came to; return how many were new. Raises `not_allowed`."""
    authorise(till, session, "close_day", approval)
    tomorrow = till.today() + dt.timedelta(days=1)
    whole = any(may_do(till, one, "see_all_branches") for one in (session, approval) if one is not None)
    with till.read() as db:
        wanted = [goal for goal in goals_now(db) if goal.branch == till.shop.branch_id or whole]
        due = [pair for goal in wanted for pair in _due(db, goal, tomorrow)]
        shop = read_shop(db, tomorrow, till.shop) if due else None
    if shop is None:
        return 0
    told = [kept_result(progress(shop, goal, period, tomorrow)) for goal, period in due]
    return keep_results(till, session, told, approval)


def _due(db: Source, goal: Goal, before: dt.date) -> list[tuple[Goal, Period]]:
    return [(goal, one) for one in ended(goal, before) if not is_kept(db, goal.goal_id, one.since)]
