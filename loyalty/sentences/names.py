"""The names sentences use for what documents call by id; an id without a name stands for itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from loyalty.documents import Text
from loyalty.offers.offer import Offer
from loyalty.policy import Rules
from loyalty.words import Lang, format_int, format_money, format_quantity, isolate

Texts = Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Names:
    """Names by id of groups, tiers, kinds of points, branches, tills, products, offers and segments; the money unit."""

    currency: str = "IRT"
    groups: Texts = field(default_factory=dict)
    tiers: Texts = field(default_factory=dict)
    kinds: Texts = field(default_factory=dict)
    branches: Texts = field(default_factory=dict)
    products: Texts = field(default_factory=dict)
    offers: Texts = field(default_factory=dict)
    segments: Texts = field(default_factory=dict)
    tills: Texts = field(default_factory=dict)

    def money(self, amount: int, lang: Lang) -> str:
        """Return an amount with its unit."""
        return format_money(amount, lang, self.currency)


def names_of(
    rules: Rules,
    *,
    currency: str = "IRT",
    branches: Texts | None = None,
    products: Texts | None = None,
    offers: Iterable[Offer] = (),
    segments: Texts | None = None,
    tills: Texts | None = None,
) -> Names:
    """Return the names a shop's rules and offers give."""
    return Names(
        currency=currency,
        groups={group.group: group.name for group in rules.groups.by_id.values()},
        tiers={tier.tier: tier.name for tier in rules.tiers.tiers},
        kinds={kind.kind: kind.name for kind in rules.points.kinds},
        branches=branches or {},
        products=products or {},
        offers={offer.offer_id: offer.name for offer in offers},
        segments=segments or {},
        tills=tills or {},
    )


def name_of(texts: Texts, key: str, lang: Lang) -> str:
    """Return a name, kept apart from the text around it where it is written the other way."""
    text = texts[key].of(lang) if key in texts else key
    return isolate(text) if text.isascii() == (lang == "fa") else text


def counted(number: int, one: str, many: str, fa: str, lang: Lang) -> str:
    """Return a number with its noun; Persian nouns stay singular."""
    noun = fa if lang == "fa" else one if number == 1 else many
    return f"{format_int(number, lang)} {noun}"


def days(number: int, lang: Lang) -> str:
    """Return a number of days."""
    return counted(number, "day", "days", "روز", lang)


def months(number: int, lang: Lang) -> str:
    """Return a number of months."""
    return counted(number, "month", "months", "ماه", lang)


def last_days(number: int, lang: Lang) -> str:
    """Return days that were the last: "the last day", never "the last 1 day"."""
    return "day" if lang == "en" and number == 1 else days(number, lang)


def last_months(number: int, lang: Lang) -> str:
    """Return months that were the last."""
    return "month" if lang == "en" and number == 1 else months(number, lang)


def pieces(thousandths: int, lang: Lang) -> str:
    """Return a quantity."""
    return format_quantity(thousandths, lang) + (" عدد" if lang == "fa" else "")


def join(parts: Iterable[str], word: str) -> str:
    """Return parts with a word between them."""
    return f" {word} ".join(parts)
