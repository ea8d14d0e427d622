"""What the counter's commands answer: quotes, sales and reversals as JSON and as text."""

from __future__ import annotations

from typing import Any

from desktop.cli.answers import Phrases, pairs, phrase, table
from desktop.cli.sale_notes import applied, base_json, base_lines, offer_lines, unspent_json, useless_notes
from desktop.usecases.selling.adjusting import Adjusted
from desktop.usecases.selling.checkout import Sold
from desktop.usecases.selling.naming import names_in
from desktop.usecases.selling.pricing import Credit, PricedBasket
from desktop.usecases.selling.reversing import Foreseen, Reversed
from desktop.usecases.selling.stories import SaleStory, group_name, reversal_story, sale_story
from desktop.usecases.till import Till
from loyalty.basket import Tender
from loyalty.clock import local_time
from loyalty.conditions.verdict import Missing
from loyalty.kinds import CREDIT
from loyalty.ledger import Balance
from loyalty.quote import OfferVerdict
from loyalty.reversal import ReversalPlan, remaining_parts
from loyalty.sentences.names import Names
from loyalty.sentences.verdicts import say_missing, say_verdict
from loyalty.words import (
    LANGUAGES,
    Lang,
    format_amount,
    format_day,
    format_hour,
    format_int,
    format_measure,
    format_money,
    isolate,
    isolate_ltr,
)

PHRASES: Phrases = {
    "item": ("قلم", "item"),
    "gross": ("جمع", "gross"),
    "discount": ("تخفیف", "discount"),
    "net": ("خالص", "net"),
    "credit_paid": ("خرج از اعتبار", "credit spent"),
    "to_pay": ("قابل پرداخت", "to pay"),
    "earns": ("اعتبار این خرید", "credit earned"),
    "points": ("امتیاز این خرید", "points earned"),
    "proposed": ("اعتبار پیشنهادی", "credit proposed"),
    "sale": ("فاکتور", "invoice"),
    "change": ("باقی به مشتری", "change"),
    "balance": ("اعتبار قابل خرج", "credit to spend"),
    "balance_here": ("از آن در این صندوق، بی‌پرسش از مرکز", "of it at this till, without asking the centre"),
    "balance_held": (
        "از آن نزد صندوقی دیگر؛ هنگام خرج خواسته می‌شود",
        "of it held elsewhere, asked for when used",
    ),
    "money_back": ("پول برگشتی", "money back"),
    "back_cash": ("از آن، نقد", "of it, in cash"),
    "back_card": ("از آن، به کارت بانکی", "of it, to the bank card"),
    "back_transfer": ("از آن، انتقال", "of it, by transfer"),
    "back_coupon": ("از آن، بن", "of it, as coupon"),
    "back_other": ("از آن، به روش دیگر", "of it, in another way"),
    "drawer_short": (
        "در کشو این‌قدر کم است؛ از جای دیگری بپردازید",
        "the drawer lacks so much of it; take it from elsewhere",
    ),
    "late": (
        "دیر شده است: رمز کسی که اجازه دارد لازم است.",
        "It is late: the PIN of somebody who may is needed.",
    ),
    "dry_run": ("تنها بررسی بود؛ چیزی ثبت نشد.", "Only checked; nothing was recorded."),
    "credit_back": ("اعتبار برگشتی به عضو", "credit given back"),
    "credit_ended": ("اعتبار تمام‌شده؛ عضو رفته است", "credit ended, the member has gone"),
    "credit_taken": ("اعتبار پس‌گرفته", "credit taken back"),
    "points_taken": ("امتیاز پس‌گرفته", "points taken back"),
    "withheld": ("کسر از پول برگشتی", "withheld"),
    "owed": ("بدهی عضو", "owed by the member"),
    "refund": ("مرجوعی", "refund"),
    "void": ("ابطال", "void"),
    "of_sale": ("از فاکتور", "of the sale"),
    "member": ("عضو", "member"),
    "nameless": ("بی‌نام", "no name"),
    "came_back": ("برگشت", "came back"),
    "whole": ("همهٔ فاکتور", "the whole sale"),
    "rest": ("همهٔ آنچه از فاکتور مانده بود", "all that was left of the sale"),
    "part": ("بخشی از فاکتور", "a part of the sale"),
    "after": ("مانده", "balance"),
}


