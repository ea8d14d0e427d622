"""Every refusal of the shop's own use cases and of the command line has its sentence, and the values it needs."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from loyalty.problems import all_problems
from loyalty.problems.people import PROBLEMS

ROOT = Path(__file__).parents[3]
FILES = [
    *(ROOT / "desktop" / "cli").glob("*.py"),
    *(
        ROOT / "desktop" / "usecases" / f"{name}.py"
        for name in [
            "authority",
            "auto_lock",
            "backups",
            "branches",
            "names",
            "new_shop",
            "open_till",
            "people",
            "pins",
            "policies",
            "policy_defaults",
            "recovery",
            "settings",
            "sign_in",
            "staff",
            "staff_keys",
            "till",
            "trades",
            "tries",
            "verify_till",
        ]
    ),
]


def raised(path: Path) -> Iterator[tuple[str, set[str], bool]]:
    """Yield each code raised in a file with the names of its values, and whether more come from a mapping."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
        place = {"LoyaltyError": 0, "require": 1}.get(name)
        if place is None or len(node.args) <= place or not isinstance(node.args[place], ast.Constant):
            continue
        names = {keyword.arg for keyword in node.keywords if keyword.arg}
        yield node.args[place].value, names, any(keyword.arg is None for keyword in node.keywords)


RAISED = [(path.name, *found) for path in FILES for found in raised(path)]


@pytest.mark.parametrize(("file", "code", "names", "more"), RAISED)
def test_a_refusal_has_its_sentence_in_both_languages(
    file: str, code: str, names: set[str], more: bool
) -> None:
    problem = all_problems()[code]
    assert problem.fa
    assert problem.en
    for text in (problem.fa, problem.en, problem.hint_fa, problem.hint_en):
        wanted = {field for _, field, _, _ in string.Formatter().parse(text) if field}
        assert wanted <= names or more, f"{file}: {code} lacks {wanted - names}"
    assert bool(problem.hint_fa) == bool(problem.hint_en)


def test_no_sentence_is_left_over() -> None:
    known = {code for _, code, _, _ in RAISED}
    by_code = {"act_unsigned", "act_forged", "act_not_entitled", "key_in_file", "epoch_opened"} | {
        "shop_went_on",
        "shop_copied",
        "disk_low",
    }
    secrets = {"pin_missing", "sheet_missing"}
    assert set(PROBLEMS) - known - by_code - secrets == set()
