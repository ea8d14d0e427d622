"""Reading conditions from their JSON shape: `{"all": […]}`, `{"any": […]}`, `{"not": …}` or one atom by its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from loyalty.conditions import atoms
from loyalty.conditions.atoms import EVERYONE, OPERATORS, All, AnyOf, Between, Condition, Not, Window
from loyalty.documents import (
    read_choice,
    read_day,
    read_days,
    read_decimal,
    read_list,
    read_object,
    read_whole,
    read_word,
)
from loyalty.errors import LoyaltyError, require
from loyalty.words import fold_digits

MAX_DEPTH = 12
MAX_MONTHS = 1_200
WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_HOUR = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)\Z")


def parse_condition(value: object, where: str = "condition", *, depth: int = 0) -> Condition:
    """Return the condition of a JSON value; None or an empty object always holds.

    Raises `condition_unknown` (an atom this version does not know), `condition_not_single`,
    `condition_too_deep` and `document_*`.
    """
    if value is None or value == {}:
        return EVERYONE
    require(depth < MAX_DEPTH, "condition_too_deep", where=where, most=MAX_DEPTH)
    if not isinstance(value, Mapping):
        raise LoyaltyError("document_not_object", where=where)
    require(len(value) == 1, "condition_not_single", where=where, keys=", ".join(map(str, value)))
    name, body = next(iter(value.items()))
    return _parse_named(name, body, f"{where}.{name}", depth)


def _parse_named(name: str, body: object, where: str, depth: int) -> Condition:
    if name in ("all", "any"):
        parts = tuple(
            parse_condition(part, f"{where}[{place}]", depth=depth + 1)
            for place, part in enumerate(read_list(body, where))
        )
        require(parts or name == "all", "condition_any_empty", where=where)
        return All(parts) if name == "all" else AnyOf(parts)
    if name == "not":
        return Not(parse_condition(body, where, depth=depth + 1))
    if name not in _ATOMS:
        raise LoyaltyError("condition_unknown", name=name, where=where)
    return _ATOMS[name](body, where)


def _read_op(fields: Mapping[str, object], where: str) -> str:
    return read_choice(fields["op"], f"{where}.op", OPERATORS)


def _read_group(fields: Mapping[str, object], where: str, key: str = "group") -> str:
    return read_word(fields[key], f"{where}.{key}") if key in fields else ""


def _read_window(fields: Mapping[str, object], where: str) -> Window:
    if "window" not in fields:
        return None
    where = f"{where}.window"
    window = read_object(fields["window"], where, may=("days", "months", "from", "until"))
    keys = set(window)
    if keys == {"days"}:
        return atoms.LastDays(read_days(window["days"], f"{where}.days"))
    if keys == {"months"}:
        return atoms.LastMonths(read_whole(window["months"], f"{where}.months", least=1, most=MAX_MONTHS))
    return _read_span(window, where)


def _read_span(value: object, where: str) -> Between:
    span = read_object(value, where, may=("from", "until"))
    require(span, "document_key_missing", key="from", where=where)
    since = read_day(span["from"], f"{where}.from") if span.get("from") is not None else None
    until = read_day(span["until"], f"{where}.until") if span.get("until") is not None else None
    require(since is None or until is None or since <= until, "span_backwards", where=where)
    return Between(since, until)


def _visits(body: object, where: str) -> Condition:
    fields = read_object(body, where, needs=("op", "value"), may=("window", "group"))
    value = read_whole(fields["value"], f"{where}.value")
    return atoms.Visits(
        _read_op(fields, where), value, _read_window(fields, where), _read_group(fields, where)
    )


def _spent(body: object, where: str) -> Condition:
    fields = read_object(body, where, needs=("op", "amount"), may=("window", "group"))
    amount = read_whole(fields["amount"], f"{where}.amount")
    return atoms.Spent(
        _read_op(fields, where), amount, _read_window(fields, where), _read_group(fields, where)
    )


def _average(body: object, where: str) -> Condition:
    fields = read_object(body, where, needs=("op", "amount"), may=("window",))
    amount = read_whole(fields["amount"], f"{where}.amount")
    return atoms.Average(_read_op(fields, where), amount, _read_window(fields, where))


def _last_visit(body: object, where: str) -> Condition:
    fields = read_object(body, where, needs=("op", "days"))
    return atoms.LastVisit(_read_op(fields, where), read_days(fields["days"], f"{where}.days"))


def _no_visit_for(body: object, where: str) -> Condition:
    fields = read_object(body, where, needs=("months",))
    return atoms.NoVisitFor(read_whole(fields["months"], f"{where}.months", least=1, most=MAX_MONTHS))


def _joined(body: object, where: str) -> Condition:
    fields = read_object(body, where, needs=("op", "days"))
    return atoms.Joined(_read_op(fields, where), read_days(fields["days"], f"{where}.days"))


def _birthday(body: object, where: str) -> Condition:
    fields = read_object(body, where, needs=("days",))
    return atoms.Birthday(read_whole(fields["days"], f"{where}.days", most=182))


def _basket_total(body: object, where: str) -> Condition:
    fields = read_object(body, where, needs=("op", "amount"), may=("group",))
    amount = read_whole(fields["amount"], f"{where}.amount")
    return atoms.BasketTotal(_read_op(fields, where), amount, _read_group(fields, where))


def _basket_has(body: object, where: str) -> Condition:
    fields = read_object(body, where, may=("group", "product"))
    require(len(fields) == 1, "condition_group_or_product", where=where)
    return atoms.BasketHas(_read_group(fields, where), _read_group(fields, where, "product"))


def _basket_quantity(body: object, where: str) -> Condition:
    fields = read_object(body, where, needs=("op", "value"), may=("group", "product"))
    require(len(fields) < 4, "condition_group_or_product", where=where)
    quantity = read_decimal(fields["value"], f"{where}.value", 3)
    product_id = _read_group(fields, where, "product")
    return atoms.BasketQuantity(_read_op(fields, where), quantity, _read_group(fields, where), product_id)


def _weekdays(body: object, where: str) -> Condition:
    return atoms.Weekdays(_read_weekdays(body, where))


def _read_weekdays(body: object, where: str) -> tuple[int, ...]:
    names = [read_choice(name, where, WEEKDAY_NAMES) for name in read_list(body, where)]
    require(names, "document_list_empty", where=where)
    return tuple(sorted({WEEKDAY_NAMES.index(name) for name in names}))


def _hours(body: object, where: str) -> Condition:
    fields = read_object(body, where, needs=("from", "until"), may=("weekdays",))
    since, until = (_read_minute(fields[key], f"{where}.{key}") for key in ("from", "until"))
    require(since != until, "hours_empty", where=where)
    days = _read_weekdays(fields["weekdays"], f"{where}.weekdays") if "weekdays" in fields else ()
    return atoms.Hours(since, until, days)


def _read_minute(value: object, where: str) -> int:
    text = fold_digits(value).strip() if isinstance(value, str) else ""
    if text == "24:00":
        return 0
    found = _HOUR.match(text)
    if found is None:
        raise LoyaltyError("document_not_hour", where=where, value=value)
    return int(found.group(1)) * 60 + int(found.group(2))


def _branch(body: object, where: str) -> Condition:
    ids = [body] if isinstance(body, str) else read_list(body, where)
    require(ids, "document_list_empty", where=where)
    return atoms.Branch(tuple(sorted({read_word(branch, where) for branch in ids})))


def _member(body: object, where: str) -> Condition:
    require(body is True, "document_not_among", where=where, value=body, among="true")
    return atoms.IsMember()


_ATOMS: dict[str, Callable[[object, str], Condition]] = {
    "member": _member,
    "in_group": lambda body, where: atoms.InGroup(read_word(body, where)),
    "has_tag": lambda body, where: atoms.InGroup(read_word(body, where)),
    "tier_is": lambda body, where: atoms.TierIs(read_word(body, where)),
    "tier_at_least": lambda body, where: atoms.TierAtLeast(read_word(body, where)),
    "visits": _visits,
    "spent": _spent,
    "average": _average,
    "days_since_last_visit": _last_visit,
    "no_visit_for": _no_visit_for,
    "joined_days_ago": _joined,
    "birthday": _birthday,
    "basket_total": _basket_total,
    "basket_has": _basket_has,
    "basket_quantity": _basket_quantity,
    "dates": lambda body, where: atoms.Dates(_read_span(body, where)),
    "weekdays": _weekdays,
    "hours": _hours,
    "branch": _branch,
}

ATOM_NAMES = tuple(_ATOMS)
"""The atoms this version knows, by the names they have in a document."""
