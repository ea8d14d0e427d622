"""`shift`, `day-close`, `park`, `recall`: what frames the selling."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from desktop.cli.answers import Answer, Phrases, pairs, phrase, table
from desktop.cli.arguments import day
from desktop.cli.commands import Commands
from desktop.cli.context import Context
from desktop.cli.rights import ITS_ACT, SIGNED_IN
from desktop.cli.selling_rows import tenders_json
from desktop.usecases.selling.day_sums import BY_HAND, DayTotals, DrawerCount
from desktop.usecases.selling.parking import Parked
from desktop.usecases.selling.shifts import ShiftTotals
from loyalty.clock import instant_text
from loyalty.errors import LoyaltyError
from loyalty.words import (
    format_amount,
    format_day,
    format_hour,
    format_int,
    format_moment,
    format_money,
    format_quantity,
    isolate,
)

PHRASES: Phrases = {
    "opened": ("شیفت باز شد، با {money}.", "The shift is open, with {money}."),
    "expected": ("نقد مورد انتظار", "cash expected"),
    "counted": ("نقد شمرده", "cash counted"),
    "difference": ("تفاوت", "difference"),
    "start_apart": ("آغاز نسبت به شمارش پیشین", "start, to what was last counted"),
    "withheld": ("نگه‌داشته بابت اعتبار خرج‌شده", "withheld for spent credit"),
    "shift_closed": ("شیفت بسته‌شده", "shift closed"),
    "together": ("جمع تفاوت شیفت‌ها", "difference of all shifts"),
    "brought_in": ("از جای دیگر آمده؛ کشو کم داشت", "brought from elsewhere, the drawer lacked it"),
    "cash": ("نقد", "cash"),
    "card": ("کارت بانکی", "bank card"),
    "transfer": ("انتقال", "transfer"),
    "coupon": ("کوپن", "coupon"),
    "credit": ("اعتبار", "credit"),
    "other": ("روش‌های دیگر", "other"),
    "day": ("روز", "day"),
    "net": ("فروش خالص", "net sales"),
    "sales": ("شمار فروش", "sales"),
    "refunds": ("شمار مرجوعی", "refunds"),
    "credit_spent": ("اعتبار خرج‌شده", "credit spent"),
    "credit_given": ("اعتبار داده‌شده", "credit given"),
    "credit_taken": ("اعتبار پس‌گرفته", "credit taken back"),
    "credit_given_net": ("خالص اعتبار داده‌شده", "credit given, net"),
    "credit_back": ("اعتبار برگشته به اعضا", "credit given back"),
    "credit_spent_net": ("خالص اعتبار خرج‌شده", "credit spent, net"),
    "points_given": ("امتیاز داده‌شده", "points given"),
    "points_taken": ("امتیاز پس‌گرفته", "points taken back"),
    "points_given_net": ("خالص امتیاز داده‌شده", "points given, net"),
    "credit_by_hand": ("اعتبار داده‌شده با سند دستی", "credit given by hand"),
    "credit_taken_by_hand": ("اعتبار برداشته با سند دستی", "credit taken by hand"),
    "points_by_hand": ("امتیاز داده‌شده با سند دستی", "points given by hand"),
    "points_taken_by_hand": ("امتیاز برداشته با سند دستی", "points taken by hand"),
    "expired": ("تمام‌شده بی‌خرج", "expired unspent"),
    "parked": ("سبد نگه داشته شد: {name}", "The basket is parked: {name}"),
    "taken_up": (
        "این سبد دیگر نگه داشته نیست: همین قلم‌ها را با sell بفروشید، یا با park دوباره نگه دارید.",
        "This basket is no longer parked: sell these items with sell, or put them aside again with park.",
    ),
    "none": ("سبدی نگه داشته نشده است.", "No basket is parked."),
    "at": ("زمان", "at"),
    "name": ("شناسه", "id"),
    "amount": ("مبلغ", "amount"),
    "member": ("عضو", "member"),
    "walk_in": ("بی عضو", "walk-in"),
    "nameless": ("بی‌نام", "no name"),
    "lines": ("قلم‌ها", "lines"),
}


def register(commands: Commands) -> None:
    """Add the family."""
    from desktop.cli.selling import basket_arguments, id_argument

    shift = commands.group("shift", ("شیفت صندوق", "the till's shift"))
    opening = shift.add(
        "open", _open, ("باز کردن با نقد شمرده", "open with counted cash"), records=True, needs=ITS_ACT
    )
    opening.add_argument("--counted", default="0")
    opening.add_argument("--sure", action="store_true")
    id_argument(opening)
    closing = shift.add(
        "close", _close, ("بستن با نقد شمرده", "close with counted cash"), records=True, needs=ITS_ACT
    )
    closing.add_argument("--counted", required=True)
    closing.add_argument("--sure", action="store_true")
    id_argument(closing)
    shift.add("show", _show, ("وضع شیفت", "how it stands"), needs="open_shift")
    close = commands.add(
        "day-close", _day_close, ("بستن روز", "close the day"), records=True, approved=True, needs=ITS_ACT
    )
    close.add_argument("--on", type=day)
    close.add_argument("--pdf", metavar="F")
    id_argument(close)
    basket_arguments(
        commands.add("park", _park, ("نگه داشتن سبد", "put a basket aside"), records=True, needs=SIGNED_IN)
    )
    recall = commands.add(
        "recall",
        _recall,
        ("سبدهای نگه‌داشته؛ فراخواندن یکی", "parked baskets; take one up"),
        records=True,
        needs=SIGNED_IN,
    )
    recall.add_argument("parked", nargs="?")


def shift_json(totals: ShiftTotals, zone: str) -> dict[str, Any]:
    """Return a shift's totals."""
    return {
        "shift_id": totals.shift_id,
        "staff": totals.staff_id,
        "opened_at": instant_text(totals.opened_at, zone),
        "opened_with": totals.opened_with,
        "left_before": totals.left_before,
        "sales": totals.sales,
        "reversals": totals.reversals,
        "tenders": tenders_json(totals.tenders),
        "brought_in": totals.brought_in,
        "expected": totals.expected,
        "counted": totals.counted,
        "difference": None if totals.counted is None else totals.difference,
    }


