"""Which uses a purchase draws, and a budget of which this till holds a part only."""

from __future__ import annotations

from dataclasses import replace

from loyalty.kinds import LotAmount
from loyalty.offers.offer import UNIQUE
from loyalty.offers.standing import Right, Standing, counting, draws
from loyalty.uses import code_of, cost_of, day_of, number_of, one_of
from tests.loyalty.offers.shop import TODAY, off, offer
from tests.loyalty.offers.test_benefits import stood

WHOLE_COST = 39_000


def test_each_cap_grant_and_code_is_a_use_of_its_own() -> None:
    bounded = offer("each", off(10), caps={"number": 2, "per_day": 1, "cost": 500})
    names = (number_of("each"), day_of("each", TODAY))
    assert draws(bounded, None, "", 70, TODAY) == (
        *(LotAmount(one, 1) for one in names),
        LotAmount(cost_of("each"), 70),
    )
    assert draws(bounded, None, "", 0, TODAY) == tuple(LotAmount(one, 1) for one in names)
    shot = offer("shot", off(10), kind="one_shot")
    right = Right(1, name=one_of("shot", "m1", 1))
    assert draws(shot, right, "", 70, TODAY) == (LotAmount(right.name, 1),)
    assert draws(shot, None, "", 70, TODAY) == ()
    coded = offer("coded", off(10), code={"unique": True})
    assert coded.code == UNIQUE
    assert draws(coded, None, "d", 70, TODAY) == (LotAmount(code_of("coded", "d"), 1),)
    assert draws(coded, None, "", 70, TODAY) == ()
    assert draws(offer("free", off(10)), right, "d", 70, TODAY) == ()


def test_a_cap_of_each_member_is_used_where_their_uses_are_counted() -> None:
    each, free = offer("each", off(10), caps={"per_member": 2}), offer("free", off(10))
    here = Standing(counts=("count:m1:t1", "count:m2:t2"))
    assert stood(each, here)[1] == "met"
    assert stood(each, replace(here, counted_at="b2")) == ("capped", "member_needs_centre")
    assert stood(each, replace(here, counted_at="")) == ("capped", "member_needs_centre")
    assert stood(free, replace(here, counted_at="b2"))[1] == "met"
    # A sale leans on them and draws none: all ids of a person, and only where an offer asks for it.
    assert counting((free, each), here) == (LotAmount("count:m1:t1", 1), LotAmount("count:m2:t2", 1))
    assert counting((free,), here) == counting((each,), Standing()) == ()
    assert draws(each, None, "", 70, TODAY) == ()


def test_a_budget_is_used_as_far_as_this_till_holds_it() -> None:
    each = offer("each", off(10), caps={"cost": 100_000})
    assert stood(each, Standing(left={"each": WHOLE_COST}))[1] == "met"
    assert stood(each, Standing(left={"each": WHOLE_COST - 1})) == ("capped", "needs_centre")
    assert stood(each, Standing(left={"each": WHOLE_COST}, elsewhere={"each": "needs_centre"}))[0] == "capped"
