"""Policy of a business and of its branches, published at tills that do not hear of each other."""

from __future__ import annotations

import pytest

from desktop.usecases import policies
from desktop.usecases.exchange.standing import sync_state
from desktop.usecases.policies import own_name, publish_policy, rules_now, show_policy
from loyalty.errors import LoyaltyError
from loyalty.policy import Rules
from loyalty.tiers import DEFAULT_LADDER
from tests.sync.centre import InMemory
from tests.sync.conftest import Machine

LADDER = {"by": DEFAULT_LADDER.by, "window_days": 365, "tiers": [["base", 0], ["gold", 100]]}


def earning(percent: int, **more: object) -> dict[str, object]:
    return {"credit": {"percent": percent, **more}}


def publish(machine: Machine, name: str, document: dict[str, object]) -> None:
    publish_policy(machine.here, machine.owner, name, document)


def own(machine: Machine, name: str) -> str:
    return own_name(name, machine.here.shop.branch_id)


def rules(machine: Machine) -> Rules:
    with machine.here.read() as db:
        return rules_now(db)


def percent(machine: Machine) -> int:
    return rules(machine).earning.rate // 10_000


def meet(*machines: Machine) -> None:
    for _ in range(3):
        for one in machines:
            one.settle()


def test_a_branch_goes_by_its_own_document(centre: InMemory, near: Machine, far: Machine) -> None:
    publish(near, "earning", earning(5))
    meet(near, far)
    publish(far, own(far, "earning"), earning(9))
    meet(near, far)
    assert (percent(near), percent(far)) == (5, 9)
    publish(near, "earning", earning(6))
    meet(near, far)
    assert (percent(near), percent(far)) == (6, 9)
    with near.here.read() as db:
        assert show_policy(db, own(near, "earning")).document == earning(6)
        assert show_policy(db, own(far, "earning")).document == earning(9)


def test_what_a_branch_may_not_have_is_refused(near: Machine) -> None:
    with pytest.raises(LoyaltyError, match="policy_not_in_branches"):
        own(near, "tiers")
    with pytest.raises(LoyaltyError, match="policy_unknown"):
        publish(near, "tiers@somewhere", LADDER)
    with pytest.raises(LoyaltyError, match="policy_unknown"):
        publish(near, "earning@", earning(5))


def test_two_who_publish_at_once_end_with_one(centre: InMemory, near: Machine, far: Machine) -> None:
    meet(near, far)
    for name, title in (("earning", "earning"), (own(far, "earning"), "earning · تجریش")):
        publish(near, name, earning(3))
        publish(far, name, earning(4))
        meet(near, far)
        with near.here.read() as one, far.here.read() as other:
            assert show_policy(one, name) == show_policy(other, name)
        told = [[beaten.name.en for beaten in sync_state(machine.here).beaten] for machine in (near, far)]
        assert title in told[0]
        assert told[0] == told[1]


def parted(near: Machine, far: Machine) -> None:
    """The ladder loses a tier at one till while the other's branch gives that very tier more."""
    publish(near, "tiers", LADDER)
    meet(near, far)
    publish(far, own(far, "earning"), {"credit": {"percent": 5}, "by_tier": {"gold": 8}})
    near.clock.go(60_000)
    publish(near, "tiers", {**LADDER, "tiers": [["base", 0], ["silver", 50]]})
    meet(near, far)


def test_documents_that_do_not_go_together_leave_the_last_out(
    centre: InMemory, near: Machine, far: Machine
) -> None:
    parted(near, far)
    assert [tier.tier for tier in rules(near).tiers.tiers] == ["base", "silver"]
    assert [tier.tier for tier in rules(far).tiers.tiers] == ["base", "gold"]
    assert rules(far).earning.by_tier


def test_a_till_that_insists_on_the_last_is_caught(
    centre: InMemory, near: Machine, far: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    parted(near, far)

    def insist(*_: object) -> Rules:
        raise LoyaltyError("tier_unknown", tier="gold", known="")

    monkeypatch.setattr(policies, "_rules_that_agree", insist)
    with pytest.raises(LoyaltyError, match="tier_unknown"):
        rules(far)


def test_a_document_of_the_business_must_go_with_every_branch(
    centre: InMemory, near: Machine, far: Machine
) -> None:
    publish(near, "tiers", LADDER)
    meet(near, far)
    publish(far, own(far, "earning"), {"credit": {"percent": 5}, "by_tier": {"gold": 8}})
    meet(near, far)
    with pytest.raises(LoyaltyError, match="tier_unknown"):
        publish(near, "tiers", {**LADDER, "tiers": [["base", 0], ["silver", 50]]})
