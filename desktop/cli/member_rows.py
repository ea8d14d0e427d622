"""What the commands about members answer: people found and one member, as JSON and as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desktop.cli.answers import Phrases, pairs, phrase, table
from desktop.cli.sale_notes import branch_note, holders_text
from desktop.cli.selling_rows import balance_json, credit_rows
from desktop.usecases.members.causes import Cause
from desktop.usecases.members.find import FoundMember
from desktop.usecases.members.member_card import LotShown, MemberCard, Profile
from desktop.usecases.till import Till
from loyalty.clock import business_day, instant_text
from loyalty.kinds import CREDIT
from loyalty.words import Lang, digits, format_day, format_int, format_money, isolate, isolate_ltr

MOST_FOUND = 100
"""People one look-up shows at most."""

PHRASES: Phrases = {
    "enrolled": ("عضو شد. کارت: {card}", "Enrolled. Card: {card}"),
    "left_once": (
        "{name} با همین شماره عضو بود و {day} باشگاه را ترک کرد؛ عضویت تازه از صفر آغاز شد.",
        "{name} was a member with this phone and left the club on {day}; this membership began from nothing.",
    ),
    "changed": ("مشخصات عضو {member} تغییر کرد.", "Member {member} was changed."),
    "merged": ("یکی شدند؛ شناسه: {member}", "They are one now, as {member}."),
    "split": ("عضو {member} جدا شد.", "Member {member} stands alone again."),
    "left": (
        "عضو از باشگاه رفت؛ {credit} اعتبار و {points} امتیاز پایان یافت.",
        "The member left; {credit} of credit and {points} points ended.",
    ),
    "erased": (
        "عضو پاک شد؛ {credit} اعتبار و {points} امتیاز پایان یافت. خروجی‌هایی را که پیش‌تر گرفته‌اید خودتان پاک کنید.",
        "The member was erased; {credit} of credit and {points} points ended. Remove exports you made before yourself.",
    ),
    "issued": ("کارت {card} صادر شد.", "Card {card} was issued."),
    "blocked": ("کارت {card} از کار افتاد.", "Card {card} is blocked."),
    "replaced": ("کارت جایگزین: {card}", "The new card: {card}"),
    "sms_service": ("پیامک خدماتی", "service SMS"),
    "sms_promo": ("پیامک تبلیغاتی", "promotional SMS"),
    "messenger": ("پیام‌رسان", "messenger"),
    "yes": ("بله", "yes"),
    "no": ("نه", "no"),
    "more_found": (
        "تنها {n} تای نخست آمد و کسان دیگری هم هستند؛ بیشتر: ‎--limit N‎ (تا {most})، یا واژهٔ دقیق‌تری بنویسید.",
        "Only the first {n} are shown; there are more. To see them: --limit N (up to {most}), or type more of the name.",
    ),
    "too_many_found": (
        "تنها {n} تای نخست آمد و کسان دیگری هم هستند؛ واژهٔ دقیق‌تری بنویسید.",
        "Only the first {n} are shown; there are more. Type more of the name.",
    ),
    "none_found": ("عضوی پیدا نشد.", "No member was found."),
    "id": ("شناسه", "id"),
    "name": ("نام", "name"),
    "nameless": ("بی‌نام", "no name"),
    "phone": ("تلفن", "phone"),
    "tier": ("سطح", "tier"),
    "credit": ("اعتبار قابل خرج", "credit to spend"),
    "card_blocked_mark": ("کارت از کار افتاده", "card blocked"),
    "state_left": ("از باشگاه رفته", "left the club"),
    "state_erased": ("پاک‌شده", "erased"),
    "joined": ("عضویت", "joined"),
    "missing": ("تا سطح {tier}", "to {tier}"),
    "points": ("{n} امتیاز", "{n} points"),
    "total": ("کل اعتبار", "credit in all"),
    "soon": ("رو به پایان", "ending soon"),
    "owed": ("بدهی", "owed"),
    "visits": ("مراجعه", "visits"),
    "spent": ("جمع خرید", "spent"),
    "average": ("میانگین هر خرید", "average purchase"),
    "last": ("آخرین مراجعه", "last visit"),
    "not_vested": (
        "{amount} از اعتبار هنوز فعال نشده است.",
        "{amount} of the credit is not active yet.",
    ),
    "held_by": (
        "اعتبارهایی که دیگران نگه داشته‌اند و هنگام خرج از آن‌ها خواسته می‌شود: {holders}.",
        "Others hold credit, and are asked for it when it is used: {holders}.",
    ),
    "lot": ("ریز اعتبارها", "from"),
    "left_over": ("مانده", "left"),
    "ends": ("پایان", "ends"),
    "never": ("بی‌پایان", "never"),
    "sale": ("خرید {number}", "purchase {number}"),
    "offer": ("آفر {name}", "offer {name}"),
    "adjusted": ("سند دستی", "entry by hand"),
    "opening": ("از باشگاه پیشین", "from the club before"),
    "grace": ("برگشتی مهلت‌دار {number}", "given back for a while {number}"),
    "other": ("دیگر", "other"),
}


def found_json(people: Sequence[FoundMember]) -> list[dict[str, Any]]:
    """Return people found; a phone is masked unless it may be seen."""
    return [
        {
            "member_id": one.shown_id,
            "name": one.name,
            "phone": seen_phone(one),
            "tier": one.tier.tier,
            "matched_by": one.matched_by,
        }
        for one in people
    ]


def found_text(people: Sequence[FoundMember], till: Till, lang: Lang) -> str:
    """Return people found for reading."""
    if not people:
        return phrase(PHRASES, "none_found", lang)
    header = [phrase(PHRASES, key, lang) for key in ("id", "name", "phone", "tier", "credit")]
    return table(header, [_found_cells(one, till, lang) for one in people])


def more_text(shown: int, lang: Lang) -> str:
    """Return that there are more people than the so many that are shown, and how to see them."""
    key = "more_found" if shown < MOST_FOUND else "too_many_found"
    return phrase(PHRASES, key, lang, n=format_int(shown, lang), most=format_int(MOST_FOUND, lang))


def _found_cells(one: FoundMember, till: Till, lang: Lang) -> list[str]:
    mark = f" ({phrase(PHRASES, 'card_blocked_mark', lang)})" if one.blocked else ""
    return [
        one.shown_id,
        isolate(one.name or phrase(PHRASES, "nameless", lang)) + mark,
        isolate_ltr(digits(seen_phone(one), lang)),
        one.tier.name.of(lang),
        format_money(one.credit_here, lang, till.shop.currency),
    ]


def member_json(card: MemberCard, till: Till) -> dict[str, Any]:
    """Return who a member is, with the phone masked unless it may be seen, and balances, lots and figures."""
    return {
        "member_id": card.profile.shown_id,
        "name": card.profile.name,
        "phone": seen_phone(card.profile),
        "state": card.profile.state,
        "joined_on": card.profile.joined_on.isoformat(),
        "tier": card.place.tier.tier,
        "credit": balance_json(card.credit),
        "points": {one.kind: one.balance.total for one in card.points},
        "lots": [_lot_json(lot, till.shop.zone) for lot in card.lots],
        "stats": _stats_json(card, till.shop.zone),
        "rfm": card.rfm,
        "notes": credit_notes(card, till, till.language),
    }


def seen_phone(one: Profile | FoundMember) -> str:
    """Return a phone as whoever asked may see it: whole, or with its middle hidden."""
    return one.phone_masked if one.phone is None else one.phone


def _lot_json(lot: LotShown, zone: str) -> dict[str, Any]:
    return {
        "lot_id": lot.lot_id,
        "unit": lot.unit,
        "scope": lot.scope,
        "amount": lot.amount,
        "remaining": lot.remaining,
        "granted_at": instant_text(lot.granted_at, zone),
        "vests_at": instant_text(lot.vests_at, zone),
        "expires_at": None if lot.expires_at is None else instant_text(lot.expires_at, zone),
    }


def _stats_json(card: MemberCard, zone: str) -> dict[str, Any]:
    stats = card.stats
    last = stats.last_visit_at
    return {
        "visits": stats.visits,
        "spent": stats.spent,
        "average": stats.average,
        "last_visit_at": None if last is None else instant_text(last, zone),
    }


def member_text(card: MemberCard, till: Till, lang: Lang) -> str:
    """Return a member for reading: who it is, balances, figures, lots."""
    parts = [
        pairs(
            _profile_rows(card.profile, lang) + _balance_rows(card, till, lang) + _figures(card, till, lang)
        )
    ]
    lots = [lot for lot in card.lots if lot.unit == CREDIT]
    if lots:
        header = [phrase(PHRASES, key, lang) for key in ("lot", "left_over", "ends")]
        parts.append(table(header, [_lot_cells(lot, till, lang) for lot in lots]))
    parts += ["\n".join(notes)] if (notes := credit_notes(card, till, lang)) else []
    return "\n\n".join(parts)


def credit_notes(card: MemberCard, till: Till, lang: Lang) -> list[str]:
    """Return why credit in all is more than what can be spent here at once: another branch's, not yet active, held."""
    notes = [branch_note(one, till, lang) for one in card.elsewhere]
    if card.credit.not_vested:
        waiting = format_money(card.credit.not_vested, lang, till.shop.currency)
        notes.append(phrase(PHRASES, "not_vested", lang, amount=waiting))
    if card.holders:
        held = holders_text(card.holders, till, lang)
        notes.append(phrase(PHRASES, "held_by", lang, holders=held))
    return notes


