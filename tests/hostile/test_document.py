"""The public table of bad days says nothing the product does not: its sentences are said, its tests are there."""

from __future__ import annotations

import re

from loyalty.problems import all_problems
from tests.cli.lines import ROOT

DOCUMENT = ROOT / "docs" / "bad-days.md"
TEST = re.compile(r"\[`(\w+)`\]\(\.\./([\w/]+\.py)\)")


def rows() -> list[list[str]]:
    lines = [line for line in DOCUMENT.read_text("utf-8").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    return [row for row in cells if row[0] != "Bad day"]


def filled(sentence: str) -> str:
    return re.sub(r"\{[^}]*\}", "…", sentence)


def test_every_sentence_is_one_the_product_says() -> None:
    said = {f"{filled(problem.fa)}<br>{filled(problem.en)}" for problem in all_problems().values()}
    assert [row[2] for row in rows() if row[2] != "—" and row[2] not in said] == []
    assert len(rows()) > 55


def test_every_proof_is_there() -> None:
    for row in rows():
        proofs = TEST.findall(row[3])
        assert len(proofs) == row[3].count("<br>") + 1, row
        for name, path in proofs:
            assert f"\ndef {name}(" in (ROOT / path).read_text("utf-8"), (path, name)
