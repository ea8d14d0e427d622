"""One page for partners and investors: the shop's figures of a period, its sales, its members, its goals."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.reports.board import Aim
from desktop.reports.branch_report import BranchReport, branch_report
from desktop.reports.figures.periods import Calendar, Period
from desktop.reports.goals_report import goals_report
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.words import Lang


@dataclass(frozen=True, slots=True)
class PartnersReport:
    """The report of a branch or of all, and how the goals stand today."""

    told: BranchReport
    aims: tuple[Aim, ...]


def partners_report(
    till: Till, session: Session, period: Period, branch_id: str | None, calendar: Calendar, lang: Lang
) -> PartnersReport:
    """Return what partners are told; raises what `branch_report` raises."""
    told = branch_report(till, session, period, branch_id, calendar)
    return PartnersReport(told, goals_report(till, session, branch_id, lang).board.aims)
