"""A second evaluator, as plain and as slow as can be: it reads the document itself and walks every purchase.

It shares nothing with the real one but the frozen values and the Jalali calendar.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from loyalty import jalali
from loyalty.basket import Basket
from loyalty.member import MemberSnapshot, Moment, Visit

COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda x, y: x < y,
    "<=": lambda x, y: x <= y,
    "=": lambda x, y: x == y,
    ">=": lambda x, y: x >= y,
    ">": lambda x, y: x > y,
}
NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
OF_MEMBERS = {
    "member", "in_group", "in_segment", "age", "gender", "has_tag", "tier_is", "tier_at_least", "visits", "spent",
    "average", "bought", "not_bought", "used_offer", "preferred_hours", "preferred_weekdays", "days_since_last_visit",
    "no_visit_for", "mean_gap", "gap_against_usual", "joined_days_ago", "birthday", "anniversary", "holds_grant",
    "reaches",
}  # fmt: skip


def day(text: str) -> dt.date:
    parts = [int(part) for part in text.replace("/", "-").split("-")]
    return jalali.to_date(*parts) if parts[0] < 1700 else dt.date(*parts)


def ymd(on: dt.date, kind: str) -> tuple[int, int, int]:
    return jalali.from_date(on) if kind == "jalali" else (on.year, on.month, on.day)


def date_of(year: int, month: int, of: int, kind: str) -> dt.date:
    if kind == "jalali":
        return jalali.to_date(year, month, min(of, jalali.month_length(year, month)))
    return dt.date(year, month, min(of, calendar.monthrange(year, month)[1]))


def back(on: dt.date, months: int, kind: str) -> dt.date:
    year, month, of = ymd(on, kind)
    for _ in range(months):
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    return date_of(year, month, of, kind)


def says(document: Any, who: MemberSnapshot | None, what: Basket, when: Moment) -> bool:
    """Say whether a document's condition holds."""
    if not document:
        return True
    ((name, body),) = document.items()
    if name == "all":
        return all(says(part, who, what, when) for part in body)
    if name == "any":
        return any(says(part, who, what, when) for part in body)
    if name == "not":
        return not (who is None and asks_member(body)) and not says(body, who, what, when)
    if who is None and name in OF_MEMBERS:
        return False
    return bool(globals()[f"_{name}"](body, who, what, when))


def asks_member(document: Any) -> bool:
    ((name, body),) = document.items() if document else (("all", ()),)
    if name in ("all", "any"):
        return any(asks_member(part) for part in body)
    return asks_member(body) if name == "not" else name in OF_MEMBERS


def within(visit: Visit, window: Any, when: Moment) -> bool:
    if window is None:
        return True
    if "days" in window:
        return (when.on - visit.on).days <= window["days"]
    if "months" in window:
        return visit.on >= back(when.on, window["months"], when.calendar)
    since, until = window.get("from"), window.get("until")
    return (since is None or visit.on >= day(since)) and (until is None or visit.on <= day(until))


def nets(body: Any, who: MemberSnapshot, when: Moment) -> list[int]:
    found = []
    for visit in who.history:
        if not within(visit, body.get("window"), when):
            continue
        net = visit.net
        if "group" in body:
            net = sum(part for name, part in visit.by_group if name == body["group"])
        if "product" in body:
            net = sum(part for name, part in visit.by_product if name == body["product"])
        if net > 0:
            found.append(net)
    return found


def _member(body, who, what, when):
    return True


def _in_group(body, who, what, when):
    return body in who.tags


_has_tag = _in_group


def _in_segment(body, who, what, when):
    return body in who.segments


def _holds_grant(body, who, what, when):
    return body in who.grants


def _age(body, who, what, when):
    if who.birth_on is None:
        return False
    born, now = ymd(who.birth_on, when.calendar), ymd(when.on, when.calendar)
    this_year = date_of(now[0], born[1], born[2], when.calendar)
    return COMPARE[body["op"]](now[0] - born[0] - (0 if this_year <= when.on else 1), body["value"])


def _gender(body, who, what, when):
    return who.gender == body


def _tier_is(body, who, what, when):
    return who.tier == body


def _tier_at_least(body, who, what, when):
    return body in (*who.tiers_reached, who.tier)


def _visits(body, who, what, when):
    return COMPARE[body["op"]](len(nets(body, who, when)), body["value"])


def _spent(body, who, what, when):
    return COMPARE[body["op"]](sum(nets(body, who, when)), body["amount"])


def _average(body, who, what, when):
    found = nets(body, who, when)
    return bool(found) and COMPARE[body["op"]](Fraction(sum(found), len(found)), body["amount"])


def _bought(body, who, what, when):
    return bool(nets(body, who, when))


def _not_bought(body, who, what, when):
    return not nets(body, who, when)


