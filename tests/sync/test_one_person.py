"""One person at two tills that had no line: enrolled twice, merged, taken apart again; words changed at both.

Two real tills with encrypted files, and a real centre that listens.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from desktop.models.queries.members import set_of
from desktop.models.verify import verify
from desktop.sync.client import HttpWire
from desktop.sync.lines import open_line
from desktop.usecases.exchange.exchanging import exchange_all
from desktop.usecases.exchange.joining import first_pin, join, new_till
from desktop.usecases.members.changing import Changes, change_member
from desktop.usecases.members.enrol import NewMember, enrol
from desktop.usecases.members.merging import merge, split
from desktop.usecases.policies import rules_now
from desktop.usecases.selling.counter_member import load_member
from desktop.usecases.staff_keys import LIGHT
from loyalty.clock import DAY
from tests.conftest import OWNER_PIN
from tests.sync.centre import new_centre
from tests.sync.conftest import Machine
from tests.sync.places import PHONE, Centre, free_port

YEAR = 365 * DAY


@pytest.fixture
def tills(tmp_path: Path) -> Iterator[tuple[Machine, Machine]]:
    """Return two tills of two branches that belong to one centre."""
    with ExitStack() as undo:
        centre = Centre(tmp_path / "centre", free_port())
        centre.run("new-business", "--name", "Cafe", "--trade", "cafe", "--test")
        centre.start()
        undo.callback(centre.stop)
        near, far = (Machine(tmp_path, name, new_centre().line()) for name in ("near", "far"))
        undo.callback(near.close)
        undo.callback(far.close)
        own = centre.code("--own-branch")
        join(near.begin(), near.owner, HttpWire(centre.url), open_line, centre.url, own)
        code = centre.code("--new-branch", "Tajrish")
        far.till, _ = new_till(
            far.folder, HttpWire(centre.url), open_line, centre.url, code,
            clock=far.clock, entropy=far.dice, keys=far.keys, key_cost=LIGHT,
        )  # fmt: skip
        first_pin(far.till, "owner", OWNER_PIN)
        yield near, far


def meet(*machines: Machine) -> None:
    for _ in range(3):
        for one in machines:
            line = open_line(one.here)
            exchange_all(one.here, line)
            line.close()


def credit(machine: Machine, member_id: str) -> int:
    till = machine.here
    with till.read() as db:
        member = load_member(db, member_id, rules_now(db), till.now(), till.shop.zone)
    return member.balance(till.now(), till.shop.branch_id).total


def one_set(machine: Machine, member_id: str) -> set[str]:
    with machine.here.read() as db:
        return set(set_of(db, member_id))


def name_of(machine: Machine, member_id: str) -> str:
    with machine.here.read() as db:
        return str(db.value("SELECT name FROM person WHERE member_id = ?", (member_id,)))


def sound(*machines: Machine) -> None:
    for one in machines:
        with one.here.read() as db:
            assert verify(db).problems == (), one.name


def test_a_person_enrolled_twice_is_one_and_may_be_two_again(tills: tuple[Machine, Machine]) -> None:
    near, far = tills
    one = enrol(near.here, near.owner, NewMember(phone=PHONE, name="سارا")).member_id
    other = enrol(far.here, far.owner, NewMember(phone=PHONE, name="سارا محمدی")).member_id
    near.grant(one, 700)
    far.grant(other, 300)
    meet(near, far)
    merge(far.here, far.owner, one, other)
    far.grant(other, 50)
    near.grant(one, 5)
    meet(near, far)
    for machine in tills:
        assert one_set(machine, one) == one_set(machine, other) == {one, other}
        assert credit(machine, one) == credit(machine, other) == 1_055
    near.clock.go(60_000)
    split(near.here, near.owner, one)
    meet(near, far)
    for machine in tills:
        assert (one_set(machine, one), one_set(machine, other)) == ({one}, {other})
        assert (credit(machine, one), credit(machine, other)) == (705, 350)
    sound(near, far)


def test_words_changed_at_both_end_the_same_whatever_a_clock_says(tills: tuple[Machine, Machine]) -> None:
    near, far = tills
    one = enrol(near.here, near.owner, NewMember(phone=PHONE, name="سارا")).member_id
    meet(near, far)
    far.clock.go(YEAR)
    change_member(far.here, far.owner, one, Changes(name="از سال آینده"))
    near.clock.go(1_000)
    change_member(near.here, near.owner, one, Changes(name="امروز"))
    meet(near, far)
    assert name_of(near, one) == name_of(far, one)
    # Whoever has seen the words may change them: a clock that runs ahead holds nobody back.
    change_member(near.here, near.owner, one, Changes(name="درست"))
    meet(near, far)
    assert (name_of(near, one), name_of(far, one)) == ("درست", "درست")
    sound(near, far)