def _open(ctx: Context) -> Answer:
    from desktop.usecases.selling.shifts import begin_shift, doubt_opening

    till, session, counted = ctx.till(), ctx.session(), ctx.money(ctx.args.counted, least=0)
    if not ctx.args.sure:
        doubt_opening(till, counted)
    shift_id = begin_shift(till, session, counted, ctx.args.fact_id)
    money = format_money(counted, ctx.lang, till.shop.currency)
    return Answer(
        {"shift_id": shift_id, "opened_with": counted},
        phrase(PHRASES, "opened", ctx.lang, money=money),
    )


def _close(ctx: Context) -> Answer:
    from desktop.usecases.selling.shifts import doubt_closing, end_shift

    till, session, counted = ctx.till(), ctx.session(), ctx.money(ctx.args.counted, least=0)
    if not ctx.args.sure and not _agrees_to_count(ctx, counted):
        doubt_closing(till, counted)
    return _shift_answer(ctx, end_shift(till, session, counted, ctx.args.fact_id))


def _agrees_to_count(ctx: Context, counted: int) -> bool:
    """Ask a person at a terminal about counted cash that is far from what the drawer should hold.

    Raises `closing_left` where they say no; False where nobody was asked.
    """
    from desktop.usecases.selling.shifts import is_far_closing

    if not ctx.stdin.isatty() or not is_far_closing(ctx.till(), counted):
        return False
    if not ctx.agrees(_FAR):
        raise LoyaltyError("closing_left")
    return True


_FAR = (
    "آنچه شمرده‌اید با نقدِ مورد انتظار خیلی فرق دارد. با همین شمارش بسته شود؟ (بله/نه)",
    "What you counted is far from the cash that is expected. Close with this count? (yes/no)",
)


def _show(ctx: Context) -> Answer:
    from desktop.usecases.selling.shifts import shift_now

    totals = shift_now(ctx.till())
    if totals is None:
        raise LoyaltyError("shift_not_open")
    return _shift_answer(ctx, totals)


