"""What each argument of the centre's commands is for, in both languages."""

from __future__ import annotations

import argparse

from loyalty.usage import name_commands, name_headings
from loyalty.words import Lang

Words = tuple[str, str]
"""(Persian, English)."""

_BUSINESS: Words = (
    "نام یا شناسهٔ کسب‌وکار، اگر مرکز چند تا دارد",
    "name or id of the business, where the centre has several",
)

OPTIONS: dict[str, Words] = {
    "--db": (
        "پوشهٔ مرکز یا نشانی PostgreSQL (یا BASHGAH_CENTRE_DB؛ وگرنه پوشهٔ centre)",
        "the centre's folder, or a PostgreSQL URL (or BASHGAH_CENTRE_DB; else the folder centre)",
    ),
    "--json": ("پاسخ به شکل یک سند JSON", "answer with one JSON document"),
    "--lang": ("زبان پاسخ‌ها: fa یا en", "language of answers: fa or en"),
    "--business": _BUSINESS,
    "--host": (
        "نشانی‌ای که بر آن گوش می‌دهد؛ 127.0.0.1 تنها همین دستگاه، 0.0.0.0 همهٔ شبکه",
        "address to listen on: 127.0.0.1 this machine alone, 0.0.0.0 the whole network",
    ),
    "--port": ("درگاه؛ وگرنه 8440", "port; else 8440"),
    "--workers": (
        "چند فرایند؛ بیش از یکی برای PostgreSQL است",
        "how many processes; more than one is for PostgreSQL",
    ),
    "--tls-cert": ("پروندهٔ گواهی TLS (PEM)", "file of the TLS certificate (PEM)"),
    "--tls-key": ("پروندهٔ کلید آن گواهی (PEM، بی رمز)", "file of its key (PEM, without a password)"),
    "--name": ("نام کسب‌وکار، چنان که مشتری می‌شناسد", "name of the business, as its customers know it"),
    "--currency": ("واحد پول، مانند IRT یا EUR", "money unit, such as IRT or EUR"),
    "--trade": ("صنف کسب‌وکار", "trade of the business"),
    "--test": ("کسب‌وکار آزمایشی", "a business for trying things out"),
    "--branch": ("کد برای صندوق دیگری در شعبه‌ای که هست", "a code for one more till of a branch there is"),
    "--new-branch": ("کد برای نخستین صندوق شعبه‌ای تازه", "a code for the first till of a new branch"),
    "--own-branch": (
        "کد برای فروشگاهی که پیش از این می‌فروخته و گذشته‌اش را می‌آورد",
        "a code for a shop that sells already and brings its past",
    ),
    "--zone": ("منطقهٔ زمانی شعبهٔ تازه", "time zone of the new branch"),
    "till": (
        "نام صندوق، مانند A2، یا شناسه‌اش؛ دستور tills هر دو را می‌گوید",
        "name of the till, such as A2, or its id; the command tills tells both",
    ),
    "--reason": (
        "چرا برکنار می‌شود؛ copied: پوشه یا دستگاهش رونوشت شده است",
        "why it is retired; copied: its folder or machine was cloned",
    ),
    "--by": (
        "چه کسی تصمیم گرفت؛ دو بار برای دو نفر",
        "who decided; twice for two people",
    ),
    "file": ("پروندهٔ پشتیبان", "file of the backup"),
}


def explain(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """Give every argument below a parser its words, and every command those of the reader's language."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action._choices_actions:
                below.help = _one(below.help, lang)
            for below_parser in action.choices.values():
                explain(below_parser, lang)
        elif isinstance(action, argparse._HelpAction):
            action.help = ("نمایش همین راهنما", "show this help")[lang != "fa"]
        else:
            action.help = words_of(action, lang)
    parser.description = _one(parser.description, lang)
    name_headings(parser, lang)
    if parser._subparsers is not None:
        name_commands(parser, lang)


def words_of(action: argparse.Action, lang: Lang) -> str:
    """Return what an argument is for."""
    name = action.option_strings[0] if action.option_strings else action.dest
    return OPTIONS[name][lang != "fa"].replace("%", "%%")


def _one(both: str | None, lang: Lang) -> str | None:
    return both.split(" | ")[lang != "fa"] if both and " | " in both else both
