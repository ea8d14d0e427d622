"""`python -m desktop`, and the command `bashgah`: the window alone, or one command of the command line."""

from __future__ import annotations

import sys

from desktop.cli import main as run_command


def main() -> int:
    """Run what the arguments ask for and return the exit status."""
    return run_command(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
