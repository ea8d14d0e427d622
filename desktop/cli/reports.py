"""`report branch|members|staff|member|offer|goals|partners`: what the screens show, as paper and as sheets.

`--as-of` is exclusive, as in `figures`; `--days` long is the period before it. Several files may be asked for at once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.cli.answers import Answer, Phrases, phrase
from desktop.cli.arguments import day, whole_number
from desktop.cli.commands import Commands
from desktop.cli.context import Context
from desktop.cli.empty_days import note_empty_days
from desktop.cli.rights import ITS_ACT, SIGNED_IN, branch_in_sight
from desktop.usecases.sign_in import Session
from desktop.usecases.till import Till
from loyalty.errors import require

if TYPE_CHECKING:
    from desktop.reports.figures.periods import Calendar, Period
    from desktop.reports.sheet import Sheet

PHRASES: Phrases = {
    "written": ("در {path} نوشته شد.", "Written to {path}."),
    "folder_made": ("پوشهٔ {path} نبود و ساخته شد.", "The folder {path} was not there and was made."),
}
DAYS = 30
ALL = "all"

Writers = dict[str, Callable[[str], Path]]
"""By kind of file, what writes it to a path."""


def register(commands: Commands) -> None:
    """Add the family."""
    reports = commands.group("report", ("گزارش روی کاغذ و در جدول", "reports as paper and as sheets"))
    branch = reports.add(
        "branch", _branch, ("گزارش شعبه یا همهٔ شعبه‌ها", "report of a branch, or of all"), needs=ITS_ACT
    )
    members = reports.add(
        "members", _members, ("فهرست اعضا با رتبه‌ها", "the list of members with their classes"), needs=ITS_ACT
    )
    members.add_argument("--segment", metavar="S")
    staff = reports.add("staff", _staff, ("کارکنان و استثناها", "staff and exceptions"), needs=ITS_ACT)
    member = reports.add("member", _member, ("صورت‌حساب یک عضو", "a member's statement"), needs=SIGNED_IN)
    member.add_argument("member", metavar="M")
    offer = reports.add("offer", _offer, ("نتیجهٔ یک آفر", "the result of an offer"), needs=ITS_ACT)
    offer.add_argument("offer", metavar="O")
    goals = reports.add("goals", _goals, ("هدف‌ها و وضع‌شان", "goals and how they stand"), needs=ITS_ACT)
    partners = reports.add(
        "partners",
        _partners,
        ("یک برگه برای شریکان و سرمایه‌گذاران", "one page for partners and investors"),
        needs=ITS_ACT,
    )
    for command in (goals, partners):
        command.add_argument("--branch", metavar="B")
    for command in (offer, goals):
        command.add_argument("--pdf", metavar="F")
    for command in (branch, members, staff):
        command.add_argument("--branch", metavar="B")
        command.add_argument("--xlsx", metavar="F")
        command.add_argument("--csv", metavar="F")
    for command in (branch, staff, member, partners):
        command.add_argument("--days", type=whole_number, default=DAYS, metavar="N")
        command.add_argument("--pdf", metavar="F")
    for command in (branch, members, staff, member, partners):
        command.add_argument("--as-of", type=day, metavar="DAY")


def _branch(ctx: Context) -> Answer:
    def writers(till: Till, session: Session) -> Writers:
        from desktop.reports.branch_report import branch_report
        from desktop.reports.branch_report_pdf import write_branch_report
        from desktop.reports.report_sheets import branch_sheets

        told = branch_report(till, session, _noted(ctx), _branch_id(ctx), _calendar(ctx))
        return {"pdf": lambda path: write_branch_report(told, path, ctx.lang)} | _sheets(
            lambda: branch_sheets(told, ctx.lang)
        )

    return _write(ctx, writers)


def _members(ctx: Context) -> Answer:
    def writers(till: Till, session: Session) -> Writers:
        from desktop.reports.members_list import members_list
        from desktop.reports.report_sheets import members_sheet

        told = members_list(till, session, _as_of(ctx), _branch_id(ctx), ctx.args.segment)
        note_empty_days(ctx, None, _as_of(ctx), _branch_id(ctx) or "", "--as-of")
        return _sheets(lambda: (members_sheet(told, ctx.lang),))

    return _write(ctx, writers)


def _staff(ctx: Context) -> Answer:
    def writers(till: Till, session: Session) -> Writers:
        from desktop.reports.report_sheets import staff_sheets
        from desktop.reports.staff_report import staff_report
        from desktop.reports.staff_report_pdf import write_staff_report

        told = staff_report(till, session, _noted(ctx), _branch_id(ctx))
        return {"pdf": lambda path: write_staff_report(told, path, ctx.lang)} | _sheets(
            lambda: staff_sheets(told, ctx.lang)
        )

    return _write(ctx, writers)


def _member(ctx: Context) -> Answer:
    def writers(till: Till, session: Session) -> Writers:
        from desktop.reports.statement_pdf import write_statement
        from desktop.usecases.members.naming import any_member
        from desktop.usecases.members.statement import statement

        period = _period(ctx)
        who, last = any_member(till, ctx.args.member), period.until - dt.timedelta(days=1)
        told = statement(till, who, period.since, last, session)
        return {"pdf": lambda path: write_statement(told, path, ctx.lang)}

    return _write(ctx, writers)


def _offer(ctx: Context) -> Answer:
    def writers(till: Till, session: Session) -> Writers:
        from desktop.reports.offer_report import offer_report
        from desktop.reports.offer_report_pdf import write_offer_report

        told = offer_report(till, session, ctx.args.offer)
        return {"pdf": lambda path: write_offer_report(told, path, ctx.lang)}

    return _write(ctx, writers)


def _goals(ctx: Context) -> Answer:
    return _write(ctx, partial(_paper, ctx, "goals", _last_day(ctx)))


def _partners(ctx: Context) -> Answer:
    return _write(ctx, partial(_paper, ctx, "partners", _noted(ctx)))


def _paper(ctx: Context, name: str, period: Period, till: Till, session: Session) -> Writers:
    from desktop.reports.club_papers import Order, write_club_paper

    order = Order(period, _branch_id(ctx), _calendar(ctx), ctx.lang)
    return {"pdf": lambda path: write_club_paper(till, session, name, order, Path(path))}


def _last_day(ctx: Context) -> Period:
    """Return the day goals are told of: today."""
    from desktop.reports.figures.periods import Period

    today = ctx.till().today()
    return Period(today, today + dt.timedelta(days=1))


def _calendar(ctx: Context) -> Calendar:
    return "jalali" if ctx.lang == "fa" else "gregorian"


def _sheets(made: Callable[[], Sequence[Sheet]]) -> Writers:
    """Return what writes sheets: all of them into one book, the first alone as CSV."""
    from desktop.reports.csv_sheet import write_csv
    from desktop.reports.xlsx import write_xlsx

    return {"xlsx": lambda path: write_xlsx(path, made()), "csv": lambda path: write_csv(path, made()[0])}


def _write(ctx: Context, writers: Callable[[Till, Session], Writers]) -> Answer:
    """Write every file that was asked for; at least one must be."""
    asked = {kind: getattr(ctx.args, kind, None) for kind in ("pdf", "xlsx", "csv")}
    require(any(asked.values()), "report_nowhere")
    folders = {Path(path).absolute().parent for path in asked.values() if path}
    new = sorted(str(folder) for folder in folders if not folder.is_dir())
    write = writers(ctx.till(), ctx.session())
    paths = [str(write[kind](path)) for kind, path in asked.items() if path]
    document: dict[str, Any] = {"path": paths[0], "paths": paths, "folders_made": new}
    told = [phrase(PHRASES, "written", ctx.lang, path=path) for path in paths]
    told += [phrase(PHRASES, "folder_made", ctx.lang, path=folder) for folder in new]
    return Answer(document, "\n".join(told))


def _as_of(ctx: Context) -> dt.date:
    given: dt.date | None = ctx.args.as_of
    return given or ctx.till().today() + dt.timedelta(days=1)


def _period(ctx: Context) -> Period:
    from desktop.reports.branch_report import LONGEST
    from desktop.reports.figures.periods import Period

    require(0 < ctx.args.days <= LONGEST, "report_too_long", most=LONGEST)
    return Period.last(ctx.args.days, _as_of(ctx))


def _noted(ctx: Context) -> Period:
    """Return the days a report tells of; where nothing was bought in them a note says where the nearest purchase lies."""
    period = _period(ctx)
    note_empty_days(ctx, period.since, period.until, _branch_id(ctx) or "", "--days, --as-of")
    return period


def _branch_id(ctx: Context) -> str | None:
    """Return the branch a report tells of, None for all of them; raises `not_allowed`."""
    return None if ctx.args.branch == ALL else branch_in_sight(ctx, ctx.args.branch)
