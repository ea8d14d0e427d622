"""How many facts a second the centre takes in over loopback: two workers, two tills of one business, batches of a thousand.

Everything is done as in the product: signature of the request, decompression, chain, signature of the head, reading,
folding, accounts of rights, one durable transaction a batch. Beside it, by turns in the same minute, an endpoint that
only stores the bytes. Sales are of one line with ten percent credit to 300 members.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import zstandard

from loyalty.exchange.wire import Lines, Request, write_message
from loyalty.ids import new_id
from tests.benchmarks import report
from tests.benchmarks.many_facts import busy_till, cpu_of, told_again
from tests.central.places import Centre, free_port, running_postgres
from tests.central.till import Till

BATCH = 1_000
TILLS = WORKERS = 2
BARS = {"SQLite": 20_000, "PostgreSQL": 12_000}


@contextmanager
def bare(folder: Path) -> Iterator[httpx.Client]:
    """Serve the endpoint that only stores."""
    port = free_port()
    line = (
        sys.executable,
        "-m",
        "uvicorn",
        "--factory",
        "tests.benchmarks.bare_endpoint:make",
        "--port",
        str(port),
    )
    environ = {**os.environ, "BASHGAH_BARE": str(folder / "bare.sqlite")}
    with subprocess.Popen([*line, "--log-level", "error"], env=environ) as running:
        http = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60)
        while True:
            try:
                http.get("/v1/health")
                break
            except httpx.HTTPError:
                time.sleep(0.05)
        try:
            yield http
        finally:
            http.close()
            running.terminate()


def bodies(till: Till, generation: str) -> list[bytes]:
    """Return the till's facts as compressed messages."""
    found = []
    for start in range(0, len(till.own) - BATCH + 1, BATCH):
        run = till.own[start : start + BATCH]
        after = run[0].after
        request = Request(after.epoch, after.seq, after.hash.hex(), generation, 0, 0, 0, waiting=1)
        lines = Lines(tuple(one.raw for one in run), heads=(till.head_line(run[-1].head),))
        found.append(zstandard.compress(write_message(request, lines)))
    return found


def told_by(till: Till, sent: list[bytes], done: list[float]) -> None:
    """Send a till's batches one after the other, noting when each was answered."""
    for body in sent:
        reply, _ = till.post(body)
        assert reply.verdict == "ok", reply
        done.append(time.perf_counter())


def busy_tills(centre: Centre, batches: int) -> list[tuple[Till, list[bytes]]]:
    """Return the tills of one business, each with its batches."""
    business, found = centre.business(), []
    members = [new_id(1_700_000_000_000, os.urandom) for _ in range(300)]
    for _ in range(TILLS):
        code = business.code()
        till = Till(centre.http)
        till.take_place(code)
        busy_till(centre.http, random.Random(7), sales=1, known=members, till=till)
        told_again(till, random.Random(8), sales=(batches + 1) * BATCH, known=members)
        enrolled = till.join(code)
        till.http = httpx.Client(base_url=centre.http.base_url, timeout=60)
        found.append((till, bodies(till, enrolled.generation)[: batches + 1]))
    return found


def measure(name: str, db: str, simple: httpx.Client, batches: int) -> None:
    """Send batches of two tills at once, then of one beside the bare endpoint by turns; print facts a second."""
    centre = Centre(db, workers=WORKERS).start()
    tills = busy_tills(centre, 2 * batches)
    # The first of each opens files and fills caches of statements.
    for till, sent in tills:
        told_by(till, sent[:1], [])
    before, began, done = cpu_of(centre), time.perf_counter(), list[float]()
    with ThreadPoolExecutor(TILLS) as crew:
        list(crew.map(lambda one: told_by(one[0], one[1][1 : batches + 1], done), tills))
    figure, bar = TILLS * batches * BATCH / (max(done) - began), BARS[name]
    spent = cpu_of(centre) - before
    report.line(f"{name}, {TILLS} tills at once", figure, "facts/s", f"≥ {bar:,} facts/s", figure >= bar)
    report.line("  by CPU of the workers, one core", TILLS * batches * BATCH / spent, "facts/s")
    times, plain = [], []
    till, sent = tills[0]
    for body in sent[batches + 1 :]:
        began, done = time.perf_counter(), []
        told_by(till, [body], done)
        times.append(done[0] - began)
        began = time.perf_counter()
        simple.post("/v1/exchange", content=body).raise_for_status()
        plain.append(time.perf_counter() - began)
    centre.stop()
    report.line("  one till alone, median batch", BATCH / report.at(times, 50), "facts/s")
    report.line("  one till alone, best batch", BATCH / min(times), "facts/s")
    report.line("  beside an endpoint that only stores", BATCH / report.at(plain, 50), "facts/s")


def main() -> None:
    """Measure on SQLite, then on PostgreSQL."""
    batches = report.sized(12, 150)
    with tempfile.TemporaryDirectory(prefix="bing") as name:
        folder = Path(name)
        with bare(folder) as simple:
            measure("SQLite", str(folder / "centre"), simple, batches)
            with running_postgres(folder / "pg") as postgres:
                measure("PostgreSQL", postgres.new_place(), simple, batches)


if __name__ == "__main__":
    main()
