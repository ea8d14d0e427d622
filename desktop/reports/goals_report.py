"""The goals as paper tells them: what the running periods reached and take, and how the periods before ended."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desktop.reports.board import Board
from desktop.reports.boards.aims import goals
from desktop.reports.boards.lens import Lens
from desktop.reports.boards.reading import names_of
from desktop.reports.figures.document import read_shop
from desktop.reports.figures.periods import Period
from desktop.reports.scope import authorise_scope, only_branch
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.words import Lang


@dataclass(frozen=True, slots=True)
class GoalsReport:
    """The board of goals of a branch ('' for all) as it stood in the middle of `today`."""

    shop: str
    branch: str
    currency: str
    today: dt.date
    board: Board


def goals_report(till: Till, session: Session, branch_id: str | None, lang: Lang) -> GoalsReport:
    """Return how the goals of a branch (None: of all) stand; raises `not_allowed`."""
    authorise_scope(till, session, "see_figures", branch_id)
    today, names = till.today(), names_of(till, lang)
    tomorrow = today + dt.timedelta(days=1)
    with till.read() as db:
        shop = read_shop(db, tomorrow, till.shop)
        lens = Lens(shop, db, Period(today, tomorrow), today, branch_id or "", names=names, lang=lang)
        board = goals(lens)
        named = next(iter((branch_id,) if branch_id else only_branch(db)), "")
    branch = names.branches.get(named, "")
    return GoalsReport(till.shop.shop_name, branch, till.shop.currency, today, board)
