"""`tills`, `overspends`, `audit`: the owner's view of all tills of the business."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from desktop.cli.answers import Answer, Phrases, phrase, table
from desktop.cli.commands import Commands
from desktop.cli.context import Context
from loyalty.clock import instant_text
from loyalty.kinds import CREDIT
from loyalty.words import Lang, format_int, format_moment, format_money, isolate

if TYPE_CHECKING:
    from desktop.usecases.exchange.overseeing import Overview

PHRASES: Phrases = {
    "till": ("صندوق", "till"),
    "branch": ("شعبه", "branch"),
    "last_at": ("آخرین ثبت", "last record"),
    "holds": ("اعتبار نزد آن", "credit it holds"),
    "waiting": ("در انتظار", "waiting"),
    "doubts": ("تردیدها", "doubts"),
    "retired_at": ("برکنار از", "out of use since"),
    "unit": ("واحد", "unit"),
    "amount": ("مبلغ", "amount"),
    "cause": ("علت", "cause"),
    "at": ("زمان", "at"),
    "open": ("باز", "open"),
    "act": ("کار", "act"),
    "about": ("موضوع", "about"),
    "credit": ("اعتبار", "credit"),
    "staff": ("پرسنل", "staff"),
    "signed": ("امضا", "signed by"),
    "centre": ("مرکز", "the centre"),
    "none": ("چیزی نیست.", "Nothing."),
    "heard": (
        "آنچه این صندوق در آخرین تبادلش با مرکز، {at}، می‌دانست؛ bashgah sync تازه‌اش می‌کند.",
        "As this till heard it at its last exchange with the centre, {at}; bashgah sync brings what is new.",
    ),
    "unheard": (
        "این صندوق هنوز با مرکز تبادلی نکرده است.",
        "This till has not exchanged with the centre yet.",
    ),
    "alone": (
        "این فروشگاه مرکز ندارد: تنها همین صندوق را می‌بیند.",
        "This shop has no centre: it sees this till alone.",
    ),
}


def register(commands: Commands) -> None:
    """Add the three."""
    for name, run, words in (
        ("tills", _tills, ("صندوق‌ها و تازگی داده‌هایشان", "the tills and the age of their data")),
        ("overspends", _overspends, ("اعتباری که دو بار خرج شد", "credit that was spent twice")),
        ("audit", _audit, ("کارهای امضادار", "privileged acts with who signed them")),
    ):
        commands.add(name, run, words, needs="see_all_branches").add_argument("--branch")


def _seen(ctx: Context) -> Overview:
    from desktop.usecases.exchange.overseeing import oversee

    return oversee(ctx.till(), ctx.session(), ctx.args.branch)


def _tills(ctx: Context) -> Answer:
    rows, shown = [], []
    for one in _seen(ctx).tills:
        row: dict[str, Any] = {
            "till": one.code,
            "till_id": one.till_id,
            "branch": one.branch,
            "here": one.here,
            "last_at": _instant(ctx, one.last_at),
            "holds": one.holds,
            "waiting": one.waiting,
            "retired_at": _instant(ctx, one.retired_at),
            "doubts": [{"cause": cause, "at": _instant(ctx, at)} for cause, at in one.doubts],
        }
        rows.append(row)
        waiting = "" if one.waiting is None else format_int(one.waiting, ctx.lang)
        shown.append(
            (one.code, one.branch, _moment(ctx, one.last_at), format_money(one.holds, ctx.lang, ctx.currency), waiting,
             _moment(ctx, one.retired_at), doubts_told(one.doubts, ctx.lang))
        )  # fmt: skip
    header = ("till", "branch", "last_at", "holds", "waiting", "retired_at", "doubts")
    return Answer(rows, f"{_table(ctx, header, shown)}\n{_heard(ctx)}")


def _heard(ctx: Context) -> str:
    """Return how old this till's own view is: what others did since is not in it."""
    from desktop.usecases.exchange.standing import sync_state

    state = sync_state(ctx.till())
    if state.alone:
        return phrase(PHRASES, "alone", ctx.lang)
    if state.ok_at is None:
        return phrase(PHRASES, "unheard", ctx.lang)
    return phrase(PHRASES, "heard", ctx.lang, at=_moment(ctx, state.ok_at))


def _overspends(ctx: Context) -> Answer:
    from desktop.usecases.exchange.overseeing import CAUSES, words_of

    found = _seen(ctx).overspends
    rows = [
        {
            "till": one.till,
            "branch": one.branch,
            "unit": one.unit,
            "amount": one.amount,
            "cause": one.cause or None,
            "at": _instant(ctx, one.at),
            "open": one.at is None,
        }
        for one in found
    ]
    shown = [
        (one.till, one.branch, phrase(PHRASES, "credit", ctx.lang) if one.unit == CREDIT else one.unit, _held(ctx, one.unit, one.amount),
         words_of(CAUSES, one.cause).of(ctx.lang), _moment(ctx, one.at) or phrase(PHRASES, "open", ctx.lang))
        for one in found
    ]  # fmt: skip
    return Answer(rows, _table(ctx, ("till", "branch", "unit", "amount", "cause", "at"), shown))


def _audit(ctx: Context) -> Answer:
    from desktop.usecases.exchange.overseeing import ACTS, words_of

    found = _seen(ctx).acts
    rows = [
        {
            "fact": one.fact_id,
            "act": one.kind,
            "about": one.about.en,
            "credit": one.credit,
            "at": _instant(ctx, one.at),
            "till": one.till,
            "branch": one.branch,
            "staff": one.staff or None,
            "signed": list(one.signed),
        }
        for one in found
    ]
    shown = [
        (_moment(ctx, one.at), words_of(ACTS, one.kind).of(ctx.lang), isolate(one.about.of(ctx.lang)) if one.about.of(ctx.lang) else "",
         _held(ctx, CREDIT, one.credit) if one.credit else "", one.till,
         one.branch, one.staff or phrase(PHRASES, "centre", ctx.lang), " · ".join(one.signed))
        for one in found
    ]  # fmt: skip
    return Answer(
        rows, _table(ctx, ("at", "act", "about", "credit", "till", "branch", "staff", "signed"), shown)
    )


def _held(ctx: Context, unit: str, amount: int) -> str:
    return format_money(amount, ctx.lang, ctx.currency) if unit == CREDIT else format_int(amount, ctx.lang)


def _instant(ctx: Context, at: int | None) -> str | None:
    return None if at is None else instant_text(at, ctx.till().shop.zone)


def _moment(ctx: Context, at: int | None) -> str:
    """Return an instant as people read it; --json keeps the exact one."""
    return "" if at is None else format_moment(at, ctx.till().shop.zone, ctx.lang, year=True)


def doubts_told(doubts: Sequence[tuple[str, int]], lang: Lang) -> str:
    """Return each doubt about a till's past in words, once however often it came."""
    from desktop.usecases.exchange.overseeing import DOUBTS, words_of

    return " · ".join(dict.fromkeys(words_of(DOUBTS, cause).of(lang) for cause, _ in doubts))


def _table(ctx: Context, names: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    header = [phrase(PHRASES, name, ctx.lang) for name in names]
    return table(header, rows) if rows else phrase(PHRASES, "none", ctx.lang)
