"""What each atom says, in Persian and English: a clause that ends in its verb, said or denied.

A clause is one text with both forms of its verb in it (`either`); `say_atom` keeps the one that is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from loyalty.conditions import atoms
from loyalty.conditions.atoms import AT_LEAST, AT_MOST, EQUAL, LESS, MORE, Window
from loyalty.segments import SEGMENT_NAMES
from loyalty.sentences.names import (
    Names,
    counted,
    days,
    join,
    last_days,
    last_months,
    months,
    name_of,
    pieces,
)
from loyalty.words import TENDERS, WEEKDAYS, Lang, digits, format_day, format_quantity

_OPERATORS = {
    "fa": {LESS: "کمتر از", AT_MOST: "حداکثر", EQUAL: "درست", AT_LEAST: "دست‌کم", MORE: "بیش از"},
    "en": {LESS: "less than", AT_MOST: "at most", EQUAL: "exactly", AT_LEAST: "at least", MORE: "more than"},
}

# No name can hold these signs: documents refuse what is not printable.
_EITHER = re.compile("\x01(.*?)\x02(.*?)\x03")


def either(said: str, denied: str) -> str:
    """Return a verb in both its forms."""
    return f"\x01{said}\x02{denied}\x03"


BE, DONE, PASSED = (
    either("باشد", "نباشد"),
    either("کرده باشد", "نکرده باشد"),
    either("گذشته باشد", "نگذشته باشد"),
)
IS, WAS, HAS = either("is", "is not"), either("was", "was not"), either("has", "has not")
HOLDS = either("holds", "does not hold")


def say_atom(atom: Any, lang: Lang, names: Names, *, denied: bool = False) -> str:
    """Return the clause of an atom, or what it says when it does not hold."""
    form = 2 if denied else 1
    return _EITHER.sub(lambda found: found.group(form), _CLAUSES[type(atom)](atom, lang, names))


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
    length = (
        last_days(window.days, lang)
        if isinstance(window, atoms.LastDays)
        else last_months(window.months, lang)
    )
    return f" در {length} گذشته" if lang == "fa" else f" in the last {length}"


def say_span(span: atoms.Between, lang: Lang) -> str:
    """Return a span of days, both included."""
    since = format_day(span.since, lang) if span.since else ""
    until = format_day(span.until, lang) if span.until else ""
    words = ("از {}", "تا پایان {}") if lang == "fa" else ("from {}", "until the end of {}")
    return " ".join(word.format(day) for word, day in zip(words, (since, until), strict=True) if day)


def _thing(group: str, product_id: str, lang: Lang, names: Names) -> str:
    if product_id:
        return name_of(names.products, product_id, lang)
    return name_of(names.groups, group, lang) if group else "کالا" if lang == "fa" else "anything"


def _times(op: str, number: int, lang: Lang) -> str:
    if lang == "en" and number == 1:
        return f"{_op(op, lang)} once"
    how = "fewer than" if lang == "en" and op == LESS else _op(op, lang)
    return f"{how} {counted(number, 'time', 'times', 'بار', lang)}"


def _is_none(op: str, number: int) -> bool:
    return (op, number) in ((EQUAL, 0), (AT_MOST, 0), (LESS, 1))


def _never_bought(of: str, when: str, lang: Lang) -> str:
    if lang == "fa":
        return f"عضو{of}{when or ' تاکنون'} خرید {either('نکرده باشد', 'کرده باشد')}"
    never = either("has not bought" if when else "has never bought", "has bought")
    return f"the member {never}{of.removeprefix(' of')}{when}"


def _visits(atom: atoms.Visits, lang: Lang, names: Names) -> str:
    of, when = _of_group(atom.group, lang, names), _in_window(atom.window, lang)
    if _is_none(atom.op, atom.value):
        return _never_bought(of, when, lang)
    count = _times(atom.op, atom.value, lang)
    if lang == "fa":
        return f"عضو{of}{when} {count} خرید {DONE}"
    return f"the member {HAS} bought{of.removeprefix(' of')} {count}{when}"


def _bought(atom: atoms.Bought, lang: Lang, names: Names) -> str:
    thing, when = _thing(atom.group, atom.product_id, lang, names), _in_window(atom.window, lang)
    if lang == "fa":
        return f"عضو{when} از {thing} خرید {DONE}" if when else f"عضو تاکنون از {thing} خرید {DONE}"
    return f"the member {either('has', 'has not' if when else 'has never')} bought {thing}{when}"


def _spent(atom: atoms.Spent, lang: Lang, names: Names) -> str:
    where = _of_group(atom.group, lang, names) + _in_window(atom.window, lang)
    amount = f"{_op(atom.op, lang)} {names.money(atom.amount, lang)}"
    if lang == "fa":
        return f"مجموع خریدهای عضو{where} {amount} {BE}"
    return f"the member's purchases{where} {either('add', 'do not add')} up to {amount}"


def _average(atom: atoms.Average, lang: Lang, names: Names) -> str:
    where = _in_window(atom.window, lang)
    amount = f"{_op(atom.op, lang)} {names.money(atom.amount, lang)}"
    if lang == "fa":
        return f"میانگین هر خرید عضو{where} {amount} {BE}"
    return f"the member's average purchase{where} {IS} {amount}"


def _used_offer(atom: atoms.UsedOffer, lang: Lang, names: Names) -> str:
    offer = name_of(names.offers, atom.offer_id, lang)
    once = (atom.op, atom.value) in ((AT_LEAST, 1), (MORE, 0))
    if lang == "fa":
        if _is_none(atom.op, atom.value):
            return f"عضو از آفر «{offer}» استفاده {either('نکرده باشد', 'کرده باشد')}"
        return f"عضو{'' if once else f' {_times(atom.op, atom.value, lang)}'} از آفر «{offer}» استفاده {DONE}"
    if _is_none(atom.op, atom.value):
        return f"the member {either('has not used', 'has used')} the offer “{offer}”"
    return (
        f"the member {HAS} used the offer “{offer}”{'' if once else f' {_times(atom.op, atom.value, lang)}'}"
    )


def _preferred_hours(atom: atoms.PreferredHours, lang: Lang, _names: Names) -> str:
    since, until = _hour(atom.since, lang), _hour(atom.until, lang)
    if lang == "fa":
        return f"بیشتر خریدهای عضو از ساعت {since} تا {until} {BE}"
    return f"most of the member's purchases {either('fall', 'do not fall')} between {since} and {until}"


def _preferred_weekdays(atom: atoms.PreferredWeekdays, lang: Lang, _names: Names) -> str:
    said = _say_weekdays(atom.days, lang)
    if lang == "fa":
        return f"بیشتر خریدهای عضو روز {said} {BE}"
    return f"most of the member's purchases {either('fall', 'do not fall')} on {said}"


def _last_visit(atom: atoms.LastVisit, lang: Lang, _names: Names) -> str:
    ago = f"{_op(atom.op, lang)} {days(atom.days, lang)}"
    return f"از آخرین مراجعه {ago} {PASSED}" if lang == "fa" else f"the last visit {WAS} {ago} ago"


def _no_visit_for(atom: atoms.NoVisitFor, lang: Lang, _names: Names) -> str:
    ago = months(atom.months, lang)
    if lang == "fa":
        return f"از آخرین مراجعه {ago} یا بیشتر {PASSED}"
    return f"the last visit {WAS} {ago} ago or longer"


def _mean_gap(atom: atoms.MeanGap, lang: Lang, _names: Names) -> str:
    gap = f"{_op(atom.op, lang)} {days(atom.days, lang)}"
    if lang == "fa":
        return f"میانگین فاصلهٔ زمانی بین خریدهای عضو {gap} {BE}"
    return f"the member's purchases {either('are', 'are not')} {gap} apart on average"


def _gap_against_usual(atom: atoms.GapAgainstUsual, lang: Lang, _names: Names) -> str:
    times = f"{_op(atom.op, lang)} {format_quantity(atom.times, lang)}"
    if lang == "fa":
        return f"از آخرین مراجعه {times} برابر فاصلهٔ همیشگی عضو {PASSED}"
    return f"the last visit {WAS} {times} times the member's usual gap ago"


def _joined(atom: atoms.Joined, lang: Lang, _names: Names) -> str:
    ago = f"{_op(atom.op, lang)} {days(atom.days, lang)}"
    return (
        f"از عضویت {ago} {PASSED}"
        if lang == "fa"
        else f"the member {either('joined', 'did not join')} {ago} ago"
    )


def _birthday(atom: atoms.Birthday, lang: Lang, _names: Names) -> str:
    return _around(atom.days, lang, ("تولد عضو", "the member's birthday", "روز تولد عضو"))


def _anniversary(atom: atoms.Anniversary, lang: Lang, _names: Names) -> str:
    return _around(atom.days, lang, ("سالگرد عضویت", "an anniversary of joining", "سالگرد عضویت"))


def _around(near: int, lang: Lang, what: tuple[str, str, str]) -> str:
    fa, en, on_the_day = what
    if near == 0:
        return f"{on_the_day} {BE}" if lang == "fa" else f"it {IS} {en}"
    span = days(near, lang)
    return f"حداکثر {span} پیش یا پس از {fa} {BE}" if lang == "fa" else f"it {IS} within {span} of {en}"


def _holds_grant(atom: atoms.HoldsGrant, lang: Lang, names: Names) -> str:
    offer = name_of(names.offers, atom.offer_id, lang)
    if lang == "fa":
        return f"عضو آفر «{offer}» را {either('داشته باشد', 'نداشته باشد')}"
    return f"the member {HOLDS} the offer “{offer}”"


def _reaches(atom: atoms.Reaches, lang: Lang, names: Names) -> str:
    if isinstance(atom.part, atoms.Bought) and atom.part.window is None:
        thing = _thing(atom.part.group, atom.part.product_id, lang, names)
        first = f"این نخستین خرید عضو از {thing} {BE}"
        return first if lang == "fa" else f"this {IS} the member's first purchase of {thing}"
    part = say_atom(atom.part, lang, names)
    return f"تازه با این خرید {part}" if lang == "fa" else f"with this purchase, not before, {part}"


def _basket_total(atom: atoms.BasketTotal, lang: Lang, names: Names) -> str:
    amount = f"{_op(atom.op, lang)} {names.money(atom.amount, lang)}"
    group = _of_group(atom.group, lang, names)
    return f"سبد{group} {amount} {BE}" if lang == "fa" else f"the basket {HOLDS} {amount}{group}"


def _basket_has(atom: atoms.BasketHas, lang: Lang, names: Names) -> str:
    thing = _thing(atom.group, atom.product_id, lang, names)
    return f"{thing} در سبد {BE}" if lang == "fa" else f"the basket {HOLDS} {thing}"


def _basket_quantity(atom: atoms.BasketQuantity, lang: Lang, names: Names) -> str:
    count = f"{_op(atom.op, lang)} {pieces(atom.quantity, lang)}"
    thing = _thing(atom.group, atom.product_id, lang, names)
    return f"{count} {thing} در سبد {BE}" if lang == "fa" else f"the basket {HOLDS} {count} of {thing}"


def _holds_code(atom: atoms.HoldsCode, lang: Lang, _names: Names) -> str:
    code = name_of({}, atom.code, lang)
    return f"کد تخفیف «{code}» همراه خرید {BE}" if lang == "fa" else f"the discount code “{code}” {IS} given"


def _paid_by(atom: atoms.PaidBy, lang: Lang, _names: Names) -> str:
    kinds = join((TENDERS[kind][lang] for kind in atom.kinds), "یا" if lang == "fa" else "or")
    return f"پرداخت تنها با {kinds} {BE}" if lang == "fa" else f"the payment {IS} by {kinds} alone"


def _dates(atom: atoms.Dates, lang: Lang, _names: Names) -> str:
    span = say_span(atom.span, lang)
    return f"تاریخ {span} {BE}" if lang == "fa" else f"the day {IS} {span}"


def _say_weekdays(numbers: tuple[int, ...], lang: Lang) -> str:
    return join((WEEKDAYS[lang][number] for number in numbers), "یا" if lang == "fa" else "or")


def _weekdays(atom: atoms.Weekdays, lang: Lang, _names: Names) -> str:
    said = _say_weekdays(atom.days, lang)
    return f"روز {said} {BE}" if lang == "fa" else f"it {IS} {said}"


def _hour(minute: int, lang: Lang) -> str:
    return digits(f"{minute // 60:02d}:{minute % 60:02d}", lang)


def _hours(atom: atoms.Hours, lang: Lang, _names: Names) -> str:
    since, until = _hour(atom.since, lang), _hour(atom.until, lang)
    on = _say_weekdays(atom.weekdays, lang)
    if lang == "fa":
        return f"{f'روز {on} ' if on else ''}ساعت از {since} تا {until} {BE}"
    return f"the time {IS} from {since} to {until}{f' on {on}' if on else ''}"


def _first_days(atom: atoms.FirstDaysOfMonth, lang: Lang, _names: Names) -> str:
    if atom.days == 1:
        return f"روز نخست ماه {BE}" if lang == "fa" else f"it {IS} the first day of the month"
    if lang == "fa":
        return f"از {days(atom.days, lang)} نخست ماه {BE}"
    return f"it {IS} one of the first {days(atom.days, lang)} of the month"


def _branch(atom: atoms.Branch, lang: Lang, names: Names) -> str:
    said = [name_of(names.branches, branch, lang) for branch in atom.branch_ids]
    if lang == "fa":
        return f"خرید در شعبهٔ {join(said, 'یا')} {BE}"
    return f"the purchase {IS} made at {join(said, 'or')}"


def _till(atom: atoms.AtTill, lang: Lang, names: Names) -> str:
    said = [name_of(names.tills, till, lang) for till in atom.till_ids]
    if lang == "fa":
        return f"خرید در صندوق {join(said, 'یا')} {BE}"
    return f"the purchase {IS} made at till {join(said, 'or')}"


def _is_member(_atom: atoms.IsMember, lang: Lang, _names: Names) -> str:
    return f"خریدار عضو باشگاه {BE}" if lang == "fa" else f"the buyer {IS} a member"


def _in_group(atom: atoms.InGroup, lang: Lang, _names: Names) -> str:
    group = name_of({}, atom.group, lang)
    if lang == "fa":
        return f"عضو در گروه «{group}» {BE}"
    return f"the member {either('belongs', 'does not belong')} to “{group}”"


def _in_segment(atom: atoms.InSegment, lang: Lang, names: Names) -> str:
    if atom.segment in SEGMENT_NAMES and atom.segment not in names.segments:
        rank = SEGMENT_NAMES[atom.segment].of(lang)
        return f"رتبهٔ عضو «{rank}» {BE}" if lang == "fa" else f"the member's RFM rank {IS} “{rank}”"
    segment = name_of(names.segments, atom.segment, lang)
    return (
        f"عضو در گروه مشتریان «{segment}» {BE}"
        if lang == "fa"
        else f"the member {IS} in the segment “{segment}”"
    )


def _age(atom: atoms.Age, lang: Lang, _names: Names) -> str:
    years = counted(atom.years, "year", "years", "سال", lang)
    if lang == "fa":
        return f"سن عضو {_op(atom.op, lang)} {years} {BE}"
    return f"the member {IS} {_op(atom.op, lang)} {years} old"


_GENDERS = {"female": ("زن", "a woman"), "male": ("مرد", "a man")}


def _gender(atom: atoms.Gender, lang: Lang, _names: Names) -> str:
    fa, en = _GENDERS[atom.gender]
    return f"عضو {fa} {BE}" if lang == "fa" else f"the member {IS} {en}"


def _tier_is(atom: atoms.TierIs, lang: Lang, names: Names) -> str:
    tier = name_of(names.tiers, atom.tier, lang)
    return f"سطح عضو {tier} {BE}" if lang == "fa" else f"the member's tier {IS} {tier}"


def _tier_at_least(atom: atoms.TierAtLeast, lang: Lang, names: Names) -> str:
    tier = name_of(names.tiers, atom.tier, lang)
    return f"سطح عضو {tier} یا بالاتر {BE}" if lang == "fa" else f"the member's tier {IS} {tier} or higher"


_CLAUSES: dict[type, Callable[[Any, Lang, Names], str]] = {
    atoms.IsMember: _is_member,
    atoms.InGroup: _in_group,
    atoms.InSegment: _in_segment,
    atoms.Age: _age,
    atoms.Gender: _gender,
    atoms.TierIs: _tier_is,
    atoms.TierAtLeast: _tier_at_least,
    atoms.Visits: _visits,
    atoms.Spent: _spent,
    atoms.Average: _average,
    atoms.Bought: _bought,
    atoms.UsedOffer: _used_offer,
    atoms.PreferredHours: _preferred_hours,
    atoms.PreferredWeekdays: _preferred_weekdays,
    atoms.LastVisit: _last_visit,
    atoms.NoVisitFor: _no_visit_for,
    atoms.MeanGap: _mean_gap,
    atoms.GapAgainstUsual: _gap_against_usual,
    atoms.Joined: _joined,
    atoms.Birthday: _birthday,
    atoms.Anniversary: _anniversary,
    atoms.HoldsGrant: _holds_grant,
    atoms.Reaches: _reaches,
    atoms.BasketTotal: _basket_total,
    atoms.BasketHas: _basket_has,
    atoms.BasketQuantity: _basket_quantity,
    atoms.HoldsCode: _holds_code,
    atoms.PaidBy: _paid_by,
    atoms.Dates: _dates,
    atoms.Weekdays: _weekdays,
    atoms.Hours: _hours,
    atoms.FirstDaysOfMonth: _first_days,
    atoms.Branch: _branch,
    atoms.AtTill: _till,
}
