"""What the tests of imports share: folders written on the spot, and the data that lies beside the checkout."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

_BESIDE = [folder / "shared" / "data" for folder in Path(__file__).resolve().parents[3:]]
SHARED = next((folder for folder in _BESIDE if folder.is_dir()), _BESIDE[1])
"""The data folder beside the checkout, or beside a folder that holds it."""


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real input; the test is skipped where it does not lie beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip(f"the data folder {SHARED} is not there")
    return SHARED


Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return what writes files of the import form into a folder: name → rows, as mappings."""

    def write_(
        name: str = "source", config: Mapping[str, Any] | None = None, **files: Sequence[Mapping[str, Any]]
    ) -> Path:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        for form, rows in files.items():
            write_rows(folder / f"{form}.csv", rows)
        if config is not None:
            (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
        return folder

    return write_


def write_rows(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows as CSV; the header has every column some row has."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
