"""No refusal carries what was typed raw: whatever stands in its places, a sentence commands no terminal and turns no
line round."""

from __future__ import annotations

import unicodedata
from string import Formatter

import pytest

from loyalty import problems
from loyalty.errors import LoyaltyError
from loyalty.problems import LONGEST_VALUE, all_problems, hint, say
from tests.hostile.days import caught
from tests.hostile.test_people import HOSTILE

OURS = "\u2066\u2068\u2069\u200e\u200f\u200c\u200d"
"""Marks the product sets itself: isolates around values, direction of options and signs, joiners."""


def unsafe(text: str) -> set[str]:
    return {sign for sign in text if unicodedata.category(sign)[0] == "C" and sign not in OURS}


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_no_place_of_any_sentence_lets_tricks_through(lang: str) -> None:
    filled = 0
    for code, problem in all_problems().items():
        template = problem.fa + problem.en + problem.hint_fa + problem.hint_en
        places = {name for _, name, _, _ in Formatter().parse(template) if name}
        error = LoyaltyError(code, **dict.fromkeys(places, HOSTILE))
        text = say(error, lang) + hint(error, lang)
        assert unsafe(text) - set(template) == set(), (code, text)
        assert "\u202e" not in text
        assert text.count("\u2068") + text.count("\u2066") == text.count("\u2069"), code
        filled += bool(places)
    assert filled > 40


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_an_endless_word_does_not_drown_the_sentence(lang: str) -> None:
    text = say(LoyaltyError("sale_unknown", sale="x" * 100_000), lang)
    assert len(text) < 2 * LONGEST_VALUE + 100


def test_lines_that_were_typed_become_one() -> None:
    assert "a b c" in say(LoyaltyError("sale_unknown", sale="a\nb\tc"), "en")


def test_the_names_of_people_keep_their_joiners() -> None:
    name = "رضایی\u200cنژاد"
    assert name in say(LoyaltyError("sale_unknown", sale=name), "fa")


# -- planted bugs: the checks above see them --------------------------------------------------------------


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_sentence_that_repeats_what_was_typed_is_caught(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(problems, "visible", str)
    with caught():
        test_no_place_of_any_sentence_lets_tricks_through(lang)
    with caught():
        test_lines_that_were_typed_become_one()


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_sentence_without_end_is_caught(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(problems, "LONGEST_VALUE", 10**6)
    with caught():
        test_an_endless_word_does_not_drown_the_sentence(lang)


def test_a_sentence_that_strips_joiners_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(problems, "_JOINERS", "")
    with caught():
        test_the_names_of_people_keep_their_joiners()
