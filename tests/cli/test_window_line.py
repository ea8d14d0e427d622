"""A line without a command opens the window, and is read without reading in the commands."""

from __future__ import annotations

import subprocess
import sys

import pytest

from desktop.cli.window import WindowLine, read_window_line
from tests.architecture.sources import ROOT


@pytest.mark.parametrize(
    "line, read",
    [
        ((), WindowLine()),
        (("--shop", "here"), WindowLine("here")),
        (("--lang", "en", "--shop", "here"), WindowLine("here", "en")),
        (("--lang", "de"), None),
        (("--shop",), None),
        (("--shop", "--lang"), None),
        (("--shop", "--lang", "--lang", "fa"), None),
        (("--json",), None),
        (("--help",), None),
        (("--as", "owner"), None),
        (("verify",), None),
        (("--shop", "here", "verify"), None),
        (("--shop", "here", "staff", "list"), None),
    ],
)
def test_only_a_line_without_a_command_is_the_windows(line: tuple[str, ...], read: WindowLine | None) -> None:
    assert read_window_line(line) == read


WATCHED = """
import sys
import desktop.app
def main(shop, language, environ):
    print(shop, language, *sorted({"argparse", "sqlalchemy", "loyalty.problems", "desktop.cli.frame"} & set(sys.modules)))
    return 7
desktop.app.main = main
from desktop.cli import main as command
sys.exit(command(sys.argv[1:], environ={"QT_QPA_PLATFORM": "offscreen"}))
"""


@pytest.mark.parametrize(
    "line, told",
    [
        (("--shop", "here", "--lang", "en"), "here en"),
        (("--shop=here",), "here None argparse desktop.cli.frame loyalty.problems"),
    ],
)
def test_the_window_does_not_wait_for_the_commands(line: tuple[str, ...], told: str) -> None:
    call = (sys.executable, "-c", WATCHED, *line)
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 7, done.stderr
    assert done.stdout.split()[: len(told.split())] == told.split()
    if "--shop" in line:
        assert done.stdout.strip() == told
