"""`backup`, `restore` and `recovery sheet|key|pin`: safe copies, and the ways back on a bad day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.answers import Answer, Phrases, phrase
from desktop.cli.commands import Commands
from desktop.cli.context import NEW_PIN_VARIABLE, Context
from desktop.cli.rights import ITS_ACT, OUTSIDE
from desktop.models.recovery import GROUPS, check_group, split_groups
from desktop.models.shop_file import LABEL
from loyalty.errors import LoyaltyError
from loyalty.problems import hint, say
from loyalty.words import LANGUAGES, format_int

if TYPE_CHECKING:
    from desktop.usecases.recovery import Restored

SHEET_VARIABLE = "BASHGAH_SHEET"

PHRASES: Phrases = {
    "backed_up": (
        "پشتیبان با {facts} رخداد نوشته شد: {path}",
        "A backup of {facts} facts is written: {path}",
    ),
    "restored": ("فروشگاه با {facts} رخداد برگشت: {path}", "The shop is back with {facts} facts: {path}"),
    "kept": ("پروندهٔ پیشین این‌جا نگه داشته شد: {path}", "The file that was there is kept as {path}"),
    "key_back": ("کلید فروشگاه به این دستگاه برگشت.", "This machine has the shop's key again."),
    "pinned": ("رمز {name} عوض شد.", "The PIN of {name} was changed."),
    "ask_over": (
        "این‌جا فروشگاهی هست. پشتیبان جای آن می‌نشیند و آنچه پس از پشتیبان ثبت شده، با پروندهٔ کنونی کنار گذاشته می‌شود. برگردانده شود؟ (بله/نه)",
        "There is a shop here. The backup takes its place, and what was recorded after the backup is set aside with the file "
        "that is there now. Put it back? (yes/no)",
    ),
    "ask_sheet": (
        "برگهٔ بازیابی، گروه {place} از {of} (یا همه در یک سطر): ",
        "Recovery sheet, group {place} of {of} (or all on one line): ",
    ),
    "ask_group": ("گروه {place} از {of}: ", "Group {place} of {of}: "),
    "ask_pin": ("رمز تازهٔ مالک: ", "New PIN of the owner: "),
}


def register(commands: Commands) -> None:
    """Add the commands."""
    backup = commands.add(
        "backup",
        _backup,
        ("نوشتن پشتیبان", "write a backup"),
        approved=True,
        needs=ITS_ACT,
        stopped="interrupted_whole",
    )
    backup.add_argument("path", metavar="F")
    words = ("برگرداندن پشتیبان", "put a backup back")
    restore = commands.add("restore", _restore, words, needs=OUTSIDE, stopped="interrupted_whole")
    restore.add_argument("path", metavar="F")
    restore.add_argument("--sheet-file", metavar="F")
    recovery = commands.group(
        "recovery",
        (
            "بازیابی: برگه، رمز فراموش‌شده، دیسک ازکارافتاده",
            "recovery: the sheet, a forgotten PIN, a dead disk",
        ),
    )
    words = ("نمایش دوبارهٔ برگهٔ بازیابی", "show the recovery sheet again")
    recovery.add("sheet", _sheet, words, approved=True, needs=ITS_ACT)
    key = recovery.add(
        "key",
        _key,
        ("برگرداندن کلید گم‌شده", "bring back a lost key"),
        needs=OUTSIDE,
        stopped="interrupted_whole",
    )
    key.add_argument("--sheet-file", metavar="F")
    pin = recovery.add(
        "pin", _pin, ("رمز تازهٔ مالک با برگه", "set the owner's PIN by the sheet"), needs=OUTSIDE
    )
    pin.add_argument("--sheet-file", metavar="F")
    pin.add_argument("--owner", default="owner", metavar="STAFF")
    pin.add_argument("--pin")


def _backup(ctx: Context) -> Answer:
    from desktop.usecases.backups import back_up

    till, session = ctx.till(), ctx.session()
    made = back_up(till, session, Path(ctx.args.path).absolute(), ctx.approval())
    return _copied(ctx, "backed_up", made.path, made.facts)


def _restore(ctx: Context) -> Answer:
    if (ctx.folder / LABEL).exists() and not ctx.agrees(PHRASES["ask_over"]):
        raise LoyaltyError("restore_left")
    back = _put_back(ctx)
    answer = _copied(ctx, "restored", back.folder, back.facts)
    if back.kept is None:
        return Answer({**answer.document, "kept": None}, answer.text)
    told = phrase(PHRASES, "kept", ctx.lang, path=back.kept)
    return Answer({**answer.document, "kept": str(back.kept)}, f"{answer.text}\n{told}")


def _put_back(ctx: Context) -> Restored:
    """Restore with the key of this machine, or by the sheet, which is asked for where there is no key."""
    from desktop.usecases.recovery import restore_shop

    source, keys = Path(ctx.args.path), ctx.keys()
    sheet = _sheet_text(ctx) if ctx.args.sheet_file or ctx.environ.get(SHEET_VARIABLE) else None
    try:
        return restore_shop(source, ctx.folder, keys=keys, clock=ctx.clock, sheet=sheet)
    except LoyaltyError as problem:
        if problem.code != "shop_key_missing":
            raise
    return restore_shop(source, ctx.folder, keys=keys, clock=ctx.clock, sheet=_sheet_text(ctx))


def _copied(ctx: Context, key: str, path: Path, facts: int) -> Answer:
    text = phrase(PHRASES, key, ctx.lang, path=path, facts=format_int(facts, ctx.lang))
    return Answer({"path": str(path), "facts": facts}, text)


def _sheet(ctx: Context) -> Answer:
    from desktop.usecases.recovery import recovery_sheet

    till, session = ctx.till(), ctx.session()
    sheet = recovery_sheet(till, session, ctx.approval())
    lines = [f"{place:2}. {group}" for place, group in enumerate(sheet.groups, 1)]
    return Answer({"groups": list(sheet.groups), "qr": sheet.qr_text}, "\n".join(lines))


def _key(ctx: Context) -> Answer:
    from desktop.usecases.recovery import recover_key

    recover_key(ctx.folder, _sheet_text(ctx), keys=ctx.keys())
    return Answer({"shop": str(ctx.folder)}, phrase(PHRASES, "key_back", ctx.lang))


def _pin(ctx: Context) -> Answer:
    from desktop.cli.staff import staff_row
    from desktop.usecases.recovery import reset_owner_pin

    till, sheet = ctx.till(), _sheet_text(ctx)
    pin = ctx.new_pin(ctx.args.pin, NEW_PIN_VARIABLE, PHRASES["ask_pin"])
    owner = reset_owner_pin(till, sheet, pin, ctx.args.owner)
    return Answer(staff_row(owner), phrase(PHRASES, "pinned", ctx.lang, name=owner.name))


def _sheet_text(ctx: Context) -> str:
    """Return the sheet's words from a file, the environment or a terminal; never from the line itself."""
    if not ctx.args.sheet_file:
        return ctx.environ.get(SHEET_VARIABLE) or _typed_sheet(ctx)
    try:
        text = Path(ctx.args.sheet_file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise LoyaltyError("document_missing", path=ctx.args.sheet_file) from problem
    # Lines may carry the numbers they were printed with: "12. K7QM-42".
    return "\n".join(line.rpartition(".")[2] for line in text.splitlines())


def _typed_sheet(ctx: Context) -> str:
    """Return the sheet as it is typed group by group: a wrong one is asked for again, the right ones before it stay."""
    groups: list[str] = []
    missing = LoyaltyError("sheet_missing", variable=SHEET_VARIABLE)
    while len(groups) < GROUPS:
        typed = ctx.hidden(_group_question(len(groups)), missing)
        try:
            for group in split_groups(typed):
                check_group(group, len(groups))
                groups.append(group)
        except LoyaltyError as wrong:
            ctx.note(f"{say(wrong, ctx.lang)} {hint(wrong, ctx.lang)}")
    return "".join(groups)


def _group_question(place: int) -> tuple[str, str]:
    key = "ask_group" if place else "ask_sheet"
    persian, english = (
        phrase(PHRASES, key, lang, place=format_int(place + 1, lang), of=format_int(GROUPS, lang))
        for lang in LANGUAGES
    )
    return persian, english
