"""A till's run of facts: every verdict, and what it says about the till's past."""

from __future__ import annotations

import pytest

from loyalty.exchange.judging import ChainHead, Judged, Run, parent_of
from loyalty.facts import GENESIS, chain_hash, parse_fact
from tests.loyalty.exchange.desk import Desk, Office, sale
from tests.simulation.centre import State

THIRD = ChainHead("e3", 0, GENESIS)


def store(state: State, judged: Judged) -> None:
    """Keep what was judged new."""
    for linked in judged.fresh:
        state.chains.add(linked)


@pytest.fixture
def state() -> State:
    """Return an empty centre."""
    return Office().state


@pytest.fixture
def desk() -> Desk:
    """Return a till with three facts."""
    desk = Desk().open()
    desk.write("sale.recorded", sale())
    desk.write("sale.recorded", sale())
    return desk


def test_a_new_chain_is_taken(state: State, desk: Desk) -> None:
    judged = desk.judged(state)
    assert (judged.verdict, judged.head, judged.doubt) == ("ok", desk.head, "")
    assert [one.raw for one in judged.fresh] == desk.raws


def test_what_was_sent_before_is_acknowledged_and_not_new(state: State, desk: Desk) -> None:
    store(state, desk.judged(state))
    again = desk.judged(state)
    assert (again.verdict, again.fresh, again.head) == ("ok", (), desk.head)
    desk.write("sale.recorded", sale())
    more = desk.judged(state)
    assert [one.fact.seq for one in more.fresh] == [4]
    assert more.head == desk.head


def test_a_part_sent_again_is_acknowledged_as_far_as_it_goes(state: State, desk: Desk) -> None:
    first = ChainHead("e1", 1, desk.judged(state).fresh[0].hash)
    store(state, desk.judged(state))
    part = desk.judged(state, desk.run(count=1), desk.sign(first))
    assert (part.verdict, part.head) == ("ok", first)


def test_a_gap_is_answered_with_where_the_centre_stands(state: State, desk: Desk) -> None:
    last = desk.head
    desk.write("sale.recorded", sale())
    assert desk.judged(state, desk.run(last)) == Judged("stale", ChainHead("e1", 0, GENESIS))
    assert desk.judged(state, Run(last, ())) == Judged("stale", ChainHead("e1", 0, GENESIS))


def test_an_empty_run_asks_where_the_centre_stands(state: State, desk: Desk) -> None:
    assert desk.judged(state, Run(desk.start, ())) == Judged("ok", ChainHead("e1", 0, GENESIS))
    store(state, desk.judged(state))
    assert desk.judged(state, Run(desk.head, ())) == Judged("ok", desk.head)
    assert desk.judged(state, Run(desk.start, ())).head == desk.head


def test_a_twin_is_told_where_the_chains_part(state: State, desk: Desk) -> None:
    store(state, desk.judged(state))
    shared, twin = desk.head, desk.copy()
    desk.write("sale.recorded", sale(), "one")
    twin.write("sale.recorded", sale(), "other")
    store(state, desk.judged(state))
    assert twin.judged(state) == Judged("fork", shared)
    assert twin.judged(state, twin.run(shared)) == Judged("fork", shared)


def test_a_twin_that_stands_elsewhere_is_to_send_all(state: State, desk: Desk) -> None:
    twin = desk.copy()
    desk.write("sale.recorded", sale(), "one")
    twin.write("sale.recorded", sale(), "other")
    store(state, desk.judged(state))
    place = twin.head
    everything = Judged("fork", ChainHead("e1", 0, GENESIS))
    assert twin.judged(state, Run(place, ())) == everything
    twin.write("sale.recorded", sale())
    desk.write("sale.recorded", sale())
    store(state, desk.judged(state))
    assert twin.judged(state, twin.run(place)) == everything


def test_who_does_not_sign_is_not_heard(state: State, desk: Desk) -> None:
    assert desk.judged(state, signature=b"").verdict == "unsigned"
    last = desk.sign()
    desk.write("sale.recorded", sale())
    assert desk.judged(state, signature=last) == Judged("unsigned", ChainHead("e1", 0, GENESIS))


