"""Whether a sale is meant where the most credit is less than was hoped for: said and asked at a terminal before it is recorded."""

from __future__ import annotations

from desktop.cli.context import Context
from desktop.cli.sale_notes import unspent, unspent_note
from loyalty.basket import Basket
from loyalty.errors import require
from loyalty.words import format_money

_SPENDS = (
    "از اعتبار {spent} خرج می‌شود و {to_pay} برای پرداخت می‌ماند.",
    "{spent} of credit is spent, and {to_pay} is left to pay.",
)
_MEANT = ("همین‌گونه ثبت شود؟ (بله/نه)", "Record it so? (yes/no)")


def tell_meant_credit(ctx: Context, basket: Basket, member_id: str | None) -> None:
    """Say why `--credit max` does not spend all, and ask; raises `credit_not_meant` for another answer than yes.

    A script is asked nothing: it sells on, as a till does where nobody answers, and its answer says why under
    `credit_unspent`. Neither is a sale with an id of its own, which may have been recorded before.
    """
    from desktop.usecases.selling.pricing import price_basket

    if ctx.args.json or ctx.args.fact_id or not ctx.stdin.isatty():
        return
    till = ctx.till()
    priced = price_basket(till, basket, member_id, credit="max", past_floor=bool(ctx.args.override))
    found = unspent(priced)
    if found is None:
        return
    spent, to_pay = (
        format_money(amount, ctx.lang, till.shop.currency)
        for amount in (found.spent, priced.quote.totals.to_pay)
    )
    ctx.note(unspent_note(found, till, ctx.lang, done=False))
    ctx.note(_SPENDS[ctx.lang != "fa"].format(spent=spent, to_pay=to_pay))
    require(ctx.agrees(_MEANT), "credit_not_meant", amount=found.spent)
