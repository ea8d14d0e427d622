"""A member's statement of credit on A4: what it began with, everything that moved it, what it ends with.

The phone is on it only where the person who asked may see it; figures are those of the ledger.
"""

from __future__ import annotations

from pathlib import Path

from desktop.reports.paper import Column, Paper
from desktop.reports.report_words import in_unit, joined
from desktop.usecases.members.member_card import LotShown
from desktop.usecases.members.statement import Statement, StatementRow
from desktop.usecases.members.transactions import Transaction
from loyalty.clock import business_day
from loyalty.kinds import CREDIT, points_unit
from loyalty.words import (
    Lang,
    digits,
    format_amount,
    format_day,
    format_int,
    format_money,
    isolate_ltr,
    mask_phone,
)

_WORDS = {
    "title": ("صورت‌حساب عضو", "Member's statement"),
    "span": ("از {first} تا {last}", "From {first} to {last}"),
    "opening": ("اعتبار آغاز دوره", "Credit at the start"),
    "closing": ("اعتبار پایان دوره", "Credit at the end"),
    "now": ("قابل خرج، همین‌جا", "To spend, here and now"),
    "sums": ("جمع دوره", "The period"),
    "purchases": ("جمع خرید", "Purchases"),
    "returns": ("مرجوعی و ابطال", "Refunds and voids"),
    "gained": ("اعتبار گرفته", "Credit gained"),
    "given_back": ("اعتبار برگشته", "Credit given back"),
    "spent": ("اعتبار خرج‌شده", "Credit spent"),
    "taken": ("اعتبار پس‌گرفته", "Credit taken back"),
    "ended": ("اعتبار تمام‌شده", "Credit ended"),
    "unposted": ("از این مانده، زمانش گذشته", "Of this, its time has passed"),
    "moves": ("گردش حساب", "What happened"),
    "day": ("تاریخ", "Day"),
    "what": ("شرح", "What"),
    "net": ("مبلغ خرید", "Purchase"),
    "came": ("اعتبار آمده", "Credit in"),
    "went": ("اعتبار رفته", "Credit out"),
    "after": ("مانده", "Balance"),
    "points": ("امتیاز", "Points"),
    "lots": ("ریز اعتبارها، امروز", "Lots of credit, today"),
    "left": ("مانده", "Left"),
    "ends": ("تا", "Until"),
    "scope": ("دامنه", "Where"),
    "granted": ("از", "Since"),
    "everywhere": ("عمومی", "Everywhere"),
    "endless": ("بی‌پایان", "No end"),
    "left_out": (
        "{count} گردش قدیمی‌تر این‌جا نیامده است؛ جمع دوره و مانده‌ها آن‌ها را هم در بر دارد.",
        "{count} earlier movements are not listed; the sums and balances include them.",
    ),
    "dash": ("— یعنی در این ردیف چیزی جابه‌جا نشده است.", "— means that nothing of it moved in this row."),
    "nothing": ("در این دوره چیزی نبوده است.", "Nothing happened in this period."),
    "item": ("شرح", "Item"),
    "amount": ("مبلغ", "Amount"),
    "member": ("عضو", "Member"),
    "nameless": ("عضو بی‌نام", "Member without a name"),
    "tier": ("سطح {tier}", "{tier} tier"),
    "card": ("کارت {number}", "Card {number}"),
    "sale": ("خرید {number}", "Purchase {number}"),
    "refund": ("مرجوعی {number}", "Refund {number}"),
    "void": ("ابطال {number}", "Void {number}"),
    "adjusted": ("سند دستی", "Entry by hand"),
    "expired": ("پایان اعتبار", "Credit ended"),
    "opened": ("ماندهٔ پیشین", "Brought forward"),
    "other": ("دیگر", "Other"),
}
_REASONS = {
    "goodwill": ("دلجویی", "Goodwill"),
    "complaint": ("شکایت", "Complaint"),
    "correction": ("اصلاح", "Correction"),
    "prize": ("جایزه", "Prize"),
}
"""Reasons of entries by hand; of another one nothing is said, its note is the shop's own."""
_KINDS = {"opening": "opened"}


def write_statement(told: Statement, path: str | Path, lang: Lang) -> Path:
    """Write the statement and return its path; raises what `Paper.save` raises."""
    paper = Paper(path, lang, f"{_say('title', lang)} — {_name(told, lang)}")
    paper.heading(_name(told, lang), _under(told, lang))
    paper.tiles(_tiles(told, lang))
    _sums(paper, told)
    _moves(paper, told)
    _lots(paper, told)
    return paper.save()


def _say(key: str, lang: Lang) -> str:
    return _WORDS[key][lang != "fa"]


def _name(told: Statement, lang: Lang) -> str:
    return told.member.profile.name or _say("nameless", lang)


