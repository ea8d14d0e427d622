"""`python -m desktop`, and the command `bashgah`: the window alone, or one command of the command line."""

from __future__ import annotations

import os
import sys

INTERRUPTED = 130


def main() -> int:
    """Run what the arguments ask for and return the exit status."""
    # Whatever is written is for this user alone, also what libraries write for us.
    os.umask(0o077)
    try:  # imported here, so that Ctrl-C while the program is still being read in ends it as quietly as later
        from desktop.cli import main as run_command

        return run_command(sys.argv[1:])
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        # A packed program is started anew for each process of its own; this is where such a one begins.
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main())
