"""The command line of the centre: `bashgah-centre COMMAND …`."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import TextIO


def main(
    argv: Sequence[str] | None = None,
    *,
    environ: Mapping[str, str] = os.environ,
    stdout: TextIO | None = None,
    stderr: TextIO | None = None,
) -> int:
    """Run one command line and return its exit status: 0 done, 1 refused with a sentence, 2 wrong usage."""
    from central.cli.frame import run_line

    line = list(sys.argv[1:] if argv is None else argv)
    return run_line(line, environ, stdout or sys.stdout, stderr or sys.stderr)
