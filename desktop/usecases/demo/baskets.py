"""What people put on the counter: goods by season and taste, and how they pay."""

from __future__ import annotations

import datetime as dt
from functools import cache
from itertools import accumulate
from random import Random

from desktop.usecases.demo.story import Good, goods
from loyalty import jalali
from loyalty.basket import UNIT_QUANTITY, Basket, Line, Tender

_WANTED = {
    "all": (1.0,) * 12,
    "summer": (0.6, 1.4, 2.2, 2.4, 2.0, 1.0, 0.4, 0.2, 0.1, 0.1, 0.1, 0.4),
    "winter": (0.3, 0.1, 0.1, 0.1, 0.1, 0.2, 0.8, 2.0, 2.6, 2.4, 1.8, 0.9),
    "school": (0.3, 0.3, 0.4, 0.4, 0.7, 3.0, 2.2, 0.7, 0.4, 0.4, 0.4, 0.7),
    "feast": (1.2, 0.9, 0.9, 0.9, 1.1, 1.0, 0.8, 0.9, 1.3, 0.9, 0.9, 2.2),
    "nowruz": (1.4, 0.8, 1.2, 1.4, 1.2, 0.7, 0.6, 0.5, 0.6, 0.6, 0.8, 2.6),
}
"""How much goods of a season are wanted in each Jalali month."""

_FOR_MEN, _FOR_WOMEN = ("مردانه",), ("زنانه", "مجلسی", "پاشنه", "عروسکی")
_NOTE = 50_000


@cache
def _sums(month: int, woman: bool) -> tuple[float, ...]:
    weights = (one.weight * _WANTED[one.season][month - 1] * _taste(one, woman) for one in goods())
    return tuple(accumulate(weights))


def _taste(good: Good, woman: bool) -> float:
    others = _FOR_MEN if woman else _FOR_WOMEN
    return 0.15 if any(word in good.product.name for word in others) else 1.0


def make_basket(dice: Random, on: dt.date, woman: bool) -> Basket:
    """Return a basket of one to four different products."""
    count = dice.choices((1, 2, 3, 4), (50, 31, 14, 5))[0]
    sums = _sums(jalali.from_date(on)[1], woman)
    chosen = dict.fromkeys(dice.choices(goods(), cum_weights=sums, k=count))
    return Basket(tuple(_line(dice, place, good) for place, good in enumerate(chosen, start=1)))


def _line(dice: Random, place: int, good: Good) -> Line:
    product = good.product
    pieces = dice.choices((1, 2, 3), (55, 33, 12))[0] if product.group == "SOCKS" else 1
    gross, quantity = product.price * pieces, pieces * UNIT_QUANTITY
    return Line(
        place, product.group, gross, quantity, product.product_id, product.name, vat_rate=product.vat_rate
    )


def pay(dice: Random, amount: int) -> tuple[tuple[Tender, ...], int]:
    """Return the tenders for an amount and the change of the cash."""
    if amount <= 0:
        return (), 0
    way = dice.random()
    if way < 0.74:
        return (Tender("card", amount),), 0
    if way < 0.92:
        given = -(-amount // _NOTE) * _NOTE
        return (Tender("cash", given),), given - amount
    if way < 0.97 or amount < 2 * _NOTE:
        return (Tender("transfer", amount),), 0
    cash = amount * 2 // 5 // _NOTE * _NOTE or _NOTE
    return (Tender("cash", cash), Tender("card", amount - cash)), 0
