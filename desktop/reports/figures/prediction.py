"""What is to be expected of each member: whether they still come, how often, when next, and what that is worth.

BG/NBD and Gamma-Gamma over the visits before the day. Too few members, or data that leave the parameters open, give
no prediction and the reason. Intervals are drawn from what the models say of each member and from how surely their
parameters are known, with a fixed seed: the same book has the same interval.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np

from desktop.reports.figures import bgnbd, gamma_gamma
from desktop.reports.figures.bgnbd import BgNbd
from desktop.reports.figures.book import Book
from desktop.reports.figures.exact import DIGITS, Ints
from desktop.reports.figures.gamma_gamma import GammaGamma
from desktop.reports.figures.periods import date, number
from desktop.reports.figures.visits import Visits, visits

LEAST_MEMBERS = 50
LEAST_REPEATING = 25
"""With fewer than these the parameters say more of chance than of members."""

LONGEST_WAIT = 730
"""Days beyond which no next visit is named."""
NO_DAY = np.iinfo(np.int64).max
"""Stands for no day among days of next visits."""

SHARE = 0.8
"""How much of what may come an interval holds."""

_Fit = tuple[BgNbd, GammaGamma | None]
_FITTED: dict[bytes, _Fit] = {}
_KEPT = 8
"""Models kept, by a digest of the histories they were fitted to: parameters alone, nobody's history."""

DRAWS = 200
_MOST_DRAWN = 4_000_000


@dataclass(frozen=True, slots=True)
class Unfit:
    """No prediction, and why: `too_few_members`, `too_few_repeats`, `open_parameters`, `no_money`."""

    reason: str
    members: int
    repeating: int


@dataclass(frozen=True, slots=True)
class Interval:
    """An expectation with the range that holds `SHARE` of what may come."""

    expected: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Prediction:
    """The models with a row a member who ever came, in the order of `visits.member`."""

    book: Book
    visits: Visits
    coming: BgNbd
    spending: GammaGamma | None

    @property
    def alive(self) -> Ints:
        """Return the probability that each still is a customer."""
        return bgnbd.alive(self.coming, self.visits)

    def silent(self, days: float) -> Ints:
        """Return the probability that each does not come in the next days: the risk of churn."""
        return bgnbd.silent(self.coming, self.visits, days)

    def expected(self, days: float) -> Ints:
        """Return the visits expected of each in the next days."""
        return bgnbd.expected(self.coming, self.visits, days)

    def worth(self, days: float) -> Ints | None:
        """Return the money expected of each in the next days; None where money could not be learnt."""
        if self.spending is None or self.spending.mean is None:
            return None
        return self.expected(days) * gamma_gamma.worth_of_visit(self.spending, self.visits)

    def next_days(self) -> Ints:
        """Return the number of the day by which one in two of members like each has come again; `NO_DAY` beyond the longest wait."""
        wait, today = bgnbd.waiting_days(self.coming, self.visits), number(self.book.as_of)
        soon = wait < LONGEST_WAIT
        return np.where(soon, today + np.where(soon, wait, 0).astype(np.int64), NO_DAY)

    def next_visits(self) -> tuple[dt.date | None, ...]:
        """Return the same as days, None for no day."""
        return tuple(None if day == NO_DAY else date(day) for day in self.next_days().tolist())

    def readiness(self, days: int = 7) -> tuple[tuple[int, float], ...]:
        """Return (entry, visits expected in the next days), the readiest first (D21)."""
        chances = np.round(self.expected(days), DIGITS)
        shown, entries = self.book.who.shown, self.visits.member.tolist()
        rows = zip(entries, chances.tolist(), strict=True)
        return tuple(sorted(rows, key=lambda row: (-row[1], shown[row[0]], row[0])))


def predict(book: Book) -> Prediction | Unfit:
    """Return the prediction of the scope's members, or why there is none."""
    found = visits(book)
    repeating = int((found.repeats > 0).sum())
    if len(found) < LEAST_MEMBERS:
        return Unfit("too_few_members", len(found), repeating)
    if repeating < LEAST_REPEATING:
        return Unfit("too_few_repeats", len(found), repeating)
    coming, spending = _fitted(found)
    if coming.at_bound:
        return Unfit("open_parameters", len(found), repeating)
    return Prediction(book, found, coming, spending)


