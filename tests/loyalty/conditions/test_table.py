"""The table of atoms: every sentence against its meaning, by examples that are in and out."""

from __future__ import annotations

import pytest

from loyalty.conditions.evaluate import is_met, topics
from loyalty.conditions.parse import ATOM_NAMES, parse_condition
from loyalty.conditions.verdict import MEMBER, Met
from loyalty.sentences.conditions import say_condition
from tests.loyalty.conditions.table import NAMES, ROWS, Case
from tests.loyalty.offers.shop import at


def holds(document: dict[str, object], case: Case) -> bool:
    answer = is_met(parse_condition(document), case.who, case.what, case.when or at())
    return isinstance(answer, Met)


def test_every_atom_stands_in_the_table() -> None:
    assert tuple(ROWS) == ATOM_NAMES


@pytest.mark.parametrize("name", ROWS)
def test_an_atom_says_what_it_means(name: str) -> None:
    row, document = ROWS[name], {name: ROWS[name].body}
    parsed, denied = parse_condition(document), parse_condition({"not": document})
    assert tuple(say_condition(parsed, lang, NAMES) for lang in ("fa", "en")) == row.said
    assert tuple(say_condition(denied, lang, NAMES) for lang in ("fa", "en")) == row.denied
    for case in row.met:
        assert holds(document, case), case
    for case in row.unmet:
        assert not holds(document, case), case


@pytest.mark.parametrize("name", ROWS)
def test_not_is_the_opposite_where_the_member_is_known(name: str) -> None:
    row, document = ROWS[name], {name: ROWS[name].body}
    for case in (*row.met, *row.unmet):
        unknown = case.who is None and MEMBER in topics(parse_condition(document))
        assert holds({"not": document}, case) is (not unknown and not holds(document, case))
