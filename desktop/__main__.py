"""`python -m desktop`, and the command `bashgah`: the window alone, or one command of the command line."""

from __future__ import annotations

import os
import sys

from desktop.cli import main as run_command


def main() -> int:
    """Run what the arguments ask for and return the exit status."""
    # Whatever is written is for this user alone, also what libraries write for us.
    os.umask(0o077)
    return run_command(sys.argv[1:])


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        # A packed program is started anew for each process of its own; this is where such a one begins.
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main())
