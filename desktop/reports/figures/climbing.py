"""Finds the parameters of the largest likelihood: inside bounds from afar, and in a few steps from close by.

A likelihood is told as a cost in the logarithms of the parameters, with its slope. Of many members a part is searched
first; where that leads, and how the cost bends there, is nearly what holds for all of them, so that a handful of looks
at everybody is enough. Every search is the same for the same members, whatever was searched before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from desktop.reports.figures.exact import Ints

Cost = Callable[[Ints], tuple[float, Ints]]
"""The mean cost a member and its slope, at the logarithms of the parameters."""

_AT_BOUND = 1e-6
_STEP = 1e-5
_FLAT = 1e-9
_MOST = 60


@dataclass(frozen=True, slots=True)
class Found:
    """Where the cost is least; `at_bound` says that the data leave a parameter open."""

    logs: Ints
    cost: float
    at_bound: bool


@dataclass(frozen=True, slots=True)
class Start:
    """Where to begin: the logarithms, and the inverse of how the cost bends there."""

    logs: Ints
    spread: Ints


def search(cost: Cost, begin: Ints, bounds: tuple[float, float], close: Start | None = None) -> Found:
    """Return where the cost is least, begun close by if there is such a place, else from afar."""
    found = None if close is None else _descend(cost, close)
    if found is not None and (found.logs > bounds[0]).all() and (found.logs < bounds[1]).all():
        return found
    from scipy.optimize import minimize

    best = minimize(
        cost, begin, jac=True, method="L-BFGS-B", bounds=[bounds] * len(begin),
        options={"ftol": 1e-15, "gtol": 1e-9, "maxiter": 1_000},
    )  # fmt: skip
    edges = np.abs(best.x[:, None] - np.array(bounds)) < _AT_BOUND
    return Found(best.x, float(best.fun), bool(edges.any()))


def start_from(cost: Cost, found: Found) -> Start | None:
    """Return where a larger search may begin; None where the cost does not bend upwards on all sides."""
    if found.at_bound:
        return None
    bend = np.array([
        (cost(found.logs + _STEP * unit)[1] - cost(found.logs - _STEP * unit)[1]) / (2 * _STEP)
        for unit in np.eye(len(found.logs))
    ])  # fmt: skip
    bend = (bend + bend.T) / 2
    if np.linalg.eigvalsh(bend)[0] <= 0:
        return None
    return Start(found.logs, np.linalg.inv(bend))


def _descend(cost: Cost, start: Start) -> Found | None:
    """Go down by quasi-Newton steps (BFGS) until the slope is flat; None where a step leads up or it takes too long."""
    logs, spread = start.logs, start.spread
    value, slope = cost(logs)
    for _ in range(_MOST):
        if np.abs(slope).max() <= _FLAT:
            return Found(logs, float(value), at_bound=False)
        step = -spread @ slope
        there, further = cost(logs + step)
        if not there <= value + abs(value) * 1e-12:
            return None
        spread = _bent(spread, step, further - slope)
        logs, value, slope = logs + step, there, further
    return None


def _bent(spread: Ints, step: Ints, change: Ints) -> Ints:
    """Return the inverse of the bend, told anew by how the slope changed over a step."""
    along = float(step @ change)
    if along <= 0:
        return spread
    turn = np.eye(len(step)) - np.outer(step, change) / along
    bent: Ints = turn @ spread @ turn.T + np.outer(step, step) / along
    return bent
