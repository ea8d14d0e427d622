"""Ready offers: documents that ship with the program, one a file, to begin an own offer from. They are never live.

Their amounts are written in Toman and told in the money unit of the shop. A ready offer names product groups and tiers
as a shop might have them; the editor asks for the shop's own where they differ.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from desktop.usecases.trades import TOMAN, TRADE_WORDS, in_money
from loyalty.documents import Text, read_choice, read_object, read_text, read_word
from loyalty.errors import LoyaltyError
from loyalty.offers.parse import parse_offer
from loyalty.sentences.names import Names
from loyalty.sentences.offers import say_offer
from loyalty.words import LANGUAGES

KINDS: dict[str, Text] = {
    "group": Text("گروه مشتریان", "Group of members"),
    "tier": Text("سطح", "Tier"),
    "behaviour": Text("رفتار", "Behaviour"),
    "amount": Text("مبلغ خرید", "Amount of purchases"),
    "goods": Text("گروه کالایی", "Product group"),
    "time": Text("تاریخ و ساعت", "Dates and hours"),
    "reaching": Text("رسیدن به شرط", "Reaching a condition"),
    "visits": Text("تعداد مراجعه", "Visits"),
    "gap": Text("فاصلهٔ خریدها", "Gap between purchases"),
}
"""The nine kinds of offers, in the order people name them."""

TRADES: dict[str, Text] = {
    "any": Text("هر صنف", "Any trade"),
    **{trade: Text(*TRADE_WORDS[trade]) for trade in ("salon", "shoes", "grocery", "clothes")},
}
"""For whom a ready offer is meant, under the names shops have (`new-shop --trade`)."""


@dataclass(frozen=True, slots=True)
class ReadyOffer:
    """A ready offer: its kind and trade, what it is good for, and its document."""

    key: str
    kind: str
    trade: str
    name: Text
    note: Text
    document: dict[str, Any]


def ready_offers(currency: str = TOMAN) -> tuple[ReadyOffer, ...]:
    """Return all of them, by kind, with amounts in the smallest part of a money unit."""
    return tuple(_in_money(one, currency) for one in _all())


def ready_offer(key: str, currency: str = TOMAN) -> ReadyOffer:
    """Return one; raises `ready_offer_unknown`."""
    found = next((one for one in _all() if one.key == key), None)
    if found is None:
        raise LoyaltyError("ready_offer_unknown", offer=key)
    return _in_money(found, currency)


def _in_money(one: ReadyOffer, currency: str) -> ReadyOffer:
    """Return an offer in a money unit; where amounts change, its sentence stands for the note that named them."""
    document = _scaled(one.document, currency)
    if document == one.document:
        return one
    offer, names = parse_offer(document), Names(currency)
    return replace(one, document=document, note=Text(*(say_offer(offer, lang, names) for lang in LANGUAGES)))


_AMOUNTS = frozenset({"amount", "cap", "price", "cost"})
"""Keys of a document whose value is an amount of money: of a purchase, of a benefit at most, of a set, of all uses."""


def _scaled(value: Any, currency: str) -> Any:
    if isinstance(value, list):
        return [_scaled(part, currency) for part in value]
    if not isinstance(value, dict):
        return value
    return {
        key: in_money(part, currency)
        if key in _AMOUNTS and isinstance(part, int)
        else _scaled(part, currency)
        for key, part in value.items()
    }


@cache
def _all() -> tuple[ReadyOffer, ...]:
    folder = files("resources") / "offers"
    found = [
        _read(json.loads(one.read_text(encoding="utf-8")))
        for one in folder.iterdir()
        if one.name.endswith(".json")
    ]
    return tuple(sorted(found, key=lambda one: (list(KINDS).index(one.kind), one.key)))


def _read(value: object) -> ReadyOffer:
    fields = read_object(value, "ready", needs=("id", "kind", "trade", "note", "offer"))
    document = dict(
        read_object(fields["offer"], "offer", needs=("name", "benefits"), may=tuple(fields["offer"]))
    )
    key = read_word(fields["id"], "id")
    return ReadyOffer(
        key,
        read_choice(fields["kind"], "kind", tuple(KINDS)),
        read_choice(fields["trade"], "trade", tuple(TRADES)),
        read_text(document["name"], "offer.name"),
        read_text(fields["note"], "note"),
        {"id": key, **document},
    )
