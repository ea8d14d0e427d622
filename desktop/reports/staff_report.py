"""What each person at the tills did in a period, and what deserves a look; values for paper and sheets alike."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.models.queries.names import names, staff_names
from desktop.reports.figures.periods import Period
from desktop.reports.figures.rung_up import RungUp, brought_in
from desktop.reports.figures.staff import Pattern, Person, patterns, people
from desktop.reports.scope import authorise_scope, book_of, only_branch
from desktop.usecases.places import place_of
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till


@dataclass(frozen=True, slots=True)
class Worker:
    """A person of the staff with their name and work."""

    name: str
    work: Person


@dataclass(frozen=True, slots=True)
class Look:
    """Something that deserves a look, with the names of those in it; `member` is '' where nobody is named."""

    name: str
    member: str
    pattern: Pattern
    approvers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StaffReport:
    """The staff's period; `branch` is '' for all branches. `elsewhere`: what was brought in and nobody here rang up."""

    shop: str
    branch: str
    currency: str
    period: Period
    workers: tuple[Worker, ...]
    elsewhere: RungUp
    looks: tuple[Look, ...]


def staff_report(till: Till, session: Session, period: Period, branch_id: str | None) -> StaffReport:
    """Return who did what in a period, the most sold first; raises `not_allowed`, `branch_unknown`."""
    authorise_scope(till, session, "see_figures", branch_id)
    with till.read() as db:
        book = book_of(db, till, period.until, branch_id)
        called = staff_names(db)
        workers = tuple(
            Worker(called.get(one.staff_id, one.staff_id), one) for one in people(db, book, period)
        )
        found, elsewhere = patterns(db, book, period), brought_in(book, period)
        members = names(db) if any(one.member_id for one in found) else {}
        looks = tuple(_look(one, called, members) for one in found)
        named = next(iter((branch_id,) if branch_id else only_branch(db)), "")
        branch = place_of(db, till, named, "").branch if named else ""
    return StaffReport(till.shop.shop_name, branch, till.shop.currency, period, workers, elsewhere, looks)


def _look(one: Pattern, called: dict[str, str], members: dict[str, tuple[str, str]]) -> Look:
    member = members.get(one.member_id, ("", ""))[0] or one.member_id
    approvers = tuple(called.get(each, each) for each in one.approvers)
    return Look(called.get(one.staff_id, one.staff_id), member, one, approvers)
