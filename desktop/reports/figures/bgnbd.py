"""BG/NBD (Fader, Hardie and Lee 2005): how often members come while they live, and when they leave unseen.

Fitted by maximum likelihood with its gradient in the logarithms of the four parameters, inside bounds: the likelihood
has ridges along which a and b, or r and alpha, run to infinity together, and an unbounded search follows them. Time is
in weeks. Equal histories are counted once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop.reports.figures.climbing import Cost, search, start_from
from desktop.reports.figures.exact import Ints
from desktop.reports.figures.visits import Visits

WEEK = 7.0
LOWEST, HIGHEST = np.log(1e-4), np.log(1e4)
_NEAR_ONE = 1e-6
_SAMPLE = 5_000


@dataclass(frozen=True, slots=True)
class BgNbd:
    """The parameters and what they were found with; `at_bound` says that the data leave one of them open."""

    r: float
    alpha: float
    a: float
    b: float
    loglik: float
    members: int
    at_bound: bool = False

    @property
    def logs(self) -> Ints:
        """Return the logarithms of the parameters."""
        return np.log([self.r, self.alpha, self.a, self.b])


@dataclass(frozen=True, slots=True, eq=False)
class _Column:
    """Distinct values of a column, and the place of each row's value among them."""

    values: Ints
    at: Ints

    @classmethod
    def of(cls, column: Ints, unit: float = 1.0) -> _Column:
        values, at = np.unique(column, return_inverse=True)
        return cls(values / unit, at)


@dataclass(frozen=True, slots=True, eq=False)
class _Histories:
    """Distinct histories in weeks with how often each occurs.

    Repeats and days take few values: what hangs on one of them alone is worked out once for each value.
    """

    repeats: _Column
    last: _Column
    known: _Column
    weight: Ints
    per_repeats: Ints


def _histories(found: Visits) -> _Histories:
    columns = (_Column.of(found.repeats), _Column.of(found.last, WEEK), _Column.of(found.known, WEEK))
    shape = [len(column.values) for column in columns]
    key, count = np.unique(np.ravel_multi_index([column.at for column in columns], shape), return_counts=True)
    places, weight = np.unravel_index(key, shape), count.astype(float)
    repeats, last, known = (
        _Column(column.values, np.ascontiguousarray(at)) for column, at in zip(columns, places, strict=True)
    )
    return _Histories(repeats, last, known, weight, np.bincount(repeats.at, weights=weight))


