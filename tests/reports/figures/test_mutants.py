"""At least thirty usual mistakes, put in one at a time, are each caught by the generated shop; a handful every time."""

from __future__ import annotations

import importlib
import json
from typing import Any

import pytest

from desktop.usecases.importing.folder import import_folder
from tests.reports.figures import generated, mutants, reference
from tests.reports.figures.mutants import MISTAKES, PACKAGE, Mistake, with_mistake
from tests.reports.figures.test_real_input import differences

SEED = 2
OFTEN = tuple(mistake for mistake in MISTAKES if mistake.often)


@pytest.fixture
def wanted() -> tuple[Any, Any]:
    files = generated.folder(SEED)
    return json.loads(json.dumps(reference.figures(files, generated.CONFIG))), reference.member_cells(
        files, generated.CONFIG
    )


@pytest.fixture
def shop(till, session, tmp_path):
    import_folder(till, session, generated.write(tmp_path / "source", generated.folder(SEED)))
    return till


def is_caught(mistake: Mistake, till: Any, wanted: tuple[Any, Any]) -> bool:
    """Say whether any figure, or any row of the members, is another."""
    with with_mistake(mistake) as document, till.read() as db:
        table = importlib.import_module(f"{PACKAGE}.table")
        try:
            told = document.read_shop(db, generated.AS_OF, till.shop)
            mine = json.loads(json.dumps(document.figures(db, told)))
            rows = {
                row.member_id: dict(zip(table.COLUMNS, row.cells, strict=True))
                for row in table.member_rows(told.book())
            }
        except (IndexError, TypeError, ValueError, AssertionError):
            return True
    return bool(list(differences(mine, wanted[0])) or list(differences(rows, wanted[1])))


def test_without_a_mistake_nothing_is_caught(shop, wanted) -> None:
    none = Mistake("none", f"{PACKAGE}.book", "import numpy as np", "import numpy as np")
    assert not is_caught(none, shop, wanted)
    assert mutants.source_of(f"{PACKAGE}.book")


def test_the_commonest_mistakes_are_caught(shop, wanted) -> None:
    assert [mistake.name for mistake in OFTEN if not is_caught(mistake, shop, wanted)] == []


def test_there_are_more_than_thirty() -> None:
    assert len(MISTAKES) >= 30
    assert len({mistake.name for mistake in MISTAKES}) == len(MISTAKES)


@pytest.mark.soak
def test_every_mistake_is_caught(shop, wanted) -> None:
    missed = [mistake.name for mistake in MISTAKES if not is_caught(mistake, shop, wanted)]
    assert " | ".join(missed) == ""
