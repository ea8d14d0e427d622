"""Reading benefits from an offer's document: one function a kind, in one table; an unknown one is refused by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from loyalty.documents import (
    Document,
    read_cap,
    read_choice,
    read_days,
    read_decimal,
    read_list,
    read_object,
    read_rate,
    read_whole,
    read_word,
)
from loyalty.earning import TERMS, Terms, parse_terms
from loyalty.errors import LoyaltyError, require
from loyalty.money import WHOLE
from loyalty.offers.offer import (
    INITIAL,
    INSTEAD,
    PLUS,
    REMAINING,
    AmountOff,
    Benefit,
    BundlePrice,
    BuyGet,
    ExtraCredit,
    FixedCredit,
    FixedPrice,
    GiftProduct,
    LaterCode,
    LaterOffer,
    PercentOff,
    PickOff,
    PointsPlus,
    PointsTimes,
    Reach,
    TierLift,
)
from loyalty.points import MAIN

MAX_BENEFITS = 10
MAX_TIMES = 100_000_000
MAX_UNITS = 1_000
"""Units a benefit may count to."""


def parse_benefits(value: object, terms: Terms) -> tuple[Benefit, ...]:
    """Return the benefits of a document; `terms` stand where credit names only some of its own."""
    rows = read_list(value, "benefits")
    require(0 < len(rows) <= MAX_BENEFITS, "benefits_number", most=MAX_BENEFITS)
    return tuple(_parse_benefit(row, f"benefits[{place}]", terms) for place, row in enumerate(rows))


def _parse_benefit(row: object, where: str, terms: Terms) -> Benefit:
    if not isinstance(row, Mapping) or len(row) != 1:
        raise LoyaltyError("benefit_not_single", where=where)
    name, body = next(iter(row.items()))
    if name not in _BENEFITS:
        raise LoyaltyError("benefit_unknown", name=name, where=where, known=", ".join(_BENEFITS))
    where = f"{where}.{name}"
    return _BENEFITS[name](body, where, terms)


def _parse_discount(body: object, where: str, _terms: Terms) -> Benefit:
    fields = read_object(body, where, may=("percent", "amount", "of", "base", "cap", "cheapest", "dearest"))
    reach = _parse_reach(fields, where)
    if not _is_percent(fields, where):
        read_object(fields, where, may=("amount", "of"))
        return AmountOff(read_whole(fields["amount"], f"{where}.amount", least=1), reach)
    rate = _parse_rate(fields, where)
    picks = [key for key in ("cheapest", "dearest") if key in fields]
    if picks:
        require(len(picks) == 1, "benefit_one_of", where=where, keys="cheapest, dearest")
        read_object(fields, where, may=("percent", "of", *picks))
        number = read_whole(fields[picks[0]], f"{where}.{picks[0]}", least=1, most=MAX_UNITS)
        return PickOff(rate, number, picks[0] == "dearest", reach)
    base = read_choice(fields.get("base", REMAINING), f"{where}.base", (INITIAL, REMAINING))
    return PercentOff(rate, reach, base, _parse_cap(fields, where))


def _parse_price(body: object, where: str, _terms: Terms) -> Benefit:
    fields = read_object(body, where, needs=("amount", "of"))
    reach = _parse_reach(fields, where)
    require(not reach.whole, "benefit_needs_reach", where=f"{where}.of")
    return FixedPrice(read_whole(fields["amount"], f"{where}.amount"), reach)


def _parse_buy_get(body: object, where: str, _terms: Terms) -> Benefit:
    fields = read_object(body, where, needs=("buy", "get"), may=("percent", "of", "most"))
    rate = _parse_rate(fields, where) if "percent" in fields else WHOLE
    buy, get = (read_whole(fields[key], f"{where}.{key}", least=1, most=MAX_UNITS) for key in ("buy", "get"))
    return BuyGet(buy, get, rate, _parse_reach(fields, where), _parse_most(fields, where))


def _parse_bundle(body: object, where: str, _terms: Terms) -> Benefit:
    fields = read_object(body, where, needs=("price", "parts"), may=("most",))
    rows = read_list(fields["parts"], f"{where}.parts")
    require(rows, "document_list_empty", where=f"{where}.parts")
    parts = tuple(_parse_part(row, f"{where}.parts[{place}]") for place, row in enumerate(rows))
    price = read_whole(fields["price"], f"{where}.price")
    return BundlePrice(price, parts, _parse_most(fields, where))


def _parse_part(row: object, where: str) -> tuple[Reach, int]:
    fields = read_object(row, where, needs=("of",), may=("quantity",))
    number = read_whole(fields.get("quantity", 1), f"{where}.quantity", least=1, most=MAX_UNITS)
    return _parse_reach(fields, where), number


def _parse_gift(body: object, where: str, _terms: Terms) -> Benefit:
    fields = read_object(body, where, needs=("product",), may=("quantity",))
    number = read_whole(fields.get("quantity", 1), f"{where}.quantity", least=1, most=MAX_UNITS)
    return GiftProduct(read_word(fields["product"], f"{where}.product"), number)


def _parse_credit(body: object, where: str, terms: Terms) -> Benefit:
    fields = read_object(body, where, may=("percent", "amount", "mode", "of", "cap", *TERMS))
    own = parse_terms(fields, where, terms) if any(key in fields for key in TERMS) else None
    if _is_percent(fields, where):
        mode = read_choice(fields.get("mode", PLUS), f"{where}.mode", (PLUS, INSTEAD))
        reach, cap = _parse_reach(fields, where), _parse_cap(fields, where)
        return ExtraCredit(_parse_rate(fields, where), mode, reach, cap, own)
    read_object(fields, where, may=("amount", *TERMS))
    return FixedCredit(read_whole(fields["amount"], f"{where}.amount", least=1), own)


def _parse_points(body: object, where: str, _terms: Terms) -> Benefit:
    fields = read_object(body, where, may=("times", "plus", "kind", "of"))
    require(("times" in fields) != ("plus" in fields), "benefit_one_of", where=where, keys="times, plus")
    kind = read_word(fields.get("kind", MAIN), f"{where}.kind")
    if "times" in fields:
        times = read_decimal(fields["times"], f"{where}.times", 6)
        require(1_000_000 < times <= MAX_TIMES, "points_times_invalid", where=where)
        return PointsTimes(times, kind, _parse_reach(fields, where))
    read_object(fields, where, may=("plus", "kind"))
    return PointsPlus(read_whole(fields["plus"], f"{where}.plus", least=1), kind)


def _parse_later_offer(body: object, where: str, _terms: Terms) -> Benefit:
    fields = read_object(body, where, needs=("offer",))
    return LaterOffer(read_word(fields["offer"], f"{where}.offer"))


def _parse_later_code(body: object, where: str, _terms: Terms) -> Benefit:
    fields = read_object(body, where, needs=("offer",))
    return LaterCode(read_word(fields["offer"], f"{where}.offer"))


def _parse_lift(body: object, where: str, _terms: Terms) -> Benefit:
    fields = read_object(body, where, needs=("lift", "days"))
    return TierLift(
        read_word(fields["lift"], f"{where}.lift"), read_days(fields["days"], f"{where}.days", least=1)
    )


_BENEFITS: dict[str, Callable[[object, str, Terms], Benefit]] = {
    "discount": _parse_discount,
    "price": _parse_price,
    "buy_get": _parse_buy_get,
    "bundle": _parse_bundle,
    "gift": _parse_gift,
    "credit": _parse_credit,
    "points": _parse_points,
    "grant": _parse_later_offer,
    "code": _parse_later_code,
    "tier": _parse_lift,
}


def _is_percent(fields: Document, where: str) -> bool:
    one = ("percent" in fields) != ("amount" in fields)
    require(one, "benefit_one_of", where=where, keys="percent, amount")
    return "percent" in fields


def _parse_rate(fields: Document, where: str) -> int:
    rate = read_rate(fields["percent"], f"{where}.percent")
    require(rate > 0, "benefit_empty", where=where)
    return rate


def _parse_cap(fields: Document, where: str) -> int | None:
    return read_cap(fields.get("cap"), f"{where}.cap")


def _parse_most(fields: Document, where: str) -> int | None:
    most: Any = fields.get("most")
    return None if most is None else read_whole(most, f"{where}.most", least=1, most=MAX_UNITS)


def _parse_reach(fields: Document, where: str) -> Reach:
    of = fields.get("of", "basket")
    if of == "basket":
        return Reach()
    where = f"{where}.of"
    chosen = read_object(of, where, may=("group", "product"))
    require(len(chosen) == 1, "condition_group_or_product", where=where)
    if "group" in chosen:
        return Reach(group=read_word(chosen["group"], f"{where}.group"))
    return Reach(product_id=read_word(chosen["product"], f"{where}.product"))
