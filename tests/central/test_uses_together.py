"""Six processes use one capped offer, spend one code and serve one member at a real centre: never more than there is, on
SQLite and PostgreSQL."""

from __future__ import annotations

import multiprocessing
import os
import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from multiprocessing.synchronize import Barrier
from queue import Empty
from typing import Any

import httpx
import pytest

from loyalty.basket import Tender
from loyalty.exchange.wire import Wish
from loyalty.facts import parse_fact
from loyalty.kinds import (
    CodesIssued,
    LotAmount,
    OfferUse,
    PolicyPublished,
    RightsReturned,
    SaleRecorded,
    SoldLine,
)
from loyalty.uses import code_of, count_of, number_of
from tests.central.places import Business, Centre
from tests.central.till import Till

RACERS = 6
CAP = 9
EACH = 2
"""How often the member of a round may use the offer that is capped for each member."""
TRIES = 4
ROUNDS = 2
SOAK = int(os.environ.get("BASHGAH_RACES", "1000"))
"""How many rounds `make soak` runs."""
AT_ONCE = 20


def names_of(place: int) -> tuple[str, str]:
    """Return the uses of a round: of its cap, of its code."""
    return number_of(f"o{place}"), code_of("coded", f"digest-{place}")


def count_in(place: int) -> str:
    """Return the right to count the uses of a round's member, who was imported."""
    return count_of(f"member-{place}", "")


def prepare(business: Business, rounds: Sequence[int]) -> None:
    """Publish a capped offer and issue a code for every round; the centre holds all of them."""
    giver = business.till()
    for place in rounds:
        document = f'{{"id": "o{place}", "caps": {{"number": {CAP}}}}}'
        giver.record("policy.published", PolicyPublished(f"offer:o{place}", 1, document, "", ""))
    giver.record("code.issued", CodesIssued("coded", 1, tuple(f"digest-{place}" for place in rounds)))
    codes = tuple(LotAmount(names_of(place)[1], 1) for place in rounds)
    giver.record("rights.returned", RightsReturned(codes, "recalled"))
    giver.enrol()
    # A till that still has something to tell is given nothing back.
    giver.exchange(most=len(giver.own) - 1)


def use(till: Till, *names: str) -> None:
    line = SoldLine(1, "G1", None, 1_000, 100, 10, 0, 0)
    drawn = tuple(LotAmount(name, 1) for name in names)
    body = SaleRecorded(till.seq, "s", None, (line,), (Tender("cash", 90),), 0, (), (), (), drawn=drawn)
    till.record("sale.recorded", body)


def serve(till: Till, place: int, honest: bool) -> int:
    """Let the member of a round use the offer if this till counts them and they may; return how often they did."""
    member = f"member-{place}"
    own = [parse_fact(one.raw) for one in till.own]
    sales = {fact.fact_id: fact.body for fact in (*till.feed, *own) if fact.kind == "sale.recorded"}
    used = sum(body[2] == member for body in sales.values())
    if used >= EACH or (honest and till.held(count_in(place)) < 1):
        return 0
    line = SoldLine(1, "G1", None, 1_000, 100, 10, 0, 0)
    body = SaleRecorded(
        till.seq, "s", member, (line,), (Tender("cash", 90),), 0, (), (), (OfferUse("each", 1, (10,)),)
    )
    till.record("sale.recorded", body)
    return 1


def race(
    port: int, till: Till, rounds: Sequence[int], honest: bool, gate: Barrier, out: multiprocessing.Queue[Any]
) -> None:
    """Try for every round's cap and code as often as there are tries; tell what was used."""
    till.http = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60)
    used: Counter[str] = Counter()
    for place in rounds:
        gate.wait(120)
        for _ in range(TRIES):
            wanted = names_of(place)
            asked = (*wanted, count_in(place))
            till.exchange(Wish(secrets.token_hex(6), tuple((name, 1) for name in asked)), limit=5_000)
            used[count_in(place)] += serve(till, place, honest)
            till.return_rights()
            here = [name for name in wanted if till.held(name) > 0 or not honest]
            if here:
                use(till, *here)
                used.update(here)
    till.catch_up()
    out.put(used)


def run_race(business: Business, rounds: Sequence[int], *, honest: bool = True) -> Counter[str]:
    """Let six processes race; return how often each use was drawn."""
    prepare(business, rounds)
    racers = [business.till() for _ in range(RACERS)]
    ground = multiprocessing.get_context("fork")
    out, gate = ground.Queue(), ground.Barrier(RACERS)
    running = [
        ground.Process(
            target=race, args=(business.centre.port, replace(till, http=None), rounds, honest, gate, out)
        )
        for till in racers
    ]
    for one in running:
        one.start()
    used: Counter[str] = Counter()
    try:
        for _ in running:
            used += out.get(timeout=600)
    except Empty:
        raise AssertionError("a racer did not come home") from None
    finally:
        for one in running:
            one.join(10)
            one.kill()
    return used


def check(business: Business, used: Counter[str], rounds: Sequence[int]) -> None:
    """Each cap was used as often as there was of it at most, each code once, and the centre says so too."""
    for place in rounds:
        capped, code = names_of(place)
        assert 0 < used[capped] <= CAP
        assert used[code] == 1
        assert 0 < used[count_in(place)] <= EACH
    told = business.cli("overspends")
    assert not told["overspends"]
    assert business.cli("verify")["ok"]


def test_six_processes_use_no_more_than_there_is(business: Business) -> None:
    rounds = range(ROUNDS)
    check(business, run_race(business, rounds), rounds)


def test_tills_that_use_what_they_do_not_hold_are_caught(business: Business) -> None:
    used = run_race(business, range(1), honest=False)
    with pytest.raises(AssertionError):
        check(business, used, range(1))
    assert business.cli("overspends")["overspends"]


@pytest.mark.soak
def test_many_races(centre: Centre) -> None:
    """Run as many rounds as are asked for, some at a time, in a business of their own: nobody has a thousand offers."""
    for first in range(0, SOAK, AT_ONCE):
        rounds = range(first, min(SOAK, first + AT_ONCE))
        business = centre.business()
        check(business, run_race(business, rounds), rounds)
