"""What is wrong with a line, in the reader's language: the parser's own English turned into a plain sentence.

A message of a shape that is not known here is passed on as it is.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable

from loyalty.words import Lang

_Say = Callable[[re.Match[str]], tuple[str, str]]


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
