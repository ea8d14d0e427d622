"""What the business decides about its figures: how far they look back, the ladder of tiers, points, margins.

Defaults are those of the definitions; the `windows` document says otherwise, and what an import said of its own
days (its first one, and the period its churn is of) holds for the days it spoke of.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from desktop.models.sources import Source
from desktop.reports.figures.periods import Period, add_months
from desktop.usecases.importing.club import club_days
from desktop.usecases.policies import documents_now, rules_now
from desktop.usecases.policy_defaults import Windows, parse_windows
from loyalty.fixed_costs import FixedCost, parse_fixed_costs
from loyalty.groups import Groups
from loyalty.points import DEFAULT_POINTS, PointKind
from loyalty.tiers import DEFAULT_LADDER, Ladder

YEAR = 365
"""Days of a year in which frequency is counted."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the figures of a day are cut; `first_day` is None where nothing but the rows themselves says it."""

    as_of: dt.date
    zone: str = "Asia/Tehran"
    windows: Windows = field(default_factory=Windows)
    ladder: Ladder = DEFAULT_LADDER
    points: PointKind = DEFAULT_POINTS.kinds[0]
    groups: Groups = field(default_factory=Groups)
    fixed_costs: tuple[FixedCost, ...] = ()
    first_day: dt.date | None = None
    churn_period: Period | None = None

    @property
    def churned_over(self) -> Period:
        """Return the period of the headline churn: the one an import named, else six calendar months."""
        return self.churn_period or Period(add_months(self.as_of, -6), self.as_of)

    def last(self, days: int) -> Period:
        """Return the days before `as_of`."""
        return Period.last(days, self.as_of)


def read_settings(db: Source, as_of: dt.date, zone: str) -> Settings:
    """Return the settings in force, for the figures of a day."""
    rules, documents = rules_now(db), documents_now(db)
    club = club_days(db)
    churn = club.churn_period if club.as_of == as_of else None
    return Settings(
        as_of=as_of,
        zone=zone,
        windows=parse_windows(documents.get("windows", {})),
        ladder=rules.tiers,
        points=next(kind for kind in rules.points.kinds if kind.kind == rules.tiers.by),
        groups=rules.groups,
        fixed_costs=parse_fixed_costs(documents.get("fixed_costs", {})),
        first_day=club.first_day,
        churn_period=Period(*churn) if churn else None,
    )
