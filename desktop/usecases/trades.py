"""What a new shop begins with, by its trade: product groups with margins and VAT, and what a purchase earns.

Only a beginning for the owner to edit: margins are what such shops usually see, floors keep a new owner from
giving away more than is earned. A test shop begins with nothing set, so that a test says everything itself.
"""

from __future__ import annotations

from typing import Any

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

_POINTS: Document = {
    "kinds": [{"id": "main", "name": {"fa": "امتیاز", "en": "Points"}, "money_each": 10_000}]
}
_TIERS: Document = {
    "by": "main",
    "window_days": 365,
    "tiers": [["bronze", 0], ["silver", 2_000], ["gold", 8_000], ["platinum", 20_000]],
}

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


def first_documents(trade: str, *, test: bool, base_percent: str | int | None = None) -> dict[str, Document]:
    """Return the policy documents a new shop publishes by itself, by name."""
    groups = () if test else _GROUPS[trade]
    percent = base_percent if base_percent is not None else 0 if test else _BASE_PERCENT[trade]
    windows = None if test else windows_of(trade)
    return {
        "groups": {"groups": [_group(row) for row in groups]},
        "earning": {"credit": _credit(percent, test=test)},
        "points": _POINTS,
        "tiers": _TIERS,
        **({"windows": windows} if windows else {}),
    }


def windows_of(trade: str) -> Document | None:
    """Return how far figures of a trade look back, None where they do as everywhere."""
    days = _ACTIVE_DAYS.get(trade)
    if days is None:
        return None
    return {"active_window_days": days, "churn_window_days": days, "rfm_window_days": max(365, days)}


def _group(row: _Row) -> Document:
    group, fa, en, margin, floor, vat = row
    return {"id": group, "name": {"fa": fa, "en": en}, "margin": margin, "floor": floor, "vat": vat}


def _credit(percent: str | int, *, test: bool) -> Document:
    terms: Document = {"percent": percent, "scope": "business"}
    return terms if test else {**terms, "vests_days": 0, "expires_days": 180}
