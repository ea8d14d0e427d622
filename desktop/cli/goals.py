"""`goal set|list|show|drop|keep`: targets for figures, how they stand, what it takes, and what past periods came to."""

from __future__ import annotations

import datetime as dt
from typing import Any

from desktop.cli.answers import Answer, Phrases, phrase, table
from desktop.cli.arguments import day
from desktop.cli.commands import Commands
from desktop.cli.context import Context
from desktop.cli.rights import ITS_ACT, branch_in_sight
from desktop.usecases.branches import branch_id
from desktop.usecases.goals import (
    drop_goal,
    goal_named,
    goals_now,
    kept_results,
    set_goal,
)
from loyalty.clock import calendar_of
from loyalty.goals import CALENDARS, EVERY, FIGURES, MONEY, Goal
from loyalty.words import digits, fold_digits, format_amount

PHRASES: Phrases = {
    "goal": ("هدف", "goal"),
    "figure": ("شاخص", "figure"),
    "branch": ("شعبه", "branch"),
    "target": ("مقدار هدف", "target"),
    "value": ("تا کنون", "so far"),
    "left": ("روز مانده", "days left"),
    "takes": ("لازم", "it takes"),
    "standing": ("وضع", "standing"),
    "reached": ("رسیده", "reached"),
    "on_track": ("در مسیر", "on track"),
    "behind": ("عقب", "behind"),
    "missed": ("نرسید", "missed"),
    "no_figure": ("بی‌رقم", "no figure"),
    "all": ("همه", "all"),
    "each_day": ("{n} در روز", "{n} a day"),
    "members": ("{n} عضو", "{n} members"),
    "set": ("هدف {goal} گذاشته شد.", "Goal {goal} is set."),
    "dropped": ("هدف {goal} برداشته شد.", "Goal {goal} is taken back."),
    "kept": ("نتیجهٔ {n} دوره نگه داشته شد.", "What {n} periods came to is kept."),
    "none": ("هدفی گذاشته نشده است.", "No goal is set."),
}


def register(commands: Commands) -> None:
    """Add the family."""
    goal = commands.group("goal", ("هدف‌های کسب‌وکار", "goals of the business"))
    made = goal.add("set", _set, ("گذاشتن یک هدف", "set a goal"), approved=True, needs=ITS_ACT)
    made.add_argument("goal", metavar="GOAL")
    made.add_argument("--figure", required=True, choices=FIGURES)
    made.add_argument("--target", required=True, metavar="N")
    made.add_argument("--every", default="month", choices=EVERY)
    made.add_argument("--calendar", choices=CALENDARS)
    made.add_argument("--branch", metavar="B")
    made.add_argument("--from", dest="since", type=day, metavar="DAY")
    made.add_argument("--to", dest="until", type=day, metavar="DAY")
    goal.add("list", _list, ("هدف‌ها و وضع‌شان", "goals and how they stand"), needs="see_figures")
    show = goal.add(
        "show", _show, ("یک هدف با دوره‌های گذشته", "a goal with its past periods"), needs="see_figures"
    )
    show.add_argument("goal", metavar="GOAL")
    drop = goal.add("drop", _drop, ("برداشتن یک هدف", "take a goal back"), approved=True, needs=ITS_ACT)
    drop.add_argument("goal", metavar="GOAL")
    goal.add(
        "keep",
        _keep,
        ("نگه‌داشتن نتیجهٔ دوره‌های پایان‌یافته", "keep what periods that are over came to"),
        approved=True,
        needs=ITS_ACT,
    )


def _set(ctx: Context) -> Answer:
    till, args = ctx.till(), ctx.args
    row = {
        "id": args.goal,
        "figure": args.figure,
        "target": _target(ctx, args.figure, args.target),
        "every": args.every,
        "calendar": args.calendar or calendar_of(till.shop.zone),
        "from": (args.since or till.today()).isoformat(),
    }
    row |= {"branch": branch_id(till, args.branch)} if args.branch else {}
    row |= {"to": args.until.isoformat()} if args.until else {}
    goal = set_goal(till, ctx.session(), row, ctx.approval())
    return Answer(_progress(ctx, (goal,))[0], phrase(PHRASES, "set", ctx.lang, goal=goal.goal_id))


