"""The documents lead somewhere: every relative link meets a file, and every command of the Makefile is real."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def dead_links(text: str, folder: Path) -> Iterator[str]:
    """Yield the relative link targets that do not exist."""
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        if "://" not in target and not target.startswith("mailto:") and not (folder / target).exists():
            yield target


def named_targets(text: str) -> set[str]:
    """Return the targets of make that a text tells the reader to use."""
    return set(re.findall(r"(?:^ {4}|`)make ([a-z][a-z-]*)", text, re.M))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(document: Path) -> None:
    assert list(dead_links(document.read_text(encoding="utf-8"), document.parent)) == []


def test_planted_dead_link_is_caught() -> None:
    text = "[a](README.md) [b](https://example.org) [c](nowhere.md#part)"
    assert list(dead_links(text, ROOT)) == ["nowhere.md"]


def test_named_targets_exist() -> None:
    rules = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    named = {
        target for document in DOCUMENTS for target in named_targets(document.read_text(encoding="utf-8"))
    }
    assert {"run", "test"} <= named <= rules


def test_planted_target_is_read() -> None:
    assert named_targets("use `make sale-now` or\n    make run\nto make haste") == {"sale-now", "run"}


@pytest.mark.parametrize("target", ["run", "test", "soak", "bench", "format"])
def test_commands_can_be_planned(target: str) -> None:
    done = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def missing_proofs(text: str) -> Iterator[str]:
    """Yield the tests a text names that are not there; `::name` alone is of the file named before it."""
    file = ""
    for told in re.findall(r"`((?:\w+/\w+\.py)?(?:::\w+)?)`", text):
        path, _, name = told.partition("::")
        file = path or file
        source = ROOT / "tests" / file
        if not source.is_file() or (name and f"\ndef {name}(" not in source.read_text(encoding="utf-8")):
            yield told


def test_every_attack_has_its_test() -> None:
    assert list(missing_proofs((ROOT / "docs" / "threats.md").read_text(encoding="utf-8"))) == []


def test_planted_attack_without_a_test_is_caught() -> None:
    text = "`sync/test_client.py::test_nobody_listens`, `::test_everybody_listens`, `sync/test_none.py`"
    assert list(missing_proofs(text)) == ["::test_everybody_listens", "sync/test_none.py"]
