"""Ways out of an offer that loses: what would pay instead, each as a few words and a key, and taking one. Pure; no Qt.

A key names a place of the document with the value that goes there, or a least basket: `least:GROUP=amount`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from desktop.ui.offers.blocks import BENEFITS, block_for, block_of
from desktop.ui.offers.draft import Document
from desktop.ui.offers.places import put
from desktop.ui.offers.shown import Way
from loyalty.money import percent_text
from loyalty.offers.advice import Advice, AnyAdvice
from loyalty.offers.amount_advice import AmountAdvice, CapAdvice, PriceAdvice
from loyalty.offers.offer import BundlePrice
from loyalty.sentences.names import Names, name_of
from loyalty.words import Lang, format_percent

_LEAST = "least:"
MOST_WAYS = 4
"""More are not read; the first are the nearest to what was meant."""


def ways_of(
    advice: tuple[AnyAdvice, ...], document: Mapping[str, Any], best: str, names: Names, lang: Lang
) -> list[Way]:
    """Return the ways out; `best` is the group that keeps most with the offer, '' where none pays."""
    told = [
        replace(
            way,
            field=_basket_field(lang) if way.key.startswith(_LEAST) else _field(document, one.place, lang),
        )
        for one in advice
        for way in _ways(one, _place_of(document, one.place), names, lang)
    ]
    return [*told[: MOST_WAYS - bool(best)], *_only(document, best, names, lang)]


def take_way(document: Document, key: str) -> None:
    """Write what a way proposes into a draft."""
    way, _, value = key.partition("=")
    if way.startswith(_LEAST):
        _ask_for(document, way.removeprefix(_LEAST), int(value))
    else:
        put(document, way, int(value) if value.isdecimal() else value)


def _place_of(document: Mapping[str, Any], number: int) -> str:
    return f"benefits[{number}].{next(iter(document['benefits'][number]))}"


def _ways(advice: AnyAdvice, place: str, names: Names, lang: Lang) -> Iterator[Way]:
    if isinstance(advice, Advice):
        if advice.rate:
            now, most = (format_percent(rate, lang) for rate in (advice.benefit.rate, advice.rate))
            yield Way(f"{place}.percent={percent_text(advice.rate)}", _instead(most, now, lang))
    elif isinstance(advice, PriceAdvice):
        yield from _price_way(advice, place, names, lang)
    else:
        yield from _amount_ways(advice, place, names, lang)


def _price_way(advice: PriceAdvice, place: str, names: Names, lang: Lang) -> Iterator[Way]:
    if advice.price:
        field = "price" if isinstance(advice.benefit, BundlePrice) else "amount"
        now, least = (names.money(amount, lang) for amount in (advice.benefit.price, advice.price))
        yield Way(f"{place}.{field}={advice.price}", _instead(least, now, lang))


def _amount_ways(advice: AmountAdvice | CapAdvice, place: str, names: Names, lang: Lang) -> Iterator[Way]:
    fa = lang == "fa"
    if advice.least_basket:
        least = names.money(advice.least_basket, lang)
        of = name_of(names.groups, advice.group, lang) if advice.group else ""
        text = (
            f"از خرید {least}{f' {of}' if of else ''}" if fa else f"From {least}{f' of {of}' if of else ''}"
        )
        yield Way(f"{_LEAST}{advice.group}={advice.least_basket}", text)
    if isinstance(advice, AmountAdvice) and advice.amount:
        now, less = (names.money(amount, lang) for amount in (advice.benefit.amount, advice.amount))
        yield Way(f"{place}.amount={advice.amount}", _instead(less, now, lang))
    if isinstance(advice, CapAdvice) and advice.cap:
        cap = names.money(advice.cap, lang)
        yield Way(f"{place}.cap={advice.cap}", f"سقف {cap}" if fa else f"At most {cap}")


def _instead(new: str, now: str, lang: Lang) -> str:
    return f"{new} به‌جای {now}" if lang == "fa" else f"{new} instead of {now}"


def _only(document: Mapping[str, Any], best: str, names: Names, lang: Lang) -> list[Way]:
    """Return the way of keeping to the group that keeps most, for the first percent on everything."""
    for number, benefit in enumerate(document["benefits"]):
        body = next(iter(benefit.values()))
        if isinstance(body, dict) and "percent" in body:
            if not best or body.get("of", "basket") != "basket":
                return []
            label = name_of(names.groups, best, lang)
            text = f"تنها {label}" if lang == "fa" else f"Only {label}"
            key = f"{_place_of(document, number)}.of.group={best}"
            return [Way(key, text, _field(document, number, lang))]
    return []


def _field(document: Mapping[str, Any], number: int, lang: Lang) -> str:
    """Return the words of the row of a benefit."""
    name, body = next(iter(document["benefits"][number].items()))
    block = block_for(BENEFITS, name, body)
    return block.title.of(lang) if block else ""


def _basket_field(lang: Lang) -> str:
    return block_of("basket_total").title.of(lang)


def _ask_for(document: Document, group: str, amount: int) -> None:
    """Ask for a least basket, in place of a smaller one that is asked for already."""
    rows = document["basket"].setdefault("all", [])
    asked = {"op": ">=", "amount": amount, **({"group": group} if group else {})}
    for row in rows:
        total = row.get("basket_total", {})
        if total.get("op") in (">=", ">") and total.get("group", "") == group:
            row["basket_total"] = asked
            return
    rows.append({"basket_total": asked})
