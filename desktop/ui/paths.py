"""Where the shipped resources stand: beside the checkout, or inside a frozen program."""

from __future__ import annotations

import sys
from pathlib import Path


def resources() -> Path:
    """The folder with fonts, icons and translations."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parents[2]
    return root / "resources"
