"""How a family adds its commands: names, help in both languages, and the options that every command takes.

A command is a function `run(ctx: Context) -> Answer`. Options common to all stand before or after its name.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from desktop.cli.answers import Answer
from desktop.cli.arguments import instant
from desktop.cli.rights import NEEDS, told
from loyalty.usage import Parser, name_commands, name_headings
from loyalty.words import LANGUAGES, Lang

if TYPE_CHECKING:
    from desktop.cli.context import Context

Run = Callable[["Context"], Answer]
Help = tuple[str, str]
"""(Persian, English)."""


class Commands:
    """A place to add commands to: the top of the line, or a group such as `staff`."""

    def __init__(self, subparsers: Any, lang: Lang) -> None:
        self._subparsers = subparsers
        self._lang = lang

    def add(
        self,
        name: str,
        run: Run,
        help: Help,
        *,
        needs: str,
        records: bool = False,
        approved: bool = False,
        stopped: str = "interrupted",
    ) -> Parser:
        """Return the parser of a new command, for its own arguments.

        `needs`: who may run it (`desktop.cli.rights`); `records`: takes --at in a test shop; `approved`: takes
        --approved-by; `stopped`: what is said after Ctrl-C where no fact came, another sentence for a command that leaves
        more behind than facts.
        """
        assert needs in NEEDS, needs
        parser = self._new(name, help)
        parser.description = f"{parser.description}. {told(needs, self._lang)}".rstrip(". ") + "."
        add_common_options(parser, self._lang, suppress=True)
        if records:
            parser.add_argument("--at", type=instant, metavar="INSTANT", help=self._word(_AT))
        if approved:
            parser.add_argument("--approved-by", metavar="STAFF", help=self._word(_APPROVED))
        parser.set_defaults(run=run, needs=needs, stopped=stopped)
        return parser

    def group(self, name: str, help: Help) -> Commands:
        """Return a group of commands under one word (`staff add`, `staff list` …)."""
        parser = self._new(name, help)
        name_commands(parser, self._lang)
        return Commands(_subcommands(parser), self._lang)

    def _new(self, name: str, help: Help) -> Parser:
        words = self._word(help).replace("%", "%%")
        parser: Parser = self._subparsers.add_parser(name, help=words, description=words)
        name_headings(parser, self._lang)
        return parser

    def _word(self, help: Help) -> str:
        return help[0] if self._lang == "fa" else help[1]


_AT: Help = ("زمان ثبت (تنها در فروشگاه آزمایشی)", "when it happens (only in a test shop)")
_APPROVED: Help = (
    "تأییدکننده؛ رمز او در BASHGAH_APPROVER_PIN",
    "who approves; their PIN in BASHGAH_APPROVER_PIN",
)


def make_parser(lang: Lang) -> tuple[Parser, Commands]:
    """Return the parser of the whole line and the place for its commands."""
    words = ("باشگاه مشتریان، بی‌نیاز از شبکه. بدون دستور، پنجره باز می‌شود.",
             "A loyalty till that needs no network. Without a command the window opens.")  # fmt: skip
    parser = Parser(prog="bashgah", description=words[lang != "fa"])
    add_common_options(parser, lang, suppress=False)
    name_headings(parser, lang)
    name_commands(parser, lang)
    return parser, Commands(_subcommands(parser, required=False), lang)


def add_common_options(parser: argparse.ArgumentParser, lang: Lang, *, suppress: bool) -> None:
    """Add what every command takes; after the command's name an option not given must not undo one before it."""

    def default(value: Any) -> Any:
        return argparse.SUPPRESS if suppress else value

    words = {name: told[lang != "fa"] for name, told in _COMMON.items()}
    parser.add_argument("--shop", metavar="DIR", default=default(None), help=words["shop"])
    parser.add_argument("--json", action="store_true", default=default(False), help=words["json"])
    parser.add_argument("--lang", choices=LANGUAGES, default=default(None), help=words["lang"])
    parser.add_argument("--as", dest="staff", metavar="STAFF", default=default(None), help=words["as"])


VALUED = frozenset({"--shop", "--lang", "--as"})
"""The common options that take the word after them."""

_COMMON: dict[str, Help] = {
    "shop": ("پوشهٔ فروشگاه (یا BASHGAH_SHOP)", "folder of the shop (or BASHGAH_SHOP)"),
    "json": ("پاسخ به شکل یک سند JSON", "answer with one JSON document"),
    "lang": ("زبان پاسخ (یا BASHGAH_LANG)", "language of the answer (or BASHGAH_LANG)"),
    "as": (
        "به نام چه کسی؛ رمز او در BASHGAH_PIN یا از پایانه",
        "in whose name; their PIN in BASHGAH_PIN or on the terminal",
    ),
}


def _subcommands(parser: argparse.ArgumentParser, *, required: bool = True) -> Any:
    return parser.add_subparsers(metavar="COMMAND", required=required, parser_class=Parser)