def _shift_answer(ctx: Context, totals: ShiftTotals) -> Answer:
    shop = ctx.till().shop
    rows = [
        (phrase(PHRASES, t.kind, ctx.lang), format_money(t.amount, ctx.lang, shop.currency))
        for t in totals.tenders
    ]
    if totals.start_apart:
        rows.append(_difference_row(ctx, "start_apart", totals.start_apart))
    rows += _drawer_rows(ctx, totals)
    return Answer(shift_json(totals, shop.zone), pairs(rows))


def day_json(totals: DayTotals, zone: str) -> dict[str, Any]:
    """Return a day's totals."""
    return {
        "on": totals.on.isoformat(),
        "branch": totals.branch_id,
        "gross": totals.gross,
        "discount": totals.discount,
        "net": totals.net,
        "sales": totals.sales,
        "refunds": totals.refunds,
        "refund_net": totals.refund_net,
        "purchases": totals.purchases,
        "average": totals.average,
        "member_purchases": totals.member_purchases,
        "member_net": totals.member_net,
        "credit_spent": totals.credit_paid,
        "credit_earned": totals.credit_earned,
        "points_earned": totals.points_earned,
        "credit_back": totals.credit_back,
        "credit_taken_back": totals.credit_taken,
        "points_taken_back": totals.points_taken,
        "by_hand": dict.fromkeys(BY_HAND, 0) | dict(totals.by_hand),
        "joined": totals.joined,
        "expired": totals.expired,
        "expired_now": totals.posted,
        "withheld": totals.withheld,
        "difference": totals.difference,
        "tenders": tenders_json(totals.tenders),
        "drawers": [
            {
                "closed_at": instant_text(one.closed_at, zone),
                "staff": one.staff,
                "brought_in": one.brought_in,
                "expected": one.expected,
                "counted": one.counted,
                "difference": one.difference,
            }
            for one in totals.drawers
        ],
        "groups": [
            {"group": g.group, "net": g.net, "discount": g.discount, "purchases": g.purchases}
            for g in totals.groups
        ],
    }


def _day_close(ctx: Context) -> Answer:
    from desktop.usecases.selling.day_close import close_day

    till, session = ctx.till(), ctx.session()
    if ctx.args.pdf:
        from desktop.reports.files import try_place

        # Looked at before the day is closed: what is refused must not have been done.
        try_place(Path(ctx.args.pdf))
    totals = close_day(till, session, ctx.args.on, ctx.approval(), fact_id=ctx.args.fact_id)
    document = day_json(totals, till.shop.zone) | {"goals_kept": _keep_goals(ctx)}
    if ctx.args.pdf:
        from desktop.reports.day_close_pdf import write_day_close

        document["pdf"] = str(write_day_close(till, totals, ctx.args.pdf, ctx.lang))
    return Answer(document, _day_text(ctx, totals))


def _keep_goals(ctx: Context) -> int:
    """Keep what goals came to by now; the figures are loaded only where a goal is set."""
    from desktop.usecases.goals import goals_now

    with ctx.till().read() as db:
        if not goals_now(db):
            return 0
    from desktop.reports.goal_keeping import keep_goals

    return keep_goals(ctx.till(), ctx.session(), ctx.approval())


def _day_text(ctx: Context, totals: DayTotals) -> str:
    lang, currency = ctx.lang, ctx.till().shop.currency
    rows = [(phrase(PHRASES, "day", lang), format_day(totals.on, lang, weekday=True))]
    for key, amount in (("net", totals.net), *totals.club(), ("expired", totals.expired)):
        figure = (
            format_int(amount, lang) if key.startswith("points") else format_money(amount, lang, currency)
        )
        rows.append((phrase(PHRASES, key, lang), figure))
    rows += [
        (phrase(PHRASES, key, lang), format_int(n, lang))
        for key, n in (("sales", totals.sales), ("refunds", totals.refunds))
    ]
    rows += [(phrase(PHRASES, t.kind, lang), format_money(t.amount, lang, currency)) for t in totals.tenders]
    if totals.withheld:  # the ways of paying hold it beyond the net
        rows.append((phrase(PHRASES, "withheld", lang), format_money(-totals.withheld, lang, currency)))
    return pairs(rows + _drawers_rows(ctx, totals))


