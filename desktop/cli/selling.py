"""`quote`, `sell`, `refund`, `void`, `adjust`: the counter's acts from the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from desktop.cli.answers import Answer
from desktop.cli.arguments import fact_name, quantity, signed_points, tender
from desktop.cli.commands import Commands
from desktop.cli.context import MEMBER_PIN_VARIABLE, Context
from desktop.cli.meant_amount import tell_meant_amount
from desktop.cli.meant_credit import tell_meant_credit
from desktop.cli.meant_sale import tell_meant_sale
from desktop.cli.rights import ANYBODY, ITS_ACT
from desktop.cli.selling_rows import (
    adjusted_text,
    balance_json,
    beside_json,
    foreseen_json,
    foreseen_text,
    quote_json,
    quote_text,
    reversed_json,
    reversed_text,
    sold_json,
    sold_text,
)
from desktop.usecases.selling.adjusting import REASONS as ADJUST_REASONS
from desktop.usecases.selling.reversing import REASONS
from loyalty.basket import MONEY_TENDERS, Basket, Tender
from loyalty.errors import LoyaltyError, require
from loyalty.kinds import CREDIT, points_unit
from loyalty.problems import hint, say
from loyalty.usage import Parser

if TYPE_CHECKING:
    from desktop.usecases.selling.checkout import Sold


def register(commands: Commands) -> None:
    """Add the family."""
    quote = commands.add(
        "quote", _quote, ("قیمت سبد بی‌ثبت", "price a basket, record nothing"), records=True, needs=ANYBODY
    )
    basket_arguments(quote)
    quote.add_argument("--tender", action="append", default=[], type=tender, choices=MONEY_TENDERS)
    sell = commands.add(
        "sell", _sell, ("ثبت فروش", "record a sale"), records=True, approved=True, needs=ITS_ACT
    )
    basket_arguments(sell)
    sell.add_argument("--pay", action="append", default=[], metavar="KIND:AMOUNT")
    sell.add_argument("--no-print", action="store_true")
    sell.add_argument("--vouch", action="store_true")
    id_argument(sell)
    _register_reversals(commands)
    _register_adjust(commands)


def _register_reversals(commands: Commands) -> None:
    refund = commands.add(
        "refund",
        _refund,
        (
            "مرجوعی: قلم‌هایی از یک فروش، یا بی ‎--line همهٔ آن",
            "take lines of a sale back, or without --line all of it",
        ),
        records=True,
        approved=True,
        needs=ITS_ACT,
    )
    refund.add_argument("sale")
    refund.add_argument("--line", action="append", default=[], metavar="N:QTY")
    refund.add_argument("--dry-run", action="store_true")
    _reason_arguments(refund, required=False)
    id_argument(refund)
    void = commands.add(
        "void",
        _void,
        ("ابطال فروش", "undo a whole sale of this shift"),
        records=True,
        approved=True,
        needs=ITS_ACT,
    )
    void.add_argument("sale")
    void.add_argument("--dry-run", action="store_true")
    _reason_arguments(void, required=True)
    id_argument(void)


def _register_adjust(commands: Commands) -> None:
    adjust = commands.add(
        "adjust",
        _adjust,
        ("سند دستی اعتبار و امتیاز", "a manager's entry"),
        records=True,
        approved=True,
        needs=ITS_ACT,
    )
    adjust.add_argument("member")
    unit = adjust.add_mutually_exclusive_group(required=True)
    unit.add_argument("--credit", metavar="±N")
    unit.add_argument("--points", metavar="KIND:±N")
    adjust.add_argument("--reason", required=True)
    adjust.add_argument("--note", default="")
    id_argument(adjust)


def id_argument(parser: Parser) -> None:
    """Add the id that makes a repeated command the same act."""
    parser.add_argument("--id", dest="fact_id", type=fact_name, metavar="ID")


def basket_arguments(parser: Parser) -> None:
    """Add what describes a basket."""
    parser.add_argument("--member", metavar="M")
    # Both into one list, so that the lines are numbered as they were written.
    for name, form in (("line", "GROUP:AMOUNT[:QTY]"), ("product", "ID[:QTY]")):
        kept = partial(_item, name)
        parser.add_argument(f"--{name}", dest="items", action="append", default=[], type=kept, metavar=form)
    parser.add_argument("--code", action="append", default=[], metavar="C")
    parser.add_argument("--credit", metavar="N|max")
    parser.add_argument("--override", default="", metavar="REASON")


def _item(kind: str, text: str) -> tuple[str, str]:
    return kind, text


def _reason_arguments(parser: Parser, *, required: bool) -> None:
    parser.add_argument("--reason", required=required, default="other")
    parser.add_argument("--note", default="")


def _quote(ctx: Context) -> Answer:
    from desktop.usecases.selling.pricing import price_basket

    till = ctx.till()
    basket = replace(read_basket(ctx), tenders=tuple(ctx.args.tender))
    member_id, credit = member_of(ctx), read_credit(ctx)
    require(member_id or not credit, "credit_needs_member")
    priced = price_basket(till, basket, member_id, credit=credit, past_floor=bool(ctx.args.override))
    document = quote_json(priced, till) | beside_json(priced, till, credit)
    return Answer(document, quote_text(priced, till, ctx.lang, credit))


def _sell(ctx: Context) -> Answer:
    from desktop.usecases.selling.checkout import checkout

    till, session = ctx.till(), ctx.session()
    tenders = read_tenders(ctx)
    basket = replace(read_basket(ctx), tenders=tuple(tender.kind for tender in tenders) or ("cash",))
    member_id, credit = member_of(ctx), read_credit(ctx)
    require(member_id or not credit, "credit_needs_member")
    if credit and member_id is not None:
        _ask_for_credit(ctx, basket, member_id, credit)
    _ask_for_uses(ctx, basket, member_id)
    tell_meant_amount(ctx, basket, tenders)
    if credit == "max":
        tell_meant_credit(ctx, basket, member_id)
    record = partial(
        checkout,
        till,
        session,
        basket,
        member_id,
        tenders or None,
        credit=credit,
        fact_id=ctx.args.fact_id,
        paper=not ctx.args.no_print,
        at_counter=False,
        override=ctx.args.override,
        approval=ctx.approval(),
        vouched=ctx.args.vouch,
    )
    sold = _proved(ctx, record, member_id)
    return Answer(sold_json(sold, till, credit), sold_text(sold, till, ctx.lang, credit))


def _proved(ctx: Context, record: Callable[..., Sold], member_id: str | None) -> Sold:
    """Record a sale; where it takes the member's own PIN it is asked for, and the same sale recorded with it."""
    from desktop.usecases.members.member_pin import prove_member

    try:
        return record()
    except LoyaltyError as problem:
        if problem.code != "member_pin_needed" or member_id is None:
            raise
        pin = _member_pin(ctx, problem.values["limit"])
    return record(proof=prove_member(ctx.till(), ctx.session(), member_id, pin))