def _fitted(found: Visits) -> _Fit:
    """Return the models of histories, of the same histories those found before: several pages ask for one day's."""
    columns = (found.repeats, found.last, found.known, found.money)
    key = sha256(b"".join(map(_bytes, columns))).digest()
    if key not in _FITTED:
        coming = bgnbd.fit(found)
        while len(_FITTED) >= _KEPT:
            _FITTED.pop(next(iter(_FITTED)), None)
        _FITTED[key] = (coming, None if coming.at_bound else _spending(found))
    return _FITTED[key]


def _bytes(column: Ints) -> bytes:
    return (
        repr(column.tolist()).encode() if column.dtype == object else np.ascontiguousarray(column).tobytes()
    )


def _spending(found: Visits) -> GammaGamma | None:
    if len(gamma_gamma.paying(found)) < LEAST_REPEATING:
        return None
    fitted = gamma_gamma.fit(found)
    return None if fitted.at_bound or fitted.q <= 1 else fitted


def worth_with_interval(told: Prediction, rows: Ints, days: float) -> Interval | None:
    """Return what some rows together are expected to bring, with its interval; None where money is not known."""
    each = told.worth(days)
    if each is None or told.spending is None:
        return None
    some, chance = told.visits.of(rows), np.random.default_rng(len(told.visits))
    draws = max(20, min(DRAWS, _MOST_DRAWN // max(1, len(some))))
    coming = _around(told.coming.logs, lambda logs: bgnbd.gradient(told.visits, logs), draws, chance)
    spending = _around(
        told.spending.logs, lambda logs: gamma_gamma.gradient(told.visits, logs), draws, chance
    )
    sums = [
        _one_future(some, coming[draw], spending[draw], days, chance) for draw in range(draws)
    ]  # fmt: skip
    low, high = np.quantile(sums, [(1 - SHARE) / 2, (1 + SHARE) / 2])
    return Interval(float(each[rows].sum()), float(low), float(high))


def _around(best: Ints, slope: Callable[[Ints], Ints], draws: int, chance: np.random.Generator) -> Ints:
    """Return parameters drawn around the best ones, as surely as the likelihood's curvature says."""
    step = 1e-4
    curvature = np.array([
        (slope(best + step * unit) - slope(best - step * unit)) / (2 * step) for unit in np.eye(len(best))
    ])  # fmt: skip
    spread = np.linalg.pinv(-(curvature + curvature.T) / 2)
    values, axes = np.linalg.eigh(spread)
    root = axes * np.sqrt(np.clip(values, 0, 1))
    drawn: Ints = np.exp(best + chance.standard_normal((draws, len(best))) @ root.T)
    return drawn


def _one_future(
    some: Visits, coming: Ints, spending: Ints, days: float, chance: np.random.Generator
) -> float:
    """Return the money of one possible future: who lives, how often they come until they leave, what they spend."""
    r, alpha, a, b = coming
    p, q, gamma = spending
    model = BgNbd(r, alpha, a, b, 0.0, 0)
    lives = chance.random(len(some)) < bgnbd.alive(model, some)
    rate = chance.gamma(r + some.repeats, 1.0 / (alpha + some.known / bgnbd.WEEK))
    leaves = np.clip(chance.beta(a, b + some.repeats), 1e-12, 1.0)
    times = np.minimum(chance.poisson(rate * days / bgnbd.WEEK), chance.geometric(leaves))
    counts = np.where(lives, times, 0)
    repeats = np.where(some.money > 0, some.repeats, 0)
    scale = chance.gamma(q + p * repeats, 1.0 / (gamma + np.where(some.money > 0, some.money, 0)))
    came = counts > 0
    return float((chance.gamma(p * counts[came]) / scale[came]).sum())


def readiness_document(told: Prediction | Unfit, most: int = 100) -> dict[str, Any]:
    """Return the members likeliest to come within a week, the readiest first; the reason where there is no telling."""
    if isinstance(told, Unfit):
        return {"days": 7, "members": [], "reason": told.reason}
    shown = told.book.who.shown
    ranked = told.readiness()[:most]
    return {
        "days": 7,
        "members": [{"member_id": shown[entry], "expected_purchases": chance} for entry, chance in ranked],
        "reason": None,
    }
