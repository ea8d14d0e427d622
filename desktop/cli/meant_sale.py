"""Which sale a refund or void is of: said at a terminal before it is done, and asked where its number was shortened."""

from __future__ import annotations

from desktop.cli.answers import pairs
from desktop.cli.context import Context
from desktop.cli.selling_rows import money_row, sale_rows
from loyalty.errors import require
from loyalty.words import fold_digits

_MEANT = ("همین فاکتور است؟ (بله/نه)", "Is this the one? (yes/no)")


def tell_meant_sale(ctx: Context, reference: str) -> None:
    """Say which sale is meant; raises `sale_unknown`, and `sale_not_meant` for another answer than yes.

    `A1-1` is taken for A1-000001: quick to type, and one wrong key names another customer's sale. A script is asked
    nothing, as everywhere, and neither is who wrote the whole number, scanned the receipt or gave the sale's id.
    """
    from desktop.usecases.selling.reversing import receipt_reference, reversible
    from desktop.usecases.selling.stories import sale_story

    if ctx.args.json or not ctx.stdin.isatty():
        return
    till = ctx.till()
    stored = reversible(till, reference).stored
    story = sale_story(till, stored.sale_id)
    ctx.note(pairs([*sale_rows(story, ctx.lang), money_row("net", stored.sale.net, till, ctx.lang)]))
    if fold_digits(receipt_reference(reference)) not in (stored.code, stored.sale_id, stored.sale_id.upper()):
        require(ctx.agrees(_MEANT), "sale_not_meant", sale=stored.code)
