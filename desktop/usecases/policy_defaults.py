"""The document each policy name stands for before anything is published, and the reading of the smaller ones.

`windows` says how far figures look back, `fixed_costs` what the till cannot know, `goals` what is to be reached; `receipt` holds the shop's own words on paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from loyalty.access import ACTS, DEFAULT_ACCESS
from loyalty.documents import Text, read_object, read_text, read_whole
from loyalty.errors import LoyaltyError
from loyalty.fixed_costs import parse_fixed_costs
from loyalty.goals import parse_goals
from loyalty.points import DEFAULT_POINTS
from loyalty.tiers import DEFAULT_LADDER

Document = dict[str, Any]

TITLES: dict[str, Text] = {
    "groups": Text("گروه‌های کالا", "product groups"),
    "earning": Text("اعتبار خرید", "earning"),
    "points": Text("امتیازها", "points"),
    "tiers": Text("سطح‌ها", "tiers"),
    "access": Text("سطح‌های دسترسی", "access"),
    "refunds": Text("مرجوعی", "refunds"),
    "stacking": Text("جمع‌پذیری", "stacking"),
    "costs": Text("هزینهٔ اعتبار و امتیاز", "costs of credit and points"),
    "trust": Text("اعتماد", "trust"),
    "windows": Text("بازه‌های آمار", "windows of figures"),
    "fixed_costs": Text("هزینه‌های ثابت", "fixed costs"),
    "goals": Text("هدف‌ها", "goals"),
    "receipt": Text("نوشتهٔ رسید", "receipt text"),
}
"""What people call each document."""

DOCUMENT_NAMES = tuple(TITLES)
"""Every name `policy set` knows."""

_WINDOWS = {
    "active_window_days": 90,
    "churn_window_days": 180,
    "rfm_window_days": 365,
    "clv_lifespan_years": 3,
}


_NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Windows:
    """How far back figures look: days, and years of a member's expected life."""

    active_window_days: int = 90
    churn_window_days: int = 180
    rfm_window_days: int = 365
    clv_lifespan_years: int = 3


@dataclass(frozen=True, slots=True)
class ReceiptWords:
    """The shop's own words above and below every receipt."""

    heading: Text = _NOTHING
    footer: Text = _NOTHING


def default_document(name: str) -> Document:
    """Return what a name stands for before anything is published."""
    return _DEFAULTS[name]


def parse_windows(document: Mapping[str, Any]) -> Windows:
    """Return the windows of a document; raises `document_*`."""
    fields = read_object(document, "windows", may=tuple(_WINDOWS))
    most = {"clv_lifespan_years": 50}
    return Windows(
        **{
            key: read_whole(days, f"windows.{key}", least=1, most=most.get(key, 3_650))
            for key, days in fields.items()
        }
    )


def parse_receipt(document: Mapping[str, Any]) -> ReceiptWords:
    """Return the words of a document; raises `document_*`."""
    fields = read_object(document, "receipt", may=("heading", "footer"))
    return ReceiptWords(**{key: read_text(words, f"receipt.{key}") for key, words in fields.items()})


def check_other(name: str, document: Mapping[str, Any]) -> None:
    """Raise what is wrong with a document that is not one of the rules."""
    if name == "windows":
        parse_windows(document)
    elif name == "fixed_costs":
        parse_fixed_costs(document)
    elif name == "goals":
        parse_goals(document)
    elif name == "receipt":
        parse_receipt(document)
    else:
        raise LoyaltyError("policy_unknown", name=name, known=", ".join(DOCUMENT_NAMES))


def _names(text: Text) -> dict[str, str]:
    return {"fa": text.fa, "en": text.en}


_DEFAULTS: dict[str, Document] = {
    "groups": {"groups": []},
    "earning": {"credit": {"percent": 0, "scope": "business"}},
    "trust": {"per_member": 0, "pool": 0},
    "points": {
        "kinds": [
            {"id": kind.kind, "name": _names(kind.name), "money_each": kind.money_each}
            for kind in DEFAULT_POINTS.kinds
        ]
    },
    "tiers": {
        "by": DEFAULT_LADDER.by,
        "window_days": DEFAULT_LADDER.window_days,
        "tiers": [[tier.tier, tier.least, _names(tier.name)] for tier in DEFAULT_LADDER.tiers],
    },
    "access": {
        "levels": [
            {
                "id": level.level,
                "name": _names(level.name),
                "acts": [act for act in ACTS if act in level.acts],
            }
            for level in DEFAULT_ACCESS.levels
        ]
    },
    "refunds": {"shortfall": "withhold", "grace_days": 30, "return_days": 7, "uses": "return"},
    "stacking": {"item": "best_for_member", "basket": "best_for_member"},
    "costs": {"redeemed_percent": 100, "point_cost": 0},
    "windows": _WINDOWS,
    "fixed_costs": {"costs": []},
    "goals": {"goals": []},
    "receipt": {},
}