def _profile_rows(profile: Profile, lang: Lang) -> list[tuple[str, str]]:
    name = isolate(profile.name or phrase(PHRASES, "nameless", lang))
    if profile.state != "active":
        name += f" ({phrase(PHRASES, f'state_{profile.state}', lang)})"
    return [
        (phrase(PHRASES, "name", lang), name),
        (phrase(PHRASES, "id", lang), isolate_ltr(profile.shown_id)),
        (phrase(PHRASES, "phone", lang), isolate_ltr(digits(seen_phone(profile), lang))),
        (phrase(PHRASES, "joined", lang), format_day(profile.joined_on, lang)),
    ]


def _balance_rows(card: MemberCard, till: Till, lang: Lang) -> list[tuple[str, str]]:
    currency, place = till.shop.currency, card.place
    rows = [(phrase(PHRASES, "tier", lang), place.tier.name.of(lang))]
    if place.next is not None:
        above = phrase(PHRASES, "missing", lang, tier=place.next.tier.name.of(lang))
        points = phrase(PHRASES, "points", lang, n=format_int(place.next.missing, lang))
        rows.append((above, points))
    rows += credit_rows(card.credit, till, lang)
    sums = (("total", card.credit.total), ("soon", card.credit.expiring_soon))
    rows += [(phrase(PHRASES, key, lang), format_money(amount, lang, currency)) for key, amount in sums]
    rows += [(isolate(one.name.of(lang)), format_int(one.balance.total, lang)) for one in card.points]
    if card.owed.get(CREDIT):
        rows.append((phrase(PHRASES, "owed", lang), format_money(card.owed[CREDIT], lang, currency)))
    return rows


