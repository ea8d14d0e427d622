"""Who counts a member's uses of offers: the till that enrolled them, until the centre is asked and that till gives."""

from __future__ import annotations

from loyalty.exchange.reading import LONGEST_NAME
from loyalty.exchange.wire import Wish
from loyalty.kinds import BUSINESS_SCOPE, LotAmount, RightsOpened
from loyalty.rights import CENTRE
from loyalty.uses import (
    cost_of,
    count_holder,
    count_of,
    counted_from,
    is_count,
    is_money,
    is_use,
    number_of,
    use_lots,
)
from tests.loyalty.exchange.desk import NOW
from tests.loyalty.exchange.test_uses import Shop

THREE = {"t0": "b0", "t1": "b1", "t2": "b1"}


def wish(shop: Shop, by: str, *names: str, claim: str = "w1") -> str:
    """Ask once, and return what the centre says to it."""
    till = shop.tills[by]
    till.busy = frozenset(names)
    till.file.wishes = {claim: Wish(claim, tuple((name, 1) for name in names))}
    reply = till.hear(shop.centre.exchange(by, till.ask(200)))
    return reply.claims[0].state


def has(shop: Shop, by: str, name: str) -> bool:
    accounts = shop.tills[by].file.accounts
    return count_holder(name, name in accounts.lots, accounts.book.holders(name)) == by


def test_a_count_is_a_use_and_says_whose_it_is() -> None:
    name = count_of("m1", "t0")
    assert is_use(name)
    assert is_count(name)
    assert not is_count(number_of("count"))
    assert not is_money(name)
    assert is_money(cost_of("o"))
    assert not is_money(number_of("o"))
    assert (counted_from(name), counted_from(count_of("m1", ""))) == ("t0", "")
    (lot,) = use_lots("f", NOW, "", RightsOpened("", BUSINESS_SCOPE, (LotAmount(name, 1),)))
    assert (lot.member_id, lot.amount, lot.expires_at) == ("m1", 1, None)
    (cap,) = use_lots("f", NOW, "", RightsOpened("o", BUSINESS_SCOPE, (LotAmount(number_of("o"), 1),)))
    assert cap.member_id == ""
    assert len(count_of("m" * 200, "t0")) <= LONGEST_NAME
    # A name that was cut names no till: it is the centre's at both ends.
    assert counted_from(count_of("m" * 200, "t0")) != "t0"


def test_before_it_is_opened_a_count_is_its_tills_and_then_whoever_holds_it() -> None:
    name = count_of("m1", "t0")
    assert count_holder(name, False, {}) == "t0"
    assert count_holder(name, True, {"t0": 0, "t1": 1}) == "t1"
    assert count_holder(name, True, {}) == ""


def test_a_count_goes_to_who_asks_when_its_till_gives_it() -> None:
    shop = Shop(THREE)
    # At home in branch b1, whose hub is t1.
    name = count_of("m1", "t0")
    assert (
        shop.centre.view.home(*use_lots("", 0, "", RightsOpened("", "business", (LotAmount(name, 1),))))
        == "b1"
    )
    assert wish(shop, "t1", name) == "asked"
    assert (has(shop, "t0", name), has(shop, "t1", name)) == (True, False)
    shop.meet("t0")
    assert not has(shop, "t0", name)
    assert wish(shop, "t1", name) == "granted"
    assert has(shop, "t1", name)
    assert shop.held(name) == {"t1": 1}
    # Asked again, nothing is opened twice.
    assert wish(shop, "t0", name, claim="w2") == "asked"
    opened = [body for _, body in shop.centre.minted if isinstance(body, RightsOpened)]
    assert len(opened) == 1


def test_it_goes_home_when_it_is_idle() -> None:
    shop = Shop(THREE)
    # The hub of its home is t1, another till of that branch enrolled the member.
    name = count_of("m1", "t2")
    assert wish(shop, "t0", name) == "asked"
    shop.meet("t2")
    assert wish(shop, "t0", name) == "granted"
    shop.tills["t0"].busy = frozenset()
    shop.meet("t0", "t0", "t1")
    assert shop.held(name) == {"t1": 1}
    assert has(shop, "t1", name)


def test_what_an_import_brought_the_centre_counts_and_gives_at_once() -> None:
    shop = Shop(THREE)
    name, other = count_of("m1", ""), count_of("m2", "nobody")
    assert wish(shop, "t1", name, other) == "granted"
    assert shop.held(name) == shop.held(other) == {"t1": 1}


def test_two_who_ask_at_once_do_not_both_have_it() -> None:
    shop = Shop(THREE)
    name = count_of("m1", "")
    till = shop.tills["t1"]
    till.file.wishes = {claim: Wish(claim, ((name, 1),)) for claim in ("w1", "w2")}
    till.hear(shop.centre.exchange("t1", till.ask(200)))
    assert shop.held(name) == {"t1": 1}
    assert wish(shop, "t2", name, claim="w3") == "asked"
    assert shop.held(name) == {"t1": 1}


def test_of_a_retired_till_the_centre_gives_what_it_counted() -> None:
    shop = Shop(THREE)
    told, untold = count_of("m1", "t0"), count_of("m2", "t0")
    wish(shop, "t1", told)
    shop.centre.retire("t0")
    assert shop.held(told) == {CENTRE: 1}
    assert wish(shop, "t1", told, untold, claim="w2") == "granted"
    assert shop.held(told) == shop.held(untold) == {"t1": 1}


def test_while_it_waits_the_centre_opens_nothing() -> None:
    shop = Shop(THREE)
    shop.centre.recovering, shop.centre.heard = True, set()
    name = count_of("m1", "")
    assert wish(shop, "t1", name) == "refused"
    assert not shop.held(name)
