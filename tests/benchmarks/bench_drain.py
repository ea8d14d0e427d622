"""How long a centre takes to hear 500 tills that were cut off, each with a thousand facts, all at the same moment.

A real server with two workers, real HTTP, a connection of its own for each till. The tills share the two cores of the
centre here; what each does on its own machine (packing, signing) is done before the clock runs. A till does what the product does: where
it is asked to come again later it waits at least that long, and asks with its batch for a page of what others said;
anything but a signed `ok` within its patience is an error at the till. Sales are of one line with ten percent credit.
"""

from __future__ import annotations

import asyncio
import base64
import os
import random
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import zstandard

from central.clocks import MachineClock
from central.store.places import open_place
from central.usecases.founding import Opening, issue_code
from desktop.sync.client import TIMEOUTS
from desktop.sync.lines import BackOff
from desktop.usecases.exchange.exchanging import PAGE
from loyalty.errors import LoyaltyError
from loyalty.exchange.wire import Lines, Request, read_reply, write_message
from loyalty.ids import IdMaker
from tests.benchmarks import report
from tests.benchmarks.many_facts import busy_till, cpu_of, told_again
from tests.central.places import Business, Centre, running_postgres
from tests.central.till import Till

FACTS = 1_000
BAR_TILLS, BAR_SECONDS = 500, 30.0
WORKERS = 2
MEMBERS, LINE = 300, 5
"""Members and tills of a branch."""


@dataclass(frozen=True)
class CutOff:
    """A till that has joined and sold a thousand times, with all it has to tell, packed and signed."""

    http: httpx.AsyncClient
    body: bytes
    headers: dict[str, str]
    seq: int


@dataclass
class Heard:
    """What the tills met with."""

    errors: list[str] = field(default_factory=list)
    asked_to_wait: int = 0
    most_asked: int = 0
    longest: float = 0.0


def cut_off(business: Business, count: int) -> list[CutOff]:
    """Return tills that have told nothing of what they sold: what they do for themselves is done before the clock runs."""
    centre, dice, ids = business.centre, random.Random(7), IdMaker(os.urandom)
    place, tills = open_place(centre.db), list[CutOff]()
    members = [[ids.next(1_700_000_000_000) for _ in range(MEMBERS)] for _ in range(-(-count // LINE))]
    for number in range(count):
        # Most members come where they always come; one visit in twenty is to another branch.
        known = members[number // LINE] * 19 + [dice.choice(dice.choice(members)) for _ in range(MEMBERS)]
        opening = (
            Opening(new_branch=f"b{number // LINE}")
            if number % LINE == 0
            else Opening(branch=f"b{number // LINE}")
        )
        code, _ = issue_code(place, MachineClock(), ids, os.urandom, business.business_id, opening)
        till = Till(centre.http)
        till.take_place(code)
        busy_till(centre.http, dice, sales=1, known=known, till=till)
        told_again(till, dice, sales=FACTS - len(till.own), known=known)
        till.join(code)
        tills.append(packed(till))
    place.close()
    return tills


def packed(till: Till) -> CutOff:
    """Return a till with its message, and a line of its own."""
    body = message(till)
    headers, _ = till.headers("POST", "/v1/exchange", body)
    limits = httpx.Timeout(TIMEOUTS[1], connect=TIMEOUTS[0])
    # Nothing of TLS is used here, and reading the authorities would take longer than the exchange.
    http = httpx.AsyncClient(base_url=till.http.base_url, timeout=limits, verify=False, trust_env=False)
    return CutOff(http, body, headers, len(till.own))


def message(till: Till) -> bytes:
    """Return all a till has to tell, as one message."""
    assert till.enrolled is not None
    after = till.own[0].after
    request = Request(after.epoch, after.seq, after.hash.hex(), till.enrolled.generation, 0, 0, PAGE)
    lines = Lines(tuple(one.raw for one in till.own), heads=(till.head_line(till.own[-1].head),))
    return zstandard.compress(write_message(request, lines))


async def tell(till: CutOff, heard: Heard) -> None:
    """Tell it all as the product would, over a line of its own."""
    back_off, asked = BackOff(), 0
    async with till.http as http:
        while True:
            began = time.perf_counter()
            try:
                async with http.stream(
                    "POST", "/v1/exchange", content=till.body, headers=till.headers
                ) as answer:
                    raw = b"".join([part async for part in answer.aiter_raw()])
            except httpx.HTTPError as problem:
                heard.errors.append(type(problem).__name__)
                return
            heard.longest = max(heard.longest, time.perf_counter() - began)
            if answer.status_code not in (429, 503):
                break
            asked += 1
            heard.asked_to_wait, heard.most_asked = heard.asked_to_wait + 1, max(heard.most_asked, asked)
            busy = LoyaltyError("centre_busy", seconds=int(answer.headers["Retry-After"]))
            await asyncio.sleep(back_off.fail(busy))
    if answer.status_code != 200 or not base64.b64decode(answer.headers["Bashgah-Signature"]):
        heard.errors.append(f"status {answer.status_code}")
        return
    reply, _ = read_reply(zstandard.ZstdDecompressor().decompress(raw, max_output_size=1 << 28))
    if (reply.verdict, reply.seq) != ("ok", till.seq):
        heard.errors.append(f"verdict {reply.verdict}")


async def all_at_once(tills: list[CutOff]) -> Heard:
    """Let all tills tell what they have at the same moment."""
    heard = Heard()
    await asyncio.gather(*(tell(till, heard) for till in tills))
    return heard


def measure(name: str, db: str, count: int) -> None:
    """Drain so many tills into a new centre, and print how long it took."""
    # The rates at which tills may ask are those of the product.
    usual = {"BASHGAH_CENTRE_TILL_RATE": "20"}
    centre = Centre(db, workers=WORKERS, environ=usual).start()
    business = centre.business()
    tills = cut_off(business, count)
    before, own = cpu_of(centre), time.process_time()
    began = time.perf_counter()
    heard = asyncio.run(all_at_once(tills))
    took, spent = time.perf_counter() - began, cpu_of(centre) - before
    own = time.process_time() - own
    centre.cli("verify", "--business", business.business_id)
    centre.stop()
    report.below(f"{name}, {count} tills drained", took, "s", BAR_SECONDS * count / BAR_TILLS)
    report.line("  facts a second", count * FACTS / took, "facts/s")
    report.line("  by CPU of the server's workers", count * FACTS / spent, "facts/s")
    report.line("  longest answer", heard.longest, "s", f"≤ {TIMEOUTS[1]:g} s", heard.longest <= TIMEOUTS[1])
    report.line("  CPU of all tills on the same cores", own, "s")
    report.line("  asked to come again", heard.asked_to_wait, "times")
    report.line("  one till at most", heard.most_asked, "times")
    report.line(
        f"  errors at a till {sorted(set(heard.errors))}", len(heard.errors), "", "0", not heard.errors
    )


def main() -> None:
    """Measure on SQLite, then on PostgreSQL."""
    count = report.sized(100, BAR_TILLS)
    with tempfile.TemporaryDirectory(prefix="bdrain") as name:
        folder = Path(name)
        measure("SQLite", str(folder / "centre"), count)
        with running_postgres(folder / "pg") as postgres:
            measure("PostgreSQL", postgres.new_place(), count)


if __name__ == "__main__":
    main()
