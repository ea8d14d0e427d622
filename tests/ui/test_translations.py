"""Every English source string of every screen has a finished Persian translation, with the same places to fill."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from desktop.ui import i18n_update, paths

PARTS = i18n_update.parts()


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the translation sources, brought up to date with the code; the shipped ones stay untouched."""
    copy = tmp_path_factory.mktemp("resources")
    shutil.copytree(paths.resources() / "i18n", copy / "i18n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "resources", lambda: copy)
        for part in PARTS:
            i18n_update.update(part)
    return copy / "i18n"


def messages(file: Path) -> list[ElementTree.Element]:
    return list(ElementTree.parse(file).iter("message")) if file.exists() else []


def forms(message: ElementTree.Element) -> list[str]:
    target = message.find("translation")
    if target is None:
        return []
    plural = [form.text or "" for form in target.findall("numerusform")]
    return plural or [target.text or ""]


@pytest.mark.parametrize("part", PARTS)
def test_nothing_is_left_untranslated(fresh: Path, part: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "resources", lambda: fresh.parent)
        assert list(i18n_update.missing(part)) == []


def test_counts_are_said_through_tr() -> None:
    """Of `translate` with a count lupdate drops the text without a word, or its plural."""
    counted = re.compile(r"translate\(\s*\"\w+\",\s*\"[^\"]*%n")
    code = (paths.resources().parent / "desktop" / "ui").rglob("*.py")
    assert [file.name for file in code if counted.search(file.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("part", PARTS)
def test_english_counts_one_and_many(fresh: Path, part: str) -> None:
    empty = [m.findtext("source") for m in messages(fresh / "en" / f"{part}.ts") if not all(forms(m))]
    assert empty == []


@pytest.mark.parametrize("part", PARTS)
def test_places_to_fill_are_the_same(part: str) -> None:
    places = re.compile(r"\{\w*\}|%n|%L?\d")
    wrong = []
    for lang in ("fa", "en"):
        for message in messages(i18n_update.words_file(part, lang)):
            source = message.findtext("source", "")
            wrong += [
                source for form in forms(message) if set(places.findall(form)) - set(places.findall(source))
            ]
            wrong += [
                source
                for form in forms(message)
                if set(re.findall(r"\{\w*\}", source)) - set(places.findall(form))
            ]
    assert wrong == []


@pytest.mark.parametrize("part", PARTS)
def test_kinds_of_files_are_the_same(part: str) -> None:
    """A mark of direction among the patterns, and a window that opens files shows none of that kind."""
    patterns = re.compile(r"\(([^)]*)\)")
    for message in messages(i18n_update.words_file(part)):
        source = message.findtext("source", "")
        if ";;" in source:
            assert [patterns.findall(form) for form in forms(message)] == [patterns.findall(source)]


@pytest.mark.parametrize("part", PARTS)
def test_persian_is_written_with_persian_letters(part: str) -> None:
    arabic = [
        form for m in messages(i18n_update.words_file(part)) for form in forms(m) if re.search("[يك]", form)
    ]
    assert arabic == []


def test_filling_writes_what_the_table_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    i18n_update.update("login")
    before = list(i18n_update.missing("login"))
    assert "Sign in" in before
    table = tmp_path / "words.tsv"
    table.write_text("Sign in\tورود\n%n baskets\t%n سبد\t%n basket\t%n baskets\n", encoding="utf-8")
    i18n_update.fill("login", table)
    assert set(before) - set(i18n_update.missing("login")) == {"Sign in", "%n baskets"}
    english = [f for m in messages(tmp_path / "i18n" / "en" / "login.ts") for f in forms(m)]
    assert {"%n basket", "%n baskets"} <= set(english)
    i18n_update.update("login")
    assert "Sign in" not in i18n_update.missing("login")


def test_the_words_compile_into_a_folder(tmp_path: Path) -> None:
    assert i18n_update.main(["--compile", str(tmp_path / "out")]) == 0
    assert {f.name for f in (tmp_path / "out").iterdir()} == {"bashgah_fa.qm", "bashgah_en.qm"}
