"""Reading conditions from their JSON shape: `{"all": […]}`, `{"any": […]}`, `{"not": …}` or one atom by its name.

The published schema (`loyalty.conditions.schema`) says the same; a test holds both to accept and refuse alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from loyalty.basket import MONEY_TENDERS
from loyalty.conditions import atoms
from loyalty.conditions.atoms import EVERYONE, OPERATORS, All, AnyOf, Between, Condition, Not, Window
from loyalty.documents import (
    nearest,
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
MAX_AGE = 150
MAX_TIMES = 1_000_000
"""A thousand usual gaps, in thousandths."""
HALF_A_YEAR, MONTH = 182, 31
GENDERS = ("female", "male")
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
    if name == "reaches":
        return _reaches(body, where, depth)
    if name not in _ATOMS:
        near = nearest(str(name), ("all", "any", "not", "reaches", *_ATOMS))
        raise LoyaltyError("condition_unknown", name=name, where=where, near=near)
    return _ATOMS[name](body, where)


def _reaches(body: object, where: str, depth: int) -> Condition:
    part = parse_condition(body, where, depth=depth + 1)
    if not isinstance(part, atoms.PastAtom):
        raise LoyaltyError("condition_not_reachable", where=where, known=", ".join(REACHABLE))
    return atoms.Reaches(part)


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


def _bought(body: object, where: str) -> Condition:
    fields = read_object(body, where, may=("group", "product", "window"))
    require(("group" in fields) != ("product" in fields), "condition_group_or_product", where=where)
    window = _read_window(fields, where)
    return atoms.Bought(_read_group(fields, where), _read_group(fields, where, "product"), window)


def _used_offer(body: object, where: str) -> Condition:
    fields = read_object(body, where, needs=("offer",), may=("op", "value"))
    offer_id = read_word(fields["offer"], f"{where}.offer")
    if "op" not in fields and "value" not in fields:
        return atoms.UsedOffer(offer_id)
    read_object(body, where, needs=("offer", "op", "value"))
    return atoms.UsedOffer(offer_id, _read_op(fields, where), read_whole(fields["value"], f"{where}.value"))


def _age(body: object, where: str) -> Condition:
    fields = read_object(body, where, needs=("op", "value"))
    return atoms.Age(_read_op(fields, where), read_whole(fields["value"], f"{where}.value", most=MAX_AGE))


def _mean_gap(body: object, where: str) -> Condition:
    fields = read_object(body, where, needs=("op", "days"))
    return atoms.MeanGap(_read_op(fields, where), read_days(fields["days"], f"{where}.days"))


def _gap_against_usual(body: object, where: str) -> Condition:
    fields = read_object(body, where, needs=("op", "times"))
    times = read_decimal(fields["times"], f"{where}.times", 3)
    require(0 < times <= MAX_TIMES, "condition_times_out_of_range", where=where, most=MAX_TIMES // 1_000)
    return atoms.GapAgainstUsual(_read_op(fields, where), times)


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
    return atoms.Birthday(_read_nearness(body, where))


def _anniversary(body: object, where: str) -> Condition:
    return atoms.Anniversary(_read_nearness(body, where))


def _read_nearness(body: object, where: str) -> int:
    fields = read_object(body, where, needs=("days",))
    return read_whole(fields["days"], f"{where}.days", most=HALF_A_YEAR)


def _first_days(body: object, where: str) -> Condition:
    fields = read_object(body, where, needs=("days",))
    return atoms.FirstDaysOfMonth(read_whole(fields["days"], f"{where}.days", least=1, most=MONTH))


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


def _preferred_hours(body: object, where: str) -> Condition:
    fields = read_object(body, where, needs=("from", "until"))
    since, until = (_read_minute(fields[key], f"{where}.{key}") for key in ("from", "until"))
    require(since != until, "hours_empty", where=where)
    return atoms.PreferredHours(since, until)


def _read_minute(value: object, where: str) -> int:
    text = fold_digits(value).strip() if isinstance(value, str) else ""
    if text == "24:00":
        return 0
    found = _HOUR.match(text)
    if found is None:
        raise LoyaltyError("document_not_hour", where=where, value=value)
    return int(found.group(1)) * 60 + int(found.group(2))


def _read_ids(body: object, where: str) -> tuple[str, ...]:
    ids = [body] if isinstance(body, str) else read_list(body, where)
    require(ids, "document_list_empty", where=where)
    return tuple(sorted({read_word(one, where) for one in ids}))


def _tender(body: object, where: str) -> Condition:
    kinds = [body] if isinstance(body, str) else read_list(body, where)
    require(kinds, "document_list_empty", where=where)
    return atoms.PaidBy(tuple(sorted({read_choice(kind, where, MONEY_TENDERS) for kind in kinds})))


def _member(body: object, where: str) -> Condition:
    require(body is True, "document_not_among", where=where, value=body, among="true")
    return atoms.IsMember()


_ATOMS: dict[str, Callable[[object, str], Condition]] = {
    "member": _member,
    "in_group": lambda body, where: atoms.InGroup(read_word(body, where)),
    "in_segment": lambda body, where: atoms.InSegment(read_word(body, where)),
    "age": _age,
    "gender": lambda body, where: atoms.Gender(read_choice(body, where, GENDERS)),
    "has_tag": lambda body, where: atoms.InGroup(read_word(body, where)),
    "tier_is": lambda body, where: atoms.TierIs(read_word(body, where)),
    "tier_at_least": lambda body, where: atoms.TierAtLeast(read_word(body, where)),
    "visits": _visits,
    "spent": _spent,
    "average": _average,
    "bought": _bought,
    "not_bought": lambda body, where: Not(_bought(body, where)),
    "used_offer": _used_offer,
    "preferred_hours": _preferred_hours,
    "preferred_weekdays": lambda body, where: atoms.PreferredWeekdays(_read_weekdays(body, where)),
    "days_since_last_visit": _last_visit,
    "no_visit_for": _no_visit_for,
    "mean_gap": _mean_gap,
    "gap_against_usual": _gap_against_usual,
    "joined_days_ago": _joined,
    "birthday": _birthday,
    "anniversary": _anniversary,
    "holds_grant": lambda body, where: atoms.HoldsGrant(read_word(body, where)),
    "basket_total": _basket_total,
    "basket_has": _basket_has,
    "basket_quantity": _basket_quantity,
    "holds_code": lambda body, where: atoms.HoldsCode(read_word(body, where)),
    "tender": _tender,
    "dates": lambda body, where: atoms.Dates(_read_span(body, where)),
    "weekdays": _weekdays,
    "hours": _hours,
    "first_days_of_month": _first_days,
    "branch": lambda body, where: atoms.Branch(_read_ids(body, where)),
    "till": lambda body, where: atoms.AtTill(_read_ids(body, where)),
}

REACHABLE = ("visits", "spent", "average", "bought")
ATOM_NAMES = (*_ATOMS, "reaches")
"""The atoms this version knows, by the names they have in a document."""
