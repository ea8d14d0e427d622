"""Presenters, formats and tasks are plain Python: importing them brings no Qt. Tried in a fresh process each."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRESENTERS = sorted(
    ".".join(f.relative_to(ROOT).with_suffix("").parts)
    for f in (ROOT / "desktop" / "ui").rglob("presenter.py")
)
MODULES = [*PRESENTERS, "desktop.ui.formats", "desktop.ui.tasks"]
CHECK = (
    "import sys, importlib; importlib.import_module({module!r}); "
    "print(sorted(m for m in sys.modules if m.split('.')[0] in ('PySide6', 'shiboken6')))"
)


def test_there_are_presenters_to_look_at() -> None:
    assert "desktop.ui.login.presenter" in PRESENTERS


@pytest.mark.parametrize("module", MODULES)
def test_importing_it_brings_no_qt(module: str) -> None:
    call = [sys.executable, "-c", CHECK.format(module=module)]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
