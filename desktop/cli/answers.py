"""What a command answers: a JSON document, and the same as text in the reader's language."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from loyalty.errors import LoyaltyError
from loyalty.problems import say
from loyalty.words import Lang

if TYPE_CHECKING:
    from loyalty.conditions.doubts import Doubt


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome of a command; `document` goes out with --json, `text` without. `exit_code` 0 unless refused.

    `problem` is what kept a part of it from being done: the exit is 1, the document has it as `error` beside what was
    done, and as text it goes where problems go.
    """

    document: Any
    text: str = ""
    exit_code: int = 0
    problem: LoyaltyError | None = None


Phrases = dict[str, tuple[str, str]]
"""Key → (Persian, English), the words of one family's text output."""


def phrase(phrases: Phrases, key: str, lang: Lang, **values: object) -> str:
    """Return one phrase in a language, its places filled."""
    persian, english = phrases[key]
    return (persian if lang == "fa" else english).format_map(values)


def json_text(document: Any) -> str:
    """Return a document as JSON text, one for all commands."""
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)


def doubts_json(found: Iterable[Doubt], lang: Lang) -> list[dict[str, Any]]:
    """Return doubts about a condition, each with its place and its sentence."""
    return [
        {"where": one.where, "code": one.code, "message": say(one.error(), lang), "never": one.never}
        for one in found
    ]


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return rows in columns as wide as their widest text."""
    lines = [list(header), *[list(row) for row in rows]]
    widths = [max(_width(line[place]) for line in lines) for place in range(len(header))]
    return "\n".join(_laid_out(line, widths) for line in lines)


def pairs(rows: Iterable[tuple[str, str]]) -> str:
    """Return `name: value` lines."""
    return "\n".join(f"{name}: {value}" for name, value in rows)


def _laid_out(line: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(
        text + " " * (width - _width(text)) for text, width in zip(line, widths, strict=True)
    ).rstrip()


def _width(text: str) -> int:
    # Marks and direction controls take no cell of a terminal.
    return sum(1 for letter in text if unicodedata.category(letter) not in ("Mn", "Me", "Cf"))