def balance_json(balance: Balance | None) -> dict[str, int] | None:
    """Return what a member holds of a unit."""
    if balance is None:
        return None
    return {
        "total": balance.total,
        "spendable_here": balance.spendable_here,
        "safe": balance.safe,
        "trusted": balance.trusted,
    }


def quote_json(priced: PricedBasket, till: Till) -> dict[str, Any]:
    """Return a quote; every offer with its verdict and why, in the language of the command."""
    quote, totals, names = priced.quote, priced.quote.totals, _names(priced, till)
    return {
        "lines": [
            {
                "line_no": line.line_no,
                "group": line.group,
                "gross": line.gross,
                "discount": line.discount,
                "net": line.net,
                "credit_earned": line.credit_earned,
                "points_earned": line.points_earned,
            }
            for line in quote.lines
        ],
        "totals": {
            "gross": totals.gross,
            "discount": totals.discount,
            "net": totals.net,
            "credit_paid": totals.credit_paid,
            "to_pay": totals.to_pay,
            "vat": totals.vat,
            "credit_earned": totals.credit_earned,
            "points_earned": totals.points_earned,
            "points_by_kind": dict(totals.points_by_kind),
            "credit_proposed": priced.credit_proposed,
        },
        "offers": [_verdict_json(verdict, names, till.language) for verdict in quote.verdicts],
        "gap": quote.gap,
    }


def _verdict_json(verdict: OfferVerdict, names: Names, lang: Lang) -> dict[str, Any]:
    effect = verdict.effect
    return {
        "offer_id": verdict.offer_id,
        "version": verdict.version,
        "name": {each: verdict.name.of(each) for each in LANGUAGES},
        "verdict": verdict.verdict,
        "reason": say_verdict(verdict, lang, names),
        "missing": [_missing_json(missing, names, lang) for missing in verdict.missing],
        "effect": None
        if effect is None
        else {"discount": effect.discount, "credit": effect.credit, "points": effect.points},
    }


def _missing_json(missing: Missing, names: Names, lang: Lang) -> dict[str, Any]:
    return {
        "what": missing.what,
        "have": missing.have,
        "need": missing.need,
        "more": missing.more,
        "text": say_missing(missing, lang, names),
    }


def _names(priced: PricedBasket, till: Till) -> Names:
    with till.read() as db:
        return names_in(db, till, priced)


def quote_text(priced: PricedBasket, till: Till, lang: Lang, credit: Credit = 0) -> str:
    """Return a quote for reading."""
    header = [phrase(PHRASES, key, lang) for key in ("item", "gross", "discount", "net")]
    rows = [
        (
            basket.name or group_name(priced.rules, line.group).of(lang),
            *(
                format_amount(number, lang, till.shop.currency)
                for number in (line.gross, line.discount, line.net)
            ),
        )
        for basket, line in zip(priced.basket.lines, priced.quote.lines, strict=True)
    ]
    names = _names(priced, till)
    told = [*base_lines(priced, names, lang), *offer_lines(priced.quote.verdicts, names, lang)]
    notes = useless_notes(priced, credit, names, till, lang, done=False)
    return "\n".join((table(header, rows), "", pairs(_total_rows(priced, till, lang)), *told, *notes))


def beside_json(priced: PricedBasket, till: Till, credit: Credit) -> dict[str, Any]:
    """Return what a quote tells beside its figures: what is earned by which rule, and what had no effect and why."""
    names, lang = _names(priced, till), till.language
    return {
        "base": base_json(priced, names, lang),
        "credit_unspent": unspent_json(priced, credit, till),
        "notes": useless_notes(priced, credit, names, till, lang, done=False),
    }


def _total_rows(priced: PricedBasket, till: Till, lang: Lang, *, done: bool = False) -> list[tuple[str, str]]:
    """Return the sums; of a sale that is `done` nothing is proposed any more."""
    totals = priced.quote.totals
    figures = [("discount", totals.discount)] if totals.discount else []
    figures += [("net", totals.net), ("credit_paid", totals.credit_paid), ("to_pay", totals.to_pay)]
    if priced.balance is not None:
        figures += [("earns", totals.credit_earned)]
        figures += [] if done else [("proposed", priced.credit_proposed)]
    rows = [money_row(key, amount, till, lang) for key, amount in figures]
    if totals.points_earned:
        rows.append((phrase(PHRASES, "points", lang), format_int(totals.points_earned, lang)))
    return rows


