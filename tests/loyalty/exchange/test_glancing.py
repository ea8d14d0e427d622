"""A glance says of a fact what reading it whole says, or the fact is refused when it is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loyalty.errors import LoyaltyError
from loyalty.exchange.glancing import Glance, Glanced, glance, glances, whole
from loyalty.exchange.till import read_page
from loyalty.facts import parse_fact
from tests.loyalty.exchange.desk import Desk, sale
from tests.simulation.chains import Chains


@pytest.fixture(scope="module")
def desk() -> Desk:
    """Return a till with its first fact and two sales."""
    desk = Desk().open()
    desk.write("sale.recorded", sale())
    desk.write("sale.recorded", sale(), "with «words» of its own")
    return desk


def test_only_plain_facts_are_glanced_at(desk: Desk) -> None:
    assert [type(fact).__name__ for fact in glances(desk.raws)] == ["Fact", "Glance", "Glance"]


@given(place=st.integers(0, 10_000), byte=st.integers(0, 255), cut=st.booleans())
def test_what_a_glance_says_stands_or_the_fact_is_refused(
    desk: Desk, place: int, byte: int, cut: bool
) -> None:
    raw = bytearray(desk.raws[2])
    at = place % len(raw)
    raw[at : at + 1] = b"" if cut else bytes([byte])
    try:
        told = glance(bytes(raw))
        read = whole(told, bytes(raw))
    except LoyaltyError:
        with pytest.raises(LoyaltyError):
            parse_fact(bytes(raw))
    else:
        assert read == parse_fact(bytes(raw))
        assert all(getattr(read, name) == getattr(told, name) for name in Glance._fields)


def test_a_page_is_proven_as_well_by_glances(desk: Desk) -> None:
    page, read = read_page(Chains(), desk.raws, glances(desk.raws)), read_page(Chains(), desk.raws)
    assert [(one.raw, one.hash) for one in page.fresh] == [(one.raw, one.hash) for one in read.fresh]
    assert [isinstance(one, Glanced) for one in page.fresh] == [False, True, True]
    for raws in ([desk.raws[0], desk.raws[2]], desk.raws[1:]):
        with pytest.raises(LoyaltyError, match="feed_broken"):
            read_page(Chains(), raws, glances(raws))


def test_what_is_no_fact_is_refused_at_once_or_when_it_is_read(desk: Desk) -> None:
    raw = desk.raws[2]
    for broken in (b"junk", raw.replace(b'["', b'["\xff', 1)):
        with pytest.raises(LoyaltyError, match="feed_broken"):
            glances([broken])
    told = glance(raw[:-1])
    assert isinstance(told, Glance)
    with pytest.raises(LoyaltyError, match="feed_broken"):
        whole(told, raw[:-1])