def _used_offer(body, who, what, when):
    return COMPARE[body.get("op", ">=")](dict(who.uses).get(body["offer"], 0), body.get("value", 1))


def minutes(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def spanned(body: Any) -> list[int]:
    since, until = minutes(body["from"]), minutes(body["until"])
    minute, found = since, []
    while minute != until:
        found.append(minute)
        minute = (minute + 1) % 1440
    return found


def favourite(numbers: list[int]) -> int | None:
    if not numbers:
        return None
    most = max(Counter(numbers).values())
    return min(number for number in numbers if numbers.count(number) == most)


def _preferred_hours(body, who, what, when):
    zone = ZoneInfo(when.zone)
    hours = [dt.datetime.fromtimestamp(visit.at / 1000, zone).hour for visit in who.history]
    hour = favourite(hours)
    return hour is not None and hour * 60 in spanned(body)


def _preferred_weekdays(body, who, what, when):
    found = favourite([visit.on.weekday() for visit in who.history])
    return found is not None and NAMES[found] in body


def last(who: MemberSnapshot) -> dt.date | None:
    return max((visit.on for visit in who.history), default=None)


def _days_since_last_visit(body, who, what, when):
    return last(who) is not None and COMPARE[body["op"]]((when.on - last(who)).days, body["days"])


def _no_visit_for(body, who, what, when):
    return last(who) is not None and last(who) <= back(when.on, body["months"], when.calendar)


def usual(who: MemberSnapshot) -> Fraction | None:
    days = sorted(visit.on for visit in who.history)
    gaps = [(after - before).days for before, after in pairwise(days)]
    return Fraction(sum(gaps), len(gaps)) if gaps else None


def _mean_gap(body, who, what, when):
    return usual(who) is not None and COMPARE[body["op"]](usual(who), body["days"])


def _gap_against_usual(body, who, what, when):
    if not usual(who):
        return False
    return COMPARE[body["op"]](
        Fraction((when.on - last(who)).days), Fraction(str(body["times"])) * usual(who)
    )


def _joined_days_ago(body, who, what, when):
    return COMPARE[body["op"]]((when.on - who.joined_on).days, body["days"])


def around(since: dt.date, when: Moment, least: int) -> list[int]:
    year, month, of = ymd(since, when.calendar)
    now = ymd(when.on, when.calendar)[0]
    days = [date_of(at, month, of, when.calendar) for at in (now - 1, now, now + 1) if at >= year + least]
    return [abs((one - when.on).days) for one in days]


def _birthday(body, who, what, when):
    return who.birth_on is not None and min(around(who.birth_on, when, -9)) <= body["days"]


def _anniversary(body, who, what, when):
    return any(days <= body["days"] for days in around(who.joined_on, when, 1))


def _reaches(body, who, what, when):
    groups, products = Counter(), Counter()
    for line in what.lines:
        groups[line.group] += line.gross
        products[line.product_id] += line.gross
    bought = Visit(when.on, when.at, what.gross, tuple(groups.items()), tuple(products.items()))
    after = MemberSnapshot(who.member_id, who.joined_on, history=(*who.history, bought))
    return not says(body, who, what, when) and says(body, after, what, when)


def _basket_total(body, who, what, when):
    lines = [line for line in what.lines if body.get("group") in (None, line.group)]
    return COMPARE[body["op"]](sum(line.gross for line in lines), body["amount"])


def quantity(body: Any, what: Basket) -> int:
    found = [
        line.quantity
        for line in what.lines
        if body.get("group") in (None, line.group) and body.get("product") in (None, line.product_id)
    ]
    return sum(found)


def _basket_has(body, who, what, when):
    return quantity(body, what) > 0


def _basket_quantity(body, who, what, when):
    return COMPARE[body["op"]](quantity(body, what), Fraction(str(body["value"])) * 1000)


def _holds_code(body, who, what, when):
    return body.lower() in [code.lower() for code in what.codes]


def _tender(body, who, what, when):
    return what.tenders != () and all(kind in body for kind in what.tenders)


def _dates(body, who, what, when):
    return within(Visit(when.on, 0, 1), body, when)


def _weekdays(body, who, what, when):
    return NAMES[when.on.weekday()] in body


def _hours(body, who, what, when):
    if when.minute_of_day not in spanned(body):
        return False
    overnight = minutes(body["from"]) > minutes(body["until"])
    began = when.on - dt.timedelta(days=overnight and when.minute_of_day < minutes(body["until"]))
    return NAMES[began.weekday()] in body.get("weekdays", NAMES)


def _first_days_of_month(body, who, what, when):
    return ymd(when.on, when.calendar)[2] <= body["days"]


def _branch(body, who, what, when):
    return when.branch_id in ([body] if isinstance(body, str) else body)


def _till(body, who, what, when):
    return when.till_id in ([body] if isinstance(body, str) else body)