def _under(told: Statement, lang: Lang) -> str:
    card = told.member
    phone = card.profile.phone or ""
    span = _say("span", lang).format(
        first=format_day(told.first_on, lang), last=format_day(told.last_on, lang)
    )
    number = next((one.number for one in card.cards if one.blocked_at is None), "")
    parts = (
        _say("title", lang),
        span,
        _say("tier", lang).format(tier=card.place.tier.name.of(lang)),
        mask_phone(phone, lang),
        _say("card", lang).format(number=isolate_ltr(digits(number, lang))) if number else "",
        told.place.shop,
    )
    return joined([part for part in parts if part], lang)


def _tiles(told: Statement, lang: Lang) -> list[tuple[str, str]]:
    currency = told.place.currency
    return [
        (_say("opening", lang), format_money(told.opening, lang, currency)),
        (_say("closing", lang), format_money(told.closing, lang, currency)),
        (_say("now", lang), format_money(told.member.credit.spendable_here, lang, currency)),
    ]


def _sums(paper: Paper, told: Statement) -> None:
    lang = paper.lang
    moved = told.moved
    always = [
        ("purchases", told.purchases),
        ("returns", told.returns),
        ("gained", moved.gained),
        ("spent", moved.spent),
    ]
    seldom = [
        ("given_back", moved.given_back),
        ("taken", moved.taken),
        ("ended", moved.ended),
        ("unposted", told.ended_unposted),
    ]
    figures = always + [(key, amount) for key, amount in seldom if amount]
    paper.section(in_unit(_say("sums", lang), lang, told.place.currency))
    columns = (Column(_say("item", lang), 6), Column(_say("amount", lang), 3, figures=True))
    paper.table(
        columns,
        [(_say(key, lang), format_amount(amount, lang, told.place.currency)) for key, amount in figures],
    )


def _moves(paper: Paper, told: Statement) -> None:
    lang = paper.lang
    paper.section(in_unit(_say("moves", lang), lang, told.place.currency))
    if not told.rows:
        paper.write(_say("nothing", lang), paper.start)
        paper.down(18)
        return
    if told.left_out:
        paper.paragraph(_say("left_out", lang).format(count=format_int(told.left_out, lang)))
    columns = (
        Column(_say("day", lang), 4),
        Column(_say("what", lang), 5),
        *(Column(_say(key, lang), 3, figures=True) for key in ("net", "came", "went", "after")),
        Column(_points_head(told, lang), 3, figures=True),
    )
    rows = [_move(row, told, lang) for row in told.rows]
    paper.table(columns, rows)
    if any("—" in row for row in rows):
        paper.paragraph(_say("dash", lang), 8.5)


def _move(row: StatementRow, told: Statement, lang: Lang) -> tuple[str, ...]:
    one = row.transaction
    words = _say(_KINDS.get(one.kind, one.kind), lang).format(number=isolate_ltr(one.number)).strip()
    if row.reason in _REASONS:
        words = f"{words}: {_REASONS[row.reason][lang != 'fa']}"
    currency = told.place.currency
    net = -one.net if one.kind in ("refund", "void") else one.net
    return (
        format_day(business_day(one.at, told.place.zone), lang),
        words,
        format_amount(net, lang, currency) if net else "—",
        *(
            format_amount(amount, lang, currency, signed=True) if amount else "—"
            for amount in (one.moved.came, -one.moved.went)
        ),
        format_amount(row.credit_after, lang, currency),
        _points(one, told, lang),
    )


def _points_head(told: Statement, lang: Lang) -> str:
    """Return the name of the only kind of points there is, or the word for all."""
    kinds = told.member.points
    return kinds[0].name.of(lang) if len(kinds) == 1 else _say("points", lang)


def _points(one: Transaction, told: Statement, lang: Lang) -> str:
    """Return the points that came or went; by name where the shop has several kinds."""
    names = {points_unit(held.kind): held.name.of(lang) for held in told.member.points}
    moved = [
        f"{format_int(delta, lang, signed=True)} {names.get(unit, '') if len(names) > 1 else ''}".strip()
        for unit, delta in one.points
        if delta
    ]
    return joined(moved, lang) or "—"


def _lots(paper: Paper, told: Statement) -> None:
    lang = paper.lang
    lots = [lot for lot in told.member.lots if lot.unit == CREDIT]
    if not lots:
        return
    paper.section(_say("lots", lang))
    columns = (
        Column(_say("granted", lang), 4),
        Column(_say("scope", lang), 4),
        Column(_say("left", lang), 3, figures=True),
        Column(_say("ends", lang), 4),
    )
    paper.table(columns, [_lot(lot, told, lang) for lot in lots])


def _lot(lot: LotShown, told: Statement, lang: Lang) -> tuple[str, ...]:
    ends = (
        _say("endless", lang)
        if lot.expires_at is None
        else format_day(business_day(lot.expires_at - 1, told.place.zone), lang)
    )
    return (
        format_day(business_day(lot.granted_at, told.place.zone), lang),
        lot.scope_branch or _say("everywhere", lang),
        format_amount(lot.remaining, lang, told.place.currency),
        ends,
    )
