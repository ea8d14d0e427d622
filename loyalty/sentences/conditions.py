"""A condition as a clause that follows «اگر» or "when"; written so that clauses join with «و» and "and"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from loyalty.conditions import atoms
from loyalty.conditions.atoms import AT_LEAST, AT_MOST, EQUAL, LESS, MORE, All, AnyOf, Condition, Not, Window
from loyalty.sentences.names import Names, counted, days, join, months, name_of, pieces
from loyalty.words import WEEKDAYS, Lang, digits, format_day

_OPERATORS = {
    "fa": {LESS: "کمتر از", AT_MOST: "حداکثر", EQUAL: "درست", AT_LEAST: "دست‌کم", MORE: "بیش از"},
    "en": {LESS: "less than", AT_MOST: "at most", EQUAL: "exactly", AT_LEAST: "at least", MORE: "more than"},
}

_JOINERS: dict[Lang, dict[type, str]] = {
    "fa": {All: "و", AnyOf: "یا"},
    "en": {All: "and", AnyOf: "or"},
}


def say_condition(condition: Condition, lang: Lang, names: Names) -> str:
    """Return the clause of a condition; one that always holds is empty."""
    if isinstance(condition, All | AnyOf):
        return _say_parts(condition, lang, names)
    if isinstance(condition, Not):
        clause = _bracketed(condition.part, say_condition(condition.part, lang, names))
        return f"چنین نباشد که {clause}" if lang == "fa" else f"it is not so that {clause}"
    return _CLAUSES[type(condition)](condition, lang, names)


def _say_parts(condition: All | AnyOf, lang: Lang, names: Names) -> str:
    """Join the clauses of the parts; only parts joined by the other word need brackets."""
    said = [(part, say_condition(part, lang, names)) for part in condition.parts]
    clauses = [(part, clause) for part, clause in said if clause]
    mixed = [part for part, _ in clauses if len(clauses) > 1 and not isinstance(part, type(condition))]
    words = (_bracketed(part, clause) if part in mixed else clause for part, clause in clauses)
    return join(words, _JOINERS[lang][type(condition)])


def _bracketed(part: Condition, clause: str) -> str:
    grouped = isinstance(part, All | AnyOf) and len(part.parts) > 1
    return f"({clause})" if grouped else clause


def _op(op: str, lang: Lang) -> str:
    return _OPERATORS[lang][op]


def _of_group(group: str, lang: Lang, names: Names) -> str:
    if not group:
        return ""
    name = name_of(names.groups, group, lang)
    return f" از {name}" if lang == "fa" else f" of {name}"


def _in_window(window: Window, lang: Lang) -> str:
    if window is None:
        return ""
    if isinstance(window, atoms.Between):
        return f" {say_span(window, lang)}"
    length = days(window.days, lang) if isinstance(window, atoms.LastDays) else months(window.months, lang)
    return f" در {length} گذشته" if lang == "fa" else f" in the last {length}"


def say_span(span: atoms.Between, lang: Lang) -> str:
    """Return a span of days, both included."""
    since = format_day(span.since, lang) if span.since else ""
    until = format_day(span.until, lang) if span.until else ""
    words = ("از {}", "تا پایان {}") if lang == "fa" else ("from {}", "until the end of {}")
    return " ".join(word.format(day) for word, day in zip(words, (since, until), strict=True) if day)


def _visits(atom: atoms.Visits, lang: Lang, names: Names) -> str:
    of, when = _of_group(atom.group, lang, names), _in_window(atom.window, lang)
    count = f"{_op(atom.op, lang)} {counted(atom.value, 'time', 'times', 'بار', lang)}"
    if lang == "fa":
        return f"عضو{of}{when} {count} خرید کرده باشد"
    return f"the member has bought{of.removeprefix(' of')} {count}{when}"


def _spent(atom: atoms.Spent, lang: Lang, names: Names) -> str:
    where = _of_group(atom.group, lang, names) + _in_window(atom.window, lang)
    amount = f"{_op(atom.op, lang)} {names.money(atom.amount, lang)}"
    if lang == "fa":
        return f"مجموع خریدهای عضو{where} {amount} باشد"
    return f"the member's purchases{where} add up to {amount}"


def _average(atom: atoms.Average, lang: Lang, names: Names) -> str:
    where = _in_window(atom.window, lang)
    amount = f"{_op(atom.op, lang)} {names.money(atom.amount, lang)}"
    if lang == "fa":
        return f"میانگین هر خرید عضو{where} {amount} باشد"
    return f"the member's average purchase{where} is {amount}"


def _last_visit(atom: atoms.LastVisit, lang: Lang, _names: Names) -> str:
    ago = f"{_op(atom.op, lang)} {days(atom.days, lang)}"
    return f"از آخرین مراجعه {ago} گذشته باشد" if lang == "fa" else f"the last visit was {ago} ago"


def _no_visit_for(atom: atoms.NoVisitFor, lang: Lang, _names: Names) -> str:
    ago = months(atom.months, lang)
    if lang == "fa":
        return f"از آخرین مراجعه {ago} یا بیشتر گذشته باشد"
    return f"the last visit was {ago} ago or longer"


def _joined(atom: atoms.Joined, lang: Lang, _names: Names) -> str:
    ago = f"{_op(atom.op, lang)} {days(atom.days, lang)}"
    return f"از عضویت {ago} گذشته باشد" if lang == "fa" else f"the member joined {ago} ago"


def _birthday(atom: atoms.Birthday, lang: Lang, _names: Names) -> str:
    if atom.days == 0:
        return "روز تولد عضو باشد" if lang == "fa" else "it is the member's birthday"
    near = days(atom.days, lang)
    if lang == "fa":
        return f"حداکثر {near} پیش یا پس از تولد عضو باشد"
    return f"it is within {near} of the member's birthday"


def _basket_total(atom: atoms.BasketTotal, lang: Lang, names: Names) -> str:
    amount = f"{_op(atom.op, lang)} {names.money(atom.amount, lang)}"
    group = _of_group(atom.group, lang, names)
    return f"سبد{group} {amount} باشد" if lang == "fa" else f"the basket holds {amount}{group}"


def _thing(atom: atoms.BasketHas | atoms.BasketQuantity, lang: Lang, names: Names) -> str:
    if atom.product_id:
        return name_of(names.products, atom.product_id, lang)
    return name_of(names.groups, atom.group, lang) if atom.group else "کالا" if lang == "fa" else "anything"


def _basket_has(atom: atoms.BasketHas, lang: Lang, names: Names) -> str:
    thing = _thing(atom, lang, names)
    return f"{thing} در سبد باشد" if lang == "fa" else f"the basket holds {thing}"


def _basket_quantity(atom: atoms.BasketQuantity, lang: Lang, names: Names) -> str:
    count = f"{_op(atom.op, lang)} {pieces(atom.quantity, lang)}"
    thing = _thing(atom, lang, names)
    return f"{count} {thing} در سبد باشد" if lang == "fa" else f"the basket holds {count} of {thing}"


def _dates(atom: atoms.Dates, lang: Lang, _names: Names) -> str:
    span = say_span(atom.span, lang)
    return f"تاریخ {span} باشد" if lang == "fa" else f"the day is {span}"


def _say_weekdays(numbers: tuple[int, ...], lang: Lang) -> str:
    return join((WEEKDAYS[lang][number] for number in numbers), "یا" if lang == "fa" else "or")


def _weekdays(atom: atoms.Weekdays, lang: Lang, _names: Names) -> str:
    said = _say_weekdays(atom.days, lang)
    return f"روز {said} باشد" if lang == "fa" else f"it is {said}"


def _hours(atom: atoms.Hours, lang: Lang, _names: Names) -> str:
    since, until = (
        digits(f"{minute // 60:02d}:{minute % 60:02d}", lang) for minute in (atom.since, atom.until)
    )
    on = _say_weekdays(atom.weekdays, lang)
    if lang == "fa":
        return f"{f'روز {on} ' if on else ''}ساعت از {since} تا {until} باشد"
    return f"the time is from {since} to {until}{f' on {on}' if on else ''}"


def _branch(atom: atoms.Branch, lang: Lang, names: Names) -> str:
    said = [name_of(names.branches, branch, lang) for branch in atom.branch_ids]
    if lang == "fa":
        return f"خرید در شعبهٔ {join(said, 'یا')} باشد"
    return f"the purchase is made at {join(said, 'or')}"


def _is_member(_atom: atoms.IsMember, lang: Lang, _names: Names) -> str:
    return "خریدار عضو باشگاه باشد" if lang == "fa" else "the buyer is a member"


def _in_group(atom: atoms.InGroup, lang: Lang, _names: Names) -> str:
    group = name_of({}, atom.group, lang)
    return f"عضو در گروه «{group}» باشد" if lang == "fa" else f"the member belongs to “{group}”"


def _tier_is(atom: atoms.TierIs, lang: Lang, names: Names) -> str:
    tier = name_of(names.tiers, atom.tier, lang)
    return f"سطح عضو {tier} باشد" if lang == "fa" else f"the member's tier is {tier}"


def _tier_at_least(atom: atoms.TierAtLeast, lang: Lang, names: Names) -> str:
    tier = name_of(names.tiers, atom.tier, lang)
    return f"سطح عضو {tier} یا بالاتر باشد" if lang == "fa" else f"the member's tier is {tier} or higher"


_CLAUSES: dict[type, Callable[[Any, Lang, Names], str]] = {
    atoms.IsMember: _is_member,
    atoms.InGroup: _in_group,
    atoms.TierIs: _tier_is,
    atoms.TierAtLeast: _tier_at_least,
    atoms.Visits: _visits,
    atoms.Spent: _spent,
    atoms.Average: _average,
    atoms.LastVisit: _last_visit,
    atoms.NoVisitFor: _no_visit_for,
    atoms.Joined: _joined,
    atoms.Birthday: _birthday,
    atoms.BasketTotal: _basket_total,
    atoms.BasketHas: _basket_has,
    atoms.BasketQuantity: _basket_quantity,
    atoms.Dates: _dates,
    atoms.Weekdays: _weekdays,
    atoms.Hours: _hours,
    atoms.Branch: _branch,
}