def _figures(card: MemberCard, till: Till, lang: Lang) -> list[tuple[str, str]]:
    stats, currency = card.stats, till.shop.currency
    rows = [(phrase(PHRASES, "visits", lang), format_int(stats.visits, lang))]
    if stats.average is not None and stats.last_visit_at is not None:
        rows.append((phrase(PHRASES, "spent", lang), format_money(stats.spent, lang, currency)))
        rows.append((phrase(PHRASES, "average", lang), format_money(stats.average, lang, currency)))
        last = business_day(stats.last_visit_at, till.shop.zone)
        rows.append((phrase(PHRASES, "last", lang), format_day(last, lang)))
    return rows


def _lot_cells(lot: LotShown, till: Till, lang: Lang) -> list[str]:
    # The last day credit may be spent is the one before the instant it ends.
    end = None if lot.expires_at is None else business_day(lot.expires_at - 1, till.shop.zone)
    return [
        _cause_text(lot.cause, lang),
        format_money(lot.remaining, lang, till.shop.currency),
        phrase(PHRASES, "never", lang) if end is None else format_day(end, lang),
    ]


def _cause_text(cause: Cause, lang: Lang) -> str:
    name = isolate(cause.offer.of(lang)) if cause.offer else ""
    return phrase(PHRASES, cause.kind, lang, number=isolate_ltr(cause.number), name=name).strip()
