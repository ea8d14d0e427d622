"""`settings show|set`: this machine's language, look, printer and locks."""

from __future__ import annotations

from desktop.cli.answers import Answer, Phrases, pairs, phrase
from desktop.cli.commands import Commands
from desktop.cli.context import Context
from desktop.cli.rights import ANYBODY, SIGNED_IN
from loyalty.usage import WrongUsage
from loyalty.words import format_int

_MOST = 10_000
"""Slips that are counted."""

PHRASES: Phrases = {
    "kept": ("تنظیم‌ها ذخیره شد.", "The settings are kept."),
    "held": (
        "{count} برگهٔ پیشین چاپ نشده است و خودبه‌خود چاپ نمی‌شود: prints list نشانشان می‌دهد، prints retry چاپشان می‌کند و prints drop --all کنارشان می‌گذارد.",
        "{count} earlier slips are not printed and will not come out by themselves: prints list shows them, prints retry prints "
        "them, prints drop --all gives them up.",
    ),
    "on": ("روشن", "on"),
    "off": ("خاموش", "off"),
}


def register(commands: Commands) -> None:
    """Add the family."""
    settings = commands.group("settings", ("تنظیم‌های این دستگاه", "settings of this machine"))
    settings.add("show", _show, ("دیدن تنظیم‌ها", "show them"), needs=ANYBODY)
    keep = settings.add(
        "set",
        _set,
        ("تغییر تنظیم‌ها: NAME=VALUE", "change them: NAME=VALUE"),
        approved=True,
        needs=SIGNED_IN,
        stopped="interrupted_setting",
    )
    keep.add_argument("changes", nargs="+", metavar="NAME=VALUE")


def _show(ctx: Context) -> Answer:
    from desktop.usecases.settings import read_settings

    with ctx.till().read() as db:
        values = read_settings(db)
    return Answer(values, pairs((name, _shown(value, ctx)) for name, value in values.items()))


def _set(ctx: Context) -> Answer:
    from desktop.usecases.selling.paper_queue import list_jobs
    from desktop.usecases.settings import read_settings, set_settings

    changes = dict(_split(change) for change in ctx.args.changes)
    till, session = ctx.till(), ctx.session()
    set_settings(till, session, changes, ctx.approval())
    with till.read() as db:
        held = len(list_jobs(db, ("failed",), _MOST)) if "printer_kind" in changes else 0
        told = [phrase(PHRASES, "kept", ctx.lang)]
        if held:
            told.append(phrase(PHRASES, "held", ctx.lang, count=format_int(held, ctx.lang)))
        return Answer(read_settings(db), "\n".join(told))


def _split(change: str) -> tuple[str, str]:
    name, sign, value = change.partition("=")
    if not sign:
        raise WrongUsage(f"NAME=VALUE: {change}", "bashgah settings set NAME=VALUE …")
    return name.strip(), value


def _shown(value: object, ctx: Context) -> str:
    return phrase(PHRASES, "on" if value else "off", ctx.lang) if isinstance(value, bool) else str(value)
