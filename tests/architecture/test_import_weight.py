"""What importing costs: presenters and formats run without Qt, and heavy libraries wait until they are used.

Each import happens in a fresh process, for import-linter reads files and does not see what running them brings in.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

HEAVY = ("pyqtgraph", "reportlab", "escpos", "qrcode", "numpy", "scipy", "argon2")
REPORT = """
import importlib, sys
sys.path.insert(0, sys.argv[1])
importlib.import_module(sys.argv[2])
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def packages_after_importing(module: str, root: Path = ROOT) -> set[str]:
    """Return the top-level packages present in a fresh process that has imported the module."""
    call = (sys.executable, "-c", REPORT, str(root), module)
    done = subprocess.run(call, cwd=root, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def modules(*patterns: str) -> list[str]:
    """Return the dotted names of the product's files that match."""
    files = sorted(file for pattern in patterns for file in ROOT.glob(pattern))
    return [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files]


@pytest.mark.parametrize(
    "module", modules("desktop/ui/*/presenter.py", "desktop/ui/formats.py", "desktop/cli/*.py")
)
def test_runs_without_qt(module: str) -> None:
    assert not packages_after_importing(module) & {"PySide6", "shiboken6"}


@pytest.mark.parametrize("module", modules("desktop/app.py", "desktop/cli/*.py", "desktop/ui/*/presenter.py"))
def test_heavy_libraries_wait(module: str) -> None:
    assert not packages_after_importing(module) & set(HEAVY)


@pytest.mark.parametrize("module", modules("loyalty/*.py"))
def test_rules_bring_nothing_from_outside(module: str) -> None:
    brought = packages_after_importing(module) - packages_after_importing("sys") - {"loyalty"}
    # The interpreter's own build settings carry the machine in their name.
    foreign = {name for name in brought if not name.startswith("_sysconfigdata")} - sys.stdlib_module_names
    assert foreign == set()


def test_planted_qt_in_a_package_is_seen(tmp_path: Path) -> None:
    folder = tmp_path / "planted" / "sale"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("from PySide6 import QtCore")
    (folder / "presenter.py").write_text("")
    assert "PySide6" in packages_after_importing("planted.sale.presenter", tmp_path)


def test_planted_weight_is_seen(tmp_path: Path) -> None:
    (tmp_path / "planted.py").write_text("import argon2")
    assert "argon2" in packages_after_importing("planted", tmp_path) & set(HEAVY)


def test_something_was_imported() -> None:
    assert modules("desktop/ui/formats.py") == ["desktop.ui.formats"]
    assert "loyalty.money" in modules("loyalty/*.py")
