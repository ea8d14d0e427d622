"""A till that sells while somebody pulls it down: `python -m tests.safety.kill9 --kills 50 --seed 1` prints a report.

The parent forks a child that opens the real encrypted shop and sells, saying on a pipe each open basket once it is
kept and each sale once the checkout has returned. The parent kills it (SIGKILL) at a random moment, opens the shop
again and compares. Three planted bugs must show up: with `--ack-early` the child speaks before it commits (lost
sales), with `--slip-late` it queues the receipt in a transaction of its own (sales half done), with `--forget-late` it
forgets the open basket in a transaction of its own after the sale (a sold basket comes back).
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
from dataclasses import asdict, dataclass, field, replace
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
from desktop.usecases.selling.parking import keep_open, open_basket
from desktop.usecases.selling.pricing import price_basket
from desktop.usecases.selling.reversing import refund
from desktop.usecases.selling.shifts import begin_shift
from desktop.usecases.sign_in import Session, sign_in
from desktop.usecases.staff_keys import LIGHT
from desktop.usecases.till import Till
from loyalty.basket import Basket, Line, Tender
from loyalty.kinds import MemberEnrolled

PIN = "730614"
ID_LENGTH = 26
KEPT, SOLD = b"k", b"s"
"""What the child says before an id: the basket is kept, its sale is recorded. A basket's lines are named after its sale."""
WORD_LENGTH = ID_LENGTH + 1


@dataclass(slots=True)
class Report:
    """What was seen over all kills; everything but the four counts must stay empty."""

    kills: int = 0
    acked: int = 0
    unsaid: int = 0
    """Sales that were durable but not said yet: the till answers for them by their id."""
    brought_back: int = 0
    """Kills after which an open basket was there again."""
    sold_again: list[str] = field(default_factory=list)
    """Baskets that were sold and yet came back as open."""
    baskets_lost: list[str] = field(default_factory=list)
    """Baskets that were kept, not sold, and did not come back."""
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


def sell_for_ever(folder: Path, keys: FileKeys, member_id: str, say: int, seed: int, plant: str) -> None:
    """Sell, spend and take back until somebody kills this process."""
    rng = random.Random(seed)
    till, session = open_(folder, keys)
    queue_late = hold_slips_back() if plant == "slip-late" else None
    while True:
        name = till.new_id()
        basket = fill_basket(till, session, member_id, name, rng)
        os.write(say, KEPT + name.encode())
        if plant == "ack-early":
            os.write(say, SOLD + name.encode())
        pay_once(till, session, member_id, name, basket, rng, late=plant == "forget-late")
        if queue_late is not None:
            queue_late(till, session, member_id, name)
        if plant != "ack-early":
            os.write(say, SOLD + name.encode())
        if rng.random() < 0.2:
            refund(till, session, name, None)


def fill_basket(till: Till, session: Session, member_id: str, name: str, rng: random.Random) -> Basket:
    """Ring up lines as a cashier does, each kept as it comes."""
    lines: list[Line] = []
    for _ in range(rng.randrange(1, 4)):
        lines.append(replace(group_line(till, "SHOES", rng.randrange(1_000, 900_000)), name=name))
        keep_open(till, session, basket_of(lines), member_id)
    return basket_of(lines)


def sell_once(till: Till, session: Session, member_id: str, name: str, rng: random.Random) -> None:
    """Ring up a basket and record its sale under a given id."""
    pay_once(till, session, member_id, name, fill_basket(till, session, member_id, name, rng), rng)


def pay_once(
    till: Till,
    session: Session,
    member_id: str,
    name: str,
    basket: Basket,
    rng: random.Random,
    *,
    late: bool = False,
) -> None:
    """Record the sale of a basket under a given id, often with credit; `late` is the planted bug."""
    credit = "max" if rng.random() < 0.5 else 0
    to_pay = price_basket(till, basket, member_id, credit=credit).to_pay
    tenders = (Tender("cash", to_pay),) if to_pay else ()
    checkout(till, session, basket, member_id, tenders, credit=credit, fact_id=name, at_counter=not late)
    if late:
        keep_open(till, session, basket_of([]), None)


