"""Tills that take each other's names: whatever ids facts and lots are given, each fact counts once and each right is found.

The store finds a fact that granted a lot by the name of the lot, and what of a lot lies with its granter by that granter.
Here hostile tills name facts and lots as others do, before, after and in the same message; what the store says is held
against its bare tables, and against everything folded from zero.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator, Sequence

import pytest

from central.store import feed
from central.store.places import open_place
from central.store.view import LedgerView
from central.usecases import checking
from central.usecases.checking import check_business
from central.usecases.founding import NewBusiness, found_business
from loyalty.exchange.wire import Wish
from loyalty.ids import IdMaker
from loyalty.kinds import CREDIT, EntryAdjusted, Grant, LotsOpened, MemberEnrolled
from tests.central.test_usecases import Bench, MovedClock
from tests.central.till import Till


@pytest.fixture
def bench(new_place: Callable[[], str]) -> Iterator[Bench]:
    place, clock, ids = open_place(new_place()), MovedClock(), IdMaker(os.urandom)
    business = found_business(place, clock, ids, os.urandom, NewBusiness("باغ"))
    yield Bench(place, clock, ids, business.business_id)
    place.close()


GIFT = Grant(CREDIT, "business", 5, 0, None, "gift")


def grant(till: Till, fact_id: str, grants: int = 1) -> None:
    till.record("entry.adjusted", EntryAdjusted("m", (GIFT,) * grants, (), "gift"), fact_id=fact_id)


def open_as(till: Till, source: str, fact_id: str) -> None:
    """Open a lot that bears the name of what another fact grants."""
    till.record("lots.opened", LotsOpened("m", 0, till.branch_id, (GIFT,), source), fact_id=fact_id)


def holds_together(bench: Bench, names: Sequence[str] = ()) -> None:
    """Hold what the store finds by its ways against the bare tables, and the accounts against all facts."""
    with bench.place.business(bench.business_id) as db:
        heard: dict[str, int] = {}
        for fact_id, at in db.rows("SELECT fact_id, received_at FROM fact WHERE business_id = :b"):
            heard[fact_id] = min(at, heard.get(fact_id, at))
        facts = set(heard)
        held: dict[str, dict[str, int]] = {}
        for lot_id, holder, amount in db.rows(
            "SELECT lot_id, holder, amount FROM account WHERE business_id = :b"
        ):
            held.setdefault(lot_id, {})[holder] = amount
        lots = [row[0] for row in db.rows("SELECT lot_id FROM lot WHERE business_id = :b")]
        asked = {*facts, *names, *held, *lots, "nobody's"}
        view = LedgerView(db, "", 0)
        assert view.told(asked) == facts & asked
        assert view.held(asked) == held
        assert feed.heard_at(db, sorted(asked)) == heard
        one_by_one = LedgerView(db, "", 0)
        assert {name for name in asked if one_by_one.told([name])} == facts & asked
    assert check_business(bench.place, bench.business_id).problems == ()


def left_of(bench: Bench, lot_id: str) -> int:
    with bench.place.business(bench.business_id) as db:
        return sum(LedgerView(db, "", 0).held([lot_id]).get(lot_id, {}).values())


def test_a_name_that_was_taken_before_hides_no_fact(bench: Bench) -> None:
    thief, honest, third = bench.till(), bench.till(), bench.till()
    open_as(thief, "x", "t")
    assert bench.send(thief).classes[-1] == "ok"
    grant(honest, "x")
    assert bench.send(honest).classes[-1] == "ok"
    grant(third, "x")
    assert bench.send(third).classes[-1] == "twin"
    holds_together(bench)


@pytest.mark.parametrize("first", ["fact", "lot"])
def test_a_name_that_is_taken_in_the_same_message_hides_no_fact(bench: Bench, first: str) -> None:
    thief, third = bench.till(), bench.till()
    for which in (first, "lot" if first == "fact" else "fact"):
        if which == "fact":
            grant(thief, "x")
        else:
            open_as(thief, "x", "t")
    assert bench.send(thief).classes[-2:] == ("ok", "ok")
    for name in ("x", "t"):
        grant(third, name)
    assert bench.send(third).classes[-2:] == ("twin", "twin")
    holds_together(bench)


def test_a_name_that_is_taken_later_changes_nothing(bench: Bench) -> None:
    thief, honest = bench.till(), bench.till()
    grant(honest, "x", grants=2)
    bench.send(honest)
    open_as(thief, "x", "t")
    grant(thief, "x")
    assert bench.send(thief).classes[-2:] == ("ok", "twin")
    open_as(honest, "x", "u")
    grant(honest, "t")
    assert bench.send(honest).classes[-2:] == ("ok", "twin")
    assert left_of(bench, "x.0") == 5, "opened after it was granted, a lot is not there twice"
    holds_together(bench)


def test_a_lot_granted_and_opened_in_one_message_is_there_once(bench: Bench) -> None:
    till = bench.till()
    grant(till, "x")
    open_as(till, "x", "t")
    assert bench.send(till).classes[-2:] == ("ok", "ok")
    assert left_of(bench, "x.0") == 5
    holds_together(bench)


def test_what_was_granted_long_before_is_not_opened_for_the_check(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check holds few lots in memory; what it put away is found as well."""
    monkeypatch.setattr(checking, "MOST_LOTS", 1)
    honest, thief = bench.till(), bench.till()
    for name in ("x", "y", "z"):
        grant(honest, name)
    bench.send(honest)
    open_as(thief, "x", "t")
    bench.send(thief)
    assert left_of(bench, "x.0") == 5
    holds_together(bench)


