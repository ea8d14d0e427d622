"""What the customer's window shows of the sale: the same figures, without anything that is the shop's own. Pure."""

from __future__ import annotations

from desktop.ui.sale.showing import basket_shown, member_shown, quote_of
from desktop.ui.sale.shown import ShownLine, ShownRecorded
from desktop.ui.sale.state import SaleState
from desktop.ui.shell.values import CustomerDisplay, DisplayLine, Phase
from loyalty.words import Lang


def display_of(state: SaleState, lang: Lang) -> CustomerDisplay:
    """Return what the customer sees of the open sale."""
    quote, member = quote_of(state), member_shown(state, lang)
    lines = tuple(_line(line, lang) for line in basket_shown(state, lang, None).lines)
    return CustomerDisplay(
        phase=Phase.OPEN if lines or member else Phase.IDLE,
        shop=state.stand.shop,
        member=member.name if member else "",
        lines=lines,
        saved=quote.totals.discount if quote else 0,
        credit_spent=quote.totals.credit_paid if quote else 0,
        to_pay=quote.totals.to_pay if quote else 0,
        credit=member.credit if member else None,
        points=member.points if member else None,
        earned_credit=quote.totals.credit_earned if quote and member else 0,
        earned_points=quote.totals.points_earned if quote and member else 0,
        expiring=member.expiring if member else 0,
        expires_on=member.expires_on if member else None,
    )


def paid_display(recorded: ShownRecorded, shop: str) -> CustomerDisplay:
    """Return what the customer sees after paying, or after something was taken back."""
    if recorded.kind.startswith(("refund", "void")):
        return _back_display(recorded, shop)
    return CustomerDisplay(
        phase=Phase.PAID,
        shop=shop,
        member=recorded.member,
        to_pay=recorded.net - recorded.credit_spent,
        credit_spent=recorded.credit_spent,
        change=recorded.change,
        credit=recorded.credit_after,
        earned_credit=recorded.earned_credit,
        earned_from=recorded.active_on if recorded.earned_later >= recorded.earned_credit else None,
        earned_points=sum(number for _, number in recorded.earned_points),
    )


def _back_display(recorded: ShownRecorded, shop: str) -> CustomerDisplay:
    return CustomerDisplay(
        phase=Phase.BACK,
        shop=shop,
        member=recorded.member,
        credit=recorded.credit_after,
        money_back=recorded.money_kinds,
        credit_back=recorded.credit_back,
    )


def _line(line: ShownLine, lang: Lang) -> DisplayLine:
    general = "کالا" if lang == "fa" else "Goods"
    amount = line.gross if line.net is None else line.net
    note = line.effects[0].name if line.effects else ""
    return DisplayLine(
        line.name or general,
        line.quantity,
        amount,
        note,
        line.gross if amount != line.gross else None,
        line.unit,
    )
