"""Whether so large a line, or so much cash, is meant: asked at a terminal before a sale is recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.cli.context import Context
from loyalty.basket import Basket, Tender
from loyalty.drawer import is_absurd_cash, slack_of
from loyalty.errors import LoyaltyError, require
from loyalty.money import exponent_of
from loyalty.problems import hint, say

_MEANT = ("همین‌گونه ثبت شود؟ (بله/نه)", "Record it so? (yes/no)")


def tell_meant_amount(ctx: Context, basket: Basket, tenders: Sequence[Tender]) -> None:
    """Say which amounts look like a slip of the keys, and ask; raises `amount_not_meant` for another answer than yes.

    By the bounds of `loyalty.drawer`, as at the counter. A script is asked nothing: its numbers were not typed here.
    """
    if ctx.args.json or ctx.args.fact_id or not ctx.stdin.isatty():
        return
    doubts = list(_doubts(ctx, basket, tenders))
    for doubt in doubts:
        ctx.note(say(doubt, ctx.lang, ctx.currency))
    if doubts:
        ctx.note(hint(doubts[0], ctx.lang, ctx.currency))
        require(ctx.agrees(_MEANT), "amount_not_meant")


def _doubts(ctx: Context, basket: Basket, tenders: Sequence[Tender]) -> Iterator[LoyaltyError]:
    slack = slack_of(ctx.currency, exponent_of(ctx.currency))
    for line in basket.lines:
        if line.gross > slack:
            yield LoyaltyError("line_large", line=line.line_no, amount=line.gross)
    due, given = sum(line.gross for line in basket.lines), _cash(tenders)
    left = max(due - sum(tender.amount for tender in tenders) + given, 0)
    if given and is_absurd_cash(given, left, slack):
        yield LoyaltyError("cash_doubtful", given=given, amount=left)


def _cash(tenders: Sequence[Tender]) -> int:
    return sum(tender.amount for tender in tenders if tender.kind == "cash")
