"""The contracts of import-linter hold for the product, and each is broken by a breach planted in a tiny twin."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

LINT = (
    sys.executable,
    "-c",
    "from importlinter.cli import lint_imports_command as run; run()",
    "--no-cache",
    "--no-logo",
)

# A tree with every module the contracts name, where all is as it should be …
TWIN = {
    "loyalty/__init__.py": "",
    "loyalty/money.py": "import decimal",
    "desktop/__init__.py": "",
    "desktop/__main__.py": "import desktop.app, desktop.cli",
    "desktop/app.py": "import PySide6.QtGui, desktop.ui.sale.presenter, desktop.models.store",
    "desktop/cli.py": "import desktop.usecases.checkout, desktop.models.store",
    "desktop/models/__init__.py": "",
    "desktop/models/store.py": "import sqlalchemy, loyalty.money",
    "desktop/usecases/__init__.py": "",
    "desktop/usecases/checkout.py": "import desktop.models.store",
    "desktop/sync/__init__.py": "",
    "desktop/sync/wire.py": "import requests",
    "desktop/reports/__init__.py": "import desktop.models.store",
    "desktop/messaging/__init__.py": "",
    "desktop/printing/__init__.py": "",
    "desktop/printing/raster.py": "import PySide6.QtGui",
    "desktop/ui/__init__.py": "",
    "desktop/ui/formats.py": "",
    "desktop/ui/widgets/__init__.py": "import PySide6.QtWidgets",
    "desktop/ui/sale/__init__.py": "",
    "desktop/ui/sale/view.py": "import PySide6.QtWidgets, desktop.ui.widgets",
    "desktop/ui/sale/presenter.py": "import desktop.usecases.checkout",
    "desktop/ui/member/__init__.py": "",
    "desktop/ui/member/view.py": "",
    "desktop/ui/member/presenter.py": "",
    "central/__init__.py": "",
    "central/__main__.py": "import central.cli",
    "central/cli/__init__.py": "import central.http.app, central.usecases.exchanging",
    "central/http/__init__.py": "",
    "central/http/app.py": "import fastapi, starlette, uvicorn, central.usecases.exchanging, central.store.places",
    "central/usecases/__init__.py": "",
    "central/usecases/exchanging.py": "import central.store.places, loyalty.money",
    "central/store/__init__.py": "",
    "central/store/places.py": "import sqlalchemy, loyalty.money",
}
# … and what breaks each contract when it is added: (contract, file, line).
BREACHES = (
    ("1-layers", "desktop/models/store.py", "import desktop.usecases.checkout"),
    ("1-layers", "desktop/sync/wire.py", "import desktop.reports"),
    ("1-layers", "desktop/usecases/checkout.py", "import desktop.ui.formats"),
    ("1-layers", "loyalty/money.py", "import desktop.models"),
    ("1-centre-layers", "central/usecases/exchanging.py", "import central.http.app"),
    ("1-centre-layers", "central/store/places.py", "import central.usecases"),
    ("2-pure-rules", "loyalty/money.py", "import numpy"),
    ("2-pure-rules", "loyalty/money.py", "import fastapi"),
    ("2-pure-rules", "loyalty/money.py", "import desktop"),
    ("3a-qt", "desktop/usecases/checkout.py", "import PySide6"),
    ("3a-qt", "desktop/reports/__init__.py", "import pyqtgraph"),
    ("3b-presenters", "desktop/ui/sale/presenter.py", "from PySide6 import QtCore"),
    ("3b-presenters", "desktop/ui/formats.py", "from PySide6 import QtCore"),
    ("4-passive-views", "desktop/ui/sale/view.py", "import desktop.usecases.checkout"),
    ("4-passive-views", "desktop/ui/widgets/__init__.py", "import desktop.reports"),
    ("5a-views", "desktop/ui/sale/view.py", "import desktop.ui.member.view"),
    ("5b-presenters", "desktop/ui/sale/presenter.py", "import desktop.ui.member.presenter"),
    ("6-till-and-centre", "desktop/sync/wire.py", "import central"),
    ("6-centre-and-till", "central/usecases/exchanging.py", "import desktop.models.store"),
    ("7-sql", "central/usecases/exchanging.py", "import sqlalchemy"),
    ("7-sql", "central/http/app.py", "import psycopg"),
    ("7-sql", "desktop/usecases/checkout.py", "import sqlalchemy"),
    ("7-sql", "desktop/cli.py", "import sqlite3"),
    ("8-http", "desktop/printing/raster.py", "import requests"),
    ("8-http", "central/usecases/exchanging.py", "import starlette"),
    ("9-models", "desktop/printing/raster.py", "import desktop.models.store"),
    ("9-models", "desktop/ui/sale/presenter.py", "import desktop.models.store"),
)


def read_contracts() -> dict[str, str]:
    """Return {id: name} of the contracts in pyproject.toml."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["id"]: contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter in a folder that has a pyproject.toml."""
    return subprocess.run(LINT, cwd=folder, capture_output=True, text=True, check=False, timeout=120)


def plant(folder: Path, contract: str, additions: dict[str, str]) -> None:
    """Write the twin with additions, and the product's own settings reduced to one contract."""
    for name, text in TWIN.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{text}\n{additions.get(name, '')}\n", encoding="utf-8")
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    head, *blocks = settings[settings.index("[tool.importlinter]") :].split("[[tool.importlinter.contracts]]")
    kept = [block for block in blocks if f'id = "{contract}"' in block]
    (folder / "pyproject.toml").write_text(
        "[[tool.importlinter.contracts]]".join([head, *kept]), encoding="utf-8"
    )


def test_product_keeps_every_contract() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(read_contracts())} kept, 0 broken" in done.stdout


def test_nine_rules_stand_in_contracts() -> None:
    assert {name[0] for name in read_contracts()} == set("123456789")
    assert {contract for contract, _, _ in BREACHES} == set(read_contracts())


@pytest.mark.parametrize("contract", sorted(read_contracts()))
def test_clean_twin_keeps_the_contract(contract: str, tmp_path: Path) -> None:
    plant(tmp_path, contract, {})
    done = lint(tmp_path)
    assert "1 kept, 0 broken" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize(("contract", "file", "line"), BREACHES, ids=[f"{c}:{f}" for c, f, _ in BREACHES])
def test_planted_breach_breaks_the_contract(contract: str, file: str, line: str, tmp_path: Path) -> None:
    plant(tmp_path, contract, {file: line})
    done = lint(tmp_path)
    assert "0 kept, 1 broken" in done.stdout, done.stdout + done.stderr
    assert done.returncode == 1


def test_contracts_cover_the_centre_once_it_is_here() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    assert (ROOT / "central").is_dir() == ("central" in settings["root_packages"])
