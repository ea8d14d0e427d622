"""Segments a shop draws: read strictly, built on each other, never in a circle, the same for everybody."""

from __future__ import annotations

from typing import Any

import pytest

from loyalty.conditions.needs import needs_of
from loyalty.conditions.parse import parse_condition
from loyalty.conditions.segments import (
    Segment,
    check_segments,
    in_order,
    named_in,
    needs_with,
    parse_segment,
    placed,
)
from loyalty.errors import LoyaltyError
from loyalty.member import Asked
from tests.loyalty.offers.shop import at, member, visits


def drawn(**conditions: Any) -> dict[str, Segment]:
    return {name: parse_segment({"id": name, "condition": body}) for name, body in conditions.items()}


MANY = {"visits": {"op": ">=", "value": 10}}


def refused(code: str, **conditions: Any) -> dict[str, object]:
    with pytest.raises(LoyaltyError) as problem:
        check_segments(drawn(**conditions))
    assert problem.value.code == code
    return problem.value.values


def test_a_segment_has_an_id_a_name_and_a_condition() -> None:
    segment = parse_segment({"id": "brides", "name": {"fa": "عروس‌ها"}, "condition": {"has_tag": "bride"}})
    assert (segment.segment, segment.name.fa) == ("brides", "عروس‌ها")
    assert parse_segment({"id": "x", "condition": {}}).name.en == "x"


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ({"id": "a b", "condition": {}}, "segment_id_invalid"),
        ({"id": "champions", "condition": {}}, "segment_name_taken"),
        ({"id": "x", "condition": {"basket_has": {"group": "A"}}}, "segment_not_of_members"),
        ({"id": "x", "condition": {"weekdays": ["friday"]}}, "segment_not_of_members"),
        ({"id": "x", "condition": {"reaches": MANY}}, "segment_not_of_members"),
        ({"id": "x"}, "document_key_missing"),
        ({"id": "x", "condition": {}, "colour": 1}, "document_key_unknown"),
    ],
)
def test_what_is_wrong_is_named(document: dict[str, Any], code: str) -> None:
    with pytest.raises(LoyaltyError) as problem:
        parse_segment(document)
    assert problem.value.code == code


def test_segments_build_on_each_other_but_not_in_a_circle() -> None:
    check_segments(
        drawn(a=MANY, b={"all": [{"in_segment": "a"}, {"in_segment": "lost"}]}), {"a", "champions"}
    )
    around = {"a": {"in_segment": "b"}, "b": {"not": {"in_segment": "c"}}, "c": {"in_segment": "a"}}
    assert refused("segment_in_a_circle", **around)["segments"] == "a → b → c → a"
    assert refused("segment_in_a_circle", a={"in_segment": "a"})["segments"] == "a → a"
    assert refused("segment_unknown", a={"in_segment": "gone"})["segment"] == "gone"
    with pytest.raises(LoyaltyError):
        check_segments(drawn(a=MANY), {"gone"})


def test_the_counter_goes_on_where_versions_of_two_tills_make_a_circle_or_a_gap() -> None:
    around = drawn(a={"in_segment": "b"}, b={"any": [{"in_segment": "a"}, MANY]}, c={"in_segment": "gone"})
    order = in_order(around, {"a", "c", "gone"})
    assert [segment.segment for segment in order] == ["b", "a", "c"]
    assert placed(member(*visits(10)), order, at()).segments == {"a", "b"}
    assert placed(member(), order, at()).segments == frozenset()


def test_each_is_judged_after_what_it_builds_on() -> None:
    segments = drawn(
        a={"all": [{"in_segment": "z"}, {"in_segment": "champions"}]}, z=MANY, other={"has_tag": "x"}
    )
    order = in_order(segments, {"a"})
    assert [segment.segment for segment in order] == ["z", "a"]
    assert placed(member(*visits(10)), order, at(), "champions").segments == {"z", "a", "champions"}
    assert placed(member(*visits(10)), order, at(), "lost").segments == {"z", "lost"}
    assert placed(member(*visits(9)), order, at(), "champions").segments == {"champions"}


def test_needs_are_those_of_the_segments_too() -> None:
    segments = drawn(
        a={"in_segment": "b"}, b={"visits": {"op": ">", "value": 1, "group": "A"}}, c={"gender": "male"}
    )
    asked = parse_condition({"in_segment": "a"})
    needs = needs_with(needs_of([asked]), segments)
    assert needs.sums == {Asked(None, "A")}
    assert needs.segments == {"a", "b"}
    assert not needs.words
    assert needs.history
    assert needs_of([parse_condition({"preferred_weekdays": ["friday"]})]).history
    assert not needs_of([parse_condition({"spent": {"op": ">", "amount": 5}})]).history
    assert named_in(asked) == {"a"}
