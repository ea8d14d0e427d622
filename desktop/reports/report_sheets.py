"""Reports as sheets: the branch's figures, its days, members and staff, each a table with real numbers and days.

Persian readers get the Jalali day as text beside the real one, because sheets know no Jalali calendar everywhere.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from desktop.reports.branch_report import BranchReport, Named
from desktop.reports.members_list import ListedMember, MembersList
from desktop.reports.reasons import reason_words, unfair_words, why_lacking
from desktop.reports.report_words import MONEY
from desktop.reports.report_words import say as word
from desktop.reports.sheet import Cell, Kind, Sheet, SheetColumn
from desktop.reports.staff_report import StaffReport
from desktop.reports.staff_words import pattern_text
from loyalty.goals import PERCENT
from loyalty.jalali import from_date
from loyalty.segments import SEGMENT_NAMES
from loyalty.words import Lang, format_int

_WORDS = {
    "figures": ("رقم‌ها", "Figures"),
    "figure": ("رقم", "Figure"),
    "now": ("این دوره", "This period"),
    "before": ("دورهٔ پیش", "Period before"),
    "numerator": ("صورت", "Numerator"),
    "denominator": ("مخرج", "Denominator"),
    "note": ("چرا رقمی نیست", "Why there is no figure"),
    "days": ("فروش", "Sales"),
    "day": ("روز", "Day"),
    "jalali": ("روز (شمسی)", "Jalali day"),
    "net": ("فروش خالص", "Net sales"),
    "groups": ("گروه‌های کالایی", "Product groups"),
    "branches": ("شعبه‌ها", "Branches"),
    "classes": ("رتبه‌ها", "Classes"),
    "name": ("نام", "Name"),
    "count": ("شمار", "Count"),
    "members": ("اعضا", "Members"),
    "id": ("شناسه", "Id"),
    "phone": ("تلفن", "Phone"),
    "class": ("رتبه", "Class"),
    "recency": ("R", "R"),
    "frequency": ("F", "F"),
    "money": ("M", "M"),
    "last": ("آخرین خرید", "Last purchase"),
    "first": ("نخستین خرید", "First purchase"),
    "next": ("خرید بعدی، پیش‌بینی", "Next visit, expected"),
    "purchases": ("خرید", "Purchases"),
    "window": ("{days} روز آخر", "last {days} days"),
    "amount": ("جمع خرید", "Amount"),
    "worth": ("ارزش طول عمر، پیش‌بینی", "CLV, predicted"),
    "worth_plain": ("ارزش طول عمر، ساده", "CLV, plain"),
    "tier": ("سطح", "Tier"),
    "points": ("امتیاز", "Points"),
    "joined": ("عضو از", "Member since"),
    "staff": ("کارکنان", "Staff"),
    "looks": ("درخور نگاه", "Deserves a look"),
    "what": ("شرح", "What"),
    "sales": ("فروش", "Sales"),
    "member_sales": ("فروش به اعضا", "Sales to members"),
    "discount": ("تخفیف", "Discounts"),
    "credit_spent": ("اعتبار خرج‌شده", "Credit spent"),
    "enrolments": ("عضوگیری", "Enrolments"),
    "voids": ("ابطال", "Voids"),
    "void_net": ("مبلغ ابطال", "Voided"),
    "refunds": ("مرجوعی", "Refunds"),
    "refund_net": ("مبلغ مرجوعی", "Refunded"),
    "entries_by_hand": ("سند دستی", "Entries by hand"),
    "credit_by_hand": ("اعتبار دستی", "Credit by hand"),
    "approvals": ("تأیید", "Approvals"),
    "times": ("بار", "Times"),
}


def _say(key: str, lang: Lang) -> str:
    return _WORDS[key][lang != "fa"]


def _columns(lang: Lang, *columns: tuple[str, Kind, int]) -> tuple[SheetColumn, ...]:
    return tuple(SheetColumn(_say(key, lang), kind, width) for key, kind, width in columns)


def _jalali(day: dt.date | None) -> str | None:
    return None if day is None else "{:04d}/{:02d}/{:02d}".format(*from_date(day))


def branch_sheets(told: BranchReport, lang: Lang) -> tuple[Sheet, ...]:
    """Return the branch's figures, its line of sales and its parts."""
    currency = told.place.currency
    parts = [("groups", told.groups), ("branches", told.branches)]
    return (
        Sheet(_say("figures", lang), _figure_columns(lang), tuple(_figure_rows(told, lang)), lang, currency),
        Sheet(_say("days", lang), _day_columns(lang), tuple(_day_rows(told, lang)), lang, currency),
        *(_parts(key, rows, lang, currency) for key, rows in parts if rows),
        Sheet(
            _say("classes", lang),
            _columns(lang, ("class", "text", 20), ("count", "count", 10)),
            tuple((SEGMENT_NAMES[name].of(lang), count) for name, count in told.classes),
            lang,
        ),
    )


def _figure_columns(lang: Lang) -> tuple[SheetColumn, ...]:
    return _columns(
        lang,
        *(("figure", "text", 30), ("now", "number", 18), ("before", "number", 18)),
        *(("numerator", "count", 18), ("denominator", "count", 14), ("note", "text", 40)),
    )


