"""From what use cases tell to what slips say: stories of facts become the contents that are laid out.

Nothing is decided or added up here that a fact has not decided; names and words are chosen, that is all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal, cast

from desktop.printing.content import (
    CodeGiven,
    CreditMove,
    LotLeft,
    MemberPart,
    PaidTender,
    PointsMove,
    ReceiptContent,
    RefundContent,
    Saving,
    ShopHead,
    SoldLine,
    Stamp,
    TenderKind,
    VoidContent,
)
from desktop.usecases.places import Place
from desktop.usecases.selling.stories import MemberStory, ReversalStory, SaleStory
from loyalty.basket import UNIT_QUANTITY, Tender
from loyalty.kinds import SoldLine as SoldFact
from loyalty.pricing.floor import vat_in
from loyalty.reversal import remaining_parts
from loyalty.words import UNIT_WORDS, Lang

RETURN_CODE = "B1:"
"""What the code on a receipt begins with, before the sale's id."""

COUPON_WORDS = {"fa": "بن", "en": "Coupon"}
_REASONS = {
    "changed_mind": ("پشیمانی مشتری", "Changed their mind"),
    "faulty": ("کالای معیوب", "Faulty"),
    "wrong_item": ("کالای اشتباه", "Wrong item"),
    "mistake": ("اشتباه صندوق", "Mistake at the till"),
    "other": ("", ""),
}


def receipt_of(
    story: SaleStory,
    lang: Lang,
    *,
    copy: int = 0,
    nearly: Sequence[str] = (),
    codes: Sequence[CodeGiven] = (),
) -> ReceiptContent:
    """Return the content of a sale's receipt."""
    sale = story.stored.sale
    credit_paid = sum(line.credit_paid for line in sale.lines)
    moves = [("spent", -credit_paid), ("earned", _earned(story))]
    undone = _undone(story) if copy else ""
    dead = undone in ("void", "returned")
    return ReceiptContent(
        stamp=_stamp(story, story.place, story.stored.code, story.stored.at, copy, lang),
        lines=tuple(_sold_line(story, place, line, lang) for place, line in enumerate(sale.lines)),
        gross=sale.gross,
        net=sale.net,
        to_pay=sale.net - credit_paid,
        credit_paid=credit_paid,
        vat=sum(vat_in(line.net, line.vat_rate) for line in sale.lines),
        tenders=_tenders(sale.tenders, lang),
        change=sale.change,
        member=_spent(_member(story.member, moves, lang, copy), story),
        nearly=tuple(nearly),
        undone=undone,
        came_back=_came_back(story, lang) if undone == "part" else (),
        codes=tuple(codes),
        return_code="" if dead else RETURN_CODE + story.stored.sale_id.upper(),
        return_days=story.return_days or None,
        footer="" if dead else story.words.footer.of(lang),
    )


def _undone(story: SaleStory) -> Literal["", "void", "returned", "part"]:
    stored = story.stored
    if stored.voided:
        return "void"
    if not stored.reversals:
        return ""
    return "part" if remaining_parts(stored.sale, stored.reversals) else "returned"


def _came_back(story: SaleStory, lang: Lang) -> tuple[SoldLine, ...]:
    """Return what came back of a sale in all its refunds, line by line."""
    back = [line for one in story.stored.reversals for line in one.lines]
    return tuple(
        _back_line(story, line, sum(one.quantity for one in of), sum(one.net for one in of), lang)
        for line in story.stored.sale.lines
        if (of := [one for one in back if one.line_no == line.line_no])
    )


def refund_of(story: ReversalStory, lang: Lang, *, copy: int = 0) -> RefundContent:
    """Return the content of a refund's slip."""
    sold = {line.line_no: line for line in story.sale.stored.sale.lines}
    lines = tuple(
        _back_line(story.sale, sold[back.line_no], back.quantity, back.net, lang) for back in story.body.lines
    )
    return RefundContent(
        stamp=_stamp(story.sale, story.place, story.stored.code, story.stored.at, copy, lang),
        sale_number=story.sale.stored.code,
        sold_at=story.sale.stored.at,
        lines=lines,
        total=sum(tender.amount for tender in story.body.money_back),
        vat=story.vat,
        tenders=_tenders(story.body.money_back, lang),
        credit_returned=_credit_back(story),
        withheld=story.body.withheld,
        member=_member(story.member, _undoing(story), lang, copy),
        approved_by=story.approved_by,
        reason=_REASONS.get(story.body.reason, ("", ""))[lang != "fa"],
    )


