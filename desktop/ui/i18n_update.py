"""Bring the translation sources up to date: `python -m desktop.ui.i18n_update [part …] [options]`.

A part is a folder of `desktop/ui` (`sale`, `login`, …); `kit` is `desktop/ui/*.py` and `widgets/`. Each part
has one source a language, `resources/i18n/fa/<part>.ts`, and, where it counts things, `en/<part>.ts` with the
English plurals. Without parts all are updated.

    --missing         list the source strings that have no Persian yet, one a line
    --fill FILE       put translations in: lines of `English<TAB>فارسی[<TAB>one<TAB>many]`
    --compile FOLDER  write bashgah_fa.qm and bashgah_en.qm into FOLDER (packages take them from there)
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from desktop.ui import language, paths

_UI = Path(__file__).resolve().parent
_NOT_PARTS = {"widgets", "__pycache__"}
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'


def main(arguments: list[str] | None = None) -> int:
    asked = _arguments(arguments)
    if asked.compile:
        _compile(Path(asked.compile))
        return 0
    chosen = asked.parts or parts()
    for part in chosen:
        update(part)
        if asked.fill:
            fill(part, Path(asked.fill))
    if asked.missing:
        print("\n".join(source for part in chosen for source in missing(part)))
    return 0


def parts() -> list[str]:
    """The parts that have code: `kit` and each folder with a Python file in it."""
    folders = sorted(f for f in _UI.iterdir() if f.is_dir() and f.name not in _NOT_PARTS)
    return ["kit", *(f.name for f in folders if any(p.name != "__init__.py" for p in f.rglob("*.py")))]


def sources(part: str) -> list[Path]:
    """The code of one part."""
    if part == "kit":
        return sorted([*_UI.glob("*.py"), *(_UI / "widgets").rglob("*.py")])
    return sorted((_UI / part).rglob("*.py"))


def words_file(part: str, lang: str = "fa") -> Path:
    return paths.resources() / "i18n" / lang / f"{part}.ts"


def update(part: str) -> None:
    """Run lupdate for one part, both languages; an English file without plurals is not kept."""
    for lang, extra in (("fa", []), ("en", ["-pluralonly"])):
        file = words_file(part, lang)
        file.parent.mkdir(parents=True, exist_ok=True)
        _lupdate([*map(str, sources(part)), *extra, "-target-language", lang, "-ts", str(file)])
        if lang == "en" and file.exists() and not list(_messages(file)):
            file.unlink()


def _lupdate(arguments: list[str]) -> None:
    call = [
        str(language.tool("lupdate")),
        "-silent",
        "-locations",
        "none",
        "-no-obsolete",
        "-source-language",
        "en",
        *arguments,
    ]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr or done.stdout)


def missing(part: str) -> Iterator[str]:
    """Source strings without a finished Persian translation."""
    for message in _messages(words_file(part)):
        if not _is_finished(message):
            yield message.findtext("source", "")


def fill(part: str, table: Path) -> None:
    """Write the translations of a tab-separated table into the part's sources."""
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines() if "\t" in line]
    _write(words_file(part), {row[0]: [row[1]] for row in rows})
    if words_file(part, "en").exists():
        _write(words_file(part, "en"), {row[0]: row[2:4] for row in rows if len(row) >= 4})


def _write(file: Path, words: dict[str, list[str]]) -> None:
    tree = ElementTree.parse(file)
    for message in tree.iter("message"):
        forms = words.get(message.findtext("source", ""))
        if forms:
            _set_translation(message, forms)
    file.write_text(_HEAD + ElementTree.tostring(tree.getroot(), encoding="unicode") + "\n", encoding="utf-8")


def _set_translation(message: ElementTree.Element, forms: list[str]) -> None:
    target = message.find("translation")
    if target is None:
        target = ElementTree.SubElement(message, "translation")
    target.attrib.pop("type", None)
    numerus = target.findall("numerusform")
    if not numerus:
        target.text = forms[0]
    for place, form in enumerate(numerus):
        form.text = forms[min(place, len(forms) - 1)]


def _messages(file: Path) -> Iterator[ElementTree.Element]:
    yield from ElementTree.parse(file).iter("message")


def _is_finished(message: ElementTree.Element) -> bool:
    target = message.find("translation")
    if target is None or target.get("type"):
        return False
    return bool("".join(target.itertext()).strip())


def _compile(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for lang in language.LANGUAGES:
        files = sorted((paths.resources() / "i18n" / lang).glob("*.ts"))
        if files:
            language.release(files, folder / f"bashgah_{lang}.qm")


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m desktop.ui.i18n_update")
    parser.add_argument("parts", nargs="*")
    parser.add_argument("--missing", action="store_true")
    parser.add_argument("--fill", metavar="FILE")
    parser.add_argument("--compile", metavar="FOLDER")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
