"""Spending offline in a small shop on bad days; `python -m tests.simulation.spending` shows the large one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loyalty.exchange.centre import UNEXPLAINED
from tests.simulation.spending import Model, Shop, share

# Worlds draw what they do: that every branch is walked is for the tests of the rules to show.
pytestmark = pytest.mark.no_cover

SMALL = Model(branches=6, members=200, days=8, visits=2_500, offline=0.1, adversaries=0.05)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_without_trust_nothing_is_ever_overspent(seed: int) -> None:
    shop = Shop(replace(SMALL, seed=seed)).run()
    assert shop.house == {}
    assert shop.lent == shop.bound == 0
    assert share(shop, "home") > 90
    assert shop.view.owed == {}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_with_trust_the_loss_stays_within_the_bound_told_before(seed: int) -> None:
    shop = Shop(replace(SMALL, limit=50, pool=500, seed=seed)).run()
    lost = shop.house.total()
    assert set(shop.house) == {"trust"}
    assert 0 < lost <= shop.lent <= shop.bound
    assert share(shop, "away") > share(Shop(replace(SMALL, seed=seed)).run(), "away")


def test_rights_are_what_keeps_it_at_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where everybody may spend what they see, the same days cost money: the model is not harmless by itself."""

    shop = Shop(SMALL)
    monkeypatch.setattr(
        Shop, "_own", lambda self, branch, lots, amount: _all_seen(self, branch, lots, amount)
    )
    shop.run()
    assert shop.house[UNEXPLAINED] > 0


def _all_seen(shop: Shop, branch: object, lots: list[str], amount: int) -> dict[str, int]:
    parts = {}
    for lot in lots:
        seen = shop._elsewhere(branch, lot) + branch.own.held(lot, branch.name)  # type: ignore[attr-defined, arg-type]
        part = min(amount, seen)
        if part > 0:
            parts[lot] = part
            amount -= part
    return parts
