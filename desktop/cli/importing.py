"""`import`, `export` and `demo`: a club taken over, a shop written out, a shop to try."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.cli.answers import Answer, Phrases, pairs, phrase, table
from desktop.cli.arguments import day, whole_number
from desktop.cli.commands import Commands
from desktop.cli.context import Context
from desktop.cli.rights import ITS_ACT, OUTSIDE
from loyalty.words import format_day, format_int

if TYPE_CHECKING:
    from desktop.usecases.importing.report import FileReport, ImportReport, Progress, Refused

SHOWN = 20
"""Rows of a file to look at that the text shows; --json has them all."""

PHRASES: Phrases = {
    "file": ("پرونده", "file"),
    "read": ("خوانده", "read"),
    "added": ("افزوده", "added"),
    "duplicates": ("تکراری", "duplicates"),
    "conflicts": ("ناسازگار", "conflicts"),
    "refused": ("پذیرفته‌نشده", "refused"),
    "unmatched": ("خرید با عضو ناشناس: {count}", "purchases of an unknown member: {count}"),
    "line": ("{file}، خط {line}: {reason}", "{file}, line {line}: {reason}"),
    "conflict": (
        "این شناسه با محتوای دیگری ثبت شده است؛ همان که ثبت شده می‌ماند",
        "this id stands already with other content; what stands is kept",
    ),
    "more": ("و {count} ردیف دیگر در {file}", "and {count} more rows of {file}"),
    "dry": ("آزمایشی بود؛ چیزی ثبت نشد.", "This was a dry run; nothing was recorded."),
    "as_if": (
        "خریدهای پیشین خودشان چیزی به کسی نمی‌دهند؛ سطح‌ها و ارقام، امتیازشان را می‌شمارند گویی همین‌جا کسب شده است. دارایی اعضا با lots می‌آید.",
        "Purchases taken over give nobody anything by themselves; tiers and figures count their points as if they had been earned "
        "here. What members hold comes in by lots.",
    ),
    "campaigns_kept": (
        "کمپین‌های پیشین در ارقام دیده می‌شوند (دستور figures، و در پنجره: گزارش‌ها، کمپین‌ها) و دیگر در جریان نیستند.",
        "Campaigns of the club before stand in the figures (the command figures; in the window Reports, Campaigns) and run no more.",
    ),
    "not_started": (
        "وارد کردن آغاز نشد؛ سرستون‌ها را درست کنید.",
        "Nothing was imported: mend the headers first.",
    ),
    "cancelled": (
        "نیمه‌کاره ماند؛ اجرای دوباره از همین‌جا ادامه می‌دهد.",
        "Stopped half way; run it again to go on from here.",
    ),
    "progress": (
        "{stage}: {done} از {total}، {rate} در ثانیه، {left} ثانیه مانده",
        "{stage}: {done} of {total}, {rate} a second, {left} s left",
    ),
    "exported": ("خروجی در «{folder}» نوشته شد.", "Written to “{folder}”."),
    "demo": ("فروشگاه نمایشی آماده است.", "The demo shop is ready."),
    "members": ("عضو", "members"),
    "sales": ("خرید", "sales"),
    "span": ("از {first} تا {last}", "from {first} to {last}"),
    "pin": ("رمز همهٔ پرسنل", "PIN of everyone"),
    "staff": ("پرسنل", "staff"),
}


def register(commands: Commands) -> None:
    """Add the family."""
    words = ("وارد کردن عضوها و خریدهای پیشین", "import earlier members and purchases")
    bring = commands.add("import", _import, words, records=True, approved=True, needs=ITS_ACT)
    bring.add_argument("folder", metavar="FOLDER")
    bring.add_argument("--dry-run", action="store_true")
    out = commands.add(
        "export",
        _export,
        ("نوشتن فروشگاه در پرونده‌های CSV", "write the shop out"),
        approved=True,
        needs=ITS_ACT,
    )
    out.add_argument("target", metavar="FOLDER")
    demo = commands.add("demo", _demo, ("ساختن فروشگاه نمایشی", "make a demo shop"), needs=OUTSIDE)
    demo.add_argument("--members", type=whole_number, default=5_000, metavar="N")
    demo.add_argument("--months", type=whole_number, default=18, metavar="N")
    demo.add_argument("--seed", type=whole_number, default=1405, metavar="S")
    demo.add_argument("--today", type=day, metavar="DAY")


def _import(ctx: Context) -> Answer:
    from desktop.usecases.importing.folder import import_folder

    args, till, session = ctx.args, ctx.till(), ctx.session()
    told = import_folder(
        till,
        session,
        Path(args.folder),
        dry_run=args.dry_run,
        progress=_notes(ctx),
        approval=ctx.approval(),
    )
    return report_answer(ctx, told)


def report_answer(ctx: Context, told: ImportReport) -> Answer:
    """Return what became of every row; refused (exit 1) where nothing could begin."""
    document: dict[str, Any] = {name: _file_row(ctx, file) for name, file in told.files.items()}
    document |= {"unmatched": told.unmatched, "dry_run": told.dry_run, "started": told.started}
    return Answer(document, _report_text(ctx, told), exit_code=0 if told.started else 1)


def _file_row(ctx: Context, file: FileReport) -> dict[str, Any]:
    counts = {key: getattr(file, key) for key in ("read", "added", "duplicates", "conflicts")}
    return {
        **counts,
        "refused": [_row_told(ctx, one) for one in file.refused],
        "conflict_lines": list(file.conflict_lines),
        "doubtful": [_row_told(ctx, one) for one in file.doubtful],
    }


def _row_told(ctx: Context, one: Refused) -> dict[str, Any]:
    return {"line": one.line, "reason": one.reason, "value": one.value, "message": one.sentence(ctx.lang)}


def _report_text(ctx: Context, told: ImportReport) -> str:
    keys = ("file", "read", "added", "duplicates", "conflicts", "refused")
    rows = [_counts(ctx, name, file) for name, file in told.files.items()]
    parts = [table([phrase(PHRASES, key, ctx.lang) for key in keys], rows)]
    for name, file in told.files.items():
        parts += _rows_to_look_at(ctx, name, file)
    if told.unmatched:
        parts.append(phrase(PHRASES, "unmatched", ctx.lang, count=format_int(told.unmatched, ctx.lang)))
    parts += [phrase(PHRASES, key, ctx.lang) for key in _meant(told)]
    for key, so in (("dry", told.dry_run), ("not_started", not told.started), ("cancelled", told.cancelled)):
        if so:
            parts.append(phrase(PHRASES, key, ctx.lang))
    return "\n".join(parts)


def _meant(told: ImportReport) -> list[str]:
    """Return the keys of what is to know about that which came in."""
    about = {"purchases": "as_if", "campaigns": "campaigns_kept"}
    return [key for name, key in about.items() if name in told.files and told.files[name].added]


def _counts(ctx: Context, name: str, file: FileReport) -> list[str]:
    numbers = (file.read, file.added, file.duplicates, file.conflicts, len(file.refused))
    return [name, *(format_int(number, ctx.lang) for number in numbers)]


def _rows_to_look_at(ctx: Context, name: str, file: FileReport) -> list[str]:
    """Return a line for each row that was refused, is known with other content or is doubtful; the first of many."""
    told = [(one.line, one.sentence(ctx.lang)) for one in file.refused]
    told += [(line, phrase(PHRASES, "conflict", ctx.lang)) for line in file.conflict_lines]
    told += [(one.line, one.sentence(ctx.lang)) for one in file.doubtful]
    lines = [
        phrase(PHRASES, "line", ctx.lang, file=name, line=format_int(line, ctx.lang), reason=reason)
        for line, reason in sorted(told)[:SHOWN]
    ]
    rest = len(told) - SHOWN
    if rest > 0:
        lines.append(phrase(PHRASES, "more", ctx.lang, count=format_int(rest, ctx.lang), file=name))
    return lines


def _notes(ctx: Context) -> Callable[[Progress], bool]:
    """Return what tells the progress on stderr, once a second at most."""
    last = 0

    def tell(now: Progress) -> bool:
        nonlocal last
        at = ctx.clock.steady()
        if at - last >= 1_000 and now.done < now.total:
            last = at
            left = 0 if now.left_ms is None else now.left_ms // 1_000
            numbers = {"done": now.done, "total": now.total, "rate": now.rate, "left": left}
            told = {key: format_int(number, ctx.lang) for key, number in numbers.items()}
            ctx.note(phrase(PHRASES, "progress", ctx.lang, stage=now.stage, **told))
        return True

    return tell


def _export(ctx: Context) -> Answer:
    from desktop.usecases.exporting import export_folder

    told = export_folder(ctx.till(), ctx.session(), Path(ctx.args.target), ctx.approval())
    rows = [(name, format_int(count, ctx.lang)) for name, count in told.rows.items()]
    text = phrase(PHRASES, "exported", ctx.lang, folder=told.folder)
    return Answer({"folder": str(told.folder), "rows": told.rows}, text + "\n" + pairs(rows))


def _demo(ctx: Context) -> Answer:
    from desktop.usecases.demo.shop import make_demo

    args = ctx.args
    made = make_demo(
        ctx.folder,
        members=args.members,
        months=args.months,
        seed=args.seed,
        today=args.today,
        clock=ctx.clock,
        keys=ctx.keys(),
        language=ctx.lang,
        progress=_notes(ctx),
    )
    document = {
        "shop": made.shop,
        "members": made.members,
        "sales": made.sales,
        "refunds": made.refunds,
        "first_day": made.first_on.isoformat(),
        "last_day": made.last_on.isoformat(),
        "staff": [{"staff": staff, "name": name} for staff, name in made.staff],
        "pin": made.pin,
    }
    return Answer(document, _demo_text(ctx, document, made.first_on, made.last_on))


def _demo_text(ctx: Context, document: dict[str, Any], first: dt.date, last: dt.date) -> str:
    def word(key: str, **values: object) -> str:
        return phrase(PHRASES, key, ctx.lang, **values)

    rows = [(word(key), format_int(document[key], ctx.lang)) for key in ("members", "sales")]
    rows += [
        (word("staff"), "، ".join(one["name"] for one in document["staff"])),
        (word("pin"), document["pin"]),
    ]
    span = word("span", first=format_day(first, ctx.lang), last=format_day(last, ctx.lang))
    return "\n".join([word("demo"), span, pairs(rows)])
