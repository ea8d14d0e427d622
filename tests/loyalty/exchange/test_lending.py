"""What others lend to a centre that was put back is judged as ever, by its author's key."""

from __future__ import annotations

from loyalty.exchange.judging import ChainHead
from loyalty.exchange.lending import by_epoch, judge_lent
from loyalty.exchange.wire import HeadSigned
from tests.loyalty.exchange.desk import Desk, Office, sale
from tests.simulation.centre import View
from tests.simulation.chains import Key


def signed(desk: Desk) -> dict[str, HeadSigned]:
    """Return the signature under a till's head."""
    return {desk.epoch: HeadSigned(desk.epoch, desk.head.seq, desk.sign())}


def lent_desk() -> Desk:
    """Return a till with two facts."""
    desk = Desk().open()
    desk.write("sale.recorded", sale())
    return desk


KEYS = {"t1": Key(b"t1")}.get


def test_a_lent_chain_is_taken_from_its_author() -> None:
    desk, view = lent_desk(), View(Office().state)
    found = judge_lent(view, desk.raws, signed(desk), KEYS)
    assert found is not None
    assert found[0] == "t1"
    assert (found[1].verdict, found[1].head) == ("ok", desk.head)


def test_a_lent_chain_goes_on_where_the_centre_stands() -> None:
    desk, office = lent_desk(), Office()
    view = View(office.state)
    found = judge_lent(view, desk.raws, signed(desk), KEYS)
    assert found is not None
    for linked in found[1].fresh:
        office.state.chains.add(linked)
    desk.write("sale.recorded", sale())
    found = judge_lent(view, desk.raws[2:], signed(desk), KEYS)
    assert found is not None
    assert [one.fact.seq for one in found[1].fresh] == [3]
    desk.write("sale.recorded", sale())
    assert judge_lent(view, desk.raws[3:], signed(desk), KEYS) is None


def test_what_others_lend_never_makes_a_twin() -> None:
    desk, office = lent_desk(), Office()
    view = View(office.state)
    for linked in desk.judged(office.state).fresh:
        office.state.chains.add(linked)
    one, other = desk.leave("e2"), desk.leave("e3")
    for linked in one.judged(office.state).fresh:
        office.state.chains.add(linked)
    found = judge_lent(view, other.raws, signed(other), KEYS)
    assert found is not None
    assert found[1].doubt == "behind"


def test_what_proves_nothing_is_left_alone() -> None:
    desk, view = lent_desk(), View(Office().state)
    assert judge_lent(view, [b"junk"], signed(desk), KEYS) is None
    assert judge_lent(view, desk.raws, {}, KEYS) is None
    assert judge_lent(view, desk.raws, signed(desk), {}.get) is None
    headless = Desk(start=ChainHead("e1", 0, b""))
    headless.write("sale.recorded", sale())
    assert judge_lent(view, headless.raws, signed(headless), KEYS) is None


def test_lent_facts_are_taken_epoch_by_epoch() -> None:
    desk = lent_desk()
    after = desk.leave("e2")
    assert by_epoch([desk.raws[0], after.raws[0], desk.raws[1]]) == [desk.raws, after.raws]
    assert by_epoch([b"junk"]) == [[b"junk"]]