def hold_slips_back() -> Callable[[Till, Session, str, str], None]:
    """Plant a till whose receipt is queued after the sale is durable; return what queues it."""
    queue_slip = checking_out.queue_slip
    checking_out.queue_slip = lambda *_, **__: ""

    def queue_late(till: Till, session: Session, member_id: str, name: str) -> None:
        time.sleep(0.01)  # as long as a sale, so that some kills surely fall in between
        with till.transaction(session.staff_id) as tx:
            queue_slip(tx, "receipt", name, member_id=member_id)

    return queue_late


def run(kills: int, seed: int, folder: Path, *, plant: str = "") -> Report:
    """Kill a selling till so many times and return what was found afterwards."""
    rng, report = random.Random(seed), Report()
    keys = FileKeys(folder / "keys")
    shop = folder / "shop"
    member_id = make_shop(shop, keys)
    acked: list[str] = []
    for _ in range(kills):
        kept, sold = _one_kill(shop, keys, member_id, rng, plant)
        acked += sold
        report.kills += 1
        _compare_baskets(shop, keys, kept, report)
        _compare(shop, keys, acked, report, whole=False)
    _compare(shop, keys, acked, report, whole=True)
    report.acked = len(acked)
    return report


def _one_kill(
    shop: Path, keys: FileKeys, member_id: str, rng: random.Random, plant: str
) -> tuple[list[str], list[str]]:
    """Return the ids said before the kill: of baskets kept, of sales."""
    hear, say = os.pipe()
    seed = rng.randrange(1 << 30)
    child = os.fork()
    if child == 0:
        os.close(hear)
        sell_for_ever(shop, keys, member_id, say, seed, plant)
    os.close(say)
    first = _first_sale(hear)
    time.sleep(rng.random() * 0.05)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    heard = first
    while part := os.read(hear, 65_536):
        heard += part
    os.close(hear)
    words = [heard[at : at + WORD_LENGTH] for at in range(0, len(heard), WORD_LENGTH)]
    return _said(words, KEPT), _said(words, SOLD)


def _first_sale(hear: int) -> bytes:
    """Listen until the till is up and has sold once; return what was heard."""
    heard = b""
    while word := os.read(hear, WORD_LENGTH):
        heard += word
        if word.startswith(SOLD):
            break
    return heard


def _said(words: list[bytes], mark: bytes) -> list[str]:
    return [word[1:].decode() for word in words if word.startswith(mark)]


def _compare_baskets(shop: Path, keys: FileKeys, kept: list[str], report: Report) -> None:
    """The last basket kept is open again, or it was sold: never both, never neither."""
    till = open_till(shop, clock=SystemClock(), entropy=os.urandom, keys=keys, key_cost=LIGHT)
    found = open_basket(till)
    name = found.basket.lines[0].name if found else ""
    if found:
        report.brought_back += 1
    if name and till.store.did_happen(name):
        report.sold_again.append(name)
    last = kept[-1]
    if name != last and not till.store.did_happen(last):
        report.baskets_lost.append(last)
    till.close()


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
    parser.add_argument("--ack-early", dest="plant", action="store_const", const="ack-early", default="")
    parser.add_argument("--slip-late", dest="plant", action="store_const", const="slip-late")
    parser.add_argument("--forget-late", dest="plant", action="store_const", const="forget-late")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = run(args.kills, args.seed, Path(folder), plant=args.plant)
    json.dump(asdict(report), sys.stdout, indent=2)
    wrong = (report.lost, report.half, report.problems, report.sold_again, report.baskets_lost)
    return 1 if any(wrong) else 0


if __name__ == "__main__":
    sys.exit(main())
