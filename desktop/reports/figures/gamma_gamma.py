"""Gamma-Gamma (Fader and Hardie 2013): what a visit of each member is worth, drawn towards what others spend.

Fitted to members with repeat visits that brought money, by maximum likelihood with its gradient, inside bounds. Money
is measured in its own mean while fitting, so that one Toman or ten million make no difference.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop.reports.figures.climbing import Cost, search, start_from
from desktop.reports.figures.exact import Ints
from desktop.reports.figures.visits import Visits

LOWEST, HIGHEST = np.log(1e-3), np.log(1e4)
_SAMPLE = 5_000


@dataclass(frozen=True, slots=True)
class GammaGamma:
    """The parameters; gamma in the shop's money unit. With q ≤ 1 the mean of all members is no number."""

    p: float
    q: float
    gamma: float
    loglik: float
    members: int
    at_bound: bool = False

    @property
    def mean(self) -> float | None:
        """Return what a visit of somebody unknown is worth."""
        return self.p * self.gamma / (self.q - 1) if self.q > 1 else None

    @property
    def logs(self) -> Ints:
        """Return the logarithms of the parameters."""
        return np.log([self.p, self.q, self.gamma])


def paying(found: Visits) -> Visits:
    """Return the members whose repeat visits brought money."""
    return found.of(np.flatnonzero((found.repeats > 0) & (found.money > 0)))


@dataclass(frozen=True, slots=True, eq=False)
class _Spent:
    """Repeat visits and their money in a unit; sums that hang on no parameter; distinct numbers of visits."""

    repeats: Ints
    money: Ints
    log_mean: float
    log_mean_weighted: float
    levels: Ints
    per_level: Ints


def _spent(told: Visits, unit: float = 1.0) -> _Spent:
    x, money = told.repeats.astype(float), told.money / unit
    log_mean = np.log(money / x)
    levels, per_level = np.unique(x, return_counts=True)
    return _Spent(x, money, float(log_mean.sum()), float(x @ log_mean), levels, per_level.astype(float))


def fit(found: Visits) -> GammaGamma:
    """Return the parameters of the largest likelihood for members with repeat visits; many begin where some lead."""
    told, close = paying(found), None
    count, scale = len(told), float((told.money / told.repeats).mean())
    if count > 4 * _SAMPLE:
        some = _cost(_spent(told.of(np.arange(0, count, count // _SAMPLE)), scale))
        close = start_from(some, search(some, *_AFAR))
    best = search(_cost(_spent(told, scale)), *_AFAR, close)
    p, q, gamma = np.exp(best.logs).tolist()
    value = -best.cost * count - count * float(np.log(scale))
    return GammaGamma(p, q, gamma * scale, value, count, best.at_bound)


_AFAR = (np.log([2.0, 3.0, 1.0]), (LOWEST, HIGHEST))


def _cost(spent: _Spent) -> Cost:
    count = len(spent.repeats)

    def cost(logs: Ints) -> tuple[float, Ints]:
        value, slope = _likelihood(np.exp(logs), spent)
        return -value / count, -slope * np.exp(logs) / count

    return cost


def loglik(found: Visits, model: GammaGamma) -> float:
    """Return the logarithm of the likelihood under given parameters."""
    return _likelihood(np.exp(model.logs), _spent(paying(found)))[0]


def gradient(found: Visits, logs: Ints) -> Ints:
    """Return the slope of the likelihood in the logarithms of the parameters."""
    return _likelihood(np.exp(logs), _spent(paying(found)))[1] * np.exp(logs)


def _likelihood(parameters: Ints, told: _Spent) -> tuple[float, Ints]:
    from scipy.special import gammaln, psi

    p, q, gamma = parameters
    x, per, pn = told.levels, told.per_level, p * told.levels
    whole = gamma + told.money
    log_whole, share = np.log(whole), 1.0 / whole
    logs, logs_weighted = float(log_whole.sum()), float(told.repeats @ log_whole)
    by_level = gammaln(pn + q) - gammaln(pn) - gammaln(q) + q * np.log(gamma) + pn * np.log(x)
    value = float(per @ by_level) + p * told.log_mean_weighted - told.log_mean - p * logs_weighted - q * logs
    digamma = psi(pn + q)
    slope_p = per @ (x * (digamma - psi(pn) + np.log(x))) + told.log_mean_weighted - logs_weighted
    slope_q = per @ (digamma - psi(q) + np.log(gamma)) - logs
    slope_gamma = per.sum() * q / gamma - p * (told.repeats @ share) - q * share.sum()
    return value, np.array([slope_p, slope_q, slope_gamma])


def worth_of_visit(model: GammaGamma, found: Visits) -> Ints:
    """Return what a visit of each member is expected to bring; of one who never came again, that of anybody."""
    x = np.where(found.money > 0, found.repeats, 0)
    money = np.where(found.money > 0, found.money, 0)
    below = model.p * x + model.q - 1
    return np.where(below > 0, model.p * (model.gamma + money) / np.where(below > 0, below, 1), np.nan)
