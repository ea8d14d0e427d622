"""The owner's view: every till with the age of its data, what was spent twice, and who signed what."""

from __future__ import annotations

import pytest

from desktop.models.queries.tills import centre_acts
from desktop.usecases.exchange.overseeing import CAUSES, oversee, words_of
from desktop.usecases.exchange.standing import heard_elsewhere
from desktop.usecases.open_till import open_till
from desktop.usecases.policies import publish_policy
from desktop.usecases.selling.adjusting import adjust
from desktop.usecases.selling.day_sums import by_hand_on
from desktop.usecases.sign_in import lock
from desktop.usecases.staff_keys import LIGHT
from loyalty.clock import DAY
from loyalty.errors import LoyaltyError
from loyalty.kinds import CREDIT
from tests.simulation.centre import CENTRE_ID
from tests.sync.centre import InMemory
from tests.sync.conftest import Machine


def test_an_owner_sees_all_tills_and_one_branch(centre: InMemory, near: Machine, far: Machine) -> None:
    near.grant(near.member(), 700)
    near.settle()
    far.settle()
    member = far.member()
    lot = far.grant(member, 300)
    seen = oversee(far.here, far.owner)
    here, there = sorted(seen.tills, key=lambda one: not one.here)
    assert (here.here, here.holds, there.holds) == (True, 300, 700)
    assert here.waiting
    assert there.waiting is None
    assert there.last_at is not None
    heard = heard_elsewhere(far.here)
    assert [(one.branch, one.code, one.last_at) for one in heard] == [
        ("ونک", near.here.shop.code, there.last_at)
    ]
    assert {one.branch for one in oversee(far.here, far.owner, "تجریش").tills} == {"تجریش"}
    assert [one.code for one in oversee(far.here, far.owner, "ونک").tills] == [near.here.shop.code]
    far.take(member, lot, 100)
    assert next(one for one in oversee(far.here, far.owner).tills if one.here).holds == 200


def test_a_till_that_was_put_back_stands_in_doubt(centre: InMemory, near: Machine, far: Machine) -> None:
    near.settle()
    kept = near.save()
    near.member()
    near.settle()
    near.put_back(kept)
    near.settle()
    far.settle()
    there = next(one for one in oversee(far.here, far.owner).tills if not one.here)
    assert [cause for cause, _ in there.doubts] == ["behind"]
    assert next(one for one in oversee(far.here, far.owner).tills if one.here).doubts == ()


def test_what_was_spent_twice_is_told_with_its_cause(centre: InMemory, near: Machine, far: Machine) -> None:
    member = near.member()
    lot = near.grant(member, 700)
    near.settle()
    kept = near.save()
    near.take(member, lot, 700)
    near.settle()
    near.put_back(kept)
    near.take(member, lot, 500)
    for _ in range(3):
        near.settle()
        far.settle()
    house = oversee(far.here, far.owner).overspends
    assert [(one.amount, one.cause, one.till) for one in house if one.at is not None] == [
        (500, "restored", near.here.shop.code)
    ]
    assert oversee(far.here, far.owner, "تجریش").overspends == ()


def test_what_a_copy_spent_is_told_as_a_copys(centre: InMemory, near: Machine, far: Machine) -> None:
    """Heard first as of a till that had fallen behind; that its folder was copied it says itself."""
    member = near.member()
    lot = near.grant(member, 700)
    near.settle()
    kept = near.save() / "shop"
    near.take(member, lot, 700)
    near.settle()
    near.close()
    near.till = open_till(kept, clock=near.clock, entropy=near.dice, keys=near.keys, key_cost=LIGHT)
    assert near.till.store.warnings.count("shop_copied") == 1
    near.take(member, lot, 500)
    for _ in range(3):
        near.settle()
        far.settle()
    seen = oversee(far.here, far.owner)
    assert [cause for one in seen.tills for cause, _ in one.doubts] == ["copied"]
    house = [one for one in seen.overspends if one.at is not None]
    assert [(one.amount, one.cause) for one in house] == [(500, "copied")]
    assert words_of(CAUSES, "copied").en == "by a copied till: two machines with one key"


def test_acts_tell_who_signed_them(centre: InMemory, near: Machine, far: Machine) -> None:
    publish_policy(near.here, near.owner, "earning", {"credit": {"percent": 7}})
    member = near.member()
    for delta in (700, -200):
        adjust(near.here, near.owner, member, CREDIT, delta, reason="gift")
    near.settle()
    far.settle()
    acts = oversee(far.here, far.owner).acts
    published = [one for one in acts if one.kind == "policy.published" and one.till == near.here.shop.code]
    assert published
    assert published[0].signed == (near.owner.name,)
    assert published[0].about.en.startswith("earning ")
    assert published[0].about.fa.startswith("اعتبار خرید ")
    assert [one.credit for one in acts if one.kind == "entry.adjusted"] == [-200, 700]
    assert [one.at for one in acts] == sorted((one.at for one in acts), reverse=True)


def test_tills_let_in_and_taken_out_of_use_are_acts_of_the_centre(
    centre: InMemory, near: Machine, far: Machine
) -> None:
    near.settle()
    code = near.here.shop.code
    with centre.turn:
        centre.inner.retire(near.here.shop.till_id)
    far.settle()
    found = [one for one in oversee(far.here, far.owner).acts if not one.staff]
    assert [(one.kind, one.till, one.about.en, one.signed) for one in found] == [
        ("till.retired", code, "lost", ()),
        ("till.enrolled", far.here.shop.code, "", ()),
        ("till.enrolled", code, "", ()),
    ]
    assert [one.branch for one in oversee(far.here, far.owner, "تجریش").acts if not one.staff] == ["تجریش"]


def test_what_a_retired_till_tells_late_is_no_act_of_anybody(
    centre: InMemory, near: Machine, far: Machine
) -> None:
    near.settle()
    near.grant(near.member(), 700)
    with centre.turn:
        centre.inner.retire(near.here.shop.till_id)
    near.settle()
    far.settle()
    with far.here.read() as db:
        told = [raw for _, raw in centre_acts(db, CENTRE_ID, 9)]
    assert sum(b'"late"' in raw for raw in told) == 1
    found = [one.about.en for one in oversee(far.here, far.owner).acts if one.kind == "till.retired"]
    assert found == ["lost"]


def test_nobody_else_may_look(centre: InMemory, near: Machine, far: Machine) -> None:
    session = far.owner
    lock(session)
    with pytest.raises(LoyaltyError, match="session_locked"):
        oversee(far.here, session)


def test_news_of_days_gone_by_hides_nothing_of_today(centre: InMemory, near: Machine, far: Machine) -> None:
    """What others recorded last week stands behind what this till recorded today, once it is heard of."""
    for _ in range(60):
        far.member()
    near.clock.go(7 * DAY)
    centre.inner.now = near.here.now()
    near.grant(near.member(), 700)
    far.settle()
    near.settle()
    with near.here.read() as db:
        assert by_hand_on(db, near.here.shop, near.here.today()) == (("credit_by_hand", 700),)
