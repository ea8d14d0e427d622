"""Ten tills and their centre on the worst of days: `python -m tests.safety.storm --seed 1` prints what was found.

Every part is real: tills with encrypted files in processes of their own, the centre's server (a folder, or with `--db
postgresql` a PostgreSQL of this run), TCP lines that are cut and healed. While all tills sell, spend and exchange, at
random moments a till or the centre is killed (SIGKILL), lines are cut, the centre's disk is full (its files may not
grow), PostgreSQL is stopped without warning. Then the weather clears: nothing that was said may be lost, everybody proves
their past, and the credit of all members together is what was granted less what was spent, exactly, wherever one asks.

With `--plant` the first till says a sale before it is kept, and the second spends what others hold: both must be found out.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from desktop.clocks import SystemClock
from desktop.models.people import Person
from desktop.sync.client import HttpWire
from desktop.sync.lines import open_line
from desktop.usecases.exchange.joining import first_pin, join, new_till
from desktop.usecases.new_shop import NewShop, new_shop
from desktop.usecases.policies import publish_policy
from desktop.usecases.selling.shifts import begin_shift
from desktop.usecases.staff_keys import LIGHT
from loyalty.kinds import MemberEnrolled
from tests.central.places import Business, Centre, PostgresAtHand, free_port, running_postgres
from tests.safety.storm_ends import Found, look
from tests.safety.storm_line import Network
from tests.safety.storm_till import PIN, Machine

PLANTS = {0: "early", 1: "greedy"}
BRANCHES = 5
MEMBERS = 12
CALM = (0.15, 0.7)
"""Seconds between two hits."""
ENOUGH_SOLD, ENOUGH_WISHED, PATIENCE = 60, 4, 60
"""How much must have been sold, and come because it was wished for, before all is looked at; and how many seconds
anything is waited for at most."""
BUSY = "centre_busy"
"""What a till says of a centre that is there and cannot write."""
ROOM = 16 << 10
"""Bytes the centre's files may still grow where its disk is filled."""