def _figure_rows(told: BranchReport, lang: Lang) -> Iterator[tuple[Cell, ...]]:
    from loyalty.money import exponent_of

    unit = 10 ** exponent_of(told.place.currency)
    for one in told.headlines:
        scale = unit if one.name in MONEY else 1
        name = word(one.name, lang) + (" (٪)" if one.name in PERCENT else "")
        sides = _scaled(one.now, scale), _scaled(one.before, scale)
        yield (
            name,
            *sides,
            one.numerator,
            one.denominator,
            why_lacking(one.name, one.now, one.before, lang) or unfair_words(one.unfair, lang),
        )


def _scaled(value: float | None, scale: int) -> float | None:
    return None if value is None else value / scale


def _day_columns(lang: Lang) -> tuple[SheetColumn, ...]:
    jalali: tuple[tuple[str, Kind, int], ...] = (("jalali", "text", 14),) if lang == "fa" else ()
    return _columns(lang, ("day", "day", 12), *jalali, ("net", "money", 18), ("before", "money", 18))


def _day_rows(told: BranchReport, lang: Lang) -> Iterator[tuple[Cell, ...]]:
    for place, (step, net) in enumerate(told.line):
        day = step.since
        earlier = told.line_before[place][1] if place < len(told.line_before) else None
        yield (day, *((_jalali(day),) if lang == "fa" else ()), net, earlier)


def _parts(key: str, parts: tuple[Named, ...], lang: Lang, currency: str) -> Sheet:
    columns = _columns(lang, ("name", "text", 26), ("net", "money", 18))
    return Sheet(_say(key, lang), columns, tuple((p.name.of(lang), p.amount) for p in parts), lang, currency)


def members_sheet(told: MembersList, lang: Lang) -> Sheet:
    """Return the list of members; the phone stands in it only where the reader may see phones."""
    with_phone = any(row.phone is not None for row in told.rows)
    phone: tuple[tuple[str, Kind, int], ...] = (("phone", "code", 14),) if with_phone else ()
    last: tuple[tuple[str, Kind, int], ...] = (("last", "day", 12), ("first", "day", 12), ("next", "day", 12))
    columns = _explained(
        lang,
        *(("id", "code", 18), ("name", "text", 26)),
        *phone,
        *(("class", "text", 18), ("recency", "count", 5), ("frequency", "count", 5), ("money", "count", 5)),
        *last,
        *((("jalali", "text", 14),) if lang == "fa" else ()),
        *(("purchases", "count", 10), ("amount", "money", 18)),
        ("worth" if told.predicted else "worth_plain", "money", 22),
        *(("tier", "text", 12), ("points", "count", 12), ("joined", "day", 12)),
    )
    of_window = _say("purchases", lang), _say("amount", lang)
    columns = tuple(
        replace(one, title=_in_days(one.title, told.days, lang)) if one.title in of_window else one
        for one in columns
    )
    rows = (_member(row, lang, with_phone=with_phone) for row in told.rows)
    return Sheet(_say("members", lang), columns, rows, lang, told.currency)


def _in_days(title: str, days: int, lang: Lang) -> str:
    """Return the title of a column with the window its figures are of."""
    return f"{title} ({_say('window', lang).format(days=format_int(days, lang))})"


def _explained(lang: Lang, *columns: tuple[str, Kind, int]) -> tuple[SheetColumn, ...]:
    """Return columns, of which that of next visits says when its cells are empty."""
    made = dict(zip((key for key, _, _ in columns), _columns(lang, *columns), strict=True))
    next_ = made["next"]
    made["next"] = replace(next_, title=f"{next_.title} ({reason_words('not_expected', lang)})")
    return tuple(made.values())


def _member(row: ListedMember, lang: Lang, *, with_phone: bool) -> tuple[Cell, ...]:
    return (
        row.member_id,
        row.name,
        *((row.phone,) if with_phone else ()),
        SEGMENT_NAMES[row.segment].of(lang) if row.segment else reason_words("outside", lang),
        *(row.scores or (None, None, None)),
        row.last_on,
        row.first_on,
        row.next_on,
        *((_jalali(row.last_on),) if lang == "fa" else ()),
        row.purchases,
        row.amount,
        row.worth,
        row.tier.of(lang),
        row.points,
        row.joined_on,
    )


_WORK: tuple[tuple[str, Kind], ...] = (
    *(("sales", "count"), ("net", "money"), ("member_sales", "count"), ("discount", "money")),
    *(("credit_spent", "money"), ("enrolments", "count"), ("voids", "count"), ("void_net", "money")),
    *(("refunds", "count"), ("refund_net", "money"), ("entries_by_hand", "count")),
    *(("credit_by_hand", "money"), ("approvals", "count")),
)


def staff_sheets(told: StaffReport, lang: Lang) -> tuple[Sheet, ...]:
    """Return who did what, and what deserves a look."""
    columns = _columns(lang, ("name", "text", 22), *((key, kind, 14) for key, kind in _WORK))
    work = tuple((one.name, *(getattr(one.work, key) for key, _ in _WORK)) for one in told.workers)
    if told.elsewhere.sales:
        sold = tuple(getattr(told.elsewhere, key, None) for key, _ in _WORK)
        work = (*work, (word("brought_in", lang), *sold))
    looks = tuple((one.name, pattern_text(one, lang, told.currency), one.pattern.times) for one in told.looks)
    return (
        Sheet(_say("staff", lang), columns, work, lang, told.currency),
        Sheet(
            _say("looks", lang),
            _columns(lang, ("name", "text", 22), ("what", "text", 80), ("times", "count", 8)),
            looks,
            lang,
        ),
    )
