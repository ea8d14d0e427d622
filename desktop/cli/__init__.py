"""The command line: `bashgah` alone opens the window, `bashgah COMMAND …` does one thing and says what it did."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TextIO

from desktop.cli.window import open_window, read_window_line
from loyalty.errors import LoyaltyError

if TYPE_CHECKING:
    from desktop.usecases.staff_keys import KeyCost
    from loyalty.clock import Clock


def main(
    argv: Sequence[str] | None = None,
    *,
    environ: Mapping[str, str] = os.environ,
    stdin: TextIO | None = None,
    stdout: TextIO | None = None,
    stderr: TextIO | None = None,
    clock: Clock | None = None,
    key_cost: KeyCost | None = None,
) -> int:
    """Run one command line and return its exit status: 0 done, 1 refused with a sentence, 2 wrong usage.

    `key_cost` is what a PIN costs where one is set here; None is the product's own.
    """
    speak_utf8()
    line = list(sys.argv[1:] if argv is None else argv)
    refusal: LoyaltyError | None = None
    window = read_window_line(line)
    if window is not None:
        try:
            return open_window(window.shop, window.lang, environ, stderr or sys.stderr)
        except LoyaltyError as error:
            refusal = error

    # Imported here: the commands are read in only for a line that asks for one.
    from desktop.cli.frame import Streams, refuse_line, run_line

    streams = Streams(stdin or sys.stdin, stdout or sys.stdout, stderr or sys.stderr)
    if refusal is not None:
        return refuse_line(refusal, line, environ, streams)
    return run_line(line, environ, streams, clock, key_cost)


def speak_utf8() -> None:
    """Make the process speak UTF-8 with plain line ends whatever the machine's habits are."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
