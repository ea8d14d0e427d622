"""Uses of offers: what facts do to them, and how the centre opens caps and hands out shares."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from loyalty.clock import DAY
from loyalty.exchange.caps import targets
from loyalty.exchange.known import CappedOffer, EnrolledTill
from loyalty.exchange.reading import LONGEST_NAME, read_told
from loyalty.kinds import (
    CodesIssued,
    LotAmount,
    LotExpired,
    OfferGranted,
    OverspendRecognised,
    PolicyPublished,
    RightsOpened,
    SaleRecorded,
    UsesReturned,
)
from loyalty.ledger import postings
from loyalty.rights import CENTRE
from loyalty.uses import (
    code_of,
    cost_of,
    day_of,
    is_use,
    lacking,
    number_of,
    once,
    one_of,
    use_lots,
    use_moves,
)
from tests.loyalty.exchange.desk import NOW, Desk, sale
from tests.simulation.centre import CENTRE_ID, Centre
from tests.simulation.chains import NOWHERE, Key
from tests.simulation.till import Till

TEN = number_of("ten")


class Shop:
    """A centre and its tills, each in a branch of its own unless said otherwise."""

    def __init__(self, branches: Mapping[str, str]) -> None:
        keys = {name: Key(name.encode()) for name in (*branches, CENTRE_ID)}
        self.centre = Centre(keys, now=NOW)
        self.centre.open()
        self.tills = {}
        for place, (name, branch) in enumerate(branches.items()):
            made = iter(range(1, 10_000))
            till = Till(
                name, name, branch, keys[name], lambda n=name, made=made: f"{n}-{next(made):04d}", now=NOW
            )
            self.centre.state.tills[name] = EnrolledTill(name, branch, b"", place)
            till.open(NOWHERE)
            self.tills[name] = till

    def meet(self, *names: str) -> None:
        for name in names or tuple(self.tills):
            for _ in range(3):
                self.tills[name].hear(self.centre.exchange(name, self.tills[name].ask(200)))

    def publish(self, by: str, caps: Any, version: int = 1, offer: str = "ten", **more: Any) -> None:
        document = json.dumps({"id": offer, "caps": caps, **more})
        self.tills[by].record(
            "policy.published", PolicyPublished(f"offer:{offer}", version, document, "", "")
        )

    def held(self, use: str = TEN) -> dict[str, int]:
        return dict(self.centre.state.accounts.book.holders(use))

    def use(self, by: str, *parts: LotAmount) -> None:
        self.tills[by].record("sale.recorded", drawing(*parts))


def drawing(*parts: LotAmount) -> SaleRecorded:
    return replace(sale(), drawn=parts)


def moves(author: str, body: Any) -> list[tuple[str, str, int]]:
    return list(use_moves(author, body))


# -- what facts do --------------------------------------------------------------------------------------------


def test_a_use_is_told_from_a_lot_and_fits_every_table() -> None:
    names = [
        number_of("a"),
        cost_of("a"),
        day_of("a", dt.date(2026, 11, 22)),
        one_of("a", "m", 1),
        code_of("a", "d"),
    ]
    assert all(map(is_use, names))
    assert len(set(names)) == 5
    assert not is_use("06h0.0")
    assert len(number_of("x" * 500)) <= LONGEST_NAME
    assert number_of("x" * 500) != number_of("x" * 501)


def test_the_same_grant_told_twice_is_one_use_and_what_a_sale_brings_another() -> None:
    given = OfferGranted("gift", 1, ("m1", "m2"))
    assert once(given) == {one_of("gift", "m1", 1), one_of("gift", "m2", 1)}
    assert {holder for _, holder, _ in moves("t1", given)} == {CENTRE}
    again = OfferGranted("gift", 1, ("m1",), turn=2)
    assert once(again).isdisjoint(once(given))
    brought = OfferGranted("gift", 1, ("m1",), sale_id="s1")
    assert not once(brought)
    assert moves("t1", brought) == [(one_of("gift", "m1", 1, "s1"), "t1", 1)]
    lifted = OfferGranted("gift", 1, ("m1",), gives="tier:gold")
    assert not once(lifted)
    assert not moves("t1", lifted)
    assert not use_lots("f", NOW, "b0", lifted)
    assert moves("t1", CodesIssued("coded", 1, ("d", "d"))) == [(code_of("coded", "d"), "t1", 1)]


def test_what_is_no_use_or_no_amount_moves_nothing() -> None:
    parts = (LotAmount("06h.0", 5), LotAmount(TEN, -1), LotAmount(TEN, 2))
    assert moves("t1", drawing(*parts)) == [(TEN, "t1", -2)]
    assert moves("t1", UsesReturned("s", parts)) == [(TEN, "t1", 2)]
    assert moves(CENTRE, LotExpired(parts)) == [(TEN, CENTRE, -2)]
    assert moves(CENTRE, OverspendRecognised("t1", parts, "late", "")) == [(TEN, "t1", 2)]
    opened = RightsOpened("ten", "business", (LotAmount(TEN, 3),), (LotAmount("cost:ten", 4),))
    assert moves(CENTRE, opened) == [(TEN, CENTRE, 3), ("cost:ten", CENTRE, -4)]
    assert moves("t1", "no body") == []
    # The ledger knows nothing of uses.
    assert [move.lot_id for move in postings("f", NOW, "b0", LotExpired(parts)).moves] == ["06h.0"]


def test_a_use_lasts_until_its_day_is_over_everywhere() -> None:
    (lot,) = use_lots("f", NOW, "b0", CodesIssued("coded", 1, ("d",), "1970-01-02"))
    assert (lot.branch_id, lot.member_id, lot.expires_at) == ("b0", "", 3 * DAY)
    (lot,) = use_lots("f", NOW, "b0", OfferGranted("gift", 1, ("m1",), "no day"))
    assert (lot.member_id, lot.expires_at) == ("m1", None)


def test_only_the_centre_opens_caps() -> None:
    told = Desk().open().write("rights.opened", RightsOpened("ten", "business", (LotAmount(TEN, 3),)))
    assert read_told(told.fact, told.raw, by_centre=False).kind == "poison"
    assert read_told(told.fact, told.raw, by_centre=True).kind == "ok"
    long = Desk().open().write("sale.recorded", drawing(LotAmount("code:" + "x" * 200, 1)))
    assert read_told(long.fact, long.raw, by_centre=False).kind == "poison"
    back = Desk().open().write("uses.returned", UsesReturned("s", (LotAmount("number:" + "x" * 200, 1),)))
    assert read_told(back.fact, back.raw, by_centre=False).kind == "poison"
    none = Desk().open().write("sale.recorded", drawing(LotAmount(TEN, 0)))
    assert read_told(none.fact, none.raw, by_centre=False).kind == "unsound"


def test_what_is_lacking() -> None:
    needed = (LotAmount(TEN, 1), LotAmount("cost:ten", 50))
    assert lacking(needed, {TEN: 1, "cost:ten": 20}) == (LotAmount("cost:ten", 30),)
    assert lacking(needed, {TEN: -3, "cost:ten": 50}) == (LotAmount(TEN, 1),)


# -- caps at the centre ---------------------------------------------------------------------------------------


def test_branches_have_equal_shares_and_the_centre_keeps_one() -> None:
    shop = Shop({"t0": "b0", "t1": "b1", "t2": "b1"})
    shop.publish("t0", {"number": 10})
    shop.meet()
    assert shop.held() == {"t0": 3, "t1": 3, CENTRE: 4}
    for _ in range(3):
        shop.use("t0", LotAmount(TEN, 1))
    shop.meet("t0")
    # Of the seven left a share is two: who used all is given again.
    assert shop.held() == {"t0": 2, "t1": 3, CENTRE: 2}


def test_one_branch_alone_has_all_and_a_cap_of_a_branch_stays_there() -> None:
    alone = Shop({"t0": "b0"})
    alone.publish("t0", {"number": 10})
    alone.meet()
    assert alone.held() == {"t0": 10}
    shop = Shop({"t0": "b0", "t1": "b1"})
    shop.publish("t0", {"number": 10}, scope="branch:b1")
    shop.meet()
    assert shop.held() == {"t1": 10}


def test_the_version_that_stands_decides() -> None:
    shop = Shop({"t0": "b0", "t1": "b1"})
    shop.publish("t1", {"number": 20})
    shop.publish("t0", {"number": 10})
    shop.meet("t1")
    assert sum(shop.held().values()) == 20
    # Published unseen by each other: the smaller id stands, and what is too much is asked for, not taken.
    shop.meet("t0", "t1", "t0", "t1")
    assert sum(shop.held().values()) == 10
    shop.publish("t0", {"number": 12}, version=2)
    shop.meet()
    assert sum(shop.held().values()) == 12
    shop.publish("t1", {"number": 99})
    shop.meet()
    assert sum(shop.held().values()) == 12


@pytest.mark.parametrize("caps", [{"number": "ten"}, {"number": 0}, {"number": True}, [], None])
def test_what_is_no_cap_opens_nothing(caps: Any) -> None:
    shop = Shop({"t0": "b0"})
    shop.publish("t0", caps)
    shop.tills["t0"].record("policy.published", PolicyPublished("offer:ten", 2, "{no json", "", ""))
    shop.tills["t0"].record("policy.published", PolicyPublished("earning", 1, "{}", "", ""))
    shop.meet()
    assert not shop.held()


def test_a_lowered_cap_is_closed_as_far_as_the_centre_holds_it() -> None:
    shop = Shop({"t0": "b0", "t1": "b1"})
    shop.publish("t0", {"number": 30})
    shop.meet()
    shop.use("t1", LotAmount(TEN, 8))
    shop.publish("t0", {"number": 6}, version=2)
    shop.meet("t0")
    assert shop.held()["t1"] == 10
    shop.meet("t1", "t0", "t1", "t0")
    assert sum(shop.held().values()) == 0
    assert not shop.centre.overspends()


def test_what_a_shop_used_before_the_cap_was_open_is_no_overspend() -> None:
    shop = Shop({"t0": "b0"})
    shop.publish("t0", {"number": 10})
    for _ in range(8):
        shop.use("t0", LotAmount(TEN, 1))
    shop.publish("t0", {"number": 5}, version=2)
    shop.meet()
    assert sum(shop.held().values()) == 0
    assert not shop.centre.overspends()


def test_a_share_waits_for_who_asked() -> None:
    shop = Shop({"t0": "b0", "t1": "b1", "t2": "b1"})
    shop.publish("t0", {"number": 3})
    shop.meet("t0")
    book = shop.centre.state.accounts.book
    book.accounts[TEN] = {"t0": 2, CENTRE: 1}
    shop.centre.state.recalls["t0", TEN, "claim"] = 1
    shop.meet("t1")
    assert shop.held() == {"t0": 2, CENTRE: 1}


def test_a_cap_of_a_day_is_open_for_today_and_tomorrow() -> None:
    offer = CappedOffer("ten", "business", 1, "f", cost=500, per_day=4)
    assert targets(offer, 0) == {
        cost_of("ten"): 500, day_of("ten", dt.date(1970, 1, 1)): 4, day_of("ten", dt.date(1970, 1, 2)): 4,
    }  # fmt: skip


def test_who_waits_opens_nothing() -> None:
    shop = Shop({"t0": "b0"})
    shop.publish("t0", {"number": 10})
    shop.centre.recovering = True
    shop.centre.heard = set()
    shop.tills["t0"].file.generation = str(shop.centre.generation + 1)
    shop.centre.exchange("t0", shop.tills["t0"].ask(200))
    assert not shop.held()
