"""How long the exchange of one sale takes to a centre that is 200 ms away, there and back.

Between till and centre stands a line that holds every byte back for 100 ms each way. Warm: the connection stands, as it
does while the window is open. Cold: a new connection for the one exchange.
"""

from __future__ import annotations

import socket
import tempfile
import threading
import time
from collections import deque
from contextlib import suppress
from pathlib import Path

from desktop.sync.client import HttpWire
from desktop.sync.lines import open_line
from desktop.usecases.exchange.exchanging import exchange_all, exchange_once
from desktop.usecases.exchange.joining import join
from tests.benchmarks import report
from tests.benchmarks.bench_checkout import sell
from tests.benchmarks.shops import made_shop
from tests.central.places import Centre

ONE_WAY = 0.1
WARM, COLD = 300.0, 900.0


class SlowLine:
    """Carries to a port what it is told, `ONE_WAY` seconds later."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._ear = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._ear.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            near, _ = self._ear.accept()
            threading.Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        # A connection stands after one round trip.
        time.sleep(2 * ONE_WAY)
        far = socket.create_connection(("127.0.0.1", self._to))
        for one in (near, far):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for source, target in ((near, far), (far, near)):
            self._carry(source, target)

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        waiting: deque[tuple[float, bytes]] = deque()
        more = threading.Semaphore(0)

        def take() -> None:
            part = b"more"
            while part:
                with suppress(OSError):
                    part = source.recv(1 << 16)
                waiting.append((time.monotonic() + ONE_WAY, part))
                more.release()

        def give() -> None:
            while True:
                more.acquire()
                at, part = waiting.popleft()
                time.sleep(max(0.0, at - time.monotonic()))
                if not part:
                    with suppress(OSError):
                        target.shutdown(socket.SHUT_WR)
                    return
                with suppress(OSError):
                    target.sendall(part)

        threading.Thread(target=take, daemon=True).start()
        threading.Thread(target=give, daemon=True).start()


def main() -> None:
    """Sell and exchange, warm and cold by turns."""
    with tempfile.TemporaryDirectory(prefix="bfar") as name:
        folder = Path(name)
        centre = Centre(str(folder / "centre")).start()
        till, session, ids = made_shop(folder, members=10)
        line = SlowLine(centre.port)
        join(till, session, HttpWire(line.url), open_line, line.url, centre.business().code("--own-branch"))
        warm_line, times = open_line(till), dict[str, list[float]](warm=[], cold=[])
        exchange_all(till, warm_line)
        for n in range(report.sized(15, 100)):
            for kind in ("warm", "cold"):
                sell(till, session, ids[n % 10], n)
                wire = warm_line if kind == "warm" else open_line(till)
                began = time.perf_counter()
                exchange_once(till, wire)
                times[kind].append((time.perf_counter() - began) * 1_000)
                if kind == "cold":
                    wire.close()
        centre.stop()
        till.close()
        report.below("one sale on a warm connection, median", report.at(times["warm"], 50), "ms", WARM)
        report.below("one sale on a cold connection, median", report.at(times["cold"], 50), "ms", COLD)
        report.spread("warm", times["warm"])


if __name__ == "__main__":
    main()
