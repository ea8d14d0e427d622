"""What goods sold by weight or length are measured in: named by their group, read as people read it, none for pieces."""

from __future__ import annotations

import pytest

from loyalty.errors import LoyaltyError
from loyalty.groups import UNITS, parse_groups
from loyalty.words import UNIT_WORDS, format_measure


def test_every_unit_is_named_in_both_languages() -> None:
    assert set(UNIT_WORDS) == set(UNITS)
    assert all(words["fa"] and words["en"] for words in UNIT_WORDS.values())


@pytest.mark.parametrize(
    ("much", "unit", "fa", "en"),
    [
        (1_250, "kg", "۱٫۲۵ کیلو", "1.25 kg"),
        (37_456, "l", "۳۷٫۴۵۶ لیتر", "37.456 L"),
        (2_000, "", "۲", "2"),
    ],
)
def test_a_quantity_is_written_with_its_unit(much: int, unit: str, fa: str, en: str) -> None:
    assert (format_measure(much, unit, "fa"), format_measure(much, unit, "en")) == (fa, en)


def test_only_what_is_measured_has_the_unit_of_its_group() -> None:
    groups = parse_groups({"groups": [{"id": "CHEESE", "unit": "kg"}, {"id": "SHOES"}]})
    assert groups.unit("CHEESE", divisible=True) == "kg"
    assert groups.unit("CHEESE", divisible=False) == ""
    assert (groups.unit("SHOES", divisible=True), groups.unit("NONE", divisible=True)) == ("", "")


def test_a_unit_nobody_knows_is_refused() -> None:
    with pytest.raises(LoyaltyError, match="document_not_among"):
        parse_groups({"groups": [{"id": "CHEESE", "unit": "stone"}]})
