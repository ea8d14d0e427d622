"""What a member is worth (D11): average purchase × purchases a year × years, over the last year's member purchases."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from desktop.reports.figures.book import Book
from desktop.reports.figures.exact import Figure, mean, ratio, total
from desktop.reports.figures.sales import sales
from desktop.reports.figures.settings import YEAR
from loyalty.clock import DAY


@dataclass(frozen=True, slots=True)
class Worth:
    """What a year of purchases says of a member's worth over `years`."""

    purchases: int
    buyers: int
    amount: int
    years: int

    @property
    def aov(self) -> Figure:
        """Return the average purchase."""
        return mean("aov_members", self.amount, self.purchases)

    @property
    def frequency(self) -> Figure:
        """Return the purchases of a buyer in a year."""
        return mean("yearly_frequency", self.purchases, self.buyers)

    @property
    def clv(self) -> Figure:
        """Return average purchase × frequency × years, which is amount × years ÷ buyers."""
        return mean("clv", self.amount * self.years, self.buyers)

    def document(self) -> dict[str, Any]:
        """Return the figures under the names of the definitions."""
        return {
            "transactions": self.purchases,
            "buyers": self.buyers,
            "amount": self.amount,
            "aov": self.aov.value,
            "yearly_frequency": self.frequency.value,
            "lifespan_years": self.years,
            "clv": self.clv.value,
        }


def worth(book: Book) -> Worth:
    """Return the worth of a member by the last year."""
    year, years = book.settings.last(YEAR), book.settings.windows.clv_lifespan_years
    if book.seen is not None:
        found = sales(book, year)
        amount, purchases = found.counted - found.walk_in_amount, found.purchases - found.walk_ins
        return Worth(purchases, found.buyers, amount, years)
    bought = book.bought_in(year)
    return Worth(
        purchases=len(bought),
        buyers=int(np.unique(bought.member).size),
        amount=total(bought.net),
        years=years,
    )


def document(book: Book) -> dict[str, Any]:
    """Return the figures under the names of the definitions, how long members have been coming among them."""
    return worth(book).document() | {"observed_mean_tenure_years": _tenure(book)}


def _tenure(book: Book) -> float | None:
    member, at = book.bought.member, book.bought.at
    first = np.full(book.size, np.iinfo(np.int64).max)
    last = np.full(book.size, np.iinfo(np.int64).min)
    np.minimum.at(first, member, at)
    np.maximum.at(last, member, at)
    there = last >= first
    spans = int((last[there] - first[there]).sum())
    return ratio(Fraction(spans, DAY) / Fraction("365.25"), int(there.sum()))
