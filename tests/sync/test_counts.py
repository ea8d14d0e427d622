"""A cap for each member over two real tills: uses are counted at one place, with and without a line."""

from __future__ import annotations

import pytest

from desktop.usecases.exchange.exchanging import exchange_once
from desktop.usecases.members.merging import merge
from desktop.usecases.policies import publish_policy
from desktop.usecases.selling.reversing import refund
from loyalty.documents import Text
from loyalty.kinds import ImportedMembers, MemberImported
from loyalty.quote import APPLIED
from loyalty.sentences.names import Names
from loyalty.sentences.verdicts import say_verdict
from tests.sync.conftest import Machine
from tests.sync.test_uses import TENTH, announce, applies, both, open_tills, same_uses, sell, verdict, wish

ONCE = {"id": "once", "benefits": TENTH, "caps": {"per_member": 1}}
TWICE = {"id": "once", "benefits": TENTH, "caps": {"per_member": 2}}

__all__ = ["open_tills"]


def cut(*machines: Machine, line: bool = False) -> None:
    for machine in machines:
        machine.line.cut = not line


def used(machine: Machine, member: str) -> bool:
    return any(one.offer_id == "once" for one in sell(machine, member).sale.uses)


def why(machine: Machine, member: str) -> tuple[str, str]:
    because = verdict(machine, "once", member).because
    return because.code, because.other


def move(member: str, giver: Machine, taker: Machine) -> None:
    """Let the count come to who asks for it."""
    assert wish(taker, member).asked
    giver.sync()
    giver.sync()
    assert wish(taker, member).here
    giver.sync()


def test_without_a_line_one_till_gives_it_and_the_other_says_who_counts(
    open_tills: tuple[Machine, Machine],
) -> None:
    near, far = open_tills
    member = near.member()
    announce(near, ONCE, far)
    cut(near, far)
    assert why(far, member) == ("member_needs_centre", near.here.shop.branch_id)
    refusal = verdict(far, "once", member)
    names = Names("IRT", branches={near.here.shop.branch_id: Text("ونک", "Vanak")})
    assert "ونک" in say_verdict(refusal, "fa", names)
    assert "at Vanak" in say_verdict(refusal, "en", names)
    # The sale goes on, without the offer; a walk-in and a member without a cap are served as ever.
    assert not used(far, member)
    assert used(near, member)
    assert why(near, member)[0] == "cap"
    cut(near, far, line=True)
    both(near, far)
    assert why(far, member)[0] == "cap"
    assert same_uses(near, far)


def test_a_count_that_was_asked_for_is_used_once_there(open_tills: tuple[Machine, Machine]) -> None:
    near, far = open_tills
    member = near.member()
    announce(near, ONCE, far)
    move(member, near, far)
    # Where it was it is no more, with or without a line.
    cut(near, far)
    assert why(near, member) == ("member_needs_centre", far.here.shop.branch_id)
    assert used(far, member)
    assert not used(near, member)
    cut(near, far, line=True)
    both(near, far)
    assert why(near, member)[0] == why(far, member)[0] == "cap"
    assert same_uses(near, far)


def test_all_that_was_used_before_counts_and_a_new_version_too(open_tills: tuple[Machine, Machine]) -> None:
    near, far = open_tills
    member = near.member()
    announce(near, ONCE, far)
    first = sell(near, member)
    assert first.sale.uses
    announce(near, TWICE, far)
    move(member, near, far)
    assert used(far, member)
    assert why(far, member)[0] == "cap"
    both(near, far)
    refund(near.here, near.owner, first.sale_id, None)
    both(near, far)
    assert applies(far, "once", member)
    announce(near, ONCE, far)
    assert why(far, member)[0] == "cap"
    assert same_uses(near, far)


def test_where_uses_do_not_return_a_sale_that_came_back_counts_at_every_till(
    open_tills: tuple[Machine, Machine],
) -> None:
    near, far = open_tills
    member = near.member()
    publish_policy(near.here, near.owner, "refunds", {"uses": "keep"})
    announce(near, ONCE, far)
    sold = sell(near, member)
    assert sold.sale.uses
    refund(near.here, near.owner, sold.sale_id, None)
    assert why(near, member)[0] == "cap"
    both(near, far)
    assert why(far, member)[0] == "cap"
    publish_policy(near.here, near.owner, "refunds", {"uses": "return"})
    both(near, far)
    move(member, near, far)
    assert used(far, member)


def test_a_person_of_two_ids_needs_both_counts(open_tills: tuple[Machine, Machine]) -> None:
    near, far = open_tills
    member, other = near.member(), far.member()
    announce(near, ONCE, far)
    assert used(near, member)
    cut(near, far)
    merge(far.here, far.owner, member, other)
    # What the other one used is not known here, and who might tell is asked for it.
    assert why(far, other) == ("member_needs_centre", near.here.shop.branch_id)
    cut(near, far, line=True)
    announce(near, TWICE, far)
    for machine, there in ((near, far), (far, near)):
        assert why(machine, member) == ("member_needs_centre", there.here.shop.branch_id)
    assert wish(far, member).asked
    both(near, far)
    assert wish(far, member).here
    assert used(far, member)
    both(near, far)
    assert why(near, other)[0] == why(far, other)[0] == "cap"
    assert same_uses(near, far)


def test_an_imported_member_is_counted_where_somebody_asks_first(
    open_tills: tuple[Machine, Machine],
) -> None:
    near, far = open_tills
    announce(near, ONCE, far)
    member = near.here.new_id()
    with near.here.transaction("owner") as tx:
        told = MemberImported(member, near.here.now(), near.here.shop.branch_id)
        tx.record("member.imported", ImportedMembers((told,)))
    both(near, far)
    assert why(near, member) == why(far, member) == ("member_needs_centre", "")
    assert wish(far, member).here
    assert used(far, member)


def test_a_till_that_was_put_back_counts_nothing_until_it_knows_again(
    open_tills: tuple[Machine, Machine],
) -> None:
    near, far = open_tills
    member = near.member()
    announce(near, ONCE, far)
    kept = near.save()
    assert used(near, member)
    near.settle()
    near.put_back(kept)
    exchange_once(near.here, near.line)
    assert why(near, member)[0] == "member_needs_centre"
    both(near, far)
    assert why(near, member)[0] == "cap"


@pytest.mark.parametrize("alone", [True, False])
def test_a_shop_alone_asks_nobody_and_goes_on_when_it_joins(
    near: Machine, far: Machine, monkeypatch: pytest.MonkeyPatch, alone: bool
) -> None:
    from desktop.usecases.offers import standing
    from desktop.usecases.selling.shifts import begin_shift

    begin_shift(near.here, near.owner, 0)
    begin_shift(far.here, far.owner, 0)
    member = near.member()
    announce(near, TWICE, far)
    with monkeypatch.context() as patch:
        if alone:
            patch.setattr(standing, "read_centre", lambda _: None)
        assert verdict(near, "once", member).verdict == APPLIED
        assert used(near, member)
    both(near, far)
    cut(near, far)
    assert used(near, member)
    assert not used(near, member)
    assert not used(far, member)
