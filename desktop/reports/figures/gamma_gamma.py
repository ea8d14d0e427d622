"""Gamma-Gamma (Fader and Hardie 2013): what a visit of each member is worth, drawn towards what others spend.

Fitted to members with repeat visits that brought money, by maximum likelihood with its gradient, inside bounds. Money
is measured in its own mean while fitting, so that one Toman or ten million make no difference.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop.reports.figures.exact import Ints
from desktop.reports.figures.visits import Visits

LOWEST, HIGHEST = np.log(1e-3), np.log(1e4)


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


def fit(found: Visits) -> GammaGamma:
    """Return the parameters of the largest likelihood for members with repeat visits."""
    from scipy.optimize import minimize

    told = paying(found)
    x, mean = told.repeats.astype(float), told.money / told.repeats
    scale = float(mean.mean())
    count = len(x)

    def cost(logs: Ints) -> tuple[float, Ints]:
        value, slope = _likelihood(np.exp(logs), x, mean / scale)
        return -value / count, -slope * np.exp(logs) / count

    best = minimize(
        cost, np.log([2.0, 3.0, 1.0]), jac=True, method="L-BFGS-B", bounds=[(LOWEST, HIGHEST)] * 3,
        options={"ftol": 1e-15, "gtol": 1e-9, "maxiter": 1_000},
    )  # fmt: skip
    at_bound = bool((np.abs(best.x - LOWEST) < 1e-6).any() or (np.abs(best.x - HIGHEST) < 1e-6).any())
    p, q, gamma = np.exp(best.x).tolist()
    value = -float(best.fun) * count - count * float(np.log(scale))
    return GammaGamma(p, q, gamma * scale, value, count, at_bound)


def loglik(found: Visits, model: GammaGamma) -> float:
    """Return the logarithm of the likelihood under given parameters."""
    told = paying(found)
    return _likelihood(np.exp(model.logs), told.repeats.astype(float), told.money / told.repeats)[0]


def gradient(found: Visits, logs: Ints) -> Ints:
    """Return the slope of the likelihood in the logarithms of the parameters."""
    told = paying(found)
    return _likelihood(np.exp(logs), told.repeats.astype(float), told.money / told.repeats)[1] * np.exp(logs)


def _likelihood(parameters: Ints, x: Ints, mean: Ints) -> tuple[float, Ints]:
    from scipy.special import gammaln, psi

    p, q, gamma = parameters
    levels, level = np.unique(x, return_inverse=True)
    per_level = np.bincount(level).astype(float)
    px, pn = p * x, p * levels
    whole, log_mean = np.log(gamma + mean * x), np.log(mean)
    by_level = gammaln(pn + q) - gammaln(pn) - gammaln(q) + q * np.log(gamma) + pn * np.log(levels)
    value = float(per_level @ by_level + ((px - 1) * log_mean - (px + q) * whole).sum())
    digamma = psi(pn + q)
    slope_p = per_level @ (levels * (digamma - psi(pn) + np.log(levels))) + (x * (log_mean - whole)).sum()
    slope_q = per_level @ (digamma - psi(q) + np.log(gamma)) - whole.sum()
    slope_gamma = len(x) * q / gamma - ((px + q) / (gamma + mean * x)).sum()
    return value, np.array([slope_p, slope_q, slope_gamma])


def worth_of_visit(model: GammaGamma, found: Visits) -> Ints:
    """Return what a visit of each member is expected to bring; of one who never came again, that of anybody."""
    x = np.where(found.money > 0, found.repeats, 0)
    money = np.where(found.money > 0, found.money, 0)
    below = model.p * x + model.q - 1
    return np.where(below > 0, model.p * (model.gamma + money) / np.where(below > 0, below, 1), np.nan)
