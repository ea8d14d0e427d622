"""What a new shop begins with, by its trade and money unit: product groups with margins and VAT, and what is earned.

Only a beginning for the owner to edit: margins are what such shops usually see, floors keep a new owner from
giving away more than is earned. What is an amount or a tax fits Iran where money is Toman or Rial; elsewhere a point is
for about a coin of the money, and VAT is left for the owner to set. A test shop begins with nothing set, so that a test
says everything itself.
"""

from __future__ import annotations

from typing import Any

from loyalty.money import exponent_of

Document = dict[str, Any]

TRADES = ("grocery", "clothes", "shoes", "salon", "cafe", "cars", "general")

TRADE_WORDS: dict[str, tuple[str, str]] = {
    "grocery": ("سوپرمارکت و خواربار", "Grocery"),
    "clothes": ("پوشاک", "Clothes"),
    "shoes": ("کیف و کفش", "Shoes and bags"),
    "salon": ("آرایشگاه و زیبایی", "Beauty salon"),
    "cafe": ("کافه و رستوران", "Café and restaurant"),
    "cars": ("خدمات خودرو", "Car service"),
    "general": ("دیگر", "Other"),
}
"""(Persian, English) of each trade, for the first-run wizard."""

OF_IRAN = ("IRT", "IRR")
"""Money units of Iran: where its VAT and its zone are meant."""

_MONEY_EACH = {"IRT": 10_000, "IRR": 100_000, "IQD": 1_000, "AFN": 50, "TRY": 20}
"""What one point takes, in whole units; of a money unit that is not here one whole unit (a dollar, a euro)."""

TOMAN = "IRT"
_COIN = 20_000
"""Toman for which a thing stands that costs one whole unit of other money (a dollar); Rial are ten to a Toman."""

_STEPS = {"IRT": (2_000, 8_000, 20_000), "IRR": (2_000, 8_000, 20_000)}
_STEPS_ELSEWHERE = (200, 800, 2_000)
"""Points of a year at which silver, gold and platinum begin."""

# id, Persian, English, margin %, floor %, VAT %
_Row = tuple[str, str, str, int, int, int]

_GROUPS: dict[str, tuple[_Row, ...]] = {
    "grocery": (
        ("FRESH", "میوه و سبزی", "Fruit and vegetables", 25, 5, 0),
        ("DAIRY", "لبنیات", "Dairy", 12, 3, 0),
        ("BREAD", "نان و شیرینی", "Bread and pastry", 20, 5, 0),
        ("PROTEIN", "گوشت و پروتئین", "Meat and protein", 12, 3, 0),
        ("GROCERY", "خواربار", "Groceries", 14, 4, 10),
        ("DRINKS", "نوشیدنی", "Drinks", 18, 5, 10),
        ("SNACKS", "تنقلات", "Snacks", 20, 5, 10),
        ("HOME", "بهداشتی و شوینده", "Household", 18, 5, 10),
    ),
    "clothes": (
        ("WOMEN", "زنانه", "Women", 45, 15, 10),
        ("MEN", "مردانه", "Men", 42, 15, 10),
        ("KIDS", "بچگانه", "Kids", 40, 15, 10),
        ("BAGS", "کیف و اکسسوری", "Bags and accessories", 50, 20, 10),
    ),
    "shoes": (
        ("SHOES", "کفش", "Shoes", 30, 8, 10),
        ("BAGS", "کیف", "Bags", 35, 10, 10),
        ("CARE", "واکس و مراقبت", "Care", 45, 15, 10),
    ),
    "salon": (
        ("HAIR", "مو", "Hair", 60, 25, 10),
        ("COLOUR", "رنگ", "Colour", 50, 20, 10),
        ("NAIL", "ناخن", "Nails", 60, 25, 10),
        ("SKIN", "پوست", "Skin", 55, 20, 10),
        ("PRODUCTS", "محصولات", "Products", 30, 10, 10),
    ),
    "cafe": (
        ("COFFEE", "قهوه و نوشیدنی گرم", "Coffee and hot drinks", 65, 30, 10),
        ("COLD", "نوشیدنی سرد", "Cold drinks", 60, 25, 10),
        ("FOOD", "غذا", "Food", 45, 15, 10),
        ("CAKE", "کیک و دسر", "Cake and dessert", 50, 20, 10),
    ),
    "cars": (
        ("SERVICE", "سرویس و اجرت", "Service and labour", 50, 20, 10),
        ("PARTS", "قطعات", "Parts", 22, 6, 10),
        ("OIL", "روغن و فیلتر", "Oil and filters", 15, 4, 10),
        ("WASH", "کارواش", "Wash", 55, 20, 10),
    ),
    "general": (("GENERAL", "همهٔ کالاها", "All goods", 20, 5, 10),),
}

_ACTIVE_DAYS = {"clothes": 180, "shoes": 180, "cars": 1_095}
"""How long somebody who bought counts as active, where people come more seldom than to a grocer (90 days)."""

_BASE_PERCENT: dict[str, str | int] = {
    "grocery": 1,
    "clothes": 5,
    "shoes": 5,
    "salon": 10,
    "cafe": 5,
    "cars": 2,
    "general": 3,
}


def first_documents(
    trade: str,
    *,
    test: bool,
    base_percent: str | int | None = None,
    currency: str = "IRT",
) -> dict[str, Document]:
    """Return the policy documents a new shop publishes by itself, by name, its amounts in the smallest part of the money unit."""
    groups = () if test else _GROUPS[trade]
    percent = base_percent if base_percent is not None else 0 if test else _BASE_PERCENT[trade]
    windows = None if test else windows_of(trade)
    return {
        "groups": {"groups": [_group(row, taxed=currency in OF_IRAN) for row in groups]},
        "earning": {"credit": _credit(percent, test=test)},
        "points": _points(currency),
        "tiers": _tiers(currency),
        **({"windows": windows} if windows else {}),
    }


def in_money(toman: int, currency: str) -> int:
    """Return an amount that is sensible in Toman as one that is in another money unit, in its smallest part."""
    if currency in OF_IRAN:
        return toman * _MONEY_EACH[currency] // _MONEY_EACH[TOMAN]
    return toman * _money_each(currency) // _COIN


def windows_of(trade: str) -> Document | None:
    """Return how far figures of a trade look back, None where they do as everywhere."""
    days = _ACTIVE_DAYS.get(trade)
    if days is None:
        return None
    return {"active_window_days": days, "churn_window_days": days, "rfm_window_days": max(365, days)}


def _group(row: _Row, *, taxed: bool) -> Document:
    group, fa, en, margin, floor, vat = row
    name = {"fa": fa, "en": en}
    return {"id": group, "name": name, "margin": margin, "floor": floor, "vat": vat if taxed else 0}


def _points(currency: str) -> Document:
    kind = {"id": "main", "name": {"fa": "امتیاز", "en": "Points"}, "money_each": _money_each(currency)}
    return {"kinds": [kind]}


def _money_each(currency: str) -> int:
    part: int = 10 ** exponent_of(currency)
    return _MONEY_EACH.get(currency, 1) * part


def _tiers(currency: str) -> Document:
    silver, gold, platinum = _STEPS.get(currency, _STEPS_ELSEWHERE)
    steps = [["bronze", 0], ["silver", silver], ["gold", gold], ["platinum", platinum]]
    return {"by": "main", "window_days": 365, "tiers": steps}


def _credit(percent: str | int, *, test: bool) -> Document:
    terms: Document = {"percent": percent, "scope": "business"}
    return terms if test else {**terms, "vests_days": 0, "expires_days": 180}
