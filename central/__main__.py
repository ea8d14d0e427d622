"""`python -m central`, and the command `bashgah-centre`."""

from __future__ import annotations

import os
import sys

from central.cli import main as run_command


def main() -> int:
    """Run what the arguments ask for and return the exit status."""
    # Keys and facts of businesses lie in these files: they are for this user alone.
    os.umask(0o077)
    return run_command(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
