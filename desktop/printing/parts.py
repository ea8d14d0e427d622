"""What several slips have in common: the head, tenders, and the member's balance block."""

from __future__ import annotations

import datetime as dt

from desktop.printing.content import CreditMove, LotLeft, MemberPart, PaidTender, PointsMove, ShopHead, Stamp
from desktop.printing.paper_text import Wording, name_text, safe_sentence, safe_text
from desktop.printing.rows import Block, Frame, Line, Pair, Row, Rows, Rule
from loyalty.errors import require

NAMED_LOTS = 2
"""Ends of credit that are named one by one; the rest is a sum."""


def wording_of(stamp: Stamp, lang: str) -> Wording:
    """Return how a slip speaks; raises `training_never_prints` for a slip made in training."""
    require(not stamp.training, "training_never_prints")
    return Wording(lang, stamp.currency, stamp.zone)


def shop_rows(shop: ShopHead) -> Rows:
    """Return the shop's name, its branch and address, and its own words where a slip carries them."""
    place = "، " if any("\u0600" <= sign <= "\u06ff" for sign in shop.branch + shop.address) else ", "
    under = place.join(filter(None, (safe_text(shop.branch), safe_text(shop.address))))
    rows = [Line(safe_text(shop.name), "title", "bold"), Line(under, "text")]
    rows.append(Line(safe_sentence(shop.heading), "small"))
    return tuple(row for row in rows if row.text)


def head_rows(
    stamp: Stamp, speak: Wording, number_key: str = "number", *, named: bool = True, of: str = "sale"
) -> Rows:
    """Return shop (unless not `named`), day and hour, number, cashier and till; a copy says so first.

    `of` is what its balances are as of: sale, refund, void, or '' where it has none.
    """
    shop = stamp.shop
    rows: list[Row | Block] = [*shop_rows(shop)] if named else []
    if stamp.copy:
        rows.append(Frame(speak.say("copy", n=speak.figure(stamp.copy))))
    if stamp.copy and of:
        rows.append(Line(speak.say(f"{of}_as_of"), "small"))
    rows.append(Pair(speak.day_of(stamp.at), speak.say("hour", hour=speak.hour_of(stamp.at)), figures=False))
    if stamp.number:
        rows.append(Pair(speak.say(number_key), speak.code(stamp.number), figures=False))
    rows.append(_people_row(stamp, speak))
    if shop.tax_id:
        rows.append(Pair(speak.say("tax_id"), speak.code(shop.tax_id), "small", figures=False))
    return tuple(rows)


def _people_row(stamp: Stamp, speak: Wording) -> Pair:
    cashier = speak.say("cashier", name=name_text(stamp.cashier)) if safe_text(stamp.cashier) else ""
    till = speak.say("till", name=speak.code(stamp.till)) if safe_text(stamp.till) else ""
    return Pair(cashier, till, figures=False)


def tender_word(kind: str, label: str, speak: Wording) -> str:
    """Return the name of a tender; what a shop calls its own way of paying stands as it is."""
    return name_text(label) if label else speak.say(kind if kind != "other" else "other_tender")


def tender_rows(tenders: tuple[PaidTender, ...], speak: Wording, change: int = 0) -> list[Row]:
    """Return how the money moved, and the change."""
    rows: list[Row] = [
        Pair(tender_word(tender.kind, tender.label, speak), speak.amount(tender.amount)) for tender in tenders
    ]
    if change:
        rows.append(Pair(speak.say("change"), speak.amount(change), weight="medium"))
    return rows


def vat_rows(vat: int, speak: Wording) -> list[Row]:
    """Return the tax inside the net, for after what it is no part of the sum of; none where there is none."""
    return [Pair(speak.say("vat"), speak.amount(vat), "small")] if vat else []


def member_rows(member: MemberPart, speak: Wording, before_key: str = "credit_before") -> Rows:
    """Return the member, the tier and the balance block: before, what changed, after, what ends when."""
    who = Pair(name_text(member.name), speak.phone(member.phone), "text", "medium", figures=False)
    rows: list[Row] = [Rule(dashed=True), who] if who.label or who.value else [Rule(dashed=True)]
    if safe_text(member.tier):
        rows.append(
            Pair(
                speak.say("tier", tier=name_text(member.tier)),
                _to_next(member, speak),
                "small",
                figures=False,
            )
        )
    rows.append(Pair(speak.say(before_key), speak.amount(member.credit_before)))
    rows += [_move_row(move, speak) for move in member.moves if move.amount]
    rows += [
        Rule(short=True),
        Pair(speak.say("your_credit"), speak.money(member.credit_after), "big", "bold", False),
    ]
    return (
        Block(tuple(rows)),
        *_waiting_rows(member.waiting, speak),
        *_lot_rows(member.lots, speak),
        *(_points_row(points, speak) for points in member.points),
        *(Line(safe_sentence(text), "small", start=True) for text in member.missions if safe_sentence(text)),
    )


def _to_next(member: MemberPart, speak: Wording) -> str:
    if not (member.to_next and safe_text(member.next_tier)):
        return ""
    return speak.say("to_next", money=speak.money(member.to_next), tier=name_text(member.next_tier))


def _move_row(move: CreditMove, speak: Wording) -> Pair:
    label = name_text(move.label) or speak.say(move.kind)
    return Pair(label, speak.amount(move.amount, signed=True))


def _waiting_rows(waiting: tuple[tuple[int, dt.date], ...], speak: Wording) -> Rows:
    """Return from when credit that sleeps may be spent: the next two days, the rest with the last of them."""
    named, rest = waiting[:NAMED_LOTS], waiting[NAMED_LOTS:]
    rows = [
        Pair(speak.say("spend_from", day=speak.day(on)), speak.amount(amount), "small")
        for amount, on in named
    ]
    if rest:
        last = speak.say("spend_from", day=speak.day(rest[-1][1]))
        rows.append(Pair(last, speak.amount(sum(amount for amount, _ in rest)), "small"))
    return (Block(tuple(rows)),) if rows else ()


def _lot_rows(lots: tuple[LotLeft, ...], speak: Wording) -> Rows:
    """Return the next two days credit ends on, the rest as a sum, and what never ends."""
    by_day: dict[dt.date, int] = {}
    for lot in lots:
        if lot.until_on is not None:
            by_day[lot.until_on] = by_day.get(lot.until_on, 0) + lot.amount
    ends = sorted(by_day.items())
    if not ends:
        return ()
    named, rest = ends[:NAMED_LOTS], sum(amount for _, amount in ends[NAMED_LOTS:])
    endless = sum(lot.amount for lot in lots if lot.until_on is None)
    rows: list[Row] = [Line(speak.say("expires"), "small", "medium", start=True)]
    rows += [
        Pair(speak.say("until", day=speak.day(on)), speak.amount(amount), "small") for on, amount in named
    ]
    if rest:
        rows.append(Pair(speak.say("later"), speak.amount(rest), "small"))
    if endless:
        rows.append(Pair(speak.say("endless"), speak.amount(endless), "small"))
    return (Block(tuple(rows)),)


def _points_row(points: PointsMove, speak: Wording) -> Pair:
    balance = speak.figure(points.balance)
    if points.change:
        balance = speak.say("points_gain", balance=balance, gain=speak.figure(points.change, signed=True))
    return Pair(name_text(points.kind) or speak.say("points"), balance, figures=False)