def test_a_lot_named_by_its_own_fact_is_told_once(bench: Bench) -> None:
    till = bench.till()
    open_as(till, "x", "x")
    bench.send(till)
    grant(till, "x")
    grant(till, "x.0")
    grant(till, "x.0")
    assert bench.send(till).classes == ("twin", "ok", "twin")
    holds_together(bench)


def test_what_was_spent_before_it_was_granted_is_found(bench: Bench) -> None:
    thief, honest, asker = bench.till(), bench.till(), bench.till()
    thief.sell("m", 90, spends={"x.0": 3})
    bench.send(thief)
    holds_together(bench, ["x.0"])
    grant(honest, "x")
    bench.send(honest)
    bench.send(asker, Wish("w", (("x.0", 1),)))
    with bench.place.business(bench.business_id) as db:
        assert LedgerView(db, "", 0).held(["x.0"]) == {"x.0": {honest.till_id: 5}}, "the house paid"
    holds_together(bench)


NAMES = ("a", "b", "c", "a.0", "b.0", "d", "a.1")


def act(dice: random.Random, till: Till, opens: bool) -> None:
    name, other = dice.choice(NAMES), dice.choice(NAMES)
    match dice.randrange(5):
        case 0 | 1:
            grant(till, name, dice.randrange(3))
        case 2 if opens:
            open_as(till, other, name)
        case 3:
            till.sell("m", 90, spends={f"{name}.0": 2}, earn=dice.choice((0, 4)))
        case _:
            till.record("member.enrolled", MemberEnrolled(f"m{name}", None), fact_id=other)


@pytest.mark.parametrize("seed", range(12))
def test_tills_that_share_all_names(bench: Bench, seed: int) -> None:
    dice, opens = random.Random(seed), seed % 2 == 0
    tills, kept = [bench.till() for _ in range(3)], set[str]()
    for till in tills:
        kept |= {one.fact_id for one in till.own}
        bench.send(till)
    for _ in range(25):
        till = dice.choice(tills)
        before = len(till.own)
        for _ in range(dice.randrange(1, 6)):
            act(dice, till, opens)
        wishes = [Wish(f"w{dice.random()}", ((f"{dice.choice(NAMES)}.0", 1),))] if dice.random() < 0.3 else []
        till.recalls = (done := bench.send(till, *wishes)).reply.recalls
        for one, kind in zip(till.own[before:], done.classes, strict=True):
            assert (kind == "twin") == (one.fact_id in kept), (one.fact_id, kind)
            kept.add(one.fact_id)
        if dice.random() < 0.3:
            till.return_rights()
            kept |= {one.fact_id for one in till.own[till.acked :]}
            bench.send(till)
        if dice.random() < 0.3:
            holds_together(bench, NAMES)
    holds_together(bench, NAMES)
