"""A till that sells while somebody pulls it down: `python -m tests.safety.kill9 --kills 50 --seed 1` prints a report.

The parent forks a child that opens the real encrypted shop and sells, saying each sale's id on a pipe once the
checkout has returned. The parent kills it (SIGKILL) at a random moment, opens the shop again and compares. With
`--ack-early` the child speaks before it commits: that planted bug must show up as lost sales. With `--slip-late` it
queues the receipt in a transaction of its own: that one must show up as sales half done.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from desktop.clocks import SystemClock
from desktop.models.keys import FileKeys
from desktop.models.people import Person
from desktop.models.verify import verify
from desktop.usecases.new_shop import NewShop, new_shop
from desktop.usecases.open_till import open_till
from desktop.usecases.policies import publish_policy
from desktop.usecases.selling import checkout as checking_out
from desktop.usecases.selling.checkout import checkout
from desktop.usecases.selling.lines import basket_of, group_line
from desktop.usecases.selling.pricing import price_basket
from desktop.usecases.selling.reversing import refund
from desktop.usecases.selling.shifts import begin_shift
from desktop.usecases.sign_in import Session, sign_in
from desktop.usecases.staff_keys import LIGHT
from desktop.usecases.till import Till
from loyalty.basket import Tender
from loyalty.kinds import MemberEnrolled

PIN = "730614"
ID_LENGTH = 26


@dataclass(slots=True)
class Report:
    """What was seen over all kills; everything but `acked`, `kills` and `unsaid` must stay empty."""

    kills: int = 0
    acked: int = 0
    unsaid: int = 0
    """Sales that were durable but not said yet: the till answers for them by their id."""
    lost: list[str] = field(default_factory=list)
    half: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def make_shop(folder: Path, keys: FileKeys) -> str:
    """Make a shop with a member and an open shift; return the member."""
    said = NewShop("فروشگاه", "مرکزی", PIN, test=True)
    new_shop(folder, said, clock=SystemClock(), entropy=os.urandom, keys=keys, key_cost=LIGHT)
    till, session = open_(folder, keys)
    begin_shift(till, session, 0)
    publish_policy(till, session, "earning", {"credit": {"percent": 10}})
    member_id = till.new_id()
    with till.transaction(session.staff_id) as tx:
        tx.record("member.enrolled", MemberEnrolled(member_id, None))
        tx.set_people({member_id: Person(name="سارا", phone="09120004567")})
    till.close()
    return member_id


def open_(folder: Path, keys: FileKeys) -> tuple[Till, Session]:
    """Open the shop with its owner at the till."""
    till = open_till(folder, clock=SystemClock(), entropy=os.urandom, keys=keys, key_cost=LIGHT)
    return till, sign_in(till, "owner", PIN, record=False)


def sell_for_ever(folder: Path, keys: FileKeys, member_id: str, say: int, seed: int, *, plant: str) -> None:
    """Sell, spend and take back until somebody kills this process."""
    rng = random.Random(seed)
    till, session = open_(folder, keys)
    sell = sell_and_queue_later() if plant == "slip_late" else sell_once
    while True:
        name = till.new_id()
        if plant == "ack_early":
            os.write(say, name.encode())
        sell(till, session, member_id, name, rng)
        if plant != "ack_early":
            os.write(say, name.encode())
        if rng.random() < 0.2:
            refund(till, session, name, None)


def sell_once(till: Till, session: Session, member_id: str, name: str, rng: random.Random) -> None:
    """Record one sale under a given id, often with credit."""
    lines = [group_line(till, "SHOES", rng.randrange(1_000, 900_000)) for _ in range(rng.randrange(1, 4))]
    basket = basket_of(lines)
    credit = "max" if rng.random() < 0.5 else 0
    to_pay = price_basket(till, basket, member_id, credit=credit).to_pay
    tenders = (Tender("cash", to_pay),) if to_pay else ()
    checkout(till, session, basket, member_id, tenders, credit=credit, fact_id=name)


def sell_and_queue_later() -> Callable[[Till, Session, str, str, random.Random], None]:
    """Plant a till whose receipt is queued after the sale is durable; return what sells with it."""
    queue_slip = checking_out.queue_slip
    checking_out.queue_slip = lambda *_, **__: ""

    def sell(till: Till, session: Session, member_id: str, name: str, rng: random.Random) -> None:
        sell_once(till, session, member_id, name, rng)
        time.sleep(0.01)  # as long as a sale, so that some kills surely fall in between
        with till.transaction(session.staff_id) as tx:
            queue_slip(tx, "receipt", name, member_id=member_id)

    return sell


def run(kills: int, seed: int, folder: Path, *, plant: str = "") -> Report:
    """Kill a selling till so many times and return what was found afterwards."""
    rng, report = random.Random(seed), Report()
    keys = FileKeys(folder / "keys")
    shop = folder / "shop"
    member_id = make_shop(shop, keys)
    acked: list[str] = []
    for _ in range(kills):
        acked += _one_kill(shop, keys, member_id, rng, plant=plant)
        report.kills += 1
        _compare(shop, keys, acked, report, whole=False)
    _compare(shop, keys, acked, report, whole=True)
    report.acked = len(acked)
    return report


def _one_kill(shop: Path, keys: FileKeys, member_id: str, rng: random.Random, *, plant: str) -> list[str]:
    hear, say = os.pipe()
    seed = rng.randrange(1 << 30)
    child = os.fork()
    if child == 0:
        os.close(hear)
        sell_for_ever(shop, keys, member_id, say, seed, plant=plant)
    os.close(say)
    first = os.read(hear, ID_LENGTH)  # the till is up and selling
    time.sleep(rng.random() * 0.05)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    heard = first
    while part := os.read(hear, 65_536):
        heard += part
    os.close(hear)
    return [heard[at : at + ID_LENGTH].decode() for at in range(0, len(heard), ID_LENGTH)]


def _compare(shop: Path, keys: FileKeys, acked: list[str], report: Report, *, whole: bool) -> None:
    till = open_till(shop, clock=SystemClock(), entropy=os.urandom, keys=keys, key_cost=LIGHT)
    with till.read() as db:
        sold = {row[0] for row in db.rows("SELECT sale_id FROM sale")}
        facts = {row[0] for row in db.rows("SELECT fact_id FROM fact WHERE kind = 'sale.recorded'")}
        slips = {row[0] for row in db.rows("SELECT fact_id FROM print_job WHERE kind = 'receipt'")}
        if whole:
            report.problems = [str(problem) for problem in verify(db).problems]
    report.lost = sorted(set(acked) - facts)
    report.half = sorted((facts ^ sold) | (facts ^ slips))
    report.unsaid = len(facts - set(acked))
    till.close()


def main() -> int:
    """Run from the command line; exit 1 when anything was lost or half done."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ack-early", dest="plant", action="store_const", const="ack_early", default="")
    parser.add_argument("--slip-late", dest="plant", action="store_const", const="slip_late")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = run(args.kills, args.seed, Path(folder), plant=args.plant)
    json.dump(asdict(report), sys.stdout, indent=2)
    return 1 if report.lost or report.half or report.problems else 0


if __name__ == "__main__":
    sys.exit(main())
