"""One exchange and everything that can happen to it: real encrypted shops, real messages, a centre within the test."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.models import parting
from desktop.models.exchanges import Centre, read_centre
from desktop.models.queries.lots import own_rights
from desktop.models.verify import verify
from desktop.usecases.exchange import counting, exchanging, giving
from desktop.usecases.exchange.exchanging import exchange_once
from desktop.usecases.exchange.joining import join
from desktop.usecases.exchange.standing import sync_state
from loyalty.errors import LoyaltyError
from loyalty.exchange.judging import ChainHead
from loyalty.exchange.wire import Lines, Reply, Wish
from loyalty.facts import canonical_bytes
from loyalty.kinds import LotAmount, MemberEnrolled, RightsGranted, registry
from loyalty.rights import CENTRE
from tests.sync.centre import InMemory
from tests.sync.conftest import URL, Machine


def sound(*machines: Machine) -> None:
    for one in machines:
        with one.here.read() as db:
            assert verify(db).problems == (), one.name


def centre_of(machine: Machine) -> Centre:
    with machine.here.read() as db:
        told = read_centre(db)
    assert told is not None
    return told


def at_centre(centre: InMemory) -> set[str]:
    return {row.fact.fact_id for row in centre.inner.state.chains.facts}


def heal(*machines: Machine) -> None:
    for _ in range(4):
        for one in machines:
            one.settle()


def same(centre: InMemory, *machines: Machine) -> None:
    """Both ends hold the same facts, count the same, and agree who holds what."""
    book = centre.inner.state.accounts.book
    for one in machines:
        told = centre_of(one)
        assert one.facts() == at_centre(centre), one.name
        assert told.tally == centre.inner.state.chains.tally(), one.name
        assert (told.own, told.rereads, told.trouble) == (False, 0, None), one.name
        with one.here.read() as db:
            lots = {row[0] for row in db.rows("SELECT lot_id FROM lot")}
            assert own_rights(db, lots) == {
                lot: held for lot in lots if (held := book.held(lot, one.here.shop.till_id))
            }, one.name
    sound(*machines)


def test_two_tills_tell_each_other_everything(centre: InMemory, near: Machine, far: Machine) -> None:
    member = near.member()
    lot = near.grant(member, 700)
    far.member()
    heal(near, far)
    assert centre.inner.state.accounts.book.total(lot) == 700
    same(centre, near, far)


def test_an_exchange_without_news_writes_nothing(centre: InMemory, near: Machine) -> None:
    near.settle()
    before = centre_of(near)
    assert near.sync().idle
    assert centre_of(near) == before


def test_a_lost_reply_changes_nothing(centre: InMemory, near: Machine, far: Machine) -> None:
    near.grant(near.member(), 700)
    near.line.lose = 2
    for _ in range(2):
        with pytest.raises(LoyaltyError, match="centre_slow"):
            near.sync()
    state = sync_state(near.here)
    assert state.waiting == 2
    assert state.trouble is not None
    heal(near, far)
    assert sync_state(near.here).trouble is None
    same(centre, near, far)


def test_an_answer_from_before_makes_nothing_undone(centre: InMemory, near: Machine, far: Machine) -> None:
    near.member()
    near.sync()
    old: list[tuple[Reply, Lines]] = [near.line.told[-1]]
    near.member()
    near.settle()
    near.line.tamper = lambda *_: old[0]
    near.sync()
    near.line.tamper = None
    heal(near, far)
    same(centre, near, far)


def test_a_centre_that_stands_further_back_is_told_again(
    centre: InMemory, near: Machine, far: Machine
) -> None:
    near.member()
    near.settle()
    # The till believes more to be acknowledged than the centre has: the run joins nothing, and it says where it stands.
    with near.here.store.transaction("system") as tx:
        before = centre_of(near)
        head = near.here.store.past.head
        tx.record("member.enrolled", MemberEnrolled("m-x", None))
    with near.here.store.transaction("system") as tx:
        ahead = near.here.store.past.head
        exchanging.write_centre(
            tx, replace(before, acked={**before.acked, head.epoch: (ahead.seq, ahead.hash.hex())})
        )
    near.member()
    near.sync()
    assert near.line.told[-1][0].verdict == "stale"
    heal(near, far)
    same(centre, near, far)


@pytest.mark.parametrize("marks", [True, False], ids=["the whole machine", "its folder alone"])
def test_a_till_that_was_put_back_gets_its_own_facts(
    centre: InMemory, near: Machine, far: Machine, marks: bool
) -> None:
    member = near.member()
    near.settle()
    kept = near.save()
    lost = near.grant(member, 900)
    near.settle()
    near.put_back(kept, marks=marks)
    near.settle()
    with near.here.read() as db:
        assert db.value("SELECT amount FROM lot WHERE lot_id = ?", (lost,)) == 900
    assert centre.inner.state.tills[near.here.shop.till_id].doubt == ""
    near.grant(member, 50)
    heal(near, far)
    same(centre, near, far)


def test_what_a_till_told_after_it_was_put_back_is_told_again(
    centre: InMemory, near: Machine, far: Machine
) -> None:
    member = near.member()
    near.settle()
    kept = near.save()
    lost = near.grant(member, 900)
    near.settle()
    near.put_back(kept)
    told = near.grant(member, 30)
    spent = near.take(member, told, 10)
    near.settle()
    heal(near, far)
    for machine in (near, far):
        with machine.here.read() as db:
            left = dict(db.rows("SELECT lot_id, remaining FROM lot_balance"))
        assert (left[lost], left[told]) == (900, 20)
    assert spent in at_centre(centre)
    assert near.facts() == far.facts() == at_centre(centre)
    sound(near, far)


def test_a_twin_is_told_again_under_the_same_ids(centre: InMemory, near: Machine, far: Machine) -> None:
    member = near.member()
    near.settle()
    # Two machines of one key, one after the other in the same place.
    kept = near.save()
    first = near.grant(member, 100)
    near.settle()
    other = near.save()
    near.put_back(kept)
    second = near.grant(member, 200)
    near.sync()
    assert near.line.told[-1][0].verdict == "fork"
    sound(near)
    heal(near, far)
    wanted = {first.split(".")[0], second.split(".")[0]}
    assert wanted <= near.facts() == far.facts() == at_centre(centre)
    assert "epoch_opened" in near.here.warnings
    near.put_back(other)
    heal(near, far)
    assert wanted <= near.facts() == far.facts() == at_centre(centre)
    sound(near, far)


def test_a_restored_centre_is_given_all_again(centre: InMemory, near: Machine, far: Machine) -> None:
    member = near.member()
    heal(near, far)
    backup = centre.backup()
    lot = near.grant(member, 400)
    far.grant(far.member(), 300)
    heal(near, far)
    known = at_centre(centre)
    # What `near` told after the backup reaches the centre through `far` as well: `near` comes last.
    centre.inner.put_back(backup)
    assert not known <= at_centre(centre)
    far.settle()
    assert known <= at_centre(centre), "far lends what it read of near"
    heal(near, far)
    assert not centre.inner.recovering
    assert centre.inner.state.accounts.book.total(lot) == 400
    same(centre, near, far)


def test_ends_that_count_differently_read_again(centre: InMemory, near: Machine, far: Machine) -> None:
    member = near.member()
    near.grant(member, 70)
    heal(near)
    far.settle()
    told = centre_of(far)
    with far.here.store.transaction("system") as tx:
        exchanging.write_centre(
            tx, replace(told, tally=(told.tally[0] + 1, told.tally[1]) if told.tally else None)
        )
    heal(near, far)
    same(centre, near, far)


def test_a_count_that_never_agrees_is_said(centre: InMemory, near: Machine) -> None:
    near.line.tamper = lambda reply, lines: (replace(reply, tally=(1, "00" * 8)), lines)
    for _ in range(8):
        near.sync()
    state = sync_state(near.here)
    assert state.trouble is not None
    assert state.trouble.code == "tally_differs"
    near.line.tamper = None
    heal(near)
    assert sync_state(near.here).trouble is None


def test_rights_come_where_they_are_wished_for(centre: InMemory, near: Machine, far: Machine) -> None:
    member = near.member()
    lot = near.grant(member, 500)
    heal(near, far)
    home = centre.inner.state.accounts.book
    assert home.total(lot) == 500
    holder, asker = (near, far) if home.held(lot, near.here.shop.till_id) else (far, near)
    wish = Wish("w-1", ((lot, 200),))
    told = exchange_once(asker.here, asker.line, wishes=(wish,))
    assert told.claims[0].state == "asked"
    busy = exchange_once(holder.here, holder.line, busy=frozenset([lot]))
    assert busy.given_back == 0, "an open basket counts on it"
    assert holder.sync().given_back == 1
    holder.sync()
    exchange_once(asker.here, asker.line, wishes=(wish,))
    asker.sync()
    with asker.here.read() as db:
        assert own_rights(db, [lot]) == {lot: 200}
    asker.take(member, lot, 200)
    with pytest.raises(LoyaltyError, match="right_overdrawn"):
        asker.take(member, lot, 1)
    heal(near, far)
    same(centre, near, far)


def test_an_enrolment_whose_reply_was_lost_is_answered_again(centre: InMemory, tmp_path: Path) -> None:
    machine = Machine(tmp_path, "alone", centre.line())
    till = machine.begin()
    machine.member()
    code = centre.invite("once", "", "", till.shop.business_id)
    machine.line.lose = 1
    owner = machine.owner
    with pytest.raises(LoyaltyError, match="centre_slow"):
        join(till, owner, machine.line, lambda _: machine.line, URL, code)
    assert code not in centre.codes, "the centre has let it in"
    join(till, owner, machine.line, lambda _: machine.line, URL, code)
    assert len(centre.inner.state.tills) == 1
    facts = machine.facts()
    again = join(till, owner, machine.line, lambda _: machine.line, URL, code)
    assert (again.again, again.facts, len(centre.inner.state.tills)) == (True, 0, 1)
    assert facts == machine.facts() == at_centre(centre)
    with pytest.raises(LoyaltyError, match="joined_already"):
        join(till, owner, machine.line, lambda _: machine.line, "http://other.test", code)
    same(centre, machine)
    machine.close()


def test_facts_of_a_newer_version_wait_for_the_update(
    centre: InMemory, near: Machine, far: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    member = near.member()
    lot = near.grant(member, 500)
    version, body = registry.KINDS["entry.adjusted"]
    near.settle()
    with monkeypatch.context() as older:
        older.delitem(registry.KINDS, "entry.adjusted")
        far.settle()
        assert sync_state(far.here).deferred == 1
        with far.here.read() as db:
            assert db.value("SELECT count(*) FROM lot") == 0
    assert (version, body) == registry.KINDS["entry.adjusted"]
    far.close()
    far.open()
    assert sync_state(far.here).deferred == 0
    with far.here.read() as db:
        assert db.value("SELECT amount FROM lot WHERE lot_id = ?", (lot,)) == 500
    heal(near, far)
    same(centre, near, far)


def test_poison_is_kept_and_passed_over(centre: InMemory, near: Machine, far: Machine) -> None:
    near.member()
    store = near.here.store
    with store.transaction("system") as tx:
        # A till that says what only the centre may say: written past the program.
        forged = RightsGranted(near.here.shop.till_id, (LotAmount("lot-x", 10),), "claim", "")
        fact = tx._envelope("rights.granted", forged, tx.new_id(), "system")
        tx._append(fact, canonical_bytes(fact))
    near.member()
    heal(near, far)
    assert near.facts() == far.facts() == at_centre(centre)
    with far.here.read() as db:
        assert db.rows("SELECT fact_id, code FROM fact_deferred") == [(fact.fact_id, "poison")]
    assert centre.inner.state.accounts.book.held("lot-x", CENTRE) == 0
    sound(far)


def test_a_page_that_joins_nothing_is_read_anew(centre: InMemory, near: Machine, far: Machine) -> None:
    near.member()
    near.member()
    near.settle()
    far.line.tamper = lambda reply, lines: (reply, replace(lines, facts=lines.facts[1:]))
    with pytest.raises(LoyaltyError, match="feed_broken"):
        far.sync()
    assert sync_state(far.here).trouble is not None
    far.line.tamper = None
    heal(near, far)
    same(centre, near, far)


# -- planted bugs -----------------------------------------------------------------------------------------


def caught(play: object, *given: object) -> None:
    with pytest.raises((AssertionError, LoyaltyError)):
        play(*given)  # type: ignore[operator]


def test_a_till_that_believes_numbers_is_caught(
    centre: InMemory, near: Machine, far: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def by_number(_: object, reply: Reply) -> ChainHead:
        return ChainHead(reply.epoch, reply.seq, bytes.fromhex(reply.hash))

    monkeypatch.setattr(exchanging, "acknowledged", by_number)
    monkeypatch.setattr(exchanging, "was_put_back", lambda *_: False)
    caught(test_a_till_that_was_put_back_gets_its_own_facts, centre, near, far, True)


def test_a_till_that_does_not_tell_again_is_caught(
    centre: InMemory, near: Machine, far: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parting, "_tell", lambda *_: None)
    caught(test_a_twin_is_told_again_under_the_same_ids, centre, near, far)


def test_a_till_that_lends_nothing_is_caught(
    centre: InMemory, near: Machine, far: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchanging, "lent_lines", lambda *_: Lines())
    caught(test_a_restored_centre_is_given_all_again, centre, near, far)


def test_a_till_that_reads_no_past_of_its_own_is_caught(
    centre: InMemory, near: Machine, far: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for where in (exchanging, counting):
        monkeypatch.setattr(where, "own_too", lambda centre: replace(centre, pos=0, seen={}, tally=None))
    caught(test_a_till_that_was_put_back_gets_its_own_facts, centre, near, far, False)


def test_a_till_that_gives_from_an_open_basket_is_caught(
    centre: InMemory, near: Machine, far: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = giving.give_back
    monkeypatch.setattr(giving, "give_back", lambda recalls, held, _: given(recalls, held, frozenset()))
    caught(test_rights_come_where_they_are_wished_for, centre, near, far)


@pytest.mark.parametrize("verdict", ["unsigned", "unreadable"])
def test_facts_the_centre_does_not_take_are_a_trouble(
    centre: InMemory, near: Machine, far: Machine, verdict: str
) -> None:
    near.settle()
    near.member()
    near.line.tamper = lambda reply, lines: (replace(reply, verdict=verdict), lines)
    for _ in range(2):
        near.sync()
    state = sync_state(near.here)
    assert state.trouble is not None
    assert (state.trouble.code, state.waiting) == ("run_refused", 1)
    near.line.tamper = None
    heal(near, far)
    assert sync_state(near.here).trouble is None
    same(centre, near, far)
