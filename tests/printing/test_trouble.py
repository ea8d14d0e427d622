"""Every reason a printer can give has a sentence and a way out in both languages."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import desktop.printing
from desktop.printing.printers import PrintOutcome
from desktop.printing.status import BLOCKED
from desktop.printing.trouble import TROUBLES, trouble
from loyalty.problems import hint, say

SOURCES = Path(desktop.printing.__file__).parent
CARRIERS = {"NotSent": 0, "MaybeSent": 0, "NoLink": 0, "PrinterStatus": 1, "PrintOutcome": 1}


def reasons_in(source: str) -> set[str]:
    """Return the literal reasons a source gives."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CARRIERS:
            place = CARRIERS[node.func.id]
            given = node.args[place] if len(node.args) > place else None
            if isinstance(given, ast.Constant) and given.value:
                found.add(given.value)
    return found


def test_no_reason_is_without_a_sentence() -> None:
    given = set().union(*(reasons_in(file.read_text("utf-8")) for file in SOURCES.glob("*.py")))
    assert len(given) > 10
    assert given | BLOCKED | {"cutter", "broken", "hot", "interrupted", "no_printer_then"} == set(TROUBLES)


def test_the_search_for_reasons_sees_a_planted_one() -> None:
    assert reasons_in('raise NotSent("gremlins")') == {"gremlins"}
    assert PrintOutcome("waiting").reason == ""


@pytest.mark.parametrize("lang", ["fa", "en"])
@pytest.mark.parametrize("reason", TROUBLES)
def test_a_reason_is_said_with_a_way_out(reason: str, lang: str) -> None:
    error = trouble(reason)
    assert say(error, lang) != error.code
    assert hint(error, lang)
