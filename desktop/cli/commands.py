"""How a family adds its commands: names, help in both languages, and the options that every command takes.

A command is a function `run(ctx: Context) -> Answer`. Options common to all stand before or after its name.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

from desktop.cli.answers import Answer
from desktop.cli.arguments import instant
from desktop.cli.rights import NEEDS, told
from loyalty.words import LANGUAGES, Lang

if TYPE_CHECKING:
    from desktop.cli.context import Context

Run = Callable[["Context"], Answer]
Help = tuple[str, str]
"""(Persian, English)."""


class WrongUsage(Exception):
    """The line does not fit the command (exit 2)."""

    def __init__(self, message: str, usage: str) -> None:
        super().__init__(message)
        self.message = message
        self.usage = usage


class Parser(argparse.ArgumentParser):
    """An argument parser that raises instead of leaving the process."""

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong with the line."""
        raise WrongUsage(message, self.format_usage())

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Return what the line says; a command refuses what it does not know itself, so that its own usage is told."""
        found, unknown = super().parse_known_args(args, namespace)
        if unknown and self._subparsers is None:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return found, unknown


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
    ) -> Parser:
        """Return the parser of a new command, for its own arguments.

        `needs`: who may run it (`desktop.cli.rights`); `records`: takes --at in a test shop; `approved`: takes
        --approved-by.
        """
        assert needs in NEEDS, needs
        parser = self._new(name, help)
        parser.description = f"{parser.description}. {told(needs, self._lang)}".rstrip(". ") + "."
        add_common_options(parser, self._lang, suppress=True)
        if records:
            parser.add_argument("--at", type=instant, metavar="INSTANT", help=self._word(_AT))
        if approved:
            parser.add_argument("--approved-by", metavar="STAFF", help=self._word(_APPROVED))
        parser.set_defaults(run=run, needs=needs)
        return parser

    def group(self, name: str, help: Help) -> Commands:
        """Return a group of commands under one word (`staff add`, `staff list` …)."""
        parser = self._new(name, help)
        return Commands(_subcommands(parser), self._lang)

    def _new(self, name: str, help: Help) -> Parser:
        words = self._word(help).replace("%", "%%")
        parser: Parser = self._subparsers.add_parser(name, help=words, description=words, allow_abbrev=False)
        _head_in(parser, self._lang)
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
    parser = Parser(prog="bashgah", description=words[lang != "fa"], allow_abbrev=False)
    add_common_options(parser, lang, suppress=False)
    _head_in(parser, lang)
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


def _head_in(parser: argparse.ArgumentParser, lang: Lang) -> None:
    # argparse has no public name for its two own headings.
    if lang == "fa":
        parser._positionals.title, parser._optionals.title = "آنچه می‌آید", "گزینه‌ها"


def _subcommands(parser: argparse.ArgumentParser, *, required: bool = True) -> Any:
    return parser.add_subparsers(metavar="COMMAND", required=required, parser_class=Parser)
