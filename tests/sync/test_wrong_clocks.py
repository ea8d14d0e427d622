"""Two real tills whose clocks are wrong by a year, one ahead and one behind: who spoke last has the last word."""

from __future__ import annotations

from dataclasses import replace

from desktop.models.queries.members import consents, set_of
from desktop.models.verify import verify
from desktop.usecases.members.changing import Changes, change_member
from desktop.usecases.members.consenting import set_consents
from desktop.usecases.members.enrol import NewMember, enrol
from desktop.usecases.members.merging import merge, split
from loyalty.clock import DAY, HOUR, MINUTE
from loyalty.facts import parse_fact
from loyalty.kinds import read_body
from tests.conftest import FixedClock
from tests.sync.centre import InMemory
from tests.sync.conftest import Machine

YEAR = 365 * DAY


def meet(*machines: Machine) -> None:
    for one in (*machines, *machines):
        one.settle()


def pass_time(centre: InMemory, by: int, *machines: Machine) -> None:
    centre.inner.now += by
    for one in machines:
        one.clock.go(by)


def consent(machine: Machine, member_id: str) -> bool | None:
    with machine.here.read() as db:
        return consents(db, member_id).get("sms_promo")


def name(machine: Machine, member_id: str) -> str:
    with machine.here.read() as db:
        return str(db.value("SELECT name FROM person WHERE member_id = ?", (member_id,)))


def bounds(machine: Machine) -> int:
    with machine.here.read() as db:
        return int(db.value("SELECT count(*) FROM stamp_bound"))


def sound(*machines: Machine) -> None:
    for one in machines:
        with one.here.read() as db:
            assert verify(db).problems == (), one.name


def test_a_clock_a_year_ahead_holds_nobody_who_did_not_know_of_its_word(
    centre: InMemory, near: Machine, far: Machine
) -> None:
    one = enrol(near.here, near.owner, NewMember(phone="09120000001", name="سارا")).member_id
    other = enrol(near.here, near.owner, NewMember(phone="09120000002", name="سارا")).member_id
    meet(near, far)
    far.clock.go(YEAR)
    set_consents(far.here, far.owner, one, {"sms_promo": True})
    change_member(far.here, far.owner, one, Changes(name="از سال آینده"))
    merge(far.here, far.owner, one, other)
    far.settle()
    assert (bounds(far) >= 3, bounds(near)) == (True, 0)
    # An hour later, at a till whose line was cut: it knows nothing of all that, and has the last word.
    pass_time(centre, HOUR, near)
    change_member(near.here, near.owner, one, Changes(name="امروز"))
    merge(near.here, near.owner, one, other)
    near.clock.go(MINUTE)
    split(near.here, near.owner, one)
    set_consents(near.here, near.owner, one, {"sms_promo": True})
    near.clock.go(MINUTE)
    set_consents(near.here, near.owner, one, {"sms_promo": False})
    meet(near, far)
    for machine in (near, far):
        assert (name(machine, one), consent(machine, one)) == ("امروز", False), machine.name
        with machine.here.read() as db:
            assert set(set_of(db, one)) == {one}
    assert bounds(near) == bounds(far)
    sound(near, far)


def test_a_clock_a_year_behind_takes_the_place_of_what_it_knows(
    centre: InMemory, near: Machine, far: Machine
) -> None:
    one = enrol(near.here, near.owner, NewMember(phone="09120000001", name="سارا")).member_id
    meet(near, far)
    set_consents(near.here, near.owner, one, {"sms_promo": True})
    meet(near, far)
    far.close()
    far.clock = FixedClock(far.clock.now() - YEAR)
    far.open()
    set_consents(far.here, far.owner, one, {"sms_promo": False})
    change_member(far.here, far.owner, one, Changes(name="پارسال"))
    meet(near, far)
    assert [(consent(each, one), name(each, one)) for each in (near, far)] == [(False, "پارسال")] * 2
    assert bounds(near) == 0
    sound(near, far)


def open_for_sale(machine: Machine) -> None:
    """Open a machine as a shop that sells: one for tests is put on any day, whatever its clock says."""
    machine.open()
    machine.here.store.shop = replace(machine.here.store.shop, test=False)


def test_the_centre_says_what_day_it_is_to_a_till_whose_clock_leapt(centre: InMemory, near: Machine) -> None:
    near.settle()
    at = near.here.now()
    near.close()
    near.clock = FixedClock(near.clock.now() + YEAR)
    open_for_sale(near)
    assert (near.here.now(), near.here.doubts_clock) == (at, True)
    centre.inner.now += 2 * HOUR
    near.settle()
    # Two hours went by, no year: whatever this machine says, the centre is believed, also by the next program.
    assert near.here.now() == centre.inner.now
    near.close()
    open_for_sale(near)
    assert near.here.now() >= centre.inner.now


def test_a_till_that_was_switched_off_for_a_year_needs_nobody_beside_its_centre(
    centre: InMemory, near: Machine
) -> None:
    near.settle()
    near.close()
    near.clock = FixedClock(near.clock.now() + YEAR)
    open_for_sale(near)
    centre.inner.now += YEAR
    near.settle()
    assert not near.here.doubts_clock


def test_a_word_without_a_stamp_reads_as_its_time(near: Machine) -> None:
    set_consents(
        near.here,
        near.owner,
        enrol(near.here, near.owner, NewMember(phone="09120000001", name="سارا")).member_id,
        {"sms_promo": True},
    )
    with near.here.read() as db:
        raw = db.value("SELECT raw FROM fact WHERE kind = 'consent.given' ORDER BY pos DESC LIMIT 1")
    fact = parse_fact(raw)
    told = read_body(fact.kind, fact.version, fact.body)
    assert (told.stamp.at, told.stamp.count) == (fact.at, 0)
    before = read_body(fact.kind, 1, fact.body[:2])
    assert before.stamp is None
