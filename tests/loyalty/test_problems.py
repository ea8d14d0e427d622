"""Every refusal the product can raise has its sentence in both languages, and its sentence can be filled."""

from __future__ import annotations

import ast
import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from loyalty import problems
from loyalty.errors import LoyaltyError
from loyalty.problems import TOPICS, all_problems, hint, problems_of, say
from loyalty.problems.problem import Problem

ROOT = Path(__file__).parents[2]


def raised(path: Path) -> Iterator[tuple[str, set[str] | None]]:
    """Give (code, names of the values) of every refusal in a source; the names are None where they are not spelt out."""
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        place = {"LoyaltyError": 0, "require": 1}.get(node.func.id)
        if place is None or len(node.args) <= place:
            continue
        code = node.args[place]
        if isinstance(code, ast.Constant) and isinstance(code.value, str):
            names = {word.arg for word in node.keywords}
            yield code.value, None if None in names else {name for name in names if name}


def sources() -> list[Path]:
    return sorted(
        path for folder in ("loyalty", "desktop", "central") for path in (ROOT / folder).rglob("*.py")
    )


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_every_code_raised_has_a_sentence() -> None:
    codes = {code: path.relative_to(ROOT) for path in sources() for code, _ in raised(path)}
    assert len(codes) > 40
    assert {code: str(path) for code, path in codes.items() if code not in all_problems()} == {}


def test_every_sentence_finds_its_values_where_it_is_raised() -> None:
    lacking = []
    for path in sources():
        for code, names in raised(path):
            problem = all_problems().get(code)
            if problem is not None and names is not None:
                wanted = places(problem.fa + problem.en + problem.hint_fa + problem.hint_en)
                lacking += [f"{path.name}: {code} lacks {wanted - names}"] if wanted - names else []
    assert lacking == []


@pytest.mark.parametrize("code", sorted(all_problems()))
def test_a_problem_says_the_same_in_both_languages(code: str) -> None:
    problem = all_problems()[code]
    assert problem.fa
    assert problem.en
    assert bool(problem.hint_fa) == bool(problem.hint_en)
    assert problem.fa != problem.en


def test_a_code_stands_in_one_topic_only() -> None:
    codes = Counter(code for topic in TOPICS for code in problems_of(topic))
    assert {code for code, times in codes.items() if times > 1} == set()


def test_a_sentence_is_filled_as_its_language_writes() -> None:
    error = LoyaltyError("credit_short", available=1_500, missing=20)
    assert "1,500" in say(error, "en")
    assert "۱٬۵۰۰" in say(error, "fa")
    assert "۱٬۵۰۰" in hint(error, "fa")
    assert "1,500" in hint(error, "en")


def test_an_amount_is_told_in_the_money_of_the_shop() -> None:
    short = LoyaltyError("tender_short", missing=1_250)
    assert say(short, "en", "USD") == "The payment is 12.50 USD short."
    assert "۱۲٫۵۰ دلار" in say(short, "fa", "USD")
    assert say(short, "en", "IRT") == "The payment is 1,250 Toman short."
    assert "…" in say(LoyaltyError("tender_short"), "en", "USD")


def test_points_are_no_money() -> None:
    short = {"number": "A1-000001", "missing": 1_250}
    assert "12.50 USD" in say(LoyaltyError("void_earned_spent", unit="credit", **short), "en", "USD")
    assert say(LoyaltyError("void_earned_spent", unit="points:base", **short), "en", "USD").startswith(
        "1,250 of"
    )


@pytest.mark.parametrize(
    ("value", "fa", "en"),
    [
        (dt.date(2026, 11, 21), "۳۰ آبان ۱۴۰۵", "21 Nov 2026"),
        ("کد 1", "\u2068کد ۱\u2069", "کد 1"),
        ("A1-000123", "\u2066A1-000123\u2069", "A1-000123"),
        ("06h01grq7p", "\u206606h01grq7p\u2069", "06h01grq7p"),
        (True, "True", "True"),
        (None, "None", "None"),
        ("y" * 500, "\u2068" + "y" * 120 + "\u2069", "y" * 120),
    ],
)
def test_values_are_shown_as_people_read_them(
    value: object, fa: str, en: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(problems, "all_problems", lambda: {"code": Problem("{v}", "{v}")})
    assert say(LoyaltyError("code", v=value), "fa") == fa
    assert say(LoyaltyError("code", v=value), "en") == en
    assert hint(LoyaltyError("code", v=value), "en") == ""


def test_a_code_without_a_sentence_stands_for_itself() -> None:
    assert say(LoyaltyError("not_a_code"), "fa") == "not_a_code"
    assert hint(LoyaltyError("not_a_code"), "fa") == ""


def test_a_sentence_that_lacks_its_value_still_reaches_the_person() -> None:
    assert "…" in say(LoyaltyError("credit_short"), "en")


def test_a_place_on_the_disk_keeps_its_digits_in_every_language() -> None:
    error = LoyaltyError("shop_missing", folder="/srv/till-17")
    assert "/srv/till-17" in say(error, "fa")
    assert "/srv/till-17" in say(error, "en")


@pytest.mark.parametrize(("seconds", "told"), [(1, "Wait 1 second before"), (12, "Wait 12 seconds before")])
def test_what_is_counted_is_said_as_one_or_many(seconds: int, told: str) -> None:
    assert told in say(LoyaltyError("pin_wait", seconds=seconds), "en")
