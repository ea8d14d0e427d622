"""The command line: `bashgah` alone opens the window, `bashgah COMMAND …` does one thing and says what it did."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TextIO

from loyalty.clock import Clock

if TYPE_CHECKING:
    from desktop.usecases.staff_keys import KeyCost


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
    from desktop.cli.frame import Streams, run_line, speak_utf8

    speak_utf8()
    streams = Streams(stdin or sys.stdin, stdout or sys.stdout, stderr or sys.stderr)
    return run_line(list(sys.argv[1:] if argv is None else argv), environ, streams, clock, key_cost)
