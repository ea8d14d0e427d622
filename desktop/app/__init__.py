"""The composition root: the one place that builds everything and knows everything.

`main` opens the shop's window; where there is no shop yet it lets one be made first.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping
from pathlib import Path

GIVES_WAY = 0.001
"""Seconds after which whoever counts figures gives way to who sells; Python's own would be five times as long."""


def main(
    shop: str | None = None, language: str | None = None, environ: Mapping[str, str] = os.environ
) -> int:
    """Open the window and return its exit status."""
    # What is imported now stays: looking through it for garbage again and again is a tenth of the start.
    gc.disable()
    sys.setswitchinterval(GIVES_WAY)

    from desktop.app.run import run_window
    from desktop.config import default_shop_folder

    folder = Path(shop) if shop else default_shop_folder(environ)
    return run_window(folder, language)