def money_row(key: str, amount: int, till: Till, lang: Lang) -> tuple[str, str]:
    """Return an amount of the shop under the word of one of `PHRASES`."""
    return phrase(PHRASES, key, lang), format_money(amount, lang, till.shop.currency)


def tenders_json(tenders: tuple[Tender, ...]) -> list[dict[str, Any]]:
    """Return tenders in their order."""
    return [{"kind": tender.kind, "amount": tender.amount} for tender in tenders]


def sold_json(sold: Sold, till: Till, credit: Credit) -> dict[str, Any]:
    """Return a recorded sale with its quote; `notes` say why a code or the most credit had no effect."""
    names = _names(sold.priced, till)
    return {
        "sale_id": sold.sale_id,
        "number": sold.code,
        **quote_json(sold.priced, till),
        "tenders": tenders_json(sold.sale.tenders),
        "change": sold.change,
        "codes": list(sold.codes),
        "credit_unspent": unspent_json(sold.priced, credit, till),
        "notes": useless_notes(sold.priced, credit, names, till, till.language),
        "balance_after": balance_json(sold.after),
    }


def sold_text(sold: Sold, till: Till, lang: Lang, credit: Credit) -> str:
    """Return a recorded sale for reading: figures, the offers that worked, and what had no effect."""
    names = _names(sold.priced, till)
    rows = [
        (phrase(PHRASES, "sale", lang), isolate_ltr(sold.code)),
        *_total_rows(sold.priced, till, lang, done=True),
    ]
    rows.append(money_row("change", sold.change, till, lang))
    if sold.after is not None:
        rows += credit_rows(sold.after, till, lang)
    offers = offer_lines(applied(sold.priced), names, lang)
    return "\n".join((pairs(rows), *offers, *useless_notes(sold.priced, credit, names, till, lang)))


def credit_rows(balance: Balance, till: Till, lang: Lang) -> list[tuple[str, str]]:
    """Return what can be spent here, and what of it others hold where they hold some.

    What goes home when the till is idle is no less the member's: the first figure stays as it was.
    """
    held = balance.spendable_here - balance.at_once
    whole = money_row("balance", balance.spendable_here, till, lang)
    if not held:
        return [whole]
    return [
        whole,
        money_row("balance_here", balance.at_once, till, lang),
        money_row("balance_held", held, till, lang),
    ]


def reversed_json(back: Reversed, till: Till) -> dict[str, Any]:
    """Return a refund or void: money back and entries taken back as positive numbers."""
    return {
        "refund_id": back.reversal_id,
        "number": back.code,
        **_sale_json(sale_story(till, back.plan.sale_id)),
        **_plan_json(back.plan, back.body.money_back, back.drawer_short),
        "balance_after": balance_json(back.after),
    }


def foreseen_json(seen: Foreseen, till: Till) -> dict[str, Any]:
    """Return what a refund or void would do, under the keys of one; `late` needs somebody who may."""
    told = _plan_json(seen.plan, seen.money_back, seen.drawer_short)
    told |= _sale_json(sale_story(till, seen.plan.sale_id))
    return {"dry_run": True, **told, "late": seen.plan.late}


def _sale_json(story: SaleStory) -> dict[str, Any]:
    """Return which sale is taken back: its number, its day where it was made, and whose it was."""
    stored, whose = story.stored, story.member
    return {
        "sale": stored.code,
        "day": local_time(stored.at, story.place.zone).date().isoformat(),
        "member": (whose.person.external_id if whose else "") or stored.sale.member_id,
    }


def _plan_json(plan: ReversalPlan, money_back: tuple[Tender, ...], drawer_short: int) -> dict[str, Any]:
    return {
        "lines": [
            {"line_no": line.line_no, "quantity": line.quantity, "net": line.net} for line in plan.lines
        ],
        "money_back": plan.money_back,
        "tenders": tenders_json(money_back),
        "drawer_short": drawer_short,
        "credit_back": plan.credit_back,
        "credit_ended": sum(part.amount for part in plan.ended),
        "credit_taken_back": plan.credit_taken,
        "points_taken_back": sum(amount for _, amount in plan.points_taken),
        "withheld": plan.withheld,
        "owed": sum(part.amount for part in plan.owed if part.unit == CREDIT),
        "points_owed": sum(part.amount for part in plan.owed if part.unit != CREDIT),
    }


