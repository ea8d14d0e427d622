"""How many facts a second the centre takes in over loopback, from one till in batches of a thousand.

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
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil
import zstandard

from loyalty.exchange.wire import Lines, Request, write_message
from tests.benchmarks import report
from tests.benchmarks.many_facts import busy_till
from tests.central.places import Centre, free_port, running_postgres
from tests.central.till import Till

BATCH = 1_000
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
        yield http
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


def measure(name: str, db: str, simple: httpx.Client, batches: int) -> None:
    """Send batches to the centre and to the bare endpoint by turns, and print facts a second."""
    centre = Centre(db).start()
    till = busy_till(centre.http, random.Random(7), sales=batches * BATCH)
    told = centre.business().till("--own-branch", till=till).enrolled
    assert told is not None
    server = psutil.Process(centre.running.pid if centre.running else 0)
    before, times, plain = server.cpu_times(), [], []
    for body in bodies(till, told.generation):
        began = time.perf_counter()
        reply, _ = till.post(body)
        times.append(time.perf_counter() - began)
        assert reply.verdict == "ok", reply
        began = time.perf_counter()
        simple.post("/v1/exchange", content=body).raise_for_status()
        plain.append(time.perf_counter() - began)
    after = server.cpu_times()
    centre.stop()
    figure, bar = BATCH / report.at(times, 50), BARS[name]
    report.line(f"{name}, median batch", figure, "facts/s", f"≥ {bar:,} facts/s", figure >= bar)
    report.line(f"{name}, best batch", BATCH / min(times), "facts/s")
    spent = after.user + after.system - before.user - before.system
    report.line(f"{name}, by CPU of the server", len(times) * BATCH / spent, "facts/s")
    report.line("  beside an endpoint that only stores", BATCH / report.at(plain, 50), "facts/s")


def main() -> None:
    """Measure on SQLite, then on PostgreSQL."""
    batches = report.sized(30, 300)
    with tempfile.TemporaryDirectory(prefix="bing") as name:
        folder = Path(name)
        with bare(folder) as simple:
            measure("SQLite", str(folder / "centre"), simple, batches)
            with running_postgres(folder / "pg") as postgres:
                measure("PostgreSQL", postgres.new_place(), simple, batches)


if __name__ == "__main__":
    main()
