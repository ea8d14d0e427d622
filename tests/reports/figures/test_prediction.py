"""BG/NBD and Gamma-Gamma find the published parameters, predict what was published, and say when they cannot."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import numpy as np
import pytest

from desktop.reports.figures import bgnbd, gamma_gamma
from desktop.reports.figures.bgnbd import BgNbd
from desktop.reports.figures.document import read_shop
from desktop.reports.figures.gamma_gamma import GammaGamma
from desktop.reports.figures.periods import Period, number
from desktop.reports.figures.prediction import (
    Prediction,
    Unfit,
    predict,
    readiness_document,
    worth_with_interval,
)
from desktop.reports.figures.visits import Visits
from tests.usecases.data.conftest import SHARED

DOLLAR = 50_000
PUBLISHED = BgNbd(0.243, 4.414, 0.793, 2.426, -9582.4, 2_357)
PUBLISHED_MONEY = GammaGamma(6.25, 3.74, 15.44 * DOLLAR, -4055.9177, 946)


def visits_of(*rows: tuple[int, float, float]) -> Visits:
    """Return histories given in repeats, weeks to the last visit and weeks known."""
    columns = np.array(rows, dtype=float).T
    empty = np.zeros(len(rows), dtype=np.int64)
    repeats = columns[0].astype(np.int64)
    return Visits(np.arange(len(rows)), repeats, columns[1] * 7, columns[2] * 7, empty, empty)


@pytest.fixture(scope="module")
def wanted() -> Any:
    if not SHARED.is_dir():
        pytest.skip(f"the data folder {SHARED} is not there")
    return json.loads((SHARED / "cdnow" / "expected-clv.json").read_text(encoding="utf-8"))


@pytest.fixture
def told(till_of) -> Prediction:
    till = till_of("cdnow")
    with till.read() as db:
        shop = read_shop(db, dt.date(1997, 10, 1), till.shop)
    found = predict(shop.book())
    assert isinstance(found, Prediction)
    return found


def test_the_published_parameters_are_found_after_import(told: Prediction, wanted: Any) -> None:
    for name, value in wanted["bgnbd"].items():
        if name != "loglik_at_published":
            assert getattr(told.coming, name) == pytest.approx(value, abs=2e-4), name
    assert bgnbd.loglik(told.visits, PUBLISHED) == pytest.approx(
        wanted["bgnbd"]["loglik_at_published"], abs=1e-4
    )
    assert told.coming.members == wanted["customers"]
    money, expected = told.spending, wanted["gamma_gamma"]
    assert money is not None
    assert (money.p, money.q) == pytest.approx((expected["p"], expected["q"]), abs=1e-5)
    assert money.gamma / DOLLAR == pytest.approx(expected["gamma"], abs=1e-4)
    assert money.members == expected["customers"]
    in_dollars = money.loglik + money.members * np.log(DOLLAR)
    assert in_dollars == pytest.approx(expected["loglik"], abs=1e-4)
    assert money.mean / DOLLAR == pytest.approx(expected["population_mean"], abs=1e-5)


def test_what_comes_is_what_was_published(told: Prediction, wanted: Any) -> None:
    holdout, year = wanted["holdout"], wanted["next_52_weeks"]
    coming = told.expected(39 * 7)
    assert coming.sum() == pytest.approx(holdout["expected_purchases"], abs=1e-4)
    assert told.worth(39 * 7).sum() / DOLLAR == pytest.approx(holdout["expected_amount"], rel=1e-7)
    assert told.worth(52 * 7).sum() / DOLLAR == pytest.approx(year["clv_undiscounted_total"], rel=1e-7)
    for row in holdout["by_repeat"]:
        repeats = told.visits.repeats
        chosen = repeats >= 7 if row["repeat_purchases"] == "7+" else repeats == int(row["repeat_purchases"])
        assert chosen.sum() == row["customers"]
        assert coming[chosen].sum() == pytest.approx(row["expected"], abs=1e-4)


def test_single_members_are_told_as_published(wanted: Any) -> None:
    rows = visits_of((2, 30.43, 38.86), (0, 0, 38.86), (7, 29.43, 38.86), (1, 1.71, 38.86))
    for place, row in enumerate(wanted["examples_at_published"]):
        assert bgnbd.expected(PUBLISHED, rows, 39 * 7)[place] == pytest.approx(
            row["expected_39_weeks"], abs=2e-6
        )
        assert bgnbd.alive(PUBLISHED, rows)[place] == pytest.approx(row["p_alive"], abs=1e-6)
    newcomer = bgnbd.expected_of_newcomer(PUBLISHED, 39 * 7)
    assert newcomer == pytest.approx(wanted["new_customer_repeat_39_weeks_at_published"], abs=1e-6)


def test_the_slopes_are_those_of_the_likelihood(told: Prediction) -> None:
    step = 1e-5
    for module, model in ((bgnbd, PUBLISHED), (gamma_gamma, PUBLISHED_MONEY)):
        slope = module.gradient(told.visits, model.logs)
        for place, unit in enumerate(np.eye(len(model.logs))):
            ends = [_loglik_at(module, told.visits, model.logs + sign * step * unit) for sign in (1, -1)]
            assert (ends[0] - ends[1]) / (2 * step) == pytest.approx(slope[place], rel=1e-3, abs=1e-2)


def _loglik_at(module: Any, found: Visits, logs: Any) -> float:
    kind = BgNbd if module is bgnbd else GammaGamma
    return module.loglik(found, kind(*np.exp(logs), 0.0, 0))


def test_an_interval_holds_what_is_expected_and_stays_the_same(told: Prediction) -> None:
    everybody = np.arange(len(told.visits))
    whole = worth_with_interval(told, everybody, 364)
    assert whole is not None
    assert whole.low < whole.expected < whole.high
    assert whole == worth_with_interval(told, everybody, 364)
    # Of somebody who comes often: who hardly ever does is worth nothing at both ends of the interval.
    often = told.visits.repeats.argmax()
    one = worth_with_interval(told, everybody[often : often + 1], 364)
    assert one is not None
    assert one.high / one.expected > whole.high / whole.expected


def test_the_readiest_come_first(told: Prediction) -> None:
    ranked = told.readiness()
    chances = [chance for _, chance in ranked]
    assert chances == sorted(chances, reverse=True)
    document = readiness_document(told, most=3)
    assert len(document["members"]) == 3
    assert document["members"][0]["expected_purchases"] == chances[0]
    assert told.silent(7).argmin() == told.expected(7).argmax()


def test_the_next_visit_is_behind_the_day_or_not_named(told: Prediction) -> None:
    days = told.next_visits()
    assert all(day is None or day >= told.book.as_of for day in days)
    often, once = told.visits.repeats.argmax(), told.visits.repeats.argmin()
    assert days[once] is None
    assert days[often] is not None


def test_too_little_says_so(till_of) -> None:
    till = till_of("retail")
    with till.read() as db:
        early = read_shop(db, dt.date(2017, 1, 5), till.shop)
        few = read_shop(db, dt.date(2017, 1, 2), till.shop)
    day = few.book().buyers(Period(dt.date(2017, 1, 1), dt.date(2017, 1, 2)))
    assert predict(few.book()) == Unfit("too_few_members", int(day.sum()), 0)
    found = predict(early.book())
    assert isinstance(found, Unfit)
    assert readiness_document(found)["reason"] == found.reason == "too_few_repeats"


def test_out_of_time_it_beats_the_mean(till_of) -> None:
    till, cut, end = till_of("retail"), dt.date(2017, 10, 1), dt.date(2018, 1, 1)
    with till.read() as db:
        before, after = read_shop(db, cut, till.shop).book(), read_shop(db, end, till.shop).book()
    told, later = predict(before), after.bought_in(Period(cut, end))
    assert isinstance(told, Prediction)
    visits = np.unique(later.member.astype(np.int64) << 32 | later.day) >> 32
    came = np.bincount(visits, minlength=after.size)[told.visits.member]
    days = number(end) - number(cut)
    error = np.abs(told.expected(days) - came).mean()
    assert error < 0.65 * np.abs(came.mean() - came).mean()
    assert auc(told.silent(days), came == 0) > 0.8


def auc(score: Any, truth: Any) -> float:
    """Return how often somebody of whom it is true has the higher score."""
    ours, others = score[truth], score[~truth]
    higher = (ours[:, None] > others[None]).sum() + 0.5 * (ours[:, None] == others[None]).sum()
    return float(higher / (len(ours) * len(others)))
