"""What the club costs and brings: worth in profit (D20) and return on investment (D19).

Margins are those of the product groups; where none of what members bought has one, there is no figure. Extra margin is
measured against members held out of the offer; without them there is no return to speak of, only the cost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from desktop.models.queries import figures as queries
from desktop.models.sources import Source
from desktop.reports.figures.book import Book
from desktop.reports.figures.clv import Worth
from desktop.reports.figures.exact import ratio
from desktop.reports.figures.periods import Period
from desktop.reports.figures.settings import YEAR
from loyalty.fixed_costs import fixed_sum
from loyalty.groups import Groups
from loyalty.money import WHOLE

NO_HOLD_OUT = "no_hold_out"
NO_MARGIN = "margin_unknown"


@dataclass(frozen=True, slots=True)
class Margin:
    """The mean margin of what was bought: margin and amount of the groups whose margin is known, and all amounts."""

    margin: Fraction
    known_amount: int
    amount: int

    @property
    def rate(self) -> Fraction | None:
        """Return margin ÷ amount, None where no margin is known."""
        return self.margin / self.known_amount if self.known_amount > 0 else None


@dataclass(frozen=True, slots=True)
class Cost:
    """What was spent on the club or on one campaign, by what it was spent on."""

    discounts: int
    credit: int
    fixed: int

    @property
    def total(self) -> int:
        """Return the whole cost."""
        return self.discounts + self.credit + self.fixed


@dataclass(frozen=True, slots=True)
class Return:
    """(extra margin − cost) ÷ cost in percent; `reason` says why there is no figure."""

    cost: Cost
    extra_margin: Fraction | None
    reason: str | None

    @property
    def value(self) -> float | None:
        """Return the rate, None without an extra margin or without a cost."""
        if self.extra_margin is None or not self.cost.total:
            return None
        return ratio(100 * (self.extra_margin - self.cost.total), self.cost.total)

    def document(self) -> dict[str, Any]:
        """Return the figures with what is behind them."""
        extra = self.extra_margin
        return {
            "numerator": None if extra is None else ratio(extra - self.cost.total, 1),
            "denominator": self.cost.total,
            "rate": self.value,
            "extra_margin": None if extra is None else ratio(extra, 1),
            "cost": {
                "discounts": self.cost.discounts,
                "credit": self.cost.credit,
                "fixed": self.cost.fixed,
            },
            "reason": self.reason,
        }


def margin_of(amounts: Mapping[str, int], groups: Groups) -> Margin:
    """Return the mean margin of amounts by product group, weighted by them."""
    known = {group: rate for group in amounts if (rate := groups.margin(group)) is not None}
    margin = sum((Fraction(amounts[group] * rate, WHOLE) for group, rate in known.items()), Fraction(0))
    return Margin(margin, sum(amounts[group] for group in known), sum(amounts.values()))


def members_margin(db: Source, book: Book) -> Margin:
    """Return the mean margin of what members bought in the last year."""
    year = book.settings.last(YEAR)
    amounts = queries.member_groups(db, year.since, year.until, tuple(sorted(book.scope.branches)))
    return margin_of(amounts, book.settings.groups)


def profit_document(worth: Worth, margin: Margin) -> dict[str, Any]:
    """Return CLV × mean margin beside what it is made of."""
    rate = margin.rate
    worth_ = Fraction(worth.amount * worth.years, worth.buyers) if worth.buyers else None
    return {
        "clv": worth.clv.value,
        "margin_rate": None if rate is None else ratio(100 * rate, 1),
        "clv_profit": None if rate is None or worth_ is None else ratio(worth_ * rate, 1),
        "reason": NO_MARGIN if rate is None else None,
    }


def club_return(db: Source, book: Book, period: Period) -> Return:
    """Return what the club cost in a period. Nobody is held out of a whole club, so that it has no return as such."""
    branches = tuple(sorted(book.scope.branches))
    told = queries.given(db, period.since, period.until, branches)
    fixed = fixed_sum(book.settings.fixed_costs, period.since, period.until, branches=branches)
    return Return(Cost(told.discounts, told.credit, fixed), None, NO_HOLD_OUT)


def campaign_return(book: Book, campaign_id: str, period: Period) -> Return:
    """Return what an imported campaign cost by hand; it held nobody out."""
    costs = book.settings.fixed_costs
    fixed = fixed_sum(costs, period.since, period.until, campaign=campaign_id)
    return Return(Cost(0, 0, fixed), None, NO_HOLD_OUT)


def return_against_held_out(
    cost: Cost, margin: Fraction | None, offered: tuple[int, int], held_out: tuple[int, int]
) -> Return:
    """Return what an offer brought: `offered` and `held_out` are (net sales, members), `margin` their mean margin.

    Extra sales are what the offered bought above what as many of the held out would have.
    """
    if not held_out[1] or not offered[1]:
        return Return(cost, None, NO_HOLD_OUT)
    if margin is None:
        return Return(cost, None, NO_MARGIN)
    extra = offered[0] - Fraction(held_out[0] * offered[1], held_out[1])
    return Return(cost, extra * margin, None)
