"""`staff add|list|level|pin|remove`: the people who work here."""

from __future__ import annotations

from typing import Any

from desktop.cli.answers import Answer, Phrases, phrase, table
from desktop.cli.commands import Commands
from desktop.cli.context import NEW_PIN_VARIABLE, Context
from desktop.cli.rights import ANYBODY, ITS_ACT
from desktop.usecases.people import Staff, find_staff
from loyalty.words import isolate_ltr

PHRASES: Phrases = {
    "added": (
        "{name} افزوده شد. از این پس در هر دستور بگویید چه کسی هستید، مثلاً ‎--as owner.",
        "{name} was added. From now on say in each command who you are, such as --as owner.",
    ),
    "changed": ("سطح {name} عوض شد.", "The level of {name} was changed."),
    "pinned": ("رمز {name} عوض شد.", "The PIN of {name} was changed."),
    "removed": ("{name} دیگر اینجا کار نمی‌کند.", "{name} no longer works here."),
    "ask_pin": ("رمز تازه: ", "New PIN: "),
    "ask_pin_of_new": (
        "رمز این شخص (Enter تنها: فعلاً بی رمز): ",
        "PIN of this person (Enter alone: none yet): ",
    ),
    "added_without": (
        "{name} افزوده شد، هنوز بی رمز؛ برای کار در این صندوق رمزی بگذارید: bashgah staff pin {id}",
        "{name} was added, without a PIN yet; to work at this till one must be set: bashgah staff pin {id}",
    ),
    "id": ("شناسه", "id"),
    "name": ("نام", "name"),
    "level": ("سطح دسترسی", "level"),
    "branch": ("شعبه", "branch"),
    "state": ("وضعیت", "state"),
    "active": ("فعال", "active"),
    "gone": ("رفته", "gone"),
    "locked": ("رمز از کار افتاده", "PIN disabled"),
    "no_key": ("بی رمز در این صندوق", "no PIN at this till"),
}


def register(commands: Commands) -> None:
    """Add the family."""
    staff = commands.group("staff", ("پرسنل", "people who work here"))
    words = ("فهرست پرسنل", "list them")
    staff.add("list", _list, words, needs=ANYBODY).add_argument("--everybody", action="store_true")
    add = staff.add("add", _add, ("افزودن", "add a person"), records=True, approved=True, needs=ITS_ACT)
    add.add_argument("name")
    add.add_argument("--id", default="", metavar="STAFF")
    add.add_argument("--level", default="cashier")
    add.add_argument("--branch")
    add.add_argument("--pin")
    level = staff.add(
        "level", _level, ("تغییر سطح دسترسی", "change a level"), records=True, approved=True, needs=ITS_ACT
    )
    level.add_argument("who", metavar="STAFF")
    level.add_argument("level")
    pin = staff.add(
        "pin", _pin, ("گذاشتن رمز تازه", "set a new PIN"), records=True, approved=True, needs=ITS_ACT
    )
    pin.add_argument("who", metavar="STAFF")
    pin.add_argument("--pin")
    gone = staff.add(
        "remove",
        _remove,
        ("پایان همکاری", "end someone's work here"),
        records=True,
        approved=True,
        needs=ITS_ACT,
    )
    gone.add_argument("who", metavar="STAFF")


def staff_row(staff: Staff) -> dict[str, Any]:
    """Return a person as JSON."""
    return {
        "staff_id": staff.staff_id,
        "name": staff.name,
        "level": staff.level,
        "branch": staff.branch_id,
        "active": staff.active,
        "has_pin": staff.has_key,
        "locked": staff.locked,
    }


def _list(ctx: Context) -> Answer:
    from desktop.usecases.authority import level_name
    from desktop.usecases.policies import rules_now
    from desktop.usecases.staff import list_staff

    everybody = list_staff(ctx.till(), everybody=ctx.args.everybody)
    header = [phrase(PHRASES, key, ctx.lang) for key in ("id", "name", "level", "state")]
    with ctx.till().read() as db:
        access = rules_now(db).access
    rows = [
        (s.staff_id, s.name, level_name(access, s.level).of(ctx.lang), phrase(PHRASES, _state(s), ctx.lang))
        for s in everybody
    ]
    return Answer([staff_row(staff) for staff in everybody], table(header, rows))


def _add(ctx: Context) -> Answer:
    from desktop.usecases.branches import find_branch
    from desktop.usecases.staff import NewStaff, add_staff, level_named

    args, till, session = ctx.args, ctx.till(), ctx.session()
    with till.read() as db:
        branch = find_branch(till, db, args.branch).branch_id if args.branch else None
    level = level_named(till, args.level)
    pin = args.pin or ctx.environ.get(NEW_PIN_VARIABLE) or ctx.offered_pin(PHRASES["ask_pin_of_new"])
    new = NewStaff(args.name, level, args.id, pin, branch)
    return _said(ctx, "added" if pin else "added_without", add_staff(till, session, new, ctx.approval()))


def _level(ctx: Context) -> Answer:
    from desktop.usecases.staff import level_named, set_level

    till, session = ctx.till(), ctx.session()
    who = find_staff(till, ctx.args.who)
    level = level_named(till, ctx.args.level)
    return _said(ctx, "changed", set_level(till, session, who, level, ctx.approval()))


def _pin(ctx: Context) -> Answer:
    from desktop.usecases.staff import set_pin

    till, session = ctx.till(), ctx.session()
    who = find_staff(till, ctx.args.who)
    pin = ctx.new_pin(ctx.args.pin, NEW_PIN_VARIABLE, PHRASES["ask_pin"])
    return _said(ctx, "pinned", set_pin(till, session, who, pin, ctx.approval()))


def _remove(ctx: Context) -> Answer:
    from desktop.usecases.staff import remove_staff

    till, session = ctx.till(), ctx.session()
    who = find_staff(till, ctx.args.who)
    return _said(ctx, "removed", remove_staff(till, session, who, ctx.approval()))


def _said(ctx: Context, key: str, staff: Staff) -> Answer:
    told = phrase(PHRASES, key, ctx.lang, name=staff.name, id=isolate_ltr(staff.staff_id))
    return Answer(staff_row(staff), told)


def _state(staff: Staff) -> str:
    if not staff.active:
        return "gone"
    if staff.locked:
        return "locked"
    return "active" if staff.has_key else "no_key"