def void_of(story: ReversalStory, lang: Lang, *, copy: int = 0) -> VoidContent:
    """Return the content of a void's slip."""
    return VoidContent(
        stamp=_stamp(story.sale, story.place, story.stored.code, story.stored.at, copy, lang),
        sale_number=story.sale.stored.code,
        sold_at=story.sale.stored.at,
        total=sum(tender.amount for tender in story.body.money_back),
        tenders=_tenders(story.body.money_back, lang),
        member=_member(story.member, _undoing(story), lang, copy),
        approved_by=story.approved_by,
        reason=_REASONS.get(story.body.reason, ("", ""))[lang != "fa"],
    )


def shop_head(place: Place) -> ShopHead:
    """Return who sold."""
    return ShopHead(place.shop, place.branch, place.address)


def _stamp(sale: SaleStory, place: Place, number: str, at: int, copy: int, lang: Lang) -> Stamp:
    head = replace(shop_head(place), heading=sale.words.heading.of(lang))
    return Stamp(head, number, at, place.zone, place.staff, place.till, place.currency, copy)


def _sold_line(story: SaleStory, place: int, line: SoldFact, lang: Lang) -> SoldLine:
    savings = tuple(
        Saving(story.offers[use.offer_id].of(lang), use.discounts[place])
        for use in story.stored.sale.uses
        if place < len(use.discounts) and use.discounts[place]
    )
    unit_price = line.gross * UNIT_QUANTITY // line.quantity
    name, unit = story.line_name(line, lang), _unit(story, line, lang)
    return SoldLine(name, line.quantity, unit_price, line.gross, savings, unit)


def _unit(story: SaleStory, line: SoldFact, lang: Lang) -> str:
    unit = story.line_unit(line)
    return UNIT_WORDS[unit][lang] if unit else ""


def _back_line(story: SaleStory, line: SoldFact, quantity: int, net: int, lang: Lang) -> SoldLine:
    name, unit = story.line_name(line, lang), _unit(story, line, lang)
    return SoldLine(name, quantity, net * UNIT_QUANTITY // quantity, net, (), unit)


def _tenders(tenders: Sequence[Tender], lang: Lang) -> tuple[PaidTender, ...]:
    return tuple(_tender(tender, lang) for tender in tenders)


def _tender(tender: Tender, lang: Lang) -> PaidTender:
    if tender.kind == "coupon":
        return PaidTender("other", tender.amount, COUPON_WORDS[lang])
    return PaidTender(cast(TenderKind, tender.kind), tender.amount)


def _earned(story: SaleStory) -> int:
    return sum(grant.amount for grant in story.stored.sale.grants if grant.unit == "credit")


def _credit_back(story: ReversalStory) -> int:
    return sum(line.credit_paid for line in story.body.lines)


def _undoing(story: ReversalStory) -> list[tuple[str, int]]:
    if story.member is None:
        return []
    change = story.member.after.total - story.member.before.total
    back = _credit_back(story)
    return [("given_back", back), ("taken_back", change - back)]


def _member(
    story: MemberStory | None, moves: Sequence[tuple[str, int]], lang: Lang, copy: int
) -> MemberPart | None:
    if story is None:
        return None
    # A tier moves with later refunds, sales of other tills and rules; a copy tells only what stands for ever.
    above = None if copy else story.place.next
    return MemberPart(
        name=story.person.name,
        phone=story.person.phone,
        tier="" if copy else story.place.tier.name.of(lang),
        next_tier=above.tier.name.of(lang) if above else "",
        to_next=story.place.money_missing if above else 0,
        credit_before=story.before.total,
        moves=tuple(CreditMove(kind, amount) for kind, amount in moves if amount),  # type: ignore[arg-type]
        credit_after=story.after.total,
        lots=tuple(LotLeft(amount, on) for amount, on in story.lots),
        waiting=story.waiting,
        points=tuple(PointsMove(one.name.of(lang), one.change, one.after) for one in story.points),
    )


def _spent(member: MemberPart | None, story: SaleStory) -> MemberPart | None:
    # The part of the credit nobody could be asked for is said on the slip, and how it was known who spent it.
    if member is None:
        return None
    lent = sum(part.amount for part in story.stored.sale.trusted)
    how, by = story.proved
    return replace(member, trusted=lent, proved=how, vouched_by=by)


def words_of(values: Mapping[str, object], key: str, lang: Lang) -> tuple[str, ...]:
    """Return sentences a job carries in both languages: `{"nearly": {"fa": […], "en": […]}}`."""
    told = values.get(key)
    found = told.get(lang, ()) if isinstance(told, Mapping) else ()
    return tuple(str(text) for text in found)


def codes_of(values: Mapping[str, object], lang: Lang) -> tuple[CodeGiven, ...]:
    """Return the codes a job carries: `{"codes": [{"code": …, "until": day or "", "offer": {"fa": …, "en": …}}]}`."""
    told = values.get("codes")
    return tuple(
        CodeGiven(
            one["code"], one["offer"][lang], dt.date.fromisoformat(one["until"]) if one["until"] else None
        )
        for one in (told if isinstance(told, list) else ())
    )
