"""Groups a manager lets go below their floors: nothing is checked against them, and everything else stays."""

from __future__ import annotations

from loyalty.groups import parse_groups, unchecked

DOCUMENT = {"groups": [{"id": "SHOES", "name": "Shoes", "margin": 30, "floor": 5, "vat": 10}, {"id": "CARE"}]}


def test_margins_are_put_aside_and_the_rest_stays() -> None:
    groups = parse_groups(DOCUMENT)
    free = unchecked(groups)
    assert (groups.margin("SHOES"), free.margin("SHOES")) == (300_000, None)
    assert (free.floor("SHOES"), free.vat("SHOES")) == (50_000, 100_000)
    assert list(free.by_id) == ["SHOES", "CARE"]
    assert free.by_id["SHOES"].name == groups.by_id["SHOES"].name
