"""Many at once: no gap in the feed, nothing granted twice, nothing acknowledged lost when the server is killed."""

from __future__ import annotations

import multiprocessing
import os
import random
import secrets
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

import httpx
import pytest

from loyalty.exchange.wire import Wish
from tests.central.places import Business, Centre
from tests.central.till import Till

WRITERS = 8
RACERS = 6
ROUNDS = int(os.environ.get("BASHGAH_RACES", "1000"))
"""How many rounds `make soak` runs."""


def test_eight_writers_and_no_gap_in_the_feed(business: Business) -> None:
    reader, tills = business.till(), [business.till() for _ in range(WRITERS)]
    reader.catch_up()
    stop = threading.Event()
    seen: list[int] = []

    def read() -> None:
        while not stop.is_set():
            reader.exchange(limit=50)
            seen.append(reader.pos)

    def write(till: Till) -> None:
        till.http = httpx.Client(base_url=till.http.base_url, timeout=60)
        for _ in range(12):
            for _ in range(random.randrange(1, 6)):
                till.enrol()
            till.exchange(limit=0)
        till.http.close()

    reader.http = httpx.Client(base_url=reader.http.base_url, timeout=60)
    watching = threading.Thread(target=read)
    watching.start()
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, tills))
    stop.set()
    watching.join()
    last = reader.catch_up()
    assert seen == sorted(seen)
    # What the reader read while the others wrote is everything there is: a skipped fact would break its chain.
    assert reader.tally() == last.tally
    assert {one.raw for till in tills for one in till.own} <= set(reader.raws)
    reader.http.close()


def _race(port: int, till: Till, member: str, lot: str, honest: bool, out: multiprocessing.Queue) -> None:
    till.http = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60)
    spent = 0
    for _ in range(8):
        granted = till.exchange(Wish(secrets.token_hex(6), ((lot, 300),)), limit=0).claims[0]
        here = sum(amount for _, amount in granted.lots) if honest else 300
        if here:
            till.sell(member, spends={lot: here})
            spent += here
    till.exchange(limit=0)
    out.put(spent)


def race_for_one_balance(business: Business, *, honest: bool = True) -> list[int]:
    """Let six processes spend 10,000 of one member; return what each spent."""
    giver = business.till()
    member = giver.enrol()
    lot = giver.give(member, 10_000)
    giver.catch_up()
    racers = [business.till() for _ in range(RACERS)]
    racers[0].catch_up()
    racers[0].exchange(Wish("first", ((lot, 10_000),)))
    giver.exchange()
    giver.return_rights()
    # What is given back waits for nobody else: it is the centre's for two minutes.
    giver.exchange(limit=0)
    ground = multiprocessing.get_context("fork")
    out = ground.Queue()
    running = [
        ground.Process(
            target=_race, args=(business.centre.port, replace(till, http=None), member, lot, honest, out)
        )
        for till in racers
    ]
    for one in running:
        one.start()
    spent = [out.get(timeout=60) for _ in running]
    for one in running:
        one.join()
    return spent


def check_race(business: Business, spent: list[int]) -> None:
    assert sum(spent) == 10_000
    assert sum(1 for one in spent if one) >= 2
    assert sum(row["held"] for row in business.cli("tills")["tills"]) == 0
    assert business.cli("overspends")["overspends"] == []
    assert business.cli("verify")["ok"]


def test_six_processes_never_spend_more_than_there_is(business: Business) -> None:
    check_race(business, race_for_one_balance(business))


def test_processes_that_spend_what_they_were_not_given_are_caught(business: Business) -> None:
    spent = race_for_one_balance(business, honest=False)
    with pytest.raises(AssertionError):
        check_race(business, spent)
    assert business.cli("overspends")["overspends"]


def test_killed_in_the_middle_nothing_acknowledged_is_lost(own_centre: Centre) -> None:
    business = own_centre.business()
    tills = [business.till() for _ in range(3)]

    def sell(till: Till) -> None:
        till.http = httpx.Client(base_url=f"http://127.0.0.1:{own_centre.port}", timeout=30)
        with suppress(httpx.HTTPError):
            while True:
                till.enrol()
                till.exchange()

    for _ in range(4):
        wanted = [till.acked + random.randrange(2, 8) for till in tills]
        with ThreadPoolExecutor(3) as pool:
            selling = [pool.submit(sell, till) for till in tills]
            while any(till.acked < most for till, most in zip(tills, wanted, strict=True)):
                assert not any(one.done() for one in selling)
                time.sleep(random.uniform(0, 0.02))
            own_centre.kill()
        assert [one.result() for one in selling] == [None] * 3
        acked = [till.own[till.acked - 1].head for till in tills]
        own_centre.start()
        for till, head in zip(tills, acked, strict=True):
            till.http = own_centre.http
            reply = till.exchange()
            assert reply.verdict == "ok"
            assert reply.seq >= head.seq
            till.catch_up()
    assert min(till.acked for till in tills) > 8
    for till in tills:
        till.catch_up()
    assert len({till.tally() for till in tills}) == 1
    assert business.cli("verify")["ok"]


def test_a_restart_changes_nothing(own_centre: Centre) -> None:
    business = own_centre.business()
    till = business.till()
    till.enrol()
    before = till.catch_up()
    own_centre.stop()
    own_centre.start()
    till.http = own_centre.http
    after = till.catch_up()
    assert (before.generation, before.tally, before.last_pos) == (
        after.generation,
        after.tally,
        after.last_pos,
    )


@pytest.mark.soak
def test_many_rounds_of_six(centre: Centre) -> None:
    """Each round in a business of its own: what it holds is that round's."""
    for _ in range(ROUNDS):
        business = centre.business()
        check_race(business, race_for_one_balance(business))
