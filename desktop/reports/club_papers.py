"""The papers of the reports by name: what is asked for is reckoned and written in one go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.reports.branch_report import branch_report
from desktop.reports.branch_report_pdf import write_branch_report
from desktop.reports.figures.periods import Calendar, Period
from desktop.reports.goals_report import goals_report
from desktop.reports.goals_report_pdf import write_goals_report
from desktop.reports.partners_report import partners_report
from desktop.reports.partners_report_pdf import write_partners_report
from desktop.reports.staff_report import staff_report
from desktop.reports.staff_report_pdf import write_staff_report
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.words import Lang


@dataclass(frozen=True, slots=True)
class Order:
    """Whose paper of which days, in which language and calendar; `branch_id` None is all branches."""

    period: Period
    branch_id: str | None
    calendar: Calendar
    lang: Lang


def write_club_paper(till: Till, session: Session, paper: str, order: Order, path: Path) -> Path:
    """Write a paper of `PAPERS` and return its path; raises `not_allowed` and what `Paper.save` raises."""
    return PAPERS[paper](till, session, order, path)


def _branch(till: Till, session: Session, order: Order, path: Path) -> Path:
    told = branch_report(till, session, order.period, order.branch_id, order.calendar)
    return write_branch_report(told, path, order.lang)


def _staff(till: Till, session: Session, order: Order, path: Path) -> Path:
    return write_staff_report(staff_report(till, session, order.period, order.branch_id), path, order.lang)


def _goals(till: Till, session: Session, order: Order, path: Path) -> Path:
    return write_goals_report(goals_report(till, session, order.branch_id, order.lang), path, order.lang)


def _partners(till: Till, session: Session, order: Order, path: Path) -> Path:
    told = partners_report(till, session, order.period, order.branch_id, order.calendar, order.lang)
    return write_partners_report(told, path, order.lang)


PAPERS: dict[str, Callable[[Till, Session, Order, Path], Path]] = {
    "branch": _branch,
    "goals": _goals,
    "partners": _partners,
    "staff": _staff,
}
