"""A member's PIN set at one till is asked at another that has no line; of two set apart the last word stands at both."""

from __future__ import annotations

import pytest

from desktop.models.queries.pins import standing_pin
from desktop.models.verify import verify
from desktop.usecases.members.enrol import NewMember, enrol
from desktop.usecases.members.member_pin import prove_member, set_member_pin
from loyalty.errors import LoyaltyError
from tests.sync.conftest import Machine

PIN, OTHER = "7305", "9168"


def heal(*machines: Machine) -> None:
    for _ in range(3):
        for one in machines:
            one.settle()


def test_it_is_known_without_a_line_where_it_was_not_set(near: Machine, far: Machine) -> None:
    sara = enrol(near.here, near.owner, NewMember("09120004567", "سارا")).member_id
    set_member_pin(near.here, near.owner, sara, PIN)
    heal(near, far)
    assert prove_member(far.here, far.owner, sara, PIN).member_id == sara
    with pytest.raises(LoyaltyError, match="member_pin_wrong"):
        prove_member(far.here, far.owner, sara, OTHER)

    # Both change it without a line: what was said last stands at both.
    far.clock.go(60_000)
    set_member_pin(far.here, far.owner, sara, OTHER, old=PIN)
    set_member_pin(near.here, near.owner, sara, "4821", old=PIN)
    heal(near, far)
    for one in (near, far):
        assert prove_member(one.here, one.owner, sara, OTHER)
        with one.here.read() as db:
            assert verify(db).problems == ()
    with near.here.read() as here, far.here.read() as there:
        assert standing_pin(here, sara) == standing_pin(there, sara)