def _target(ctx: Context, figure: str, text: str) -> str:
    if figure in MONEY:
        return str(ctx.money(text, least=0))
    return fold_digits(text).replace("٫", ".")


def _list(ctx: Context) -> Answer:
    seen = branch_in_sight(ctx, None)
    with ctx.till().read() as db:
        goals = tuple(goal for goal in goals_now(db) if seen is None or goal.branch in ("", seen))
    rows = _progress(ctx, goals)
    return Answer({"goals": rows}, _text(ctx, rows) if rows else phrase(PHRASES, "none", ctx.lang))


def _show(ctx: Context) -> Answer:
    with ctx.till().read() as db:
        goal, kept = goal_named(db, ctx.args.goal), kept_results(db, ctx.args.goal)
    branch_in_sight(ctx, goal.branch or None)
    (now,), past = _progress(ctx, (goal,)), _past(ctx, goal)
    return Answer({**now, "past": past, "kept": list(kept)}, _text(ctx, [now, *past[::-1]]))


def _drop(ctx: Context) -> Answer:
    drop_goal(ctx.till(), ctx.session(), ctx.args.goal, ctx.approval())
    return Answer({"goal": ctx.args.goal}, phrase(PHRASES, "dropped", ctx.lang, goal=ctx.args.goal))


def _keep(ctx: Context) -> Answer:
    from desktop.reports.goal_keeping import keep_goals

    new = keep_goals(ctx.till(), ctx.session(), ctx.approval())
    return Answer({"kept": new}, phrase(PHRASES, "kept", ctx.lang, n=digits(str(new), ctx.lang)))


def _shop(ctx: Context) -> tuple[Any, dt.date]:
    from desktop.reports.figures.document import read_shop

    till = ctx.till()
    tomorrow = till.today() + dt.timedelta(days=1)
    with till.read() as db:
        return read_shop(db, tomorrow, till.shop), tomorrow


def _progress(ctx: Context, goals: tuple[Goal, ...]) -> list[dict[str, Any]]:
    if not goals:
        return []
    from desktop.reports.figures.progress import progress, running

    shop, tomorrow = _shop(ctx)
    today = tomorrow - dt.timedelta(days=1)
    return [progress(shop, goal, running(goal, today), tomorrow).document() for goal in goals]


def _past(ctx: Context, goal: Goal) -> list[dict[str, Any]]:
    from desktop.reports.figures.progress import ended, progress

    shop, tomorrow = _shop(ctx)
    return [progress(shop, goal, period, tomorrow).document() for period in ended(goal, tomorrow)]


def _text(ctx: Context, rows: list[dict[str, Any]]) -> str:
    names = ("goal", "figure", "branch", "target", "value", "left", "takes", "standing")
    header = [phrase(PHRASES, name, ctx.lang) for name in names]
    return table(header, [_cells(ctx, row) for row in rows])


def _cells(ctx: Context, row: dict[str, Any]) -> list[str]:
    lang = ctx.lang
    return [
        row["goal"],
        row["figure"],
        row["branch"] or phrase(PHRASES, "all", lang),
        _number(ctx, row, row["target"]),
        phrase(PHRASES, "no_figure", lang) if row["value"] is None else _number(ctx, row, row["value"]),
        digits(str(row["days_left"]), lang),
        _takes(ctx, row),
        phrase(PHRASES, row["standing"], lang),
    ]


def _takes(ctx: Context, row: dict[str, Any]) -> str:
    if row["needed_each_day"] is not None:
        return phrase(PHRASES, "each_day", ctx.lang, n=_number(ctx, row, row["needed_each_day"]))
    if row["members_needed"] is not None:
        return phrase(PHRASES, "members", ctx.lang, n=digits(str(row["members_needed"]), ctx.lang))
    return ""


def _number(ctx: Context, row: dict[str, Any], value: float) -> str:
    if row["figure"] in MONEY:
        return format_amount(round(value), ctx.lang, ctx.till().shop.currency)
    text = f"{value:,.0f}" if abs(value) >= 1_000 or value == int(value) else f"{value:,.2f}"
    return digits(text.replace(",", "٬").replace(".", "٫") if ctx.lang == "fa" else text, ctx.lang)
