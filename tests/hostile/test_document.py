"""The public table of bad days says nothing the product does not: its sentences are said, its tests are there."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from loyalty.problems import all_problems
from tests.cli.lines import ROOT
from tests.hostile.days import caught

DOCUMENT = ROOT / "docs" / "bad-days.md"
TEST = re.compile(r"\[`(\w+)`\]\(\.\./([\w/]+\.py)\)")


def rows(document: str) -> list[list[str]]:
    lines = [line for line in document.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    return [row for row in cells if row[0] != "Bad day"]


def filled(sentence: str) -> str:
    return re.sub(r"\{[^}]*\}", "…", sentence)


def check_sentences(document: str) -> None:
    said = {f"{filled(problem.fa)}<br>{filled(problem.en)}" for problem in all_problems().values()}
    assert [row[2] for row in rows(document) if row[2] != "—" and row[2] not in said] == []
    assert len(rows(document)) > 55


def check_proofs(document: str) -> None:
    for row in rows(document):
        proofs = TEST.findall(row[3])
        assert len(proofs) == row[3].count("<br>") + 1, row
        for name, path in proofs:
            assert f"\ndef {name}(" in (ROOT / path).read_text("utf-8"), (path, name)


def test_every_sentence_is_one_the_product_says() -> None:
    check_sentences(DOCUMENT.read_text("utf-8"))


def test_every_proof_is_there() -> None:
    check_proofs(DOCUMENT.read_text("utf-8"))


@pytest.mark.parametrize(
    ("check", "was", "planted"),
    [
        (check_sentences, "The disk is full; nothing was recorded.", "The disk is nearly full."),
        (check_sentences, "دیسک پر است؛ چیزی ثبت نشد.", "دیسک پر است."),
        (check_proofs, "[`test_twice`]", "[`test_thrice`]"),
        (check_proofs, "(../tests/hostile/test_clocks.py)", ""),
    ],
)
def test_a_document_that_promises_what_is_not_so_is_caught(
    check: Callable[[str], None], was: str, planted: str
) -> None:
    document = DOCUMENT.read_text("utf-8")
    assert was in document
    with caught():
        check(document.replace(was, planted, 1))


def test_every_kind_of_bad_day_has_its_planted_bug() -> None:
    """A check that never failed is not known to check anything."""
    unproven = [
        path.name
        for path in sorted((ROOT / "tests" / "hostile").glob("test_*.py"))
        if "    with caught():\n" not in path.read_text("utf-8")
    ]
    assert unproven == []