def _member_pin(ctx: Context, limit: Any) -> str:
    question = ("رمز عضو: ", "The member's PIN: ")
    try:
        return ctx.secret(MEMBER_PIN_VARIABLE, question, "pin_missing")
    except LoyaltyError as problem:
        if problem.code != "pin_missing":
            raise
        raise LoyaltyError("member_pin_not_given", limit=limit, variable=MEMBER_PIN_VARIABLE) from problem


def _ask_for_credit(ctx: Context, basket: Basket, member_id: str, credit: Any) -> None:
    """Ask the centre for what this till lacks of a member's credit; a shop on its own has nobody to ask."""
    from desktop.cli.sale_notes import asking_note
    from desktop.sync.lines import open_line
    from desktop.usecases.exchange.wishing import ask_before_sale, can_ask
    from desktop.usecases.selling.pricing import price_basket

    till = ctx.till()
    if not can_ask(till):
        return
    priced = price_basket(till, basket, member_id)
    balance = priced.balance
    if balance is None:
        return
    most = min(balance.spendable_here, priced.quote.totals.net)
    amount = most if credit == "max" else min(credit, most)
    if amount > balance.safe:
        ctx.note(asking_note(till, "credit_asked", ctx.lang))
        why = ask_before_sale(till, open_line(till), member_id, amount, ctx.lang)
        if why is not None and why.code != "rights_short":
            # Of `max` the sale goes on with what there is: advice to try again would make a second sale of it.
            advice = "" if credit == "max" else hint(why, ctx.lang, ctx.currency)
            ctx.note("\n".join(filter(None, (say(why, ctx.lang, ctx.currency), advice))))
        _tell_who_holds(ctx, basket, member_id, credit)


def _tell_who_holds(ctx: Context, basket: Basket, member_id: str, credit: Any) -> None:
    """Say who holds what an amount lacks: the refusal that follows cannot; of `max` the answer tells it."""
    from desktop.cli.sale_notes import held_note
    from desktop.usecases.selling.pricing import price_basket

    balance = price_basket(ctx.till(), basket, member_id).balance
    if credit == "max" or balance is None or balance.at_once >= credit:
        return
    lacking = min(credit, balance.spendable_here) - balance.at_once
    if lacking > 0:
        ctx.note(held_note(ctx.till(), member_id, lacking, ctx.lang))


def _ask_for_uses(ctx: Context, basket: Basket, member_id: str | None) -> None:
    """Ask the centre for uses of offers this till does not hold; where nobody answers the sale goes on without them."""
    from desktop.cli.sale_notes import asking_note
    from desktop.sync.lines import open_line
    from desktop.usecases.exchange.wishing import can_ask
    from desktop.usecases.exchange.wishing_uses import could_ask, wish_uses
    from desktop.usecases.selling.pricing import price_basket

    till, session = ctx.till(), ctx.session()
    if not can_ask(till) or not could_ask(price_basket(till, basket, member_id)):
        return
    ctx.note(asking_note(till, "uses_asked", ctx.lang))
    try:
        wish_uses(till, open_line(till), session.staff_id, basket, member_id).require_here(ctx.lang)
    except LoyaltyError as problem:
        ctx.note(say(problem, ctx.lang))


