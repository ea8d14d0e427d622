"""`receipt`, `prints list|retry|drop`: slips printed again, and the queue of those that wait."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desktop.cli.answers import Answer, Phrases, phrase, table
from desktop.cli.commands import Commands
from desktop.cli.context import Context
from desktop.cli.rights import ANYBODY, ITS_ACT
from desktop.usecases.selling.paper_queue import OPEN, STATES, PrintJob, next_job
from desktop.usecases.settings import NO_PRINTER
from desktop.usecases.till import Till
from loyalty.clock import instant_text
from loyalty.errors import LoyaltyError
from loyalty.problems import hint, say
from loyalty.words import Lang, digits, format_int, format_moment

WIDTHS = ("576", "384")
MOST_PRINTED = 1_000

PHRASES: Phrases = {
    "copy": ("رونوشت شمارهٔ {copies}.", "Copy {copies}."),
    "written": ("در {path} نوشته شد.", "Written to {path}."),
    "waits": ("در صف چاپ است.", "It waits in the print queue."),
    "printed_now": ("{count} برگه چاپ شد.", "{count} slips were printed."),
    "none": ("برگه‌ای در صف نیست.", "No slip is waiting."),
    "again": ("{count} برگه دوباره در صف است.", "{count} slips are queued again."),
    "dropped": ("چاپ برگه لغو شد.", "The slip was given up."),
    "dropped_all": ("چاپ {count} برگه لغو شد.", "{count} slips were given up."),
    "id": ("شناسه", "id"),
    "kind": ("برگه", "slip"),
    "state": ("وضعیت", "state"),
    "copies": ("رونوشت", "copy"),
    "tries": ("تلاش", "tries"),
    "made": ("زمان", "made"),
    "problem": ("مشکل", "trouble"),
    "receipt": ("رسید", "receipt"),
    "refund": ("مرجوعی", "refund"),
    "void": ("ابطال", "void"),
    "shift": ("شیفت", "shift"),
    "day": ("روز", "day"),
    "test": ("آزمایشی", "test"),
    "card": ("کارت", "card"),
    "queued": ("در صف", "queued"),
    "sending": ("در حال چاپ", "printing"),
    "waiting": ("منتظر چاپگر", "waiting for the printer"),
    "printed": ("چاپ‌شده", "printed"),
    "doubtful": ("نامعلوم", "in doubt"),
    "failed": ("ناکام", "failed"),
    "dropped_state": ("لغو شده", "given up"),
}


def register(commands: Commands) -> None:
    """Add the family."""
    receipt = commands.add(
        "receipt", _receipt, ("چاپ دوبارهٔ رسید", "a receipt again, as a copy"), records=True, needs=ITS_ACT
    )
    receipt.add_argument("sale", metavar="SALE")
    receipt.add_argument("--png", metavar="F")
    receipt.add_argument("--escpos", metavar="F")
    receipt.add_argument("--width", choices=WIDTHS)
    prints = commands.group("prints", ("صف چاپ", "the print queue"))
    listing = prints.add("list", _list, ("برگه‌های در صف", "slips that are not on paper yet"), needs=ANYBODY)
    listing.add_argument("--all", action="store_true")
    retry = prints.add("retry", _retry, ("چاپ دوباره", "print again what failed or waits"), needs=ITS_ACT)
    retry.add_argument("jobs", nargs="*", metavar="JOB")
    drop = prints.add("drop", _drop, ("لغو چاپ یک برگه", "give a slip up"), needs=ITS_ACT)
    which = drop.add_mutually_exclusive_group(required=True)
    which.add_argument("job", nargs="?", metavar="JOB")
    which.add_argument("--all", action="store_true")


def _receipt(ctx: Context) -> Answer:
    from desktop.reports.files import try_place
    from desktop.usecases.slips import copy_slip

    till, session = ctx.till(), ctx.session()
    paths = [Path(path) for path in (ctx.args.png, ctx.args.escpos) if path]
    for path in paths:
        try_place(path)
    job = copy_slip(till, session, ctx.args.sale)
    lines = [phrase(PHRASES, "copy", ctx.lang, copies=format_int(job.copies, ctx.lang))]
    if paths:
        _write_slip(ctx, till, job)
        lines += [phrase(PHRASES, "written", ctx.lang, path=path) for path in paths]
    else:
        count, problem = _print_waiting(till)
        lines.append(
            phrase(PHRASES, "printed_now" if count else "waits", ctx.lang, count=format_int(count, ctx.lang))
        )
        if problem is not None:
            ctx.note("\n".join((say(problem, ctx.lang), hint(problem, ctx.lang))))
        return Answer({"copies": job.copies, "printed": _is_printed(till, job)}, "\n".join(lines))
    return Answer({"copies": job.copies}, "\n".join(lines))


def _is_printed(till: Till, job: PrintJob) -> bool:
    from desktop.usecases.selling.paper_queue import job_named

    with till.read() as db:
        return job_named(db, job.job_id).state == "printed"


def _write_slip(ctx: Context, till: Till, job: PrintJob) -> None:
    """Write a queued slip into the files asked for; one that could not be written is not left to the printer."""
    from desktop.reports.files import write_paper
    from desktop.usecases.selling.paper_queue import drop_job, move_job

    try:
        for path, content in _contents(ctx, till, job):
            write_paper(path, content)
    except LoyaltyError:
        drop_job(till, job.job_id)
        raise
    move_job(till, job.job_id, "printed")


def _contents(ctx: Context, till: Till, job: PrintJob) -> list[tuple[Path, bytes]]:
    from desktop.printing.bitmap import png_bytes, stack
    from desktop.printing.escpos_bytes import job_bytes
    from desktop.printing.raster import draw_rows, prepare_drawing
    from desktop.printing.till_jobs import slip_rows

    drawing = prepare_drawing()
    values = _settings(till)
    width = int(ctx.args.width or values["printer_width"])
    sheets = draw_rows(slip_rows(till, job, ctx.lang, width), width, ctx.lang)
    del drawing
    contents = []
    if ctx.args.png:
        contents.append((Path(ctx.args.png), png_bytes(stack(sheets))))
    if ctx.args.escpos:
        contents.append((Path(ctx.args.escpos), job_bytes(sheets, cut=values["printer_cut"])))
    return contents


def _settings(till: Till) -> dict[str, Any]:
    from desktop.usecases.settings import read_settings

    with till.read() as db:
        return dict(read_settings(db))


def print_behind(ctx: Context) -> None:
    """Print what a command has queued, where this machine has a printer; say what keeps it from paper."""
    till = ctx.till()
    if _settings(till)["printer_kind"] == NO_PRINTER or not _waits(till):
        return
    _, problem = _print_waiting(till)
    if problem:
        ctx.note("\n".join(filter(None, (say(problem, ctx.lang), hint(problem, ctx.lang)))))


def _waits(till: Till) -> bool:
    with till.read() as db:
        return next_job(db) is not None


def _print_waiting(till: Till) -> tuple[int, LoyaltyError | None]:
    """Print what waits until the printer stops; return how many came out and the first trouble there was."""
    from desktop.printing.till_jobs import print_next

    if _settings(till)["printer_kind"] == NO_PRINTER:
        return 0, LoyaltyError("printer_unset")
    from desktop.printing.raster import prepare_drawing
    from desktop.printing.trouble import trouble

    drawing = prepare_drawing()
    count, reason = 0, ""
    for _ in range(MOST_PRINTED):
        worked = print_next(till)
        count += worked.state == "printed"
        reason = reason or ("" if worked.state in (None, "printed") else worked.reason)
        if worked.state in (None, "waiting"):
            break
    del drawing
    return count, trouble(reason) if reason else None


def _list(ctx: Context) -> Answer:
    from desktop.usecases.selling.paper_queue import list_jobs

    till = ctx.till()
    with till.read() as db:
        jobs = list_jobs(db, STATES if ctx.args.all else OPEN)
    return Answer([_row(job, till) for job in jobs], _listed(jobs, till, ctx.lang))


def _row(job: PrintJob, till: Till) -> dict[str, Any]:
    return {
        "job_id": job.job_id,
        "kind": job.kind,
        "fact_id": job.fact_id,
        "state": job.state,
        "copies": job.copies,
        "tries": job.tries,
        "problem": job.problem,
        "made_at": instant_text(job.made_at, till.shop.zone),
    }


def _listed(jobs: Sequence[PrintJob], till: Till, lang: Lang) -> str:
    if not jobs:
        return phrase(PHRASES, "none", lang)
    header = [
        phrase(PHRASES, key, lang) for key in ("id", "kind", "state", "copies", "tries", "made", "problem")
    ]
    return table(header, [_cells(job, till, lang) for job in jobs])


def _cells(job: PrintJob, till: Till, lang: Lang) -> list[str]:
    from desktop.printing.trouble import trouble

    zone = till.shop.zone
    state = "dropped_state" if job.state == "dropped" else job.state
    made = format_moment(job.made_at, zone, lang)
    return [
        job.job_id,
        phrase(PHRASES, job.kind, lang),
        phrase(PHRASES, state, lang),
        digits(str(job.copies), lang),
        digits(str(job.tries), lang),
        made,
        say(trouble(job.problem), lang) if job.problem else "",
    ]


def _retry(ctx: Context) -> Answer:
    from desktop.usecases.authority import authorise
    from desktop.usecases.selling.paper_queue import doubt_interrupted, list_jobs, retry_jobs

    till, session = ctx.till(), ctx.session()
    authorise(till, session, "print_copy")
    # No other process has the shop open: what is still being sent was left so by one that was stopped.
    doubt_interrupted(till)
    again = retry_jobs(till, ctx.args.jobs)
    count, problem = _print_waiting(till)
    with till.read() as db:
        left = len(list_jobs(db, OPEN, MOST_PRINTED))
    lines = [
        phrase(PHRASES, "again", ctx.lang, count=format_int(again, ctx.lang)),
        phrase(PHRASES, "printed_now", ctx.lang, count=format_int(count, ctx.lang)),
    ]
    document = {"queued": again, "printed": count, "waiting": left}
    return Answer(document, "\n".join(lines), problem=problem if left else None)


def _drop(ctx: Context) -> Answer:
    from desktop.usecases.authority import authorise
    from desktop.usecases.selling.paper_queue import drop_all, drop_job

    till, session = ctx.till(), ctx.session()
    authorise(till, session, "print_copy")
    if ctx.args.all:
        given_up = drop_all(till)
        told = phrase(PHRASES, "dropped_all", ctx.lang, count=format_int(given_up, ctx.lang))
        return Answer({"dropped": given_up}, told)
    drop_job(till, ctx.args.job)
    return Answer({"job_id": ctx.args.job}, phrase(PHRASES, "dropped", ctx.lang))
