"""A line that is written wrong is answered in the reader's language, with the nearest command where there is one."""

from __future__ import annotations

import io

import pytest

from desktop.cli import main
from tests.cli.lines import Lines


def answer(*line: str, lang: str) -> tuple[int, str]:
    """Return the status and the first line of what a wrong line is answered with."""
    err = io.StringIO()
    code = main(["--lang", lang, *line], environ={}, stdin=io.StringIO(), stdout=io.StringIO(), stderr=err)
    return code, err.getvalue().splitlines()[0]


@pytest.mark.parametrize(
    ("line", "persian", "english"),
    [
        (("enroll",), "دستور «enroll» نیست. شاید: enrol", "there is no command “enroll”. Perhaps: enrol"),
        (
            ("qqq",),
            "دستور «qqq» نیست. فهرست دستورها: ‎--help",
            "there is no command “qqq”. All commands: --help",
        ),
        (("staff", "ad"), "دستور «ad» نیست. شاید: add", "there is no command “ad”. Perhaps: add"),
        (("staff",), "یکی از دستورهای زیر آن هم لازم است.", "one of the commands below it is needed too."),
        (("enrol",), "این هم لازم است: --phone", "needed as well: --phone"),
        (("verify", "--fast"), "این شناخته نیست: --fast", "not known: --fast"),
        (("verify", "--shop"), "--shop مقداری می‌خواهد.", "--shop needs a value."),
        (
            ("receipt", "A1-000001", "--width", "80"),
            "--width نمی‌تواند «80» باشد؛ یکی از این‌ها: 576, 384",
            "--width cannot be “80”; one of: 576, 384",
        ),
        (
            ("adjust", "1", "--credit", "1", "--points", "main:1", "--reason", "x"),
            "--points و --credit با هم نمی‌آیند.",
            "--points and --credit exclude each other.",
        ),
        (
            ("adjust", "1", "--reason", "x"),
            "یکی از این‌ها لازم است: --credit --points",
            "one of these is needed: --credit --points",
        ),
        (("find", "x", "--limit", "many"), "--limit نمی‌تواند «many» باشد.", "--limit cannot be “many”."),
    ],
)
def test_a_wrong_line_is_answered_in_plain_words(line: tuple[str, ...], persian: str, english: str) -> None:
    for lang, words in (("fa", persian), ("en", english)):
        code, said = answer(*line, lang=lang)
        assert code == 2
        assert said.endswith(f": {words}")


def test_without_a_display_the_window_is_refused_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("desktop.system_check.find_problem", lambda: "")
    for lang, words in (("fa", "نمایشگری"), ("en", "no display")):
        code, said = answer(lang=lang)
        assert code == 1
        assert words in said


def test_an_unknown_option_tells_the_usage_of_its_own_command(lines: Lines) -> None:
    for line in (("day-close", "--bogus"), ("staff", "add", "Ali", "--bogus")):
        said = lines.run(*line)
        assert said.code == 2
        assert f"bashgah {' '.join(line[:-1]).removesuffix(' Ali')}" in said.json["error"]["hint"]


def test_the_names_to_choose_from_are_told_to_the_last(lines: Lines) -> None:
    names = lines.run("settings", "show").json
    hint = lines.run("settings", "set", "foo=bar").json["error"]["hint"]
    assert all(name in hint for name in names)
