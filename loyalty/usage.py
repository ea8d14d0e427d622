"""The line a person typed, at the till and at the centre: what is wrong with it, in the reader's language.

The parser's own English is turned into a plain sentence; a message of a shape that is not known here is passed on as it is.
"""

from __future__ import annotations

import argparse
import difflib
import re
from collections.abc import Callable
from typing import Any, NoReturn

from loyalty.words import LANGUAGES, Lang

_Say = Callable[[re.Match[str]], tuple[str, str]]


class WrongUsage(Exception):
    """The line does not fit the command (exit 2)."""

    def __init__(self, message: str, usage: str) -> None:
        super().__init__(message)
        self.message = message
        self.usage = usage.strip()

    def told(self, lang: Lang) -> str:
        """Return the sentence for whoever typed the line."""
        what = plain_words(self.message, lang)
        words = (f"دستور درست نوشته نشده است: {what}", f"The command is not written right: {what}")
        return words[lang != "fa"]


class Parser(argparse.ArgumentParser):
    """An argument parser that raises instead of leaving the process, and takes no option by its beginning."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"allow_abbrev": False, **kwargs})

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong with the line."""
        raise WrongUsage(message, self.format_usage())

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Return what the line says; a command refuses what it does not know itself, so that its own usage is told."""
        found, unknown = super().parse_known_args(args, namespace)
        if unknown and self._subparsers is None:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return found, unknown


def name_headings(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """Name the two parts of a help in the reader's language."""
    # argparse has no public name for its two own headings.
    if lang == "fa":
        parser._positionals.title, parser._optionals.title = "آنچه می‌آید", "گزینه‌ها"
        parser.formatter_class = _PersianHelp


def name_commands(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """Name the list of commands in the help of a parser that has some."""
    if lang == "fa":
        parser._positionals.title = "دستورها"


class _PersianHelp(argparse.HelpFormatter):
    """Says the head of the usage in Persian."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Add the usage under a Persian word."""
        super().add_usage(usage, actions, groups, "شکل دستور: " if prefix is None else prefix)


def language_asked(argv: list[str]) -> Lang | None:
    """Return the language asked for before the line is read: help and refusals of the line speak it too."""
    for place, word in enumerate(argv):
        found = word.partition("=")[2] if word.startswith("--lang=") else None
        if word == "--lang" and place + 1 < len(argv):
            found = argv[place + 1]
        if found in LANGUAGES:
            return found
    return None


def plain_words(message: str, lang: Lang) -> str:
    """Return the sentence for a message of the parser."""
    for shape, say in _SHAPES:
        if found := shape.match(message):
            return say(found)[lang != "fa"]
    return message


def _no_command(found: re.Match[str]) -> tuple[str, str]:
    word = found["value"]
    near = difflib.get_close_matches(word, _among(found), n=1)
    persian, english = f"دستور «{word}» نیست.", f"there is no command “{word}”."
    if not near:
        return f"{persian} فهرست دستورها: ‎--help", f"{english} All commands: --help"
    return f"{persian} شاید: {near[0]}", f"{english} Perhaps: {near[0]}"


def _not_among(found: re.Match[str]) -> tuple[str, str]:
    name, value, among = found["name"], found["value"], ", ".join(_among(found))
    return (
        f"{name} نمی‌تواند «{value}» باشد؛ یکی از این‌ها: {among}",
        f"{name} cannot be “{value}”; one of: {among}",
    )


def _among(found: re.Match[str]) -> list[str]:
    return [word.strip(" '\"") for word in found["among"].split(",")]


_SHAPES: tuple[tuple[re.Pattern[str], _Say], ...] = (
    (
        re.compile(r"argument COMMAND: invalid choice: '?(?P<value>.*?)'? \(choose from (?P<among>.*)\)"),
        _no_command,
    ),
    (
        re.compile(
            r"argument (?P<name>.+?): invalid choice: '?(?P<value>.*?)'? \(choose from (?P<among>.*)\)"
        ),
        _not_among,
    ),
    (
        re.compile(r"the following arguments are required: COMMAND\Z"),
        lambda _: ("یکی از دستورهای زیر آن هم لازم است.", "one of the commands below it is needed too."),
    ),
    (
        re.compile(r"the following arguments are required: (.*)"),
        lambda found: (f"این هم لازم است: {found[1]}", f"needed as well: {found[1]}"),
    ),
    (
        re.compile(r"unrecognized arguments: (.*)"),
        lambda found: (f"این شناخته نیست: {found[1]}", f"not known: {found[1]}"),
    ),
    (
        re.compile(r"argument (.+?): expected (?:at least )?one argument"),
        lambda found: (f"{found[1]} مقداری می‌خواهد.", f"{found[1]} needs a value."),
    ),
    (
        re.compile(r"argument (.+?): not allowed with argument (.*)"),
        lambda found: (
            f"{found[1]} و {found[2]} با هم نمی‌آیند.",
            f"{found[1]} and {found[2]} exclude each other.",
        ),
    ),
    (
        re.compile(r"one of the arguments (.*) is required"),
        lambda found: (f"یکی از این‌ها لازم است: {found[1]}", f"one of these is needed: {found[1]}"),
    ),
    (
        re.compile(r"argument (.+?): invalid \w+ value: '?(.*?)'?\Z"),
        lambda found: (f"{found[1]} نمی‌تواند «{found[2]}» باشد.", f"{found[1]} cannot be “{found[2]}”."),
    ),
)
