"""Whose figures a report may tell: a branch for those who may see it, all branches for those who may see all."""

from __future__ import annotations

import datetime as dt

from desktop.models.queries.figures import branch_names
from desktop.models.sources import Reader
from desktop.reports.figures.book import Book, Scope
from desktop.reports.figures.document import Shop, read_shop
from desktop.usecases.authority import authorise
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.errors import require


def authorise_scope(till: Till, session: Session, act: str, branch_id: str | None) -> None:
    """Refuse who may not do the act, or not see so far; None is all branches. Raises `not_allowed`."""
    authorise(till, session, act)
    if branch_id != till.shop.branch_id:
        authorise(till, session, "see_all_branches")


def book_of(db: Reader, till: Till, as_of: dt.date, branch_id: str | None) -> Book:
    """Return what was known of a branch, or of all, before a day; raises `branch_unknown`."""
    return of_branch(read_shop(db, as_of, till.shop), till, branch_id)


def of_branch(shop: Shop, till: Till, branch_id: str | None, as_of: dt.date | None = None) -> Book:
    """Return the same of columns that were read, perhaps before another day; raises `branch_unknown`."""
    book = shop.book(Scope(frozenset((branch_id,))) if branch_id else Scope(), as_of)
    known = {till.shop.branch_id, *book.columns.described, *book.columns.branches}
    require(branch_id is None or branch_id in known, "branch_unknown", branch=branch_id)
    return book


def only_branch(db: Reader) -> tuple[str, ...]:
    """Return the branch of a shop that has one, in which all branches are that one."""
    names = tuple(branch_names(db))
    return names if len(names) == 1 else ()
