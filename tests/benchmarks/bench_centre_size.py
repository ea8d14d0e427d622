"""What a centre holds in memory with ten million facts (quick: one million), while tills send, read and join, and while it checks itself.

The facts are real and chained: they are written straight into the business's file, for sending them would take an hour.
`BASHGAH_BENCH_FACTS` takes another number of them. Where it stands is told on stderr, at least every ten seconds or so.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import psutil

from central.clocks import MachineClock
from central.store import accounts, businesses, feed, visits
from central.store.places import Place, open_place
from central.usecases.belonging import told_by_lots
from desktop.usecases.exchange.ahead import PAGE_ALONE
from desktop.usecases.exchange.exchanging import PAGE
from loyalty.clock import DAY
from loyalty.exchange.centre import Kept
from loyalty.exchange.judging import Linked
from loyalty.exchange.reading import read_told
from loyalty.exchange.wire import Lines, Request
from loyalty.facts import parse_fact
from loyalty.ids import new_id
from tests.benchmarks import report
from tests.benchmarks.many_facts import busy_till, told_again
from tests.central.places import Business, Centre
from tests.central.till import Till

TILLS = 10
BATCH = 1_000
ROUNDS = 20
TOLD_EVERY = 10.0
MOST_MIB = 300.0


def fill(place: Place, business: Business, tills: list[Till], members: list[str], facts: int) -> None:
    """Write so many sales of tills that have joined, a batch a transaction, each batch signed."""
    dice = random.Random(7)
    began = told = time.monotonic()
    for number in range(facts // BATCH):
        if time.monotonic() - told > TOLD_EVERY:
            told = time.monotonic()
            report.stands("written", number * BATCH, facts, began)
        till = tills[number % len(tills)]
        till.own = till.own[-1:]
        told_again(till, dice, sales=BATCH, known=members)
        with place.business(business.business_id, write=True) as db:
            known = businesses.read_business(db)
            run = [Linked(parse_fact(one.raw), one.raw, one.head.hash) for one in till.own[1:]]
            tally = int.from_bytes(known.tally, "big")
            for one in run:
                tally ^= int.from_bytes(one.hash[:8], "big")
            kept = [_kept(one) for one in run]
            places = told_by_lots(kept, lambda _: (), known.last_pos)
            rows = [(one, one.fact.fact_id, "ok") for one in run]
            pos = feed.append(db, known.last_pos, rows, known.last_at, frozenset(places.values()))
            lots = [lot for one in kept for lot in one.told.lots]
            homes = {lot.member_id: till.branch_id for lot in lots}
            accounts.add_lots(db, [(lot, homes[lot.member_id]) for lot in lots], till.till_id, places)
            held = {(lot.lot_id, till.till_id): lot.amount for lot in lots}
            homes_of = {lot.lot_id: till.branch_id for lot in lots}
            accounts.set_accounts(db, held, homes_of, {lot.lot_id: till.till_id for lot in lots})
            met = {(lot.member_id, till.branch_id, lot.granted_at // DAY): 1 for lot in lots}
            visits.note_visits(db, met, homes, known.last_at)
            head = till.own[-1].head
            feed.set_chain(db, till.till_id, head)
            feed.add_head(db, till.head_line(head))
            last = max(known.last_at, till_at(run[-1]))
            businesses.move_on(
                db, pos=pos, key_pos=known.last_key_pos, tally=tally.to_bytes(8, "big"), at=last
            )


def _kept(one: Linked) -> Kept:
    told = read_told(one.fact, one.raw, by_centre=False)
    return Kept(one, told.kind, told.body, told.postings)


def till_at(one: Linked) -> int:
    """Return when a fact was told, at the latest."""
    return min(one.fact.at, MachineClock().now())


@contextmanager
def highest(pid: int) -> Iterator[list[float]]:
    """Watch how much memory a process and its children hold; the list ends with the highest, in MiB."""
    seen, over = [0.0], threading.Event()

    def watch() -> None:
        root = psutil.Process(pid)
        while not over.wait(0.05):
            held = [one.memory_info().rss for one in (root, *root.children(recursive=True))]
            seen[0] = max(seen[0], sum(held) / 2**20)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield seen
    finally:
        over.set()
        watcher.join()


def joined(centre: Centre, business: Business, members: list[str]) -> Till:
    """Return a till with its first sale told."""
    till, code = Till(centre.http), business.code()
    till.take_place(code)
    busy_till(centre.http, random.Random(7), sales=1, known=members, till=till)
    till.generation = till.join(code).generation
    assert till.exchange(limit=0).verdict == "ok"
    return till


def ask(till: Till, pos: int, page: int, send: int = 0) -> float:
    """Exchange once: read a page after a position, and send what was sold last; return how long it took."""
    run = till.own[len(till.own) - send :] if send else []
    place = run[0].after if run else till.own[-1].head
    request = Request(place.epoch, place.seq, place.hash.hex(), till.generation, pos, 0, page)
    lines = Lines(tuple(one.raw for one in run), heads=(till.head_line(run[-1].head),) if run else ())
    began = time.perf_counter()
    reply, _ = till.send(request, lines)
    assert reply.verdict == "ok", reply
    return time.perf_counter() - began


def serve(tills: list[Till], members: list[str], facts: int) -> tuple[list[float], list[float]]:
    """Let all tills sell, send and read at once, and a new one read large pages; return times of sales and of pages."""
    sales, pages = list[float](), list[float]()
    began = time.monotonic()

    def sell(till: Till) -> None:
        for number in range(ROUNDS):
            told_again(till, random.Random(number), sales=1, known=members)
            sales.append(ask(till, facts - PAGE, PAGE, send=1))

    def read(till: Till) -> None:
        for number in range(ROUNDS):
            pages.append(ask(till, facts * number // ROUNDS, PAGE_ALONE))
            report.stands("large pages read", len(pages), 2 * ROUNDS, began)

    # A till sends one thing at a time: the last two read.
    crew = [
        threading.Thread(target=sell if number < TILLS - 2 else read, args=(till,))
        for number, till in enumerate(tills)
    ]
    for one in crew:
        one.start()
    for one in crew:
        one.join()
    return sales, pages


def wait_for(running: subprocess.Popen[bytes]) -> None:
    """Wait for the check's end and say now and then that it goes on; how far it is only it knows."""
    began = time.monotonic()
    while running.poll() is None:
        with suppress(subprocess.TimeoutExpired):
            running.wait(TOLD_EVERY)
        print(f"    checking itself: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)


def main() -> None:
    """Fill a centre, serve from it, and let it check itself."""
    facts = int(os.environ.get("BASHGAH_BENCH_FACTS") or report.sized(1_000_000, 10_000_000))
    with tempfile.TemporaryDirectory(prefix="bsize") as name:
        centre = Centre(str(Path(name) / "centre")).start()
        business = centre.business()
        members = [new_id(1_700_000_000_000, os.urandom) for _ in range(50_000)]
        tills = [joined(centre, business, members) for _ in range(TILLS)]
        centre.stop()
        place = open_place(centre.db)
        fill(place, business, tills, members, facts)
        place.close()
        size = sum(file.stat().st_size for file in Path(centre.db).iterdir())
        report.line("file of so many facts", size / 2**30, "GiB")
        centre.start()
        for till in tills:
            till.http = httpx.Client(base_url=centre.http.base_url, timeout=120)
        with highest(centre.running.pid if centre.running else 0) as held:
            sales, pages = serve(tills, members, facts)
        centre.stop()
        report.below(f"serving at {facts:,} facts, resident", held[0], "MiB", MOST_MIB)
        report.line("  a sale sent and a page of 2,000, median", report.at(sales, 50) * 1_000, "ms")
        report.line("  a page of 20,000, median", report.at(pages, 50) * 1_000, "ms")
        line = [sys.executable, "-m", "central", "verify", "--db", centre.db]
        began = time.perf_counter()
        with subprocess.Popen(line, stdout=subprocess.DEVNULL) as running:
            with highest(running.pid) as held:
                wait_for(running)
            assert running.returncode == 0, "the centre found what is wrong"
        report.below("checking itself, resident", held[0], "MiB", MOST_MIB)
        report.line("  it took", time.perf_counter() - began, "s")


if __name__ == "__main__":
    main()