def _drawers_rows(ctx: Context, totals: DayTotals) -> list[tuple[str, str]]:
    """Return the drawer of each shift of a day, and what the counts differ by together."""
    rows: list[tuple[str, str]] = []
    for one in totals.drawers:
        told = f"{format_hour(one.closed_at, ctx.till().shop.zone, ctx.lang)}  {isolate(one.staff)}"
        rows += [(phrase(PHRASES, "shift_closed", ctx.lang), told), *_drawer_rows(ctx, one)]
    if len(totals.drawers) > 1:
        rows.append(_difference_row(ctx, "together", totals.difference or 0))
    return rows


def _drawer_rows(ctx: Context, told: ShiftTotals | DrawerCount) -> list[tuple[str, str]]:
    """Return the cash that should be there, what of it was brought from elsewhere, and what was counted."""
    figures = [("brought_in", told.brought_in)] if told.brought_in else []
    figures += [("expected", told.expected)]
    figures += [("counted", told.counted)] if told.counted is not None else []
    rows = [
        (phrase(PHRASES, key, ctx.lang), format_money(amount, ctx.lang, ctx.currency))
        for key, amount in figures
    ]
    return rows if told.counted is None else [*rows, _difference_row(ctx, "difference", told.difference)]


def _difference_row(ctx: Context, key: str, amount: int) -> tuple[str, str]:
    return phrase(PHRASES, key, ctx.lang), format_money(amount, ctx.lang, ctx.currency, signed=True)


def _park(ctx: Context) -> Answer:
    from desktop.cli.selling import member_of, read_basket
    from desktop.usecases.selling.parking import Named, park

    till, session, named = ctx.till(), ctx.session(), Named(override=ctx.args.override)
    name = park(till, session, read_basket(ctx), member_of(ctx), named=named, at_counter=False)
    return Answer({"parked": name}, phrase(PHRASES, "parked", ctx.lang, name=name))


def _parked_json(one: Parked, zone: str) -> dict[str, Any]:
    return {
        "parked": one.park_id,
        "staff": one.staff_id,
        "member_id": one.member_id,
        "at": instant_text(one.parked_at, zone),
        "gross": one.basket.gross,
        "override": one.named.override,
        "lines": [
            {"group": line.group, "gross": line.gross, "quantity": line.quantity} for line in one.basket.lines
        ],
    }


def _recall(ctx: Context) -> Answer:
    from desktop.usecases.selling.parking import parked, recall

    till = ctx.till()
    zone = till.shop.zone
    if ctx.args.parked:
        one = recall(till, ctx.session(), ctx.args.parked, at_counter=False)
        told = (_parked_table(ctx, (one,)), phrase(PHRASES, "taken_up", ctx.lang))
        return Answer(_parked_json(one, zone), "\n".join(told))
    found = parked(till)
    return Answer([_parked_json(one, zone) for one in found], _parked_table(ctx, found))


def _parked_table(ctx: Context, found: tuple[Parked, ...]) -> str:
    if not found:
        return phrase(PHRASES, "none", ctx.lang)
    header = [phrase(PHRASES, key, ctx.lang) for key in ("name", "at", "amount", "member", "lines")]
    zone = ctx.till().shop.zone
    rows = [
        (
            one.park_id,
            format_moment(one.parked_at, zone, ctx.lang),
            format_amount(one.basket.gross, ctx.lang, ctx.till().shop.currency),
            _parked_member(ctx, one),
            _parked_lines(ctx, one),
        )
        for one in found
    ]
    return table(header, rows)


def _parked_member(ctx: Context, one: Parked) -> str:
    from desktop.usecases.members.naming import words_of

    if one.member_id is None:
        return phrase(PHRASES, "walk_in", ctx.lang)
    with ctx.till().read() as db:
        name = words_of(db, one.member_id).name
    return isolate(name or phrase(PHRASES, "nameless", ctx.lang))


def _parked_lines(ctx: Context, one: Parked) -> str:
    from desktop.usecases.policies import rules_now
    from desktop.usecases.selling.stories import group_name

    with ctx.till().read() as db:
        rules = rules_now(db)
    told = (
        f"{format_quantity(line.quantity, ctx.lang)} × {isolate(line.name or group_name(rules, line.group).of(ctx.lang))}"
        for line in one.basket.lines
    )
    return " · ".join(told)