def reversed_text(back: Reversed, till: Till, lang: Lang, act: str = "refund") -> str:
    """Return a refund or void for reading: which lines came back, and what of money, credit and points."""
    rows = [(phrase(PHRASES, act, lang), isolate_ltr(back.code)), *_line_rows(back, till, lang)]
    rows += _plan_rows(
        _plan_json(back.plan, back.body.money_back, back.drawer_short), back.body.money_back, till, lang
    )
    if back.after is not None:
        rows += credit_rows(back.after, till, lang)
    return pairs(rows)


def foreseen_text(seen: Foreseen, till: Till, lang: Lang) -> str:
    """Return what a refund or void would do for reading; it ends with saying that nothing was recorded."""
    story = sale_story(till, seen.plan.sale_id)
    rows = [*sale_rows(story, lang), *_plan_lines(seen.plan, story, till, lang)]
    rows += _plan_rows(_plan_json(seen.plan, seen.money_back, seen.drawer_short), seen.money_back, till, lang)
    told = ("late",) if seen.plan.late else ()
    notes = [phrase(PHRASES, key, lang) for key in (*told, "dry_run")]
    return "\n".join([pairs(rows), *notes])


def _plan_rows(
    document: dict[str, Any], money_back: tuple[Tender, ...], till: Till, lang: Lang
) -> list[tuple[str, str]]:
    figures = ("drawer_short", "credit_back", "credit_ended", "withheld", "owed")
    rows = [money_row("money_back", document["money_back"], till, lang)]
    rows += [money_row(f"back_{one.kind}", one.amount, till, lang) for one in money_back]
    rows += [money_row(key, document[key], till, lang) for key in figures if document[key]]
    rows.append(money_row("credit_taken", document["credit_taken_back"], till, lang))
    rows.append((phrase(PHRASES, "points_taken", lang), format_int(document["points_taken_back"], lang)))
    return rows


def _line_rows(back: Reversed, till: Till, lang: Lang) -> list[tuple[str, str]]:
    """Return how much of the sale came back, and each line with its quantity, name and net."""
    story = reversal_story(till, back.reversal_id).sale
    extent = (phrase(PHRASES, "came_back", lang), phrase(PHRASES, _extent(back, story), lang))
    return [*sale_rows(story, lang), extent, *_plan_lines(back.plan, story, till, lang)]


def sale_rows(story: SaleStory, lang: Lang) -> list[tuple[str, str]]:
    """Return which sale it was: its number, day and hour, and whose, for who holds the wrong receipt to notice."""
    stored, zone, comma = story.stored, story.place.zone, "،" if lang == "fa" else ","
    when = (
        f"{format_day(local_time(stored.at, zone).date(), lang)}{comma} {format_hour(stored.at, zone, lang)}"
    )
    rows = [(phrase(PHRASES, "of_sale", lang), f"{isolate_ltr(stored.code)} ({when})")]
    if story.member:
        name = isolate(story.member.person.name or phrase(PHRASES, "nameless", lang))
        rows.append((phrase(PHRASES, "member", lang), name))
    return rows


def _plan_lines(plan: ReversalPlan, story: SaleStory, till: Till, lang: Lang) -> list[tuple[str, str]]:
    sold = {line.line_no: line for line in story.stored.sale.lines}
    rows = []
    for line in plan.lines:
        name = isolate(story.line_name(sold[line.line_no], lang))
        place = f"{phrase(PHRASES, 'item', lang)} {format_int(line.line_no, lang)}"
        money = format_money(line.net, lang, till.shop.currency)
        rows.append(
            (
                place,
                f"{format_measure(line.quantity, story.line_unit(sold[line.line_no]), lang)} × {name} = {money}",
            )
        )
    return rows


def _extent(back: Reversed, story: SaleStory) -> str:
    """Return whether a reversal took the whole sale, all that earlier ones had left of it, or a part."""
    until = [one for one in story.stored.reversals if one.number <= back.body.number]
    if remaining_parts(story.stored.sale, tuple(until)):
        return "part"
    return "whole" if len(until) <= 1 else "rest"


def adjusted_text(done: Adjusted, till: Till, unit: str, lang: Lang) -> str:
    """Return a manager's entry for reading."""
    if unit == CREDIT:
        return pairs([money_row("after", done.after.total, till, lang)])
    return pairs([(phrase(PHRASES, "after", lang), format_int(done.after.total, lang))])