def _refund(ctx: Context) -> Answer:
    from desktop.usecases.selling.reversing import refund

    till, session = ctx.till(), ctx.session()
    parts = [_part(text) for text in ctx.args.line] or None
    if ctx.args.dry_run:
        return _foreseen(ctx, parts)
    reason, note = _reason(ctx)
    tell_meant_sale(ctx, ctx.args.sale)
    back = refund(
        till,
        session,
        ctx.args.sale,
        parts,
        reason=reason,
        note=note,
        fact_id=ctx.args.fact_id,
        approval=ctx.approval(),
    )
    return Answer(reversed_json(back, till), reversed_text(back, till, ctx.lang))


def _void(ctx: Context) -> Answer:
    from desktop.usecases.selling.reversing import void

    till, session = ctx.till(), ctx.session()
    if ctx.args.dry_run:
        return _foreseen(ctx, None, voiding=True)
    reason, note = _reason(ctx)
    tell_meant_sale(ctx, ctx.args.sale)
    approval, fact_id = ctx.approval(), ctx.args.fact_id
    back = void(till, session, ctx.args.sale, reason=reason, note=note, fact_id=fact_id, approval=approval)
    return Answer(reversed_json(back, till), reversed_text(back, till, ctx.lang, "void"))


def _foreseen(ctx: Context, parts: list[tuple[int, int]] | None, *, voiding: bool = False) -> Answer:
    from desktop.usecases.selling.reversing import foresee

    seen = foresee(ctx.till(), ctx.args.sale, parts, voiding=voiding)
    return Answer(foreseen_json(seen, ctx.till()), foreseen_text(seen, ctx.till(), ctx.lang))


def _reason(ctx: Context) -> tuple[str, str]:
    # A reason that is not one of the list is kept as an erasable note.
    given: str = ctx.args.reason
    require(given.strip(), "reason_needed")
    return (given, ctx.args.note) if given in REASONS else ("other", ctx.args.note or given)


def _adjust(ctx: Context) -> Answer:
    from desktop.usecases.members.naming import one_member
    from desktop.usecases.selling.adjusting import adjust

    args, till, session = ctx.args, ctx.till(), ctx.session()
    unit, delta = (CREDIT, ctx.signed_money(args.credit)) if args.credit is not None else _points(args.points)
    member_id = one_member(till, args.member)
    require(args.reason.strip(), "reason_needed")
    reason = args.reason if args.reason in ADJUST_REASONS else "other"
    note = args.note or ("" if reason == args.reason else args.reason)
    done = adjust(
        till,
        session,
        member_id,
        unit,
        delta,
        reason=reason,
        note=note,
        fact_id=args.fact_id,
        approval=ctx.approval(),
    )
    document = {"entry_id": done.entry_id, "balance_after": balance_json(done.after)}
    return Answer(document, adjusted_text(done, till, unit, ctx.lang))


def _points(text: str) -> tuple[str, int]:
    kind, colon, number = text.rpartition(":")
    require(colon, "points_unreadable", value=text)
    return points_unit(kind), signed_points(number)


def _part(text: str) -> tuple[int, int]:
    number, colon, wanted = text.partition(":")
    require(number.isdecimal(), "refund_part_unreadable", value=text)
    return int(number), quantity(wanted) if colon else 1_000


def member_of(ctx: Context) -> str | None:
    """Return the member of --member, None for a walk-in.

    An empty --member is a script's mistake, never a walk-in: it is refused like any name nobody has.
    """
    from desktop.usecases.members.naming import one_member

    return None if ctx.args.member is None else one_member(ctx.till(), ctx.args.member)


def read_credit(ctx: Context) -> Any:
    """Return the credit of --credit: an amount, `max`, or nothing."""
    given: str | None = ctx.args.credit
    if given is None:
        return 0
    return "max" if given.lower() == "max" else ctx.money(given, least=0)


def read_tenders(ctx: Context) -> tuple[Tender, ...]:
    """Return the tenders of --pay."""
    tenders = []
    for text in ctx.args.pay:
        kind, colon, number = text.partition(":")
        require(colon, "tender_unreadable", value=text)
        tenders.append(Tender(tender(kind), ctx.money(number)))
    return tuple(tenders)


def read_basket(ctx: Context) -> Basket:
    """Return the basket of --line and --product, numbered as they were written."""
    from desktop.usecases.selling.lines import basket_of, group_line, product_line

    till, args = ctx.till(), ctx.args
    lines = [
        product_line(till, *_product_parts(text))
        if kind == "product"
        else group_line(till, *_group_parts(ctx, text))
        for kind, text in args.items
    ]
    return basket_of(lines, tuple(args.code))


def _group_parts(ctx: Context, text: str) -> tuple[str, int, int]:
    parts = text.split(":")
    if len(parts) not in (2, 3) or not parts[0]:
        raise LoyaltyError("line_unreadable", value=text)
    return parts[0], ctx.money(parts[1]), quantity(parts[2]) if len(parts) == 3 else 1_000


def _product_parts(text: str) -> tuple[str, int]:
    name, colon, wanted = text.rpartition(":")
    return (name, quantity(wanted)) if colon else (text, 1_000)