def fit(found: Visits) -> BgNbd:
    """Return the parameters of the largest likelihood; many members are begun with where some of them lead."""
    close = None
    if len(found) > 4 * _SAMPLE:
        some = _cost(_histories(found.of(np.arange(0, len(found), len(found) // _SAMPLE))))
        close = start_from(some, search(some, *_afar(found)))
    told = _histories(found)
    best = search(_cost(told), *_afar(found), close)
    r, alpha, a, b = np.exp(best.logs).tolist()
    return BgNbd(r, alpha, a, b, -best.cost * len(found), len(found), best.at_bound)


def _afar(found: Visits) -> tuple[Ints, tuple[float, float]]:
    mean_known = float(np.mean(found.known)) / WEEK
    return np.log([1.0, max(1.0, mean_known / 4), 1.0, 2.0]), (LOWEST, HIGHEST)


def _cost(told: _Histories) -> Cost:
    count = float(told.weight.sum())

    def cost(logs: Ints) -> tuple[float, Ints]:
        value, slope = _likelihood(np.exp(logs), told)
        return -value / count, -slope * np.exp(logs) / count

    return cost


def loglik(found: Visits, model: BgNbd) -> float:
    """Return the logarithm of the likelihood of histories under given parameters."""
    return _likelihood(np.exp(model.logs), _histories(found))[0]


def gradient(found: Visits, logs: Ints) -> Ints:
    """Return the slope of the likelihood in the logarithms of the parameters."""
    return _likelihood(np.exp(logs), _histories(found))[1] * np.exp(logs)


def _likelihood(parameters: Ints, told: _Histories) -> tuple[float, Ints]:
    from scipy.special import gammaln, psi

    r, alpha, a, b = parameters
    x, w, per = told.repeats.values, told.weight, told.per_repeats
    again = np.where(x > 0, 1.0 / np.maximum(b + x - 1, 1e-300), 0.0)
    by_repeats = (
        gammaln(r + x) - gammaln(r) + r * np.log(alpha)
        + gammaln(a + b) + gammaln(b + x) - gammaln(b) - gammaln(a + b + x)
    )  # fmt: skip
    known, last = alpha + told.known.values, alpha + told.last.values
    log_known, log_last = np.log(known)[told.known.at], np.log(last)[told.last.at]
    come, gap = (r + x)[told.repeats.at], log_known - log_last
    with np.errstate(divide="ignore"):  # who never came again cannot have left after coming
        odds = np.log(a * again)[told.repeats.at] + come * gap
    # log(1 + e^odds) and its slope, by the small one of e^odds and e^-odds.
    small = np.exp(-np.abs(odds))
    value = float(per @ by_repeats + w @ (np.maximum(odds, 0.0) + np.log1p(small) - come * log_known))
    left = w * np.where(odds > 0, 1.0, small) / (1.0 + small)
    stays = w - left
    slope_r = per @ (psi(r + x) - psi(r) + np.log(alpha)) - w @ log_known + left @ gap
    slope_alpha = w.sum() * r / alpha - come @ (
        stays * (1 / known)[told.known.at] + left * (1 / last)[told.last.at]
    )
    slope_a = per @ (psi(a + b) - psi(a + b + x)) + left.sum() / a
    slope_b = per @ (psi(a + b) + psi(b + x) - psi(b) - psi(a + b + x)) - left @ again[told.repeats.at]
    return value, np.array([slope_r, slope_alpha, slope_a, slope_b])


def alive(model: BgNbd, found: Visits) -> Ints:
    """Return the probability that each member still is one."""
    return 1.0 / (1.0 + _odds_gone(model, found))


def _odds_gone(model: BgNbd, found: Visits) -> Ints:
    x, last, known = found.repeats, found.last / WEEK, found.known / WEEK
    span = (model.r + x) * (np.log(model.alpha + known) - np.log(model.alpha + last))
    odds = np.exp(np.minimum(np.log(model.a) - np.log(np.maximum(model.b + x - 1, 1e-300)) + span, 700.0))
    return np.where(x > 0, odds, 0.0)


def silent(model: BgNbd, found: Visits, days: float) -> Ints:
    """Return the probability that each does not come in the next days, whether they have left or not."""
    known = model.alpha + found.known / WEEK
    stays_away = np.exp((model.r + found.repeats) * np.log(known / (known + days / WEEK)))
    chance: Ints = 1.0 - alive(model, found) * (1.0 - stays_away)
    return chance


def expected(model: BgNbd, found: Visits, days: float) -> Ints:
    """Return the visits expected of each member in the next days."""
    from scipy.special import hyp2f1

    weeks, x, known = days / WEEK, found.repeats, found.known / WEEK
    a = model.a if abs(model.a - 1) > _NEAR_ONE else 1 + _NEAR_ONE
    whole = model.alpha + known + weeks
    shrink = np.exp((model.r + x) * np.log((model.alpha + known) / whole))
    term = shrink * hyp2f1(model.r + x, model.b + x, a + model.b + x - 1, weeks / whole)
    times: Ints = (a + model.b + x - 1) / (a - 1) * (1 - term) / (1 + _odds_gone(model, found))
    return times


def expected_of_newcomer(model: BgNbd, days: float) -> float:
    """Return the visits expected of somebody who has just come for the first time."""
    row = np.zeros(1, dtype=np.int64)
    return float(expected(model, Visits(row, row, row, row, row, row), days)[0])


def waiting_days(model: BgNbd, found: Visits) -> Ints:
    """Return after how many days one in two of members like each has come again, if they still are one."""
    known = found.known / WEEK
    days: Ints = (
        WEEK * (model.alpha + known) * (np.exp2(np.minimum(1.0 / (model.r + found.repeats), 1_000)) - 1)
    )
    return days
