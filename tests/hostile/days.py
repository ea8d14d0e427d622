"""What every bad day must leave behind: a sentence in both languages, exit 1, and a shop with nothing changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from tests.cli.lines import Lines, Said

PERSIAN = re.compile(r"[\u0620-\u06ff]")
CODE = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")


QUOTED = re.compile("«[^»]*»|“[^”]*”", re.DOTALL)


def is_persian(text: str) -> bool:
    """Say whether a sentence is Persian, whatever it quotes."""
    return len(PERSIAN.findall(QUOTED.sub("", text))) >= 8


def done(said: Said) -> Any:
    """Return the document of a line that was done."""
    assert said.code == 0, said.out + said.err
    return said.json


def facts_of(lines: Lines) -> int:
    """Return how many facts the shop has, having verified every one of them and every sum."""
    told = done(lines.run("verify", BASHGAH_AS="owner"))
    assert (told["ok"], told["problems"]) == (True, [])
    count: int = told["facts"]
    return count


@contextmanager
def unharmed(lines: Lines) -> Iterator[None]:
    """See that what happens inside records nothing and leaves a shop that verifies."""
    before = facts_of(lines)
    yield
    assert facts_of(lines) == before


@contextmanager
def caught() -> Iterator[None]:
    """See that a check made inside fails: the product was broken on purpose, and the check must notice.

    It must fail for what the till did: a till that merely falls over proves nothing about the check.
    """
    with pytest.raises((AssertionError, pytest.fail.Exception)) as found:
        yield
    assert "unexpected" not in str(found.value), found.value


def refused(lines: Lines, *line: str, code: str, **words: str) -> dict[str, str]:
    """Run a line that must be refused with this code, in both languages; return the two messages."""
    told, letters = {}, {}
    for lang in ("fa", "en"):
        said = replace(lines, lang=lang).run(*line, **words)
        assert said.code == 1, (said.code, said.out, said.err)
        assert "Traceback" not in said.err
        assert said.json.keys() == {"error"}, said.out
        error = said.json["error"]
        assert (error["code"], error.keys()) == (code, {"code", "message", "hint"}), error
        assert error["hint"], error
        told[lang] = error["message"]
        letters[lang] = len(PERSIAN.findall(QUOTED.sub("", error["message"] + error["hint"])))
    # Names stand in both as they are; what is said about them is Persian in one alone.
    assert letters["fa"] - letters["en"] >= 8, told
    return told


def spoken(lines: Lines, *line: str, lang: str = "fa", **words: str) -> str:
    """Run a refused line as a person would, without --json; return what stderr said."""
    said = lines.run_plain(*line, "--lang", lang, **words)
    assert (said.code, said.out) == (1, ""), said
    assert "Traceback" not in said.err
    assert not CODE.search(said.err), said.err
    assert is_persian(said.err) == (lang == "fa"), said.err
    return said.err
