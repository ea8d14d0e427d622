"""A line that does not fit is told in the reader's language, whichever program it was typed for."""

from __future__ import annotations

import pytest

from loyalty.usage import Parser, WrongUsage, language_asked, name_headings, plain_words


def parser() -> Parser:
    made = Parser(prog="x")
    commands = made.add_subparsers(metavar="COMMAND", required=True, parser_class=Parser)
    one = commands.add_parser("serve")
    one.add_argument("--port", type=int)
    one.add_argument("--kind", choices=("tall", "small"))
    either = one.add_mutually_exclusive_group(required=True)
    either.add_argument("--new", action="store_true")
    either.add_argument("--old", action="store_true")
    commands.add_parser("keep").add_argument("file")
    return made


@pytest.mark.parametrize(
    ("line", "persian", "english"),
    [
        ("srve", "دستور «srve» نیست. شاید: serve", "there is no command “srve”. Perhaps: serve"),
        (
            "qqq",
            "دستور «qqq» نیست. فهرست دستورها: \u200e--help",
            "there is no command “qqq”. All commands: --help",
        ),
        ("", "یکی از دستورهای زیر آن هم لازم است.", "one of the commands below it is needed too."),
        ("keep", "این هم لازم است: file", "needed as well: file"),
        ("keep a --fast", "این شناخته نیست: --fast", "not known: --fast"),
        ("serve --new --port", "--port مقداری می‌خواهد.", "--port needs a value."),
        ("serve --new --port x", "--port نمی‌تواند «x» باشد.", "--port cannot be “x”."),
        (
            "serve --kind x",
            "--kind نمی‌تواند «x» باشد؛ یکی از این‌ها: tall, small",
            "--kind cannot be “x”; one of: tall, small",
        ),
        ("serve --new --old", "--old و --new با هم نمی‌آیند.", "--old and --new exclude each other."),
        ("serve", "یکی از این‌ها لازم است: --new --old", "one of these is needed: --new --old"),
    ],
)
def test_a_line_that_does_not_fit_is_told_in_words(line: str, persian: str, english: str) -> None:
    with pytest.raises(WrongUsage) as wrong:
        parser().parse_args(line.split())
    assert wrong.value.told("fa") == f"دستور درست نوشته نشده است: {persian}"
    assert wrong.value.told("en") == f"The command is not written right: {english}"
    assert wrong.value.usage.startswith("usage: x")


def test_a_line_that_fits_is_read() -> None:
    assert parser().parse_args(["keep", "a"]).file == "a"


def test_what_is_not_known_is_passed_on() -> None:
    assert plain_words("something new", "fa") == "something new"


def test_help_is_headed_in_the_readers_language() -> None:
    made = {}
    for lang in ("fa", "en"):
        name_headings(made.setdefault(lang, parser()), lang)  # type: ignore[arg-type]
    assert "گزینه‌ها" in made["fa"].format_help()
    assert "options" in made["en"].format_help()


def test_the_language_is_known_before_the_line_is_read() -> None:
    assert language_asked(["--lang", "en", "x"]) == "en"
    assert language_asked(["x", "--lang=fa"]) == "fa"
    assert language_asked(["--lang", "de"]) is None
    assert language_asked(["x", "--lang"]) is None