@dataclass(slots=True)
class Storm:
    """A business of tills with their centre, and what strikes them."""

    root: Path
    centre: Centre
    business: Business
    network: Network
    tills: list[Machine]
    postgres: PostgresAtHand | None
    rng: random.Random
    hits: dict[str, int] = field(default_factory=dict)

    def rage(self, hits: int) -> None:
        """Let every kind of hit come once, then any, and end with clear weather."""
        for till in self.tills:
            till.start()
        self._wait()
        kinds = self._kinds()
        for number in range(hits):
            kind = kinds[number] if number < len(kinds) else self.rng.choice(kinds)
            self.hits[kind.__name__.strip("_")] = self.hits.get(kind.__name__.strip("_"), 0) + 1
            kind()
            self._wait()
        self._settle()
        for till in self.tills:
            till.kill()

    def _settle(self) -> None:
        """Let all go on in clear weather until enough was sold and came because it was wished for."""
        self._wait_until(
            lambda: self._said("sold") >= ENOUGH_SOLD and self._said("wished", "1") >= ENOUGH_WISHED
        )

    def _wait_until(self, true: Callable[[], bool]) -> None:
        # However slow the machine is; what never comes is found missing afterwards.
        until = time.monotonic() + PATIENCE
        while not true() and time.monotonic() < until:
            self._wait()

    def _said(self, *words: str) -> int:
        """Return how often the tills have said something that begins with these words."""
        return sum(word[: len(words)] == list(words) for till in self.tills for word in till.words())

    def _kinds(self) -> list[Callable[[], None]]:
        kinds = [self._kill_till, self._cut, self._kill_centre, self._cut_all, self._kill_till]
        return [*kinds, self._restart_postgres if self.postgres else self._fill_disk]

    def _wait(self) -> None:
        time.sleep(self.rng.uniform(*CALM))

    def _kill_till(self) -> None:
        for till in self.rng.sample(self.tills, 2):
            till.kill()
            till.start()

    def _cut(self) -> None:
        self.network.cut(self.rng.sample(range(len(self.tills)), len(self.tills) // 3))
        self._wait()
        self.network.heal()

    def _cut_all(self) -> None:
        self.network.cut(range(len(self.tills)))
        self._wait()
        self.network.heal()

    def _kill_centre(self) -> None:
        self.centre.kill()
        self._wait()
        self.centre.start()

    def _fill_disk(self) -> None:
        refused = self._said("trouble", BUSY)
        self.centre.let_grow(self.centre.largest_file() + ROOM)
        self._wait_until(lambda: self._said("trouble", BUSY) > refused)
        self.centre.let_grow(None)

    def _restart_postgres(self) -> None:
        assert self.postgres is not None
        self.postgres.crash()
        self._wait()
        self.postgres.start()


@contextmanager
def storm(root: Path, tills: int, seed: int, db: str, plant: bool) -> Iterator[Storm]:
    """Make a business whose tills have all joined and sell."""
    with ExitStack() as undo:
        port = free_port()
        network = Network(tills, port)
        undo.callback(network.close)
        postgres = undo.enter_context(running_postgres(root / "pg")) if db == "postgresql" else None
        where = postgres.new_place() if postgres else str(root / "centre")
        centre = Centre(where, workers=2 if postgres else 1, port=port, log=root / "centre.log")
        undo.callback(centre.stop)
        centre.start()
        business = centre.business()
        machines = _machines(root, business, network, tills, seed, plant)
        for machine in machines:
            undo.callback(machine.kill)
        yield Storm(root, centre, business, network, machines, postgres, random.Random(seed))


def _machines(
    root: Path, business: Business, network: Network, tills: int, seed: int, plant: bool
) -> list[Machine]:
    members: list[str] = []
    made = []
    for number in range(tills):
        planted = PLANTS.get(number, "") if plant else ""
        machine = Machine(root, number, network.url(number), business, members, seed, planted)
        members += _begin(machine) if number == 0 else _come(machine, f"branch {number % BRANCHES}", number)
        made.append(machine)
    return made


def _begin(machine: Machine) -> list[str]:
    """Make a shop of one's own with members, and join."""
    said = NewShop("فروشگاه", "branch 0", PIN, test=True)
    new_shop(machine.folder, said, clock=SystemClock(), entropy=os.urandom, keys=machine.keys, key_cost=LIGHT)
    till, session = machine.open()
    begin_shift(till, session, 0)
    publish_policy(till, session, "earning", {"credit": {"percent": 10}})
    members = [till.new_id() for _ in range(MEMBERS)]
    with till.transaction(session.staff_id) as tx:
        for number, member_id in enumerate(members):
            tx.record("member.enrolled", MemberEnrolled(member_id, None))
            tx.set_people({member_id: Person(name=f"عضو {number}", phone=f"0912000{number:04}")})
    join(till, session, HttpWire(machine.url), open_line, machine.url, machine.business.code("--own-branch"))
    till.close()
    return members


def _come(machine: Machine, branch: str, number: int) -> list[str]:
    """Make a new till of the shop."""
    which = "--new-branch" if 0 < number < BRANCHES else "--branch"
    till, _ = new_till(
        machine.folder, HttpWire(machine.url), open_line, machine.url, machine.business.code(which, branch),
        clock=SystemClock(), keys=machine.keys, key_cost=LIGHT,
    )  # fmt: skip
    first_pin(till, "owner", PIN)
    till.close()
    till, session = machine.open()
    begin_shift(till, session, 0)
    till.close()
    return []


def run(root: Path, tills: int, hits: int, seed: int, db: str, plant: bool = False) -> Found:
    """Let a storm rage and return what was found when it was over."""
    with storm(root, tills, seed, db, plant) as one:
        one.rage(hits)
        return look(one.business, one.tills, one.hits)


def main() -> int:
    """Run from the command line; exit 1 when anything was wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--tills", type=int, default=10)
    parser.add_argument("--hits", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--db", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--plant", action="store_true")
    args = parser.parse_args()
    # The socket of PostgreSQL lies in this folder, whose path must be short.
    with tempfile.TemporaryDirectory(prefix="bst") as folder:
        found = run(Path(folder), args.tills, args.hits, args.seed, args.db, args.plant)
    json.dump(asdict(found), sys.stdout, indent=2)
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
