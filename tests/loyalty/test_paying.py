"""By which kinds of tender a purchase is paid where the price depends on it: one answer, whatever came before."""

from __future__ import annotations

import pytest

from loyalty.basket import Tender
from loyalty.paying import Paying, price_as_paid

CASH_IS_CHEAPER = {("cash",): 180, ("card",): 200, ("card", "cash"): 200}
CASH_ALONE_IS_DEARER = {("cash",): 200, ("card",): 180, ("card", "cash"): 180}


@pytest.mark.parametrize(
    ("prices", "cash", "kinds"),
    [
        (CASH_IS_CHEAPER, 0, ("card",)),
        (CASH_IS_CHEAPER, 50, ("card", "cash")),
        (CASH_IS_CHEAPER, 179, ("card", "cash")),
        (CASH_IS_CHEAPER, 180, ("cash",)),
        (CASH_IS_CHEAPER, 200, ("cash",)),
        (CASH_ALONE_IS_DEARER, 0, ("card",)),
        (CASH_ALONE_IS_DEARER, 179, ("card", "cash")),
        (CASH_ALONE_IS_DEARER, 180, ("cash",)),
        (CASH_ALONE_IS_DEARER, 199, ("cash",)),
        (CASH_ALONE_IS_DEARER, 200, ("cash",)),
    ],
)
def test_what_was_named_is_asked_first(
    prices: dict[tuple[str, ...], int], cash: int, kinds: tuple[str, ...]
) -> None:
    paying = Paying((Tender("cash", cash),), "card")
    assert price_as_paid(paying, lambda asked: asked, prices.__getitem__) == kinds


def test_where_nothing_takes_the_rest_the_named_kinds_stand() -> None:
    paying = Paying((Tender("card", 20), Tender("cash", 10)))
    assert price_as_paid(paying, lambda asked: asked, CASH_IS_CHEAPER.__getitem__) == ("card", "cash")
    assert price_as_paid(Paying(), lambda asked: asked, {}.__getitem__) == ()