def test_what_cannot_be_read_changes_nothing(state: State, desk: Desk) -> None:
    for raws in ([b"junk"], [desk.raws[1]], [*desk.raws, desk.raws[0]]):
        assert desk.judged(state, Run(desk.start, tuple(raws))).verdict == "unreadable"
    stranger = Desk("t2", "e1").open()
    assert desk.judged(state, stranger.run()).verdict == "unreadable"


def test_an_epoch_begins_with_a_beginning(state: State) -> None:
    desk = Desk()
    desk.write("sale.recorded", sale())
    assert desk.judged(state).verdict == "unreadable"


@pytest.mark.parametrize(
    "row",
    [
        ["nowhere"],
        [],
        [1, 2, 3],
        ["e", -1, ""],
        ["e", 1, "?"],
        ["e", 1, "AA=="],
        ["e", "1", "AA=="],
        ["e", 1, None],
    ],
)
def test_a_beginning_that_names_no_place_is_refused(state: State, row: list[object]) -> None:
    desk = Desk()
    linked = desk.write("epoch.opened", row)
    assert parent_of(linked.fact) is None
    assert desk.judged(state).verdict == "unreadable"


def test_a_beginning_stands_after_the_place_it_names(state: State, desk: Desk) -> None:
    store(state, desk.judged(state))
    raw = desk.leave("e2").raws[0]
    elsewhere = Run(ChainHead("e2", 0, GENESIS), (raw,))
    signature = desk.sign(ChainHead("e2", 1, chain_hash(GENESIS, raw)))
    assert desk.judged(state, elsewhere, signature).verdict == "unreadable"


def test_the_place_is_read_in_every_version(state: State, desk: Desk) -> None:
    store(state, desk.judged(state))
    after = desk.leave("e2")
    body = [*_row(after), "a field of tomorrow"]
    newer = Desk("t1", "e2", "b0", after.start, [], after.start)
    newer.write("epoch.opened", body, version=9)
    assert newer.judged(state).verdict == "ok"


def _row(desk: Desk) -> list[object]:
    return parse_fact(desk.raws[0]).body


def test_a_new_epoch_that_goes_on_from_the_end_is_sound(state: State, desk: Desk) -> None:
    store(state, desk.judged(state))
    assert desk.leave("e2").judged(state).doubt == ""


def test_a_new_epoch_waits_for_what_it_goes_on_from(state: State, desk: Desk) -> None:
    after = desk.leave("e2")
    assert after.judged(state) == Judged("stale", ChainHead("e1", 0, GENESIS))
    store(state, desk.judged(state, desk.run(count=1), desk.sign(_first(desk))))
    assert after.judged(state) == Judged("stale", _first(desk))


def _first(desk: Desk) -> ChainHead:
    return ChainHead("e1", 1, chain_hash(GENESIS, desk.raws[0]))


def test_a_till_that_was_put_back_is_behind(state: State, desk: Desk) -> None:
    store(state, desk.judged(state))
    assert desk.leave("e2", _first(desk)).judged(state).doubt == "behind"
    assert Desk("t1", "e3", "b0", THIRD, [], THIRD).open().judged(state).doubt == "behind"


def test_two_epochs_from_one_place_are_twins(state: State, desk: Desk) -> None:
    store(state, desk.judged(state))
    store(state, desk.leave("e2").judged(state))
    assert desk.leave("e3").judged(state).doubt == "fork"
    desk.write("sale.recorded", sale())
    left = desk.judged(state)
    assert (left.verdict, left.doubt, len(left.fresh)) == ("ok", "fork", 1)


def test_a_place_nobody_knows_is_a_fork(state: State, desk: Desk) -> None:
    store(state, desk.judged(state))
    assert desk.leave("e2", ChainHead("e1", 2, bytes(range(32)))).judged(state).doubt == "fork"


def test_nobody_goes_on_with_the_chain_of_another(state: State, desk: Desk) -> None:
    store(state, desk.judged(state))
    robber = Desk("t2", "e1", "b0", desk.head, list(desk.raws), desk.start)
    robber.write("sale.recorded", sale())
    assert robber.judged(state, robber.run(desk.head)).verdict == "unreadable"
    assert robber.judged(state, Run(desk.head, ())).verdict == "unreadable"
